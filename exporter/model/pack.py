"""A briefing pack: as its officer describes it, and in one locale, ready for writers."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from exporter.model.article import Classification
from exporter.model.blocks import EditionSegment, SourceSegment, Table
from exporter.model.edition import Detail, Edition, Labels
from exporter.model.facts import Fact
from exporter.model.inlines import EditionInline
from exporter.model.locale import LocaleProfile

DOMAIN_PREFIX = "pack."  # of catalogs; no article's slug has a dot
Binding: TypeAlias = Literal["separate", "together", "facing"]
BINDINGS: tuple[Binding, ...] = get_args(Binding)


# --- source side: as content/packs/<name>.yaml describes it -----------------------


@dataclass(frozen=True, slots=True)
class PackOptions:
    """Choose what a pack holds beside its articles.

    Attributes:
        contents_depth: Deepest heading level in the contents; 1 lists articles alone.
        key_facts: Whether each article shows its box of key facts.
        sources: Whether each article shows its sources.
        glossary: Whether one glossary of all articles follows them, in all the pack's languages.
        figures: Whether a list of figures follows the contents, if there is any figure.
        index: Whether an index of names ends the pack.
        about: Whether a page tells what the pack is; it has the description's own words too.
    """

    contents_depth: int = 2
    key_facts: bool = True
    sources: bool = True
    glossary: bool = True
    figures: bool = True
    index: bool = True
    about: bool = True


@dataclass(frozen=True, slots=True)
class PackSection:
    """Gather articles by slug, in order; a section without a title has no page of its own."""

    articles: tuple[str, ...]
    title: SourceSegment | None = None


@dataclass(frozen=True, slots=True)
class PackDescription:
    """Hold a pack as its description has it.

    Attributes:
        path: The description's file, relative to the project folder.
        language: BCP 47 tag of the description's own texts.
        classification: The handling marking of every page; never below that of an article.
        languages: Tags of the editions, in order; two of them where pages face each other.
        binding: A file for each language, one with all of them in turn, or one in which the
            pages of two languages face each other.
        facts: By name, as in an article.
        lines: The line that names each article, in order.
    """

    name: str
    path: str
    language: str
    title: SourceSegment
    subtitle: SourceSegment
    date: datetime.date
    languages: tuple[str, ...]
    sections: tuple[PackSection, ...]
    event: SourceSegment | None = None
    audience: SourceSegment | None = None
    classification: Classification | None = None
    about: tuple[SourceSegment, ...] = ()
    binding: Binding = "separate"
    options: PackOptions = PackOptions()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    lines: tuple[int, ...] = ()

    @property
    def slugs(self) -> tuple[str, ...]:
        """Return the articles in order."""
        return tuple(slug for section in self.sections for slug in section.articles)


# --- edition side: in one locale, text only ----------------------------------------


@dataclass(frozen=True, slots=True)
class PackLabels:
    """Hold the headings that only packs show; that of the contents is in ``wording``."""

    glossary: str
    figures: str
    index: str
    about: str


@dataclass(frozen=True, slots=True)
class PackPart:
    """Hold the editions of a section; ``title`` is None for articles outside of one."""

    title: EditionSegment | None
    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Point to a segment of one of the pack's editions, which are counted from 0 over all parts."""

    edition: int
    segment_id: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """Hold a name and the segments that mention it, in reading order; never none.

    Attributes:
        initial: The letter it is filed under.
    """

    name: EditionSegment
    initial: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """Hold a captioned figure or chart; ``at`` points to its caption."""

    label: str
    caption: EditionSegment
    at: Mention


@dataclass(frozen=True, slots=True)
class Pack:
    """Hold everything a writer needs for a pack in one locale.

    Attributes:
        details: Event, audience, date and the like, for the cover, in reading order.
        marking: The classification in the locale's words, or empty; stands on every page.
        parts: At least one, each with at least one edition. What the options leave out is left
            out of the editions already; tables and figures are numbered through the pack.
        glossary: All names and terms with their spellings in the pack's languages.
        index: In the locale's order.
        about: Paragraphs; empty for no page.
        wording: The words that writers add themselves, as in an edition.
        contents_depth: Deepest heading level in the contents, from 1 (articles).
    """

    name: str
    locale: LocaleProfile
    title: EditionSegment
    subtitle: EditionSegment
    date: datetime.date
    details: tuple[Detail, ...]
    marking: str
    parts: tuple[PackPart, ...]
    glossary: Table[EditionInline] | None
    figures: tuple[FigureEntry, ...]
    index: tuple[IndexEntry, ...]
    about: tuple[EditionSegment, ...]
    labels: PackLabels
    wording: Labels
    contents_depth: int = 2
    path: str = ""

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Return the editions of all parts in order."""
        return tuple(edition for part in self.parts for edition in part.editions)


@dataclass(frozen=True, slots=True)
class PackFile:
    """Hold what goes into one file: packs of one description, each in another locale.

    Attributes:
        packs: One, or all in turn; two whose pages face each other.
    """

    packs: tuple[Pack, ...]
    facing: bool = False

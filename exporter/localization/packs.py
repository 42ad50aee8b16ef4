"""A pack's description and its editions to the pack in one locale."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeAlias

from exporter.localization.catalog import Catalog
from exporter.localization.composition import worst_state
from exporter.localization.formats import format_date
from exporter.localization.labels import (
    ABOUT,
    AUDIENCE,
    DATE,
    EVENT,
    FIGURES,
    GLOSSARY,
    INDEX,
    LEVELS,
    NOTE,
    edition_labels,
)
from exporter.localization.localize import begin_translation, refuse_gaps
from exporter.localization.translation import Translator
from exporter.model.article import Article
from exporter.model.blocks import (
    Alignment,
    Cell,
    Chart,
    CodeBlock,
    EditionBlock,
    EditionSegment,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Role,
    SourceBlock,
    Table,
    ThematicBreak,
)
from exporter.model.edition import Detail, Edition, plain_text
from exporter.model.inlines import EditionInline, Span
from exporter.model.locale import LocaleProfile
from exporter.model.pack import (
    DOMAIN_PREFIX,
    FigureEntry,
    IndexEntry,
    Mention,
    Pack,
    PackDescription,
    PackLabels,
    PackPart,
)

Spelling: TypeAlias = tuple[EditionSegment, EditionSegment | None]  # a name and its explanation

_ARTICLES = {"en": r"(?:the |al-)", "ar": "ال"}  # what a name is not filed under


class Names(NamedTuple):
    """Hold the names of a pack's glossaries, each at the same place in every sequence.

    Attributes:
        profiles: The pack's locales by tag, in order.
        spellings: In each of these locales, by tag.
        mentions: The articles and ids of the segments that mention each name.
    """

    profiles: Mapping[str, LocaleProfile]
    spellings: Mapping[str, Sequence[Spelling]]
    mentions: Sequence[Sequence[tuple[int, str]]]


NO_NAMES = Names({}, {}, ())


def pack_words(pack: PackDescription) -> Article:
    """Return a pack's own texts in the shape of an article, which catalogs are made for."""
    sections = (section.title for section in pack.sections)
    texts = filter(None, (pack.event, pack.audience, *sections, *pack.about))
    body: tuple[SourceBlock, ...] = tuple(map(Paragraph, texts))
    return Article(
        slug=DOMAIN_PREFIX + pack.name,
        path=pack.path,
        language=pack.language,
        title=pack.title,
        summary=pack.subtitle,
        date=pack.date,
        body=body,
        classification=pack.classification,
        facts=pack.facts,
    )


def localize_pack(
    pack: PackDescription,
    editions: Sequence[Edition],
    profile: LocaleProfile,
    *,
    translation: Catalog | None,
    labels: Catalog,
    names: Names = NO_NAMES,
    draft: bool = False,
) -> Pack:
    """Return a pack in one locale.

    Args:
        pack: The description.
        editions: Of its articles in order, in the profile's locale.
        profile: Of the pack's locale.
        translation: The pack's own catalog in the profile's language, or None.
        labels: The toolkit's labels in the profile's language.
        names: For glossary and index.
        draft: Whether text without a final translation is marked instead of refused.

    Raises:
        UntranslatedError: The pack's own texts or the labels lack a final translation.
        PlaceholderError: Facts of a translation differ from its source.
    """
    translator = begin_translation(pack_words(pack), profile, translation, labels, draft=draft)
    made = _Localizer(pack, translator, tuple(editions), names).pack()
    refuse_gaps(translator, draft=draft)
    return made


def localize_terms(translator: Translator, *, draft: bool = False) -> tuple[Spelling, ...]:
    """Return the names and explanations of an article's glossary in one locale."""
    found = tuple(
        (translator.segment(entry.term), translator.segment(entry.note) if entry.note else None)
        for entry in translator.article.glossary
    )
    refuse_gaps(translator, draft=draft)
    return found


class _Localizer:
    """Make the parts of one pack."""

    def __init__(
        self, pack: PackDescription, translator: Translator, editions: tuple[Edition, ...], names: Names
    ) -> None:
        self.description = pack
        self.names = names
        self.own = names.spellings.get(translator.profile.tag, ())
        self.translator = translator
        self.editions = editions
        self.profile = translator.profile
        self.say = translator.wording.say

    def pack(self) -> Pack:
        pack, options, segment = self.description, self.description.options, self.translator.segment
        order = sorted(range(len(self.own)), key=lambda number: self.filed(self.own[number][0]))
        return Pack(
            name=pack.name,
            locale=self.profile,
            title=segment(pack.title),
            subtitle=segment(pack.subtitle),
            date=pack.date,
            details=tuple(self.details()),
            marking=self.say(LEVELS[pack.classification]) if pack.classification else "",
            parts=tuple(self.parts()),
            glossary=self.glossary(order) if options.glossary and order else None,
            figures=tuple(self.figures()) if options.figures else (),
            index=tuple(self.index(order)) if options.index else (),
            about=tuple(map(segment, pack.about)) if options.about else (),
            labels=PackLabels(*map(self.say, (GLOSSARY, FIGURES, INDEX, ABOUT))),
            wording=edition_labels(self.translator.wording),
            contents_depth=options.contents_depth,
            path=pack.path,
        )

    def details(self) -> Iterator[Detail]:
        pack, translator = self.description, self.translator
        if pack.event:
            yield Detail(self.say(EVENT), translator.segment(pack.event))
        date = translator.text("label", "date", format_date(pack.date, translator.formats))
        yield Detail(self.say(DATE), date)
        if pack.audience:
            yield Detail(self.say(AUDIENCE), translator.segment(pack.audience))

    def parts(self) -> Iterator[PackPart]:
        taken = 0
        for section in self.description.sections:
            title = self.translator.segment(section.title) if section.title else None
            yield PackPart(title, self.editions[taken : taken + len(section.articles)])
            taken += len(section.articles)

    def figures(self) -> Iterator[FigureEntry]:
        for number, edition in enumerate(self.editions):
            notes = (block for note in edition.notes for block in note.blocks)
            for label, caption in captioned((*edition.body, *notes)):
                yield FigureEntry(label, caption, Mention(number, caption.id))

    # --- names

    def glossary(self, order: Sequence[int]) -> Table[EditionInline]:
        """Return the table of all names: our own spelling, the others', and the explanation."""
        others = self.other_languages()
        explained = any(note for _, note in self.own)
        header = [self.native(self.profile), *map(self.native, others)]
        header += [self.translator.text("header", "explanation", self.say(NOTE))] if explained else []
        rows = []
        for number in order:
            name, note = self.own[number]
            cells = [Cell(name), *(Cell(self.foreign(number, other)) for other in others)]
            cells += [Cell(note)] if explained else []
            rows.append(tuple(cells))
        alignment: Alignment = ""
        return Table(tuple(map(Cell, header)), tuple(rows), (alignment,) * len(header))

    def other_languages(self) -> list[LocaleProfile]:
        """Return a locale for each other language: ar-SY spells as ar does."""
        found: dict[str, LocaleProfile] = {}
        for profile in self.names.profiles.values():
            found.setdefault(profile.language, profile)
        return [profile for language, profile in found.items() if language != self.profile.language]

    def native(self, profile: LocaleProfile) -> EditionSegment:
        """Return a language's own name for itself."""
        return self.phrase("header", f"language {profile.tag}", profile.name, profile)

    def foreign(self, number: int, profile: LocaleProfile) -> EditionSegment:
        """Return a name of another locale as a foreign phrase of ours."""
        name = self.names.spellings[profile.tag][number][0]
        found = self.phrase("cell", f"spelling {profile.tag} {number}", plain_text(name), profile)
        return replace(found, state=worst_state(name))

    def phrase(self, role: Role, identity: str, text: str, profile: LocaleProfile) -> EditionSegment:
        isolate = int(profile.direction != self.profile.direction)
        span = Span(text, profile.language, profile.direction, isolate=isolate)
        return self.translator.composed(role, identity, (span,))

    def index(self, order: Sequence[int]) -> Iterator[IndexEntry]:
        for number in order:
            name = self.own[number][0]
            mentions = tuple(Mention(article, segment) for article, segment in self.names.mentions[number])
            if mentions:
                yield IndexEntry(name, self.initial(name), mentions)

    def filed(self, name: EditionSegment) -> tuple[bytes, str]:
        """Return what a name is sorted by: the locale's collation, without an article."""
        text = self.bare(name)
        return _sort_key(text, self.profile.tag), text

    def initial(self, name: EditionSegment) -> str:
        first = self.bare(name)[:1]
        if self.profile.script == "Arab":
            first = unicodedata.normalize("NFD", first)[:1]  # every alef is filed as one letter
        return first.upper()

    def bare(self, name: EditionSegment) -> str:
        """Return a name from its first letter on, without an article."""
        text = re.sub(r"^\W+", "", plain_text(name))
        return re.sub(f"^{_ARTICLES.get(self.profile.language, '')}", "", text, flags=re.IGNORECASE)


def captioned(blocks: Iterable[EditionBlock]) -> Iterator[tuple[str, EditionSegment]]:
    """Yield label and caption of every captioned figure, in document order."""
    for block in blocks:
        match block:
            case Figure(caption=caption, label=label) | Chart(caption=caption, label=label):
                if caption:
                    yield label, caption
            case Quote(blocks=inner):
                yield from captioned(inner)
            case ListBlock(items=items):
                for item in items:
                    yield from captioned(item.blocks)
            case Heading() | Paragraph() | Table() | CodeBlock() | ThematicBreak():
                pass


def count_tables(blocks: Iterable[EditionBlock]) -> int:
    """Count the captioned tables of blocks and those inside them."""
    return sum(map(_tables_in, blocks))


def _tables_in(block: EditionBlock) -> int:
    match block:
        case Table(caption=caption):
            return int(caption is not None)
        case Quote(blocks=inner):
            return count_tables(inner)
        case ListBlock(items=items):
            return sum(count_tables(item.blocks) for item in items)
        case Heading() | Paragraph() | Figure() | Chart() | CodeBlock() | ThematicBreak():
            return 0


def _sort_key(text: str, tag: str) -> bytes:
    import icu

    collator = icu.Collator.createInstance(icu.Locale(tag))
    return bytes(collator.getSortKey(text))

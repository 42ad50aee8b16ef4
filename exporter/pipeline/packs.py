"""A pack's description to what goes into its files: reading and localizing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from exporter.errors import ExportError, PackClassificationError, SourceLocation, raise_problems
from exporter.localization.labels import Wording
from exporter.localization.localize import Setting
from exporter.localization.names import find_mentions, gather_terms
from exporter.localization.packs import (
    NO_NAMES,
    Names,
    Spelling,
    captioned,
    count_tables,
    localize_pack,
    localize_terms,
    pack_words,
)
from exporter.localization.translation import Translator
from exporter.model.article import CLASSIFICATIONS
from exporter.model.pack import Pack, PackFile
from exporter.pipeline.editions import Localizer, flatten, read_source, tried
from exporter.readers.pack import read_pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exporter.model.article import Article, Classification
    from exporter.model.edition import Edition
    from exporter.model.pack import PackDescription
    from exporter.project import Project


@dataclass(frozen=True, slots=True)
class PackSource:
    """Hold a pack's description with the articles it names, in order."""

    description: PackDescription
    articles: tuple[Article, ...]


def read_pack_source(project: Project, name: str) -> PackSource:
    """Read a pack and its articles.

    Raises:
        PackClassificationError: The pack is marked for more readers than one of its articles.
        ExportError: What else is wrong with the description or an article; all of it together.
    """
    description = read_pack(project, name)
    errors: list[ExportError] = []
    articles = tried(errors, lambda slug: read_source(project, slug), description.slugs)
    raise_problems(errors)
    raise_problems(_classification_problems(description, articles))
    return PackSource(description, tuple(articles))


def _classification_problems(pack: PackDescription, articles: Sequence[Article]) -> Iterator[ExportError]:
    for article, line in zip(articles, pack.lines, strict=True):
        if _rank(article.classification) > _rank(pack.classification):
            own = f"is {pack.classification}" if pack.classification else "has no classification"
            yield PackClassificationError(
                f'the pack {own}, but its article "{article.slug}" is {article.classification}',
                at=SourceLocation(pack.path, line),
                hint=f"classify the pack as {article.classification}, or leave the article out",
            )


def _rank(level: Classification | None) -> int:
    return CLASSIFICATIONS.index(level) if level else 0


@dataclass(slots=True)
class PackLocalizer:
    """Localize one pack into some locales; the names of its glossaries are gathered once for all of them."""

    localizer: Localizer
    source: PackSource
    tags: Sequence[str]
    _names: Names | None = field(default=None, init=False)

    def pack(self, tag: str) -> Pack:
        """Return the pack in one locale; raise what is wrong with its translations together."""
        description = self.source.description
        errors: list[ExportError] = []
        editions = list(self._editions(tag, errors))
        raise_problems(errors)
        words, profile = pack_words(description), self.localizer.profile(tag)
        return localize_pack(
            description,
            editions,
            profile,
            translation=self.localizer.translation(words, tag),
            labels=self.localizer.labels(profile.language),
            names=self.names(),
            draft=self.localizer.draft,
        )

    def file(self, tags: Sequence[str], *, facing: bool) -> PackFile:
        """Return what goes into the file of some locales."""
        return PackFile(tuple(map(self.pack, tags)), facing=facing)

    def _editions(self, tag: str, errors: list[ExportError]) -> Iterator[Edition]:
        options = self.source.description.options
        setting = Setting(key_facts=options.key_facts, sources=options.sources, glossary=not options.glossary)
        for article in self.source.articles:
            try:
                edition = self.localizer.edition(article, tag, setting)
            except ExportError as error:
                errors += flatten(error)
                continue
            yield edition
            blocks = (*edition.body, *(block for note in edition.notes for block in note.blocks))
            figures, tables = len(list(captioned(blocks))), count_tables(blocks)
            setting = replace(setting, figures=setting.figures + figures, tables=setting.tables + tables)

    def names(self) -> Names:
        """Return the names of all glossaries in all of the pack's locales."""
        if self._names is None:
            options = self.source.description.options
            self._names = self._gathered() if options.glossary or options.index else NO_NAMES
        return self._names

    def _gathered(self) -> Names:
        articles, options = self.source.articles, self.source.description.options
        shown = [article if options.key_facts else replace(article, key_facts=()) for article in articles]
        terms = gather_terms(articles)
        written = (article.language for article in articles)
        locales = dict.fromkeys((*self.source.description.languages, *self.tags, *written))
        profiles = {tag: self.localizer.profile(tag) for tag in locales}
        spellings = {}
        for tag in locales:
            own = [self._terms(article, tag) for article in articles]
            spellings[tag] = [own[term.article][term.entry] for term in terms]
        return Names(profiles, spellings, find_mentions(shown, terms))

    def _terms(self, article: Article, tag: str) -> tuple[Spelling, ...]:
        profile = self.localizer.profile(tag)
        wording = Wording(profile.language, self.localizer.labels(profile.language))
        translator = Translator(article, profile, self.localizer.translation(article, tag), wording)
        return localize_terms(translator, draft=self.localizer.draft)

"""Source segments to an edition's segments: through the catalog, with facts, notes and isolation."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import NamedTuple

from exporter.errors import ExportError, FactError, PlaceholderError, Problems, SourceLocation
from exporter.localization.catalog import Catalog, Entry
from exporter.localization.composition import worst_state
from exporter.localization.formats import Formats, format_value, formats_of
from exporter.localization.labels import FUZZY, UNTRANSLATED, Wording
from exporter.localization.messages import needs_translation
from exporter.localization.numbers import relocalize_numbers
from exporter.localization.profiles import available_tags, load_profile
from exporter.localization.references import reference_problem
from exporter.localization.scripts import LANGUAGES, majority_class
from exporter.localization.spans import FactText, Voice, edition_voice, localize_inlines, source_voice
from exporter.localization.tags import fallbacks, language_of
from exporter.markup import read_inlines, segment_id, source_text, write_message
from exporter.model.article import Article
from exporter.model.blocks import EditionSegment, Role, Segment, SourceSegment, State
from exporter.model.facts import LiteralFact
from exporter.model.inlines import EditionInline, FactReference, NoteReference, SourceInline, Span, Text
from exporter.model.locale import LocaleProfile


class Gap(NamedTuple):
    """Name a segment without a final translation."""

    at: SourceLocation
    fuzzy: bool


class Translator:
    """Translate one article's segments into one locale, and remember what it met on the way.

    Attributes:
        gaps: Segments that have no final translation, in order.
        problems: What is wrong with translations.
        notes: Labels of the footnotes in the order in which the edition refers to them.
    """

    def __init__(
        self, article: Article, profile: LocaleProfile, translation: Catalog | None, wording: Wording
    ) -> None:
        self.article = article
        self.profile = profile
        self.translation = translation
        self.wording = wording
        self.same_language = language_of(article.language) == profile.language
        self.gaps: list[Gap] = []
        self.problems: list[ExportError] = []
        self.notes: dict[str, int] = {}
        self.at = SourceLocation(article.path)
        self.facts: dict[tuple[str, str, Formats], FactText] = {}
        self.formats = formats_of(profile)
        languages = {**LANGUAGES}
        if source_class := majority_class(source_text(article.title.inlines)):
            languages[source_class] = language_of(article.language)
        self.voice = edition_voice(
            profile, fact=self.fact, note=self.note, languages=MappingProxyType(languages)
        )

    # --- segments

    def segment(self, source: SourceSegment) -> EditionSegment:
        """Return a segment in the edition's language, or marked as lacking it."""
        self.at = SourceLocation(self.article.path, source.line)
        if self.same_language:
            return self._made(source, localize_inlines(source.inlines, self.voice), "source")
        if not needs_translation(source.inlines):
            inlines = relocalize_numbers(source.inlines, self.article.language, self.formats)
            return self._made(source, localize_inlines(inlines, self.voice), "translated")
        return self._translated(source)

    def original(self, source: SourceSegment) -> tuple[EditionInline, ...]:
        """Return a segment's source text as a foreign phrase of the edition."""
        return localize_inlines(source.inlines, self._source_voice(source.inlines))

    def text(self, role: Role, identity: str, text: str) -> EditionSegment:
        """Return a segment of the toolkit's own words; ``identity`` makes its id."""
        return self.composed(role, identity, self.spans(text))

    def composed(
        self,
        role: Role,
        identity: str,
        inlines: tuple[EditionInline, ...],
        parts: Iterable[EditionSegment | None] = (),
    ) -> EditionSegment:
        """Return a segment that is put together from others, if they are there, and as good as the worst."""
        made = [part for part in parts if part]
        ids = tuple(part.id for part in made)
        name = segment_id(role, f"\x00{identity}")
        return Segment(name, role, inlines, state=worst_state(*made), parts=ids)

    def spans(self, text: str) -> tuple[EditionInline, ...]:
        """Return words of the edition's language, with foreign ones isolated."""
        return localize_inlines((Text(text),), self.voice)

    def _made(
        self, source: SourceSegment, inlines: tuple[EditionInline, ...], state: State
    ) -> EditionSegment:
        return Segment(source.id, source.role, inlines, source.line, source.comment, state)

    def _translated(self, source: SourceSegment) -> EditionSegment:
        msgid, hrefs = write_message(source.inlines)
        entry = self.translation.find(source.role, msgid) if self.translation else None
        if entry is None or not entry.is_translated:
            return self._untranslated(source)
        try:
            inlines = self._read(entry, hrefs)
            self._check_references(source, inlines)
            localized = localize_inlines(inlines, self.voice)
        except ExportError as error:
            self.problems += error.errors if isinstance(error, Problems) else (error,)
            return self._untranslated(source, counted=False)
        if not entry.is_fuzzy:
            return self._made(source, localized, "translated")
        self.gaps.append(Gap(self.at, fuzzy=True))
        return self._made(source, self._marked(FUZZY, localized), "fuzzy")

    def _read(self, entry: Entry, hrefs: tuple[str, ...]) -> tuple[SourceInline, ...]:
        self.at = SourceLocation(self.translation.path if self.translation else "", entry.line)
        inlines = read_inlines(entry.msgstr[0], hrefs=hrefs, at=self.at)
        if not inlines:
            raise PlaceholderError("the translation has no text", at=self.at, hint="translate the message")
        return inlines

    def _check_references(self, source: SourceSegment, inlines: tuple[SourceInline, ...]) -> None:
        problem = reference_problem(source.inlines, inlines)
        if problem:
            raise PlaceholderError(problem[0], at=self.at, hint=problem[1])

    def _untranslated(self, source: SourceSegment, *, counted: bool = True) -> EditionSegment:
        if counted:
            self.gaps.append(Gap(SourceLocation(self.article.path, source.line), fuzzy=False))
        return self._made(source, self._marked(UNTRANSLATED, self.original(source)), "untranslated")

    def _marked(self, label: Entry, inlines: tuple[EditionInline, ...]) -> tuple[EditionInline, ...]:
        mark = self.wording.say(label)
        return (Span(f"{mark} ", self.profile.language, self.profile.direction), *inlines)

    # --- references

    def _source_voice(self, inlines: tuple[SourceInline, ...]) -> Voice:
        language = language_of(self.article.language)
        return source_voice(language, source_text(inlines), self.voice, fact=self.source_fact)

    def fact(self, reference: FactReference) -> FactText:
        """Write a fact in the edition's words."""
        return self._fact(reference, self.formats)

    def source_fact(self, reference: FactReference) -> FactText:
        """Write a fact in the words of the source language."""
        return self._fact(reference, source_formats(self.article.language))

    def _fact(self, reference: FactReference, formats: Formats) -> FactText:
        key = (reference.name, reference.pattern, formats)
        if key not in self.facts:
            fact = self.article.facts.get(reference.name)
            if fact is None:
                raise FactError(
                    f"there is no fact {reference.name!r}",
                    at=self.at,
                    hint="name it under facts: in the article",
                )
            text = format_value(fact, reference.pattern, formats, at=self.at)
            self.facts[key] = FactText(text, isinstance(fact, LiteralFact))
        return self.facts[key]

    def note(self, label: str) -> NoteReference:
        """Number a footnote by the order of first reference in this edition."""
        number = self.notes.setdefault(label, len(self.notes) + 1)
        return NoteReference(number, self.profile.with_digits(str(number)))


def source_formats(language: str) -> Formats:
    """Return the formats of an article's own language; those of its profile if it has one."""
    if not set(fallbacks(language)).isdisjoint(available_tags()):
        return formats_of(load_profile(language))
    return Formats(language)

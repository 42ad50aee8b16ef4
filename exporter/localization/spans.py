"""Source inlines to the flat, isolated spans of an edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from exporter.localization import scripts
from exporter.localization.islands import find_islands
from exporter.localization.isolates import CONTROLS, CleanText, without_controls
from exporter.localization.numbering import is_arabic_indic, localize_digits
from exporter.model.inlines import (
    Code,
    Direction,
    EditionInline,
    Emphasis,
    FactReference,
    FootnoteReference,
    LineBreak,
    Link,
    NoteReference,
    SourceInline,
    Span,
    Strong,
    Text,
)
from exporter.model.locale import LATIN_DIGITS, LocaleProfile


class Voice(NamedTuple):
    """Say in what language text is, and what stands for its references.

    Attributes:
        language: Of the running text.
        direction: Of the running text.
        own: Class of its letters, see ``scripts``.
        digits: The ten digits that Latin ones become.
        fact: Writes a fact in words.
        note: Turns a footnote's label into its number and mark.
        languages: Of foreign phrases, by class of their letters.
        apart: Whether all of it is foreign to the edition and stands in an isolate.
    """

    language: str
    direction: Direction
    own: str
    digits: str
    fact: Callable[[FactReference], FactText]
    note: Callable[[str], NoteReference]
    languages: Mapping[str, str] = MappingProxyType(scripts.LANGUAGES)
    apart: bool = False


class FactText(NamedTuple):
    """Hold a fact in words; ``literal`` when no language changes it."""

    text: str
    literal: bool = False


class _Piece(NamedTuple):
    """Hold text of one style."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""
    fact: bool = False
    literal: bool = False


class _Stretch(NamedTuple):
    """Mark ``start`` to ``end`` of a run that has one language, direction and isolate."""

    start: int
    end: int
    language: str
    direction: Direction
    isolate: int = 0
    literal: bool = False


def localize_inlines(inlines: Iterable[SourceInline], voice: Voice) -> tuple[EditionInline, ...]:
    """Flatten inlines; find each piece's language and direction; isolate what would be torn apart.

    Bidi controls vanish: isolates become isolates of the spans, marks are not needed any more.
    """
    result: list[EditionInline] = []
    run: list[_Piece] = []
    isolates = 0
    for item in _flattened(inlines, _Piece(""), voice):
        if isinstance(item, _Piece):
            run.append(item)
            continue
        spans = _localized_run(run, voice, isolates)
        isolates = max([isolates, *(span.isolate for span in spans)])
        result += [*spans, item]
        run = []
    return (*result, *_localized_run(run, voice, isolates))


def edition_voice(
    profile: LocaleProfile,
    *,
    fact: Callable[[FactReference], FactText],
    note: Callable[[str], NoteReference],
    languages: Mapping[str, str],
) -> Voice:
    """Return the voice of text that is in the edition's own language."""
    own = scripts.class_of_script(profile.script, profile.direction)
    return Voice(profile.language, profile.direction, own, profile.digits, fact, note, languages)


def source_voice(
    language: str,
    text: str,
    edition: Voice,
    *,
    fact: Callable[[FactReference], FactText],
) -> Voice:
    """Return the voice of text that stays in the source language within an edition."""
    direction = scripts.first_direction(text) or edition.direction
    own = scripts.majority_class(text) or edition.own
    apart = direction != edition.direction
    return edition._replace(
        language=language, direction=direction, own=own, digits=LATIN_DIGITS, fact=fact, apart=apart
    )


# --- source inlines to pieces ----------------------------------------------------


def _flattened(
    inlines: Iterable[SourceInline], style: _Piece, voice: Voice
) -> Iterator[_Piece | NoteReference | LineBreak]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield style._replace(text=text)
            case FactReference():
                fact = voice.fact(inline)
                yield style._replace(text=fact.text, fact=True, literal=fact.literal)
            case Emphasis(children):
                yield from _flattened(children, style._replace(italic=True), voice)
            case Strong(children):
                yield from _flattened(children, style._replace(bold=True), voice)
            case Code(text):
                yield style._replace(text=text, code=True, literal=True)
            case Link(children, href):
                yield from _flattened(children, style._replace(href=href), voice)
            case FootnoteReference(label):
                yield voice.note(label)
            case LineBreak():
                yield inline


def _without_double_stops(pieces: list[_Piece]) -> list[_Piece]:
    """Let a fact that ends in a full stop (``15 октября 2025 г.``) end its sentence, too."""
    result: list[_Piece] = []
    for piece in pieces:
        doubled = result and result[-1].fact and not result[-1].literal and result[-1].text.endswith(".")
        stop = doubled and piece.text.startswith(".") and not piece.text.startswith("..")
        tidy = piece._replace(text=piece.text[1:]) if stop else piece
        if tidy.text:
            result.append(tidy)
    return result


# --- pieces to spans -------------------------------------------------------------


def _localized_run(pieces: list[_Piece], voice: Voice, isolates: int) -> list[Span]:
    """Localize text that no note or line break interrupts; isolates are counted on from ``isolates``."""
    if len(pieces) == 1 and _is_plain(pieces[0], voice):
        return [_span(pieces[0].text, pieces[0], voice.language, voice.direction)]
    pieces = _without_double_stops(pieces)
    clean = without_controls("".join(piece.text for piece in pieces))
    if not clean.text:
        return []
    bounds = _bounds(pieces, clean)
    stretches = _numbered(_stretches(clean, bounds, voice), voice, isolates)
    return _merged(span for stretch in stretches for span in _cut(clean.text, stretch, bounds, voice))


def _is_plain(piece: _Piece, voice: Voice) -> bool:
    """Tell at once, as most texts are: one style, no controls, nothing foreign in it."""
    if piece.literal or voice.apart or not piece.text or voice.digits != LATIN_DIGITS:
        return False
    return not CONTROLS.search(piece.text) and not find_islands(piece.text, voice.own, voice.direction)


def _bounds(pieces: list[_Piece], clean: CleanText) -> list[tuple[int, int, _Piece]]:
    """Return each piece with its start and end in the clean text."""
    result: list[tuple[int, int, _Piece]] = []
    before = 0
    for piece in pieces:
        start, before = before, before + len(piece.text)
        result.append((clean.position(start), clean.position(before), piece))
    return [bound for bound in result if bound[0] < bound[1]]


def _stretches(clean: CleanText, bounds: list[tuple[int, int, _Piece]], voice: Voice) -> Iterator[_Stretch]:
    """Yield the whole text in stretches; ``isolate`` is 1 for those that need one."""
    position = 0
    for fixed in [*_fixed(clean, bounds, voice), None]:
        end = fixed.start if fixed else len(clean.text)
        yield from _free_stretches(clean.text, position, end, voice)
        if fixed:
            yield fixed
            position = fixed.end


def _fixed(clean: CleanText, bounds: list[tuple[int, int, _Piece]], voice: Voice) -> list[_Stretch]:
    """Return the stretches that are decided already: the author's isolates, code, literal facts."""
    found = [
        _Stretch(start, end, _language(clean.text[start:end], voice), direction, 1)
        for start, end, direction in clean.isolates
    ]
    for start, end, piece in bounds:
        if piece.literal and not any(s.start < end and start < s.end for s in found):
            found += _literal(start, end, piece, clean.text[start:end], voice)
    return sorted(found, key=lambda stretch: stretch.start)


def _literal(start: int, end: int, piece: _Piece, text: str, voice: Voice) -> list[_Stretch]:
    classes = set(scripts.classes_of(text))
    if not piece.code and voice.direction == "rtl" and voice.own in classes:
        return []  # words of the edition's own language
    opposite = scripts.LTR_LETTERS if voice.direction == "rtl" else scripts.RTL_LETTERS
    torn = voice.direction == "rtl" or not classes.isdisjoint(opposite)
    direction: Direction = "ltr" if piece.code else scripts.first_direction(text) or "ltr"
    return [_Stretch(start, end, _language(text, voice), direction, int(torn), literal=True)]


def _free_stretches(text: str, start: int, end: int, voice: Voice) -> Iterator[_Stretch]:
    if start >= end:
        return
    position = start
    arabic = is_arabic_indic(voice.digits)
    for island in find_islands(text[start:end], voice.own, voice.direction, arabic_digits=arabic):
        if position < start + island.start:
            yield _Stretch(position, start + island.start, voice.language, voice.direction)
        position = start + island.end
        yield _Stretch(
            start + island.start,
            position,
            _language_of_class(island.script, voice),
            island.direction or voice.direction,
            int(island.direction is not None),
            island.literal,
        )
    if position < end:
        yield _Stretch(position, end, voice.language, voice.direction)


def _language(text: str, voice: Voice) -> str:
    return _language_of_class(scripts.majority_class(text), voice)


def _language_of_class(script: str, voice: Voice) -> str:
    return voice.language if script in {"", voice.own} else voice.languages.get(script, "und")


def _numbered(stretches: Iterable[_Stretch], voice: Voice, isolates: int) -> Iterator[_Stretch]:
    """Give each isolate its number; text that is foreign as a whole is one isolate."""
    if voice.apart:
        for stretch in stretches:
            yield stretch._replace(isolate=isolates + 1, direction=voice.direction)
        return
    for stretch in stretches:
        isolates += stretch.isolate
        yield stretch._replace(isolate=isolates) if stretch.isolate else stretch


def _cut(
    whole: str, stretch: _Stretch, bounds: list[tuple[int, int, _Piece]], voice: Voice
) -> Iterator[Span]:
    """Cut a stretch where the style changes."""
    content = whole[stretch.start : stretch.end]
    if not stretch.literal and voice.digits != LATIN_DIGITS:
        content = localize_digits(content, voice.digits)
    for start, end, piece in bounds:
        first, last = max(start, stretch.start), min(end, stretch.end)
        if first < last:
            text = content[first - stretch.start : last - stretch.start]
            yield _span(text, piece, stretch.language, stretch.direction, stretch.isolate)


def _span(text: str, style: _Piece, language: str, direction: Direction, isolate: int = 0) -> Span:
    return Span(text, language, direction, style.bold, style.italic, style.code, style.href, isolate)


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Join neighbours that differ in nothing but their text."""
    result: list[Span] = []
    for span in spans:
        if result and replace(result[-1], text=span.text) == span:
            result[-1] = replace(span, text=result[-1].text + span.text)
        else:
            result.append(span)
    return result

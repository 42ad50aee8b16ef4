"""Localized inlines joined into one segment: isolates renumbered, sentences ended once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from exporter.model.blocks import EditionSegment, State
from exporter.model.inlines import EditionInline, LineBreak, NoteReference, Span

_WORST_FIRST: tuple[State, ...] = ("untranslated", "fuzzy", "translated", "source")


def join_inlines(parts: Iterable[Sequence[EditionInline]]) -> tuple[EditionInline, ...]:
    """Put localized texts one after the other; each keeps isolates of its own."""
    joined: list[EditionInline] = []
    isolates = 0
    for part in parts:
        joined += (_shifted(inline, isolates) for inline in part)
        isolates = max([isolates, *(inline.isolate for inline in joined if isinstance(inline, Span))])
    return tuple(joined)


def last_letter(inlines: Sequence[EditionInline]) -> str:
    """Return the last letter of a text, or nothing."""
    spans = [inline for inline in inlines if isinstance(inline, Span)]
    return spans[-1].text[-1] if spans else ""


def worst_state(*segments: EditionSegment | None) -> State:
    """Return the state of a text that is put together: that of its worst part."""
    states = {segment.state for segment in segments if segment}
    return next((state for state in _WORST_FIRST if state in states), "translated")


def _shifted(inline: EditionInline, isolates: int) -> EditionInline:
    match inline:
        case Span(isolate=isolate):
            return replace(inline, isolate=isolate + isolates) if isolate else inline
        case NoteReference() | LineBreak():
            return inline

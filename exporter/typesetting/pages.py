"""Strips to pages: breaks that leave no heading, widow or note behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from exporter.errors import TooTallError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exporter.typesetting.flow import Strip

SLACK = 0.01  # points; sums of many floats are not exact


@dataclass(frozen=True, slots=True)
class PlacedStrip:
    """Put a strip on a page; ``y`` is down from the column's top.

    Attributes:
        repeated: Whether it is a header shown again, not content.
    """

    strip: Strip
    y: float
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Hold one page; ``notes_rule`` is where the line above its notes stands, or ``None``."""

    strips: tuple[PlacedStrip, ...]
    notes: tuple[PlacedStrip, ...] = ()
    notes_rule: float | None = None


@dataclass(slots=True)
class _Draft:
    """Collect one page: what it holds so far, and where it could end."""

    start: int
    carried: list[Strip]
    used: float = 0.0
    notes: list[Strip] = field(default_factory=list)
    good_end: int = -1
    good_notes: int = 0

    def __post_init__(self) -> None:
        self.notes = list(self.carried)
        self.good_notes = len(self.notes)


def paginate(
    strips: Sequence[Strip],
    *,
    height: float,
    notes: Mapping[int, Sequence[Strip]],
    note_gap: float,
) -> list[Page]:
    """Fill pages from top to bottom, notes at the bottom of the page that refers to them.

    Where a run of strips that must stay together is taller than a page, it is broken anyway;
    a note that does not fit goes on at the bottom of the next page.

    Args:
        strips: The column, in order.
        height: Of the column on a page, in points.
        notes: The strips of each note, by number.
        note_gap: Space between the text and the notes.

    Raises:
        TooTallError: A single strip is taller than a page.
    """
    column = _Column(strips, height, notes, note_gap)
    pages: list[Page] = []
    carried: list[Strip] = []
    start = 0
    while start < len(strips) or carried:
        page, start, carried = column.fill_page(start, carried)
        pages.append(page)
    return pages


@dataclass(frozen=True, slots=True)
class _Column:
    """Know the whole column and the room on a page."""

    strips: Sequence[Strip]
    height: float
    notes: Mapping[int, Sequence[Strip]]
    gap: float

    def fill_page(self, start: int, carried: list[Strip]) -> tuple[Page, int, list[Strip]]:
        """Return the page that begins with strip ``start``, the next start, and notes to carry over."""
        fitting, rest = _split_notes(carried, self.height - self.gap)
        draft = _Draft(start, fitting)
        if rest and not fitting:
            raise _too_tall()
        if rest:  # notes that fill this page alone
            return self._finish(draft, start, len(fitting)), start, rest
        note_height = _stack(fitting)
        for index in range(start, len(self.strips)):
            strip = self.strips[index]
            own = [line for number in strip.notes for line in self.notes[number]]
            used = draft.used + _needed(strip, first=index == start)
            wanted = note_height + _stack(own)
            if used + wanted + (self.gap if draft.notes or own else 0.0) > self.height + SLACK:
                return self._end_page(draft, index, own)
            draft.used, note_height = used, wanted
            draft.notes += own
            if strip.breakable:
                draft.good_end, draft.good_notes = index + 1, len(draft.notes)
        return self._finish(draft, len(self.strips), len(draft.notes)), len(self.strips), []

    def _end_page(self, draft: _Draft, index: int, own: list[Strip]) -> tuple[Page, int, list[Strip]]:
        if draft.good_end > draft.start:
            end, kept = draft.good_end, draft.good_notes
        elif index > draft.start:  # all must stay together and cannot: break before what does not fit
            end, kept = index, len(draft.notes)
        else:
            return self._share_notes(draft, own)
        return self._finish(draft, end, kept), end, []

    def _share_notes(self, draft: _Draft, own: list[Strip]) -> tuple[Page, int, list[Strip]]:
        """Place one strip whose notes do not all fit, and carry what is left of them."""
        needed = _needed(self.strips[draft.start], first=True)
        if needed > self.height + SLACK:
            raise _too_tall()
        if draft.carried and needed + self.gap + _stack(draft.carried) > self.height + SLACK:
            return self._finish(draft, draft.start, len(draft.notes)), draft.start, []
        draft.notes, rest = _split_notes(draft.notes + own, self.height - self.gap - needed)
        return self._finish(draft, draft.start + 1, len(draft.notes)), draft.start + 1, rest

    def _finish(self, draft: _Draft, end: int, kept_notes: int) -> Page:
        placed: list[PlacedStrip] = []
        y = 0.0
        for index in range(draft.start, end):
            strip = self.strips[index]
            if index > draft.start:
                y += strip.space_before
            for header in strip.header if index == draft.start else ():
                placed.append(PlacedStrip(header, y, repeated=True))
                y += header.height
            placed.append(PlacedStrip(strip, y))
            y += strip.height
        notes, rule = _place_notes(draft.notes[:kept_notes], self.height)
        return Page(tuple(placed), notes, rule)


def _needed(strip: Strip, *, first: bool) -> float:
    if first:
        return strip.height + _stack(strip.header)
    return strip.height + strip.space_before


def _stack(strips: Sequence[Strip]) -> float:
    return sum(s.height + s.space_before for s in strips)


def _split_notes(notes: list[Strip], room: float) -> tuple[list[Strip], list[Strip]]:
    used = 0.0
    for index, strip in enumerate(notes):
        used += strip.height + strip.space_before
        if used > room + SLACK:
            return notes[:index], notes[index:]
    return notes, []


def _too_tall() -> TooTallError:
    return TooTallError(
        "a piece that cannot be split is taller than the page",
        hint="make the picture or the repeated table header smaller",
    )


def _place_notes(notes: Sequence[Strip], height: float) -> tuple[tuple[PlacedStrip, ...], float | None]:
    if not notes:
        return (), None
    y = top = height - _stack(notes)
    placed: list[PlacedStrip] = []
    for strip in notes:
        y += strip.space_before
        placed.append(PlacedStrip(strip, y))
        y += strip.height
    return tuple(placed), top

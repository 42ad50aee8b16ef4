"""Strips to pages: breaks that leave no heading, widow or note behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from exporter.errors import TooTallError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from exporter.typesetting.flow import Strip

# What NamedTuple's own constructor does in three times the time.
_new = tuple.__new__

SLACK = 0.01  # points; sums of many floats are not exact
_SHORTER = 3  # strips that notes on a page may be shorter by, so that it ends between words


class PlacedStrip(NamedTuple):
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

    carried: list[Strip]
    notes: list[Strip] = field(default_factory=list)
    good_end: int = -1
    good_notes: int = 0

    def __post_init__(self) -> None:
        self.notes = list(self.carried)
        self.good_notes = len(self.notes)


def paginate(
    strips: Iterable[Strip],
    *,
    height: float,
    notes: Callable[[int], Sequence[Strip]],
    note_gap: float,
) -> Iterator[Page]:
    """Fill pages from top to bottom, notes at the bottom of the page that refers to them.

    Where a run of strips that must stay together is taller than a page, it is broken anyway;
    a note that does not fit goes on at the bottom of the next page. No more strips are taken
    than it needs to know where the next page ends.

    Args:
        strips: The column, in order.
        height: Of the column on a page, in points.
        notes: Returns the strips of a note by its number; asked once for each reference.
        note_gap: Space between the text and the notes.

    Raises:
        TooTallError: A single strip is taller than a page.
    """
    column = _Column(iter(strips), height, notes, note_gap)
    carried: list[Strip] = []
    while carried or column.reaches(0):
        page, carried = column.fill_page(carried)
        yield page


@dataclass(frozen=True, slots=True)
class _Column:
    """Know what comes next in the column, each strip with its notes, and the room on a page."""

    strips: Iterator[Strip]
    height: float
    notes: Callable[[int], Sequence[Strip]]
    gap: float
    coming: list[tuple[Strip, Sequence[Strip]]] = field(default_factory=list)

    def reaches(self, index: int) -> bool:
        """Tell whether there is a strip so many after the start of the page."""
        while len(self.coming) <= index:
            strip = next(self.strips, None)
            if strip is None:
                return False
            own = [line for number in strip.notes for line in self.notes(number)] if strip.notes else ()
            self.coming.append((strip, own))
        return True

    def fill_page(self, carried: list[Strip]) -> tuple[Page, list[Strip]]:
        """Return the next page, and notes to carry over."""
        fitting, rest = _split_notes(carried, self.height - self.gap)
        draft = _Draft(fitting)
        if rest and not fitting:
            raise _too_tall()
        if rest:  # notes that fill this page alone
            return self._finish(draft, 0, len(fitting)), rest
        coming, room = self.coming, self.height + SLACK
        used, note_height, index = 0.0, _stack(fitting), 0
        while index < len(coming) or self.reaches(index):
            strip, own = coming[index]
            needed = used + (strip.height + strip.space_before if index else _opening_height(strip))
            wanted = note_height + _stack(own) if own else note_height
            if needed + wanted + (self.gap if draft.notes or own else 0.0) > room:
                return self._end_page(draft, index, own)
            used, note_height = needed, wanted
            index += 1
            if own:
                draft.notes += own
            if strip.breakable:
                draft.good_end, draft.good_notes = index, len(draft.notes)
        return self._finish(draft, index, len(draft.notes)), []

    def _end_page(self, draft: _Draft, index: int, own: Sequence[Strip]) -> tuple[Page, list[Strip]]:
        if draft.good_end > 0:
            end, kept = draft.good_end, draft.good_notes
        elif index:  # all must stay together and cannot: break before what does not fit
            end, kept = index, len(draft.notes)
        else:
            return self._share_notes(draft, own)
        return self._finish(draft, end, kept), []

    def _share_notes(self, draft: _Draft, own: Sequence[Strip]) -> tuple[Page, list[Strip]]:
        """Place one strip whose notes do not all fit, and carry what is left of them."""
        needed = _opening_height(self.coming[0][0])
        if needed > self.height + SLACK:
            raise _too_tall()
        if draft.carried and needed + self.gap + _stack(draft.carried) > self.height + SLACK:
            return self._finish(draft, 0, len(draft.notes)), []
        draft.notes, rest = _split_notes([*draft.notes, *own], self.height - self.gap - needed)
        return self._finish(draft, 1, len(draft.notes)), rest

    def _finish(self, draft: _Draft, end: int, kept_notes: int) -> Page:
        placed: list[PlacedStrip] = []
        y = 0.0
        for index, (strip, _) in enumerate(self.coming[:end]):
            if index:
                y += strip.space_before
            for header in () if index else strip.header:
                placed.append(PlacedStrip(header, y, repeated=True))
                y += header.height
            placed.append(_new(PlacedStrip, (strip, y, False)))
            y += strip.height
        del self.coming[:end]
        notes, rule = _place_notes(draft.notes[:kept_notes], self.height)
        return Page(tuple(placed), notes, rule)


def _opening_height(strip: Strip) -> float:
    return strip.height + _stack(strip.header)


def _stack(strips: Sequence[Strip]) -> float:
    return sum(s.height + s.space_before for s in strips)


def _split_notes(notes: list[Strip], room: float) -> tuple[list[Strip], list[Strip]]:
    used = 0.0
    for index, strip in enumerate(notes):
        used += strip.height + strip.space_before
        if used > room + SLACK:
            end = _notes_end(notes, index)
            return notes[:end], notes[end:]
    return notes, []


def _notes_end(notes: Sequence[Strip], fitting: int) -> int:
    """Return how many strips stay on a page: a few less than fit, where a page may end after those.

    The start of a note stays in any case: its reference is on the page.
    """
    for end in range(fitting, max(fitting - _SHORTER, 0), -1):
        if notes[end - 1].breakable:
            return end
        if notes[end - 1].anchors:
            break
    return fitting


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

"""A stretch of boxes without forced breaks to the boxes of each line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, pairwise
from operator import add, sub
from typing import TYPE_CHECKING, NamedTuple

from exporter.errors import TooWideError
from exporter.typesetting.fill import Chain, Cut, Fit, best_breaks
from exporter.typesetting.hyphenate import SHORTEST
from exporter.typesetting.lineboxes import LineBoxes, Sums

if TYPE_CHECKING:
    from exporter.typesetting.fill import Place
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.lines import Align
    from exporter.typesetting.material import AnyBox, Material

_LOOSE = float("inf")
# Whole words; then with hyphens; then with whatever fits; then with hyphens in any number of lines.
_JUSTIFIED = (Fit(1.5, hyphens=0), Fit(2.0), Fit(_LOOSE), Fit(_LOOSE, hyphens=1 << 30))
# Joins of Arabic letters stretch as well.
_KASHIDA = tuple(replace(fit, stretch=0.65) for fit in _JUSTIFIED)
_RAGGED = (
    Fit(3.5, ragged=True, hyphens=0),
    Fit(_LOOSE, ragged=True),
    Fit(_LOOSE, ragged=True, hyphens=1 << 30),
)
_CENTERED = (
    Fit(3.5, ragged=True, balanced=True, hyphens=0),
    Fit(_LOOSE, ragged=True, balanced=True),
    Fit(_LOOSE, ragged=True, balanced=True, hyphens=1 << 30),
)

_HYPHEN_COST = 4000.0
# Few programs that read the text join the halves of a compound or an address again: rather a line
# with gaps of three spaces. The short ones are not parted at all as long as some lines without wide gaps fit.
_INSIDE_COST = 1e8
_SHORT_WORD = 0.5  # of the measure
_GOOD = 2  # of the fits, how many allow no wide gaps
_EMERGENCY_COST = 10_000.0
_EMERGENCY = re.compile(r"[/.\-_?&=#:;,@+%~|\\]+(?=[^/.\-_?&=#:;,@+%~|\\\s])")
_KERNING = 0.03  # ems that a divided word may be wider than the sum of its parts
_ROUNDING = 1e-6  # ems
_SHOWN = 40  # letters of a word that is too wide
_WORD_STARTS = frozenset(" \u00a0\u2028—–")

# What NamedTuple's own constructor does in three times the time.
_new = tuple.__new__


class Breaks(NamedTuple):
    """Hold where a text may be divided.

    Attributes:
        held: Ends of boxes after which the language allows no break.
        soft: Where the writer allows a hyphen, in order.
        hyphenation: pyphen's code of the paragraph's language; empty: words are not divided.
    """

    held: frozenset[int]
    soft: Sequence[int]
    hyphenation: str


class Row:
    """Hold boxes between two forced breaks."""

    def __init__(
        self, material: Material, first: int, ends: Sequence[int], boxes: Sequence[AnyBox], breaks: Breaks
    ) -> None:
        self._material = material
        self._starts = [first, *ends[:-1]]
        self._ends = ends
        self._boxes = boxes
        self._breaks = breaks
        self._cuts: dict[int, Sequence[Cut]] = {}
        self._allowed = self._find_allowed()
        self._font, self._chain = self._add_up()
        self._widest: float | None = None

    @property
    def natural_width(self) -> float:
        """Return the width of everything on one line, in points."""
        return self._chain.end[-1] * self._material.unit

    @property
    def min_width(self) -> float:
        """Return the width of the widest part that holds no break, in points."""
        if self._widest is None:
            self._widest = max(map(sub, self._chain.end[1:], self._chain.start)) * self._material.unit
        return self._widest

    @property
    def least_width(self) -> float:
        """Return the width of the widest part if words are divided wherever they may be, in points."""
        starts, ends = self._chain.start, self._chain.end
        widest: float = max(
            end - start
            for unit in range(len(ends) - 1)
            for cuts in [self._cuts_in(unit)]
            for start, end in zip(
                [starts[unit], *(cut.start for cut in cuts)],
                [*(cut.end for cut in cuts), ends[unit + 1]],
                strict=True,
            )
        )
        return widest * self._material.unit

    def fill(self, measures: Sequence[float], align: Align) -> Iterator[LineBoxes]:
        """Break into lines.

        Args:
            measures: Of line 1, 2, … in points; the last one repeats.
            align: Decides whether gaps may change.

        Raises:
            TooWideError: A word cannot be divided and is wider than the measure.
        """
        widths = [measure / self._material.unit for measure in measures]
        row, places = self._places(widths, _fits(align, kashida=self._material.kashida))
        for begin, end in pairwise([(0, 0), *places]):
            yield row._line(begin, end)

    def _places(self, widths: Sequence[float], fits: Sequence[Fit]) -> tuple[Row, Sequence[Place]]:
        """Return the breaks that look best, and the row that they are places of."""
        narrowest = min(widths) + _ROUNDING
        divided = self._is_wider(narrowest)
        if divided:
            self._divide_wide(narrowest)
            fits = fits[1:]
        elif (whole := self._with_whole_words(narrowest)) is not None:
            places = None if whole._is_wider(narrowest) else whole._best_places(widths, fits[:_GOOD])
            if places is not None:
                return whole, places
            fits = fits[_GOOD:]
        places = self._best_places(widths, fits, divided=divided)
        if places is None:
            raise AssertionError  # whatever is not too wide fits loosely
        return self, places

    def _best_places(
        self, widths: Sequence[float], fits: Sequence[Fit], *, divided: bool = False
    ) -> list[Place] | None:
        """Return the breaks by the first of the fits that allows any; ``divided``: words are as well."""
        cuts = self._cuts_in if divided or self._breaks.hyphenation or self._breaks.soft else None
        for fit in fits:
            places = best_breaks(self._chain, widths, fit, cuts if fit.hyphens else None)
            if places is not None:
                return places
        return None

    def _is_wider(self, width: float) -> bool:
        return self.min_width > width * self._material.unit

    def _with_whole_words(self, width: float) -> Row | None:
        """Return the row with no break inside words that are short beside a width; None if it has no such."""
        chain = self._chain
        if not chain.costs:
            return None
        kept = {
            self._edge(unit)
            for first, last in _neighbours(chain.costs)
            if chain.end[last + 1] - chain.start[first - 1] <= width * _SHORT_WORD
            for unit in range(first, last + 1)
        }
        if not kept:
            return None
        breaks = self._breaks._replace(held=self._breaks.held | kept)
        return Row(self._material, self._starts[0], self._ends, self._boxes, breaks)

    def _find_allowed(self) -> Sequence[int]:
        """Return how many boxes stand before each place where a line may end."""
        held, last = self._breaks.held, len(self._ends)
        if not held:
            return range(last + 1)
        inside = [at for at, end in enumerate(self._ends[:-1], 1) if end not in held]
        return [0, *inside, last]

    def _add_up(self) -> tuple[Font | None, Chain]:
        """Return the font of all boxes, if there is one, and their running sums."""
        _, widths, inners, trails, fonts, *_ = zip(*self._boxes)  # noqa: B905 - boxes and bundles differ in length
        starts = [0.0, *accumulate(map(add, widths, trails))]
        ends = [0.0, *map(add, starts, widths)]
        if any(inners):
            gaps = [0.0, *accumulate(map(add, inners, trails))]
            gap_ends = [0.0, *map(add, gaps, inners)]
        else:
            gaps = [0.0, *accumulate(trails)]
            gap_ends = [0.0, *gaps[:-1]]
        sums = [starts, ends, gaps, gap_ends]
        costs = {} if 0.0 not in trails[:-1] else self._costs(trails)
        if self._breaks.held:
            allowed = self._allowed
            sums = [[values[at] for at in allowed] for values in sums]
        start, end, gap_start, gap_end = sums
        font = fonts[0] if fonts.count(fonts[0]) == len(fonts) else None
        return font, Chain(start, end, gap_start, gap_end, costs)

    def _costs(self, trails: Sequence[float]) -> dict[int, float]:
        # Dashes may end a line at no cost; hyphens and the signs of addresses had better not.
        text, ends = self._material.text, self._ends
        return {
            unit: _INSIDE_COST
            for unit, box in enumerate(self._allowed[1:-1], 1)
            if not trails[box - 1] and text[ends[box - 1] - 1] not in _WORD_STARTS
        }

    def _cuts_in(self, unit: int) -> Sequence[Cut]:
        """Return where the boxes between two breaks may be divided by hyphens."""
        known = self._cuts.get(unit)
        if known is None:
            known = self._cuts[unit] = self._find_cuts(unit)
        return known

    def _find_cuts(self, unit: int) -> Sequence[Cut]:
        boxes = self._boxes_in(unit)
        if len(boxes) == 1:  # as nearly always
            return self._hyphens(boxes[0], self._chain.start[unit], self._chain.gap_start[unit])
        pairs = zip(boxes, self._sums_in(unit), strict=True)
        return [cut for box, sums in pairs for cut in self._hyphens(box, *sums)]

    def _sums_in(self, unit: int) -> Iterator[tuple[float, float]]:
        at, gaps = self._chain.start[unit], self._chain.gap_start[unit]
        for number in self._boxes_in(unit):
            box = self._boxes[number]
            yield at, gaps
            at += box.width + box.trail
            gaps += box.inner + box.trail

    def _hyphens(self, number: int, at: float, gaps: float) -> Sequence[Cut]:
        start, end = self._starts[number], self._ends[number]
        divisions = self._divisions(start, end)
        if not divisions:
            return ()
        sign = self._material.hyphen_width(start) + _KERNING
        return [
            _new(Cut, (start + offset, at + width, at + width + sign, gaps, _HYPHEN_COST, True))
            for offset, width in divisions
        ]

    def _divisions(self, start: int, end: int) -> Sequence[tuple[int, float]]:
        """Return offsets from the box's start where a hyphen may stand, and widths before them."""
        breaks, text = self._breaks, self._material.text
        if breaks.soft:
            soft = breaks.soft[bisect_right(breaks.soft, start) : bisect_left(breaks.soft, end)]
            if soft:
                widths = self._material.widths_before(start, end, soft)
                return [(at - start, width) for at, width in zip(soft, widths, strict=True)]
        if not breaks.hyphenation or end - start < SHORTEST:
            return ()
        if start and text[start - 1] not in _WORD_STARTS:
            return ()  # parts of addresses and of compounds stay whole
        return self._material.divide(start, end, breaks.hyphenation)

    def _divide_wide(self, width: float) -> None:
        """Find places inside what is wider than the measure: hyphens, or the signs of addresses and paths."""
        chain = self._chain
        for unit, (start, end) in enumerate(zip(chain.start, chain.end[1:], strict=False)):
            if end - start <= width:
                continue
            if self._too_wide(unit, self._cuts_in(unit), width):
                self._cuts[unit] = self._loosened(unit, self._hyphens)
            if self._too_wide(unit, self._cuts[unit], width):
                self._cuts[unit] = self._loosened(unit, self._emergency)
            excess = self._too_wide(unit, self._cuts[unit], width)
            if excess:
                raise _too_wide_error(self._material.text[slice(*excess)])

    def _loosened(self, unit: int, find: Callable[[int, float, float], Iterable[Cut]]) -> Sequence[Cut]:
        """Find places inside boxes, and between those that the language would not part."""
        boxes = self._boxes_in(unit)
        cuts: list[Cut] = []
        for number, (at, gaps) in zip(boxes, self._sums_in(unit), strict=True):
            cuts += find(number, at, gaps)
            if number + 1 < boxes.stop:
                box, offset = self._boxes[number], self._ends[number]
                end, before = at + box.width, gaps + box.inner + box.trail
                cuts.append(Cut(offset, end + box.trail, end, before, _EMERGENCY_COST, hyphen=False))
        return cuts

    def _too_wide(self, unit: int, cuts: Sequence[Cut], width: float) -> tuple[int, int] | None:
        """Return where the text begins and ends that is still wider than the measure."""
        chain = self._chain
        starts = [chain.start[unit], *(cut.start for cut in cuts)]
        ends = [*(cut.end for cut in cuts), chain.end[unit + 1]]
        for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if end - start > width:
                edges = [self._edge(unit), *(cut.offset for cut in cuts), self._edge(unit + 1)]
                return edges[number], edges[number + 1]
        return None

    def _emergency(self, number: int, at: float, gaps: float) -> Iterator[Cut]:
        start, end = self._starts[number], self._ends[number]
        offsets = [start + match.end() for match in _EMERGENCY.finditer(self._material.text[start:end])]
        for offset, width in zip(offsets, self._material.widths_before(start, end, offsets), strict=True):
            yield Cut(offset, at + width, at + width, gaps, _EMERGENCY_COST, hyphen=False)

    def _boxes_in(self, unit: int) -> range:
        return range(self._allowed[unit], self._allowed[unit + 1])

    def _edge(self, unit: int) -> int:
        """Return where a unit begins in the text."""
        box = self._allowed[unit]
        return self._starts[box] if box < len(self._starts) else self._ends[-1]

    def _line(self, begin: Place, end: Place) -> LineBoxes:
        start, _ = self._position(begin)
        stop, hyphenated = self._position(end)
        first = self._allowed[begin[0]]
        last = self._allowed[end[0]]
        boxes, starts = self._boxes[first:last], self._starts[first:last]
        sums = None
        if begin[1] or end[1]:
            boxes, starts = self._partial(start, stop)
        elif self._font is not None:
            sums = self._sums_between(begin[0], end[0])
        if hyphenated:
            boxes = [*boxes[:-1], self._material.hyphenated(boxes[-1], starts[-1])]
        forced = last == len(self._boxes)
        inside = not (forced or hyphenated or boxes[-1].trail or self._material.text[stop - 1] == "\u200b")
        return _new(LineBoxes, (boxes, starts, stop, hyphenated, forced, inside, sums))

    def _sums_between(self, begin: int, end: int) -> Sums:
        chain = self._chain
        width = chain.end[end] - chain.start[begin]
        return _new(Sums, (self._font, width, chain.gap_end[end] - chain.gap_start[begin]))

    def _position(self, place: Place) -> tuple[int, bool]:
        unit, number = place
        if not number:
            return self._edge(unit), False
        cut = self._cuts_in(unit)[number - 1]
        return cut.offset, cut.hyphen

    def _partial(self, start: int, stop: int) -> tuple[list[AnyBox], list[int]]:
        """Return the boxes of a line that begins or ends within one."""
        first, last = bisect_right(self._starts, start) - 1, bisect_left(self._ends, stop)
        edges = [start, *self._starts[first + 1 : last + 1], stop]
        boxes = list(self._boxes[first : last + 1])
        for at in {0, len(boxes) - 1}:
            if (edges[at], edges[at + 1]) != (self._starts[first + at], self._ends[first + at]):
                boxes[at] = self._material.box(edges[at], edges[at + 1])
        return boxes, edges[:-1]


def _neighbours(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Return the first and the last of each run of numbers, which ascend, without gaps."""
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield run[0], run[-1]


def _too_wide_error(text: str) -> TooWideError:
    word = text.strip()
    shown = word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…"
    return TooWideError(
        f"the word “{shown}” is wider than its line",
        hint="shorten it, divide it with a space or a soft hyphen (U+00AD), or give its column more room",
    )


def _fits(align: Align, *, kashida: bool) -> tuple[Fit, ...]:
    if align == "justify":
        return _KASHIDA if kashida else _JUSTIFIED
    return _CENTERED if align == "center" else _RAGGED

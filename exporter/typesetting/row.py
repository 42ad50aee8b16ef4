"""A stretch of boxes without forced breaks to the boxes of each line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple

from exporter.errors import TooWideError
from exporter.typesetting.fill import Chain, Fit, best_breaks

if TYPE_CHECKING:
    from exporter.typesetting.hyphenate import Hyphenator
    from exporter.typesetting.lines import Align
    from exporter.typesetting.material import MixedText, UniformText

_LOOSE = float("inf")
_JUSTIFIED = (Fit(1.5), Fit(3.0), Fit(_LOOSE))  # whole words; hyphens; whatever fits
_RAGGED = (Fit(3.5, ragged=True), Fit(_LOOSE, ragged=True))
_CENTERED = (Fit(3.5, ragged=True, balanced=True), Fit(_LOOSE, ragged=True, balanced=True))

_HYPHEN_COST = 2500.0
_EMERGENCY_COST = 10_000.0
_EMERGENCY = re.compile(r"[/.\-_?&=#:;,@+%~|\\](?=.)", re.DOTALL)
_SHOWN = 40  # letters of a word that is too wide
_WORD_STARTS = frozenset(" \u00a0\u2028—–")


class LineBoxes(NamedTuple):
    """Hold the boxes of one line, and where its text begins and ends."""

    boxes: Sequence[Any]
    start: int
    end: int
    hyphenated: bool


class _Stop(NamedTuple):
    """Hold a place where a line may end: within a box, or before it at offset 0."""

    box: int
    offset: int = 0
    hyphen: bool = False


@dataclass(slots=True)
class _Route:
    """Hold the places where lines may end, as stops and as running sums."""

    stops: list[_Stop]
    chain: Chain

    def widest(self) -> float:
        """Return the width of the widest part that cannot be divided."""
        return max([end - start for start, end in zip(self.chain.start, self.chain.end[1:], strict=False)])


class Row:
    """Hold boxes between two forced breaks.

    Attributes:
        ends: Where each box ends in the text.
        held: Ends of boxes after which the language allows no break.
        soft: Where the writer allows a hyphen.
    """

    def __init__(
        self,
        material: UniformText | MixedText,
        text: str,
        first: int,
        ends: Sequence[int],
        boxes: Sequence[Any],
        *,
        held: frozenset[int],
        soft: frozenset[int],
        hyphenator: Hyphenator | None,
    ) -> None:
        self._material = material
        self._text = text
        self._starts = [first, *ends[:-1]]
        self._ends = ends
        self._boxes = boxes
        self._held = held
        self._soft = soft
        self._hyphenator = hyphenator

    @property
    def natural_width(self) -> float:
        """Return the width of everything on one line, in points."""
        return self._whole.chain.end[-1] * self._material.unit

    @property
    def min_width(self) -> float:
        """Return the width of the widest part that holds no break, in points."""
        return self._whole.widest() * self._material.unit

    def fill(self, measures: Sequence[float], align: Align) -> Iterator[LineBoxes]:
        """Break into lines.

        Args:
            measures: Of line 1, 2, … in points; the last one repeats.
            align: Decides whether gaps may change.

        Raises:
            TooWideError: A word cannot be divided and is wider than the measure.
        """
        widths = [measure / self._material.unit for measure in measures]
        route, path = self._break(widths, align)
        for begin, end in pairwise([0, *path]):
            yield self._line(route.stops[begin], route.stops[end])

    def _break(self, widths: Sequence[float], align: Align) -> tuple[_Route, list[int]]:
        fits = _fits(align)
        if self._whole.widest() <= min(widths):
            path = best_breaks(self._whole.chain, widths, fits[0])
            if path is not None:
                return self._whole, path
        route = self._hyphenated if self._can_divide else self._whole
        if route.widest() > min(widths):
            route = self._divided(route, min(widths))
        for fit in fits[1:]:
            path = best_breaks(route.chain, widths, fit)
            if path is not None:
                return route, path
        # Only a word that needs three hyphens in a row is left.
        route.chain.hyphen = None
        return route, best_breaks(route.chain, widths, fits[-1]) or [len(route.stops) - 1]

    @property
    def _can_divide(self) -> bool:
        return self._hyphenator is not None or bool(self._soft)

    @cached_property
    def _whole(self) -> _Route:
        boxes = self._boxes
        widths = [box.width for box in boxes]
        trails = [box.trail for box in boxes]
        inners = [box.inner for box in boxes]
        starts = [0.0, *accumulate(map(add, widths, trails))]
        gaps = [0.0, *accumulate(map(add, inners, trails))]
        chain = Chain(starts, [0.0, *map(add, starts, widths)], gaps, [0.0, *map(add, gaps, inners)])
        stops = [_Stop(at) for at in range(len(boxes) + 1)]
        return _only(_Route(stops, chain), self._allowed()) if self._held else _Route(stops, chain)

    def _allowed(self) -> list[int]:
        held = self._held
        inside = [at for at, end in enumerate(self._ends[:-1], 1) if end not in held]
        return [0, *inside, len(self._ends)]

    @cached_property
    def _hyphenated(self) -> _Route:
        return self._route({})

    def _divided(self, route: _Route, width: float) -> _Route:
        """Add stops inside what is wider than the measure, at the signs of addresses and paths."""
        wide = {
            box
            for number, (one, other) in enumerate(pairwise(route.stops))
            if route.chain.end[number + 1] - route.chain.start[number] > width
            for box in range(one.box, max(other.box, one.box + 1))
        }
        found = self._route({box: self._emergency_offsets(box) for box in wide})
        for number, (one, other) in enumerate(pairwise(found.stops)):
            if found.chain.end[number + 1] - found.chain.start[number] > width:
                raise self._too_wide(one, other)
        return found

    def _emergency_offsets(self, box: int) -> list[int]:
        text = self._text[self._starts[box] : self._ends[box]]
        return [match.end() for match in _EMERGENCY.finditer(text)]

    def _route(self, emergency: dict[int, list[int]]) -> _Route:
        route = _Route([_Stop(0)], Chain([0.0], [0.0], [0.0], [0.0], [0.0], [False]))
        at = gap = 0.0
        for number, box in enumerate(self._boxes):
            for stop, width, cost in self._inside(number, emergency.get(number, ())):
                sign = self._material.hyphen_width(self._starts[number]) if stop.hyphen else 0.0
                _add(route, stop, (at + width, at + width + sign, gap, gap), cost)
            end, gap_end = at + box.width, gap + box.inner
            at, gap = end + box.trail, gap_end + box.trail
            if self._ends[number] not in self._held or number == len(self._boxes) - 1:
                _add(route, _Stop(number + 1), (at, end, gap, gap_end), 0.0)
        return route

    def _inside(self, number: int, emergency: Sequence[int]) -> Iterator[tuple[_Stop, float, float]]:
        start, end = self._starts[number], self._ends[number]
        if emergency:
            for offset in emergency:
                width = self._material.box(start, start + offset).width
                yield _Stop(number, offset), width, _EMERGENCY_COST
        elif self._may_divide(start):
            soft = [at - start for at in sorted(self._soft) if start < at < end] if self._soft else ()
            for cut in self._material.cuts(start, end, soft, self._hyphenator):
                yield _Stop(number, cut.offset, hyphen=True), cut.width, _HYPHEN_COST

    def _may_divide(self, start: int) -> bool:
        # Parts of addresses and of compounds stay whole.
        return start == 0 or self._text[start - 1] in _WORD_STARTS

    def _line(self, begin: _Stop, end: _Stop) -> LineBoxes:
        first, last = self._position(begin), self._position(end)
        boxes = list(self._line_boxes(begin, end))
        if end.hyphen:
            boxes[-1] = self._material.hyphenated(boxes[-1])
        return LineBoxes(boxes, first, last, end.hyphen)

    def _line_boxes(self, begin: _Stop, end: _Stop) -> Iterable[Any]:
        whole = self._boxes[begin.box + bool(begin.offset) : end.box]
        if not (begin.offset or end.offset):
            return whole
        start, stop = self._position(begin), self._position(end)
        box = self._material.box
        if begin.box == end.box:
            return [box(start, stop)]
        head = [box(start, self._ends[begin.box])] if begin.offset else []
        tail = [box(self._starts[end.box], stop)] if end.offset else []
        return [*head, *whole, *tail]

    def _position(self, stop: _Stop) -> int:
        if stop.box == len(self._starts):
            return self._ends[-1]
        return self._starts[stop.box] + stop.offset

    def _too_wide(self, begin: _Stop, end: _Stop) -> TooWideError:
        word = self._text[self._position(begin) : self._position(end)].strip()
        shown = word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…"
        return TooWideError(
            f"the word “{shown}” is wider than its line",
            hint="shorten it, divide it with a space or a soft hyphen (U+00AD), or give its column more room",
        )


def _fits(align: Align) -> tuple[Fit, ...]:
    if align == "justify":
        return _JUSTIFIED
    return _CENTERED if align == "center" else _RAGGED


def _only(route: _Route, allowed: Sequence[int]) -> _Route:
    chain = route.chain
    start, end, gap_start, gap_end = (
        [values[at] for at in allowed] for values in (chain.start, chain.end, chain.gap_start, chain.gap_end)
    )
    return _Route([route.stops[at] for at in allowed], Chain(start, end, gap_start, gap_end))


def _add(route: _Route, stop: _Stop, sums: tuple[float, float, float, float], cost: float) -> None:
    chain = route.chain
    if chain.penalty is None or chain.hyphen is None:
        raise AssertionError  # routes with stops inside boxes carry both
    start, end, gap_start, gap_end = sums
    route.stops.append(stop)
    chain.start.append(start)
    chain.end.append(end)
    chain.gap_start.append(gap_start)
    chain.gap_end.append(gap_end)
    chain.penalty.append(cost)
    chain.hyphen.append(stop.hyphen)

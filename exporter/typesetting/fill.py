"""Cumulative widths to the breaks that look best together."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple, TypeAlias

_STRETCH = 0.5  # of a space, at ratio 1
_SHRINK = 0.25
_RAGGED = 0.12  # of the measure, at ratio 1, where lines may stay short
_WORST = 20.0  # ratios above this are all alike
_REACH = 12  # breaks looked at behind the last one that fits
_SHORT_LAST = 0.15  # of the measure
_SHORT_LAST_COST = 6000.0
_SECOND_HYPHEN_COST = 4000.0
_MAX_HYPHENS = 2  # lines in a row
_EPSILON = 1e-6
_NEVER = float("inf")

Place: TypeAlias = tuple[int, int]
"""A break: the one at the end of that many units, or within the next unit the cut of a number from 1."""


class Cut(NamedTuple):
    """Hold a place within a unit where it may be divided, as running sums; see `Chain`.

    Attributes:
        offset: In code points from the start of the text.
    """

    offset: int
    start: float
    end: float
    gaps: float
    cost: float
    hyphen: bool


@dataclass(slots=True)
class Chain:
    """Hold breaks as running sums; index 0 is the start, and a unit lies between two breaks.

    Attributes:
        start: Where a line begins after the break.
        end: Where a line ends at the break.
        gap_start: Width of all spaces before a line that begins after the break.
        gap_end: The same before the break.
        costs: Of breaks that are worse than one at a space, by index.
    """

    start: list[float]
    end: list[float]
    gap_start: list[float]
    gap_end: list[float]
    costs: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fit:
    """Set what a line may look like.

    Attributes:
        tolerance: The widest gaps, as a ratio of the usual stretch.
        ragged: Whether lines may stay short of the measure.
        balanced: Whether the last line should be as long as the others.
        hyphens: How many lines in a row may end with one.
        stretch: What a space grows by at ratio 1, as a part of its width.
    """

    tolerance: float
    ragged: bool = False
    balanced: bool = False
    hyphens: int = _MAX_HYPHENS
    stretch: float = _STRETCH


def best_breaks(
    chain: Chain, widths: Sequence[float], fit: Fit, cuts: Callable[[int], Sequence[Cut]] | None = None
) -> list[Place] | None:
    """Choose the ends of the lines by total fit; None if the tolerance allows none.

    A line is never wider than its measure with its spaces squeezed. Time is linear in the number of
    breaks: only those that a line can reach are looked at, and only units at the edge of the
    measure are divided.

    Args:
        chain: What to break.
        widths: Of line 1, 2, …; the last one repeats.
        fit: What is allowed.
        cuts: Returns, for a unit's number, where it may be divided, in order.

    Source: Knuth and Plass, "Breaking Paragraphs into Lines" (1981).
    """
    if cuts is None and len(widths) == 1:
        return _whole_breaks(chain, widths[0], fit)
    layers: list[_Layer] = [{(0, 0): (0.0, (0, 0), -1, 0)}]
    for number, width in enumerate(widths):
        search = _Search(chain, fit, cuts, width, number)
        if number == len(widths) - 1:
            search.run(layers[number], layers[number])
        else:
            layers.append({})
            search.run(layers[number], layers[-1])
    return _path(layers, (len(chain.end) - 1, 0))


def _whole_breaks(chain: Chain, width: float, fit: Fit) -> list[Place] | None:
    """Choose among breaks between units for one measure: the usual case, and the fastest."""
    starts, ends, gap_starts, gaps, costs = (
        chain.start,
        chain.end,
        chain.gap_start,
        chain.gap_end,
        chain.costs,
    )
    last = len(ends) - 1
    least = [_NEVER] * (last + 1)
    back = [0] * (last + 1)
    least[0] = 0.0
    ragged, tolerance, balanced = width * _RAGGED if fit.ragged else 0.0, fit.tolerance, fit.balanced
    stretch = fit.stretch
    for start in range(last):
        cost = least[start]
        if cost == _NEVER:
            continue
        limit, gap = starts[start] + width, gap_starts[start]
        at = beyond = bisect_right(ends, limit + _EPSILON, start + 1)
        while at <= last and not ragged and ends[at] - limit <= (gaps[at] - gap) * _SHRINK:
            total = cost + _demerits((ends[at] - limit) / ((gaps[at] - gap) * _SHRINK)) + costs.get(at, 0.0)
            if total < least[at]:
                least[at], back[at] = total, start
            at += 1
        at = beyond - 1
        if at == last and not balanced:
            total = cost + _last_demerits(width, limit - ends[at], first=start == 0)
            if total < least[at]:
                least[at], back[at] = total, start
            at -= 1
        floor = max(start, at - _REACH)
        while at > floor:
            room = ragged or (gaps[at] - gap) * stretch
            ratio = (limit - ends[at]) / room if room > 0 else _WORST
            if ratio > tolerance:
                break
            total = cost + _demerits(ratio) + costs.get(at, 0.0)
            if total < least[at]:
                least[at], back[at] = total, start
            at -= 1
    return _whole_path(back, last) if least[last] < _NEVER else None


def _whole_path(back: Sequence[int], at: int) -> list[Place]:
    path = []
    while at:
        path.append((at, 0))
        at = back[at]
    return path[::-1]


_Node: TypeAlias = tuple[float, Place, int, int]  # cost so far, the break before, its layer, hyphens in a row
_Layer: TypeAlias = dict[Place, _Node]  # one for each line with a width of its own


def _path(layers: Sequence[_Layer], end: Place) -> list[Place] | None:
    ways = [layer[end] for layer in layers if end in layer]
    if not ways:
        return None
    _, back, layer, _ = min(ways)
    path = [end]
    while layer >= 0:
        path.append(back)
        _, back, layer, _ = layers[layer][back]
    return path[-2::-1]


class _Search:
    """Offer the lines of one measure to the breaks where they may end."""

    def __init__(
        self, chain: Chain, fit: Fit, cuts: Callable[[int], Sequence[Cut]] | None, width: float, layer: int
    ) -> None:
        self._chain = chain
        self._fit = fit
        self._cuts = cuts
        self._width = width
        self._layer = layer
        self._last = len(chain.end) - 1
        self._ragged = width * _RAGGED if fit.ragged else 0.0
        self._target: _Layer = {}
        self._pending: list[Place] = []
        # Of the break that lines begin at:
        self._place: Place = (0, 0)
        self._cost = self._origin = self._gaps = 0.0
        self._streak = 0

    def run(self, source: _Layer, target: _Layer) -> None:
        """Take the breaks of one layer in order; the last layer grows on the way."""
        self._target = target
        pending = sorted(source)
        self._pending = pending if source is target else []
        while pending:
            place = pending.pop(0) if source is target else pending.pop()
            if place[0] < self._last:
                self._begin(place, source[place])

    def _begin(self, place: Place, node: _Node) -> None:
        unit, number = place
        chain = self._chain
        self._place, self._cost, self._streak = place, node[0], node[3]
        self._origin, self._gaps = chain.start[unit], chain.gap_start[unit]
        if number and self._cuts is not None:
            _, self._origin, _, self._gaps, *_ = self._cuts(unit)[number - 1]
        beyond = bisect_right(chain.end, self._origin + self._width + _EPSILON, unit + 1)
        if not self._ragged:
            self._squeeze(beyond)
        self._stretch(beyond - 1, max(unit, beyond - 1 - _REACH))
        if self._cuts is not None and beyond <= self._last:
            self._divide(beyond - 1, self._cuts(beyond - 1), number if unit == beyond - 1 else 0)

    def _squeeze(self, at: int) -> None:
        ends, gap_ends, costs, gaps = self._chain.end, self._chain.gap_end, self._chain.costs, self._gaps
        limit = self._origin + self._width
        while at <= self._last:
            excess, squeeze = ends[at] - limit, (gap_ends[at] - gaps) * _SHRINK
            if excess > squeeze:
                return
            self._keep((at, 0), _demerits(excess / squeeze) + costs.get(at, 0.0), 0)
            at += 1

    def _stretch(self, at: int, floor: int) -> None:
        ends, gap_ends, costs, gaps = self._chain.end, self._chain.gap_end, self._chain.costs, self._gaps
        limit, ragged = self._origin + self._width, self._ragged
        stretch, tolerance = self._fit.stretch, self._fit.tolerance
        if at == self._last and not self._fit.balanced:
            first = self._place == (0, 0)
            self._keep((at, 0), _last_demerits(self._width, limit - ends[at], first=first), 0)
            at -= 1
        while at > floor:
            room = ragged or (gap_ends[at] - gaps) * stretch
            ratio = (limit - ends[at]) / room if room > 0 else _WORST
            if ratio > tolerance:
                return
            self._keep((at, 0), _demerits(ratio) + costs.get(at, 0.0), 0)
            at -= 1

    def _divide(self, unit: int, cuts: Sequence[Cut], after: int) -> None:
        limit = self._origin + self._width
        fitting = bisect_right(cuts, limit + _EPSILON, key=_end_of) if cuts else 0
        for number in range(min(fitting + 1, len(cuts)), max(after, fitting - _REACH), -1):
            _, _, end, gaps, cost, hyphen = cuts[number - 1]
            ratio = self._ratio(limit - end, gaps - self._gaps)
            if ratio <= self._fit.tolerance and ratio < _NEVER:
                self._keep((unit, number), _demerits(ratio) + cost, self._fit.hyphens if hyphen else 0)

    def _ratio(self, room: float, gaps: float) -> float:
        """Return how far the gaps of a line are stretched or squeezed; infinity if they cannot be."""
        if room >= -_EPSILON:
            stretch = self._ragged or gaps * self._fit.stretch
            return room / stretch if stretch > 0 else _WORST
        squeeze = 0.0 if self._ragged else gaps * _SHRINK
        return -room / squeeze if -room <= squeeze else _NEVER

    def _keep(self, at: Place, demerits: float, hyphens: int) -> None:
        """Keep the way if it is the best to a break; a hyphen there may be one of ``hyphens`` in a row."""
        cost, streak = self._cost + demerits, 0
        if hyphens:
            streak = self._streak + 1
            cost += _SECOND_HYPHEN_COST * (streak - 1)
            if streak > hyphens:
                return
        known = self._target.get(at)
        if known is None:
            insort(self._pending, at)
        if known is None or cost < known[0]:
            self._target[at] = (cost, self._place, self._layer, streak)


def _demerits(ratio: float) -> float:
    ratio = min(ratio, _WORST)
    root = 1.0 + 100.0 * ratio * ratio * ratio
    return root * root


def _last_demerits(width: float, room: float, *, first: bool) -> float:
    """Rate a last line, which may be of any length, though better not very short."""
    return 1.0 + (width - room < width * _SHORT_LAST and not first) * _SHORT_LAST_COST


_end_of = attrgetter("end")

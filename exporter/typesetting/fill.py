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
    """

    tolerance: float
    ragged: bool = False
    balanced: bool = False
    hyphens: int = _MAX_HYPHENS


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
    search = _Search(chain, fit, cuts)
    layers: list[_Layer] = [{(0, 0): _Node(0.0, (0, 0), -1, 0)}]
    for number, width in enumerate(widths[:-1]):
        if not layers[number]:
            break
        layers.append({})
        for place in sorted(layers[number]):
            search.extend(place, width, number, layers[number], layers[-1], [])
    if len(layers) == len(widths):
        pending = sorted(layers[-1])
        while pending:
            search.extend(pending.pop(0), widths[-1], len(widths) - 1, layers[-1], layers[-1], pending)
    return _path(layers, (len(chain.end) - 1, 0))


class _Node(NamedTuple):
    """Hold the cheapest way to a break: the break before it, that one's layer, hyphens in a row."""

    cost: float
    back: Place
    layer: int
    streak: int


_Layer: TypeAlias = dict[Place, _Node]  # one for each line with a width of its own


def _path(layers: Sequence[_Layer], end: Place) -> list[Place] | None:
    ways = [layer[end] for layer in layers if end in layer]
    if not ways:
        return None
    node = min(ways)
    path = [end]
    while node.layer >= 0:
        path.append(node.back)
        node = layers[node.layer][node.back]
    return path[-2::-1]


class _Search:
    """Offer lines to the breaks where they may end."""

    def __init__(self, chain: Chain, fit: Fit, cuts: Callable[[int], Sequence[Cut]] | None) -> None:
        self._chain = chain
        self._fit = fit
        self._cuts = cuts
        self._last = len(chain.end) - 1

    def extend(
        self, place: Place, width: float, layer: int, source: _Layer, target: _Layer, pending: list[Place]
    ) -> None:
        """Offer every line that begins at a break."""
        unit, number = place
        if unit == self._last:
            return
        chain = self._chain
        origin, gap_origin = chain.start[unit], chain.gap_start[unit]
        if number and self._cuts is not None:
            _, origin, _, gap_origin, *_ = self._cuts(unit)[number - 1]
        beyond = bisect_right(chain.end, origin + width + _EPSILON, unit + 1)
        offer = _Offer(source[place], place, layer, target, pending)
        line = _Line(origin, gap_origin, width)
        self._squeezed(offer, line, beyond)
        self._stretched(offer, line, beyond - 1, max(unit, beyond - 1 - _REACH))
        if self._cuts is not None and beyond <= self._last:
            self._divided(offer, line, beyond - 1, number if unit == beyond - 1 else 0)

    def _squeezed(self, offer: _Offer, line: _Line, at: int) -> None:
        if self._fit.ragged:
            return
        chain, costs, (origin, gaps, width) = self._chain, self._chain.costs, line
        while at <= self._last:
            excess = chain.end[at] - origin - width
            room = (chain.gap_end[at] - gaps) * _SHRINK
            if excess > room:
                return
            offer.keep((at, 0), _demerits(excess / room) + costs.get(at, 0.0))
            at += 1

    def _stretched(self, offer: _Offer, line: _Line, at: int, floor: int) -> None:
        chain, fit, (origin, gaps, width) = self._chain, self._fit, line
        costs = chain.costs
        if at == self._last and not fit.balanced:
            short = chain.end[at] - origin < width * _SHORT_LAST and offer.place != (0, 0)
            offer.keep((at, 0), 1.0 + short * _SHORT_LAST_COST)
            at -= 1
        ragged = width * _RAGGED if fit.ragged else 0.0
        while at > floor:
            room = ragged or (chain.gap_end[at] - gaps) * _STRETCH
            ratio = (width - chain.end[at] + origin) / room if room > 0 else _WORST
            if ratio > fit.tolerance:
                return
            offer.keep((at, 0), _demerits(ratio) + costs.get(at, 0.0))
            at -= 1

    def _divided(self, offer: _Offer, line: _Line, unit: int, after: int) -> None:
        cuts = self._cuts(unit) if self._cuts else ()
        origin, gaps, width = line
        fitting = bisect_right(cuts, origin + width + _EPSILON, key=_end_of) if cuts else 0
        for number in range(min(fitting + 1, len(cuts)), max(after, fitting - _REACH), -1):
            cut = cuts[number - 1]
            room = width - cut.end + origin
            if self._fit.ragged:
                stretch = width * _RAGGED if room >= -_EPSILON else 0.0
            else:
                stretch = (cut.gaps - gaps) * (_STRETCH if room >= -_EPSILON else _SHRINK)
            ratio = _ratio(room, stretch)
            if ratio <= (self._fit.tolerance if room >= -_EPSILON else 1.0):
                offer.keep(
                    (unit, number), _demerits(ratio) + cut.cost, self._fit.hyphens if cut.hyphen else 0
                )


class _Line(NamedTuple):
    """Hold where a line begins, the gaps before it, and its measure."""

    origin: float
    gaps: float
    width: float


class _Offer(NamedTuple):
    """Hold a way to a break, to be kept by those where the next line may end."""

    node: _Node
    place: Place
    layer: int
    target: _Layer
    pending: list[Place]

    def keep(self, at: Place, demerits: float, hyphens: int = 0) -> None:
        """Keep the way if it is the best to a break; a hyphen there may be one of ``hyphens`` in a row."""
        node, place, layer, target, pending = self
        cost, streak = node.cost + demerits, 0
        if hyphens:
            streak = node.streak + 1
            cost += _SECOND_HYPHEN_COST * (streak - 1)
            if streak > hyphens:
                return
        known = target.get(at)
        if known is None:
            insort(pending, at)
        if known is None or cost < known.cost:
            target[at] = _Node(cost, place, layer, streak)


def _ratio(room: float, stretch: float) -> float:
    if stretch > 0:
        return abs(room) / stretch
    return _WORST


def _demerits(ratio: float) -> float:
    ratio = min(ratio, _WORST)
    return (1.0 + 100.0 * ratio * ratio * ratio) ** 2


_end_of = attrgetter("end")

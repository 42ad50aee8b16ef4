"""Cumulative widths to the breaks that look best together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(slots=True)
class Chain:
    """Hold a segment's breaks as running sums; index 0 is its start, the last one its end.

    Attributes:
        start: Where a line begins after the break.
        end: Where a line ends at the break.
        gap_start: Width of all spaces before a line that begins after the break.
        gap_end: The same before the break.
        penalty: Cost of the break; None if none costs anything.
        hyphen: Whether the break divides a word with a hyphen; None if none does.
    """

    start: list[float]
    end: list[float]
    gap_start: list[float]
    gap_end: list[float]
    penalty: list[float] | None = None
    hyphen: list[bool] | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """Set what a line may look like.

    Attributes:
        tolerance: The widest gaps, as a ratio of the usual stretch.
        ragged: Whether lines may stay short of the measure.
        balanced: Whether the last line should be as long as the others.
    """

    tolerance: float
    ragged: bool = False
    balanced: bool = False


def best_breaks(chain: Chain, widths: Sequence[float], fit: Fit) -> list[int] | None:
    """Choose the ends of the lines by total fit; None if the tolerance allows none.

    A line is never wider than its measure with its spaces squeezed. ``widths`` are those of line
    1, 2, …; the last one repeats. Time is linear in the number of breaks.

    Source: Knuth and Plass, "Breaking Paragraphs into Lines" (1981).
    """
    end = len(chain.end) - 1
    layers: list[_Layer] = [{0: _Node(0.0, -1, -1, 0)}]
    for number, width in enumerate(widths[:-1]):
        layers.append({})
        for start, node in sorted(layers[number].items()):
            if start < end:
                _extend(chain, fit, width, start, node, number, layers[-1])
        if not layers[-1]:
            break
    last = len(layers) - 1
    if last == len(widths) - 1:
        for start in range(end):
            found = layers[last].get(start)
            if found is not None:
                _extend(chain, fit, widths[-1], start, found, last, layers[last])
    return _path(layers, end)


class _Node(NamedTuple):
    """Hold the cheapest way to a break: the break before it, its layer, hyphens in a row."""

    cost: float
    back: int
    layer: int
    streak: int


_Layer: TypeAlias = dict[int, _Node]  # by break; one layer for each line with a width of its own


def _path(layers: Sequence[_Layer], end: int) -> list[int] | None:
    ways = [layer[end] for layer in layers if end in layer]
    if not ways:
        return None
    node = min(ways)
    path = [end]
    while node.back > 0:
        path.append(node.back)
        node = layers[node.layer][node.back]
    path.reverse()
    return path


def _extend(
    chain: Chain, fit: Fit, width: float, start: int, node: _Node, layer: int, target: _Layer
) -> None:
    """Offer every line that begins at a break to the breaks where it may end."""
    ends, gaps = chain.end, chain.gap_end
    last = len(ends) - 1
    origin, gap_origin = chain.start[start], chain.gap_start[start]
    cost, streak = node.cost, node.streak
    beyond = bisect_right(ends, origin + width + _EPSILON, start + 1)
    if not fit.ragged:
        at = beyond
        while at <= last:
            over = ends[at] - origin - width
            room = (gaps[at] - gap_origin) * _SHRINK
            if over > room:
                break
            _offer(chain, target, at, _Node(cost + _demerits(over / room), start, layer, streak))
            at += 1
    at = beyond - 1
    if at == last and not fit.balanced:
        short = ends[at] - origin < width * _SHORT_LAST and start > 0
        _offer(chain, target, at, _Node(cost + 1.0 + short * _SHORT_LAST_COST, start, layer, streak))
        at -= 1
    floor = max(start, beyond - _REACH)
    limit = fit.tolerance
    ragged = width * _RAGGED if fit.ragged else 0.0
    while at > floor:
        gap = width - ends[at] + origin
        room = ragged or (gaps[at] - gap_origin) * _STRETCH
        ratio = gap / room if room > 0 else _WORST
        if ratio > limit:
            break
        _offer(chain, target, at, _Node(cost + _demerits(ratio), start, layer, streak))
        at -= 1


def _offer(chain: Chain, target: _Layer, at: int, node: _Node) -> None:
    """Keep the node if it is the cheapest way to the break so far."""
    cost, back, layer, streak = node
    if chain.penalty is not None:
        cost += chain.penalty[at]
    if chain.hyphen is not None:
        if chain.hyphen[at]:
            streak += 1
            cost += _SECOND_HYPHEN_COST * (streak - 1)
            if streak > _MAX_HYPHENS:
                return
        else:
            streak = 0
    known = target.get(at)
    if known is None or cost < known.cost:
        target[at] = _Node(cost, back, layer, streak)


def _demerits(ratio: float) -> float:
    ratio = min(ratio, _WORST)
    return (1.0 + 100.0 * ratio * ratio * ratio) ** 2

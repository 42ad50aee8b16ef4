"""Numbers to the round numbers of the axis that shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_MOST_STEPS = 5
_ROUND = (Decimal(1), Decimal(2), Decimal(5))
_ZERO = Decimal(0)
_NEAR_ZERO = 2  # an axis whose values differ by more than this factor begins at zero


def nice_ticks(values: Sequence[Decimal], *, from_zero: bool) -> tuple[Decimal, ...]:
    """Return rising ticks, 1, 2 or 5 times a power of ten apart, around all values.

    Args:
        values: At least one.
        from_zero: Whether zero is among the ticks: the length of a bar tells its value.
    """
    low, high = min(values), max(values)
    if from_zero or (low > 0 and high > low * _NEAR_ZERO) or (high < 0 and low < high * _NEAR_ZERO):
        low, high = min(low, _ZERO), max(high, _ZERO)
    if low == high:
        unit = Decimal(1).scaleb(low.adjusted()) if low else Decimal(1)
        low, high = (low if from_zero else low - unit), high + unit
    return next(ticks for ticks in _candidates(low, high) if len(ticks) <= _MOST_STEPS + 1)


def _candidates(low: Decimal, high: Decimal) -> Iterator[tuple[Decimal, ...]]:
    power = (high - low).adjusted() - 1
    while True:
        for factor in _ROUND:
            step = factor.scaleb(power)
            first = (low / step).to_integral_value(ROUND_FLOOR)
            last = (high / step).to_integral_value(ROUND_CEILING)
            smallest = Decimal(1).scaleb(min(power, 0))
            yield tuple((number * step).quantize(smallest) for number in range(int(first), int(last) + 1))
        power += 1

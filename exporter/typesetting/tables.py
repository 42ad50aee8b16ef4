"""Widths of cells' text to widths of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def column_widths(narrowest: Sequence[float], natural: Sequence[float], measure: float) -> list[float]:
    """Share a measure among columns so that words stay whole as long as they can.

    Args:
        narrowest: Width of each column's widest word, padding included, in points.
        natural: Width of each column's longest text on one line, padding included.
        measure: What the table may fill.

    Returns:
        Widths that add up to the measure. Where not even the widest words fit, columns shrink in
        proportion; `tight_widths` knows better.

    Source: CSS 2.2, 17.5.2.2, automatic table layout.
    """
    spare = measure - sum(narrowest)
    if spare <= 0:
        return [width * measure / sum(narrowest) for width in narrowest]
    wishes = [max(wide - narrow, 0.0) for wide, narrow in zip(natural, narrowest, strict=True)]
    if sum(wishes) <= spare:  # all fits on one line: share what is left by width
        return [width * measure / sum(natural) for width in natural] if sum(natural) else list(narrowest)
    return [narrow + extra for narrow, extra in zip(narrowest, _shared(wishes, spare), strict=True)]


def tight_widths(least: Sequence[float], narrowest: Sequence[float], measure: float) -> list[float]:
    """Share a measure that is too small for whole words.

    Args:
        least: Width of each column's widest part of a word, padding included, in points.
        narrowest: Width of each column's widest word, padding included.
        measure: What the table may fill.

    Returns:
        Widths that add up to the measure. Where not even the parts fit, columns shrink in proportion.
    """
    room = measure - sum(least)
    if room < 0:
        return [width * measure / sum(least) for width in least]
    share = room / (sum(narrowest) - sum(least))
    return [part + (word - part) * share for part, word in zip(least, narrowest, strict=True)]


def _shared(wishes: Sequence[float], spare: float) -> list[float]:
    """Share out room among wishes.

    Who wishes no more than an equal share gets all of it, so that a date stays on one line beside a
    long text; the others get the rest in proportion.
    """
    given = dict.fromkeys(range(len(wishes)), 0.0)
    waiting = set(given)
    while modest := [n for n in sorted(waiting) if wishes[n] <= spare / len(waiting)]:
        for number in modest:
            given[number] = wishes[number]
            spare -= wishes[number]
        waiting.difference_update(modest)
    total = sum(wishes[n] for n in sorted(waiting))
    return [spare * wishes[n] / total if n in waiting else given[n] for n in given]

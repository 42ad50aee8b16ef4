from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.typesetting.fill import Chain, Cut, Fit, best_breaks

LOOSE = float("inf")
SPACE = 1.0


def chain_of(words: list[float]) -> Chain:
    starts, ends, gap_starts, gap_ends = [0.0], [0.0], [0.0], [0.0]
    for word in words:
        ends.append(starts[-1] + word)
        gap_ends.append(gap_starts[-1])
        starts.append(ends[-1] + SPACE)
        gap_starts.append(gap_ends[-1] + SPACE)
    return Chain(starts, ends, gap_starts, gap_ends)


def natural_widths(chain: Chain, breaks: list[tuple[int, int]]) -> list[tuple[float, float]]:
    """Return each line's natural width and gaps."""
    return [
        (chain.end[end] - chain.start[start], chain.gap_end[end] - chain.gap_start[start])
        for (start, _), (end, _) in pairwise([(0, 0), *breaks])
    ]


words = st.lists(st.floats(0.5, 9.0), min_size=1, max_size=60)


@given(words, st.floats(9.0, 40.0))
def test_a_line_is_never_overfull_if_every_word_fits(widths: list[float], measure: float) -> None:
    chain = chain_of(widths)
    breaks = best_breaks(chain, [measure], Fit(LOOSE))
    assert breaks is not None
    assert breaks[-1] == (len(widths), 0)
    for natural, gaps in natural_widths(chain, breaks):
        assert natural - gaps * 0.25 <= measure + 1e-6


@given(words, st.floats(9.0, 40.0))
def test_ragged_lines_are_never_squeezed(widths: list[float], measure: float) -> None:
    chain = chain_of(widths)
    breaks = best_breaks(chain, [measure], Fit(LOOSE, ragged=True))
    assert breaks is not None
    assert all(natural <= measure + 1e-6 for natural, _ in natural_widths(chain, breaks))


@given(words, st.lists(st.floats(9.0, 40.0), min_size=1, max_size=5))
def test_each_line_keeps_to_its_own_measure(widths: list[float], measures: list[float]) -> None:
    chain = chain_of(widths)
    breaks = best_breaks(chain, measures, Fit(LOOSE))
    assert breaks is not None
    for number, (natural, gaps) in enumerate(natural_widths(chain, breaks)):
        assert natural - gaps * 0.25 <= measures[min(number, len(measures) - 1)] + 1e-6


@given(st.lists(st.floats(0.5, 9.0), min_size=1, max_size=9), st.floats(9.0, 30.0))
def test_no_other_choice_of_breaks_looks_better(widths: list[float], measure: float) -> None:
    chain = chain_of(widths)
    breaks = best_breaks(chain, [measure], Fit(LOOSE))
    assert breaks is not None
    assert _cost(chain, [at for at, _ in breaks], measure) <= _least_cost(chain, measure) * (1 + 1e-9)


def _least_cost(chain: Chain, measure: float) -> float:
    count = len(chain.end) - 1
    choices = ([at for at in range(1, count) if chosen >> (at - 1) & 1] for chosen in range(1 << (count - 1)))
    return min(_cost(chain, [*choice, count], measure) for choice in choices)


def _cost(chain: Chain, ends: list[int], measure: float) -> float:
    total = 0.0
    for start, end in pairwise([0, *ends]):
        natural = chain.end[end] - chain.start[start]
        gaps = chain.gap_end[end] - chain.gap_start[start]
        room = measure - natural
        if room < -1e-6:
            ratio = -room / (gaps * 0.25) if gaps else LOOSE
            ratio = ratio if ratio <= 1 else LOOSE
        elif end == len(chain.end) - 1:
            total += 1.0 + 6000.0 * (natural < measure * 0.15 and start > 0)
            continue
        else:
            ratio = min(room / (gaps * 0.5), 20.0) if gaps else 20.0
        total += (1 + 100 * ratio**3) ** 2
    return total


def test_no_solution_within_the_tolerance_is_told() -> None:
    assert best_breaks(chain_of([8.0, 8.0, 8.0]), [12.0], Fit(1.5)) is None


def test_a_word_wider_than_the_measure_has_no_solution() -> None:
    assert best_breaks(chain_of([3.0, 20.0, 3.0]), [10.0], Fit(LOOSE)) is None


def test_a_last_line_of_one_short_word_is_avoided() -> None:
    chain = chain_of([0.5] * 55)
    breaks = best_breaks(chain, [40.0], Fit(LOOSE, ragged=True))  # 27 words fit on a line
    assert breaks is not None
    natural, _ = natural_widths(chain, breaks)[-1]
    assert natural >= 6.0


@pytest.mark.parametrize("limit", [1, 2])
def test_hyphens_in_a_row_are_limited(limit: int) -> None:
    # Each unit is a word as wide as a line and a half, with a cut in its middle.
    chain = chain_of([15.0] * 12)

    def cuts(unit: int) -> list[Cut]:
        at = chain.start[unit] + 7.5
        return [Cut(0, at, at, chain.gap_start[unit], 100.0, hyphen=True)]

    breaks = best_breaks(chain, [8.0], Fit(LOOSE, hyphens=limit), cuts)

    assert breaks is not None
    streak = longest = 0
    for _, number in breaks:
        streak = streak + 1 if number else 0
        longest = max(longest, streak)
    assert longest <= limit


def test_centred_lines_are_balanced() -> None:
    chain = chain_of([5.0, 5.0, 5.0, 5.0])
    breaks = best_breaks(chain, [18.0], Fit(LOOSE, ragged=True, balanced=True))
    assert breaks == [(2, 0), (4, 0)]

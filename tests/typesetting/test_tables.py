"""Column widths."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx  # noqa: PT013  reads as a word

from exporter.typesetting.tables import column_widths, tight_widths

pairs = st.lists(
    st.tuples(st.floats(min_value=1, max_value=80), st.floats(min_value=0, max_value=400)),
    min_size=1,
    max_size=12,
)


@given(pairs, st.floats(min_value=20, max_value=800))
def test_given_any_columns_when_shared_then_they_fill_the_measure(
    columns: list[tuple[float, float]], measure: float
) -> None:
    narrowest = [narrow for narrow, _ in columns]
    natural = [narrow + more for narrow, more in columns]
    assert sum(column_widths(narrowest, natural, measure)) == approx(measure)


@given(pairs)
def test_given_room_for_the_widest_words_when_shared_then_no_column_cuts_a_word(
    columns: list[tuple[float, float]],
) -> None:
    narrowest = [narrow for narrow, _ in columns]
    natural = [narrow + more for narrow, more in columns]
    widths = column_widths(narrowest, natural, sum(narrowest) + 10)
    assert all(width >= narrow - 1e-6 for width, narrow in zip(widths, narrowest, strict=True))


def test_given_a_wordy_and_a_short_column_when_shared_then_the_short_one_stays_on_one_line() -> None:
    assert column_widths([40, 40], [50, 450], 300) == approx([50, 250])


def test_given_two_wordy_columns_when_shared_then_they_share_by_their_wishes() -> None:
    assert column_widths([40, 40, 40], [50, 240, 440], 330) == approx([50, 40 + 200 / 3, 40 + 400 / 3])


@given(pairs, st.floats(min_value=0, max_value=1))
def test_given_no_room_for_words_when_shared_then_parts_of_words_have_it(
    columns: list[tuple[float, float]], share: float
) -> None:
    least = [part for part, _ in columns]
    narrowest = [part + more + 1 for part, more in columns]
    measure = sum(least) + share * (sum(narrowest) - sum(least))
    widths = tight_widths(least, narrowest, measure)
    assert sum(widths) == approx(measure)
    assert all(width >= part - 1e-6 for width, part in zip(widths, least, strict=True))


def test_given_no_room_for_parts_of_words_when_shared_then_columns_shrink_alike() -> None:
    assert tight_widths([40, 60], [80, 60], 50) == approx([20, 30])

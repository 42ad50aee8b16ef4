"""Compounds and addresses stay whole where lines allow it."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from exporter.typesetting.lines import Align
from tests.typesetting.faces import ENGLISH, RUSSIAN, set_text, texts_of

ADDRESS = "https://example.org/a?b=1"
# Words before the address that leave too little room for it on their line, justified.
CROWDED = (
    "Врезался состояние из в вроде одежды до и в, по петр в но же, полном управляется в не считалась "
    "гигантского что были сама есть нам игры все и и я на. Будь составил так родина опыта вот мои как "
    f"фредерик интересно и что лейтенант один князь. Но сахара образцы на {ADDRESS}. Как отличается квартир "
    "плохая но на назвать команда, с из зрения не, пяти у все место отец всякий в ведут."
)
WORDS = st.lists(st.sampled_from(["a", "of", "their", "talks", "official", "on", "trade"]), max_size=30)
MEASURE = 360.0


def test_given_a_short_address_when_only_wide_gaps_keep_it_whole_then_it_is_whole() -> None:
    lines, tiles = set_text(CROWDED, 354.0, RUSSIAN, hyphenation="ru_RU")

    assert any(ADDRESS in text for text in texts_of(lines, tiles))


@given(WORDS, WORDS, st.sampled_from(get_args(Align)))
def test_given_lines_that_may_stay_short_when_filled_then_no_short_address_or_compound_is_parted(
    before: list[str], after: list[str], align: Align
) -> None:
    said = [*before, ADDRESS, *after, "well-known", *before]

    lines, tiles = set_text(" ".join(said), MEASURE, ENGLISH, align="start" if align == "justify" else align)

    assert " ".join(texts_of(lines, tiles)).split() == said
    assert all(line.width <= MEASURE + 1e-6 for line in lines)


def test_given_an_address_that_takes_more_than_half_a_line_when_good_lines_need_it_then_it_is_parted() -> (
    None
):
    measure = 240.0

    lines, tiles = set_text(CROWDED, measure, RUSSIAN, hyphenation="ru_RU")

    assert not any(ADDRESS in text for text in texts_of(lines, tiles))
    assert all(line.width <= measure + 1e-6 for line in lines)


def test_given_a_range_wider_than_the_measure_when_filled_then_its_dash_ends_a_line() -> None:
    lines, tiles = set_text("in 2024–2025", 40.0, ENGLISH, align="start")

    *texts, last = texts_of(lines, tiles)
    assert "".join(text.removesuffix("-") for text in texts) + last == "in 2024–2025"
    assert all(line.width <= 40 + 1e-6 for line in lines)

"""Names to the stems they are found by, and pages to the ranges an index shows."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.typesetting.flow import Strip
from exporter.writers.pdf.compositor import Compositor
from exporter.writers.pdf.pack_index import in_columns, join_pages
from exporter.writers.pdf.pack_mentions import stems_of
from exporter.writers.pdf.theme_settings import PageGeometry, ThemeSettings
from tests.editions import sample_edition


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Damascus", "damascus’s"),
        ("Дамаск", "дамаском"),
        ("Москва", "москву"),
        ("Путин", "путиным"),
        ("الشرع", "للشرع"),
        ("القاعدة", "قاعدتهم"),
        ("محمد", "مُحَمَّد"),
    ],
)
def test_given_a_name_when_inflected_then_its_stem_is_still_there(name: str, text: str) -> None:
    (stem,) = stems_of(name)
    assert stem in "".join(letter for letter in text if not "\u064b" <= letter <= "\u0652")


def test_given_a_name_of_several_words_then_longer_ones_come_first_and_short_ones_are_left_out() -> None:
    assert stems_of("Asaad al-Shaibani") == ("shaibani", "asaad")
    assert stems_of("Владимир Путин") == ("владимир", "путин")
    assert stems_of("UN") == ("un",)
    assert stems_of("") == ()


@given(st.lists(st.integers(1, 40), max_size=20))
def test_given_any_pages_when_joined_then_the_ranges_are_these_pages_in_order(numbers: list[int]) -> None:
    anchors = [f"a{place}" for place in range(len(numbers))]

    found = join_pages([*anchors, "elsewhere"], dict(zip(anchors, numbers, strict=True)))

    assert [n for some in found for n in range(some.first, some.last + 1)] == sorted(set(numbers))
    assert all(after.first > before.last + 1 for before, after in pairwise(found))
    assert all(numbers[anchors.index(some.anchor)] == some.first for some in found)


@given(st.lists(st.floats(5.0, 60.0), min_size=1, max_size=120))
def test_given_entries_when_set_in_columns_then_the_first_is_full_and_the_second_begins_below_the_title(
    heights: list[float],
) -> None:
    settings = ThemeSettings(PageGeometry(columns=2))
    c = Compositor(sample_edition("en"), settings)
    title = [Strip(40.0, breakable=False)]
    entries = [Strip(height) for height in heights]

    strips = in_columns(title, entries, c)

    assert [strip for strip in strips if strip in entries or strip is title[0]][1:] == entries
    gap = next(at for at, strip in enumerate(strips[1:], 1) if not strip.breakable)
    assert strips[gap].height == 40.0
    assert sum(strip.height for strip in strips[:gap]) == pytest.approx(c.theme.page.column_height)

from __future__ import annotations

import icu
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.model.inlines import Direction
from exporter.typesetting.itemize import itemize
from exporter.typesetting.lines import StyledText, TextStyle
from exporter.typesetting.reorder import visual_order
from tests.typesetting.faces import ARABIC, ENGLISH, line_text, set_text

PIECES = ["abc", "Где", "كلمة", "سلام", "12", "3.5", "٤", "%", " ", "، ", ". ", "(", ")", "-", "/", "«", "»"]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([0, 0, 0], [0, 1, 2]),
        ([1, 1, 1], [2, 1, 0]),
        ([0, 1, 1, 0], [0, 2, 1, 3]),
        ([1, 2, 2, 1], [3, 1, 2, 0]),
        ([0, 1, 2, 2, 1, 0], [0, 4, 2, 3, 1, 5]),
        ([2, 2], [0, 1]),
    ],
)
def test_levels_are_reordered_from_the_highest_to_the_lowest_odd(
    levels: list[int], expected: list[int]
) -> None:
    assert visual_order(range(len(levels)), levels) == expected


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join), st.booleans())
def test_a_line_stands_in_the_visual_order_of_icu(text: str, rtl: bool) -> None:
    text = text.strip() or "x"
    bidi = icu.Bidi()
    bidi.setPara(icu.UnicodeString(text), int(rtl))
    expected = "".join(text[at] for at in bidi.getVisualMap())

    lines, tiles = set_text(text, 100_000.0, ARABIC if rtl else ENGLISH, align="start")

    assert line_text(lines[0], tiles) == expected


@pytest.mark.parametrize(
    "inner", ["+963 11 222-33-44", "10–15", "(UTC+3)", "C++", "https://example.org/a-b/?c=1", "A, B. C!"]
)
def test_an_isolate_keeps_its_order_in_arabic(inner: str) -> None:
    texts = [
        StyledText("قال ", ARABIC, "rtl"),
        StyledText(inner, ARABIC, "ltr", 1),
        StyledText(" ثم", ARABIC, "rtl"),
    ]

    lines, tiles = set_text(texts, 1000, ARABIC)

    assert line_text(lines[0], tiles) == f"مث {inner} لاق"


def test_neighbouring_isolates_stay_apart() -> None:
    def order(second: int) -> str:
        texts = [
            StyledText("من ", ARABIC, "rtl"),
            StyledText("10", ARABIC, "ltr", 1),
            StyledText("-", ARABIC, "rtl"),
            StyledText("20", ARABIC, "ltr", second),
        ]
        lines, tiles = set_text(texts, 1000, ARABIC)
        return line_text(lines[0], tiles)

    assert order(2) == "20-10 نم"


def test_the_texts_of_an_isolate_are_one_run() -> None:
    bold = TextStyle(ARABIC.fonts, 12.0, "ar", owner="link")
    texts = [
        StyledText("انظر ", ARABIC, "rtl"),
        StyledText("example", ARABIC, "ltr", 7),
        StyledText(".org/", bold, "ltr", 7),
    ]
    lines, tiles = set_text(texts, 1000, ARABIC)
    assert line_text(lines[0], tiles) == "example.org/ رظنا"


def test_an_arabic_isolate_in_english_is_reversed_as_a_whole() -> None:
    texts = [
        StyledText("said ", ENGLISH),
        StyledText("«نعم»، ثم", ENGLISH, "rtl", 1),
        StyledText(".", ENGLISH),
    ]
    lines, tiles = set_text(texts, 1000)
    assert line_text(lines[0], tiles) == "said مث ،»معن«."


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_levels_count_code_points_beyond_the_basic_plane(direction: Direction) -> None:
    found = itemize([StyledText("😀 كلمة 😀 abc", ENGLISH, direction)], direction)
    assert found.levels[-1].end == len(found.text)


def test_soft_hyphens_leave_the_text_and_tabs_are_spaces() -> None:
    found = itemize([StyledText("ex\u00adam", ENGLISH), StyledText("ple\tof\u00ad it", ENGLISH)], "ltr")
    assert found.text == "example of it"
    assert found.soft == {2, 10}


def test_every_kind_of_new_line_forces_one() -> None:
    lines, tiles = set_text("a\u2028b\nc\r\nd\u2029e\x85f", 1000, align="start")
    assert [line_text(line, tiles) for line in lines] == list("abcdef")

"""Strips to pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.errors import TooTallError
from exporter.typesetting.flow import Anchor, Strip, allow_breaks
from exporter.typesetting.pages import Page, paginate

HEIGHT, GAP = 100.0, 5.0

heights = st.floats(min_value=1, max_value=40)
strips_of_text = st.lists(
    st.builds(
        lambda height, space_before, breakable: Strip(height, (), space_before, breakable),
        heights,
        st.floats(min_value=0, max_value=20),
        st.booleans(),
    ),
    min_size=1,
    max_size=60,
)


def pages_of(strips: list[Strip], notes: dict[int, list[Strip]] | None = None) -> list[Page]:
    return list(paginate(strips, height=HEIGHT, notes=(notes or {}).__getitem__, note_gap=GAP))


def content(pages: list[Page]) -> list[Strip]:
    return [placed.strip for page in pages for placed in page.strips if not placed.repeated]


def bottom(page: Page) -> float:
    return max(placed.y + placed.strip.height for placed in page.strips)


@given(strips_of_text)
def test_given_any_strips_when_paginated_then_each_stands_once_and_in_order(strips: list[Strip]) -> None:
    assert content(pages_of(strips)) == strips


@given(strips_of_text)
def test_given_any_strips_when_paginated_then_none_hangs_below_its_page(strips: list[Strip]) -> None:
    assert all(bottom(page) <= HEIGHT + 0.1 for page in pages_of(strips))


@given(strips_of_text)
def test_given_strips_to_keep_when_a_page_ends_after_one_then_no_better_break_was_on_it(
    strips: list[Strip],
) -> None:
    for page in pages_of(strips)[:-1]:
        last = page.strips[-1].strip
        assert last.breakable or not any(placed.strip.breakable for placed in page.strips)


@given(strips_of_text)
def test_given_a_strip_that_opens_a_page_when_placed_then_its_space_is_dropped(strips: list[Strip]) -> None:
    assert all(page.strips[0].y == 0.0 for page in pages_of(strips))


def test_given_a_heading_at_the_bottom_when_paginated_then_it_moves_with_its_text() -> None:
    text, heading = Strip(90.0), Strip(8.0, breakable=False)
    first, second = pages_of([text, heading, Strip(10.0)])
    assert [p.strip for p in first.strips] == [text]
    assert second.strips[0].strip is heading


def test_given_a_paragraph_when_its_lines_are_made_then_no_first_or_last_line_can_stand_alone() -> None:
    assert allow_breaks(1) == [True]
    assert allow_breaks(2) == [False, True]
    assert allow_breaks(3) == [False, False, True]
    assert allow_breaks(5) == [False, True, True, False, True]


def test_given_a_table_over_two_pages_when_paginated_then_its_header_is_repeated_and_fits() -> None:
    header = Strip(20.0, breakable=False)
    rows = [Strip(30.0, header=(header,)) for _ in range(6)]
    pages = pages_of([header, *rows])
    assert [len(page.strips) for page in pages] == [3, 3, 3]
    assert not pages[0].strips[0].repeated
    assert all(page.strips[0].strip is header and page.strips[0].repeated for page in pages[1:])
    assert all(bottom(page) <= HEIGHT for page in pages)


@given(strips_of_text, st.lists(st.lists(heights, min_size=1, max_size=6), max_size=10))
def test_given_notes_when_paginated_then_each_line_stands_once_on_its_page_or_later(
    strips: list[Strip], note_heights: list[list[float]]
) -> None:
    notes = {n: [Strip(h) for h in hs] for n, hs in enumerate(note_heights, start=1)}
    referring = [
        Strip(s.height, space_before=s.space_before, breakable=s.breakable, notes=(n,) if n in notes else ())
        for n, s in enumerate(strips, start=1)
    ]
    pages = pages_of(referring, notes)
    wanted = [line for s in referring for n in s.notes for line in notes[n]]
    assert [placed.strip for page in pages for placed in page.notes] == wanted
    assert content(pages) == referring
    for number, page in enumerate(pages):
        for placed in page.strips:
            for note in placed.strip.notes:
                later = [p.strip for following in pages[number:] for p in following.notes]
                assert all(any(line is found for found in later) for line in notes[note])


@given(strips_of_text, st.lists(heights, min_size=1, max_size=6))
def test_given_notes_when_paginated_then_text_and_notes_do_not_overlap(
    strips: list[Strip], note: list[float]
) -> None:
    notes = {1: [Strip(h) for h in note]}
    referring = [Strip(strips[0].height, notes=(1,)), *strips[1:]]
    for page in pages_of(referring, notes):
        if page.notes_rule is not None and page.strips:
            assert bottom(page) <= page.notes_rule - GAP + 0.1
        assert all(p.y + p.strip.height <= HEIGHT + 0.1 for p in page.notes)


def test_given_a_note_longer_than_the_page_when_paginated_then_it_goes_on_below() -> None:
    notes = {1: [Strip(10.0) for _ in range(25)]}
    pages = pages_of([Strip(30.0, notes=(1,)), Strip(30.0)], notes)
    assert [len(page.notes) for page in pages] == [6, 9, 9, 1]
    assert len(pages[3].strips) == 1


@pytest.mark.parametrize(
    ("strips", "notes"),
    [([Strip(101.0)], {}), ([Strip(10.0, notes=(1,))], {1: [Strip(99.0)]})],
    ids=["text", "note"],
)
def test_given_a_strip_taller_than_the_page_when_paginated_then_it_is_refused(
    strips: list[Strip], notes: dict[int, list[Strip]]
) -> None:
    with pytest.raises(TooTallError):
        pages_of(strips, notes)


def test_given_a_long_note_when_it_goes_on_then_its_page_ends_where_a_page_may() -> None:
    words = [Strip(10.0, anchors=(Anchor("note"),)), *(Strip(10.0, breakable=n != 7) for n in range(1, 14))]

    first, second = pages_of([Strip(15.0, notes=(1,))], {1: words})

    assert [placed.strip for placed in first.notes] == words[:7]
    assert [placed.strip for placed in second.notes] == words[7:]


def test_given_a_note_whose_first_line_alone_fits_when_paginated_then_it_stands_with_its_reference() -> None:
    words = [Strip(10.0, breakable=False, anchors=(Anchor("note"),)), Strip(10.0), Strip(10.0)]

    first, second = pages_of([Strip(80.0, notes=(1,))], {1: words})

    assert [placed.strip for placed in first.notes] == words[:1]
    assert [placed.strip for placed in second.notes] == words[1:]


def test_given_a_note_without_a_place_to_end_a_page_when_paginated_then_it_fills_the_page() -> None:
    words = [Strip(10.0, breakable=False) for _ in range(14)]

    first, second = pages_of([Strip(15.0, notes=(1,))], {1: words})

    assert (len(first.notes), len(second.notes)) == (8, 6)

from __future__ import annotations

import re
from itertools import pairwise
from unicodedata import bidirectional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.typesetting.lines import StyledText
from exporter.typesetting.marks import mark_signs, needs_marks
from tests.typesetting.faces import ARABIC, ENGLISH, NASKH, line_text, set_text, tiles_of

_CONTROLS = re.compile("[\u061c\u200e\u2060]")


def as_poppler_reads(line: str, *, rtl: bool) -> list[str]:
    """Return the words of a line as Poppler's pdftotext orders them, from how they stand."""
    letters = line[::-1] if rtl else line
    against, along = (_is_ltr, _is_rtl) if rtl else (_is_rtl, _is_ltr)
    found, at = "", 0
    while at < len(letters):
        start = at
        while at < len(letters) and not against(letters[at]):
            at += 1
        found += letters[start:at]
        start = at
        while at < len(letters) and not along(letters[at]):
            at += 1
        found += letters[start:at][::-1]
    return _CONTROLS.sub("", found).split()


def _is_rtl(letter: str) -> bool:
    return bidirectional(letter) in {"R", "AL"}


def _is_ltr(letter: str) -> bool:
    return bidirectional(letter) in {"L", "EN", "AN", "ES", "ET", "CS"}


_PLAIN = "كلمة قال دمشق، نعم. (كلمة) «قال» هل؟ أي: نَعَمْ. موسكو/دمشق ثم... –"
_NUMBERS = "2025 15/10/2025 37.5% 10:00 -5 2020-2025 ٣٫٥٪ ١٢٬٠٠٠ 50° 12، (2025) $5"
_LATIN = "Reuters (TASS) «Reuters»، UTC+3 F-16 C++ وReuters A. press@example.org!"
WORDS = [word for group in (_PLAIN, _NUMBERS, _LATIN) for word in re.split(" ", group)]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_words_of_an_arabic_line_come_out_as_they_went_in(words: list[str]) -> None:
    lines, tiles = set_text(" ".join(words), 100_000, ARABIC, align="start")
    assert as_poppler_reads(line_text(lines[0], tiles, marks=True), rtl=True) == words


@given(
    st.lists(
        st.sampled_from(["said", "(and)", "Moscow,", "2025.", "كلمة", "«قال»", "نعم!", "؟"]),
        min_size=1,
        max_size=9,
    )
)
def test_words_of_an_english_line_with_arabic_names_come_out_as_they_went_in(words: list[str]) -> None:
    text = "x ".join(f"{word} " for word in words).strip()  # each word between English ones
    lines, tiles = set_text(text, 100_000, ENGLISH, align="start")
    assert as_poppler_reads(line_text(lines[0], tiles, marks=True), rtl=False) == text.split()


@pytest.mark.parametrize(
    "inner", ["+963 11 222-33-44", "(UTC+3)", "https://example.org/a/", "A, B.", "C++", "10–15"]
)
def test_an_isolate_comes_out_as_it_went_in(inner: str) -> None:
    texts = [
        StyledText("قال ", ARABIC, "rtl"),
        StyledText(inner, ARABIC, "ltr", 1),
        StyledText("، ثم.", ARABIC, "rtl"),
    ]
    lines, tiles = set_text(texts, 100_000, ARABIC, align="start")
    expected = f"قال {inner}، ثم.".split()
    assert as_poppler_reads(line_text(lines[0], tiles, marks=True), rtl=True) == expected


@pytest.mark.parametrize(
    "text", ["كلمة كلمة", "قال نعم هل؟ ثم! أي؛ “نعم”", "The words, of 5% — English.", "Слова, и ещё."]
)
def test_text_that_needs_no_marks_has_none(text: str) -> None:
    style = ENGLISH if text[0] in "TС" else ARABIC
    lines, tiles = set_text(text, 1000, style)
    assert not _CONTROLS.search(line_text(lines[0], tiles, marks=True))


@pytest.mark.parametrize("word", ["نعم.", "نَعَمْ.", "دمشق،", "أي:", "5%-", "..."])
def test_marks_take_their_width_from_their_neighbours(word: str) -> None:
    tiles = tiles_of(word, (NASKH,), "ar", rtl=True)
    plain = [tile for tile in tiles if tile[2] != "\u061c"]

    marked = mark_signs(plain, NASKH.upem)

    assert needs_marks(word)
    assert sum(advance for _, advance, _ in marked) == sum(advance for _, advance, _ in plain)
    assert all(advance >= 0 for _, advance, _ in (*tiles, *marked))


def test_the_same_mark_on_stacked_letters_stands_apart() -> None:
    # Poppler drops a letter that repeats another nearer than a tenth of an em.
    for word in ("نَجَحَ", "لَحَظَ", "بَحَثَ", "صَالِحِ"):
        places: list[tuple[str, int]] = []
        pen = 0
        for _, advance, letter in tiles_of(word, (NASKH,), "ar", rtl=True):
            places.append((letter, pen))
            pen += advance
        marks = [place for letter, place in places if letter in "\u064e\u0650"]
        assert min(two - one for one, two in pairwise(marks)) >= 100

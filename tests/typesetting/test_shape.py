from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.errors import MissingGlyphError
from exporter.typesetting.fonts import Font
from exporter.typesetting.lines import StyledText, TextStyle
from exporter.typesetting.paragraph import Typesetter
from exporter.typesetting.shape import Shaper
from exporter.typesetting.tiles import TileRegistry
from tests.typesetting.faces import ARABIC, BOLD, NASKH, PLEX, SERIF, line_text, set_text, tiles_of

ARABIC_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئةى"
HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
MARKS = "\u061c\u200e\u2060"

vocalised = st.lists(
    st.tuples(st.sampled_from(ARABIC_LETTERS), st.text(alphabet=HARAKAT, max_size=2)), min_size=1, max_size=10
).map(lambda pairs: "".join(letter + marks for letter, marks in pairs))
stressed = st.lists(
    st.tuples(st.sampled_from("абвеиояюйё"), st.sampled_from(["", "\u0301"])), min_size=1, max_size=10
).map(lambda pairs: "".join(letter + mark for letter, mark in pairs))


@given(st.one_of(vocalised, st.text(alphabet=ARABIC_LETTERS + "ـ.،؛()«»-/%", min_size=1, max_size=12)))
@pytest.mark.parametrize("font", [NASKH, PLEX], ids=["naskh", "plex"])
def test_arabic_tiles_in_reading_order_are_the_source_text(font: Font, text: str) -> None:
    tiles = tiles_of(text, (font, SERIF), "ar", rtl=True)
    assert "".join(tile[2].strip(MARKS) for tile in reversed(tiles)) == text


@given(st.one_of(stressed, st.text(alphabet="abfilжЖ&.,-–’0123\u0301\u200d", min_size=1, max_size=16)))
def test_latin_and_cyrillic_tiles_are_the_source_text(text: str) -> None:
    assert "".join(tile[2] for tile in tiles_of(text, (SERIF, NASKH), "ru", rtl=False)) == text


@given(vocalised)
def test_a_tile_carries_one_code_point_and_never_moves_back(text: str) -> None:
    for _, advance, letter in tiles_of(text, (NASKH,), "ar", rtl=True):
        assert len(letter) == 1
        assert advance >= 0


def test_a_ligature_and_marks_keep_their_ink_on_the_first_letter() -> None:
    tiles = tiles_of("لا", (PLEX,), "ar", rtl=True)
    assert [bool(ink) for ink, _, _ in tiles] == [False, True]
    assert [letter for _, _, letter in tiles] == ["ا", "ل"]


def test_brackets_are_mirrored_while_their_text_stays() -> None:
    mirrored, mark = tiles_of("(", (NASKH,), "ar", rtl=True)
    (plain,) = tiles_of(")", (NASKH,), "ar", rtl=False)
    assert mirrored[0] == plain[0]
    assert mirrored[1] + mark[1] == plain[1]
    assert (mirrored[2].strip(MARKS), mark[2].strip(MARKS)) == ("(", "")


@pytest.mark.parametrize("cut", range(1, 7))
def test_letters_join_across_a_change_of_style(cut: int) -> None:
    word = "مستشفى"[: max(cut + 1, 6)]
    other = TextStyle(ARABIC.fonts, ARABIC.size, "ar", color=(1.0, 0.0, 0.0))
    whole, tiles = set_text(word, 400, ARABIC)
    parts, cut_tiles = set_text(
        [StyledText(word[:cut], ARABIC, "rtl"), StyledText(word[cut:], other, "rtl")], 400, ARABIC
    )

    inks = [_inks(lines[0].pieces, registry) for lines, registry in ((whole, tiles), (parts, cut_tiles))]

    assert inks[0] == inks[1]
    assert len(parts[0].pieces) == (2 if cut < len(word) else 1)


def _inks(pieces: object, registry: TileRegistry) -> list[int]:
    assert isinstance(pieces, tuple)
    return [
        registry.of(piece.font).tiles[int(word[at : at + 4], 16)][0][0][0]
        for piece in pieces
        for word in piece.words
        for at in range(0, len(word), 4)
    ]


def test_a_mark_stays_with_the_style_of_its_base() -> None:
    other = TextStyle((BOLD, NASKH), 10.0, "ru")
    plain = TextStyle((SERIF, NASKH), 10.0, "ru")
    lines, tiles = set_text([StyledText("замо", plain), StyledText("\u0301к", other)], 400, plain)

    first, second = lines[0].pieces

    assert (first.font, second.font) == (SERIF, BOLD)
    assert line_text(lines[0], tiles) == "замо\u0301к"
    assert len(second.words[0]) == 4


def test_a_fallback_font_has_the_letters_that_the_first_one_lacks() -> None:
    lines, tiles = set_text("before كلمة العرب after", 400)

    assert [piece.font for piece in lines[0].pieces] == [SERIF, NASKH, SERIF]
    assert line_text(lines[0], tiles) == "before برعلا ةملك after"


def test_a_letter_that_no_font_has_is_named() -> None:
    with pytest.raises(MissingGlyphError) as caught:
        set_text("abc \u4e2d", 100)
    assert "\u4e2d" in caught.value.problem
    assert "CJK UNIFIED IDEOGRAPH-4E2D" in caught.value.problem
    assert "U+4E2D" in caught.value.problem
    assert caught.value.hint


def test_a_mark_that_the_font_of_its_base_lacks_is_named() -> None:
    with pytest.raises(MissingGlyphError, match=r"◌\u0308 on Б \(COMBINING DIAERESIS, U\+0308\)"):
        set_text("Б\u0308", 100)


@pytest.mark.parametrize(
    "code", ["\u200b", "\u200c", "\u200d", "\u2060", "\ufe0f", "\u00ad", "\u034f", "\u202f", "\u2009"]
)
def test_controls_and_thin_spaces_need_no_glyph(code: str) -> None:
    lines, _ = set_text(f"a{code}b", 100)
    assert lines[0].width > 0


UNITS = ["a", "б", "б\u0301", "ا", "ب\u0651", "\u200d", "\u2060", " ", ".", "(", "5", "\u00a0"]


@given(st.lists(st.sampled_from(UNITS), max_size=30).map("".join))
def test_any_text_of_the_fonts_is_set_without_loss(text: str) -> None:
    lines, tiles = set_text(text.strip(" \u00a0"), 10_000.0, align="start")
    found = "".join(line_text(line, tiles) for line in lines)
    expected = (
        text.strip(" \u00a0").replace("\u00a0", " ").replace("\u2060", "")
    )  # told from marks by nothing
    assert sorted(found) == sorted(expected)


def test_tile_ids_are_the_same_for_the_same_text() -> None:
    sets = []
    for _ in range(2):
        setter = Typesetter()
        set_text("كلمة one слово كلمة", 60, ARABIC, typesetter=setter)
        sets.append([tile_set.tiles for tile_set in setter.tiles.sets()])
    assert sets[0] == sets[1]


def test_the_width_of_a_box_is_that_of_its_tiles() -> None:
    text = unicodedata.normalize("NFC", "الرَّحْمَٰنِ")
    box = Shaper((NASKH,), "ar", TileRegistry()).box(text, rtl=True)
    assert round(box.width * NASKH.upem) == sum(tile[1] for tile in tiles_of(text, (NASKH,), "ar", rtl=True))

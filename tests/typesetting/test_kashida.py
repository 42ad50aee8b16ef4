from __future__ import annotations

import re

import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from exporter.localization.profiles import load_profile
from exporter.typesetting.joins import stretchable_joins
from exporter.typesetting.lines import Line, StyledText, TextStyle
from exporter.typesetting.paragraph import Typesetter
from exporter.typesetting.shape import Shaper
from exporter.typesetting.tiles import Tile, TileRegistry
from tests.typesetting.faces import ARABIC, ENGLISH, NASKH, SERIF, line_text, set_text

TEXT = (
    "وقال المتحدث باسم الوزارة إن الاتفاقات المبرمة مع موسكو في 15/10/2025 ستبقى قائمة، بحسب Reuters، "
    "وإن الجانبين اتفقا على مواصلة المشاورات السياسية في المستشفى العسكري بالعاصمة السورية. "
) * 3
MEASURES = [140.0, 170.0, 200.0, 231.0, 320.0]

# One for all words, as in a document: what it learned of a join in one word must hold in the next.
REGISTRY = TileRegistry()
SHAPER = Shaper((NASKH, SERIF), "ar", REGISTRY)

arabic_letters = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ", min_size=1, max_size=9)


def stretched(word: str, count: int = 1) -> list[Tile] | None:
    """Return the tiles of a stretched word from left to right."""
    box = SHAPER.stretched(word, count)
    return None if box is None else tiles_in(box.hex)


def plain(word: str) -> list[Tile]:
    return tiles_in(SHAPER.box(word, rtl=True).hex)


def tiles_in(ink: str) -> list[Tile]:
    signs = ink.replace(" ", "")
    return [REGISTRY.of(NASKH).tiles[int(signs[at : at + 4], 16)] for at in range(0, len(signs), 4)]


def with_tatweel(word: str) -> str:
    """Return a word as it reads with its stretch, empty if it has none."""
    after = stretched(word)
    if after is None:
        return ""
    (at,) = [n for n, pair in enumerate(zip(plain(word), after, strict=True)) if pair[0] != pair[1]]
    place = len(after) - at
    return f"{word[:place]}\u0640{word[place:]}"


def set_with_kashida(text: str, measure: float) -> tuple[list[Line], TileRegistry]:
    return set_text(text, measure, ARABIC, typesetter=Typesetter(kashida=True))


def tatweels(line: Line, registry: TileRegistry) -> list[int]:
    """Return how many tatweels each word of a line holds that has any."""
    stretches = {_shaped(f"س{tatweel}م")[1][0] for tatweel in ("\u0640", "\u0640\u0640")}
    found = []
    for piece in line.pieces:
        known = registry.of(piece.font).tiles
        for word in piece.words:
            tiles = [known[int(word[at : at + 4], 16)] for at in range(0, len(word), 4)]
            counts = [sum(part[0] in stretches for part in tile[0]) for tile in tiles] if tiles else []
            found += [count for count in counts if count]
            assert len([count for count in counts if count]) <= 1
    return found


def _shaped(text: str) -> list[tuple[int, int, int, int]]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ar"
    hb.shape(NASKH.shaper, buffer)
    return [
        (info.codepoint, *place.position[:3])
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("المستشفى", "المستشـفى"),
        ("السلام", "السـلام"),
        ("الاتفاقات", "الاتفاقـات"),
        ("محمد", "محمـد"),
        ("موسكو", "موسـكو"),
        ("السياسية", "السياسـية"),
        ("قائمة،", "قائمـة،"),
        ("الأسد", "الأسـد"),
        ("بسم", ""),  # Amiri draws these letters as one shape
        ("لله", ""),
    ],
)
def test_the_best_join_that_the_font_allows_is_stretched(word: str, expected: str) -> None:
    assert with_tatweel(word) == expected


@pytest.mark.parametrize(
    ("word", "best"),
    [
        ("مستقبل", "مسـتقبل"),  # after seen
        ("محمد", "محمـد"),  # before dal at the end
        ("حقيبة", "حقيبـة"),
        ("وجه", "وجـه"),
        ("بناء", "بنـاء"),
        ("كتاب", "كتـاب"),
        ("جميل", "جميـل"),
        ("كبير", "كبيـر"),
        ("لعبي", "لعبـي"),
        ("بيروت", "بيـروت"),
        ("كتف", "كتـف"),
        ("تعليم", "تعليـم"),
    ],
)
def test_joins_follow_the_traditional_priority(word: str, best: str) -> None:
    place = stretchable_joins(word)[0].place
    assert f"{word[:place]}\u0640{word[place:]}" == best


@pytest.mark.parametrize(
    "word",
    [
        "Reuters",
        "15/10/2025",
        "في",
        "من",
        "«لا»",
        "دار",
        "قَالَ",
        "مُحَمَّدٌ",
        "كتـب",
        "عسكرية-سياسية",
        "سلاMسلام",
        "دلا",
        "",
    ],
)
def test_other_scripts_short_words_vowels_on_joins_and_lam_alef_are_left_alone(word: str) -> None:
    assert stretchable_joins(word) == []
    assert stretched(word) is None


def test_a_join_without_a_vowel_mark_is_no_reason_to_move_the_marks_of_its_word() -> None:
    assert stretchable_joins("سلَّم") != []
    assert stretched("سلَّم") is None


def test_the_article_stays_with_its_word() -> None:
    assert all(join.place != 2 for join in stretchable_joins("المستشفى"))
    assert all(join.place != 3 for join in stretchable_joins("والمستشفى"))


@given(arabic_letters, st.integers(1, 2))
def test_a_stretch_changes_no_text_and_no_letter_but_the_one_before_it(word: str, count: int) -> None:
    before, after = plain(word), stretched(word, count)
    if after is None:
        return
    assert [tile[2] for tile in after] == [tile[2] for tile in before]
    (changed,) = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    (ink, width, _), (longer, wider, _) = changed
    grown = wider - width
    assert grown > 0
    assert longer[len(longer) - len(ink) :] == tuple((glyph, x + grown, y) for glyph, x, y in ink)


@given(arabic_letters, st.integers(1, 2))
def test_a_stretch_is_what_harfbuzz_draws_for_tatweels(word: str, count: int) -> None:
    after = stretched(word, count)
    if after is None:
        return
    at = next(n for n, (one, other) in enumerate(zip(plain(word), after, strict=True)) if one != other)
    place = len(word) - at
    x = 0
    drawn = []
    for glyph, offset, y, advance in _shaped(word[:place] + "\u0640" * count + word[place:]):
        drawn.append((glyph, x + offset, y))
        x += advance
    pen, ours = 0, []
    for ink, advance, _ in after:
        ours += [(glyph, pen + offset, y) for glyph, offset, y in ink]
        pen += advance
    assert (ours, pen) == (drawn, x)


def test_a_stretch_has_a_longest_width() -> None:
    assert stretched("السلام", 2) is not None
    assert stretched("السلام", 3) is None


@pytest.mark.parametrize("measure", MEASURES)
def test_lines_with_stretches_fill_their_measure(measure: float) -> None:
    lines, tiles = set_with_kashida(TEXT, measure)
    assert any(tatweels(line, tiles) for line in lines)
    for line in lines[:-1]:
        assert line.width == pytest.approx(measure)
        assert sum(piece.width for piece in line.pieces) == pytest.approx(measure)
        for piece in line.pieces:
            known = tiles.of(piece.font).tiles
            signs = [word[at : at + 4] for word in piece.words for at in range(0, len(word), 4)]
            ems = sum(known[int(sign, 16)][1] for sign in signs) / piece.font.upem
            gaps = len(piece.words) - 1
            space = known[int(piece.space, 16)][1] / piece.font.upem
            expected = (ems + gaps * space) * piece.style.size + gaps * piece.gap
            assert piece.width == pytest.approx(expected)


@pytest.mark.parametrize("measure", MEASURES)
def test_no_line_is_stretched_that_gaps_fill_well(measure: float) -> None:
    lines, tiles = set_with_kashida(TEXT, measure)
    for line in lines:
        space = NASKH.advance(NASKH.glyph(0x20) or 0) / NASKH.upem * ARABIC.size
        if tatweels(line, tiles):
            assert max(piece.gap for piece in line.pieces) >= 0.2 * space
            assert not line.last


@pytest.mark.parametrize("measure", MEASURES)
def test_neighbours_are_not_both_stretched(measure: float) -> None:
    lines, tiles = set_with_kashida("السلام السياسية محمد موسكو المستشفى " * 12, measure)
    for line in lines:
        words = sum(len(piece.words) for piece in line.pieces)
        assert len(tatweels(line, tiles)) <= (words + 1) // 2


@pytest.mark.parametrize("measure", MEASURES)
def test_the_words_of_a_paragraph_are_those_without_kashida(measure: float) -> None:
    lines, tiles = set_with_kashida(TEXT, measure)
    usual, others = set_text(TEXT, measure, ARABIC)
    assert _letters(lines, tiles) == _letters(usual, others)


def _letters(lines: list[Line], tiles: TileRegistry) -> list[str]:
    """Return the words in no order, since those of a line stand in visual order."""
    return sorted(re.split(" +", " ".join(line_text(line, tiles) for line in lines)))


def test_only_justified_lines_stretch() -> None:
    setter = Typesetter(kashida=True)
    for align in ("start", "center", "end"):
        shaped = setter.shape([StyledText(TEXT, ARABIC, "rtl")], direction="rtl")
        lines = shaped.fill(200, align=align)
        assert not any(tatweels(line, setter.tiles) for line in lines)


def test_a_forced_break_ends_a_line_that_is_not_stretched() -> None:
    lines, tiles = set_with_kashida("السلام السياسية محمد\u2028السلام موسكو", 400)
    assert [tatweels(line, tiles) for line in lines] == [[], []]


def test_a_paragraph_from_left_to_right_never_stretches() -> None:
    text = (
        "The words السلام السياسية المستشفى stand in an English paragraph that is long enough to fill. " * 4
    )
    lines, tiles = set_text(text, 170, ENGLISH, typesetter=Typesetter(kashida=True))
    assert not any(tatweels(line, tiles) for line in lines)


def test_kashida_is_off_unless_asked_for() -> None:
    lines, tiles = set_text(TEXT, 170, ARABIC)
    assert not any(tatweels(line, tiles) for line in lines)


def test_a_font_without_tatweel_stretches_nothing() -> None:
    assert Shaper((SERIF,), "ar", TileRegistry()).stretcher.step == 0.0


def test_a_style_of_another_size_stretches_in_its_own() -> None:
    setter = Typesetter(kashida=True)
    large = TextStyle(ARABIC.fonts, 18.0, "ar")
    texts = [StyledText(TEXT, ARABIC, "rtl"), StyledText(TEXT, large, "rtl")]
    lines, tiles = set_text(texts, 231, ARABIC, typesetter=setter)
    assert any(tatweels(line, tiles) and line.pieces[0].style is large for line in lines)
    for line in lines[:-1]:
        assert line.width == pytest.approx(231)


def test_the_same_paragraph_gives_the_same_lines() -> None:
    (lines, _), (again, _) = set_with_kashida(TEXT, 200), set_with_kashida(TEXT, 200)
    assert lines == again


@pytest.mark.parametrize(("tag", "expected"), [("ar", True), ("ar-SY", True), ("en", False), ("ru", False)])
def test_profiles_of_arabic_alone_ask_for_kashida(tag: str, expected: bool) -> None:
    assert load_profile(tag).pdf.kashida is expected


def test_a_project_can_switch_kashida_off() -> None:
    assert not load_profile("ar", overrides={"ar": b"[pdf]\nkashida = false"}).pdf.kashida

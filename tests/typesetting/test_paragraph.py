from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.errors import TooWideError
from exporter.typesetting.lines import Align, Line, StyledText, TextStyle
from exporter.typesetting.paragraph import Typesetter
from exporter.typesetting.tiles import TileRegistry
from tests.typesetting.faces import ARABIC, ENGLISH, RUSSIAN, line_text, set_text, texts_of

ENGLISH_TEXT = (
    "The international organisation announced that extraordinary negotiations regarding humanitarian "
    "assistance would continue throughout the following months, notwithstanding considerable disagreement. "
) * 3
RUSSIAN_TEXT = (
    "Представители международных организаций подтвердили, что переговоры о гуманитарном сотрудничестве "
    "продолжатся в течение следующих месяцев, несмотря на существенные разногласия. "
) * 3
ARABIC_TEXT = (
    "وقال المتحدث باسم الوزارة إن الاتفاقات المبرمة مع موسكو في 15/10/2025 ستبقى قائمة، بحسب Reuters، "
    "وإن الجانبين اتفقا على مواصلة المشاورات. "
) * 3


@pytest.mark.parametrize(
    ("text", "style", "hyphenation"),
    [(ENGLISH_TEXT, ENGLISH, "en_GB"), (RUSSIAN_TEXT, RUSSIAN, "ru_RU"), (ARABIC_TEXT, ARABIC, "")],
    ids=["en", "ru", "ar"],
)
@pytest.mark.parametrize("measure", [110.0, 170.0, 320.0])
def test_justified_lines_fill_the_measure_but_the_last(
    text: str, style: TextStyle, hyphenation: str, measure: float
) -> None:
    lines, _ = set_text(text, measure, style, hyphenation=hyphenation)

    assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]
    for line in lines[:-1]:
        assert line.width == pytest.approx(measure) or _is_hopeless(line, measure)
    for line in lines:
        assert line.pieces[0].x >= -1e-6
        assert sum(piece.width for piece in line.pieces) == pytest.approx(line.width)
        assert line.pieces[-1].x + line.pieces[-1].width <= measure + 1e-6
        _assert_pieces_touch(line)


def _is_hopeless(line: Line, measure: float) -> bool:
    """Tell whether only gaps of more than three times their width would fill the line."""
    gaps = sum(len(piece.words) - 1 for piece in line.pieces)
    return measure - line.width > 2.5 * gaps * 0.2 * line.pieces[0].style.size


def _assert_pieces_touch(line: Line) -> None:
    for one, other in zip(line.pieces, line.pieces[1:], strict=False):
        assert one.x + one.width == pytest.approx(other.x)


def test_the_width_of_a_piece_is_that_of_its_tiles_and_gaps() -> None:
    _assert_widths_add_up(*set_text(ENGLISH_TEXT, 200, hyphenation="en_GB"))


def test_given_two_sizes_when_a_word_is_divided_then_its_width_is_in_points_all_the_same() -> None:
    typesetter = Typesetter()
    small = replace(ENGLISH, size=ENGLISH.size * 0.6)
    texts = [
        StyledText(ENGLISH_TEXT, ENGLISH),
        StyledText("1", small),
        StyledText(" " + ENGLISH_TEXT, ENGLISH),
    ]
    lines = typesetter.shape(texts, direction="ltr", hyphenation="en_GB").fill(130, align="justify")
    assert any(line.hyphenated for line in lines)
    _assert_widths_add_up(lines, typesetter.tiles)


def _assert_widths_add_up(lines: Sequence[Line], tiles: TileRegistry) -> None:
    for line in lines:
        for piece in line.pieces:
            known = tiles.of(piece.font).tiles
            signs = [word[at : at + 4] for word in piece.words for at in range(0, len(word), 4)]
            ink = sum(known[int(sign, 16)][1] for sign in signs)
            gaps = len(piece.words) - 1
            ink += gaps * known[int(piece.space, 16)][1]
            expected = ink * piece.style.size / piece.font.upem + gaps * piece.gap
            assert piece.width == pytest.approx(expected)


@pytest.mark.parametrize(
    ("align", "style", "expected"),
    [
        ("start", ENGLISH, 0.0),
        ("end", ENGLISH, 1.0),
        ("center", ENGLISH, 0.5),
        ("justify", ENGLISH, 0.0),
        ("start", ARABIC, 1.0),
        ("end", ARABIC, 0.0),
        ("center", ARABIC, 0.5),
        ("justify", ARABIC, 1.0),
    ],
)
def test_lines_are_aligned_along_the_direction(align: Align, style: TextStyle, expected: float) -> None:
    (line,), _ = set_text("word" if style is ENGLISH else "كلمة", 200, style, align=align)
    assert line.pieces[0].x == pytest.approx(expected * (200 - line.width))


def test_an_empty_paragraph_has_no_lines() -> None:
    shaped = Typesetter().shape([StyledText("", ENGLISH), StyledText("\u00ad", ENGLISH)], direction="ltr")
    assert shaped.fill(100, align="start") == []
    assert (shaped.natural_width, shaped.min_width) == (0.0, 0.0)


def test_a_forced_break_ends_a_line_that_is_not_stretched() -> None:
    lines, tiles = set_text("one two\u2028three\u2028\u2028four", 200)
    assert texts_of(lines, tiles) == ["one two", "three", "", "four"]
    assert [line.last for line in lines] == [False, False, False, True]
    assert lines[0].width < 100


def test_spaces_at_the_end_of_a_line_are_dropped_and_others_kept() -> None:
    lines, tiles = set_text("  a  b   \u2028   ", 200)
    assert texts_of(lines, tiles) == ["  a  b", ""]
    assert lines[0].pieces[0].words[:2] == ("", "")


def test_a_no_break_space_stretches_but_holds() -> None:
    lines, tiles = set_text("aaaa bbbb\u00a0cccc " * 6, 75)
    assert all("bbbb cccc" in text or "bbbb" not in text for text in texts_of(lines, tiles))


def test_widths_of_a_paragraph_bound_its_lines() -> None:
    shaped = Typesetter().shape([StyledText(ENGLISH_TEXT.strip(), ENGLISH)], direction="ltr")
    assert len(shaped.fill(shaped.natural_width + 0.001, align="start")) == 1
    assert max(line.width for line in shaped.fill(shaped.min_width, align="start")) <= shaped.min_width + 1e-6


def test_the_first_lines_may_have_measures_of_their_own() -> None:
    lines, _ = set_text(ENGLISH_TEXT, [250, 280, 310], hyphenation="en_GB")
    assert [round(line.width) for line in lines[:4]] == [250, 280, 310, 310]


# --- words that are divided --------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "style", "code"),
    [(ENGLISH_TEXT, ENGLISH, "en_GB"), (RUSSIAN_TEXT, RUSSIAN, "ru_RU")],
    ids=["en", "ru"],
)
def test_at_most_two_lines_in_a_row_end_with_a_hyphen(text: str, style: TextStyle, code: str) -> None:
    lines, tiles = set_text(text * 3, 118, style, hyphenation=code)
    ends = "".join("h" if line.hyphenated else "." for line in lines)
    assert "h" in ends
    assert "hhh" not in ends
    for line, text_ in zip(lines, texts_of(lines, tiles), strict=True):
        assert text_.endswith("-") == line.hyphenated


def test_divided_words_come_together_again() -> None:
    lines, tiles = set_text(RUSSIAN_TEXT, 110, RUSSIAN, hyphenation="ru_RU")
    parts = (text[:-1] if line.hyphenated else text + " " for line, text in _with_text(lines, tiles))
    assert "".join(parts).split() == RUSSIAN_TEXT.split()


def _with_text(lines: list[Line], tiles: object) -> list[tuple[Line, str]]:
    return list(zip(lines, texts_of(lines, tiles), strict=True))  # type: ignore[arg-type]


def test_words_are_divided_only_where_lines_need_it() -> None:
    lines, _ = set_text(
        "The lines of a plain text need no hyphens at such a measure. " * 9, 400, hyphenation="en_GB"
    )
    assert len(lines) > 5
    assert not any(line.hyphenated for line in lines)


def test_words_of_another_language_are_divided_by_its_own_rules() -> None:
    texts = [StyledText("the word ", ENGLISH), StyledText("международный", RUSSIAN)]
    lines, tiles = set_text(texts, 60, align="start", hyphenation="en_GB")
    assert texts_of(lines, tiles) == ["the word", "междуна-", "родный"]


@pytest.mark.parametrize(
    ("last", "expected"), [("29", ["agree-", "ment29"]), ("", ["agree-", "ment"])], ids=["mark", "none"]
)
def test_a_word_with_the_mark_of_a_note_is_divided_as_without(last: str, expected: list[str]) -> None:
    texts = [StyledText("agreement", ENGLISH), StyledText(last, replace(ENGLISH, size=ENGLISH.size * 0.6))]
    lines, tiles = set_text(texts, 45, align="start", hyphenation="en_GB")
    assert texts_of(lines, tiles) == expected


def test_a_word_whose_letters_have_several_styles_is_left_whole() -> None:
    texts = [StyledText("agreement", ENGLISH), StyledText("s", replace(ENGLISH, size=ENGLISH.size * 0.6))]
    with pytest.raises(TooWideError, match="agreements"):
        set_text(texts, 45, align="start", hyphenation="en_GB")


def test_a_soft_hyphen_is_shown_only_where_a_line_ends() -> None:
    lines, tiles = set_text("aaaaaa bbbb\u00adcccc dddd", 62)
    assert texts_of(lines, tiles) == ["aaaaaa bbbb-", "cccc dddd"]
    assert [line.hyphenated for line in lines] == [True, False]
    whole, tiles = set_text("aaaaaa bbbb\u00adcccc dddd", 500)
    assert texts_of(whole, tiles) == ["aaaaaa bbbbcccc dddd"]


def test_a_hyphen_of_a_compound_is_doubled_unseen_at_the_end_of_a_line() -> None:
    lines, tiles = set_text("well-known", 35, align="start")
    assert texts_of(lines, tiles) == ["well--", "known"]
    known = tiles.of(lines[0].pieces[0].font).tiles
    assert known[int(lines[0].pieces[-1].words[-1][-4:], 16)][0] == ()


def test_a_hyphen_that_begins_an_arabic_line_is_not_its_last_letter() -> None:
    lines, tiles = set_text("-5% كلمة", 200, ARABIC)
    assert line_text(lines[0], tiles, marks=True).endswith("-\u061c")


def test_russian_prepositions_and_dashes_stay_in_their_line() -> None:
    lines, tiles = set_text("Он жил в Москве — и с ним в доме № 5 жили. " * 8, 90, RUSSIAN)
    for text in texts_of(lines, tiles):
        assert not text.startswith("—")
        assert not text.endswith((" в", " и", " с", "№"))


# --- too wide ------------------------------------------------------------------------


def test_a_preposition_ends_a_line_where_its_word_leaves_no_room() -> None:
    lines, tiles = set_text("пришли с Хмеймимом", 60, RUSSIAN, align="start")
    assert texts_of(lines, tiles) == ["пришли с", "Хмеймимом"]


def test_given_a_language_with_hyphens_when_measured_then_the_least_width_is_that_of_a_part() -> None:
    texts = [StyledText("международный", RUSSIAN)]
    whole = Typesetter().shape(texts, direction="ltr")
    divided = Typesetter().shape(texts, direction="ltr", hyphenation="ru_RU")
    assert whole.least_width == whole.min_width == divided.min_width
    assert divided.least_width < whole.min_width
    assert all(line.width <= divided.least_width for line in divided.fill(divided.least_width, align="start"))


def test_an_address_is_divided_at_its_signs() -> None:
    address = "https://example.org/international/organisation/news_of_the_day.html?page=1&sort=date"
    lines, tiles = set_text(address, 90, align="start")
    *texts, last = texts_of(lines, tiles)
    assert all(text.endswith("-") for text in texts)  # blank: extractors take it off and join the parts
    parts = [text[:-1] for text in texts]
    assert "".join([*parts, last]) == address
    assert all(part[-1] in "/._-?&=#" for part in parts)
    assert [line.hyphenated for line in lines] == [True] * len(texts) + [False]
    assert all(line.width <= 90 + 1e-6 for line in lines)


def test_a_long_word_is_divided_in_a_narrow_column() -> None:
    lines, _ = set_text("internationalisation", 60, align="start", hyphenation="en_GB")
    assert len(lines) > 1
    assert all(line.width <= 60 for line in lines)


@pytest.mark.parametrize("text", ["x" * 100, "short " + "y" * 100_000])
def test_a_word_that_cannot_be_divided_is_named(text: str) -> None:
    with pytest.raises(TooWideError) as caught:
        set_text(text, 100, hyphenation="en_GB")
    shown = caught.value.problem.partition("“")[2].partition("”")[0]
    assert shown == text[-1] * 40 + "…"
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    ["a." * 50_000, "ab " * 200_000, "long\u00ad" * 20_000, "كلمة " * 50_000, "x\u2028" * 20_000],
    ids=["dots", "words", "soft hyphens", "arabic", "lines"],
)
def test_hostile_lengths_are_set(text: str) -> None:
    lines, _ = set_text(text, 300, ARABIC if "ك" in text else ENGLISH, hyphenation="en_GB")
    assert all(line.width <= 300.5 for line in lines)


# --- owners and pieces ---------------------------------------------------------------


def test_a_line_tells_the_owners_that_first_appear_in_it() -> None:
    note, link = object(), object()
    texts = [
        StyledText("aaaa bbbb ", ENGLISH),
        StyledText("cccc dddd", TextStyle(ENGLISH.fonts, 10.0, "en", owner=link)),
        StyledText("1", TextStyle(ENGLISH.fonts, 6.0, "en", rise=4.0, owner=note)),
        StyledText(" eeee ffff gggg", ENGLISH),
    ]
    lines, tiles = set_text(texts, 75, align="start")
    assert texts_of(lines, tiles) == ["aaaa bbbb cccc", "dddd1 eeee ffff", "gggg"]
    assert [line.owners for line in lines] == [(link,), (note,), ()]


def test_neighbours_of_one_style_are_one_piece() -> None:
    one = TextStyle(ENGLISH.fonts, 10.0, "en", owner="one")
    texts = [StyledText("aa ", one), StyledText("bb ", one), StyledText("cc", ENGLISH)]
    lines, tiles = set_text(texts, 200)
    assert [piece.style for piece in lines[0].pieces] == [one, ENGLISH]
    assert line_text(lines[0], tiles) == "aa bb cc"


def test_sizes_may_differ_in_a_line() -> None:
    small = TextStyle(ENGLISH.fonts, 5.0, "en")
    lines, _ = set_text([StyledText("aaaa ", ENGLISH), StyledText("aaaa", small)], 200)
    first, second = lines[0].pieces
    assert first.width > 2 * second.width


@given(st.integers(70, 400), st.sampled_from(["start", "center", "end", "justify"]))
def test_no_text_is_lost_at_any_measure(measure: int, align: Align) -> None:
    lines, tiles = set_text(ARABIC_TEXT + "Reuters (2025) — الوزارة", float(measure), ARABIC, align=align)
    letters = sorted("".join(texts_of(lines, tiles)).replace(" ", ""))
    assert letters == sorted((ARABIC_TEXT + "Reuters (2025) — الوزارة").replace(" ", ""))


@pytest.mark.parametrize("size", [7.3, 8.7, 9.1, 10.9, 11.3])
def test_a_paragraph_fits_into_its_own_narrowest_width(size: float) -> None:
    for word in ("Reuters", "международных", "Sonderausgabe"):
        shaped = Typesetter().shape([StyledText(word, TextStyle(ENGLISH.fonts, size, "en"))], direction="ltr")
        assert len(shaped.fill(shaped.min_width, align="start")) == 1

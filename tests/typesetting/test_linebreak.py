from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.typesetting.linebreak import line_breaks


def parts(text: str, language: str) -> list[str]:
    ends = line_breaks(text, language)
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("one two", "en", ["one ", "two"]),
        ("well-known fact", "en", ["well-", "known ", "fact"]),
        ("some 5 % more", "en", ["some ", "5 % ", "more"]),
        ("on 30 September 2025 in", "en", ["on ", "30 September ", "2025 ", "in"]),
        ("يوم ٣٠ أيلول", "ar", ["يوم ", "٣٠ أيلول"]),
        ("in 2025 ships", "en", ["in ", "2025 ", "ships"]),
        ("до 5 марта", "ru", ["до ", "5 марта"]),
        ("he — and she", "en", ["he — ", "and ", "she"]),
        ("see https://example.org/a", "en", ["see ", "https://example.org/", "a"]),
        ("жил в Москве", "ru", ["жил ", "в Москве"]),
        ("и в этом", "ru", ["и в этом"]),
        ("О том", "ru", ["О том"]),
        ("Москва — столица", "ru", ["Москва — ", "столица"]),
        ("указ № 5 издан", "ru", ["указ ", "№ 5 ", "издан"]),
        ("в г. Тартус", "ru", ["в г. Тартус"]),
        ("за 2025 г. рост", "ru", ["за ", "2025 г. ", "рост"]),
        ("около 5 млн рублей", "ru", ["около ", "5 млн ", "рублей"]),
        ("поэт А. С. Пушкин", "ru", ["поэт ", "А. С. Пушкин"]),
        ("сказал бы он", "ru", ["сказал бы ", "он"]),
        ("объявил в", "ru", ["объявил ", "в"]),
        ("the years 2024–2025 then", "en", ["the ", "years ", "2024–2025 ", "then"]),
        ("عامي ٢٠٢٤–٢٠٢٥ ثم", "ar", ["عامي ", "٢٠٢٤–٢٠٢٥ ", "ثم"]),
        ("Лондон–Москва", "ru", ["Лондон–", "Москва"]),
        ("قال في موسكو", "ar", ["قال ", "في ", "موسكو"]),
    ],
)
def test_lines_end_where_the_language_lets_them(text: str, language: str, expected: list[str]) -> None:
    assert parts(text, language) == expected


def test_breaks_are_counted_in_code_points() -> None:
    assert parts("a 😀😀 b", "en") == ["a ", "😀", "😀 ", "b"]


def test_a_line_separator_is_a_break() -> None:
    assert parts("one\u2028two", "en") == ["one\u2028", "two"]


@given(
    st.text(alphabet="abв и№5%—-/ \u2028\u0301اب.😀", max_size=60),
    st.sampled_from(["en", "ru", "ar", "xx-YY"]),
)
def test_the_parts_are_the_whole_text(text: str, language: str) -> None:
    assert "".join(parts(text, language)) == text
    assert all(parts(text, language))

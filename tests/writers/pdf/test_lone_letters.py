"""Lines of nothing but words of one letter come out as these words."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.typesetting.lines import StyledText
from tests.benchmarks.extraction import read_by_pdfium, read_by_poppler, read_by_pypdf, read_by_structure
from tests.checkers import poppler, require
from tests.words import words
from tests.writers.pdf.samples import Language, Sheet


@pytest.mark.checker
@pytest.mark.parametrize(
    ("language", "text"), [("ru", "и в"), ("ru", "с и в"), ("en", "a b 1"), ("en", "I a")]
)
def test_given_a_line_of_single_letters_when_written_then_programs_read_words(
    language: Language, text: str, tmp_path: Path
) -> None:
    require(poppler)
    sheet = Sheet(language)
    first, rest = text[:2], text[2:]
    path = tmp_path / "letters.pdf"

    sheet.draw(text, sheet.root.add("P"))
    sheet.draw(
        [StyledText(first, sheet.style()), StyledText(rest, sheet.style(bold=True))], sheet.root.add("P")
    )
    path.write_bytes(sheet.finish())

    for program in (read_by_poppler, read_by_pdfium, read_by_pypdf, read_by_structure):
        assert words(program(path)) == words(f"{text} {text}")


def test_given_a_column_with_no_room_when_a_line_of_single_letters_is_set_then_it_keeps_the_measure() -> None:
    sheet = Sheet("ru")
    shaped = sheet.setter.shape([StyledText("и в", sheet.style())], direction="ltr")

    (line,) = shaped.fill(shaped.natural_width + 1, align="start")

    assert line.width == pytest.approx(shaped.natural_width + 1)


@pytest.mark.parametrize("text", ["5 %", "— и", "in a"])
def test_given_signs_or_longer_words_when_set_then_their_gaps_are_the_font_s(text: str) -> None:
    sheet = Sheet("en")

    (line,) = sheet.lines(text)

    assert [piece.gap for piece in line.pieces] == [0.0]

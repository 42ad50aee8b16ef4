"""A word that a line divides is one word to whoever reads the structure tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from exporter.model.blocks import Cell, Segment, Table
from exporter.model.inlines import Span
from exporter.typesetting.flow import PlacedLine
from exporter.typesetting.lines import Line, StyledText
from exporter.writers.pdf.compose import compose_edition
from exporter.writers.pdf.compositor import Compositor
from exporter.writers.pdf.theme_settings import ThemeSettings
from tests.benchmarks.extraction import read_by_poppler, read_by_structure
from tests.checkers import poppler, require
from tests.editions import sample_edition
from tests.words import words
from tests.writers.pdf.reading import only, operations, read
from tests.writers.pdf.samples import LEFT, SENTENCES, Language, Sheet

NARROW = 90.0
DIVIDED = ("en", "ru")


def narrow_lines(sheet: Sheet, texts: list[StyledText]) -> list[Line]:
    paragraph = sheet.setter.shape(texts, direction="ltr", hyphenation=sheet.language)
    return paragraph.fill(NARROW, align="justify")


def placed(lines: list[Line]) -> list[tuple[Line, float, float]]:
    return [(line, LEFT, 750 - 14.0 * number) for number, line in enumerate(lines)]


def plain(sheet: Sheet, text: str) -> list[StyledText]:
    return [StyledText(text, sheet.style(), "ltr")]


def shown_by_owner(page: Any) -> Iterator[tuple[str, str]]:
    """Yield what each operator shows, in hex digits, with the tag that it is marked with."""
    tag = ""
    for name, operands in operations(page):
        if name in {"BDC", "BMC"}:
            assert not tag, "marks stand beside each other"
            tag = str(operands[0])
        elif name == "EMC":
            tag = ""
        elif name in {"Tj", "TJ"}:
            parts = operands[0] if name == "TJ" else [operands[0]]
            yield tag, "".join(bytes(part).hex() for part in parts if isinstance(part, pikepdf.String))


@pytest.mark.checker
@pytest.mark.parametrize("language", DIVIDED)
def test_given_divided_words_when_written_then_the_structure_says_them_whole(
    language: Language, tmp_path: Path
) -> None:
    require(poppler)
    sheet = Sheet(language)
    lines = narrow_lines(sheet, plain(sheet, SENTENCES[language]))
    path = tmp_path / "divided.pdf"

    sheet.canvas.draw_lines(placed(lines), sheet.root.add("P"))
    path.write_bytes(sheet.finish())

    assert any(line.hyphenated for line in lines)
    assert words(read_by_structure(path)) == words(SENTENCES[language])
    assert words(re.sub(r"-\n", "", read_by_poppler(path))) == words(SENTENCES[language])


@pytest.mark.parametrize("language", DIVIDED)
def test_given_divided_words_when_drawn_then_each_hyphen_alone_is_an_artifact(language: Language) -> None:
    sheet = Sheet(language)
    lines = narrow_lines(sheet, plain(sheet, SENTENCES[language]))
    sheet.canvas.draw_lines(placed(lines), sheet.root.add("P"))

    pdf = read(sheet.finish())
    shown = list(shown_by_owner(pdf.pages[0]))
    artifacts = [ink for tag, ink in shown if tag == "/Artifact"]
    hyphens = [line.pieces[-1].words[-1][-4:].lower() for line in lines if line.hyphenated]
    assert artifacts == hyphens
    assert {tag for tag, _ in shown} == {"/P", "/Artifact"}


@pytest.mark.checker
def test_given_a_divided_link_when_drawn_then_its_area_holds_the_hyphen_and_its_text_does_not(
    tmp_path: Path,
) -> None:
    require(poppler)
    sheet = Sheet("en")
    paragraph = sheet.root.add("P")
    link = paragraph.add("Link", uri="https://example.org")
    lines = narrow_lines(
        sheet,
        [
            StyledText("We read about ", sheet.style(), "ltr"),
            StyledText("counterrevolutionaries", sheet.style(bold=True, owner=link), "ltr"),
            StyledText(" there.", sheet.style(), "ltr"),
        ],
    )
    path = tmp_path / "link.pdf"

    sheet.canvas.draw_lines(placed(lines), paragraph)
    path.write_bytes(sheet.finish())

    pdf = read(path.read_bytes())
    divided = next(line for line in lines if line.hyphenated)
    areas = [[float(edge) for edge in area.Rect] for area in pdf.pages[0].Annots]
    assert areas[0][2] == pytest.approx(LEFT + divided.width, abs=0.01)
    assert "counterrevolutionaries" in words(read_by_structure(path))


@pytest.mark.checker
def test_given_a_line_that_ends_at_a_hyphen_of_the_word_when_written_then_the_structure_keeps_that_one(
    tmp_path: Path,
) -> None:
    require(poppler)
    sheet = Sheet("ru")
    text = "а вот Аделаида-Виктория"
    lines = narrow_lines(sheet, plain(sheet, text))
    path = tmp_path / "own.pdf"

    sheet.canvas.draw_lines(placed(lines), sheet.root.add("P"))
    path.write_bytes(sheet.finish())

    (piece,) = next(line for line in lines if line.hyphenated).pieces
    own, added = piece.words[-1][-8:-4], piece.words[-1][-4:]
    assert [sheet.setter.tiles.of(piece.font).letter_of(sign) for sign in (own, added)] == ["-", "-"]
    assert words(read_by_structure(path)) == words(text)


def test_given_a_divided_word_in_an_artifact_when_drawn_then_no_mark_stands_in_it() -> None:
    sheet = Sheet("en")
    lines = narrow_lines(sheet, plain(sheet, SENTENCES["en"]))

    sheet.canvas.draw_lines(placed(lines), None, artifact="Header")

    pdf = read(sheet.finish())
    marks = [name for name, _ in operations(pdf.pages[0]) if name in {"BDC", "BMC"}]
    assert marks == ["BDC"]
    assert "/K" not in pdf.Root.StructTreeRoot


def test_given_a_column_that_ends_inside_a_word_when_drawn_then_no_empty_mark_follows() -> None:
    sheet = Sheet("en")
    lines = narrow_lines(sheet, plain(sheet, SENTENCES["en"]))
    last = next(number for number, line in enumerate(lines) if line.hyphenated)

    sheet.canvas.draw_lines(placed(lines[: last + 1]), sheet.root.add("P"))

    pdf = read(sheet.finish())
    starts = [name for name, _ in operations(pdf.pages[0]) if name in {"BDC", "BMC"}]
    assert starts == ["BDC", "BMC"]
    assert only(pdf, "P").K == 0


def test_given_a_row_that_breaks_across_pages_when_composed_then_no_page_need_end_inside_a_word() -> None:
    text = Segment(
        "tall",
        "cell",
        (Span("в силе водо\u00adгрязе\u00adторфо\u00adпарафино\u00adлечение " * 40, "ru", "ltr"),),
    )
    row = (Cell(text),) * 5
    table = Table(row, (row,), ("",) * 5, None, "")
    edition = replace(sample_edition("ru"), body=(table,))

    strips = list(compose_edition(edition, Compositor(edition, ThemeSettings())).strips)

    divided = [
        strip
        for strip in strips
        if any(isinstance(item, PlacedLine) and item.line.hyphenated for item in strip.content)
    ]
    assert divided
    assert not any(strip.breakable for strip in divided)

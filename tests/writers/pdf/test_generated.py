"""Strange editions in each language are valid and complete."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exporter.model.blocks import (
    Alignment,
    Cell,
    CodeBlock,
    EditionBlock,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Segment,
    Table,
)
from exporter.model.edition import Edition, Note
from exporter.model.inlines import EditionInline, NoteReference, Span
from exporter.writers.pdf import write_pdf
from tests.checkers import poppler, qpdf, require, verapdf
from tests.editions import PROFILES, sample_edition
from tests.generated import LANGUAGES, flaws, write_generated
from tests.words import words

SEEDS = range(4)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Edition, str]]:
    folder = tmp_path_factory.mktemp("generated")
    return [found for language in LANGUAGES for found in write_generated(language, SEEDS, folder)]


def segment(text: str, language: str = "en") -> Segment[EditionInline]:
    return Segment("0123456789", "paragraph", (Span(text, language, PROFILES[language].direction),), line=7)


def only(*body: EditionBlock, language: str = "en") -> Edition:
    return replace(sample_edition(language), key_facts=(), back=(), details=(), notes=(), body=body)


def test_given_strange_editions_when_written_then_none_is_refused(
    written: list[tuple[Path, Edition, str]],
) -> None:
    assert {path.name: error for path, _, error in written if error} == {}


@pytest.mark.checker
@pytest.mark.parametrize("flavour", verapdf.FLAVOURS)
def test_given_strange_editions_when_written_then_the_files_conform(
    written: list[tuple[Path, Edition, str]], flavour: verapdf.Flavour
) -> None:
    require(verapdf)

    assert verapdf.verapdf([path for path, _, _ in written], flavour) == []


@pytest.mark.checker
def test_given_strange_editions_when_read_then_no_word_is_lost_hidden_or_outside(
    written: list[tuple[Path, Edition, str]],
) -> None:
    require(poppler)
    require(qpdf)

    found = {path.name: flaws(path, edition) for path, edition, _ in written}

    assert {name: problems for name, problems in found.items() if problems} == {}


EMPTY: Cell[EditionInline] = Cell(None)


def test_given_a_column_without_text_when_written_then_it_needs_no_room() -> None:
    row = (Cell(segment("word " * 30)), EMPTY, Cell(segment("7")))

    assert write_pdf(only(Table(row, (row,), ("", "", "")))).startswith(b"%PDF-")


def test_given_marks_of_notes_in_a_full_table_when_written_then_they_are_given_room() -> None:
    word = segment("فسيستخدمونهما", "ar")
    marked = Cell(replace(word, inlines=(*word.inlines, NoteReference(1, "11"))))
    note = Note(1, "11", (Paragraph(segment("ملاحظة", "ar")),))

    plain: Alignment = ""
    for columns in range(3, 7):
        table = Table((marked,) * columns, (), (plain,) * columns)
        assert write_pdf(replace(only(table, language="ar"), notes=(note,))).startswith(b"%PDF-")


@pytest.mark.checker
def test_given_a_note_that_begins_with_a_bracket_when_read_then_its_number_is_no_part_of_it(
    tmp_path: Path,
) -> None:
    require(poppler)
    path = tmp_path / "note.pdf"
    said, note = segment("قال", "ar"), Note(11, "11", (Paragraph(segment("«ستبقى القواعد»", "ar")),))
    body = Paragraph(replace(said, inlines=(*said.inlines, NoteReference(11, "11"))))

    path.write_bytes(write_pdf(replace(only(body, language="ar"), notes=(note,))))

    assert ["11", "«ستبقى", "القواعد»"] in map(words, poppler.pdftotext(path).splitlines())


@pytest.mark.checker
@pytest.mark.parametrize("line", ["one two " * 40, "x" * 300])
def test_given_code_wider_than_the_page_when_written_then_its_lines_go_on_below(
    line: str, tmp_path: Path
) -> None:
    require(poppler)
    path = tmp_path / "code.pdf"

    path.write_bytes(write_pdf(only(CodeBlock(line))))

    shown = poppler.pdftotext(path)
    assert "\u200b" not in shown
    assert "".join(words(line)) in "".join(words(shown))


@pytest.mark.parametrize("language", LANGUAGES)
def test_given_quotations_in_lists_nine_deep_when_written_then_words_keep_room(
    language: str,
) -> None:
    paragraph, *_ = (block for block in sample_edition(language).body[2:] if isinstance(block, Paragraph))
    nested: EditionBlock = paragraph
    for _ in range(9):
        nested = Quote((ListBlock((ListItem((nested,), "•"),)),))

    assert write_pdf(only(nested, language=language)).startswith(b"%PDF-")

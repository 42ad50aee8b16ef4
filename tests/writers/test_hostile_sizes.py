"""Sizes that no article has end in a file or in an error that says what to do, in every format and script."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

import pytest

from exporter.errors import ExportError, TooWideError
from exporter.model.blocks import Cell, CodeBlock, EditionBlock, Paragraph, Segment, Table
from exporter.model.edition import Edition
from exporter.model.inlines import EditionInline, Span
from exporter.writers.docx import write_docx
from exporter.writers.pdf import write_pdf
from exporter.writers.text import write_text
from tests.editions import PROFILES, sample_edition

Maker: TypeAlias = Callable[[str], EditionBlock]
WRITERS: Final[Mapping[str, Callable[[Edition], bytes]]] = {
    "pdf": write_pdf,
    "docx": write_docx,
    "txt": write_text,
}
WORDS: Final = {"en": "word", "ar": "كلمة", "ru": "слово"}
EMPTY: Final[Cell[EditionInline]] = Cell(None)
MOST_WORDS: Final = 200_000
# Time grows with the number of words in each script alike: one of them tells of the most.
FEWER_WORDS: Final = 20_000
LINE: Final = 7


def paragraph_of_words(language: str) -> EditionBlock:
    many = MOST_WORDS if language == "en" else FEWER_WORDS
    return Paragraph(segment(f"{WORDS[language]} " * many, language))


def word_of_letters(language: str) -> EditionBlock:
    return Paragraph(segment(WORDS[language][0] * 100_000, language))


def line_of_code(language: str) -> EditionBlock:
    return CodeBlock(WORDS[language][0] * 100_000)


def cell_of_pages(language: str) -> EditionBlock:
    tall = Cell(segment(f"{WORDS[language]} " * 5_000, language))
    return Table((EMPTY, EMPTY), ((tall, EMPTY),), ("", ""))


def cell_of_letters(language: str) -> EditionBlock:
    wide = Cell(segment(WORDS[language][0] * 100_000, language))
    return Table((EMPTY, EMPTY), ((wide, EMPTY),), ("", ""))


def many_columns_below_none(language: str) -> EditionBlock:
    row = (Cell(segment(WORDS[language], language)),) * 200
    return Table((EMPTY,) * 200, (row,), ("",) * 200)


def many_columns(language: str) -> EditionBlock:
    row = (Cell(segment(WORDS[language], language)),) * 200
    return Table(row, (row,), ("",) * 200)


BLOCKS: Final = (
    paragraph_of_words,
    word_of_letters,
    line_of_code,
    cell_of_pages,
    cell_of_letters,
    many_columns,
    many_columns_below_none,
)
# A page has an end at its side, Word counts columns, and plain text goes on.
REFUSED: Final[Mapping[str, Collection[Maker]]] = {
    "pdf": {word_of_letters, cell_of_letters, many_columns, many_columns_below_none},
    "docx": {many_columns, many_columns_below_none},
    "txt": (),
}


@pytest.mark.parametrize(
    ("language", "extension"),
    [("en", "pdf"), ("ar", "pdf"), ("ru", "pdf"), ("ar", "docx"), ("ru", "txt")],
)
@pytest.mark.parametrize("block", BLOCKS)
def test_given_a_hostile_size_when_written_then_a_file_or_a_typed_error_results(
    block: Maker, language: str, extension: str
) -> None:
    edition = only(block(language), language)

    if block in REFUSED[extension]:
        error = refusal(edition, extension)
        assert isinstance(error, TooWideError)
        assert (str(error.at), bool(error.hint)) == (f"content/sample/article.md:{LINE}", True)
    else:
        assert has_begun_as(extension, WRITERS[extension](edition))


def refusal(edition: Edition, extension: str) -> ExportError:
    with pytest.raises(ExportError) as raised:
        WRITERS[extension](edition)
    return raised.value


def has_begun_as(extension: str, data: bytes) -> bool:
    begin = {"pdf": b"%PDF-", "docx": b"PK\x03\x04", "txt": b""}[extension]
    return data.startswith(begin) and len(data) > 1_000


def segment(text: str, language: str) -> Segment[EditionInline]:
    return Segment(
        "0123456789", "paragraph", (Span(text, language, PROFILES[language].direction),), line=LINE
    )


def only(block: EditionBlock, language: str) -> Edition:
    sample = replace(sample_edition(language), path="content/sample/article.md")
    return replace(sample, key_facts=(), back=(), details=(), notes=(), body=(block,))

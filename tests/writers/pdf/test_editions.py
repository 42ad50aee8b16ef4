"""Whole editions as PDF: valid, complete, navigable, the same bytes every time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

import exporter
from exporter.errors import MissingGlyphError, TooWideError
from exporter.model.blocks import (
    Cell,
    Chart,
    CodeBlock,
    EditionBlock,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Segment,
    Table,
    ThematicBreak,
)
from exporter.model.edition import Edition, plain_text
from exporter.model.inlines import EditionInline, Span
from exporter.writers.pdf import write_pdf
from tests.checkers import poppler, qpdf, require, verapdf
from tests.editions import PROFILES, sample_edition
from tests.words import missing_words

ROOT = Path(__file__).resolve().parents[3]
ARTICLE = "syria-russia-moscow-2025"
BLOCKS = (Heading, Paragraph, Quote, ListBlock, Table, Figure, Chart, ThematicBreak, CodeBlock)
TAGS = ("en", "ru", "ar", "ar-SY")


def only(edition: Edition, body: tuple[EditionBlock, ...]) -> Edition:
    return replace(edition, key_facts=(), back=(), details=(), notes=(), body=body)


def paragraph(text: str, tag: str = "en") -> Paragraph[EditionInline]:
    span = Span(text, PROFILES[tag].language, PROFILES[tag].direction)
    return Paragraph(Segment("0123456789", "paragraph", (span,), line=7))


def nested(edition: Edition) -> Edition:
    """Return an edition of lists in lists, quotations with lists, and a table in a list."""
    quote, *_ = (block for block in edition.body if isinstance(block, Quote))
    bullets, *_ = (block for block in edition.body if isinstance(block, ListBlock))
    table, *_ = (block for block in edition.body if isinstance(block, Table))
    deep: EditionBlock = bullets
    for _ in range(4):
        deep = ListBlock((ListItem((*bullets.items[0].blocks[:1], deep), "•"),))
    inside = ListBlock((ListItem((table, quote), "•"),))
    return only(edition, (deep, replace(quote, blocks=(*quote.blocks, bullets, table)), inside))


def editions() -> dict[str, Edition]:
    """Return an edition of each block alone, of nested blocks, and of all, in each language."""
    found: dict[str, Edition] = {}
    for tag in TAGS:
        sample = sample_edition(tag, repeat=3)
        found[f"all.{tag}"] = sample
        found[f"nested.{tag}"] = nested(sample)
        for kind in BLOCKS:
            blocks = tuple(block for block in sample.body if isinstance(block, kind))
            notes = sample.notes if kind is Paragraph else ()
            found[f"{kind.__name__}.{tag}"] = replace(only(sample, blocks), notes=notes)
    return found


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Edition, Path]]:
    folder = tmp_path_factory.mktemp("editions")
    project = exporter.load(ROOT)
    all_editions = editions()
    for tag in TAGS:
        all_editions[f"article.{tag}"] = exporter.localize(project, ARTICLE, tag)
    result = {}
    for name, edition in all_editions.items():
        path = folder / f"{name}.pdf"
        path.write_bytes(write_pdf(edition))
        result[name] = (edition, path)
    return result


@pytest.mark.checker
@pytest.mark.parametrize("flavour", verapdf.FLAVOURS)
def test_given_each_block_in_each_language_when_written_then_the_file_conforms(
    written: dict[str, tuple[Edition, Path]], flavour: verapdf.Flavour
) -> None:
    require(verapdf)
    assert verapdf.verapdf([path for _, path in written.values()], flavour) == []


@pytest.mark.checker
def test_given_each_block_in_each_language_when_written_then_the_syntax_is_sound(
    written: dict[str, tuple[Edition, Path]],
) -> None:
    require(qpdf)
    assert {qpdf.qpdf_check(path) for _, path in written.values()} == {""}


@pytest.mark.checker
def test_given_each_block_in_each_language_when_extracted_then_every_word_is_exact(
    written: dict[str, tuple[Edition, Path]],
) -> None:
    require(poppler)
    missing = {
        name: words
        for name, (edition, path) in written.items()
        if (words := missing_words(edition, poppler.pdftotext(path)))
    }
    assert missing == {}


def test_given_the_article_when_written_then_every_heading_is_in_the_outline_and_reachable(
    written: dict[str, tuple[Edition, Path]],
) -> None:
    edition, path = written["article.ar"]
    headings = [plain_text(b.text) for b in (*edition.body, *edition.back) if isinstance(b, Heading)]
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        titles = [entry.title for root in outline.root for entry in (root, *root.children)]
        assert titles == [plain_text(edition.title), *headings]
        assert all(root.destination is not None for root in outline.root)


def test_given_the_article_when_written_then_language_direction_and_title_are_told(
    written: dict[str, tuple[Edition, Path]],
) -> None:
    edition, path = written["article.ar"]
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == "ar"
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"
        assert str(pdf.docinfo["/Title"]) == plain_text(edition.title)
        assert pdf.Root.MarkInfo.Marked


def test_given_a_table_over_several_pages_when_written_then_its_header_repeats_as_an_artifact() -> None:
    sample = sample_edition("en")
    (table,) = (block for block in sample.body if isinstance(block, Table))
    long = replace(table, rows=table.rows * 40)
    with pikepdf.open(io.BytesIO(write_pdf(only(sample, (long,))))) as pdf:
        headers = _count(pdf.Root.StructTreeRoot.K, "/TH")
        assert len(pdf.pages) > 2
        assert headers == len(table.header)


def _count(element: object, tag: str) -> int:
    if isinstance(element, pikepdf.Array):
        return sum(_count(child, tag) for child in element)
    if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
        return 0
    return (str(element.S) == tag) + (_count(element.K, tag) if "/K" in element else 0)


def test_given_another_hash_seed_and_time_zone_when_written_then_the_bytes_are_the_same() -> None:
    code = (
        "import sys; from tests.editions import sample_edition; from exporter.writers.pdf import write_pdf;"
        "sys.stdout.buffer.write(write_pdf(sample_edition('ar')))"
    )
    results = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Damascus"))
    }
    assert len(results) == 1


def test_given_a_letter_without_glyph_when_written_then_the_error_names_letter_and_place() -> None:
    edition = replace(only(sample_edition("en"), (paragraph("a \u16a0 b"),)), path="content/x/article.md")
    with pytest.raises(MissingGlyphError) as caught:
        write_pdf(edition)
    assert "RUNIC LETTER FEHU" in caught.value.problem
    assert "U+16A0" in caught.value.problem
    assert str(caught.value.at) == "content/x/article.md:7"


def test_given_a_word_wider_than_the_page_when_written_then_the_error_names_word_and_place() -> None:
    edition = replace(only(sample_edition("ar"), (paragraph("ب" * 400, "ar"),)), path="content/x/article.md")
    with pytest.raises(TooWideError) as caught:
        write_pdf(edition)
    assert str(caught.value.at) == "content/x/article.md:7"
    assert caught.value.hint


def test_given_a_table_of_200_columns_when_written_then_it_is_refused_with_its_place() -> None:
    cell: Cell[EditionInline] = Cell(Segment("0123456789", "cell", (Span("Word", "en", "ltr"),), line=9))
    table = Table((cell,) * 200, ((cell,) * 200,), ("",) * 200)
    with pytest.raises(TooWideError) as caught:
        write_pdf(replace(only(sample_edition("en"), (table,)), path="content/x/article.md"))
    assert str(caught.value.at) == "content/x/article.md:9"


def test_given_a_cell_of_five_pages_when_written_then_the_row_breaks_across_pages() -> None:
    text = "every accord remains in force " * 700
    cell: Cell[EditionInline] = Cell(Segment("0123456789", "cell", (Span(text.strip(), "en", "ltr"),)))
    head: Cell[EditionInline] = Cell(Segment("0123456780", "header", (Span("Head", "en", "ltr"),)))
    table = Table((head, head), ((cell, cell),), ("", ""))
    with pikepdf.open(io.BytesIO(write_pdf(only(sample_edition("en"), (table,))))) as pdf:
        assert len(pdf.pages) >= 5


def test_given_a_header_of_half_a_page_when_written_then_it_is_not_repeated() -> None:
    text = "every accord remains in force " * 60
    head: Cell[EditionInline] = Cell(Segment("0123456780", "header", (Span(text.strip(), "en", "ltr"),)))
    cell: Cell[EditionInline] = Cell(Segment("0123456789", "cell", (Span("cell", "en", "ltr"),)))
    empty: Cell[EditionInline] = Cell(None)
    table = Table((head,) * 3, ((cell, empty, empty),) * 60, ("",) * 3)
    with pikepdf.open(io.BytesIO(write_pdf(only(sample_edition("en"), (table,))))) as pdf:
        assert len(pdf.pages) == 3


def test_given_a_note_with_a_picture_and_code_when_written_then_both_are_drawn() -> None:
    sample = sample_edition("en")
    figure, *_ = (block for block in sample.body if isinstance(block, Figure))
    code, *_ = (block for block in sample.body if isinstance(block, CodeBlock))
    text, *_ = (block for block in sample.body if isinstance(block, Paragraph))
    first, second = sample.notes
    notes = (replace(first, blocks=(*first.blocks, figure, code)), second)
    plain, rich = (replace(only(sample, (text,)), notes=found) for found in (sample.notes, notes))
    with pikepdf.open(io.BytesIO(write_pdf(rich))) as pdf:
        assert len(pdf.pages[0].get_images()) == 1
        backgrounds = sum(operator == pikepdf.Operator("re") for _, operator in _operators(pdf))
    with pikepdf.open(io.BytesIO(write_pdf(plain))) as pdf:
        assert backgrounds > sum(operator == pikepdf.Operator("re") for _, operator in _operators(pdf))


def _operators(pdf: pikepdf.Pdf) -> list[tuple[object, pikepdf.Operator]]:
    return [
        (instruction.operands, instruction.operator)
        for instruction in pikepdf.parse_content_stream(pdf.pages[0])
        if isinstance(instruction, pikepdf.ContentStreamInstruction)
    ]


@pytest.mark.checker
@pytest.mark.parametrize("rows", range(26, 40))
def test_given_a_table_that_breaks_when_written_then_its_last_row_is_not_alone(
    rows: int, tmp_path: Path
) -> None:
    require(poppler)
    head: Cell[EditionInline] = Cell(Segment("0123456780", "header", (Span("Head", "en", "ltr"),)))
    cell: Cell[EditionInline] = Cell(Segment("0123456789", "cell", (Span("cell", "en", "ltr"),)))
    path = tmp_path / "table.pdf"
    path.write_bytes(write_pdf(only(sample_edition("en"), (Table((head,), ((cell,),) * rows, ("",)),))))
    counts = [page.count("cell") for page in poppler.pdftotext(path).split("\f")]
    assert sum(counts) == rows
    assert 1 not in counts

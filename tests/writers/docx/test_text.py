from __future__ import annotations

from dataclasses import replace

import pytest

from exporter.model.blocks import (
    Chart,
    CodeBlock,
    EditionBlock,
    EditionSegment,
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
from exporter.model.edition import Note
from exporter.model.inlines import EditionInline, NoteReference, Span
from exporter.writers.docx import write_docx
from exporter.writers.docx.draft import bookmark_name
from exporter.writers.docx.segments import segments_of
from tests.checkers.docx_lint import lint_docx
from tests.editions import sample_edition
from tests.writers.docx.expected import said, story_of
from tests.writers.docx.reading import bookmarks, contents, paragraphs, story

TAGS = ["en", "ar", "ar-SY", "ru"]


def segment(*inlines: EditionInline) -> EditionSegment:
    return Segment("x", "paragraph", inlines)


BLOCKS = [Heading, Paragraph, Quote, ListBlock, Table, Figure, Chart, CodeBlock, ThematicBreak]


@pytest.mark.parametrize("tag", TAGS)
def test_every_text_is_there_once_and_in_order(tag: str) -> None:
    edition = sample_edition(tag)

    shown = story(write_docx(edition))

    assert shown == story_of(edition)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("kind", BLOCKS)
def test_a_block_alone_shows_all_of_its_text(kind: type[EditionBlock], tag: str) -> None:
    sample = sample_edition(tag)
    body = tuple(block for block in sample.body if isinstance(block, kind))
    notes = sample.notes if kind is Paragraph else ()
    edition = replace(sample, body=body, back=(), notes=notes)

    data = write_docx(edition)

    assert story(data) == story_of(edition)
    assert lint_docx(data) == []


@pytest.mark.parametrize("tag", TAGS)
def test_every_segment_has_a_bookmark_around_its_text(tag: str) -> None:
    edition = sample_edition(tag)

    found = bookmarks(write_docx(edition))

    assert found == {bookmark_name(segment.id): said(segment) for segment in segments_of(edition)}
    assert len(found) == len(list(segments_of(edition)))


@pytest.mark.parametrize("blocks", BLOCKS)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_block_within_quotations_lists_and_notes_keeps_its_text(
    blocks: type[EditionBlock], tag: str
) -> None:
    sample = sample_edition(tag)
    inner = tuple(block for block in sample.body if isinstance(block, blocks) and block != sample.body[1])
    quoted = Quote(inner)
    listed = ListBlock((ListItem(inner, "1."),), ordered=True)
    for body, notes in (((quoted,), ()), ((listed,), ()), ((sample.body[1],), inner)):
        numbered = (Note(1, "1", notes), Note(2, "2", ())) if notes else ()
        edition = replace(sample, body=body, back=(), notes=numbered)

        data = write_docx(edition)

        assert story(data) == story_of(edition)
        assert [f for f in lint_docx(data) if not f.rule.startswith("a11y-heading")] == []


def test_the_contents_name_every_heading_with_a_page_in_the_digits_of_the_locale() -> None:
    edition = sample_edition("ar-SY", repeat=9)

    lines = contents(write_docx(edition))

    headings = [b for b in (*edition.body, *edition.back) if isinstance(b, Heading)]
    assert [(style, words) for style, words, _ in lines] == [
        (f"TOC{heading.level - 1}", said(heading.text)) for heading in headings
    ]
    pages = [int(page) for _, _, page in lines]
    assert pages == sorted(pages)
    assert pages[-1] > pages[0]
    assert all(set(page) <= set("٠١٢٣٤٥٦٧٨٩") for _, _, page in lines)


def test_an_edition_with_few_headings_has_no_contents() -> None:
    edition = replace(sample_edition("en"), back=())

    data = write_docx(edition)

    assert contents(data) == []
    assert edition.labels.contents not in "".join(text for _, text in paragraphs(data))


def test_a_note_that_only_notes_refer_to_stands_at_the_end() -> None:
    sample = sample_edition("en")
    first, second = sample.notes
    mention = segment(Span("See ", "en", "ltr"), NoteReference(2, "2"))
    notes = (replace(first, blocks=(Paragraph(mention),)), second)
    title = replace(sample.title, inlines=(*sample.title.inlines, NoteReference(1, "1")))

    data = write_docx(replace(sample, title=title, body=(), back=(), notes=notes))

    texts = [text for _, text in paragraphs(data)]
    assert texts[-3:-1] == ["Notes", "2"]
    assert texts[-1:] == [said(block.text) for block in second.blocks if isinstance(block, Paragraph)]
    assert lint_docx(data) == []


def test_controls_and_other_letters_that_xml_cannot_hold_are_replaced() -> None:
    sample = sample_edition("en")
    text = Segment("x", "paragraph", (Span("a\x00b\ud800c\ufffed<&>\"'", "en", "ltr"),))
    edition = replace(
        sample, title=text, authors=("\x01",), body=(Paragraph(text), CodeBlock("\x02&<")), back=()
    )

    data = write_docx(edition)

    shown = [text for _, text in paragraphs(data)]
    assert "a\ufffdb\ufffdc\ufffdd<&>\"'" in shown
    assert "\ufffd&<" in shown
    assert lint_docx(data) == []


def test_tabs_line_ends_and_soft_hyphens_are_elements() -> None:
    text = segment(Span("a\tb\nc\r\nd\u2028e\u00adf", "en", "ltr"))
    edition = replace(sample_edition("en"), body=(Paragraph(text),), back=(), notes=())

    data = write_docx(edition)

    assert "a\tb\nc\nd\ne\u00adf" in [text for _, text in paragraphs(data)]
    assert lint_docx(data) == []

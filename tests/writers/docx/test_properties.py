"""What must hold for every edition, whatever its texts."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import FileFormat, OpenXmlValidator

from exporter.model.blocks import (
    Cell,
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
from exporter.model.edition import Edition, Note, plain_text
from exporter.model.inlines import Direction, EditionInline, LineBreak, NoteReference, Span
from exporter.model.locale import LocaleProfile
from exporter.writers.docx import write_docx
from exporter.writers.docx.draft import bookmark_name
from exporter.writers.docx.segments import segments_of
from tests.checkers.docx_lint import lint_docx
from tests.editions import PROFILES, sample_edition
from tests.writers.docx.expected import story_of
from tests.writers.docx.reading import bookmarks, story

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LETTERS = {"ltr": "abc дж 東é́ .,(—)<&>\"' 12-3\u00ad\t", "rtl": "سلام عليكم، «١٢» (2011-2024).ً <&"}
# Of a document with random texts, rules about its sense cannot hold.
SENSELESS = ("a11y-", "run-direction", "run-font-hint")


def spans(direction: Direction) -> st.SearchStrategy[EditionInline]:
    return st.builds(
        Span,
        st.text(LETTERS[direction], min_size=1, max_size=40),
        st.sampled_from(["en", "ar", "ru", "fr"]),
        st.just(direction),
        bold=st.booleans(),
        italic=st.booleans(),
        code=st.booleans(),
        href=st.sampled_from(["", "", "https://a.test/x?b=1&c=2", "mailto:a@b.test", "https://ä.test/ x"]),
        isolate=st.integers(0, 2),
    )


breaks: st.SearchStrategy[EditionInline] = st.just(LineBreak())
notes: st.SearchStrategy[EditionInline] = st.builds(
    NoteReference, st.integers(1, 4), st.sampled_from(["1", "٢", "*"])
)
inlines = st.lists(spans("ltr") | spans("rtl") | breaks | notes, min_size=1, max_size=5).map(tuple)
segments: st.SearchStrategy[EditionSegment] = inlines.map(
    lambda found: Segment("?", "paragraph", (Span("x", "en", "ltr"), *found))
)


def code(text: str) -> EditionBlock:
    return CodeBlock(text)


def tables(columns: int) -> st.SearchStrategy[EditionBlock]:
    row = st.tuples(*[st.builds(Cell, st.none() | segments)] * columns)
    return st.builds(
        Table,
        row,
        st.lists(row, max_size=3).map(tuple),
        st.tuples(*[st.sampled_from(["", "start", "center", "end"])] * columns),
        st.none() | segments,
        st.sampled_from(["", "Table 1"]),
    )


leaves: st.SearchStrategy[EditionBlock] = st.one_of(
    st.builds(Paragraph, segments),
    st.builds(Heading, st.integers(2, 6), segments),
    st.builds(Figure, st.just("map.png"), segments, st.none() | segments, st.sampled_from(["", "F 1"])),
    st.text(LETTERS["ltr"] + LETTERS["rtl"] + "\n", min_size=1, max_size=40).map(code),
    st.just(ThematicBreak()),
    st.integers(1, 4).flatmap(tables),
)


def nested(inner: st.SearchStrategy[EditionBlock]) -> st.SearchStrategy[EditionBlock]:
    some = st.lists(inner, max_size=3).map(tuple)
    item = st.builds(ListItem, some, st.sampled_from(["•", "1.", "2.", "10.", "٣.", "", "(a)"]))
    return st.builds(Quote, some, st.none() | segments) | st.builds(
        ListBlock, st.lists(item, min_size=1, max_size=3).map(tuple), st.booleans(), tight=st.booleans()
    )


blocks = st.lists(st.recursive(leaves, nested, max_leaves=8), max_size=4).map(tuple)


@st.composite
def editions(draw: st.DrawFn) -> Edition:
    sample = sample_edition(draw(st.sampled_from(sorted(PROFILES))))
    texts = tuple(Note(n, str(n), draw(blocks)) for n in range(1, draw(st.integers(1, 4))))
    # Every note has a reference: a note without one shows its mark as a paragraph of its own.
    referring = (*sample.title.inlines, *(NoteReference(note.number, note.mark) for note in texts))
    title = replace(sample.title, inlines=referring)
    edition = replace(sample, title=title, body=draw(blocks), back=draw(blocks), notes=texts)
    with_ids: Edition = numbered(edition, count())
    return with_ids


def numbered(value: Any, numbers: Iterator[int]) -> Any:
    """Give every segment an id of its own."""
    if isinstance(value, Segment):
        return replace(value, id=f"{next(numbers):010x}")
    if isinstance(value, tuple):
        return tuple(numbered(part, numbers) for part in value)
    if isinstance(value, LocaleProfile) or not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {field.name: numbered(getattr(value, field.name), numbers) for field in fields(value)}
    return replace(value, **parts)


@given(editions())
@settings(max_examples=40, deadline=None)
def test_no_edition_loses_text_or_makes_a_file_that_word_would_repair(edition: Edition) -> None:
    data = write_docx(edition)

    assert [text.strip() for text in story(data) if text.strip()] == [
        text.strip() for text in story_of(edition) if text.strip()
    ]
    shown = {name: text.replace("\n", " ") for name, text in bookmarks(data).items()}
    assert shown == {bookmark_name(s.id): plain_text(s) for s in segments_of(edition)}
    findings = lint_docx(data)
    assert [finding for finding in findings if not finding.rule.startswith(SENSELESS)] == []


@given(editions())
@settings(max_examples=6, deadline=None)
def test_every_edition_follows_the_schema(tmp_path_factory: Any, edition: Edition) -> None:
    file: Path = tmp_path_factory.mktemp("docx") / "random.docx"
    file.write_bytes(write_docx(edition))

    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(file))

    assert [str(error) for error in result.errors] == []

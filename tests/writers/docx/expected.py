"""An edition to the paragraphs that its Word file must show, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exporter.model.blocks import (
    Chart,
    CodeBlock,
    EditionBlock,
    EditionSegment,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
)
from exporter.model.charts import chart_table
from exporter.model.edition import Edition, Labels, plain_text
from exporter.model.inlines import EditionInline, LineBreak, Span


def said(segment: EditionSegment) -> str:
    """Return a segment's words with its line breaks."""
    return "".join(map(_said, segment.inlines))


def _said(inline: EditionInline) -> str:
    if isinstance(inline, Span):
        return inline.text
    return "\n" if isinstance(inline, LineBreak) else ""


def story_of(edition: Edition) -> list[str]:
    """Return the paragraphs that hold text; those of the notes come last."""
    labels = edition.labels
    front = [
        said(edition.title),
        *(f"{detail.label}{labels.colon}{said(detail.value)}" for detail in edition.details),
        said(edition.summary),
        *([labels.key_facts] if edition.key_facts else []),
        *map(said, edition.key_facts),
    ]
    blocks = [*edition.body, *edition.back, *(block for note in edition.notes for block in note.blocks)]
    shown = [*front, *_texts(blocks, labels)]
    return [text.strip(" ") for text in shown if text.strip(" ")]


def _texts(blocks: Iterable[EditionBlock], labels: Labels) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                yield said(text)
            case Quote(blocks=inner, attribution=attribution):
                yield from _texts(inner, labels)
                yield labels.attribution + said(attribution) if attribution else ""
            case ListBlock(items=items):
                for item in items:
                    yield from _texts(item.blocks, labels)
            case Table(header=header, rows=rows):
                yield _caption(block, labels)
                yield from (said(c.text) for row in (header, *rows) for c in row if c.text)
            case Figure(alt=alt, credit=credit):
                yield plain_text(alt)
                yield _caption(block, labels)
                yield said(credit) if credit else ""
            case Chart(credit=credit):
                yield from _texts([chart_table(block)], labels)
                yield said(credit) if credit else ""
            case CodeBlock(text=text):
                yield text
            case ThematicBreak():
                pass


def _caption(block: Table[EditionInline] | Figure[EditionInline], labels: Labels) -> str:
    if block.caption is None:
        return block.label
    return (f"{block.label}{labels.label_end}" if block.label else "") + said(block.caption)

"""Editions and packs to their segments, in the order in which a reader meets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from exporter.model.blocks import (
    Chart,
    CodeBlock,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
)
from exporter.model.charts import chart_segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exporter.model.blocks import EditionBlock, EditionSegment
    from exporter.model.edition import Edition
    from exporter.model.inlines import EditionInline
    from exporter.model.pack import Pack


def segments_of(edition: Edition) -> Iterator[EditionSegment]:
    """Yield all segments; those of the notes come last."""
    yield from main_segments(edition)
    for note in edition.notes:
        yield from block_segments(note.blocks)


def main_segments(edition: Edition) -> Iterator[EditionSegment]:
    """Yield the segments outside of notes."""
    yield edition.title
    for detail in edition.details:
        yield detail.value
    yield edition.summary
    yield from edition.key_facts
    yield from block_segments(edition.body)
    yield from block_segments(edition.back)


def pack_segments(pack: Pack) -> Iterator[EditionSegment]:
    """Yield the segments of a pack that stand outside of its editions."""
    yield from (pack.title, pack.subtitle)
    yield from (detail.value for detail in pack.details)
    yield from pack.about
    yield from (part.title for part in pack.parts if part.title)
    if pack.glossary:
        yield from _table_segments(pack.glossary)
    known = {cell.text.id for row in pack.glossary.rows for cell in row if cell.text} if pack.glossary else ()
    yield from (entry.name for entry in pack.index if entry.name.id not in known)


def block_segments(blocks: Iterable[EditionBlock]) -> Iterator[EditionSegment]:
    """Yield the segments of blocks."""
    for block in blocks:
        yield from _segments(block)


def _segments(block: EditionBlock) -> Iterator[EditionSegment]:
    match block:
        case Heading(text=text) | Paragraph(text=text):
            yield text
        case Quote(blocks=blocks, attribution=attribution):
            yield from block_segments(blocks)
            yield from filter(None, [attribution])
        case ListBlock(items=items):
            for item in items:
                yield from block_segments(item.blocks)
        case Table():
            yield from _table_segments(block)
        case Figure(alt=alt, caption=caption, credit=credit):
            yield from filter(None, [alt, caption, credit])
        case Chart():
            yield from chart_segments(block)
        case CodeBlock() | ThematicBreak():
            return
        case _:
            assert_never(block)


def _table_segments(table: Table[EditionInline]) -> Iterator[EditionSegment]:
    yield from filter(None, [table.caption])
    for row in (table.header, *table.rows):
        yield from (cell.text for cell in row if cell.text)

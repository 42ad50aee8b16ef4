"""Blocks to lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, assert_never

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
from exporter.model.charts import chart_table
from exporter.writers.text.column import Column, hang, stack
from exporter.writers.text.marked import ISOLATES, LRM, PDI, MarkedText, has_strong_against
from exporter.writers.text.tables import write_table
from exporter.writers.text.width import display_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.model.blocks import EditionBlock, EditionSegment
    from exporter.model.inlines import Direction, EditionInline

UNDERLINES: Final = "=-~."  # by level from 1, the last one for all deeper levels
INDENT: Final = 4
NESTED_INDENT: Final = 2
BREAK: Final = "* * *"


def write_blocks(blocks: Sequence[EditionBlock], column: Column, *, gap: bool = True) -> list[str]:
    """Return the lines of blocks, with blank lines between if there is a gap."""
    return stack([_write_block(block, column) for block in blocks], gap=gap)


def write_heading(text: EditionSegment, level: int, column: Column, *, before: str = "") -> list[str]:
    """Return a heading's lines, underlined by its level; ``before`` is its number."""
    return underline(column.wrap_segment(text, before=before), level)


def underline(lines: Sequence[str], level: int) -> list[str]:
    """Underline lines as wide as the widest of them."""
    sign = UNDERLINES[min(level, len(UNDERLINES)) - 1]
    return [*lines, sign * max(map(display_width, lines))]


def write_item(
    blocks: Sequence[EditionBlock], column: Column, cells: int, marker: str, *, gap: bool = False
) -> list[str]:
    """Return blocks with a marker that hangs in their indent."""
    return hang(write_blocks(blocks, column.narrowed(cells), gap=gap), cells, marker)


def _write_block(block: EditionBlock, column: Column) -> list[str]:
    match block:
        case Heading(level=level, text=text):
            return write_heading(text, level, column)
        case Paragraph(text=text):
            return column.wrap_segment(text)
        case Quote():
            return _write_quote(block, column)
        case ListBlock():
            return _write_list(block, column)
        case Table():
            return write_table(block, column)
        case Figure():
            return _write_figure(block, column)
        case Chart():
            lines = write_table(chart_table(block), column)
            return [*lines, "", *column.wrap_segment(block.credit)] if block.credit else lines
        case CodeBlock(text=text):
            return hang([_show_code(line.rstrip(), column.direction) for line in text.splitlines()], INDENT)
        case ThematicBreak():
            return [BREAK]
        case _:
            assert_never(block)


def _write_quote(quote: Quote[EditionInline], column: Column) -> list[str]:
    """Set a quotation off by indents: "> " would make mail software take it for an earlier mail."""
    cells, end = (NESTED_INDENT, 0) if column.quoted else (INDENT, INDENT)
    inner = replace(column.narrowed(cells + end), quoted=True)
    lines = write_blocks(quote.blocks, inner)
    if quote.attribution:
        lines += inner.wrap_segment(quote.attribution, before=column.labels.attribution)
    return hang(lines, cells)


def _write_list(block: ListBlock[EditionInline], column: Column) -> list[str]:
    cells = max((display_width(item.marker) for item in block.items), default=0) + 1
    gap = not block.tight
    items = [write_item(item.blocks, column, cells, item.marker, gap=gap) for item in block.items]
    return stack(items, gap=gap)


def _write_figure(figure: Figure[EditionInline], column: Column) -> list[str]:
    """Write ``[Figure 1. Caption]`` and below it what the picture shows; without them that alone."""
    label = figure.label and f"[{figure.label}"
    credit = column.wrap_segment(figure.credit) if figure.credit else []
    if figure.caption:
        head = f"{label}{column.labels.label_end}" if label else "["
        lines = column.wrap_segment(figure.caption, before=head, after="]")
    elif label:
        lines = column.wrap([MarkedText(f"{label}]")])
    else:
        return [*column.wrap_segment(figure.alt, before="[", after="]"), *credit]
    return [*lines, *hang(column.narrowed(INDENT).wrap_segment(figure.alt), INDENT), *credit]


def _show_code(line: str, direction: Direction) -> str:
    """Keep code from left to right: as it is where that is sure, isolated where it is not."""
    if not line or (direction == "ltr" and not has_strong_against(line, "ltr")):
        return line
    return f"{LRM}{ISOLATES['ltr']}{line}{PDI}"

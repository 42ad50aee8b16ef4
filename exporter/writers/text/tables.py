"""Tables to lines: drawn with light rules where they fit, folded into records where they do not."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final, TypeAlias

from exporter.writers.text.column import enclose, hang, stack
from exporter.writers.text.marked import join_marked
from exporter.writers.text.width import display_width
from exporter.writers.text.wrap import least_width, natural_width, wrap_marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.model.blocks import Alignment, Cell, Table
    from exporter.model.inlines import EditionInline
    from exporter.writers.text.column import Column
    from exporter.writers.text.marked import MarkedText

GAP: Final = "  "
CONTINUED: Final = 2
MOST_LINES: Final = 4  # a row of more lines is harder to follow than a record

Parts: TypeAlias = list["MarkedText"]


def write_table(table: Table[EditionInline], column: Column) -> list[str]:
    """Return a table's caption and its rows, the first column nearest to where lines start."""
    caption = _write_caption(table, column)
    header, *body = [[_mark_cell(cell, column) for cell in row] for row in (table.header, *table.rows)]
    rows = [header, *filter(any, body)]  # an empty row says nothing
    if not any(map(any, rows)):
        return caption
    return stack([caption, _draw(rows, table.alignments, column) or _fold(rows, column)])


def _write_caption(table: Table[EditionInline], column: Column) -> list[str]:
    if not table.caption:
        return [table.label] if table.label else []
    label = table.label and table.label + column.labels.label_end
    return column.wrap_segment(table.caption, before=label)


def _mark_cell(cell: Cell[EditionInline], column: Column) -> Parts:
    return column.mark(cell.text) if cell.text else []


# --- drawn -----------------------------------------------------------------------


def _draw(rows: Sequence[Sequence[Parts]], alignments: Sequence[Alignment], column: Column) -> list[str]:
    """Draw rows in columns; nothing if they do not fit."""
    widths = _fit_columns(rows, column)
    if not widths:
        return []
    drawn = [
        [wrap_marked(cell, width, column.language) for cell, width in zip(row, widths, strict=True)]
        for row in rows
    ]
    heights = [max(map(len, row), default=0) for row in drawn]
    if max(heights) > MOST_LINES:
        return []
    blank = [""] if max(heights[1:], default=1) > 1 else []  # rows of several lines need air
    rule = GAP.join("-" * width for width in widths)
    body = [[*_draw_row(row, widths, alignments), *blank] for row in drawn[1:]]
    lines = [line for row in body for line in row]
    return [*_draw_row(drawn[0], widths, alignments), rule, *(lines[:-1] if blank else lines), rule]


def _fit_columns(rows: Sequence[Sequence[Parts]], column: Column) -> list[int]:
    """Return the columns' widths: natural, or squeezed down to the longest words; none if that fails."""
    columns = list(zip(*rows, strict=True))
    natural = [max(1, *map(natural_width, cells)) for cells in columns]
    room = column.width - len(GAP) * (len(columns) - 1)
    if sum(natural) <= room:
        return natural
    if len(columns) > room:
        return []
    least = [max(1, *(least_width(cell, column.language) for cell in cells)) for cells in columns]
    return _squeeze(natural, least, room) if sum(least) <= room else []


def _squeeze(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Leave narrow columns as they are, and let the wide ones share what remains."""
    widths = list(least)
    spare = room - sum(least)
    order = sorted(range(len(least)), key=lambda index: natural[index] - least[index])
    for rank, index in enumerate(order):
        share = min(natural[index] - least[index], spare // (len(order) - rank))
        widths[index] += share
        spare -= share
    return widths


def _draw_row(
    cells: Sequence[list[str]], widths: Sequence[int], alignments: Sequence[Alignment]
) -> list[str]:
    return [
        GAP.join(map(_pad, line, widths, alignments)).rstrip() for line in zip_longest(*cells, fillvalue="")
    ]


def _pad(text: str, width: int, alignment: Alignment) -> str:
    space = width - display_width(text)
    match alignment:
        case "" | "start":
            return text + " " * space
        case "center":
            return " " * (space // 2) + text + " " * (space - space // 2)
        case "end":
            return " " * space + text


# --- folded ----------------------------------------------------------------------


def _fold(rows: Sequence[Sequence[Parts]], column: Column) -> list[str]:
    """Write each row as a record of ``header: value`` lines; a table without rows as its headers."""
    header, *body = rows
    if not body:
        return [line for name in header for line in column.wrap(name)]
    return stack([_write_record(header, row, column) for row in body])


def _write_record(header: Sequence[Parts], row: Sequence[Parts], column: Column) -> list[str]:
    """Write a line or more for each column; lines that go on are indented."""
    inner = column.narrowed(CONTINUED)
    fields = [inner.wrap(_label(*pair, column.labels.colon)) for pair in zip(header, row, strict=True)]
    return [line for lines in fields for line in [*lines[:1], *hang(lines[1:], CONTINUED)]]


def _label(name: Parts, value: Parts, colon: str) -> Parts:
    if not name or not value:
        return enclose(name, after=colon.rstrip()) if name else value
    *heads, head = enclose(name, after=colon)
    return [*heads, join_marked(head, value[0]), *value[1:]]

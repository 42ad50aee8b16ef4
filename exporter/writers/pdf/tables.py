"""Tables of an edition to strips: a row is a strip for each line of its tallest cell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from exporter.errors import TooWideError
from exporter.model.inlines import Span
from exporter.typesetting.flow import Placed, PlacedFill, PlacedLine, PlacedRule, Strip
from exporter.typesetting.tables import column_widths, tight_widths
from exporter.writers.pdf.captions import compose_caption
from exporter.writers.pdf.compositor import kept, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from exporter.model.blocks import Alignment, Cell, EditionSegment, Table
    from exporter.model.inlines import Direction, EditionInline
    from exporter.typesetting.lines import Align, Line
    from exporter.typesetting.paragraph import ShapedParagraph
    from exporter.writers.pdf.compositor import Area, Compositor
    from exporter.writers.pdf.structure import StructureElement
    from exporter.writers.pdf.theme import TextSpec
    from exporter.writers.pdf.theme_settings import Palette

PADDING = 5.0  # beside a cell's text
ROOM = 3.5  # above and below it
TALLEST_REPEATED = 0.3  # of the column; a taller header is shown once
SMALLER = (1.0, 0.9, 0.8, 0.72)  # of the type size; beyond that nobody reads it
SPLITTABLE = 8  # rows of more lines may break across pages
PARTED = 4  # lines with a divided word in any cell that stay with the line below them
NAME_SHARE = 0.22  # of the width for a column of names, if they need it
ARABIC_SIZE = 1.2  # of that of the letters beside it, which are taller


@dataclass(frozen=True, slots=True)
class _Column:
    """Know a column's physical left edge, width and alignment."""

    x: float
    width: float
    align: Align


@dataclass(frozen=True, slots=True)
class _ShapedCell:
    """Hold a cell's shaped text, or ``None`` where it is empty."""

    shaped: ShapedParagraph | None
    element: StructureElement
    line: int


def compose_table(
    table: Table[EditionInline],
    c: Compositor,
    area: Area,
    parent: StructureElement,
    *,
    native: bool = False,
) -> list[Strip]:
    """Set a table over the area's whole width, its header repeated on each page.

    Args:
        table: To set.
        c: Of the edition.
        area: Receives the table.
        parent: Receives its element.
        native: Whether cells in another direction are set in it, as columns of names in other languages
            are; such columns stay as wide as their names as far as there is room.
    """
    element = parent.add("Table")
    caption = kept(compose_caption(table, c, area, element))
    head_spec, spec = _fitting_specs(table, c, area)
    # A head without a body breaks PDF/UA-1; a table of the header alone has neither.
    head_element = element.add("THead") if table.rows else element
    head = _shape_row(table.header, c, head_element, head_spec, header=True, native=native)
    body_element = element.add("TBody") if table.rows else element
    body = [_shape_row(row, c, body_element, spec, header=False, native=native) for row in table.rows]
    least = NAME_SHARE * area.width if native else 0.0
    columns = _columns([head, *body], table.alignments, c, area, least)
    header = kept(_compose_row(head, columns, c, area, head_spec, header=True))
    strips = spaced(header, 5.0) if caption else header
    small = sum(strip.height for strip in header) <= TALLEST_REPEATED * c.theme.page.column_height
    repeated = tuple(header) if small else ()
    for left, cells in zip(range(len(body), 0, -1), body, strict=True):
        row = _compose_row(cells, columns, c, area, spec, header=False)
        if left in {2, len(body)} and left > 1:  # neither the first row nor the last stands alone
            row = kept(row)
        strips += [strip._replace(header=repeated) for strip in row]
    return [*caption, *strips]


def _fitting_specs(table: Table[EditionInline], c: Compositor, area: Area) -> tuple[TextSpec, TextSpec]:
    """Return how to set header and rows: words whole if they fit, else divided, else also smaller."""
    specs = c.theme.table_header, c.theme.table
    if _fits(table, *specs, c, area):
        return specs
    for scale in SMALLER:
        specs = _divided(c.theme.table_header, scale), _divided(c.theme.table, scale)
        if _fits(table, *specs, c, area):
            break
    return specs


def _divided(spec: TextSpec, scale: float) -> TextSpec:
    return replace(spec, size=spec.size * scale, leading=spec.leading * scale, hyphenate=True)


def _fits(
    table: Table[EditionInline], head_spec: TextSpec, spec: TextSpec, c: Compositor, area: Area
) -> bool:
    """Tell whether every column can be as wide as the widest part of a word in it."""
    widths = [2 * PADDING] * len(table.header)
    for row in (table.header, *table.rows):
        row_spec = head_spec if row is table.header else spec
        for number, cell in enumerate(row):
            if cell.text is not None:
                shaped = c.shape_unseen(cell.text, row_spec)
                widths[number] = max(widths[number], shaped.min_width + 2 * PADDING)
    return sum(widths) <= area.width


def _shape_row(
    cells: Sequence[Cell[EditionInline]],
    c: Compositor,
    parent: StructureElement,
    spec: TextSpec,
    *,
    header: bool,
    native: bool,
) -> list[_ShapedCell]:
    row = parent.add("TR")
    return [_shape_cell(cell, c, row, spec, header=header, native=native) for cell in cells]


def _shape_cell(
    cell: Cell[EditionInline],
    c: Compositor,
    row: StructureElement,
    spec: TextSpec,
    *,
    header: bool,
    native: bool,
) -> _ShapedCell:
    element = row.add("TH", attributes="/O/Table/Scope/Column") if header else row.add("TD")
    if cell.text is None:
        return _ShapedCell(None, element, 0)
    direction = _own_direction(cell.text) if native else None
    paragraph = element.add("P", rtl=None if direction is None else direction == "rtl")
    if direction == "rtl" and not c.rtl:
        spec = replace(spec, size=spec.size * ARABIC_SIZE)
    shaped = c.shape_segment(cell.text, spec, paragraph, direction=direction)
    return _ShapedCell(shaped, paragraph, cell.text.line)


def _own_direction(text: EditionSegment) -> Direction | None:
    """Return the direction of all pieces of a text, or nothing if they differ."""
    directions = {inline.direction for inline in text.inlines if isinstance(inline, Span)}
    return directions.pop() if len(directions) == 1 else None


def _columns(
    rows: Sequence[Sequence[_ShapedCell]],
    alignments: Sequence[Alignment],
    c: Compositor,
    area: Area,
    least: float,
) -> list[_Column]:
    narrowest = [_widest(column, _min_width) for column in zip(*rows, strict=True)]
    natural = [_widest(column, _natural_width) for column in zip(*rows, strict=True)]
    wanted = [max(narrow, min(wide, least)) for narrow, wide in zip(narrowest, natural, strict=True)]
    if sum(narrowest) > area.width:
        smallest = [_widest(column, _least_width) for column in zip(*rows, strict=True)]
        widths = tight_widths(smallest, narrowest, area.width)
        if min(widths) <= 3 * PADDING and sum(smallest) > area.width:
            raise c.placed(_too_many(len(widths)), _first_line(rows))
    else:
        widths = column_widths(wanted if sum(wanted) <= area.width else narrowest, natural, area.width)
    columns: list[_Column] = []
    offset = 0.0
    for width, alignment in zip(widths, alignments, strict=True):
        columns.append(_Column(c.start_x(area, width, offset), width, alignment or "start"))
        offset += width
    return columns


def _too_many(columns: int) -> TooWideError:
    return TooWideError(
        f"a table of {columns} columns is wider than the page",
        hint="divide it into several tables, or turn it round",
    )


def _first_line(rows: Sequence[Sequence[_ShapedCell]]) -> int:
    return next((cell.line for row in rows for cell in row if cell.line), 0)


def _widest(column: Sequence[_ShapedCell], width_of: Callable[[ShapedParagraph], float]) -> float:
    return max((width_of(cell.shaped) for cell in column if cell.shaped), default=0.0) + 2 * PADDING


_least_width = attrgetter("least_width")
_min_width = attrgetter("min_width")
_natural_width = attrgetter("natural_width")


def _compose_row(
    cells: Sequence[_ShapedCell],
    columns: Sequence[_Column],
    c: Compositor,
    area: Area,
    spec: TextSpec,
    *,
    header: bool,
) -> list[Strip]:
    filled = [_fill_cell(cell, column, c) for cell, column in zip(cells, columns, strict=True)]
    count = max(1, *map(len, filled))
    ends = _page_ends(filled, count)
    baseline = c.baseline(spec)
    strips: list[Strip] = []
    for index in range(count):
        first, last = index == 0, index == count - 1
        room = ROOM if first else 0.0
        height = spec.leading + room + (ROOM if last else 0.0)
        lines = [(lines[index], n) for n, lines in enumerate(filled) if index < len(lines)]
        content: list[Placed] = [
            PlacedLine(line, columns[n].x + PADDING, baseline + room, cells[n].element) for line, n in lines
        ]
        content += _rules(c.theme.palette, area, height, header=header, first=first, last=last)
        notes = tuple(number for line, _ in lines for number in c.notes_in(line))
        strips.append(Strip(height, tuple(content), 0.0, ends[index], notes, area.frames))
    return strips


def _page_ends(cells: Sequence[Sequence[Line]], count: int) -> list[bool]:
    """Tell after which lines of a row a page may end: within a tall one, between words if it can be."""
    ends = [False] * (count - 1) + [True]
    waited = 0
    for index in range(1, count - 2) if count > SPLITTABLE else ():
        parted = any(lines[index].hyphenated for lines in cells if index < len(lines))
        if parted and waited < PARTED:
            waited += 1
        else:
            ends[index], waited = True, 0
    return ends


def _fill_cell(cell: _ShapedCell, column: _Column, c: Compositor) -> list[Line]:
    if cell.shaped is None:
        return []
    return c.fill(cell.shaped, column.width - 2 * PADDING, column.align, line=cell.line)


def _rules(
    palette: Palette, area: Area, height: float, *, header: bool, first: bool, last: bool
) -> list[Placed]:
    found: list[Placed] = []
    if header:
        found.append(PlacedFill(area.x, area.width, palette.tint))
    if header and first:
        found.append(PlacedRule(area.x, 0.0, area.width, 0.9, palette.accent))
    if last:
        color = palette.accent if header else palette.hairline
        found.append(PlacedRule(area.x, height, area.width, 0.5, color))
    return found

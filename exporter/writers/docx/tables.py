"""Tables to table elements: widths by content, header row repeated, mirrored from right to left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporter.errors import SourceLocation, TooWideError
from exporter.model.edition import plain_text
from exporter.writers.docx.elements import add, add_paragraph, prop
from exporter.writers.docx.runs import add_segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from exporter.model.blocks import Alignment, Cell, Table
    from exporter.model.inlines import EditionInline
    from exporter.writers.docx.draft import Draft
    from exporter.writers.docx.elements import Property

MOST_COLUMNS: Final = 63  # Word's limit
LETTER: Final = 105  # twips; what a letter of table text takes
CELL_MARGINS: Final = 220
LONGEST_COUNTED: Final = 60  # letters; a longer cell wraps anyway
# Word reads right as end in right-to-left paragraphs, and so does LibreOffice.
_JUSTIFICATIONS: Final[dict[Alignment, tuple[Property, ...]]] = {
    "": (),
    "start": (),
    "center": (prop("w:jc", val="center"),),
    "end": (prop("w:jc", val="right"),),
}


def add_table(parent: _Element, table: Table[EditionInline], indent: int, width: int, draft: Draft) -> None:
    """Add a table, and a thin paragraph after it.

    Word joins tables that touch, and wants a paragraph after the last one of a cell, note or document.

    Raises:
        TooWideError: It has more columns than Word allows.
    """
    columns = len(table.header)
    if columns > MOST_COLUMNS:
        line = next((cell.text.line for cell in table.header if cell.text), 0)
        raise TooWideError(
            f"a table has {columns} columns, Word allows {MOST_COLUMNS}",
            at=SourceLocation(draft.edition.path, line),
            hint="split the table",
        )
    if columns:
        element = add(parent, "w:tbl")
        widths = column_widths(table, width)
        _add_properties(element, table, indent, sum(widths), draft)
        grid = add(element, "w:tblGrid")
        for twips in widths:
            add(grid, "w:gridCol", w=twips)
        _add_row(element, table.header, table, widths, draft, header=True)
        for row in table.rows:
            _add_row(element, row, table, widths, draft, header=False)
    add_paragraph(parent, "TableEnd")


def column_widths(table: Table[EditionInline], width: int) -> list[int]:
    """Share a width among columns: each gets its longest word, the rest goes by length of text."""
    columns = list(zip(table.header, *table.rows, strict=True))
    texts = [[plain_text(cell.text) for cell in column if cell.text] for column in columns]
    words = [max((len(word) for text in column for word in text.split()), default=1) for column in texts]
    lengths = [max((min(len(text), LONGEST_COUNTED) for text in column), default=1) for column in texts]
    least = [word * LETTER + CELL_MARGINS for word in words]
    wanted = [max(length * LETTER + CELL_MARGINS, low) for length, low in zip(lengths, least, strict=True)]
    if sum(least) >= width:
        least = [0] * len(least)  # no room to respect words: share by what is wanted
    spare = width - sum(least)
    needs = [want - low for want, low in zip(wanted, least, strict=True)]
    total = sum(needs) or len(needs)
    shares = [
        low + spare * (need if sum(needs) else 1) // total for low, need in zip(least, needs, strict=True)
    ]
    shares[-1] += width - sum(shares)
    return shares


def _add_properties(
    element: _Element, table: Table[EditionInline], indent: int, width: int, draft: Draft
) -> None:
    properties = add(element, "w:tblPr")
    add(properties, "w:tblStyle", val="HairlineTable")
    if draft.look.rtl:
        add(properties, "w:bidiVisual")
    add(properties, "w:tblW", w=width, type="dxa")
    if indent:
        add(properties, "w:tblInd", w=indent, type="dxa")
    add(properties, "w:tblLayout", type="fixed")
    add(properties, "w:tblLook", val="0420", firstRow=1, noVBand=1)
    title = table.label or (plain_text(table.caption) if table.caption else "")
    if title:
        add(properties, "w:tblCaption", val=title)


def _add_row(
    element: _Element,
    cells: Sequence[Cell[EditionInline]],
    table: Table[EditionInline],
    widths: Sequence[int],
    draft: Draft,
    *,
    header: bool,
) -> None:
    row = add(element, "w:tr")
    properties = add(row, "w:trPr")
    add(properties, "w:cantSplit")
    if header:
        add(properties, "w:tblHeader")
    style = "TableHeading" if header else "TableText"
    for cell, alignment, width in zip(cells, table.alignments, widths, strict=True):
        tc = add(row, "w:tc")
        add(add(tc, "w:tcPr"), "w:tcW", w=width, type="dxa")
        paragraph = add_paragraph(tc, style, _JUSTIFICATIONS[alignment])
        if cell.text:
            add_segment(paragraph, cell.text, draft)

"""Tables to WordprocessingML: widths by content, header row repeated, mirrored from right to left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporter.errors import SourceLocation, TooWideError
from exporter.model.edition import plain_text
from exporter.model.inlines import Span
from exporter.writers.docx.markup import attribute
from exporter.writers.docx.runs import write_segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.model.blocks import Alignment, Cell, EditionSegment, Table
    from exporter.model.inlines import EditionInline
    from exporter.writers.docx.draft import Draft

MOST_COLUMNS: Final = 63  # Word's limit
LETTER: Final = 100  # twips; what a letter of table text takes
BOLD_LETTER: Final = 120  # and one of its header
CELL_MARGINS: Final = 220
LONGEST_COUNTED: Final = 60  # letters; a longer cell wraps anyway
# Word reads right as end in right-to-left paragraphs, and so does LibreOffice.
_JUSTIFICATIONS: Final[dict[Alignment, str]] = {
    "": "",
    "start": "",
    "center": '<w:jc w:val="center"/>',
    "end": '<w:jc w:val="right"/>',
}


def write_table(
    table: Table[EditionInline],
    indent: int,
    width: int,
    draft: Draft,
    foreign: Draft | None = None,
    *,
    description: str = "",
) -> str:
    """Return a table, and a thin paragraph after it.

    Word joins tables that touch, and wants a paragraph after the last one of a note or document.

    Args:
        table: What to write.
        indent: Of the table, in twips.
        width: That it may take, in twips.
        draft: Of the table.
        foreign: Of cells that run wholly against it; None to let all cells run with the table.
        description: Of the table, for those who do not see it; empty for none.

    Raises:
        TooWideError: It has more columns than Word allows.
    """
    if not table.header:
        return ""
    if len(table.header) > MOST_COLUMNS:
        raise TooWideError(
            f"a table has {len(table.header)} columns, Word allows {MOST_COLUMNS}",
            at=SourceLocation(draft.path, _first_line(table)),
            hint="split the table",
        )
    widths = column_widths(table, width)
    grid = "".join(f'<w:gridCol w:w="{twips}"/>' for twips in widths)
    frames = [
        (f'<w:tc><w:tcPr><w:tcW w:w="{twips}" w:type="dxa"/></w:tcPr>', _JUSTIFICATIONS[alignment])
        for twips, alignment in zip(widths, table.alignments, strict=True)
    ]
    drafts = (draft, foreign)
    header = _write_row(table.header, frames, drafts, "TableHeading")
    rows = "".join([_write_row(row, frames, drafts, "TableText") for row in table.rows])
    return (
        f"<w:tbl>{_write_properties(table, indent, sum(widths), description, draft)}"
        f"<w:tblGrid>{grid}</w:tblGrid>{header}{rows}</w:tbl>{draft.paragraph('TableEnd')}"
    )


def _first_line(table: Table[EditionInline]) -> int:
    rows = (table.header, *table.rows)
    return next((cell.text.line for row in rows for cell in row if cell.text), 0)


def column_widths(table: Table[EditionInline], width: int) -> list[int]:
    """Share a width among columns: those that need less than an equal share get what they need.

    Wide columns share the rest by the length of their text, none below its longest word.
    """
    rows = [_wishes(table.header, BOLD_LETTER), *(_wishes(row, LETTER) for row in table.rows)]
    columns = list(zip(*rows, strict=True))
    wanted = [max(wish for wish, _ in column) for column in columns]
    if sum(wanted) > width:
        wanted = _shrink(wanted, [max(word for _, word in column) for column in columns], width)
    total = sum(wanted)
    shares = [want * width // total for want in wanted]
    shares[-1] += width - sum(shares)
    return shares


def _wishes(row: Sequence[Cell[EditionInline]], letter: int) -> list[tuple[int, int]]:
    """Return the room that each cell's text and its longest word take, in twips, a letter taking so much."""
    texts = [plain_text(cell.text) if cell.text else "" for cell in row]
    lengths = [(min(len(text), LONGEST_COUNTED), max(map(len, text.split()), default=1)) for text in texts]
    return [(max(text, 1) * letter + CELL_MARGINS, word * letter + CELL_MARGINS) for text, word in lengths]


def _shrink(wanted: list[int], least: list[int], width: int) -> list[int]:
    """Cut the wishes of wide columns down to a width, or near it where words are too long."""
    settled: dict[int, int] = {}
    while len(settled) < len(wanted):
        open_columns = [n for n in range(len(wanted)) if n not in settled]
        rest = max(width - sum(settled.values()), 0)
        fair = rest // len(open_columns)
        modest = [n for n in open_columns if wanted[n] <= fair]
        if not modest:
            total = sum(wanted[n] for n in open_columns)
            settled |= {n: max(rest * wanted[n] // total, least[n]) for n in open_columns}
        settled |= {n: wanted[n] for n in modest}
    return [settled[n] for n in range(len(wanted))]


def _write_properties(
    table: Table[EditionInline], indent: int, width: int, description: str, draft: Draft
) -> str:
    title = table.label or (plain_text(table.caption) if table.caption else "")
    parts = [
        '<w:tblStyle w:val="HairlineTable"/>',
        "<w:bidiVisual/>" if draft.look.rtl else "",
        f'<w:tblW w:w="{width}" w:type="dxa"/>',
        f'<w:tblInd w:w="{indent}" w:type="dxa"/>' if indent else "",
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:noVBand="1"/>',
        f'<w:tblCaption w:val="{attribute(title)}"/>' if title else "",
        f'<w:tblDescription w:val="{attribute(description)}"/>' if description else "",
    ]
    return f"<w:tblPr>{''.join(parts)}</w:tblPr>"


def _write_row(
    cells: Sequence[Cell[EditionInline]],
    frames: Sequence[tuple[str, str]],
    drafts: tuple[Draft, Draft | None],
    style: str,
) -> str:
    usual, foreign = drafts
    shown: list[str] = []
    for cell, (frame, justification) in zip(cells, frames, strict=True):
        draft = foreign if foreign and cell.text and _runs_with(cell.text, foreign) else usual
        text = write_segment(cell.text, draft) if cell.text else ""
        shown.append(f"{frame}{draft.paragraph(style, text, late=justification)}</w:tc>")
    repeated = "<w:tblHeader/>" if style == "TableHeading" else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(shown)}</w:tr>"


def _runs_with(text: EditionSegment, draft: Draft) -> bool:
    directions = {inline.direction for inline in text.inlines if isinstance(inline, Span)}
    return directions == {draft.look.profile.direction}

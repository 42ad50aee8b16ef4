"""Table tokens to a table whose rows are all as long as its header."""

from __future__ import annotations

import re

from exporter.errors import MarkupError
from exporter.markup.parser import split_row
from exporter.model.blocks import Alignment, Cell, Role, Table
from exporter.model.inlines import SourceInline
from exporter.readers.body import Body

_ALIGNMENTS: dict[str, Alignment] = {
    "text-align:left": "start",
    "text-align:center": "center",
    "text-align:right": "end",
}
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_CAPTION = ": "
_MOST_COLUMNS = 100


def read_table(body: Body, start: int, end: int, quotes: int) -> Table[SourceInline]:
    """Read the table whose tokens stand from ``start`` to ``end``, without its caption.

    Args:
        body: The tokens.
        start: Index of the table's opening token.
        end: Index of its closing token.
        quotes: How many quotations it stands in, whose signs open its lines.
    """
    header: list[Cell[SourceInline]] = []
    rows: list[list[Cell[SourceInline]]] = []
    alignments: list[Alignment] = []
    for index in range(start, end):
        kind = body.tokens[index].type
        if kind == "th_open":
            style = str(body.tokens[index].attrs.get("style", ""))
            alignments.append(_ALIGNMENTS.get(style, ""))
            header.append(_cell(body, index + 1, "header"))
        elif kind == "tr_open" and header:
            _check_row(body, index, len(header), quotes)
            rows.append([])
        elif kind == "td_open":
            rows[-1].append(_cell(body, index + 1, "cell"))
    if len(header) > _MOST_COLUMNS:
        problem = f"a table has {len(header)} columns, more than {_MOST_COLUMNS}"
        body.report(MarkupError, problem, start, "split it into several tables")
    return Table(tuple(header), tuple(map(tuple, rows)), tuple(alignments))


def check_lost_table(body: Body, index: int) -> None:
    """Report a paragraph that was meant to be a table, but whose rule does not fit its header."""
    header, _, rest = body.tokens[index].content.partition("\n")
    if "|" in header and _RULE.fullmatch(rest.partition("\n")[0]) and "|" in rest.partition("\n")[0]:
        columns, marks = len(_split(header)), len(_split(rest.partition("\n")[0]))
        problem = f"a table's header has {columns} cells, but the line under it {marks}"
        body.report(MarkupError, problem, index, "write one --- for each column")


def _cell(body: Body, index: int, role: Role) -> Cell[SourceInline]:
    text = body.tokens[index].content
    return Cell(body.segment(role, text, body.line(index)) if text else None)


def _check_row(body: Body, index: int, columns: int, quotes: int) -> None:
    """Compare a row's source with the header; the parser fills up and cuts off."""
    position = body.tokens[index].map
    source = body.lines[position[0]] if position else ""
    source = re.sub(rf"^(?:[ \t]*>){{0,{quotes}}}", "", source).strip()
    count = len(_split(source))
    if count == columns:
        return
    if source.startswith(_CAPTION):
        body.report(MarkupError, "a table's caption is taken for a row", index, "put an empty line before it")
        return
    problem = f"a table row has {count} cells, but the header {columns}"
    body.report(MarkupError, problem, index, "write one cell for each column; \\| is a bar in the text")


def _split(row: str) -> list[str]:
    cells = split_row(row.strip())
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return cells

"""Validated JSON nodes to blocks and footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from exporter.errors import FootnoteError, InvalidValueError, MarkupError, NestingError
from exporter.model.article import Footnote
from exporter.model.blocks import (
    Alignment,
    Cell,
    CodeBlock,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Role,
    SourceBlock,
    SourceSegment,
    Table,
    ThematicBreak,
)
from exporter.model.inlines import SourceInline
from exporter.readers.charts import read_chart
from exporter.readers.desk import Desk
from exporter.readers.front_matter import read_text
from exporter.readers.headings import HeadingLevels
from exporter.readers.lists import DEEPEST, stands_close
from exporter.readers.nodes import Node

_ALIGNMENTS: dict[str, Alignment] = {"": "", "start": "start", "center": "center", "end": "end"}


def read_json_body(root: Node, desk: Desk) -> tuple[tuple[SourceBlock, ...], tuple[Footnote, ...]]:
    """Read body and footnotes of an article in its JSON form; segments get their ids in this order."""
    reader = _BlockReader(desk)
    body = reader.read(root.members["body"], "paragraph", 0, 0)
    notes = root.members["footnotes"].items if "footnotes" in root.members else ()
    return body, _read_footnotes(notes, reader, desk)


def _read_footnotes(nodes: Sequence[Node], reader: _BlockReader, desk: Desk) -> tuple[Footnote, ...]:
    defined: dict[str, Node] = {}
    for node in nodes:
        label = node.members["label"].text
        if label in defined:
            problem = f"the footnote [^{label}] is defined twice, first on line {defined[label].line}"
            desk.report(FootnoteError, problem, node.line, "delete one")
        defined.setdefault(label, node)
    desk.in_note = True
    footnotes = []
    for label, line in desk.notes.items():
        if label in defined:
            blocks = reader.read(defined.pop(label).members["blocks"], "footnote", 0, 0)
            footnotes.append(Footnote(label, blocks))
        else:
            hint = desk.nearest(label, defined) or "add it to the footnotes"
            desk.report(FootnoteError, f"the footnote [^{label}] is not defined", line, hint)
    for label, node in defined.items():
        problem = f"the footnote [^{label}] is never referred to"
        desk.report(FootnoteError, problem, node.line, "refer to it, or delete it")
    return tuple(footnotes)


class _BlockReader:
    """Turn nodes into blocks."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._headings = HeadingLevels(desk)
        self._comment = ""  # a table's, until its first text takes it

    def read(self, node: Node, role: Role, lists: int, quotes: int) -> tuple[SourceBlock, ...]:
        """Read a list of blocks that stands in so many lists and quotations."""
        return tuple(self._read_block(item, role, lists, quotes) for item in node.items)

    def _read_block(self, node: Node, role: Role, lists: int, quotes: int) -> SourceBlock:
        match node.members["type"].text:
            case "heading":
                return self._read_heading(node, role)
            case "paragraph":
                return Paragraph(read_text(node.members["text"], role, self._desk))
            case "quote":
                return self._read_quote(node, lists, quotes + 1)
            case "list":
                return self._read_list(node, lists + 1, quotes)
            case "table":
                return self._read_table(node)
            case "figure":
                return self._read_figure(node)
            case "chart":
                return read_chart(node, self._desk)
            case "code":
                return self._read_code(node)
            case _:  # the schema allows no other
                return ThematicBreak()

    def _read_heading(self, node: Node, role: Role) -> SourceBlock:
        level = int(Decimal(node.members["level"].text))
        if role == "paragraph":
            self._headings.check(level, node.line)
        else:
            problem = "a heading stands inside a list, quotation or footnote"
            self._desk.report(MarkupError, problem, node.line, "put it outside, or make it a paragraph")
        return Heading(level, read_text(node.members["text"], "heading", self._desk))

    def _read_quote(self, node: Node, lists: int, quotes: int) -> SourceBlock:
        if not self._is_allowed(node, quotes, "quotations"):
            return ThematicBreak()
        blocks = self.read(node.members["blocks"], "quote", lists, quotes)
        return Quote(blocks, self._optional(node, "attribution", "attribution"))

    def _read_list(self, node: Node, lists: int, quotes: int) -> SourceBlock:
        if not self._is_allowed(node, lists, "lists"):
            return ThematicBreak()
        ordered = _flag(node, "ordered", default=False)
        start = int(Decimal(node.members["start"].text)) if ordered and "start" in node.members else 1
        self._check_numbers(node, ordered=ordered, start=start)
        read = [self.read(item, "item", lists, quotes) for item in node.members["items"].items]
        items = tuple(ListItem(blocks) for blocks in read)
        return ListBlock(
            items, ordered, start, stands_close(items, wanted=_flag(node, "tight", default=True))
        )

    def _check_numbers(self, node: Node, *, ordered: bool, start: int) -> None:
        if "start" in node.members and not ordered:
            problem = "a list without numbers has a first number"
            self._desk.report(InvalidValueError, problem, node.line, 'add "ordered": true, or delete "start"')
        if start + len(node.members["items"].items) > 1_000_000_000:
            problem = "a list counts beyond 999999999"
            self._desk.report(InvalidValueError, problem, node.line, "begin with a smaller number")

    def _is_allowed(self, node: Node, depth: int, what: str) -> bool:
        if depth > DEEPEST:
            problem = f"{what} are nested more than {DEEPEST} levels deep"
            self._desk.report(NestingError, problem, node.line, "make them flatter")
        return depth <= DEEPEST

    def _read_table(self, node: Node) -> SourceBlock:
        comment = node.members.get("comment")
        self._comment = self._desk.comment(comment.text, comment.line) if comment else ""
        header = self._read_cells(node.members["header"].items, "header")
        alignments = self._read_alignments(node, len(header))
        rows = tuple(self._read_row(row, len(header)) for row in node.members["rows"].items)
        if self._comment:
            self._desk.report(MarkupError, "a comment belongs to no text", node.line, "delete it")
        return Table(header, rows, alignments, self._optional(node, "caption", "caption"))

    def _read_row(self, node: Node, columns: int) -> tuple[Cell[SourceInline], ...]:
        if len(node.items) != columns:
            problem = f"a table row has {len(node.items)} cells, but the header {columns}"
            hint = "write one cell for each column, null for an empty one"
            self._desk.report(MarkupError, problem, node.line, hint)
        return self._read_cells(node.items, "cell")

    def _read_cells(self, nodes: Sequence[Node], role: Role) -> tuple[Cell[SourceInline], ...]:
        return tuple(Cell(None if node.kind == "null" else self._read_cell(node, role)) for node in nodes)

    def _read_cell(self, node: Node, role: Role) -> SourceSegment:
        comment, self._comment = self._comment, ""
        return self._desk.segment(role, node.text, node.line, comment=comment)

    def _read_alignments(self, node: Node, columns: int) -> tuple[Alignment, ...]:
        if "alignments" not in node.members:
            return tuple(_ALIGNMENTS[""] for _ in range(columns))
        marks = node.members["alignments"]
        if len(marks.items) != columns:
            problem = f"a table has {len(marks.items)} alignments, but {columns} columns"
            self._desk.report(MarkupError, problem, marks.line, "write one for each column")
        return tuple(_ALIGNMENTS[mark.text] for mark in marks.items)

    def _read_figure(self, node: Node) -> SourceBlock:
        alt = read_text(node.members["alt"], "alt", self._desk)
        caption = self._optional(node, "caption", "caption")
        credit = self._optional(node, "credit", "credit")
        return Figure(node.members["src"].text, alt, caption, credit=credit)

    def _read_code(self, node: Node) -> SourceBlock:
        info = node.members.get("info")
        return CodeBlock(
            self._desk.literal(node.members["text"].text, node.line),
            self._desk.literal(info.text, info.line) if info else "",
        )

    def _optional(self, node: Node, key: str, role: Role) -> SourceSegment | None:
        return read_text(node.members[key], role, self._desk) if key in node.members else None


def _flag(node: Node, key: str, *, default: bool) -> bool:
    return node.members[key].text == "true" if key in node.members else default

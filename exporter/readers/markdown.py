"""A Markdown body to blocks and footnotes; what no edition can show is reported, never dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from exporter.errors import (
    EmptyArticleError,
    FootnoteError,
    HeadingLevelError,
    MarkupError,
    NestingError,
    TooLargeError,
)
from exporter.markup.parser import References, block_tokens, is_footnote_label
from exporter.model.article import Footnote
from exporter.model.blocks import (
    CodeBlock,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Role,
    SourceBlock,
    ThematicBreak,
)
from exporter.readers.body import CHART_FENCE, Body
from exporter.readers.desk import Desk
from exporter.readers.figures import read_figure
from exporter.readers.headings import HeadingLevels
from exporter.readers.lists import DEEPEST, stands_close
from exporter.readers.tables import check_lost_table, read_table

_DASHES = ("— ", "-- ")
_CAPTION = ": "
_LONGEST_INFO = 100
# A book has 40 lines a page; the parser's time grows with lines times nesting.
_MOST_LINES = 100_000
_LONGEST_RUN = 5_000


def read_body(text: str, first_line: int, desk: Desk) -> tuple[tuple[SourceBlock, ...], tuple[Footnote, ...]]:
    """Read the text after the front matter.

    Args:
        text: With newlines as line ends and without control codes.
        first_line: The line of the file on which the text begins.
        desk: Receives every problem.
    """
    environment: dict[str, Any] = {}
    lines = text.split("\n")
    if _is_too_long(lines, first_line, desk):
        return (), ()
    try:
        tokens = block_tokens(text, environment)
    except TooLargeError as error:
        desk.report(TooLargeError, error.problem, first_line, error.hint)
        return (), ()
    references: References = environment["references"]
    reader = _BlockReader(Body(tokens, lines, first_line, references, desk))
    blocks = reader.read(0, len(tokens), _Place())
    footnotes = reader.read_footnotes()
    if not tokens:
        hint = "write headings and paragraphs after the front matter"
        desk.report(EmptyArticleError, "the article has no body", first_line, hint)
    _report_definitions(references, environment.get("duplicate_refs", ()), first_line, desk)
    return blocks, footnotes


def _is_too_long(lines: Sequence[str], first_line: int, desk: Desk) -> bool:
    if len(lines) > _MOST_LINES:
        hint = "split the article"
        desk.report(TooLargeError, f"the body has more than {_MOST_LINES} lines", first_line, hint)
        return True
    run = 0
    for number, line in enumerate(lines):
        run = run + 1 if line else 0
        if run > _LONGEST_RUN:
            problem = f"{_LONGEST_RUN} lines follow each other without an empty one"
            desk.report(TooLargeError, problem, first_line + number, "put empty lines between paragraphs")
            return True
    return False


def _report_definitions(references: References, repeats: Sequence[Any], first_line: int, desk: Desk) -> None:
    for label, definition in references.items():
        if label not in references.used:
            problem = f"the link definition [{label.lower()}] is never used"
            desk.report(MarkupError, problem, first_line + definition["map"][0], "use it or delete it")
    for repeat in repeats:
        problem = f"the link definition [{repeat['label'].lower()}] stands twice"
        desk.report(MarkupError, problem, first_line + repeat["map"][0], "delete one of them")


@dataclass(frozen=True, slots=True)
class _Place:
    """Say where blocks stand: the role of their paragraphs, and how deep they are nested."""

    role: Role = "paragraph"
    lists: int = 0
    quotes: int = 0


class _BlockReader:
    """Turn ranges of tokens into blocks; a range ends before its last index."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._tokens = body.tokens
        self._desk = body.desk
        self._headings = HeadingLevels(body.desk)
        self._definitions: dict[str, tuple[int, int]] = {}

    def read(self, start: int, end: int, place: _Place) -> tuple[SourceBlock, ...]:
        """Read the blocks of a range."""
        blocks: list[SourceBlock] = []
        index = start
        while index < end:
            index = self._read_block(index, place, blocks)
        return tuple(blocks)

    def read_footnotes(self) -> tuple[Footnote, ...]:
        """Read the notes in the order of their first references."""
        self._body.refuse_comment("the article ends after it")
        self._desk.in_note = True
        footnotes = [self._read_footnote(label, line) for label, line in self._desk.notes.items()]
        for label, (start, _) in self._definitions.items():
            problem = f"the footnote [^{label}] is never referred to"
            self._body.report(FootnoteError, problem, start, "refer to it, or delete it")
        return tuple(note for note in footnotes if note)

    def _read_footnote(self, label: str, line: int) -> Footnote | None:
        if label not in self._definitions:
            hint = self._desk.nearest(label, self._definitions) or f"add a line [^{label}]: with its text"
            self._desk.report(FootnoteError, f"the footnote [^{label}] is not defined", line, hint)
            return None
        start, end = self._definitions.pop(label)
        blocks = self._read_inside(start, end, _Place("footnote"), f"the footnote [^{label}]")
        return Footnote(label, blocks)

    def _read_inside(self, index: int, end: int, place: _Place, what: str) -> tuple[SourceBlock, ...]:
        """Read the blocks between two tokens; there must be some."""
        if end == index + 1:
            self._body.report(MarkupError, f"{what} is empty", index, "write it, or delete its sign")
        blocks = self.read(index + 1, end, place)
        self._body.refuse_comment(f"{what} ends after it")
        return blocks

    def _read_block(self, index: int, place: _Place, blocks: list[SourceBlock]) -> int:
        """Add one block; return the index after it."""
        match self._tokens[index].type:
            case "paragraph_open":
                blocks.append(self._read_paragraph(index, place))
                return self._read_credit(index + 3, place, blocks)
            case "heading_open":
                self._read_heading(index, place, blocks)
                return index + 3
            case "fence" | "code_block":
                blocks.append(self._read_code(index))
            case "hr":
                self._body.refuse_comment("a thematic break follows it")
                blocks.append(ThematicBreak())
            case "html_block":
                self._body.add_comment(index)
            case _:
                return self._read_container(index, place, blocks)
        return index + 1

    def _read_container(self, index: int, place: _Place, blocks: list[SourceBlock]) -> int:
        end = self._body.close_of(index)
        match self._tokens[index].type:
            case "table_open":
                return self._read_table(index, end, place, blocks)
            case "blockquote_open":
                deeper = replace(place, role="quote", quotes=place.quotes + 1)
                if self._is_allowed(index, deeper.quotes, "quotations"):
                    blocks.append(self._read_quote(index, end, deeper))
            case "footnote_reference_open":
                self._keep_footnote(index, end, place)
            case _:  # bullet_list_open, ordered_list_open
                deeper = replace(place, role="item", lists=place.lists + 1)
                if self._is_allowed(index, deeper.lists, "lists"):
                    blocks.append(self._read_list(index, end, deeper))
        return end + 1

    def _is_allowed(self, index: int, depth: int, what: str) -> bool:
        if depth > DEEPEST:
            problem = f"{what} are nested more than {DEEPEST} levels deep"
            self._body.report(NestingError, problem, index, "make them flatter")
        return depth <= DEEPEST

    def _read_paragraph(self, index: int, place: _Place) -> SourceBlock:
        text = self._tokens[index + 1].content
        if text.startswith("![") and (figure := read_figure(self._body, index + 1)):
            return figure
        check_lost_table(self._body, index + 1)
        return Paragraph(self._body.segment(place.role, text, self._body.line(index)))

    def _read_credit(self, index: int, place: _Place, blocks: list[SourceBlock]) -> int:
        """Give a figure the paragraph after it, if that begins with a colon; return the index after it."""
        figure, credit = blocks[-1], self._below(index)
        if not isinstance(figure, Figure) or credit is None:
            return index
        self.read(index, credit, place)  # comments
        words = self._tokens[credit + 1].content.removeprefix(_CAPTION).strip()
        blocks[-1] = replace(figure, credit=self._body.segment("credit", words, self._body.line(credit)))
        return credit + 3

    def _below(self, index: int) -> int | None:
        """Return where a paragraph with a colon begins that belongs to the block before, if one does."""
        while self._type_of(index) == "html_block":
            index += 1
        belongs = self._type_of(index) == "paragraph_open"
        return index if belongs and self._tokens[index + 1].content.startswith(_CAPTION) else None

    def _read_heading(self, index: int, place: _Place, blocks: list[SourceBlock]) -> None:
        text, level = self._tokens[index + 1].content, int(self._tokens[index].tag[1:])
        if place != _Place():
            problem = "a heading stands inside a list, quotation or footnote"
            self._body.report(MarkupError, problem, index, "put it outside, or make it a paragraph")
        elif level == 1:
            hint = "the title is level 1 already; use level 2"
            self._body.report(HeadingLevelError, "a heading is of level 1", index, hint)
        else:
            self._headings.check(level, self._body.line(index))
        if text:
            blocks.append(Heading(level, self._body.segment("heading", text, self._body.line(index))))
        else:
            self._body.report(MarkupError, "a heading has no text", index, "write it, or delete its sign")

    def _read_quote(self, index: int, end: int, place: _Place) -> SourceBlock:
        last = end - 3  # where the last paragraph would begin
        before = last
        while before > index + 1 and self._tokens[before - 1].type == "html_block":
            before -= 1
        if before <= index + 1 or not self._is_attribution(last, self._tokens[index].level + 1):
            return Quote(self._read_inside(index, end, place, "a quotation"))
        blocks = self.read(index + 1, last, place)
        words = self._tokens[last + 1].content.partition(" ")[2].strip()
        return Quote(blocks, self._body.segment("attribution", words, self._body.line(last)))

    def _is_attribution(self, index: int, level: int) -> bool:
        token = self._tokens[index]
        starts = token.type == "paragraph_open" and token.level == level
        return starts and self._tokens[index + 1].content.startswith(_DASHES)

    def _read_list(self, index: int, end: int, place: _Place) -> SourceBlock:
        ordered = self._tokens[index].type == "ordered_list_open"
        items, numbers, loose, position = [], [], False, index + 1
        while position < end:
            close = self._body.close_of(position)
            numbers.append(int(self._tokens[position].info or 1))
            loose |= self._is_loose(position, close)
            items.append(ListItem(self._read_inside(position, close, place, "a list item")))
            position = close + 1
        if ordered:
            self._check_numbers(numbers, index)
        start = numbers[0] if ordered else 1
        return ListBlock(tuple(items), ordered, start, stands_close(items, wanted=not loose))

    def _is_loose(self, start: int, end: int) -> bool:
        level = self._tokens[start].level + 1
        inside = self._tokens[start:end]
        return any(t.type == "paragraph_open" and t.level == level and not t.hidden for t in inside)

    def _check_numbers(self, numbers: list[int], index: int) -> None:
        first = numbers[0]
        rising = range(first, first + len(numbers))
        wrong = [number for number, right in zip(numbers, rising, strict=True) if number != right]
        if wrong and set(numbers) != {first}:
            problem = f"a numbered list jumps to {wrong[0]}, but editions count on from {first}"
            self._body.report(MarkupError, problem, index, "number the items one by one, or begin a new list")

    def _read_table(self, index: int, end: int, place: _Place, blocks: list[SourceBlock]) -> int:
        table = read_table(self._body, index, end, place.quotes)
        self._body.refuse_comment("a table without text follows it")
        caption = self._below(end + 1)
        if caption is None:
            blocks.append(table)
            return end + 1
        self.read(end + 1, caption, place)
        words = self._tokens[caption + 1].content.removeprefix(_CAPTION).strip()
        text = self._body.segment("caption", words, self._body.line(caption))
        blocks.append(replace(table, caption=text))
        return caption + 3

    def _type_of(self, index: int) -> str:
        return self._tokens[index].type if index < len(self._tokens) else ""

    def _read_code(self, index: int) -> SourceBlock:
        token, line = self._tokens[index], self._body.line(index)
        self._body.refuse_comment("a code block follows it")
        if token.type == "fence" and not self._is_closed(index):
            problem = f"the code that {token.markup} opens is never closed"
            self._body.report(MarkupError, problem, index, f"add a line {token.markup} after the code")
        if not token.content.strip():
            self._body.report(MarkupError, "a code block is empty", index, "write it, or delete its signs")
        info = token.info.strip()
        if "`" in info or len(info) > _LONGEST_INFO:
            hint = "name the language alone, such as python"
            self._body.report(MarkupError, f'a code block has the language "{info[:40]}"', index, hint)
        text = token.content.removesuffix("\n")
        if token.type == "fence" and info == CHART_FENCE:
            from exporter.readers.charts import read_fenced_chart  # few articles have one

            chart = read_fenced_chart(text, line + 1, self._desk)
            return chart or CodeBlock(text)
        return CodeBlock(self._desk.literal(text, line), self._desk.literal(info, line))

    def _is_closed(self, index: int) -> bool:
        token = self._tokens[index]
        first, end = token.map or (0, 0)
        closing = self._body.lines[end - 1].strip(" \t>")
        return end - 1 > first and len(closing) >= len(token.markup) and set(closing) == {token.markup[0]}

    def _keep_footnote(self, start: int, end: int, place: _Place) -> None:
        label = str(self._tokens[start].meta["label"])
        self._body.refuse_comment("a footnote follows it")
        if place != _Place():
            problem, hint = f"the footnote [^{label}] is defined inside another block", "put it outside"
            self._definitions.setdefault(label, (start, end))
        elif not is_footnote_label(label):
            problem = f'"{label[:40]}" cannot name a footnote'
            hint = "use letters, digits, hyphens and dots, without spaces"
        elif label in self._definitions:
            first = self._body.line(self._definitions[label][0])
            problem, hint = f"the footnote [^{label}] is defined twice, first on line {first}", "delete one"
        else:
            self._definitions[label] = (start, end)
            return
        self._body.report(FootnoteError, problem, start, hint)

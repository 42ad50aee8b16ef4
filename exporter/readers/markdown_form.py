"""An article to the ``article.md`` that reads back to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.markup import write_inlines, write_paragraph
from exporter.markup.writing import link_destination
from exporter.model.article import Article, Footnote
from exporter.model.blocks import (
    Alignment,
    Cell,
    Chart,
    CodeBlock,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    SourceBlock,
    SourceSegment,
    Table,
    ThematicBreak,
)
from exporter.model.inlines import SourceInline
from exporter.readers.chart_form import chart_lines, chart_to_data
from exporter.readers.json_form import front_matter_to_data, table_comment, text_to_data
from exporter.readers.yaml_form import front_matter_lines

_RULES: dict[Alignment, str] = {"": "---", "start": ":---", "center": ":---:", "end": "---:"}
# What would open a block, or make a caption or table of a line, where text begins.
_BLOCK_SIGN = re.compile(r"[#>+\-=:~|]")
_BLOCK_NUMBER = re.compile(r"[0-9]{1,9}(?=[.)])")
_BACKTICKS = re.compile("`{3,}")


def write_markdown(article: Article) -> str:
    """Write an article as Markdown with front matter, without pictures' bytes."""
    front = "\n".join(front_matter_lines(front_matter_to_data(article)))
    notes = (line for note in article.footnotes for line in ["", *_footnote_lines(note)])
    return "\n".join(["---", front, "---", "", *_spaced(article.body), *notes]) + "\n"


def _spaced(blocks: Sequence[SourceBlock], *, tight: bool = False) -> list[str]:
    """Write blocks with an empty line between them, or none in a tight list's item."""
    lines: list[str] = []
    other = False  # whether a list takes the other marker, because it follows one of its kind
    for index, block in enumerate(blocks):
        previous = blocks[index - 1] if index else None
        other = _follows_its_like(previous, block) and not other
        if lines and not tight:
            lines.append("")
        lines.extend(_block_lines(block, other_marker=other))
    return lines


def _follows_its_like(previous: SourceBlock | None, block: SourceBlock) -> bool:
    if not isinstance(previous, ListBlock) or not isinstance(block, ListBlock):
        return False
    return previous.ordered == block.ordered


def _block_lines(block: SourceBlock, *, other_marker: bool) -> list[str]:
    match block:
        case Heading(level, text):
            words = re.sub("#$", r"\\#", write_inlines(text.inlines))
            return [*_comment(text.comment), "#" * level + " " + words]
        case Paragraph(text):
            return [*_comment(text.comment), *_text_lines(text)]
        case Quote():
            return ["> " + line if line else ">" for line in _quote_lines(block)]
        case ListBlock():
            return list(_list_lines(block, other_marker=other_marker))
        case Table():
            return list(_table_lines(block))
        case Figure():
            return _figure_lines(block)
        case Chart():
            return chart_lines(chart_to_data(block, text_to_data))
        case CodeBlock(code, info):
            fence = "`" * max([3, *(len(run) + 1 for run in _BACKTICKS.findall(code))])
            return [fence + info, *code.split("\n"), fence]
        case ThematicBreak():
            return ["___"]


def _comment(comment: str) -> list[str]:
    return [f"<!-- translators: {comment} -->"] if comment else []


def _text_lines(segment: SourceSegment) -> list[str]:
    return [_guard(line) for line in write_paragraph(segment.inlines).split("\n")]


def _guard(line: str) -> str:
    """Escape the first sign of a line that would make a block of it."""
    if _BLOCK_SIGN.match(line):
        return "\\" + line
    number = _BLOCK_NUMBER.match(line)
    return line[: number.end()] + "\\" + line[number.end() :] if number else line


def _quote_lines(quote: Quote[SourceInline]) -> list[str]:
    lines = _spaced(quote.blocks)
    if quote.attribution:
        first, *rest = write_inlines(quote.attribution.inlines).split("\n")
        return [*lines, "", *_comment(quote.attribution.comment), "— " + first, *map(_guard, rest)]
    last = quote.blocks[-1]
    if isinstance(last, Paragraph):
        start = len(lines) - len(_text_lines(last.text))
        lines[start] = re.sub("^— ", "&mdash; ", lines[start])  # or it would be an attribution
    return lines


def _list_lines(block: ListBlock[SourceInline], *, other_marker: bool) -> Iterator[str]:
    for number, item in enumerate(block.items, block.start):
        if number > block.start and not block.tight:
            yield ""
        marker = (
            f"{number}{')' if other_marker else '.'} " if block.ordered else "* " if other_marker else "- "
        )
        first, *rest = _spaced(item.blocks, tight=block.tight)
        yield marker + first
        yield from _indented(rest, " " * len(marker))


def _indented(lines: Sequence[str], indent: str) -> Iterator[str]:
    return (indent + line if line else "" for line in lines)


def _table_lines(table: Table[SourceInline]) -> Iterator[str]:
    yield from _comment(table_comment(table))
    yield _row(table.header)
    yield "| " + " | ".join(_RULES[alignment] for alignment in table.alignments) + " |"
    yield from map(_row, table.rows)
    if table.caption:
        yield ""
        yield from _comment(table.caption.comment)
        yield ": " + write_inlines(table.caption.inlines)


def _row(cells: Sequence[Cell[SourceInline]]) -> str:
    texts = (write_inlines(cell.text.inlines).replace("|", "\\|") if cell.text else "" for cell in cells)
    return "| " + " | ".join(texts) + " |"


def _figure_lines(figure: Figure[SourceInline]) -> list[str]:
    title = ""
    if figure.caption:
        title = ' "' + write_inlines(figure.caption.inlines).replace('"', '\\"') + '"'
    picture = f"![{write_inlines(figure.alt.inlines)}]({link_destination(figure.src)}{title})"
    lines = [*_comment(figure.alt.comment), picture]
    if figure.credit:
        credit = write_inlines(figure.credit.inlines)
        lines += ["", *_comment(figure.credit.comment), f": {credit}"]
    return lines


def _footnote_lines(note: Footnote) -> list[str]:
    lines = _spaced(note.blocks)
    first = note.blocks[0]
    mark = f"[^{note.label}]:"
    if isinstance(first, Paragraph) and not first.text.comment:
        return [f"{mark} {lines[0]}", *_indented(lines[1:], "    ")]
    return [mark, *_indented(lines, "    ")]

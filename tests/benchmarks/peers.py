"""An edition to the Markdown that pandoc reads: the same content for the peers."""

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
from exporter.model.charts import chart_table
from exporter.model.edition import plain_text
from exporter.model.inlines import LineBreak, NoteReference, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exporter.model.blocks import Cell, EditionBlock, EditionSegment
    from exporter.model.edition import Edition
    from exporter.model.inlines import EditionInline


def pandoc_markdown(edition: Edition) -> str:
    """Return the whole edition, labels included, as pandoc's Markdown."""
    head = f"---\ntitle: {_yaml(plain_text(edition.title))}\nlang: {edition.locale.tag}\n"
    head += f"dir: {edition.locale.direction}\n---\n"
    details = [f"{d.label}{edition.labels.colon}{_inlines(d.value)}" for d in edition.details]
    facts = [f"- {_inlines(fact)}" for fact in edition.key_facts]
    parts = [*details, _inlines(edition.summary), f"## {edition.labels.key_facts}", "\n".join(facts)]
    parts += [_block(block) for block in (*edition.body, *edition.back)]
    parts += [f"[^{n.number}]: " + "\n\n    ".join(map(_block, n.blocks)) for n in edition.notes]
    return head + "\n" + "\n\n".join(part for part in parts if part) + "\n"


def _yaml(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _block(block: EditionBlock) -> str:
    match block:
        case Heading(level=level, text=text):
            return f"{'#' * level} {_inlines(text)}"
        case Paragraph(text=text):
            return _inlines(text)
        case Quote(blocks=blocks, attribution=attribution):
            parts = [*map(_block, blocks), *([f"— {_inlines(attribution)}"] if attribution else [])]
            return _prefixed("\n\n".join(parts), "> ", "> ")
        case ListBlock(items=items, ordered=ordered, start=start):
            marks = [f"{start + n}. " if ordered else "- " for n in range(len(items))]
            return "\n".join(
                _prefixed("\n\n".join(map(_block, item.blocks)), mark, " " * len(mark))
                for mark, item in zip(marks, items, strict=True)
            )
        case Table(header=header, rows=rows, caption=caption, label=label):
            table = "\n".join([_row(header), "|" + "---|" * len(header), *map(_row, rows)])
            return table + (f"\n\n: {label}. {_inlines(caption)}" if caption else "")
        case Figure(src=src, alt=alt, caption=caption, label=label):
            return f"![{label}. {_inlines(caption or alt)}]({src})"
        case Chart():
            return _block(chart_table(block))
        case CodeBlock(text=text):
            return f"```\n{text}\n```"
        case ThematicBreak():
            return "* * *"
    assert_never(block)


def _prefixed(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *((rest + line).rstrip() for line in lines[1:])])


def _row(cells: Sequence[Cell[EditionInline]]) -> str:
    return "|" + "|".join(f" {_inlines(cell.text) if cell.text else ''} " for cell in cells) + "|"


def _inlines(segment: EditionSegment) -> str:
    return _join(segment.inlines)


def _join(inlines: Iterable[EditionInline]) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: EditionInline) -> str:
    match inline:
        case NoteReference(number=number):
            return f"[^{number}]"
        case LineBreak():
            return "\\\n"
        case Span(text=text, href=href, bold=bold, italic=italic):
            lead = text[: len(text) - len(text.lstrip())]
            tail = text[len(text.rstrip()) :] if text.strip() else ""
            shown = "".join("\\" + c if c in "\\`*_[]<>#|$~^@" else c for c in text.strip())
            mark = ("**" if bold else "") + ("*" if italic else "")
            shown = f"{mark}{shown}{mark[::-1]}" if shown else ""
            return lead + (f"[{shown}]({href})" if href and shown else shown) + tail
    assert_never(inline)

"""Blocks to paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from exporter.model.edition import plain_text
from exporter.writers.docx.look import CODE_PADDING, LIST_STEP, QUOTE_INDENT, TEXT_WIDTH
from exporter.writers.docx.markup import letters, run
from exporter.writers.docx.pictures import write_picture
from exporter.writers.docx.runs import write_label, write_segment
from exporter.writers.docx.tables import write_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.model.blocks import EditionBlock
    from exporter.model.inlines import EditionInline
    from exporter.writers.docx.draft import Draft

KEEP_NEXT: Final = "<w:keepNext/>"


@dataclass(frozen=True, slots=True)
class Place:
    """Say where blocks stand; indents in twips.

    Attributes:
        style: Of paragraphs.
        style_indent: That the style has already.
        bullets: Style of items with bullets.
        numbers: Style of numbered items.
        further: Style of an item's further paragraphs.
        heading: Style of headings of level 2, if not that of their level.
        depth: How many lists are around.
    """

    style: str
    style_indent: int = 0
    bullets: str = "ListBullet"
    numbers: str = "ListNumber"
    further: str = "ListContinue"
    heading: str = ""
    indent: int = 0
    end: int = 0
    depth: int = 0

    @property
    def width(self) -> int:
        """Return the room that is left for text."""
        return max(TEXT_WIDTH - self.indent - self.end, LIST_STEP)


BODY: Final = Place("BodyText")
BACK: Final = Place(
    "BackText", bullets="BackList", numbers="BackList", further="BackList", heading="BackHeading"
)
NOTE: Final = Place("FootnoteText", bullets="FootnoteText", numbers="FootnoteText", further="FootnoteText")
_STYLE_INDENTS: Final = {"ListContinue": LIST_STEP, "BackList": LIST_STEP, "FootnoteText": 0}


def write_blocks(blocks: Sequence[EditionBlock], place: Place, draft: Draft) -> str:
    """Return blocks one below the other."""
    return "".join([_write_block(block, place, draft) for block in blocks])


def _write_block(block: EditionBlock, place: Place, draft: Draft) -> str:
    match block:
        case Heading(level=level, text=text):
            style = place.heading if place.heading and level == 2 else draft.headings.style(level)
            return draft.paragraph(style, write_segment(text, draft), late=_indent(place, 0))
        case Paragraph(text=text):
            late = _indent(place, place.style_indent)
            return draft.paragraph(place.style, write_segment(text, draft), late=late)
        case Quote():
            return _write_quote(block, place, draft)
        case ListBlock():
            return _write_list(block, place, draft)
        case Table():
            caption = _write_caption(block, "TableCaption", place, draft)
            return caption + write_table(block, place.indent, place.width, draft)
        case Figure():
            return _write_figure(block, place, draft)
        case Chart():
            return _write_chart(block, place, draft)
        case CodeBlock(text=text):
            return draft.paragraph("Code", run(letters(text)), late=_code_indent(place, draft))
        case ThematicBreak():
            return draft.paragraph("Separator")
    assert_never(block)


def _indent(place: Place, style_indent: int) -> str:
    """Return the indent of a nested block, which its style cannot know.

    Word reads left as start and right as end in right-to-left paragraphs.
    """
    if place.indent == style_indent and not place.end:
        return ""
    return f'<w:ind w:left="{place.indent}" w:right="{place.end}"/>'


def _code_indent(place: Place, draft: Draft) -> str:
    if not place.indent and not place.end:
        return ""
    start, end = place.indent + CODE_PADDING, place.end + CODE_PADDING
    # Code runs from left to right in every edition: its left is left.
    left, right = (end, start) if draft.look.rtl else (start, end)
    return f'<w:ind w:left="{left}" w:right="{right}"/>'


# --- quotations --------------------------------------------------------------------


def _write_quote(quote: Quote[EditionInline], place: Place, draft: Draft) -> str:
    inner = replace(
        place,
        style="Quote",
        style_indent=0,
        indent=place.indent + QUOTE_INDENT,
        end=place.end + QUOTE_INDENT,
    )
    indent = _indent(inner, 0) if place.indent or place.end else ""
    parts: list[str] = []
    for index, block in enumerate(quote.blocks, 1):
        if isinstance(block, Paragraph):
            keep = KEEP_NEXT if quote.attribution and index == len(quote.blocks) else ""
            parts.append(draft.paragraph("Quote", write_segment(block.text, draft), early=keep, late=indent))
        else:
            parts.append(_write_block(block, inner, draft))
    if quote.attribution:
        dash = write_label(draft.labels.attribution, draft)
        text = dash + write_segment(quote.attribution, draft)
        parts.append(draft.paragraph("QuoteAttribution", text, late=indent))
    return "".join(parts)


# --- lists -------------------------------------------------------------------------


def _write_list(block: ListBlock[EditionInline], place: Place, draft: Draft) -> str:
    level = draft.numbering.level_of(block, place.depth, place.indent)
    style = place.numbers if block.ordered else place.bullets
    # The definition of the list has its indent, but not its distance from the end.
    indent = f'<w:ind w:left="{level.indent}" w:right="{place.end}" w:hanging="{level.hanging}"/>'
    loose = "" if block.tight else '<w:contextualSpacing w:val="0"/>'
    further = (indent if place.end else "") + loose
    inner = replace(
        place,
        style=place.further,
        style_indent=_STYLE_INDENTS[place.further],
        indent=level.indent,
        depth=place.depth + 1,
    )
    parts: list[str] = []
    for item, number in zip(block.items, draft.numbering.numbers(block, level), strict=True):
        numbered = f'<w:numPr><w:ilvl w:val="{level.depth}"/><w:numId w:val="{number}"/></w:numPr>'
        first, rest = _split_item(item.blocks, draft)
        shown = draft.paragraph(style, first, early=numbered, late=further)
        parts += [shown, write_blocks(rest, inner, draft)]
    return "".join(parts)


def _split_item(blocks: tuple[EditionBlock, ...], draft: Draft) -> tuple[str, tuple[EditionBlock, ...]]:
    """Return the text beside the marker, and the blocks below it."""
    if blocks and isinstance(blocks[0], Paragraph):
        return write_segment(blocks[0].text, draft), blocks[1:]
    return "", blocks


# --- figures and captions ----------------------------------------------------------


def _write_figure(figure: Figure[EditionInline], place: Place, draft: Draft) -> str:
    keep = KEEP_NEXT if figure.caption or figure.label or figure.credit else ""
    drawing = write_picture(figure, place.width, draft)
    picture = draft.paragraph("Figure", drawing, early=keep, late=_indent(place, 0))
    caption = _write_caption(figure, "Caption", place, draft, credited=figure.credit is not None)
    return picture + caption + _write_credit(figure, place, draft)


def _write_chart(chart: Chart[EditionInline], place: Place, draft: Draft) -> str:
    """Write the data as a table: editors can change what a picture of them would hide."""
    table = chart_table(chart)
    caption = _write_caption(table, "TableCaption", place, draft)
    description = plain_text(chart.alt) if chart.alt else ""
    data = write_table(table, place.indent, place.width, draft, description=description)
    return caption + data + _write_credit(chart, place, draft)


def _write_credit(block: Figure[EditionInline] | Chart[EditionInline], place: Place, draft: Draft) -> str:
    if block.credit is None:
        return ""
    return draft.paragraph("Credit", write_segment(block.credit, draft), late=_indent(place, 0))


def _write_caption(
    block: Figure[EditionInline] | Table[EditionInline],
    style: str,
    place: Place,
    draft: Draft,
    *,
    credited: bool = False,
) -> str:
    if block.caption is None and not block.label:
        return ""
    end = draft.labels.label_end if block.caption else ""
    label = write_label(block.label + end if block.label else "", draft, style="Label")
    text = write_segment(block.caption, draft) if block.caption else ""
    if credited:
        early, late = KEEP_NEXT, '<w:spacing w:after="40"/>' + _indent(place, 0)
        return draft.paragraph(style, label + text, early=early, late=late)
    return draft.paragraph(style, label + text, late=_indent(place, 0))

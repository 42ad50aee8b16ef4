"""Blocks to body elements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, assert_never

from exporter.model.blocks import (
    CodeBlock,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
)
from exporter.writers.docx.elements import add, add_paragraph, add_run, add_text, prop
from exporter.writers.docx.look import CODE_PADDING, LIST_STEP, QUOTE_INDENT, TEXT_WIDTH
from exporter.writers.docx.pictures import add_picture
from exporter.writers.docx.runs import add_label, add_segment
from exporter.writers.docx.tables import add_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from exporter.model.blocks import EditionBlock, EditionSegment
    from exporter.model.inlines import EditionInline
    from exporter.writers.docx.draft import Draft
    from exporter.writers.docx.elements import Property

KEEP_NEXT: Final = prop("w:keepNext")


@dataclass(frozen=True, slots=True)
class Place:
    """Say where blocks stand; indents in twips.

    Attributes:
        style: Of paragraphs.
        style_indent: That the style has already.
        bullets: Style of items with bullets.
        numbers: Style of numbered items.
        further: Style of an item's further paragraphs.
        heading: Style of headings of level 2, deeper ones keep their own.
        depth: How many lists are around.
    """

    style: str
    style_indent: int = 0
    bullets: str = "ListBullet"
    numbers: str = "ListNumber"
    further: str = "ListContinue"
    heading: str = "Heading1"
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


def add_blocks(parent: _Element, blocks: Sequence[EditionBlock], place: Place, draft: Draft) -> None:
    """Add blocks one below the other."""
    for block in blocks:
        _add_block(parent, block, place, draft)


def _add_block(parent: _Element, block: EditionBlock, place: Place, draft: Draft) -> None:
    match block:
        case Heading(level=level, text=text):
            style = place.heading if level == 2 else f"Heading{level - 1}"
            add_segment(add_paragraph(parent, style, _indent(place, 0)), text, draft)
        case Paragraph(text=text):
            add_text_paragraph(parent, text, place, draft)
        case Quote():
            _add_quote(parent, block, place, draft)
        case ListBlock():
            _add_list(parent, block, place, draft)
        case Table():
            _add_caption(parent, block, "TableCaption", place, draft)
            add_table(parent, block, place.indent, place.width, draft)
        case Figure():
            _add_figure(parent, block, place, draft)
        case CodeBlock(text=text):
            add_text(add_run(add_paragraph(parent, "Code", _code_indent(place, draft))), text)
        case ThematicBreak():
            add_paragraph(parent, "Separator")
        case _:
            assert_never(block)


def add_text_paragraph(
    parent: _Element, text: EditionSegment, place: Place, draft: Draft, *, keep_next: bool = False
) -> None:
    """Add a paragraph of running text."""
    keep = (KEEP_NEXT,) if keep_next else ()
    paragraph = add_paragraph(parent, place.style, (*keep, *_indent(place, place.style_indent)))
    add_segment(paragraph, text, draft)


def _indent(place: Place, style_indent: int) -> tuple[Property, ...]:
    """Return the indent of a nested block, which its style cannot know.

    Word reads left as start and right as end in right-to-left paragraphs.
    """
    if place.indent == style_indent and not place.end:
        return ()
    return (prop("w:ind", left=place.indent, right=place.end),)


def _code_indent(place: Place, draft: Draft) -> tuple[Property, ...]:
    if not place.indent and not place.end:
        return ()
    start, end = place.indent + CODE_PADDING, place.end + CODE_PADDING
    # Code runs from left to right in every edition: its left is left.
    start, end = (end, start) if draft.look.rtl else (start, end)
    return (prop("w:ind", left=start, right=end),)


# --- quotations --------------------------------------------------------------------


def _add_quote(parent: _Element, quote: Quote[EditionInline], place: Place, draft: Draft) -> None:
    nested = place.indent or place.end
    inner = replace(
        place,
        style="Quote",
        style_indent=0,
        indent=place.indent + QUOTE_INDENT,
        end=place.end + QUOTE_INDENT,
    )
    for index, block in enumerate(quote.blocks, 1):
        last = index == len(quote.blocks) and quote.attribution is not None
        if isinstance(block, Paragraph):
            keep = (KEEP_NEXT,) if last else ()
            indent = _indent(inner, 0) if nested else ()
            add_segment(add_paragraph(parent, "Quote", (*keep, *indent)), block.text, draft)
        else:
            _add_block(parent, block, inner, draft)
    if quote.attribution:
        paragraph = add_paragraph(parent, "QuoteAttribution", _indent(inner, 0) if nested else ())
        add_label(paragraph, draft.edition.labels.attribution, draft)
        add_segment(paragraph, quote.attribution, draft)


# --- lists -------------------------------------------------------------------------


def _add_list(parent: _Element, block: ListBlock[EditionInline], place: Place, draft: Draft) -> None:
    level = draft.numbering.level_of(block, place.depth, place.indent)
    style = place.numbers if block.ordered else place.bullets
    loose = () if block.tight else (prop("w:contextualSpacing", val=0),)
    inner = replace(
        place,
        style=place.further,
        style_indent=_STYLE_INDENTS[place.further],
        indent=level.indent,
        depth=place.depth + 1,
    )
    for item, number in zip(block.items, draft.numbering.numbers(block, level), strict=True):
        marked = add_paragraph(parent, style)
        properties = marked[0]
        num_pr = add(properties, "w:numPr")
        add(num_pr, "w:ilvl", val=level.depth)
        add(num_pr, "w:numId", val=number)
        if place.end:
            add(properties, "w:ind", left=level.indent, right=place.end, hanging=level.hanging)
        for tag, attributes in loose:
            properties.append(properties.makeelement(tag, attributes))
        rest = item.blocks
        if rest and isinstance(rest[0], Paragraph):
            add_segment(marked, rest[0].text, draft)
            rest = rest[1:]
        add_blocks(parent, rest, inner, draft)


# --- figures and captions ----------------------------------------------------------


def _add_figure(parent: _Element, figure: Figure[EditionInline], place: Place, draft: Draft) -> None:
    keep = (KEEP_NEXT,) if figure.caption or figure.label else ()
    paragraph = add_paragraph(parent, "Figure", (*keep, *_indent(place, 0)))
    add_picture(paragraph, figure, place.width, draft)
    _add_caption(parent, figure, "Caption", place, draft)


def _add_caption(
    parent: _Element,
    block: Figure[EditionInline] | Table[EditionInline],
    style: str,
    place: Place,
    draft: Draft,
) -> None:
    if block.caption is None and not block.label:
        return
    paragraph = add_paragraph(parent, style, _indent(place, 0))
    end = draft.edition.labels.label_end if block.caption else ""
    add_label(paragraph, block.label + end if block.label else "", draft, style="Label")
    if block.caption:
        add_segment(paragraph, block.caption, draft)

"""Blocks of an edition to strips, with their place in the structure tree."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
from exporter.model.edition import plain_text
from exporter.typesetting.flow import Anchor, Frame, PlacedLine, PlacedPicture, PlacedRule, Strip
from exporter.typesetting.lines import StyledText
from exporter.writers.pdf.captions import compose_caption, compose_credited
from exporter.writers.pdf.compositor import kept, spaced
from exporter.writers.pdf.styles import FORCED_BREAK
from exporter.writers.pdf.tables import compose_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exporter.model.blocks import EditionBlock, ListItem
    from exporter.model.inlines import EditionInline
    from exporter.writers.pdf.compositor import Area, Compositor
    from exporter.writers.pdf.structure import StructureElement
    from exporter.writers.pdf.theme import TextSpec

PICTURE_DPI = 150.0
TALLEST_PICTURE = 0.62  # of the column
QUOTE_INDENT = 18.0
QUOTE_SHARE = 0.05  # of the width at most, so that quotations in quotations leave room for words
LIST_INDENT = 1.5  # ems
LIST_SHARE = 0.055
CODE_PADDING = 7.0
CODE_ADVANCE = 0.6  # ems of any letter of the code face
MAY_BREAK = "\u200b"
CODE_STEP = 8  # letters between the places where an endless word of code may break

_STEPS = re.compile(rf"\S{{{CODE_STEP}}}")
_INNER_SPACES = re.compile(r"(?<=\S) +(?=\S)")


@dataclass(frozen=True, slots=True)
class Voice:
    """Set how running text sounds in its place: body, quotation, note or back matter.

    Attributes:
        spec: Of paragraphs.
        space: Between paragraphs, in points.
        heading_offset: Added to heading levels, so that back matter looks smaller.
    """

    spec: TextSpec
    space: float
    heading_offset: int = 0


def compose_blocks(
    blocks: Sequence[EditionBlock], c: Compositor, area: Area, parent: StructureElement, voice: Voice
) -> list[Strip]:
    """Set blocks one below the other; the first one gets no room before it."""
    return list(flow_blocks(blocks, c, area, parent, voice))


def flow_blocks(
    blocks: Iterable[EditionBlock],
    c: Compositor,
    area: Area,
    parent: StructureElement,
    voice: Voice,
    *,
    after: EditionBlock | None = None,
) -> Iterator[Strip]:
    """Set blocks as `compose_blocks` does, each when it is asked for; ``after`` stands before the first."""
    room, first = (_room(after, voice)[1], False) if after is not None else (0.0, True)
    for block in blocks:
        before, behind = _room(block, voice)
        strips = compose_block(block, c, area, parent, voice)
        yield from strips if first else spaced(strips, max(room, before))
        room, first = behind, first and not strips


def _room(block: EditionBlock, voice: Voice) -> tuple[float, float]:
    """Return the room before and after a block, in points."""
    unit = voice.space
    match block:
        case Heading(level=level):
            return (3.2 * unit if level == 2 else 2.2 * unit), 0.75 * unit
        case Paragraph() | ListBlock():
            return unit, unit
        case Quote() | CodeBlock():
            return 1.5 * unit, 1.5 * unit
        case Table() | Figure() | Chart() | ThematicBreak():
            return 2.0 * unit, 2.0 * unit
    assert_never(block)


def compose_block(
    block: EditionBlock, c: Compositor, area: Area, parent: StructureElement, voice: Voice
) -> list[Strip]:
    """Set one block."""
    match block:
        case Heading():
            return _compose_heading(block, c, area, parent, voice)
        case Paragraph(text=text):
            return c.paragraph(text, voice.spec, parent.add("P"), area)
        case Quote():
            return _compose_quote(block, c, area, parent)
        case ListBlock():
            return _compose_list(block, c, area, parent, voice)
        case Table():
            return compose_table(block, c, area, parent)
        case Figure():
            return _compose_figure(block, c, area, parent)
        case Chart():
            from exporter.writers.pdf.charts import compose_chart  # few editions have one

            return compose_chart(block, c, area, parent)
        case CodeBlock(text=text):
            return _compose_code(text, c, area, parent)
        case ThematicBreak():
            return [_compose_break(c, area)]
    assert_never(block)


def heading_anchor(heading: Heading[EditionInline], c: Compositor) -> Anchor:
    """Return the place that the contents and the outline lead to."""
    name = c.standing.prefix + heading.text.id
    return Anchor(name, plain_text(heading.text), c.outline_level(heading.level))


def _compose_heading(
    block: Heading[EditionInline], c: Compositor, area: Area, parent: StructureElement, voice: Voice
) -> list[Strip]:
    spec = c.theme.heading(block.level + voice.heading_offset)
    element = parent.add(c.heading_tag(block.level))
    return c.paragraph(block.text, spec, element, area, keep=True, anchors=(heading_anchor(block, c),))


def _compose_quote(
    block: Quote[EditionInline], c: Compositor, area: Area, parent: StructureElement
) -> list[Strip]:
    bar_x = area.x + area.width - 2.0 if c.rtl else area.x
    frame = Frame(area.x, area.width, bar_x=bar_x, bar_width=2.0, bar_color=c.theme.palette.accent)
    indent = min(QUOTE_INDENT, QUOTE_SHARE * area.width)
    inner = c.inset(area, indent, indent / 2, frame)
    element = parent.add("BlockQuote")
    strips = compose_blocks(block.blocks, c, inner, element, Voice(c.theme.quote, 6.0))
    if block.attribution:
        strips = [*kept(strips), *_compose_attribution(block, c, inner, element)]
    return strips


def _compose_attribution(
    block: Quote[EditionInline], c: Compositor, area: Area, parent: StructureElement
) -> list[Strip]:
    assert block.attribution is not None  # noqa: S101  the caller asked
    spec = c.theme.attribution
    dash = StyledText(c.edition.labels.attribution, c.book.style(spec), c.profile.direction)
    element = parent.add("P")
    lines = c.segment_lines(block.attribution, spec, element, area.width, lead=dash)
    return spaced(c.strips(lines, spec, element, area), 2.0)


def _compose_list(
    block: ListBlock[EditionInline], c: Compositor, area: Area, parent: StructureElement, voice: Voice
) -> list[Strip]:
    numbering = "Decimal" if block.ordered else "Disc"
    element = parent.add("L", attributes=f"/O/List/ListNumbering/{numbering}")
    spec = voice.spec
    widths = [c.shape([_marker(item, c, spec)], spec).natural_width for item in block.items]
    indent = max(min(LIST_INDENT * spec.size, LIST_SHARE * area.width), max(widths) + 0.55 * spec.size)
    space = voice.space * (0.35 if block.tight else 1.0)
    strips: list[Strip] = []
    for item in block.items:
        item_strips = _compose_item(item, c, area, element, voice, indent)
        strips += spaced(item_strips, space) if strips else item_strips
    return strips


def _marker(item: ListItem[EditionInline], c: Compositor, spec: TextSpec) -> StyledText:
    return StyledText(item.marker, c.book.style(replace(spec, ink="accent")), c.profile.direction)


def _compose_item(
    item: ListItem[EditionInline],
    c: Compositor,
    area: Area,
    parent: StructureElement,
    voice: Voice,
    indent: float,
) -> list[Strip]:
    element = parent.add("LI")
    label = element.add("Lbl")
    inner = c.inset(area, indent)
    tight = replace(voice, space=voice.space * 0.6)
    strips = compose_blocks(item.blocks, c, inner, element.add("LBody"), tight)
    spec = voice.spec
    lines = c.fill(c.shape([_marker(item, c, spec)], spec), indent, "start")
    marker = PlacedLine(lines[0], c.start_x(area, indent), _first_baseline(strips, c, spec), label)
    first = strips[0] if strips else Strip(spec.leading, frames=area.frames)
    # A flat picture must leave room for its marker.
    height = max(first.height, spec.leading) if len(strips) < 2 else first.height
    return [first._replace(height=height, content=(marker, *first.content)), *strips[1:]]


def _first_baseline(strips: Sequence[Strip], c: Compositor, spec: TextSpec) -> float:
    placed = (p for s in strips[:1] for p in s.content if isinstance(p, PlacedLine))
    return next((p.baseline for p in placed), c.baseline(spec))


def _compose_figure(
    block: Figure[EditionInline], c: Compositor, area: Area, parent: StructureElement
) -> list[Strip]:
    picture = c.edition.pictures[block.src]
    width = min(area.width, picture.width * 72.0 / PICTURE_DPI)
    width = min(width, TALLEST_PICTURE * c.theme.page.column_height * picture.width / picture.height)
    height = width * picture.height / picture.width
    element = parent.add("Figure", alt=plain_text(block.alt))
    placed = PlacedPicture(block.src, c.start_x(area, width), 0.0, width, height, element)
    shown = Strip(height, (placed,), breakable=block.caption is None, frames=area.frames)
    strips = [shown, *spaced(compose_caption(block, c, area, element), 6.0)]
    return compose_credited(strips, block, c, area, parent)


def _compose_code(text: str, c: Compositor, area: Area, parent: StructureElement) -> list[Strip]:
    spec = c.theme.code
    frame = Frame(area.x, area.width, background=c.theme.palette.tint)
    inner = c.inset(area, CODE_PADDING + 2.0, CODE_PADDING + 2.0, frame)
    longest = int(inner.width / (CODE_ADVANCE * spec.size))
    shown = FORCED_BREAK.join(_code_line(line.expandtabs(4), longest) for line in text.split("\n"))
    styled = StyledText(shown, c.book.style(spec, language="und"), "ltr", isolate=1)
    lines = c.fill(c.shape([styled], spec), inner.width, "end" if c.rtl else "start")
    pad = c.gap(CODE_PADDING, inner)
    return [
        pad,
        *kept(c.strips(lines, spec, parent.add("P").add("Code"), inner)),
        pad._replace(breakable=True),
    ]


def _code_line(line: str, longest: int) -> str:
    """Keep a line's spaces; a line that is too long may break after spaces or within an endless word."""
    if len(line) > longest:
        endless = re.compile(rf"\S{{{longest},}}")
        line = endless.sub(lambda word: _STEPS.sub(rf"\g<0>{MAY_BREAK}", word[0]), line)
        line = _INNER_SPACES.sub(rf"\g<0>{MAY_BREAK}", line)
    return line.replace(" ", "\u00a0") or "\u00a0"


def _compose_break(c: Compositor, area: Area) -> Strip:
    width = area.width / 5
    rule = PlacedRule(area.x + (area.width - width) / 2, 3.0, width, 0.6, c.theme.palette.hairline)
    return Strip(6.0, (rule,), frames=area.frames)

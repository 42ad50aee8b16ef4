"""Captions and credits of tables, figures and charts to strips."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporter.typesetting.flow import Anchor
from exporter.typesetting.lines import StyledText
from exporter.writers.pdf.compositor import kept

if TYPE_CHECKING:
    from exporter.model.blocks import Chart, Figure, Table
    from exporter.model.inlines import EditionInline
    from exporter.typesetting.flow import Strip
    from exporter.writers.pdf.compositor import Area, Compositor
    from exporter.writers.pdf.structure import StructureElement


def compose_caption(
    block: Figure[EditionInline] | Table[EditionInline] | Chart[EditionInline],
    c: Compositor,
    area: Area,
    parent: StructureElement,
) -> list[Strip]:
    """Set the label in bold and the caption after it; a pack's list of figures leads there."""
    if block.caption is None:
        return []
    spec = c.theme.caption
    label = StyledText(
        block.label + c.edition.labels.label_end, c.book.style(spec, bold=True), c.profile.direction
    )
    element = parent.add("Caption")
    lines = c.segment_lines(block.caption, spec, element, area.width, lead=label if block.label else None)
    anchors = () if c.standing.alone else (Anchor(c.standing.prefix + block.caption.id),)
    return c.strips(lines, spec, element, area, anchors=anchors)


def compose_credited(
    strips: list[Strip],
    block: Figure[EditionInline] | Chart[EditionInline],
    c: Compositor,
    area: Area,
    parent: StructureElement,
) -> list[Strip]:
    """Set below a figure's strips who made it or gave the data, smaller than a caption."""
    if block.credit is None:
        return strips
    return [*kept(strips), *c.paragraph(block.credit, c.theme.furniture, parent.add("P"), area)]

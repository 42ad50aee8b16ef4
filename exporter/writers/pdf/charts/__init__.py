"""Charts of an edition to strips: one figure, drawn as vectors, all its words set as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporter.model.edition import plain_text
from exporter.writers.pdf.captions import compose_caption, compose_credited
from exporter.writers.pdf.charts.columns import compose_columns
from exporter.writers.pdf.charts.curves import compose_curves
from exporter.writers.pdf.charts.legend import compose_head
from exporter.writers.pdf.charts.rows import compose_rows
from exporter.writers.pdf.charts.timeline import compose_timeline
from exporter.writers.pdf.compositor import kept, spaced

if TYPE_CHECKING:
    from exporter.model.blocks import Chart
    from exporter.model.inlines import EditionInline
    from exporter.typesetting.flow import Strip
    from exporter.writers.pdf.compositor import Area, Compositor
    from exporter.writers.pdf.structure import StructureElement

CAPTION_GAP = 6.0
TOGETHER = 0.5  # of the column; a lower chart stays on one page


def compose_chart(
    chart: Chart[EditionInline], c: Compositor, area: Area, parent: StructureElement
) -> list[Strip]:
    """Set a chart over the area's width, its caption and credit below."""
    element = parent.add("Figure", alt=plain_text(chart.alt or chart.caption))
    drawn = [*compose_head(chart, c, area, element), *_compose_data(chart, c, area, element)]
    if sum(strip.height for strip in drawn) <= TOGETHER * c.theme.page.column_height:
        drawn = [strip._replace(breakable=False) for strip in drawn]
    caption = spaced(compose_caption(chart, c, area, element), CAPTION_GAP)
    return compose_credited([*kept(drawn), *caption], chart, c, area, parent)


def _compose_data(
    chart: Chart[EditionInline], c: Compositor, area: Area, element: StructureElement
) -> list[Strip]:
    match chart.kind:
        case "bar":
            columns = compose_columns(chart, c, area, element)
            return columns or compose_rows(chart, c, area, element)
        case "line":
            return compose_curves(chart, c, area, element)
        case "timeline":
            return compose_timeline(chart, c, area, element)

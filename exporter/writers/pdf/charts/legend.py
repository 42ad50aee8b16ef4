"""The names of a chart's series to a legend, and its unit to a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporter.writers.pdf.charts.paint import paint_bar, paint_curve, paint_mark
from exporter.writers.pdf.charts.sketch import Sketch

if TYPE_CHECKING:
    from exporter.model.blocks import Chart, Series
    from exporter.model.inlines import EditionInline
    from exporter.typesetting.flow import Strip
    from exporter.writers.pdf.compositor import Area, Compositor
    from exporter.writers.pdf.structure import StructureElement

KEY_WIDTH = 20.0
KEY_HEIGHT = 7.0
KEY_GAP = 4.0
ENTRY_GAP = 12.0
ROOM_BELOW = 4.0


def compose_head(
    chart: Chart[EditionInline], c: Compositor, area: Area, element: StructureElement
) -> list[Strip]:
    """Set what stands above the drawing: the legend where series have names, then the unit."""
    strips: list[Strip] = []
    if any(series.name for series in chart.series):
        strips.append(_Legend(chart, c, area, element).strip())
    if chart.unit:
        sketch = Sketch(c, area, element)
        spec = sketch.specs.quiet
        lines = sketch.fill(sketch.shape(chart.unit, spec, room=area.width), area.width, "start")
        sketch.words(lines, spec, 0.0, 0.0, area.width)
        strips.append(sketch.strip(len(lines) * spec.leading + ROOM_BELOW))
    return strips


class _Legend:
    """Put entries side by side while there is room, then below."""

    def __init__(
        self, chart: Chart[EditionInline], c: Compositor, area: Area, element: StructureElement
    ) -> None:
        self._chart = chart
        self._sketch = Sketch(c, area, element)
        self._x = 0.0
        self._y = 0.0
        self._height = 0.0  # of the row at hand

    def strip(self) -> Strip:
        for number, series in enumerate(self._chart.series):
            self._place(number, series)
        return self._sketch.strip(self._y + self._height + ROOM_BELOW)

    def _place(self, number: int, series: Series[EditionInline]) -> None:
        sketch, spec = self._sketch, self._sketch.specs.label
        room = sketch.width - KEY_WIDTH - KEY_GAP
        shaped = sketch.shape(series.name, spec, room=room) if series.name else None
        width = min(shaped.natural_width + 0.1, room) if shaped else 0.0
        if self._x and self._x + KEY_WIDTH + KEY_GAP + width > sketch.width:
            self._x, self._y, self._height = 0.0, self._y + self._height, 0.0
        lines = sketch.fill(shaped, width, "start") if shaped else []
        sketch.words(lines, spec, self._x + KEY_WIDTH + KEY_GAP, self._y, width)
        self._paint_key(number, self._y + spec.leading / 2)
        self._height = max(self._height, len(lines) * spec.leading)
        self._x += KEY_WIDTH + KEY_GAP + width + ENTRY_GAP

    def _paint_key(self, number: int, y: float) -> None:
        if self._chart.kind == "bar":
            paint_bar(self._sketch, number, self._x, y - KEY_HEIGHT / 2, KEY_WIDTH, KEY_HEIGHT)
        else:
            paint_curve(self._sketch, number, [(self._x, y), (self._x + KEY_WIDTH, y)])
            paint_mark(self._sketch, number, (self._x + KEY_WIDTH / 2, y))

"""Ticks to the field that columns and curves stand in: axis, grid, and the height of each value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exporter.model.blocks import Chart
    from exporter.model.inlines import EditionInline
    from exporter.writers.pdf.charts.sketch import Sketch

HEIGHT = 0.42  # of the width
LOWEST, HIGHEST = 105.0, 165.0
TALLEST = 0.5  # of the column
AXIS_GAP = 5.0
VALUE_ROOM = 4.0  # between a point and its value


@dataclass(frozen=True, slots=True)
class Plot:
    """Place a field, and values in it; x from the start edge, y from the top."""

    x: float
    y: float
    width: float
    height: float
    low: Decimal
    high: Decimal

    def level(self, value: Decimal) -> float:
        """Return how far down a value stands."""
        return self.y + self.height * float((self.high - value) / (self.high - self.low))

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.y + self.height


def plot_of(chart: Chart[EditionInline], sketch: Sketch) -> Plot:
    """Return the field beside the words of the axis, with room for a value above it."""
    spec = sketch.specs.quiet
    words = max((sketch.shape(tick.words, spec).natural_width for tick in chart.ticks), default=0.0)
    x = words + AXIS_GAP
    tallest = TALLEST * sketch.c.theme.page.column_height
    height = min(max(HEIGHT * sketch.width, LOWEST), HIGHEST, tallest)
    return Plot(
        x, spec.leading + VALUE_ROOM, sketch.width - x, height, chart.ticks[0].value, chart.ticks[-1].value
    )


def draw_axis(chart: Chart[EditionInline], sketch: Sketch, plot: Plot) -> None:
    """Draw a line for each tick with its number at the start, the line at zero heavier."""
    spec, palette = sketch.specs.quiet, sketch.palette
    for tick in chart.ticks:
        y = plot.level(tick.value)
        base = tick.value == 0
        ink = palette.ink if base else palette.hairline
        sketch.line([(plot.x, y), (plot.x + plot.width, y)], ink, 0.8 if base else 0.4)
        measure = plot.x - AXIS_GAP + 0.1
        lines = sketch.fill(sketch.shape(tick.words, spec), measure, "end")
        sketch.words(lines, spec, 0.0, y - spec.leading / 2, measure)

"""A line chart to curves with markers; names below, as many as have room."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from exporter.writers.pdf.charts.paint import paint_curve, paint_mark
from exporter.writers.pdf.charts.plot import VALUE_ROOM, draw_axis, plot_of
from exporter.writers.pdf.charts.sketch import Sketch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.model.blocks import Chart, EditionSegment
    from exporter.model.inlines import EditionInline
    from exporter.typesetting.flow import Strip
    from exporter.typesetting.lines import Line
    from exporter.typesetting.shapes import Point
    from exporter.writers.pdf.compositor import Area, Compositor
    from exporter.writers.pdf.structure import StructureElement

MOST_LINES = 3  # of a name
NAME_GAP = 5.0
TICK = 3.0


def compose_curves(
    chart: Chart[EditionInline], c: Compositor, area: Area, element: StructureElement
) -> list[Strip]:
    """Set a curve for each series; a lone one shows its values where they have room."""
    return [_Curves(chart, Sketch(c, area, element)).strip()]


class _Curves:
    """Place points in the middle of equal slots."""

    def __init__(self, chart: Chart[EditionInline], sketch: Sketch) -> None:
        self._chart = chart
        self._sketch = sketch
        self._plot = plot_of(chart, sketch)
        self._spec = sketch.specs.label
        self._slot = self._plot.width / len(chart.categories)

    def strip(self) -> Strip:
        """Draw all."""
        sketch, plot = self._sketch, self._plot
        draw_axis(self._chart, sketch, plot)
        lowest = self._draw_values() if len(self._chart.series) == 1 else 0.0
        for number, series in enumerate(self._chart.series):
            runs = self._runs(series.values)
            for run in runs:
                paint_curve(sketch, number, run)
            for run in runs:
                for point in run:
                    paint_mark(sketch, number, point)
        top = max(plot.bottom + NAME_GAP, lowest)
        return sketch.strip(top + self._draw_names(top) * self._spec.leading)

    def _point(self, place: int, value: Decimal) -> Point:
        return self._plot.x + (place + 0.5) * self._slot, self._plot.level(value)

    def _runs(self, values: Sequence[Decimal | None]) -> list[list[Point]]:
        """Return the points without a gap between them."""
        runs: list[list[Point]] = [[]]
        for place, value in enumerate(values):
            if value is not None:
                runs[-1].append(self._point(place, value))
            elif runs[-1]:
                runs.append([])
        return [run for run in runs if run]

    # --- values

    def _draw_values(self) -> float:
        """Write the values if all have room; return how far down they reach."""
        series = self._chart.series[0]
        shaped = [self._sketch.shape(words, self._spec) for words in series.words if words]
        if any(words.natural_width > self._slot - 2.0 for words in shaped):
            return 0.0
        lowest = 0.0
        for place, (value, words) in enumerate(zip(series.values, series.words, strict=True)):
            if value is not None and words is not None:
                lowest = max(lowest, self._draw_value(place, value, words))
        return lowest

    def _draw_value(self, place: int, value: Decimal, words: EditionSegment) -> float:
        """Write a value on the side of its point where the curve does not run."""
        x, y = self._point(place, value)
        values = self._chart.series[0].values
        beside = (*values[max(place - 1, 0) : place], *values[place + 1 : place + 2])
        known = [other for other in beside if other is not None]
        above = not known or value >= sum(known, Decimal(0)) / len(known)
        shaped = self._sketch.shape(words, self._spec)
        lines = self._sketch.fill(shaped, self._slot, "center")
        top = y - VALUE_ROOM - self._spec.leading if above else y + VALUE_ROOM
        self._sketch.clear(x - shaped.natural_width / 2, top, shaped.natural_width)
        self._sketch.words(lines, self._spec, x - self._slot / 2, top, self._slot)
        return top + self._spec.leading

    # --- names

    def _draw_names(self, top: float) -> int:
        """Write names under every point, or every second, third …; return the lines of the longest."""
        sketch, plot = self._sketch, self._plot
        step, names = self._fitting_names()
        measure = self._measure(step)
        for place, lines in names.items():
            middle = plot.x + (place + 0.5) * self._slot
            sketch.line([(middle, plot.bottom), (middle, plot.bottom + TICK)], sketch.palette.quiet, 0.5)
            start = min(max(middle - measure / 2, 0.0), sketch.width - measure)
            sketch.words(lines, self._spec, start, top, measure)
        return max(map(len, names.values()))

    def _fitting_names(self) -> tuple[int, dict[int, list[Line]]]:
        count = len(self._chart.categories)
        shaped = [self._sketch.shape(name, self._spec) for name in self._chart.categories]
        for step in range(1, count):
            measure = self._measure(step)
            shown = range(0, count, step)
            if measure > 0 and all(shaped[place].min_width <= measure for place in shown):
                names = {place: self._sketch.fill(shaped[place], measure, "center") for place in shown}
                if max(map(len, names.values())) <= MOST_LINES:
                    return step, names
        return count, {0: self._sketch.fill(shaped[0], self._measure(count), "center")}

    def _measure(self, step: int) -> float:
        if step >= len(self._chart.categories):
            return self._sketch.width
        return self._slot * step - NAME_GAP

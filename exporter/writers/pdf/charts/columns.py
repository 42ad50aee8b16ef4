"""A bar chart to upright bars side by side, where their words have room."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from exporter.writers.pdf.charts.paint import paint_bar
from exporter.writers.pdf.charts.plot import draw_axis, plot_of
from exporter.writers.pdf.charts.sketch import Sketch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.model.blocks import Chart, EditionSegment
    from exporter.model.inlines import EditionInline
    from exporter.typesetting.flow import Strip
    from exporter.typesetting.lines import Line
    from exporter.typesetting.paragraph import ShapedParagraph
    from exporter.writers.pdf.charts.plot import Plot
    from exporter.writers.pdf.compositor import Area, Compositor
    from exporter.writers.pdf.structure import StructureElement

BARS = 0.76  # of a category's room; the rest sets it apart
WIDEST_BAR = 40.0
MOST_LINES = 3  # of a category's name
NAME_GAP = 4.0
VALUE_GAP = 1.5


def compose_columns(
    chart: Chart[EditionInline], c: Compositor, area: Area, element: StructureElement
) -> list[Strip]:
    """Set upright bars; nothing where a name or value would not fit above or below its bar."""
    sketch = Sketch(c, area, element)
    plot = plot_of(chart, sketch)
    columns = _Columns(chart, sketch, plot)
    return [columns.strip()] if columns.fit() else []


class _Columns:
    """Place names, bars and values in equal slots."""

    def __init__(self, chart: Chart[EditionInline], sketch: Sketch, plot: Plot) -> None:
        self._chart = chart
        self._sketch = sketch
        self._plot = plot
        self._spec = sketch.specs.label
        self._slot = plot.width / len(chart.categories)
        self._bar = min(self._slot * BARS / len(chart.series), WIDEST_BAR)
        self._names = [sketch.shape(name, self._spec) for name in chart.categories]

    def fit(self) -> bool:
        """Tell whether all words have room."""
        measure = self._slot - NAME_GAP
        if measure <= 0 or any(name.min_width > measure for name in self._names):
            return False
        if max(map(len, self._filled())) > MOST_LINES:
            return False
        room = self._bar if len(self._chart.series) > 1 else self._slot - VALUE_GAP
        values = [words for series in self._chart.series for words in series.words if words]
        return all(self._shaped(words).natural_width <= room for words in values)

    def strip(self) -> Strip:
        """Draw all."""
        chart, plot, sketch = self._chart, self._plot, self._sketch
        draw_axis(chart, sketch, plot)
        for number, series in enumerate(chart.series):
            for place, (value, words) in enumerate(zip(series.values, series.words, strict=True)):
                if value is not None and words is not None:
                    self._draw(number, place, value, words)
        names = self._filled()
        top = plot.bottom + (self._spec.leading + VALUE_GAP if plot.low < 0 else NAME_GAP)
        for place, lines in enumerate(names):
            start = plot.x + place * self._slot + NAME_GAP / 2
            sketch.words(lines, self._spec, start, top, self._slot - NAME_GAP)
        return sketch.strip(top + max(map(len, names)) * self._spec.leading)

    def _draw(self, number: int, place: int, value: Decimal, words: EditionSegment) -> None:
        plot, spec = self._plot, self._spec
        bars = self._bar * len(self._chart.series)
        start = plot.x + place * self._slot + (self._slot - bars) / 2 + number * self._bar
        level, base = plot.level(value), plot.level(Decimal(0))
        top, height = min(level, base), abs(level - base)
        if height:
            paint_bar(self._sketch, number, start, top, self._bar, height)
        measure = self._bar if len(self._chart.series) > 1 else self._slot
        shaped = self._shaped(words)
        lines = self._sketch.fill(shaped, measure + 0.1, "center")
        y = top + height + VALUE_GAP if value < 0 else top - spec.leading - VALUE_GAP / 2
        self._sketch.clear(start + (self._bar - shaped.natural_width) / 2, y, shaped.natural_width)
        self._sketch.words(lines, spec, start + (self._bar - measure) / 2, y, measure + 0.1)

    def _filled(self) -> Sequence[Sequence[Line]]:
        return [self._sketch.fill(name, self._slot - NAME_GAP, "center") for name in self._names]

    def _shaped(self, words: EditionSegment) -> ShapedParagraph:
        return self._sketch.shape(words, self._spec)

"""A bar chart to level bars, a strip for each category, so that many of them go on over pages."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from exporter.writers.pdf.charts.paint import paint_bar
from exporter.writers.pdf.charts.sketch import Sketch

if TYPE_CHECKING:
    from exporter.model.blocks import Chart, EditionSegment
    from exporter.model.inlines import EditionInline
    from exporter.typesetting.flow import Strip
    from exporter.writers.pdf.compositor import Area, Compositor
    from exporter.writers.pdf.structure import StructureElement

NAMES = 0.38  # of the width at most; longer names stand above their bars
NAME_GAP = 6.0
VALUE_GAP = 3.0
ROW_GAP = 5.0
THICKNESS = 0.72  # of a line
SHORTEST = 40.0  # the longest bar is at least this long, if names can stand above


def compose_rows(
    chart: Chart[EditionInline], c: Compositor, area: Area, element: StructureElement
) -> list[Strip]:
    """Set level bars, names at the start and values where bars end."""
    rows = _Rows(chart, c, area, element)
    count = len(chart.categories)
    # Neither the first nor the last row stands alone.
    return [rows.strip(place, breakable=0 < place < count - 2) for place in range(count)]


class _Rows:
    """Know where names end, zero stands, and how long bars are."""

    def __init__(
        self, chart: Chart[EditionInline], c: Compositor, area: Area, element: StructureElement
    ) -> None:
        self._chart, self._c, self._area, self._element = chart, c, area, element
        sketch = Sketch(c, area, element)
        self._spec = sketch.specs.label
        values = [value for series in chart.series for value in series.values if value is not None]
        self._low, self._high = min([Decimal(0), *values]), max([Decimal(0), *values])
        self._value_room = (
            VALUE_GAP
            + 0.1
            + max(
                (
                    sketch.shape(words, self._spec).natural_width
                    for series in chart.series
                    for words in series.words
                    if words
                ),
                default=0.0,
            )
        )
        names = [sketch.shape(name, self._spec) for name in chart.categories]
        self._names = min(max(name.natural_width for name in names) + 0.1, NAMES * area.width)
        self._above = (
            max(name.min_width for name in names) > self._names
            or self._bars(self._names + NAME_GAP) < SHORTEST
        )
        self._start = 0.0 if self._above else self._names + NAME_GAP

    def strip(self, place: int, *, breakable: bool) -> Strip:
        """Draw the bars of one category."""
        sketch, spec = Sketch(self._c, self._area, self._element), self._spec
        measure = self._area.width if self._above else self._names
        names = sketch.fill(sketch.shape(self._chart.categories[place], spec, room=measure), measure, "start")
        top = len(names) * spec.leading if self._above else 0.0
        bars = len(self._chart.series) * spec.leading
        name_top = 0.0 if self._above else max(0.0, (bars - len(names) * spec.leading) / 2)
        sketch.words(names, spec, 0.0, name_top, measure)
        height = max(len(names) * spec.leading, top + bars)
        for number, series in enumerate(self._chart.series):
            value, words = series.values[place], series.words[place]
            if value is not None and words is not None:
                self._draw(sketch, number, value, words, top + number * spec.leading)
        end = height if place == len(self._chart.categories) - 1 else height + ROW_GAP
        sketch.line([(self._zero, top), (self._zero, end)], sketch.palette.ink, 0.8)
        return sketch.strip(height + ROW_GAP, breakable=breakable)

    def _draw(self, sketch: Sketch, number: int, value: Decimal, words: EditionSegment, y: float) -> None:
        spec = self._spec
        length = self._length(value)
        start = self._zero - (length if value < 0 else 0.0)
        thickness = THICKNESS * spec.leading
        if length:
            paint_bar(sketch, number, start, y + (spec.leading - thickness) / 2, length, thickness)
        measure = self._value_room - VALUE_GAP
        lines = sketch.fill(sketch.shape(words, spec), measure, "end" if value < 0 else "start")
        x = start - self._value_room if value < 0 else start + length + VALUE_GAP
        sketch.words(lines, spec, x, y, measure)

    @property
    def _zero(self) -> float:
        room = self._value_room if self._low < 0 else 0.0
        return self._start + room + self._length(self._low)

    def _length(self, value: Decimal) -> float:
        span = self._high - self._low
        return max(self._bars(self._start), 1.0) * float(abs(value) / span) if span else 0.0

    def _bars(self, start: float) -> float:
        """Return the length that bars share, from the lowest to the highest value."""
        sides = (self._low < 0) + (self._high > 0 or self._low == 0)
        return self._area.width - start - sides * self._value_room

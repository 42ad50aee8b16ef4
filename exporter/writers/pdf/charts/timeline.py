"""Events to a level axis where they are few, and to an upright one that goes on over pages."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from exporter.model.facts import DateFact, MonthFact, YearFact
from exporter.typesetting.flow import allow_breaks
from exporter.writers.pdf.charts.sketch import WHITE, Sketch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.model.blocks import Chart, EditionSegment, Event, Moment
    from exporter.model.inlines import EditionInline
    from exporter.typesetting.flow import Strip
    from exporter.typesetting.lines import Line
    from exporter.typesetting.paragraph import ShapedParagraph
    from exporter.writers.pdf.compositor import Area, Compositor
    from exporter.writers.pdf.structure import StructureElement

RADIUS = 3.4
AXIS_ROOM = 16.0  # from the top of a level axis to its words
GAP = 10.0  # between the words of neighbours
NARROWEST = 62.0  # points that the words of an event need beside others
MOST_LINES = 7  # of an event beside others
DATES = 0.4  # of the width at most
UPRIGHT_GAP = 9.0  # on both sides of an upright axis
ROW_GAP = 5.0
DASH = (2.4, 2.0)  # an axis that is not to scale


def compose_timeline(
    chart: Chart[EditionInline], c: Compositor, area: Area, element: StructureElement
) -> list[Strip]:
    """Set events along time, in the direction in which the edition is read."""
    sketch = Sketch(c, area, element)
    scaled = _Level(chart.events, sketch, _scaled(chart.events, area.width), scaled=True)
    if scaled.fit():
        return [scaled.strip()]
    even = _Level(chart.events, sketch, _even(chart.events, area.width), scaled=False)
    if even.fit():
        return [even.strip()]
    return _Upright(chart, c, area, element).strips()


def _even(events: Sequence[Event[EditionInline]], width: float) -> list[float]:
    return [number * (width + GAP) / len(events) for number in range(len(events))]


def _scaled(events: Sequence[Event[EditionInline]], width: float) -> list[float]:
    """Return where events start, their distances as in time, the last with room for its words."""
    days = [_day(event.moment).toordinal() for event in events]
    span = max(days[-1] - days[0], 1)
    last = width * (1 - 1 / (len(events) + 1))
    return [last * (day - days[0]) / span for day in days]


def _day(moment: Moment) -> date:
    match moment:
        case DateFact(day):
            return day
        case MonthFact(year, month):
            return date(year, month, 1)
        case YearFact(year):
            return date(year, 1, 1)


class _Level:
    """Set events side by side below an axis, each at its start."""

    def __init__(
        self,
        events: Sequence[Event[EditionInline]],
        sketch: Sketch,
        starts: Sequence[float],
        *,
        scaled: bool,
    ) -> None:
        self._events = events
        self._sketch = sketch
        self._starts = starts
        self._scaled = scaled
        strong, label = sketch.specs.strong, sketch.specs.label
        self._texts = [
            (sketch.shape(_words(event), strong), sketch.shape(event.text, label)) for event in events
        ]
        self._rooms = [end - start - GAP for start, end in pairwise([*starts, sketch.width + GAP])]

    def fit(self) -> bool:
        """Tell whether all words have room."""
        if min(self._rooms) < NARROWEST:
            return False
        return all(
            max(when.min_width, text.min_width) <= room
            and sum(map(len, self._filled(when, text, room))) <= MOST_LINES
            for (when, text), room in zip(self._texts, self._rooms, strict=True)
        )

    def strip(self) -> Strip:
        """Draw all."""
        sketch, palette, specs = self._sketch, self._sketch.palette, self._sketch.specs
        y, height = RADIUS + 1.0, 0.0
        sketch.line([(RADIUS, y), (sketch.width, y)], palette.quiet, 1.1, () if self._scaled else DASH)
        for (when, text), start, room in zip(self._texts, self._starts, self._rooms, strict=True):
            sketch.disc((start + RADIUS, y), RADIUS, palette.accent, WHITE, 1.4)
            dates, texts = self._filled(when, text, room)
            below = AXIS_ROOM + len(dates) * specs.strong.leading
            sketch.words(dates, specs.strong, start, AXIS_ROOM, room)
            sketch.words(texts, specs.label, start, below, room)
            height = max(height, below + len(texts) * specs.label.leading)
        return sketch.strip(height)

    def _filled(
        self, when: ShapedParagraph, text: ShapedParagraph, room: float
    ) -> tuple[list[Line], list[Line]]:
        return self._sketch.fill(when, room, "start"), self._sketch.fill(text, room, "start")


def _words(event: Event[EditionInline]) -> EditionSegment:
    return event.words or event.text  # an edition has the words


class _Upright:
    """Set events below each other: dates at the start, the axis, what happened."""

    def __init__(
        self, chart: Chart[EditionInline], c: Compositor, area: Area, element: StructureElement
    ) -> None:
        self._chart, self._c, self._area, self._element = chart, c, area, element
        sketch = Sketch(c, area, element)
        self._specs = sketch.specs
        dates = [sketch.shape(_words(event), self._specs.strong) for event in chart.events]
        widest = min(max(when.natural_width for when in dates) + 0.1, DATES * area.width)
        self._dates = max([widest, *(when.min_width + 0.1 for when in dates)])
        self._axis = self._dates + UPRIGHT_GAP + RADIUS
        self._texts = self._axis + RADIUS + UPRIGHT_GAP

    def strips(self) -> list[Strip]:
        """Return a strip for each line of each event."""
        last = len(self._chart.events) - 1
        return [
            strip
            for number, event in enumerate(self._chart.events)
            for strip in self._event(event, first=number == 0, last=number == last)
        ]

    def _event(self, event: Event[EditionInline], *, first: bool, last: bool) -> list[Strip]:
        sketch, specs = Sketch(self._c, self._area, self._element), self._specs
        room = self._area.width - self._texts
        when = sketch.fill(sketch.shape(_words(event), specs.strong), self._dates, "end")
        text = sketch.fill(sketch.shape(event.text, specs.label, room=room), room, "start")
        count = max(len(when), len(text))
        strips: list[Strip] = []
        for index, breakable in enumerate(allow_breaks(count)):
            sketch = Sketch(self._c, self._area, self._element)
            height = specs.label.leading + (ROW_GAP if index == count - 1 and not last else 0.0)
            middle = specs.label.leading / 2
            top = middle if first and index == 0 else 0.0
            end = middle if last else height
            if index == 0 or not last:
                sketch.line([(self._axis, top), (self._axis, end)], sketch.palette.quiet, 1.1)
            if index == 0:
                sketch.disc((self._axis, middle), RADIUS, sketch.palette.accent, WHITE, 1.4)
            sketch.words(when[index : index + 1], specs.strong, 0.0, 0.0, self._dates)
            sketch.words(text[index : index + 1], specs.label, self._texts, 0.0, room)
            strips.append(sketch.strip(height, breakable=breakable))
        return strips

"""Boxes, lines and words of a chart to one strip, measured from its start edge: mirrored where text is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from exporter.model.inlines import LineBreak, NoteReference, Span
from exporter.typesetting.flow import PlacedDrawing, PlacedLine, Strip
from exporter.typesetting.lines import StyledText
from exporter.typesetting.shapes import Disc, Outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.model.blocks import EditionSegment
    from exporter.typesetting.flow import Placed
    from exporter.typesetting.lines import Align, Color, Line
    from exporter.typesetting.paragraph import ShapedParagraph
    from exporter.typesetting.shapes import Point, Shape
    from exporter.writers.pdf.compositor import Area, Compositor
    from exporter.writers.pdf.structure import StructureElement
    from exporter.writers.pdf.theme import TextSpec, Theme

WHITE: Color = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class ChartSpecs:
    """Set the words of charts: names and values, quiet ones beside an axis, dates."""

    label: TextSpec
    quiet: TextSpec
    strong: TextSpec


def chart_specs(theme: Theme) -> ChartSpecs:
    """Return the styles of words in charts."""
    small = theme.furniture
    return ChartSpecs(
        label=replace(small, ink="ink"), quiet=small, strong=replace(small, ink="accent", bold=True)
    )


class Sketch:
    """Collect what one strip shows; x counts from the area's start edge, y down from the strip's top."""

    def __init__(self, c: Compositor, area: Area, element: StructureElement) -> None:
        self.c = c
        self.area = area
        self.width = area.width
        self.palette = c.theme.palette
        self.specs = chart_specs(c.theme)
        self._element = element
        self._shapes: list[Shape] = []
        self._lines: list[PlacedLine] = []

    def shape(self, segment: EditionSegment, spec: TextSpec, *, room: float | None = None) -> ShapedParagraph:
        """Shape a text that is drawn; it has no parts of its own in the structure tree.

        Words are divided only where one is wider than ``room``.
        """
        shaped = self._shape(segment, spec)
        if room is None or shaped.min_width <= room:
            return shaped
        return self._shape(segment, replace(spec, hyphenate=True))

    def _shape(self, segment: EditionSegment, spec: TextSpec) -> ShapedParagraph:
        texts: list[StyledText] = []
        for inline in segment.inlines:
            match inline:
                case Span(text=text, language=language, direction=direction, isolate=isolate):
                    style = self.c.book.style(spec, bold=inline.bold, italic=inline.italic, language=language)
                    texts.append(StyledText(text, style, direction, isolate))
                case NoteReference() | LineBreak():
                    pass
        return self.c.shape(texts, spec, line=segment.line)

    def fill(self, shaped: ShapedParagraph, width: float, align: Align) -> list[Line]:
        """Break a shaped text into lines."""
        return self.c.fill(shaped, width, align)

    def words(self, lines: Sequence[Line], spec: TextSpec, x: float, y: float, width: float) -> None:
        """Place lines one below the other; ``width`` is the measure they were filled into."""
        if not lines:
            return
        left = self.c.start_x(self.area, width, x)
        element = self._element.add("Span")  # or the words of a chart run together in the structure tree
        for number, line in enumerate(lines):
            baseline = y + number * spec.leading + self.c.baseline(spec)
            self._lines.append(PlacedLine(line, left, baseline, element))

    def clear(self, x: float, y: float, width: float) -> None:
        """Take the grid away from behind a value that will stand there."""
        leading = self.specs.label.leading
        self.box(x, y + leading * 0.12, width, leading * 0.76, WHITE)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: Color | None,
        stroke: Color | None = None,
    ) -> None:
        """Draw a rectangle."""
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.outline((corners,), closed=True, fill=fill, stroke=stroke)

    def line(
        self, points: Sequence[Point], color: Color, width: float = 0.6, dash: tuple[float, ...] = ()
    ) -> None:
        """Draw a line through points."""
        self.outline((tuple(points),), stroke=color, width=width, dash=dash)

    def outline(
        self,
        paths: Sequence[Sequence[Point]],
        *,
        closed: bool = False,
        fill: Color | None = None,
        stroke: Color | None = None,
        width: float = 0.6,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw paths as one shape."""
        mirrored = tuple(tuple(self._placed(point) for point in path) for path in paths)
        self._shapes.append(Outline(mirrored, closed, fill, stroke, width, dash))

    def disc(self, center: Point, radius: float, fill: Color, stroke: Color, width: float = 1.0) -> None:
        """Draw a circle."""
        self._shapes.append(Disc(self._placed(center), radius, fill, stroke, width))

    def strip(self, height: float, *, breakable: bool = False, space_before: float = 0.0) -> Strip:
        """Return what was collected."""
        drawing = PlacedDrawing(tuple(self._shapes), self.area.x, self.area.width, height, self._element)
        content: list[Placed] = [drawing, *self._lines] if self._shapes else [*self._lines]
        return Strip(height, tuple(content), space_before, breakable, frames=self.area.frames)

    def _placed(self, point: Point) -> Point:
        x, y = point  # the drawing's left edge is the area's
        return (self.area.width - x if self.c.rtl else x), y

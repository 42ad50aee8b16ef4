"""The number of a series to fills, dashes and markers that differ without colour, too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from exporter.writers.pdf.charts.sketch import WHITE

if TYPE_CHECKING:
    from exporter.typesetting.lines import Color
    from exporter.typesetting.shapes import Point
    from exporter.writers.pdf.charts.sketch import Sketch
    from exporter.writers.pdf.theme_settings import Palette

    Ink: TypeAlias = Literal["ink", "accent", "quiet"]
    Fill: TypeAlias = Literal["ink", "accent", "hairline", "tint", "white"]
Hatch: TypeAlias = Literal["", "rising", "falling", "level", "upright", "crossed"]
Mark: TypeAlias = Literal["disc", "square", "triangle", "diamond"]

_STEP = 3.6  # points between the lines of a hatch


class _Fill(NamedTuple):
    """Fill a bar; the ink is that of its edge and hatch."""

    fill: Fill
    ink: Ink
    hatch: Hatch


class _Stroke(NamedTuple):
    """Draw a line and the markers on it; hollow ones are white within."""

    ink: Ink
    dash: tuple[float, ...]
    mark: Mark
    hollow: bool


_FILLS: tuple[_Fill, ...] = (
    _Fill("accent", "accent", ""),
    _Fill("tint", "accent", "rising"),
    _Fill("hairline", "ink", ""),
    _Fill("white", "ink", "level"),
    _Fill("white", "quiet", "upright"),
    _Fill("tint", "accent", "crossed"),
    _Fill("white", "ink", "falling"),
    _Fill("ink", "ink", ""),
)
_STROKES: tuple[_Stroke, ...] = (
    _Stroke("accent", (), "disc", False),
    _Stroke("ink", (4.0, 2.0), "square", False),
    _Stroke("quiet", (1.2, 1.8), "triangle", False),
    _Stroke("accent", (6.0, 2.0, 1.2, 2.0), "diamond", False),
    _Stroke("ink", (), "disc", True),
    _Stroke("accent", (4.0, 2.0), "square", True),
    _Stroke("quiet", (), "triangle", True),
    _Stroke("ink", (1.2, 1.8), "diamond", True),
)


def paint_bar(sketch: Sketch, series: int, x: float, y: float, width: float, height: float) -> None:
    """Draw a bar of a series."""
    style = _FILLS[series % len(_FILLS)]
    ink = _ink(sketch.palette, style.ink)
    fill = WHITE if style.fill == "white" else getattr(sketch.palette, style.fill)
    sketch.box(x, y, width, height, fill, ink)
    if lines := [tuple((x + u, y + v) for u, v in line) for line in _hatch(style.hatch, width, height)]:
        sketch.outline(lines, stroke=ink, width=0.5)


def paint_curve(sketch: Sketch, series: int, points: list[Point]) -> None:
    """Draw the line of a series through points, without its markers."""
    style = _STROKES[series % len(_STROKES)]
    if len(points) > 1:
        sketch.line(points, _ink(sketch.palette, style.ink), 1.3, style.dash)


def paint_mark(sketch: Sketch, series: int, point: Point, size: float = 2.4) -> None:
    """Draw a marker of a series around a point."""
    style = _STROKES[series % len(_STROKES)]
    ink = _ink(sketch.palette, style.ink)
    fill = WHITE if style.hollow else ink
    if style.mark == "disc":
        sketch.disc(point, size, fill, ink)
        return
    x, y = point
    corners: dict[Mark, tuple[Point, ...]] = {
        "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "triangle": ((0, -1.2), (1.2, 1), (-1.2, 1)),
        "diamond": ((0, -1.35), (1.35, 0), (0, 1.35), (-1.35, 0)),
    }
    path = tuple((x + size * u, y + size * v) for u, v in corners[style.mark])
    sketch.outline((path,), closed=True, fill=fill, stroke=ink, width=1.0)


def _ink(palette: Palette, name: Ink) -> Color:
    color: Color = getattr(palette, name)
    return color


def _hatch(kind: Hatch, width: float, height: float) -> Iterator[tuple[Point, Point]]:
    """Yield the lines of a hatch, cut off at the edges of a box."""
    if kind in {"level", "crossed"}:
        for number in range(1, int(height / _STEP) + 1):
            if number * _STEP < height:
                yield (0.0, number * _STEP), (width, number * _STEP)
    if kind in {"upright", "crossed"}:
        for number in range(1, int(width / _STEP) + 1):
            if number * _STEP < width:
                yield (number * _STEP, 0.0), (number * _STEP, height)
    if kind in {"rising", "falling"}:
        for number in range(1, int((width + height) / _STEP) + 1):
            total = number * _STEP  # the line where u + v is the same
            start, end = max(0.0, total - height), min(width, total)
            if start < end:
                down = ((start, total - start), (end, total - end))
                yield down if kind == "rising" else ((start, height - down[0][1]), (end, height - down[1][1]))

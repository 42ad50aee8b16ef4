"""Shapes to the operators that paint them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from exporter.typesetting.shapes import Disc, Outline
from exporter.writers.pdf.objects import array, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.typesetting.lines import Color
    from exporter.typesetting.shapes import Point, Shape

_ARC = 0.5523  # of the radius: handles of four curves that look like a circle


def write_shapes(shapes: Sequence[Shape], x: float, y: float) -> str:
    """Return operators that leave the state of the page as it was.

    Args:
        shapes: From their own left edge and top.
        x: That left edge on the page.
        y: That top on the page, where y grows upwards.
    """
    return "\n".join(["q", *(_write_shape(shape, x, y) for shape in shapes), "Q"])


def _write_shape(shape: Shape, x: float, y: float) -> str:
    match shape:
        case Outline(paths=paths, closed=closed, dash=dash):
            lines = [_path(points, x, y) + (" h" if closed else "") for points in paths]
            state = f"{array(dash)}0 d "
        case Disc(center=(across, down), radius=radius):
            lines = [_circle(x + across, y - down, radius)]
            state = "[]0 d "
    return f"{_colors(shape.fill, shape.stroke, shape.width)}{state}{' '.join(lines)} {_paint(shape)}"


def _colors(fill: Color | None, stroke: Color | None, width: float) -> str:
    filled = f"{_numbers(*fill)} rg " if fill else ""
    stroked = f"{_numbers(*stroke)} RG {number(width)} w " if stroke else ""
    return filled + stroked


def _paint(shape: Shape) -> str:
    if shape.fill is None:
        return "S" if shape.stroke else "n"
    return "B" if shape.stroke else "f"


def _path(points: Sequence[Point], x: float, y: float) -> str:
    (first, *rest) = (_numbers(x + across, y - down) for across, down in points)
    return " ".join([f"{first} m", *(f"{point} l" for point in rest)])


def _circle(x: float, y: float, radius: float) -> str:
    handle = radius * _ARC
    turns = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 0))
    parts = [f"{_numbers(x + radius, y)} m"]
    for (ax, ay), (bx, by) in pairwise(turns):
        # A handle runs along the tangent, towards the next quarter.
        first = (x + ax * radius + bx * handle, y + ay * radius + by * handle)
        second = (x + bx * radius + ax * handle, y + by * radius + ay * handle)
        parts.append(f"{_numbers(*first, *second, x + bx * radius, y + by * radius)} c")
    return " ".join(parts)


def _numbers(*values: float) -> str:
    return " ".join(map(number, values))

"""What charts are drawn with: outlines and discs, filled, stroked or both; y grows downwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from exporter.typesetting.lines import Color

Point: TypeAlias = tuple[float, float]  # from the column's left edge and the strip's top


@dataclass(frozen=True, slots=True)
class Outline:
    """Join points by straight lines.

    Attributes:
        paths: Each of two points or more; drawn as one shape.
        closed: Whether each path returns to its first point.
        dash: Lengths of strokes and gaps in turn; empty for an unbroken line.
    """

    paths: tuple[tuple[Point, ...], ...]
    closed: bool = False
    fill: Color | None = None
    stroke: Color | None = None
    width: float = 0.6
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Disc:
    """Draw a circle around a point."""

    center: Point
    radius: float
    fill: Color | None = None
    stroke: Color | None = None
    width: float = 0.6


Shape: TypeAlias = Outline | Disc

"""Set material to strips: horizontal slices of a column, stacked from top to bottom.

A strip is never broken. A paragraph is a strip for each line, a table row a strip for each line of
its tallest cell, so that paragraphs, rows and boxes break across pages by one rule: which
strips allow a break after them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from exporter.typesetting.lines import Color, Line
    from exporter.typesetting.shapes import Shape


class PlacedLine(NamedTuple):
    """Place a line in a strip.

    Attributes:
        x: Physical left edge of the line's measure, from the column's left edge.
        baseline: Down from the strip's top, in points.
        element: What the writer knows the text as; lines with the same element are drawn together.
    """

    line: Line
    x: float
    baseline: float
    element: object


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """Place a horizontal rule; ``y`` is down from the strip's top, ``dotted`` makes it a leader."""

    x: float
    y: float
    width: float
    thickness: float
    color: Color
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class PlacedFill:
    """Place a filled rectangle behind the strip's text, from its top to its bottom."""

    x: float
    width: float
    color: Color


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """Place a picture by its key; ``y`` is down from the strip's top."""

    key: str
    x: float
    y: float
    width: float
    height: float
    element: object


@dataclass(frozen=True, slots=True)
class PlacedDrawing:
    """Place shapes at a strip's top; ``x``, ``width`` and ``height`` bound all that is drawn with them."""

    shapes: tuple[Shape, ...]
    x: float
    width: float
    height: float
    element: object


@dataclass(frozen=True, slots=True)
class PlacedLate:
    """Place lines that need the pages of anchors, such as a line of the contents."""

    build: Callable[[Mapping[str, int]], Sequence[PlacedLine]]


Placed: TypeAlias = PlacedLine | PlacedRule | PlacedFill | PlacedPicture | PlacedDrawing | PlacedLate


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Decorate all strips that share it, page by page: a background, and a bar at the start edge.

    Compared by identity. ``x`` and ``bar_x`` count from the column's left edge.
    """

    x: float
    width: float
    background: Color | None = None
    bar_x: float = 0.0
    bar_width: float = 0.0
    bar_color: Color | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """Name a place that links and the outline lead to; no title, no outline entry."""

    name: str
    title: str = ""
    level: int = 0


class Strip(NamedTuple):
    """Hold one slice of a column.

    Attributes:
        height: In points.
        space_before: Dropped at the top of a page.
        breakable: Whether a page may end after it.
        notes: Numbers of the notes that must stand on its page.
        frames: Decorations, from outermost to innermost.
        header: Strips to repeat when it opens a page; empty for a header itself.
    """

    height: float
    content: tuple[Placed, ...] = ()
    space_before: float = 0.0
    breakable: bool = True
    notes: tuple[int, ...] = ()
    frames: tuple[Frame, ...] = ()
    header: tuple[Strip, ...] = ()
    anchors: tuple[Anchor, ...] = ()


def allow_breaks(count: int) -> list[bool]:
    """Tell after which of a paragraph's lines a page may end: no orphan, no widow."""
    return [n not in (1, count - 1) or count == 1 for n in range(1, count + 1)]

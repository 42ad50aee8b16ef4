"""The unit that a line is set of: shaped text of one style, font and level."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.lines import TextStyle


class Cell(NamedTuple):
    """Hold shaped text of one style, font and level; widths in points.

    Attributes:
        hex: Tile ids in visual order, a space for each gap.
        width: With all gaps.
        gaps: Of it, the gaps.
        space: Tile id of the space.
    """

    hex: str
    width: float
    gaps: float
    style: TextStyle
    font: Font
    space: str
    level: int

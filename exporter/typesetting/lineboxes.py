"""The boxes of one line, and what they are together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from exporter.typesetting.fonts import Font
from exporter.typesetting.material import AnyBox


class Sums(NamedTuple):
    """Hold what a line's boxes are together, in units.

    Attributes:
        font: None if they have several.
        width: Without the spaces that end the line.
        gaps: Of it, the gaps.
    """

    font: Font | None
    width: float
    gaps: float


class LineBoxes(NamedTuple):
    """Hold the boxes of one line.

    Attributes:
        starts: Where each box begins in the text.
        end: Where the last one ends.
        forced: Whether the line ends here in any case.
        inside: Whether it ends inside a word, at a sign.
        sums: Of a line of whole boxes, if they have one font.
    """

    boxes: Sequence[AnyBox]
    starts: Sequence[int]
    end: int
    hyphenated: bool
    forced: bool
    inside: bool
    sums: Sums | None = None


def add_up(boxes: Sequence[AnyBox]) -> Sums:
    """Return what the boxes of a line are together."""
    _, widths, inners, trails, fonts, *_ = zip(*boxes)  # noqa: B905 - boxes and bundles differ in length
    shown = sum(trails) - trails[-1]
    font = fonts[0] if fonts.count(fonts[0]) == len(fonts) else None
    return Sums(font, sum(widths) + shown, sum(inners) + shown)

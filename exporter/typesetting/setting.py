"""The boxes of a line to a set line: justified, aligned, in visual order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from exporter.typesetting.lines import Line
from exporter.typesetting.material import line_widths

if TYPE_CHECKING:
    from exporter.typesetting.lines import Align
    from exporter.typesetting.material import MixedText, UniformText

_WIDEST = 5.0  # gaps are not stretched beyond this multiple: the line stays short instead


def set_line(
    material: UniformText | MixedText,
    boxes: Sequence[Any],
    measure: float,
    align: Align,
    *,
    rtl: bool,
    ends: bool,
) -> Line:
    """Set one line; one that ``ends`` a paragraph or stands before a forced break is not stretched."""
    natural, gaps = line_widths(boxes)
    natural, gaps = natural * material.unit, gaps * material.unit
    stretch = _stretch(measure - natural, gaps, justify=align == "justify" and not ends)
    width = natural + gaps * stretch
    x = _indent(measure - width, align, rtl=rtl)
    return Line(tuple(material.pieces(boxes, x, stretch)), width)


def _stretch(room: float, gaps: float, *, justify: bool) -> float:
    # Kashida, where a script has it, takes its share of the room before the gaps do.
    if gaps <= 0 or (room > 0 and not justify):
        return 0.0
    stretch = room / gaps
    return stretch if stretch < _WIDEST else 0.0


def _indent(room: float, align: Align, *, rtl: bool) -> float:
    if align == "center":
        return room / 2
    at_end = align == "end"
    return room if at_end != rtl else 0.0

"""Text with bidi controls to text without them, and the ranges that were isolated."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from exporter.localization.scripts import first_direction
from exporter.model.inlines import Direction

CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OPENING: dict[str, Direction | None] = {"\u2066": "ltr", "\u2067": "rtl", "\u2068": None}
_CLOSING = "\u2069"


class CleanText(NamedTuple):
    """Hold text without controls.

    Attributes:
        isolates: Start, end and direction of each outermost isolate, in the clean text.
        removed: Where the controls stood, in the text before.
    """

    text: str
    isolates: tuple[tuple[int, int, Direction], ...] = ()
    removed: tuple[int, ...] = ()

    def position(self, before: int) -> int:
        """Return where a position of the text before is now."""
        return before - bisect_left(self.removed, before)


def without_controls(text: str) -> CleanText:
    """Take the bidi controls out of a text.

    An isolate inside another belongs to the outer one; a missing end is the end of the text.
    """
    removed = tuple(match.start() for match in CONTROLS.finditer(text))
    if not removed:
        return CleanText(text)
    clean = CleanText(CONTROLS.sub("", text), (), removed)
    return CleanText(clean.text, tuple(_isolates(text, clean)), removed)


def _isolates(text: str, clean: CleanText) -> list[tuple[int, int, Direction]]:
    found: list[tuple[int, int, Direction]] = []
    opened: list[int] = []
    for position in (*clean.removed, len(text)):
        control = text[position] if position < len(text) else ""
        if control in _OPENING and control:
            opened.append(position)
        elif opened and control in {_CLOSING, ""}:
            start = opened[0] if not control else opened.pop()
            if not control or not opened:
                found += _isolate(text[start], clean, clean.position(start), clean.position(position))
    return found


def _isolate(opening: str, clean: CleanText, start: int, end: int) -> list[tuple[int, int, Direction]]:
    content = clean.text[start:end]
    if not content:
        return []
    # UAX 9, X5c: the first strong letter decides, left to right without one.
    return [(start, end, _OPENING[opening] or first_direction(content) or "ltr")]

"""Segments and words to the lines of one column: measure, indents, direction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from exporter.writers.text.marked import LRM, RLM, Links, MarkedText, first_strong, join_marked, mark_inlines
from exporter.writers.text.width import display_width
from exporter.writers.text.wrap import wrap_marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.model.blocks import EditionSegment
    from exporter.model.edition import Labels
    from exporter.model.inlines import Direction

DIRECTION_MARKS: Final = {"ltr": LRM, "rtl": RLM}


@dataclass(frozen=True, slots=True)
class Column:
    """Set what lines are made for.

    Attributes:
        width: Cells that a line may fill.
        quoted: Whether it stands within a quotation.
    """

    width: int
    direction: Direction
    language: str
    labels: Labels
    links: Links
    quoted: bool = False

    def narrowed(self, cells: int) -> Column:
        """Return the column that an indent leaves; in one too deep, each word takes a line."""
        return replace(self, width=max(self.width - cells, 1))

    def mark(self, segment: EditionSegment) -> list[MarkedText]:
        """Return a segment as one marked text for each forced line."""
        return mark_inlines(segment.inlines, self.direction, self.links)

    def wrap(self, parts: Sequence[MarkedText]) -> list[str]:
        """Return the lines of marked texts."""
        return wrap_marked(parts, self.width, self.language)

    def wrap_segment(self, segment: EditionSegment, before: str = "", after: str = "") -> list[str]:
        """Return the lines of a segment with words put before and after it."""
        return self.wrap(enclose(self.mark(segment), before, after))


def enclose(parts: Sequence[MarkedText], before: str = "", after: str = "") -> list[MarkedText]:
    """Put words before the first and after the last of marked texts."""
    enclosed = list(parts)
    enclosed[0] = join_marked(before, enclosed[0])
    enclosed[-1] = join_marked(enclosed[-1], after)
    return enclosed


def hang(lines: Sequence[str], cells: int, marker: str = "") -> list[str]:
    """Indent lines, and put a marker into the indent of the first one."""
    first = marker + " " * (cells - display_width(marker))
    return [(" " * cells if index else first) + line if line else "" for index, line in enumerate(lines)]


def stack(groups: Sequence[Sequence[str]], *, gap: bool = True) -> list[str]:
    """Put groups of lines one below the other, with blank lines between if there is a gap.

    A group of blank lines, such as code that is one space, shows nothing and is left out.
    """
    lines: list[str] = []
    for group in filter(any, groups):
        lines += ["", *group] if gap and lines else group
    return lines


def encode(lines: Sequence[str], direction: Direction) -> bytes:
    """Return lines as bytes, each marked where its direction is in doubt."""
    return "".join(f"{steady(line, direction)}\n" for line in lines).encode()


def steady(line: str, direction: Direction) -> str:
    """Mark a line's direction where the software that shows it would find another one (UAX 9, P2)."""
    if line.isascii() and (direction == "ltr" or not line):
        return line
    if line.lstrip(" ").startswith((LRM, RLM)):
        return line
    found = first_strong(line)
    if found == direction or (found is None and direction == "ltr"):
        return line
    return DIRECTION_MARKS[direction] + line

"""Cells of one line in logical order to pieces in visual order (UAX 9, L1 and L2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from exporter.typesetting.lines import Piece
from exporter.typesetting.marks import mark_turns

if TYPE_CHECKING:
    from exporter.typesetting.cells import Cell
    from exporter.typesetting.tiles import TileRegistry

_T = TypeVar("_T")


def visual_order(items: Sequence[_T], levels: Sequence[int]) -> list[_T]:
    """Reorder logical items by their levels: from the highest to the lowest odd one, reverse (UAX 9, L2)."""
    order = list(items)
    depth = list(levels)
    odd = [level for level in depth if level & 1]
    for level in range(max(depth, default=0), min(odd, default=1) - 1, -1) if odd else ():
        _reverse_runs(order, depth, level)
    return order


def _reverse_runs(order: list[_T], depth: list[int], level: int) -> None:
    start = 0
    while start < len(order):
        if depth[start] < level:
            start += 1
            continue
        end = start
        while end < len(order) and depth[end] >= level:
            end += 1
        order[start:end] = order[start:end][::-1]
        depth[start:end] = depth[start:end][::-1]
        start = end


def visual_pieces(
    cells: Sequence[Cell], x: float, stretch: float, tiles: TileRegistry, *, rtl: bool
) -> list[Piece]:
    """Set the cells of a line, without the spaces that end it.

    Args:
        cells: In logical order.
        x: Left edge of the line.
        stretch: Added to every gap, as a part of its own width.
        tiles: Of the document.
        rtl: Direction of the paragraph.
    """
    levels = [cell.level for cell in cells]
    ordered: Sequence[Cell] = cells
    if levels.count(rtl) != len(levels):
        ordered = mark_turns(visual_order(cells, levels), tiles, rtl=rtl)
    elif rtl:
        ordered = cells[::-1]
    pieces: list[Piece] = []
    start = 0
    for end in range(1, len(ordered) + 1):
        if end < len(ordered) and _alike(ordered[start], ordered[end]):
            continue
        piece = _piece(ordered[start:end], x, stretch)
        pieces.append(piece)
        x += piece.width
        start = end
    return pieces


def _alike(one: Cell, other: Cell) -> bool:
    return one.style is other.style and one.font is other.font and one.level == other.level


def _piece(cells: Sequence[Cell], x: float, stretch: float) -> Piece:
    first = cells[0]
    words = "".join([cell.hex for cell in cells]).split(" ")
    gaps = sum(cell.gaps for cell in cells)
    width = sum(cell.width for cell in cells) + gaps * stretch
    gap = gaps * stretch / (len(words) - 1) if len(words) > 1 else 0.0
    return Piece(first.style, first.font, x, width, tuple(words), first.space, gap)

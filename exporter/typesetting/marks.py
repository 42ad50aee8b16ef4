"""Blank marks, so that text extractors put the words of a line in their order again.

A PDF holds text as it stands on the page. Poppler (pdftotext, Evince, Okular) finds the logical order
by simple rules: it reads a line in the direction of most letters of the page, and there goes on in
one direction until it meets a strong letter of the other; signs such as ``.`` and ``،`` count as digits.
A mark stands wherever that rule would go wrong, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import bidirectional

if TYPE_CHECKING:
    from exporter.typesetting.reorder import Cell
    from exporter.typesetting.tiles import Tile, TileRegistry

_LTR_MARK = "\u200e"
_RTL_MARK = "\u200f"
_MARKS = (_LTR_MARK, _RTL_MARK)
_WIDTH = 0.11  # ems, lent by a neighbour: Poppler takes letters nearer than 0.1 em for copies of each other

_STRONG_RTL = frozenset({"R", "AL"})
_AS_DIGITS = frozenset({"EN", "AN", "ES", "ET", "CS"})
_SIGNS = re.compile(r"[^\w\s()«»\"“”‘’'…—–!?؟؛\[\]]")


def is_mark(text: str) -> bool:
    """Tell whether a tile's text is a directional mark, which no source text holds."""
    return text in _MARKS


def needs_marks(word: str) -> bool:
    """Tell whether a right-to-left word may hold signs that count as digits."""
    return _SIGNS.search(word) is not None


def mark_signs(tiles: Sequence[Tile], upem: int) -> list[Tile]:
    """Return a right-to-left word with marks after signs that would turn what follows.

    Args:
        tiles: Of the word, in visual order.
        upem: Of their font.
    """
    marked: list[Tile] = []
    following = ""  # the letter to the left
    for tile in tiles:
        letter = tile[2]
        if _is_digit(letter) and not _is_rtl(following) and following != letter:
            marked += _marked_before(tile, _RTL_MARK, upem)
        else:
            marked.append(tile)
        following = letter
    return marked


def mark_turns(cells: Sequence[Cell], tiles: TileRegistry, *, rtl: bool) -> list[Cell]:
    """Return the cells of a line with marks where it changes direction.

    Args:
        cells: In visual order.
        tiles: Of the document.
        rtl: Direction of the paragraph.
    """
    marked = list(cells)
    order = range(len(cells) - 1, -1, -1) if rtl else range(len(cells))
    before = 1 if rtl else 0
    left = -1  # the cell just read
    for index in order:
        level = cells[index].level & 1
        if level != before:
            _mark_turn(marked, left, index, tiles, rtl=rtl)
        before, left = level, index
    return marked


def keep_hyphen(cell: Cell, tiles: TileRegistry) -> Cell:
    """Return the end of a line with a blank second hyphen if it ends with one.

    Poppler and pdfium take one hyphen from the end of a line and join what stands around it, as
    if it had been added to divide a word. One that belongs to the word must stay.
    """
    tile_set = tiles.of(cell.font)
    if cell.level & 1 or tile_set.letter_of(cell.hex[-4:]) != "-":
        return cell
    return _with_mark(cell, "-", tiles, at_end=True)


def _mark_turn(cells: list[Cell], left: int, entered: int, tiles: TileRegistry, *, rtl: bool) -> None:
    """Put a mark between two cells if the one entered does not begin with a letter of its direction."""
    cell = cells[entered]
    edge = cell.hex[-4:] if rtl else cell.hex[:4]
    letter = " " if " " in edge else tiles.of(cell.font).letter_of(edge)
    if cell.level & 1:
        strong, mark = _is_rtl(letter), _RTL_MARK
    else:
        strong, mark = _is_digit(letter) or bidirectional(letter) == "L", _LTR_MARK
    if strong:
        return
    if letter == " " and left >= 0:
        cells[left] = _with_mark(cells[left], mark, tiles, at_end=not rtl)
    else:
        cells[entered] = _with_mark(cell, mark, tiles, at_end=rtl)


def _with_mark(cell: Cell, mark: str, tiles: TileRegistry, *, at_end: bool) -> Cell:
    tile_set = tiles.of(cell.font)
    edge = cell.hex[-4:] if at_end else cell.hex[:4]
    if " " in edge:
        sign = tile_set.sign_of(((), 0, mark))
        return cell._replace(hex=cell.hex + sign if at_end else sign + cell.hex)
    marking = _marked_after if at_end else _marked_before
    pair = marking(tile_set.tiles[int(edge, 16)], mark, cell.font.upem)
    signs = "".join([tile_set.sign_of(tile) for tile in pair])
    return cell._replace(hex=cell.hex[:-4] + signs if at_end else signs + cell.hex[4:])


def _marked_before(tile: Tile, mark: str, upem: int) -> tuple[Tile, Tile]:
    ink, advance, text = tile
    width = _lent(advance, upem)
    moved = tuple((glyph, x - width, y) for glyph, x, y in ink)
    return ((), width, mark), (moved, advance - width, text)


def _marked_after(tile: Tile, mark: str, upem: int) -> tuple[Tile, Tile]:
    ink, advance, text = tile
    width = _lent(advance, upem)
    return (ink, advance - width, text), ((), width, mark)


def _lent(advance: int, upem: int) -> int:
    width = round(_WIDTH * upem)
    return width if advance >= 2 * width else 0


@lru_cache(maxsize=4096)
def _is_rtl(letter: str) -> bool:
    return bool(letter) and bidirectional(letter) in _STRONG_RTL


@lru_cache(maxsize=4096)
def _is_digit(letter: str) -> bool:
    return bool(letter) and bidirectional(letter) in _AS_DIGITS

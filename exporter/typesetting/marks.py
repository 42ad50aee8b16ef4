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
from unicodedata import bidirectional, mirrored

if TYPE_CHECKING:
    from exporter.typesetting.cells import Cell
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.lines import Line
    from exporter.typesetting.tiles import Tile, TileRegistry

_LTR_MARK = "\u200e"
_RTL_MARK = "\u061c"
_MARKS = (_LTR_MARK, _RTL_MARK)
_WIDTH = 0.11  # ems, lent by a neighbour: Poppler takes letters nearer than 0.1 em for copies of each other
_VOWEL_WIDTH = 0.02  # enough beside a vowel mark, which is as narrow

_STRONG_RTL = frozenset({"R", "AL"})
_AS_DIGITS = frozenset({"EN", "AN", "ES", "ET", "CS"})
_SIGNS = re.compile(r"[^\w\s\"“”‘’'…—–!?؟؛]")


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
    if all(_is_plain(tile[2]) for tile in tiles):
        return list(tiles)
    marked: list[Tile] = []
    following = ""  # the letter to the left
    for tile in tiles:
        letter = tile[2]
        if _is_number_sign(letter) or (_is_digit(letter) and not _is_rtl(following) and following != letter):
            marked.append((tile[0], tile[1], _RTL_MARK + letter))
        else:
            marked.append(tile)
        following = letter
    return _hold_brackets(_part_signs_from_vowels(marked, upem), upem)


def _hold_brackets(tiles: Sequence[Tile], upem: int) -> list[Tile]:
    held: list[Tile] = []
    for tile in tiles:
        if len(tile[2]) == 1 and mirrored(tile[2]):
            ink, advance, letter = tile
            width = round(2 * _VOWEL_WIDTH * upem)
            held += [(ink, advance - width, _RTL_MARK + letter), ((), width, "\u2060" + _LTR_MARK)]
        else:
            held.append(tile)
    return held


def _part_signs_from_vowels(tiles: Sequence[Tile], upem: int) -> list[Tile]:
    # pdfium turns a sign and the vowel mark before it around unless a strong letter stands between.
    parted: list[Tile] = []
    owed = 0
    for number, tile in enumerate(tiles):
        if owed and not _is_vowel(tile[2]):
            parted.append(_moved(tile, min(owed, tile[1])))
            owed = 0
        else:
            parted.append(tile)
        if _is_digit(tile[2]) and _is_vowel(tiles[number + 1][2] if number + 1 < len(tiles) else ""):
            owed = round(_VOWEL_WIDTH * upem)
            parted.append(((), owed, _RTL_MARK))
    return parted


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


def join_lines(cell: Cell, tiles: TileRegistry) -> Cell:
    """Return the end of a left-to-right line that breaks a word at a sign, with a blank hyphen.

    Poppler and pdfium take one hyphen from the end of a line and join what stands around it. So a
    hyphen of the word itself would be lost, and an address divided at a stroke stay divided.
    """
    letter = "" if cell.hex.endswith(" ") else tiles.of(cell.font).letter_of(cell.hex[-4:])
    if cell.level & 1 or not letter or letter.isalnum():
        return cell
    return _with_mark(cell, "-", tiles, at_end=True)


def keep_first_hyphen(cell: Cell, tiles: TileRegistry) -> Cell:
    """Return the start of a right-to-left line, a hyphen marked: Poppler takes it for the end of one."""
    if begins_with_hyphen(cell.hex, cell.font, tiles):
        return _with_mark(cell, _RTL_MARK, tiles, at_end=True)
    return cell


def begins_with_hyphen(ink: str, font: Font, tiles: TileRegistry) -> bool:
    """Tell whether tiles from right to left begin with a hyphen."""
    return not ink.endswith(" ") and tiles.of(font).letter_of(ink[-4:])[-1:] == "-"


def close_number(line: Line, tiles: TileRegistry) -> Line:
    """Return a line that is a number beside a right-to-left one, with a mark at its left.

    Poppler takes both for one line, and a bracket that begins the other for a part of the number.
    """
    first, *others = line.pieces
    sign = tiles.of(first.font).sign_of(((), 0, _RTL_MARK))
    words = (sign + first.words[0], *first.words[1:])
    return line._replace(pieces=(first._replace(words=words), *others))


def _mark_turn(cells: list[Cell], left: int, entered: int, tiles: TileRegistry, *, rtl: bool) -> None:
    """Put a mark between two cells if the one entered does not begin with a letter of its direction."""
    cell = cells[entered]
    edge = cell.hex[-4:] if rtl else cell.hex[:4]
    letter = " " if " " in edge else tiles.of(cell.font).letter_of(edge)
    if cell.level & 1:
        strong, mark = _is_rtl(letter), _RTL_MARK
    else:
        strong, mark = _is_digit(letter) or bidirectional(letter[-1]) == "L", _LTR_MARK
    if strong:
        return
    if letter == " " and left >= 0 and mark == _LTR_MARK:
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
    width = _lent(tile[1], upem)
    return ((), width, mark), _moved(tile, width)


def _moved(tile: Tile, width: int) -> Tile:
    """Return a tile that begins later, with its ink in the same place."""
    ink, advance, text = tile
    return tuple((glyph, x - width, y) for glyph, x, y in ink), advance - width, text


def _marked_after(tile: Tile, mark: str, upem: int) -> tuple[Tile, Tile]:
    ink, advance, text = tile
    width = _lent(advance, upem)
    return (ink, advance - width, text), ((), width, mark)


def _lent(advance: int, upem: int) -> int:
    width = round(_WIDTH * upem)
    return width if advance >= 2 * width else max(advance, 0) // 2


@lru_cache(maxsize=4096)
def _is_rtl(letter: str) -> bool:
    return bool(letter) and bidirectional(letter[-1]) in _STRONG_RTL


@lru_cache(maxsize=4096)
def _is_plain(letter: str) -> bool:
    """Tell whether a letter or vowel mark needs nothing beside it."""
    return bool(letter) and bidirectional(letter[-1]) in {"R", "AL", "NSM"} and not mirrored(letter[-1])


@lru_cache(maxsize=4096)
def _is_number_sign(letter: str) -> bool:
    return bool(letter) and bidirectional(letter[-1]) in {"ES", "ET"}


@lru_cache(maxsize=4096)
def _is_vowel(letter: str) -> bool:
    return bool(letter) and bidirectional(letter[-1]) == "NSM"


@lru_cache(maxsize=4096)
def _is_digit(letter: str) -> bool:
    return bool(letter) and bidirectional(letter[-1]) in _AS_DIGITS

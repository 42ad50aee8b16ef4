"""Pieces as they stand on a line, from left to right, to the order in which they are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias
from unicodedata import bidirectional

if TYPE_CHECKING:
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.lines import Piece
    from exporter.typesetting.tiles import TileRegistry

_Strong: TypeAlias = Literal["L", "R", "digits", ""]

_STRENGTH: dict[str, _Strong] = {"L": "L", "R": "R", "AL": "R", "EN": "digits", "AN": "digits"}
_BY_RANK: tuple[_Strong, ...] = ("R", "L", "digits")
_DIRECTIONAL_MARKS = "\u061c\u200e\u200f"  # set for text extractors, no part of the text
_HEX_DIGITS = 4


class Reader:
    """Read a document's tiles back; every word once."""

    def __init__(self, tiles: TileRegistry) -> None:
        self._tiles = tiles
        self._words: dict[tuple[Font, str], _Strong] = {}

    def order(self, pieces: Sequence[Piece], *, rtl: bool) -> list[tuple[int, bool]]:
        """Return the indices of a line's pieces in logical order, each with whether it is from right to left.

        Undoes UAX 9, L2: each piece is of one direction, which its letters tell; pieces
        without letters go with their neighbours, or else with the paragraph.

        Args:
            pieces: In visual order.
            rtl: Direction of the paragraph.
        """
        levels = _levels([self._strong(piece) for piece in pieces], rtl=rtl)
        odd = [bool(level & 1) for level in levels]
        order = list(range(len(pieces)))
        for level in range(1, max(levels, default=0) + 1):
            _reverse_runs(order, levels, level)
        return [(index, odd[index]) for index in order]

    def lettered(self, piece: Piece) -> bool:
        """Tell whether a piece has letters from right to left."""
        return self._strong(piece) == "R"

    def _strong(self, piece: Piece) -> _Strong:
        found: set[_Strong] = set()
        for word in piece.words:
            strong = self._strong_word(piece.font, word)
            if strong == "R":  # nothing is stronger: most pieces are told by one word
                return strong
            found.add(strong)
        return _strongest(found)

    def _strong_word(self, font: Font, word: str) -> _Strong:
        known = self._words.get((font, word))
        if known is None:
            known = self._words[font, word] = self._find_strong(font, word)
        return known

    def _find_strong(self, font: Font, word: str) -> _Strong:
        tiles, found = self._tiles.of(font).tiles, set[_Strong]()
        for at in range(0, len(word), _HEX_DIGITS):
            strong = _strong_letter(tiles[int(word[at : at + _HEX_DIGITS], 16)][2])
            if strong == "R":
                return strong
            found.add(strong)
        return _strongest(found)


def _strong_letter(letter: str) -> _Strong:
    if not letter or letter[-1] in _DIRECTIONAL_MARKS:
        return ""
    return _STRENGTH.get(bidirectional(letter[-1]), "")


def _strongest(found: set[_Strong]) -> _Strong:
    return next((strong for strong in _BY_RANK if strong in found), "")


def _levels(strengths: Sequence[_Strong], *, rtl: bool) -> list[int]:
    levels = []
    for index, strength in enumerate(strengths):
        own = strength if strength in {"L", "R"} else _around(strengths, index, rtl=rtl)
        if own == "R":
            levels.append(2 if strength == "digits" else 1)
        else:
            levels.append(2 if rtl else 0)
    return levels


def _around(strengths: Sequence[_Strong], index: int, *, rtl: bool) -> _Strong:
    base: _Strong = "R" if rtl else "L"
    before = next((s for s in reversed(strengths[:index]) if s in {"L", "R"}), base)
    after = next((s for s in strengths[index + 1 :] if s in {"L", "R"}), base)
    return before if before == after else base


def _reverse_runs(order: list[int], levels: list[int], level: int) -> None:
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and levels[end] >= level:
            end += 1
        order[start:end] = reversed(order[start:end])
        levels[start:end] = reversed(levels[start:end])
        start = max(end, start + 1)

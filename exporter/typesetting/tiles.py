"""Shaped glyphs to tiles: one tile for each code point of the text, so that text comes out as it went in.

A tile is what a font shows for one code point in one shape: the glyphs that make its ink, with
their offsets, and how far it moves the pen. A cluster of several code points (a ligature, a
letter with marks) is several tiles: the ink sits on one, the others are blank and only carry text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from exporter.typesetting.fonts import Font

Component: TypeAlias = tuple[int, int, int]  # glyph id, x offset, y offset, in font units
Tile: TypeAlias = tuple[tuple[Component, ...], int, str]  # components, advance in font units, text


@dataclass(slots=True)
class TileSet:
    """Number the tiles that one document uses of one font; id 0 is ``.notdef``.

    Ids are handed out in order of first use, so the same text gives the same ids.
    """

    font: Font
    tiles: list[Tile] = field(default_factory=list)
    signs: dict[Tile, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tiles.append((((0, 0, 0),), self.font.advance(0), ""))

    def sign_of(self, tile: Tile) -> str:
        """Return the tile's id, a new one at its first use, as four upper-case hex digits."""
        known = self.signs.get(tile)
        if known is None:
            known = self.signs[tile] = f"{len(self.tiles):04X}"
            self.tiles.append(tile)
        return known

    def letter_of(self, sign: str) -> str:
        """Return the text of a tile by its id in hex digits."""
        return self.tiles[int(sign, 16)][2]

    def id_of(self, tile: Tile) -> int:
        """Return the tile's id, a new one at its first use."""
        return int(self.sign_of(tile), 16)


class TileRegistry:
    """Hold the tile sets of one document, by font, in order of first use."""

    def __init__(self) -> None:
        self._sets: dict[Font, TileSet] = {}

    def of(self, font: Font) -> TileSet:
        """Return the font's tile set, an empty one at its first use."""
        found = self._sets.get(font)
        if found is None:
            found = self._sets[font] = TileSet(font)
        return found

    def sets(self) -> tuple[TileSet, ...]:
        """Return all tile sets in order of first use."""
        return tuple(self._sets.values())

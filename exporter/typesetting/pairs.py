"""Words to tiles by what HarfBuzz does with each pair of letters: shaping at the price of a look-up.

In a font whose letters change only with the one beside them, a word is the sum of its pairs. Whether
a font is such a one is read from its tables; whether a pair is, from what HarfBuzz makes of it.
Words with anything else (ligatures, marks, joiners) are left to HarfBuzz as a whole.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING, NamedTuple

import uharfbuzz as hb

from exporter.typesetting.fallback import script_of

if TYPE_CHECKING:
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.tiles import TileSet

# Scripts whose letters have one form each.
_SCRIPTS = frozenset({"Latn", "Cyrl", "Grek"})
_CATEGORIES = frozenset("LNPS")
# Substitutions that are on by default and look further than the next letter.
_CONTEXTUAL = frozenset({b"calt", b"clig", b"rclt", b"rlig", b"dist", b"cswh", b"rand"})
_PAIR_POSITIONING, _EXTENSION = {1, 2}, 9  # GPOS lookup types: single, pair; wrapped
_MARK_POSITIONING = {4, 5, 6}  # concern marks alone, which are no letters here


class _Shape(NamedTuple):
    """Hold the first glyph of a pair: its glyph and its position."""

    glyph: int
    position: tuple[int, int, int, int]


class LetterPairs:
    """Know the tiles of one font's letters by the letter that follows, for one script and language."""

    def __init__(self, tiles: TileSet, script: str, language: str) -> None:
        self._tiles = tiles
        self._font = tiles.font
        self._script = script
        self._language = language
        self._signs: dict[str, str] = {}
        self._advances: dict[str, int] = {}
        self._alone: dict[str, list[_Shape]] = {}
        self._others: set[str] = set()

    def recall(self, word: str) -> tuple[str, int] | None:
        """Return the word's tile ids and its width in font units, if all its pairs are known."""
        pairs = [*map(add, word, word[1:]), word[-1]]
        try:
            return "".join(map(self._signs.__getitem__, pairs)), sum(map(self._advances.__getitem__, pairs))
        except KeyError:
            return None

    def shape(self, word: str) -> tuple[str, int] | None:
        """Return the same, learning what is new; nothing if HarfBuzz must shape the word as a whole."""
        pairs = [*map(add, word, word[1:]), word[-1]]
        return self.recall(word) if all(map(self._learn, pairs)) else None

    def _learn(self, pair: str) -> bool:
        if pair in self._signs:
            return True
        if pair in self._others:
            return False
        shape = self._first_of(pair)
        if shape is None:
            self._others.add(pair)
            return False
        x, y, advance, _ = shape.position
        self._signs[pair] = self._tiles.sign_of((((shape.glyph, x, y),), advance, pair[0]))
        self._advances[pair] = advance
        return True

    def _first_of(self, pair: str) -> _Shape | None:
        """Return how a letter looks before another, or nothing if the two change each other further."""
        if not all(map(_is_simple, pair)) or not {*map(script_of, pair)} <= {self._script, "Zyyy"}:
            return None
        alone = [self._alone.get(letter) or self._learn_alone(letter) for letter in pair]
        shapes = alone[0] if len(pair) == 1 else self._shape(pair)
        if len(shapes) != len(pair) or any(len(one) != 1 for one in alone):
            return None
        same = all(one.glyph == single[0].glyph for one, single in zip(shapes, alone, strict=True))
        last_is_itself = len(pair) == 1 or shapes[1] == alone[1][0]
        return shapes[0] if same and last_is_itself and shapes[0].position[2] > 0 else None

    def _learn_alone(self, letter: str) -> list[_Shape]:
        shapes = self._alone[letter] = self._shape(letter)
        return shapes

    def _shape(self, text: str) -> list[_Shape]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", self._script, self._language
        hb.shape(self._font.shaper, buffer)
        glyphs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        return [_Shape(info.codepoint, place.position) for info, place in glyphs]


def knows_pairs(font: Font, script: str) -> bool:
    """Tell whether words of a script are the sum of their pairs in a font."""
    return script in _SCRIPTS and _only_pairs(font)


@lru_cache(maxsize=256)
def _only_pairs(font: Font) -> bool:
    substitution, positioning = font.tables.get("GSUB", b""), font.tables.get("GPOS", b"")
    if _CONTEXTUAL & set(_feature_tags(substitution)):
        return False
    allowed = _PAIR_POSITIONING | _MARK_POSITIONING
    return all(kind in allowed for kind in _lookup_kinds(positioning))


def _feature_tags(table: bytes) -> Iterator[bytes]:
    # OpenType, Chapter 2: offset to the FeatureList at byte 6; records of tag and offset.
    if len(table) >= 10:
        (start,) = struct.unpack_from(">H", table, 6)
        (count,) = struct.unpack_from(">H", table, start)
        for number in range(count):
            yield table[start + 2 + 6 * number : start + 6 + 6 * number]


def _lookup_kinds(table: bytes) -> Iterator[int]:
    # OpenType, Chapter 2: offset to the LookupList at byte 8; type and first subtable of each lookup.
    if len(table) >= 10:
        (start,) = struct.unpack_from(">H", table, 8)
        (count,) = struct.unpack_from(">H", table, start)
        for at in struct.unpack_from(f">{count}H", table, start + 2):
            kind, _, subtables = struct.unpack_from(">3H", table, start + at)
            if kind == _EXTENSION and subtables:
                (inner,) = struct.unpack_from(">H", table, start + at + 6)
                (kind,) = struct.unpack_from(">H", table, start + at + inner + 2)
            yield kind


@lru_cache(maxsize=4096)
def _is_simple(letter: str) -> bool:
    return unicodedata.category(letter)[0] in _CATEGORIES

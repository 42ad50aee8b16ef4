"""An Arabic word to its tiles with one join stretched, where the font agrees.

A stretch is ink alone: it belongs to the tile of the letter before it, so that the text stays what it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import uharfbuzz as hb

from exporter.typesetting.joins import stretchable_joins
from exporter.typesetting.marks import needs_marks

if TYPE_CHECKING:
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.joins import Join
    from exporter.typesetting.tiles import TileRegistry

_Ink: TypeAlias = tuple[str, int]  # tile ids in visual order, and by what it is wider, in font units
_Form: TypeAlias = tuple[int, int, int, int]  # glyph, its offsets and advance

_TATWEEL = "\u0640"
_LONGEST = 0.38  # ems that a word grows by


class _Place(NamedTuple):
    """Hold the offset of the letter after a join, what stretches the join, and the letter before it."""

    offset: int
    tatweel: _Form
    letter: _Form


class Stretcher:
    """Stretch the words that one font shows, by whole tatweels.

    Attributes:
        step: Width of a tatweel in ems; 0 if the font has none.
    """

    def __init__(self, font: Font, language: str, registry: TileRegistry) -> None:
        glyph = font.glyph(ord(_TATWEEL))
        self.step = max(font.advance(glyph), 0) / font.upem if glyph else 0.0
        self._font = font
        self._language = language
        self._registry = registry
        self._joins: dict[str, list[Join]] = {}
        self._places: dict[str, _Place | None] = {}
        self._tatweels: dict[tuple[_Form, _Form], _Form | None] = {}  # by the letters around, in visual order

    def rank(self, text: str) -> int:
        """Return the priority of the best join of a text by its spelling; 0 if it has none."""
        joins = self._joins.get(text)
        if joins is None:
            joins = self._joins[text] = stretchable_joins(text)
        return joins[0].priority if joins else 0

    def stretch(self, word: str, ink: str, count: int) -> _Ink | None:
        """Return a word with one of its joins longer by some tatweels; None if the font has no good place.

        Args:
            word: Without spaces.
            ink: Its tile ids in visual order.
            count: Of tatweels.
        """
        if not 0 < count * self.step <= _LONGEST:
            return None
        if word not in self._places:
            self._places[word] = self._place(word)
        found = self._places[word]
        if found is None:
            return None
        offset, (tatweel, x, y, step), (letter, letter_x, letter_y, advance) = found
        width = count * step
        tatweels = tuple((tatweel, number * step + x, y) for number in range(count))
        tile = ((*tatweels, (letter, width + letter_x, letter_y)), width + advance, word[offset - 1])
        at = len(ink) - 4 * offset
        return ink[:at] + self._registry.of(self._font).sign_of(tile) + ink[at + 4 :], width

    def _place(self, word: str) -> _Place | None:
        """Find the best join at which nothing but the join itself changes, in a word of a glyph a letter."""
        buffer = self._shape(word)
        safe = hb.GlyphFlags.SAFE_TO_INSERT_TATWEEL
        infos = buffer.glyph_infos
        if len(infos) != len(word):
            return None  # ligatures
        for join in stretchable_joins(word):
            info = infos[-1 - join.place]
            if info.cluster == join.place and info.flags & safe:
                break
        else:
            return None
        forms = _forms(buffer)
        if needs_marks(word[: join.place]) or min([form[3] for form in forms]) <= 0:
            return None  # its tiles are more than its letters, or vowel marks share them
        after, before = forms[-1 - join.place], forms[-join.place]
        if (after, before) not in self._tatweels:
            self._tatweels[after, before] = self._tatweel(word, join.place, forms)
        tatweel = self._tatweels[after, before]
        return None if tatweel is None else _Place(join.place, tatweel, before)

    def _tatweel(self, word: str, offset: int, forms: list[_Form]) -> _Form | None:
        """Return what stands between two letters; None if it changes them or others, or parts a ligature."""
        longer = _forms(self._shape(word[:offset] + _TATWEEL + word[offset:]))
        if len(longer) != len(word) + 1:
            return None
        tatweel = longer.pop(len(word) - offset)
        return tatweel if longer == forms and tatweel[3] > 0 else None

    def _shape(self, word: str) -> hb.Buffer:
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.flags = hb.BufferFlags.PRODUCE_SAFE_TO_INSERT_TATWEEL
        buffer.add_str(word)
        buffer.direction = "rtl"
        buffer.script = "Arab"
        buffer.language = self._language
        hb.shape(self._font.shaper, buffer)
        return buffer


def _forms(buffer: hb.Buffer) -> list[_Form]:
    """Return the glyphs in visual order."""
    return [
        (info.codepoint, *place.position[:3])
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]

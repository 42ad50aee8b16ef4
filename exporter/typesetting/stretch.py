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


class _Join(NamedTuple):
    """Hold a join that may be stretched: the offset of the letter after it, and the two letters."""

    offset: int
    after: _Form
    before: _Form


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
        self._best: dict[str, _Join | None] = {}
        self._tatweels: dict[tuple[_Form, _Form, int], list[_Form]] = {}  # by the letters around, and count

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
        if word not in self._best:
            self._best[word] = self._best_join(word)
        join = self._best[word]
        tatweels = self._between(word, join, count) if join else []
        if join is None or not tatweels:
            return None
        width = 0
        components = []
        for glyph, x, y, advance in tatweels:
            components.append((glyph, width + x, y))
            width += advance
        glyph, x, y, advance = join.before
        tile = ((*components, (glyph, width + x, y)), width + advance, word[join.offset - 1])
        at = len(ink) - 4 * join.offset
        return ink[:at] + self._registry.of(self._font).sign_of(tile) + ink[at + 4 :], width

    def _best_join(self, word: str) -> _Join | None:
        """Find the best join of a word of a glyph a letter that HarfBuzz allows to stretch."""
        buffer = self._shape(word)
        safe = hb.GlyphFlags.SAFE_TO_INSERT_TATWEEL
        infos = buffer.glyph_infos
        if len(infos) != len(word):
            return None  # ligatures
        for _, offset in stretchable_joins(word):
            info = infos[-1 - offset]
            if info.cluster == offset and info.flags & safe:
                break
        else:
            return None
        forms = _forms(buffer)
        if needs_marks(word[:offset]) or min([form[3] for form in forms]) <= 0:
            return None  # its tiles are more than its letters, or vowel marks share them
        return _Join(offset, forms[-1 - offset], forms[-offset])

    def _between(self, word: str, join: _Join, count: int) -> list[_Form]:
        """Return the tatweels between two letters, often one glyph; none if they change other letters."""
        key = join.after, join.before, count
        known = self._tatweels.get(key)
        if known is None:
            stretched = word[: join.offset] + _TATWEEL * count + word[join.offset :]
            known = self._tatweels[key] = _inserted(
                _forms(self._shape(stretched)), _forms(self._shape(word)), len(word) - join.offset
            )
        return known

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


def _inserted(longer: list[_Form], forms: list[_Form], at: int) -> list[_Form]:
    """Return the glyphs that stand in a word at a place; none if others changed, or a ligature parted."""
    end = at + len(longer) - len(forms)
    found = longer[at:end]
    alike = longer[:at] + longer[end:] == forms
    return found if alike and all(form[3] > 0 for form in found) else []


def _forms(buffer: hb.Buffer) -> list[_Form]:
    """Return the glyphs in visual order."""
    return [
        (info.codepoint, *place.position[:3])
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]

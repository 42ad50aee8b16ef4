"""Arabic words with signs around them to the word and its signs, where these do not touch its letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import uharfbuzz as hb

if TYPE_CHECKING:
    from exporter.typesetting.fonts import Font

_Form: TypeAlias = tuple[int, int, int, int]  # glyph, its offsets and advance

# Signs before a word have no direction of their own: those that have need marks.
_SIGNED = re.compile('([«(\\[“"]*)([\u0620-\u063f\u0641-\u064a\u0671-\u06d3]{2,})([»)\\]”"،؛:.؟!…]*)')
_DUAL_JOINING = "ب"  # stands for whatever is joined to a letter


class Signed(NamedTuple):
    """Hold a word between its signs."""

    lead: str
    word: str
    tail: str


class Signs:
    """Know, for one font and language, beside which letters signs stand as they stand alone."""

    def __init__(self, font: Font, language: str) -> None:
        self._font = font
        self._language = language
        self._apart: dict[tuple[str, str], bool] = {}

    def part(self, text: str) -> Signed | None:
        """Part a word from its signs; None if it has none, or if they change each other's shape or place.

        Whether they do is asked of HarfBuzz for the letter beside the signs, alone and joined to another.
        """
        match = _SIGNED.fullmatch(text)
        if match is None:
            return None
        lead, word, tail = match.groups()
        if not lead and not tail:
            return None
        before, after = (lead, word[0]), (word[-1], tail)
        if (lead and not self._stand_apart(before)) or (tail and not self._stand_apart(after)):
            return None
        return Signed(lead, word, tail)

    def _stand_apart(self, pair: tuple[str, str]) -> bool:
        known = self._apart.get(pair)
        if known is None:
            first, second = pair
            known = self._apart[pair] = all(
                self._shape(one + other) == self._shape(other) + self._shape(one)
                for one, other in ((first, second), self._joined(first, second))
            )
        return known

    def _joined(self, first: str, second: str) -> tuple[str, str]:
        if first.isalpha():
            return _DUAL_JOINING + first, second
        return first, second + _DUAL_JOINING

    def _shape(self, text: str) -> list[_Form]:
        """Return glyphs from left to right."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "rtl", "Arab", self._language
        hb.shape(self._font.shaper, buffer)
        glyphs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        return [(info.codepoint, *place.position[:3]) for info, place in glyphs]

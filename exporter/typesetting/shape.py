"""A word to tiles of its fonts, shaped once a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import uharfbuzz as hb

from exporter.typesetting.clusters import Glyph, tile_clusters
from exporter.typesetting.fallback import FontRun, font_runs

if TYPE_CHECKING:
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.hyphenate import Hyphenator
    from exporter.typesetting.tiles import Tile, TileRegistry, TileSet

SPACES = " \u00a0"
HYPHEN_TEXT = "-"  # pdftotext joins the halves of a word for this sign only
INVISIBLE_ENDS = "\u2028\u200b"
HEX = tuple(f"{number:04X}" for number in range(0x10000))

_CONTEXT = 4  # code points on either side that decide how Arabic letters join


class Box(NamedTuple):
    """Hold what stands between two line-break opportunities, shaped; widths in ems.

    Attributes:
        hex: Tile ids in visual order, a space for each gap, with those that end it.
        width: Without the spaces that end it.
        inner: Of it, the gaps.
        trail: The spaces that end it.
        font: The one that has all letters; None if several share the box.
        parts: By font, in logical order, without the spaces that end it.
    """

    hex: str
    width: float
    inner: float
    trail: float
    font: Font | None
    parts: tuple[Part, ...] = ()


class Part(NamedTuple):
    """Hold shaped text of one font: tile ids in visual order, width and gaps in ems."""

    hex: str
    width: float
    gaps: float
    font: Font


class Cut(NamedTuple):
    """Hold a place where a box may be divided: offset in code points, width before it in ems."""

    offset: int
    width: float


class Shaper:
    """Shape text for one list of fonts and one language, each word once."""

    def __init__(self, fonts: Sequence[Font], language: str, registry: TileRegistry) -> None:
        self.fonts = tuple(fonts)
        self.language = language
        self._registry = registry
        self._boxes: tuple[dict[str, Box], dict[str, Box]] = ({}, {})
        self._cuts: dict[tuple[str, int], tuple[Cut, ...]] = {}

    def boxes(self, text: str, ends: Sequence[int], *, rtl: bool) -> list[Box]:
        """Return the boxes of a text; ``ends`` are its line-break opportunities."""
        known = self._boxes[rtl]
        found = []
        start = 0
        for end in ends:
            word = text[start:end]
            start = end
            box = known.get(word)
            found.append(box or self.box(word, rtl=rtl))
        return found

    def box(self, text: str, *, rtl: bool) -> Box:
        """Return a text as one box."""
        known = self._boxes[rtl]
        box = known.get(text)
        if box is None:
            box = known[text] = self._new_box(text, rtl=rtl)
        return box

    def parts(self, text: str, *, rtl: bool, before: str = "", after: str = "") -> list[Part]:
        """Shape a part of a word in its joining context; parts come in logical order."""
        context = (before[-_CONTEXT:], after[:_CONTEXT])
        parts: list[Part] = []
        for run in font_runs(text, self.fonts, self.language):
            part = self._part(text, run, context, rtl=rtl)
            if parts and parts[-1].font is part.font:
                parts[-1] = _joined(parts[-1], part, rtl=rtl)
            else:
                parts.append(part)
        return parts

    def space(self, font: Font) -> tuple[str, float]:
        """Return the tile id of a font's space and its width in ems."""
        advance = font.advance(font.glyph(0x20) or 0)
        return HEX[self._registry.of(font).id_of(((), advance, " "))], advance / font.upem

    def hyphen(self, font: Font) -> tuple[str, float]:
        """Return the tile id of the hyphen that divides a word, and its width in ems."""
        glyph = font.glyph(0x2010) or font.glyph(0x2D) or 0
        tile: Tile = (((glyph, 0, 0),), font.advance(glyph), HYPHEN_TEXT)
        return HEX[self._registry.of(font).id_of(tile)], tile[1] / font.upem

    def cuts(self, text: str, hyphenator: Hyphenator) -> tuple[Cut, ...]:
        """Return where a box may be divided with a hyphen."""
        key = (text, id(hyphenator))
        found = self._cuts.get(key)
        if found is None:
            offsets = hyphenator.divide(text.rstrip(SPACES))
            found = self._cuts[key] = self.cuts_at(text, offsets) if offsets else ()
        return found

    def cuts_at(self, text: str, offsets: Sequence[int]) -> tuple[Cut, ...]:
        """Measure given places in a left-to-right box."""
        return tuple(Cut(at, self.box(text[:at], rtl=False).width) for at in offsets)

    def _new_box(self, text: str, *, rtl: bool) -> Box:
        inked = text.rstrip(SPACES + INVISIBLE_ENDS)
        trailing = sum(letter in SPACES for letter in text[len(inked) :])
        parts = self.parts(inked, rtl=rtl) if inked else []
        font = parts[-1].font if parts else self.fonts[0]
        trail = trailing * self.space(font)[1]
        width, inner = sum(part.width for part in parts), sum(part.gaps for part in parts)
        if len(parts) > 1:
            return Box(" " * trailing, width, inner, trail, None, tuple(parts))
        ink = parts[0].hex if parts else ""
        spaced = " " * trailing + ink if rtl else ink + " " * trailing
        return Box(spaced, width, inner, trail, font, tuple(parts))

    def _part(self, text: str, run: FontRun, context: tuple[str, str], *, rtl: bool) -> Part:
        font = run.font
        before, after = context[0] + text[: run.start], text[run.end :] + context[1]
        words = _split_spaces(text[run.start : run.end])
        _, space = self.space(font)
        shaped, width = [], 0
        for number, word in enumerate(words):
            around = (before if number == 0 else "", after if number == len(words) - 1 else "")
            tiles = self._tiles(word, run, around, rtl=rtl) if word else []
            width += sum(tile[1] for tile in tiles)
            shaped.append(self._hex(font, tiles))
        gaps = space * (len(words) - 1)
        return Part(" ".join(reversed(shaped) if rtl else shaped), width / font.upem + gaps, gaps, font)

    def _hex(self, font: Font, tiles: Sequence[Tile]) -> str:
        tile_set: TileSet = self._registry.of(font)
        return "".join([HEX[tile_set.id_of(tile)] for tile in tiles])

    def _tiles(self, word: str, run: FontRun, around: tuple[str, str], *, rtl: bool) -> list[Tile]:
        before, after = around[0][-_CONTEXT:], around[1][:_CONTEXT]
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(before + word + after, len(before), len(word))
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.script = run.script
        buffer.language = self.language
        hb.shape(run.font.shaper, buffer)
        offset = len(before)
        glyphs = [
            Glyph(info.codepoint, info.cluster - offset, place.x_advance, place.x_offset, place.y_offset)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]
        return _plain_tiles(glyphs, word) or tile_clusters(glyphs, word, rtl=rtl)


def _plain_tiles(glyphs: Sequence[Glyph], word: str) -> list[Tile]:
    # Nearly all words: a glyph a letter, each moving the pen.
    if len(glyphs) != len(word) or any(glyph.advance <= 0 for glyph in glyphs):
        return []
    if len({glyph.cluster for glyph in glyphs}) != len(word):
        return []
    return [(((g.glyph, g.x, g.y),), g.advance, word[g.cluster]) for g in glyphs]


def _split_spaces(text: str) -> list[str]:
    return text.replace("\u00a0", " ").split(" ")


def _joined(first: Part, second: Part, *, rtl: bool) -> Part:
    ink = second.hex + first.hex if rtl else first.hex + second.hex
    return Part(ink, first.width + second.width, first.gaps + second.gaps, first.font)

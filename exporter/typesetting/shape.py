"""A word to tiles of its fonts, shaped once a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import uharfbuzz as hb

from exporter.typesetting.clusters import Glyph, tiles_of
from exporter.typesetting.fallback import FontRun, PlainLetters, font_runs, usual_script
from exporter.typesetting.fonts import Font
from exporter.typesetting.marks import mark_signs, needs_marks
from exporter.typesetting.pairs import LetterPairs, knows_pairs
from exporter.typesetting.signs import Signs
from exporter.typesetting.stretch import Stretcher

if TYPE_CHECKING:
    from exporter.typesetting.hyphenate import Hyphenator
    from exporter.typesetting.tiles import Tile, TileRegistry

SPACES = " \u00a0"
INVISIBLE_ENDS = "\u2028\u200b"
HYPHEN_TEXT = "-"  # pdftotext joins the halves of a word for this sign only

_SPACE = frozenset(SPACES)
_CONTEXT = 4  # code points on either side that decide how Arabic letters join

# What NamedTuple's own constructor does in three times the time.
_new = tuple.__new__

Division: TypeAlias = tuple[int, float]
"""Where a hyphen may stand: offset in code points, width of what is before it in ems."""

_Ink: TypeAlias = tuple[int, tuple[int, int, int, int], str]  # glyph, its position, letter


class Box(NamedTuple):
    """Hold what stands between two line-break opportunities, shaped; widths in ems.

    Attributes:
        hex: Tile ids in visual order, a space for each gap, with those that end it.
        width: Without the spaces that end it.
        inner: Of it, the gaps.
        trail: The spaces that end it.
        font: The one that has all letters; None if several share the box.
        shares: Theirs, in logical order, without the spaces that end it; see `parts_of`.
    """

    hex: str
    width: float
    inner: float
    trail: float
    font: Font | None
    shares: tuple[Part, ...] = ()


class Part(NamedTuple):
    """Hold shaped text of one font: tile ids in visual order, width and gaps in ems."""

    hex: str
    width: float
    gaps: float
    font: Font


class Shaper:
    """Shape text for one list of fonts and one language, each word once."""

    def __init__(self, fonts: Sequence[Font], language: str, registry: TileRegistry) -> None:
        self.fonts = tuple(fonts)
        self.language = language
        self._script = usual_script(language)
        self._plain = PlainLetters(fonts[0])
        self._registry = registry
        self._boxes: tuple[dict[str, Box], dict[str, Box]] = ({}, {})
        self._inks: dict[Font, dict[_Ink, str]] = {}
        self._spaces: dict[Font, tuple[str, float]] = {}
        self._hyphens: dict[Font, tuple[str, float]] = {}
        self._sign_inks: dict[str, tuple[str, int]] = {}
        self._pairs: dict[str, LetterPairs | None] = {}
        self._signs = Signs(fonts[0], language)
        self._buffer = hb.Buffer()
        self._buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        self._stretcher: Stretcher | None = None
        # Offsets and widths in turn: pairs would take twice the memory.
        self._divided: dict[Hyphenator, dict[str, tuple[float, ...]]] = {}

    def boxes(self, text: str, start: int, ends: Sequence[int], *, rtl: bool) -> list[Box]:
        """Return the boxes of a text from a place on; ``ends`` are its line-break opportunities."""
        words = [text[begin:end] for begin, end in pairwise([start, *ends])]
        known = self._boxes[rtl]
        for word in words:
            if word not in known:
                known[word] = self._new_box(word, rtl=rtl)
        return list(map(known.__getitem__, words))

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
        script = self._plain.script(text, self._script)
        if script:
            return [self._part(text, FontRun(0, len(text), self.fonts[0], script), context, rtl=rtl)]
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
        known = self._spaces.get(font)
        if known is None:
            advance = font.advance(font.glyph(0x20) or 0)
            sign = self._registry.of(font).sign_of(((), advance, " "))
            known = self._spaces[font] = sign, advance / font.upem
        return known

    def hyphen(self, font: Font) -> tuple[str, float]:
        """Return the tile id of the hyphen that divides a word, and its width in ems."""
        known = self._hyphens.get(font)
        if known is None:
            glyph = font.glyph(0x2010) or font.glyph(0x2D) or 0
            tile: Tile = (((glyph, 0, 0),), font.advance(glyph), HYPHEN_TEXT)
            known = self._hyphens[font] = self._registry.of(font).sign_of(tile), tile[1] / font.upem
        return known

    def divide(self, text: str, hyphenator: Hyphenator) -> list[Division]:
        """Return where a hyphen may divide a left-to-right box."""
        known = self._divided.setdefault(hyphenator, {})
        found = known.get(text)
        if found is None:
            offsets = hyphenator.divide(text.rstrip(SPACES))
            pairs = zip(offsets, self.widths_before(text, offsets), strict=False)  # no widths, no pairs
            found = known[text] = tuple(chain.from_iterable(pairs))
        return list(zip(map(int, found[::2]), found[1::2], strict=True)) if found else []

    def widths_before(self, text: str, offsets: Sequence[int]) -> list[float]:
        """Measure a left-to-right box up to each of the offsets, in ems; none if several fonts share it."""
        parts = parts_of(self.box(text, rtl=False), rtl=False)
        if not offsets or len(parts) != 1 or " " in parts[0].hex:
            return []
        ink, font = parts[0].hex, parts[0].font
        tiles = self._registry.of(font).tiles
        # A tile shows one code point.
        advances = [tiles[int(ink[at : at + 4], 16)][1] for at in range(0, 4 * offsets[-1], 4)]
        sums = list(accumulate(advances))
        return [sums[offset - 1] / font.upem for offset in offsets]

    @property
    def stretcher(self) -> Stretcher:
        """Return what stretches words of the first font."""
        if self._stretcher is None:
            self._stretcher = Stretcher(self.fonts[0], self.language, self._registry)
        return self._stretcher

    def stretched(self, text: str, count: int) -> Box | None:
        """Return a right-to-left box with one of its joins longer by some tatweels; None if none may be."""
        box = self.box(text, rtl=True)
        if box.font is None or box.inner:
            return None
        word, ink = text.rstrip(SPACES + INVISIBLE_ENDS), box.hex.lstrip(" ")
        found = self.stretcher.stretch(word, ink, count)
        if found is None:
            return None
        width = box.width + found[1] / box.font.upem
        return box._replace(hex=box.hex[: -len(ink)] + found[0], width=width)

    def _new_box(self, text: str, *, rtl: bool) -> Box:
        inked = text.rstrip(SPACES + INVISIBLE_ENDS)
        ending = text[len(inked) :]
        trailing = len(ending) if ending in {"", " "} else sum([letter in SPACES for letter in ending])
        if not rtl and inked and (found := self._paired(inked)):
            ink, units = found
            font = self.fonts[0]
            trail = self._trail(trailing, font)
            return _new(Box, (ink + " " * trailing, units / font.upem, 0.0, trail, font, ()))
        if rtl and inked and _SPACE.isdisjoint(inked) and (script := self._plain.script(inked, self._script)):
            font = self.fonts[0]
            run = FontRun(0, len(inked), font, script)
            ink, units = self._signed(inked, run) or self._word(inked, run, "", "", rtl=True)
            trail = self._trail(trailing, font)
            return _new(Box, (" " * trailing + ink, units / font.upem, 0.0, trail, font, ()))
        parts = self.parts(inked, rtl=rtl) if inked else []
        if len(parts) == 1:
            ink, width, inner, font = parts[0]
            spaced = " " * trailing + ink if rtl else ink + " " * trailing
            return Box(spaced, width, inner, trailing * self.space(font)[1], font)
        width, inner = sum(part.width for part in parts), sum(part.gaps for part in parts)
        font = parts[-1].font if parts else self.fonts[0]
        trail = trailing * self.space(font)[1]
        return Box(" " * trailing, width, inner, trail, None if parts else font, tuple(parts))

    def _trail(self, count: int, font: Font) -> float:
        # Nearly all boxes end with one space: they share a number.
        space = self.space(font)[1]
        return space if count == 1 else count * space

    def _signed(self, text: str, run: FontRun) -> tuple[str, int] | None:
        """Shape an Arabic word with signs around it by the word and the signs, if that is the same."""
        parted = self._signs.part(text) if run.script == "Arab" else None
        if parted is None:
            return None
        box = self.box(parted.word + " ", rtl=True)
        lead, tail = self._sign_ink(parted.lead, run), self._sign_ink(parted.tail, run)
        return tail[0] + box.hex[1:] + lead[0], round(box.width * run.font.upem) + lead[1] + tail[1]

    def _sign_ink(self, signs: str, run: FontRun) -> tuple[str, int]:
        known = self._sign_inks.get(signs)
        if known is None:
            known = self._sign_inks[signs] = self._word(signs, run, "", "", rtl=True)
        return known

    def _paired(self, word: str) -> tuple[str, int] | None:
        """Shape a left-to-right word by its pairs of letters, if its font and letters allow it.

        Returns:
            Its tile ids, and its width in font units.
        """
        usual = self._pairs_of(self._script)
        found = usual.recall(word) if usual else None
        if found is None:
            pairs = self._pairs_of(self._plain.script(word, self._script))
            found = pairs.shape(word) if pairs else None
        return found

    def _pairs_of(self, script: str) -> LetterPairs | None:
        try:
            return self._pairs[script]
        except KeyError:
            font = self.fonts[0]
            known = knows_pairs(font, script)
            pairs = LetterPairs(self._registry.of(font), script, self.language) if known else None
            self._pairs[script] = pairs
            return pairs

    def _part(self, text: str, run: FontRun, context: tuple[str, str], *, rtl: bool) -> Part:
        font = run.font
        before, after = context[0] + text[: run.start], text[run.end :] + context[1]
        part = text[run.start : run.end]
        if " " not in part and "\u00a0" not in part:
            ink, width = self._word(part, run, before, after, rtl=rtl)
            return Part(ink, width / font.upem, 0.0, font)
        words = part.replace("\u00a0", " ").split(" ")
        # Only the first and the last word can join what stands outside.
        befores = [before] + [""] * (len(words) - 1)
        afters = [""] * (len(words) - 1) + [after]
        shaped = [
            self._word(*one, rtl=rtl) for one in zip(words, [run] * len(words), befores, afters, strict=True)
        ]
        gaps = self.space(font)[1] * (len(words) - 1)
        inks = [ink for ink, _ in (reversed(shaped) if rtl else shaped)]
        return Part(" ".join(inks), sum(width for _, width in shaped) / font.upem + gaps, gaps, font)

    def _word(self, word: str, run: FontRun, before: str, after: str, *, rtl: bool) -> tuple[str, int]:
        """Return the tile ids of a word without spaces, and its width in font units."""
        if not word:
            return "", 0
        before, after = before[-_CONTEXT:], after[:_CONTEXT]
        buffer = self._buffer
        buffer.clear_contents()  # which keeps the level of clusters
        buffer.add_str(before + word + after, len(before), len(word))
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.script = run.script
        buffer.language = self.language
        hb.shape(run.font.shaper, buffer)
        return self._plain_ink(word, buffer, len(before), run.font, rtl=rtl) or self._ink(
            word, buffer, len(before), run.font, rtl=rtl
        )

    def _plain_ink(
        self, word: str, buffer: hb.Buffer, offset: int, font: Font, *, rtl: bool
    ) -> tuple[str, int] | None:
        """Return what nearly all words are: a glyph a letter, each moving the pen."""
        infos = buffer.glyph_infos
        if len(infos) != len(word):
            return None
        known = self._inks.get(font) or self._inks.setdefault(font, {})
        clusters = range(offset, offset + len(word))
        letters = zip(word[::-1], clusters[::-1], strict=True) if rtl else zip(word, clusters, strict=True)
        keys, width = [], 0
        for info, place, (letter, cluster) in zip(infos, buffer.glyph_positions, letters, strict=True):
            position = place.position
            if info.cluster != cluster or position[2] <= 0:
                return None
            keys.append((info.codepoint, position, letter))
            width += position[2]
        if rtl and needs_marks(word):
            return self._marked(map(_tile_of, keys), font)
        return "".join([known.get(key) or self._learn(known, key, font) for key in keys]), width

    def _learn(self, known: dict[_Ink, str], key: _Ink, font: Font) -> str:
        sign = known[key] = self._registry.of(font).sign_of(_tile_of(key))
        return sign

    def _ink(self, word: str, buffer: hb.Buffer, offset: int, font: Font, *, rtl: bool) -> tuple[str, int]:
        glyphs = [
            _new(Glyph, (info.codepoint, info.cluster - offset, *place.position[:3]))
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]
        tiles = tiles_of(glyphs, word, font.upem, rtl=rtl)
        if rtl:
            return self._marked(tiles, font)
        sign_of = self._registry.of(font).sign_of
        return "".join(map(sign_of, tiles)), sum([tile[1] for tile in tiles])

    def _marked(self, tiles: Iterable[Tile], font: Font) -> tuple[str, int]:
        marked = mark_signs(list(tiles), font.upem)
        return "".join(map(self._registry.of(font).sign_of, marked)), sum([tile[1] for tile in marked])


def _tile_of(ink: _Ink) -> Tile:
    glyph, (x, y, advance, _), letter = ink
    return ((glyph, x, y),), advance, letter


def parts_of(box: Box, *, rtl: bool) -> Sequence[Part]:
    """Return a box's parts by font, in logical order, without the spaces that end it."""
    if box.font is None:
        return box.shares
    ink = box.hex.lstrip(" ") if rtl else box.hex.rstrip(" ")
    return (Part(ink, box.width, box.inner, box.font),) if ink else ()


def _joined(first: Part, second: Part, *, rtl: bool) -> Part:
    ink = second.hex + first.hex if rtl else first.hex + second.hex
    return Part(ink, first.width + second.width, first.gaps + second.gaps, first.font)

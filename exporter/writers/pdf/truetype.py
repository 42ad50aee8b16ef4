"""Tiles, and the font they come from, to a TrueType font in which each tile is a glyph."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from exporter.errors import FontLimitError
from exporter.writers.pdf.glyphs import (
    MORE,
    NO_INK,
    WORDS,
    XY_VALUES,
    Bounds,
    GlyphSource,
    Outline,
    glyph_source,
    join_bounds,
    pad,
)

if TYPE_CHECKING:
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.tiles import Component, Tile

_MOST_GLYPHS = 0xFFFF
_WIDEST = 0x7FFF
_CHECKSUM = 0xB1B0AFBA
_HINTING_FLAGS = 0x1C  # of head: what instructions may change


class TrueTypeFont(NamedTuple):
    """Hold a font in which glyph ids are tile ids.

    Attributes:
        data: The file.
        advances: Of the tiles, in font units.
        bounds: Box around all glyphs, in font units.
    """

    data: bytes
    advances: tuple[int, ...]
    bounds: Bounds


def write_truetype(font: Font, tiles: Sequence[Tile]) -> TrueTypeFont:
    """Write a font whose first glyphs are the tiles; what they are composed of comes after them.

    Hinting is left out: it was made for whole glyphs, not for parts that are moved.

    Raises:
        FontLimitError: More glyphs than a font can have.
    """
    outlines = _compose_tiles(glyph_source(font), tiles)
    if len(outlines) > _MOST_GLYPHS:
        raise FontLimitError(
            f"the text needs {len(outlines)} shapes of {font.name}, and a font holds {_MOST_GLYPHS}",
            hint="split the article into several",
        )
    advances = [min(max(advance, 0), _WIDEST) for _, advance, _ in tiles]
    bounds = join_bounds(outline.bounds for outline in outlines if outline.data)
    return TrueTypeFont(_write_file(font, outlines, advances, bounds), tuple(advances), bounds)


def _compose_tiles(source: GlyphSource, tiles: Sequence[Tile]) -> list[Outline]:
    inks = [tuple(part for part in parts if source.has_ink(part[0])) for parts, _, _ in tiles]
    # The first tile that shows a glyph as it is stands for it in composites, too.
    ids: dict[int, int] = {}
    for index, ink in enumerate(inks):
        if len(ink) == 1 and ink[0][1:] == (0, 0):
            ids.setdefault(ink[0][0], index)
    glyphs = _Glyphs(source, ids, len(tiles))
    for index, ink in enumerate(inks):  # a tile without ink only carries text
        if ink and ids.get(ink[0][0]) == index:
            glyphs.outlines[index] = glyphs.copy(ink[0][0])
        elif ink:
            glyphs.outlines[index] = glyphs.compose(ink)
    return glyphs.outlines


class _Glyphs:
    """Collect outlines under their new glyph ids."""

    def __init__(self, source: GlyphSource, ids: dict[int, int], count: int) -> None:
        self._source = source
        self._ids = ids
        self.outlines = [NO_INK] * count

    def copy(self, glyph: int) -> Outline:
        """Return a glyph with the new ids of its parts."""
        outline = self._source.outline(glyph)
        if not outline.parts:
            return outline
        data = bytearray(outline.data)
        for place, part in outline.parts:
            struct.pack_into(">H", data, place, self._id_of(part))
        return outline._replace(data=bytes(data))

    def compose(self, ink: tuple[Component, ...]) -> Outline:
        """Return a composite of glyphs, each moved by its offset."""
        parts = [(self._source.outline(glyph), glyph, dx, dy) for glyph, dx, dy in ink]
        bounds = join_bounds(_moved(outline.bounds, dx, dy) for outline, _, dx, dy in parts)
        flags = [WORDS | XY_VALUES | MORE] * (len(parts) - 1) + [WORDS | XY_VALUES]
        body = b"".join(
            struct.pack(">HHhh", flag, self._id_of(glyph) & 0xFFFF, dx, dy)
            for flag, (_, glyph, dx, dy) in zip(flags, parts, strict=True)
        )
        return Outline(
            pad(struct.pack(">5h", -1, *bounds) + body),
            bounds,
            sum(outline.points for outline, *_ in parts),
            sum(outline.contours for outline, *_ in parts),
            tuple((0, glyph) for glyph, _, _ in ink),
            1 + max(outline.depth for outline, *_ in parts),
        )

    def _id_of(self, glyph: int) -> int:
        known = self._ids.get(glyph)
        if known is None:
            known = self._ids[glyph] = len(self.outlines)
            self.outlines.append(NO_INK)  # keeps the place while its own parts are added
            self.outlines[known] = self.copy(glyph)
        return known


def _moved(bounds: Bounds, dx: int, dy: int) -> Bounds:
    return bounds[0] + dx, bounds[1] + dy, bounds[2] + dx, bounds[3] + dy


def _write_file(font: Font, outlines: list[Outline], advances: list[int], bounds: Bounds) -> bytes:
    widths = advances + [0] * (len(outlines) - len(advances))
    offsets, place = [0], 0
    for outline in outlines:
        place += len(outline.data)
        offsets.append(place)
    return _assemble(
        {
            "glyf": b"".join(outline.data for outline in outlines),
            "head": _head(font.tables["head"], bounds),
            "hhea": _hhea(font.tables["hhea"], outlines, widths),
            "hmtx": b"".join(
                struct.pack(">Hh", width, outline.bounds[0])
                for width, outline in zip(widths, outlines, strict=True)
            ),
            "loca": struct.pack(f">{len(offsets)}I", *offsets),
            "maxp": _maxp(outlines),
        }
    )


def _head(source: bytes, bounds: Bounds) -> bytes:
    head = bytearray(source[:54])
    flags = struct.unpack_from(">H", head, 16)[0]
    struct.pack_into(">I", head, 8, 0)  # the checksum of the file is filled in last
    struct.pack_into(">H", head, 16, flags & ~_HINTING_FLAGS)
    struct.pack_into(">4h", head, 36, *bounds)
    struct.pack_into(">h", head, 50, 1)  # long offsets in loca
    return bytes(head)


def _hhea(source: bytes, outlines: list[Outline], widths: list[int]) -> bytes:
    hhea = bytearray(source[:36])
    inked = [(w, outline.bounds) for w, outline in zip(widths, outlines, strict=True) if outline.data]
    struct.pack_into(
        ">H3h",
        hhea,
        10,
        max(widths),
        min((bounds[0] for _, bounds in inked), default=0),
        min((width - bounds[2] for width, bounds in inked), default=0),
        max((bounds[2] for _, bounds in inked), default=0),
    )
    struct.pack_into(">H", hhea, 34, len(widths))
    return bytes(hhea)


def _maxp(outlines: list[Outline]) -> bytes:
    simple = [outline for outline in outlines if not outline.depth]
    composite = [outline for outline in outlines if outline.depth]
    return struct.pack(
        ">I14H",
        0x00010000,
        len(outlines),
        max((outline.points for outline in simple), default=0),
        max((outline.contours for outline in simple), default=0),
        max((outline.points for outline in composite), default=0),
        max((outline.contours for outline in composite), default=0),
        *(1, 0, 0, 0, 0, 0, 0),  # one zone, and no instructions that need room
        max((len(outline.parts) for outline in composite), default=0),
        max((outline.depth for outline in composite), default=0),
    )


def _assemble(tables: Mapping[str, bytes]) -> bytes:
    count = len(tables)
    exponent = count.bit_length() - 1
    search = 16 << exponent
    place = 12 + 16 * count
    records, bodies, head = [], [], 0
    for tag, data in sorted(tables.items()):
        body = pad(data)
        records.append(struct.pack(">4sIII", tag.encode("ascii"), _checksum(body), place, len(data)))
        bodies.append(body)
        head = place if tag == "head" else head
        place += len(body)
    start = struct.pack(">IHHHH", 0x00010000, count, search, exponent, 16 * count - search)
    file = bytearray(b"".join([start, *records, *bodies]))
    struct.pack_into(">I", file, head + 8, (_CHECKSUM - _checksum(bytes(file))) & 0xFFFFFFFF)
    return bytes(file)


def _checksum(data: bytes) -> int:
    total: int = sum(struct.unpack(f">{len(data) // 4}I", data))
    return total & 0xFFFFFFFF

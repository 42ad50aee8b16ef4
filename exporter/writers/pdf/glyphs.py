"""A font's glyph table to outlines that stand without hinting."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from exporter.errors import LocaleError

if TYPE_CHECKING:
    from exporter.typesetting.fonts import Font

Bounds = tuple[int, int, int, int]  # x min, y min, x max, y max, in font units

# Flags of a component in a composite glyph (OpenType, glyf).
WORDS, XY_VALUES, SCALE, MORE, XY_SCALE, MATRIX, INSTRUCTIONS = 0x01, 0x02, 0x08, 0x20, 0x40, 0x80, 0x100

_DEEPEST = 8


class Outline(NamedTuple):
    """Hold a glyph and what ``maxp`` counts of it.

    Attributes:
        data: Of the ``glyf`` table, padded to four bytes; empty for no ink.
        bounds: Box around it.
        points: In it and its parts.
        contours: In it and its parts.
        parts: Of a composite glyph: where in the data each part's glyph id stands, and the id.
        depth: Levels of composition.
    """

    data: bytes
    bounds: Bounds = (0, 0, 0, 0)
    points: int = 0
    contours: int = 0
    parts: tuple[tuple[int, int], ...] = ()
    depth: int = 0


NO_INK = Outline(b"")


class GlyphSource:
    """Read the outlines of one font, each once."""

    def __init__(self, font: Font) -> None:
        self._font = font
        self._glyf = font.tables["glyf"]
        loca = font.tables["loca"]
        is_long = struct.unpack_from(">h", font.tables["head"], 50)[0]
        form, scale = ("I", 1) if is_long else ("H", 2)
        count = len(loca) // struct.calcsize(form)
        self._places: list[int] = [place * scale for place in struct.unpack(f">{count}{form}", loca)]
        self._outlines: dict[int, Outline] = {}

    def has_ink(self, glyph: int) -> bool:
        """Tell whether the glyph has an outline."""
        return self._places[glyph + 1] > self._places[glyph]

    def outline(self, glyph: int, depth: int = 0) -> Outline:
        """Return a glyph's outline; its parts, if any, still have the font's glyph ids.

        Raises:
            LocaleError: The font is broken.
        """
        known = self._outlines.get(glyph)
        if known is None:
            try:
                known = self._outlines[glyph] = self._read(glyph, depth)
            except (IndexError, ValueError, struct.error) as error:
                raise self._broken(glyph) from error
        return known

    def _read(self, glyph: int, depth: int) -> Outline:
        if depth > _DEEPEST:
            raise self._broken(glyph)
        start, end = self._places[glyph : glyph + 2]
        if end > len(self._glyf):
            raise IndexError(end)
        data = self._glyf[start:end]
        if not data:
            return NO_INK
        contours, *bounds = struct.unpack_from(">5h", data)
        if contours >= 0:
            return _simple(data, contours, _as_bounds(bounds))
        body, parts = _strip_composite(data)
        outlines = [self.outline(part, depth + 1) for _, part in parts]
        return Outline(
            pad(body),
            _as_bounds(bounds),
            sum(part.points for part in outlines),
            sum(part.contours for part in outlines),
            parts,
            1 + max(part.depth for part in outlines),
        )

    def _broken(self, glyph: int) -> LocaleError:
        return LocaleError(
            f"glyph {glyph} of font {self._font.name} cannot be read",
            hint="install the font package again, or name another font in the locale's profile",
        )


@cache
def glyph_source(font: Font) -> GlyphSource:
    """Return the outlines of a font, made once a process as the font is."""
    return GlyphSource(font)


def pad(data: bytes) -> bytes:
    """Fill up to a multiple of four bytes."""
    return data + bytes(-len(data) % 4)


def join_bounds(boxes: Iterable[Bounds]) -> Bounds:
    """Return the box around boxes; all zero for none."""
    columns = list(zip(*boxes, strict=True))
    if not columns:
        return 0, 0, 0, 0
    return min(columns[0]), min(columns[1]), max(columns[2]), max(columns[3])


def _as_bounds(numbers: list[int]) -> Bounds:
    x_min, y_min, x_max, y_max = numbers
    return x_min, y_min, x_max, y_max


def _simple(data: bytes, contours: int, bounds: Bounds) -> Outline:
    if not contours:
        return NO_INK
    ends = 10 + 2 * contours
    points = int(struct.unpack_from(">H", data, ends - 2)[0]) + 1
    length = struct.unpack_from(">H", data, ends)[0]
    return Outline(pad(data[:ends] + b"\0\0" + data[ends + 2 + length :]), bounds, points, contours)


def _strip_composite(data: bytes) -> tuple[bytes, tuple[tuple[int, int], ...]]:
    body, parts, place, flags = bytearray(data), [], 10, MORE
    while flags & MORE:
        flags, part = struct.unpack_from(">HH", data, place)
        struct.pack_into(">H", body, place, flags & ~INSTRUCTIONS)
        parts.append((place + 2, part))
        place += 4 + (4 if flags & WORDS else 2)
        place += 2 if flags & SCALE else 4 if flags & XY_SCALE else 8 if flags & MATRIX else 0
    return bytes(body[:place]), tuple(parts)

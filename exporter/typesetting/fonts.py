"""A font file to metrics, coverage and a shaper."""

from __future__ import annotations

from collections.abc import Mapping


class Font:
    """Read one static TrueType font; made once a process, compared by identity.

    Attributes:
        name: PostScript name, such as ``Amiri-Regular``.
        upem: Units to the em.
        ascent: Above the baseline, in font units.
        descent: Below the baseline, in font units, negative.
        cap_height: In font units.
        line_gap: In font units.
        italic_angle: In degrees, counter-clockwise from the vertical.
        weight: 100 to 900.
        bbox: Of all glyphs, in font units: x min, y min, x max, y max.
        tables: Raw tables by tag (``glyf``, ``loca``, ``head`` …); no table an absent one.
    """

    name: str
    upem: int
    ascent: int
    descent: int
    cap_height: int
    line_gap: int
    italic_angle: float
    weight: int
    bbox: tuple[int, int, int, int]
    tables: Mapping[str, bytes]

    def advance(self, glyph: int) -> int:
        """Return a glyph's advance in font units."""
        raise NotImplementedError

    def covers(self, code_point: int) -> bool:
        """Tell whether the font has a glyph for a code point."""
        raise NotImplementedError


def load_font(package: str, file: str) -> Font:
    """Return a font of an installed font package, read once a process."""
    raise NotImplementedError

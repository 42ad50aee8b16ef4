"""Fonts and styles of the tests, and lines read back as text."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.model.inlines import Direction
from exporter.typesetting.fonts import Font, load_font
from exporter.typesetting.lines import Align, Line, StyledText, TextStyle
from exporter.typesetting.paragraph import Typesetter
from exporter.typesetting.shape import Shaper, parts_of
from exporter.typesetting.tiles import Tile, TileRegistry

SERIF = load_font("fontpkg_pt_serif", "PT_Serif-Web-Regular.ttf")
BOLD = load_font("fontpkg_pt_serif", "PT_Serif-Web-Bold.ttf")
NASKH = load_font("fontpkg_amiri", "Amiri-Regular.ttf")
PLEX = load_font("fontpkg_ibm_plex_sans_arabic", "IBMPlexSansArabic-Regular.ttf")

ENGLISH = TextStyle((SERIF, NASKH), 10.0, "en")
RUSSIAN = TextStyle((SERIF, NASKH), 10.0, "ru")
ARABIC = TextStyle((NASKH, SERIF), 12.0, "ar")

_MARKS = "\u061c\u200e\u2060"


def set_text(
    text: str | Sequence[StyledText],
    measure: float | Sequence[float],
    style: TextStyle = ENGLISH,
    *,
    align: Align = "justify",
    hyphenation: str = "",
    typesetter: Typesetter | None = None,
) -> tuple[list[Line], TileRegistry]:
    """Set a paragraph in the direction of the style's language."""
    setter = typesetter or Typesetter()
    direction: Direction = "rtl" if style.language == "ar" else "ltr"
    texts = [StyledText(text, style, direction)] if isinstance(text, str) else text
    shaped = setter.shape(texts, direction=direction, hyphenation=hyphenation)
    return shaped.fill(measure, align=align), setter.tiles


def line_text(line: Line, tiles: TileRegistry, *, marks: bool = False) -> str:
    """Return what stands on a line from left to right; tiles of one letter each."""
    text = "".join(
        " ".join(word_text(word, piece.font, tiles) for word in piece.words) for piece in line.pieces
    )
    return text if marks else text.translate(dict.fromkeys(map(ord, _MARKS)))


def word_text(word: str, font: Font, tiles: TileRegistry) -> str:
    """Return the letters of a word's tiles from left to right."""
    known = tiles.of(font)
    return "".join(known.letter_of(word[at : at + 4]) for at in range(0, len(word), 4))


def texts_of(lines: Sequence[Line], tiles: TileRegistry) -> list[str]:
    """Return the lines as they stand, from left to right."""
    return [line_text(line, tiles) for line in lines]


def tiles_of(text: str, fonts: tuple[Font, ...], language: str, *, rtl: bool) -> list[Tile]:
    """Return the tiles of a word from left to right."""
    registry = TileRegistry()
    parts = parts_of(Shaper(fonts, language, registry).box(text, rtl=rtl), rtl=rtl)
    return [
        registry.of(part.font).tiles[int(part.hex[at : at + 4], 16)]
        for part in (reversed(parts) if rtl else parts)
        for at in range(0, len(part.hex.replace(" ", "")), 4)
    ]

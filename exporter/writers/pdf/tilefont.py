"""The tiles that a document uses of one font to the objects of a PDF font."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from exporter.writers.pdf.objects import PdfFile, array, name, number
from exporter.writers.pdf.truetype import TrueTypeFont, write_truetype

if TYPE_CHECKING:
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.tiles import Tile, TileSet

_SYMBOLIC, _ITALIC = 4, 64
_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_PER_BLOCK = 100  # entries of one bfchar block (Adobe Technical Note 5014)


def write_font(file: PdfFile, tile_set: TileSet) -> int:
    """Write the objects of a composite font and return its number.

    Codes, CIDs, glyph ids and tile ids are all the same.

    Raises:
        FontLimitError: More tiles than a font can have.
    """
    font = tile_set.font
    truetype = write_truetype(font, tile_set.tiles)
    base = name(_subset_tag(truetype.data) + "+" + font.name)
    scale = 1000 / font.upem
    program = file.add_stream(f"/Length1 {len(truetype.data)}", truetype.data)
    descriptor = file.add(_descriptor(font, truetype, base, program))
    widths = " ".join(number(advance * scale) for advance in truetype.advances)
    descendant = file.add(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont{base}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/W[0[{widths}]]>>"
    )
    unicode_map = file.add_stream("", write_unicode_map(tile_set.tiles).encode("ascii"))
    return file.add(
        f"<</Type/Font/Subtype/Type0/BaseFont{base}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode_map} 0 R>>"
    )


def write_unicode_map(tiles: Sequence[Tile]) -> str:
    """Write the CMap from tile ids to text."""
    entries = [
        f"<{index:04X}> <{text.encode('utf-16-be').hex().upper()}>\n"
        for index, (_, _, text) in enumerate(tiles)
        if text
    ]
    blocks = [entries[i : i + _PER_BLOCK] for i in range(0, len(entries), _PER_BLOCK)]
    body = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
    return _CMAP_HEAD + body + _CMAP_TAIL


def _subset_tag(data: bytes) -> str:
    digest = hashlib.md5(data, usedforsecurity=False).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _descriptor(font: Font, truetype: TrueTypeFont, base: str, program: int) -> str:
    scale = 1000 / font.upem
    flags = _SYMBOLIC | (_ITALIC if font.italic_angle else 0)
    stem = round(50 + (font.weight / 65) ** 2)  # no table tells it; the usual estimate
    return (
        f"<</Type/FontDescriptor/FontName{base}/Flags {flags}"
        f"/FontBBox{array(round(edge * scale) for edge in truetype.bounds)}"
        f"/ItalicAngle {number(font.italic_angle)}/Ascent {round(font.ascent * scale)}"
        f"/Descent {round(font.descent * scale)}/CapHeight {round(font.cap_height * scale)}"
        f"/StemV {stem}/FontFile2 {program} 0 R>>"
    )

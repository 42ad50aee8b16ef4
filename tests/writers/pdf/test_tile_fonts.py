from __future__ import annotations

import io
import re
import struct
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.errors import FontLimitError, LocaleError
from exporter.typesetting.fonts import Font
from exporter.typesetting.tiles import Tile, TileSet
from exporter.writers.pdf.tilefont import write_unicode_map
from exporter.writers.pdf.truetype import TrueTypeFont, write_truetype
from tests.writers.pdf.reading import read
from tests.writers.pdf.samples import LANGUAGES, SENTENCES, Language, Sheet, fonts

AMIRI = fonts("ar")[0]
SERIF = fonts("en")[0]
AMIRI_FILE = TTFont(io.BytesIO(AMIRI._read()), lazy=True)

components = st.lists(
    st.tuples(st.integers(0, 900), st.integers(-3000, 3000), st.integers(-3000, 3000)), max_size=4
).map(tuple)
letters = st.characters(exclude_categories=["Cs", "Cc"])
tiles = st.lists(st.tuples(components, st.integers(0, 4000), letters), max_size=12)


def set_tiles(language: Language) -> list[TileSet]:
    sheet = Sheet(language)
    sheet.lines(SENTENCES[language] + " " + "fi ffi لا مُحَمَّدٌ é")
    return [tile_set for tile_set in sheet.setter.tiles.sets() if len(tile_set.tiles) > 1]


def parse(font: TrueTypeFont) -> Any:
    parsed = TTFont(io.BytesIO(font.data), checkChecksums=2, lazy=False)
    for name in parsed["glyf"].keys():  # noqa: SIM118 - the table is no mapping
        parsed["glyf"][name].expand(parsed["glyf"])
    return parsed


def glyph(font: Any, index: int) -> Any:
    return font["glyf"][font.getGlyphOrder()[index]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_fonttools_reads_every_glyph_and_checksum_of_real_text(language: Language) -> None:
    for tile_set in set_tiles(language):
        font = parse(write_truetype(tile_set.font, tile_set.tiles))

        assert font["head"].unitsPerEm == tile_set.font.upem
        assert {"glyf", "head", "hhea", "hmtx", "loca", "maxp"} <= set(font.keys())
        assert not {"fpgm", "prep", "cvt "} & set(font.keys())


@pytest.mark.parametrize("language", LANGUAGES)
def test_maxp_and_hhea_say_what_the_glyphs_are(language: Language) -> None:
    for tile_set in set_tiles(language):
        font = parse(write_truetype(tile_set.font, tile_set.tiles))
        written = dict(vars(font["maxp"])), dict(vars(font["hhea"]))

        font["maxp"].recalc(font)
        font["hhea"].recalc(font)

        counts = [name for name in vars(font["maxp"]) if name.startswith("max")]
        assert counts
        assert {name: written[0][name] for name in counts} == {
            name: getattr(font["maxp"], name) for name in counts
        }
        assert written[1]["advanceWidthMax"] == font["hhea"].advanceWidthMax
        assert written[1]["xMaxExtent"] == font["hhea"].xMaxExtent


@given(tiles)
@settings(max_examples=60, deadline=None)
def test_a_tile_shows_its_components_where_they_belong(found: list[Tile]) -> None:
    known: list[Tile] = [(((0, 0, 0),), AMIRI.advance(0), ""), *found]

    font = parse(write_truetype(AMIRI, known))

    order = AMIRI_FILE.getGlyphOrder()
    for index, (parts, advance, _) in enumerate(known):
        assert font["hmtx"][font.getGlyphOrder()[index]][0] == advance
        bounds = [bounds_of(AMIRI_FILE, order[part], dx, dy) for part, dx, dy in parts]
        assert bounds_here(font, index) == join([box for box in bounds if box])


def bounds_of(font: Any, name: str, dx: int, dy: int) -> tuple[int, ...] | None:
    shape = font["glyf"][name]
    if not shape.numberOfContours:
        return None
    return shape.xMin + dx, shape.yMin + dy, shape.xMax + dx, shape.yMax + dy


def bounds_here(font: Any, index: int) -> tuple[int, ...] | None:
    shape = glyph(font, index)
    if not shape.numberOfContours:
        return None
    coordinates, _, _ = shape.getCoordinates(font["glyf"])
    assert coordinates.calcIntBounds() == (shape.xMin, shape.yMin, shape.xMax, shape.yMax)
    return shape.xMin, shape.yMin, shape.xMax, shape.yMax


def join(boxes: list[tuple[int, ...]]) -> tuple[int, ...] | None:
    if not boxes:
        return None
    left, bottom, right, top = zip(*boxes, strict=True)
    return min(left), min(bottom), max(right), max(top)


def test_tiles_with_the_same_glyph_share_its_outline() -> None:
    letter = SERIF.glyph(ord("g")) or 0
    one = ((letter, 0, 0),)

    lonely = write_truetype(SERIF, [(one, 500, "g")])
    shared = write_truetype(SERIF, [(one, 500, "g"), (one, 480, "g"), (one, 470, "G")])

    assert len(shared.data) - len(lonely.data) < 100


def test_hinting_leaves_no_instructions_behind() -> None:
    known = [(((index, 0, 0),), 500, chr(0x4E00 + index)) for index in range(400)]

    font = parse(write_truetype(SERIF, known))

    for index in range(len(font.getGlyphOrder())):
        assert (
            not getattr(glyph(font, index), "program", None) or not glyph(font, index).program.getBytecode()
        )


def test_widths_are_the_same_in_the_font_and_in_the_file() -> None:
    sheet = Sheet("ar")
    sheet.draw(SENTENCES["ar"], sheet.root.add("P"))
    tile_set = sheet.setter.tiles.sets()[0]

    pdf = read(sheet.finish())

    font = pdf.pages[0].Resources.Font.F1
    descendant = font.DescendantFonts[0]
    first, widths = descendant.W
    program = TTFont(io.BytesIO(descendant.FontDescriptor.FontFile2.read_bytes()))
    scale = 1000 / program["head"].unitsPerEm
    names = program.getGlyphOrder()[: len(tile_set.tiles)]
    assert first == 0
    assert [float(width) for width in widths] == pytest.approx(
        [program["hmtx"][name][0] * scale for name in names], abs=0.001
    )
    assert re.fullmatch(r"/[A-Z]{6}\+Amiri-Regular", str(font.BaseFont))
    assert font.BaseFont == descendant.BaseFont == descendant.FontDescriptor.FontName


def test_the_same_tiles_give_the_same_font() -> None:
    first, second = set_tiles("ar")[0], set_tiles("ar")[0]

    assert write_truetype(first.font, first.tiles) == write_truetype(second.font, second.tiles)


@given(tiles)
def test_the_unicode_map_says_for_each_tile_its_own_letter(found: list[Tile]) -> None:
    text = write_unicode_map([((), 0, ""), *found])

    blocks = re.findall(r"beginbfchar\n(.*?)endbfchar", text, re.DOTALL)
    entries = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", "".join(blocks))
    said = {int(code, 16): bytes.fromhex(letter).decode("utf-16-be") for code, letter in entries}
    assert said == {index: letter for index, (_, _, letter) in enumerate(found, 1)}
    assert all(0 < int(size) <= 100 for size in re.findall(r"(\d+) beginbfchar", text))


def test_more_shapes_than_a_font_holds_is_an_error_that_names_the_font() -> None:
    known: list[Tile] = [((), index % 1000, chr(0x4E00 + index // 1000)) for index in range(65_536)]

    with pytest.raises(FontLimitError, match="65536 shapes of PTSerif"):
        write_truetype(SERIF, known)


def broken(font: Font, glyf: bytes) -> Font:
    copy = Font(lambda: b"", "Broken.ttf")
    copy.__dict__["tables"] = {**font.tables, "glyf": glyf}
    copy.__dict__["name"] = "Broken"
    copy.__dict__["upem"] = font.upem
    return copy


def test_a_glyph_that_cannot_be_read_is_an_error_that_names_the_font() -> None:
    cut = broken(SERIF, SERIF.tables["glyf"][:12])

    with pytest.raises(LocaleError, match="of font Broken cannot be read"):
        write_truetype(cut, [(((40, 0, 0),), 500, "A")])


def test_a_glyph_made_of_itself_is_an_error() -> None:
    loca = struct.pack(">3I", 0, 16, 32)
    itself = struct.pack(">5hHHhh", -1, 0, 0, 10, 10, 3, 1, 0, 0).ljust(16, b"\0")
    font = broken(SERIF, bytes(16) + itself)
    head = bytearray(SERIF.tables["head"])
    struct.pack_into(">h", head, 50, 1)
    font.__dict__["tables"] = {**font.tables, "loca": loca, "head": bytes(head)}

    with pytest.raises(LocaleError, match="glyph 1 of font Broken"):
        write_truetype(font, [(((1, 0, 0),), 500, "A")])

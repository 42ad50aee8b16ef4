"""The boxes of a line to a set line: justified, aligned, in visual order."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from exporter.typesetting.kashida import stretch_words
from exporter.typesetting.lineboxes import add_up
from exporter.typesetting.lines import Line, Piece
from exporter.typesetting.marks import begins_with_hyphen, join_lines, keep_first_hyphen
from exporter.typesetting.material import line_cells
from exporter.typesetting.reorder import visual_pieces
from exporter.typesetting.shape import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.typesetting.fonts import Font
    from exporter.typesetting.lineboxes import LineBoxes
    from exporter.typesetting.lines import Align
    from exporter.typesetting.material import AnyBox, Material, Run
    from exporter.typesetting.tiles import TileRegistry

# What NamedTuple's own constructor does in three times the time.
_new = tuple.__new__

# Gaps are not stretched by more than this multiple of their width: the line stays short instead.
# Text extractors take gaps of more than an em for the border of a column.
_WIDEST = 2.5
# Words of one letter each, where a line has no others, are for Poppler the letters of one word that is
# set wide, unless they are 0.4 em apart.
_APART = 0.41  # ems
_SIGN = 4  # hex digits of a tile


def set_line(
    material: Material,
    line: LineBoxes,
    measure: float,
    align: Align,
    owners: tuple[object, ...],
    *,
    last: bool,
) -> Line:
    """Set one line; one that ends a paragraph or stands before a forced break is not stretched."""
    justify = align == "justify" and not line.forced
    boxes = stretch_words(material, line, measure) if justify and material.kashida else line.boxes
    run = material.run_at(line.starts[0])
    if run.level == material.base and line.end <= run.end and not line.inside:
        plain = _set_plain(material, run, line, boxes, measure, align, owners, last=last)
        if plain is not None:
            return plain
    cells = line_cells(material, boxes, line.starts)
    natural = sum([cell.width for cell in cells])
    gaps = sum([cell.gaps for cell in cells])
    stretch = _stretch(measure - natural, gaps, justify=justify)
    if gaps and _are_letters([(cell.hex, cell.font) for cell in cells], material.tiles):
        least = max(cell.hex.count(" ") * cell.style.size / cell.gaps for cell in cells if cell.gaps)
        stretch = max(stretch, min(least * _APART - 1, (measure - natural) / gaps))
    width = natural + gaps * stretch
    rtl = material.base == 1
    if line.inside and not rtl:
        cells[-1] = join_lines(cells[-1], material.tiles)
    if rtl and cells:
        cells[0] = keep_first_hyphen(cells[0], material.tiles)
    x = _indent(measure - width, align, rtl=rtl)
    pieces = visual_pieces(cells, x, stretch, material.tiles, rtl=rtl) if cells else ()
    return Line(tuple(pieces), width, owners, last, line.hyphenated or line.inside)


def _set_plain(
    material: Material,
    run: Run,
    line: LineBoxes,
    boxes: Sequence[AnyBox],
    measure: float,
    align: Align,
    owners: tuple[object, ...],
    *,
    last: bool,
) -> Line | None:
    """Set a line of one style, font and direction, as nearly all are; nothing for other lines."""
    if line.hyphenated:
        boxes = _with_hyphen(boxes)
    sums = line.sums if line.sums and boxes is line.boxes else add_up(boxes)
    font, rtl = sums.font, material.base == 1
    if font is None:
        return None
    natural, gaps = sums.width * material.unit, sums.gaps * material.unit
    stretch = _stretch(measure - natural, gaps, justify=align == "justify" and not line.forced)
    inks = [box[0] for box in cast("Sequence[Box]", boxes)]  # whatever has a font
    ink = "".join(inks[::-1]).lstrip(" ") if rtl else "".join(inks).rstrip(" ")
    if rtl and (not ink or begins_with_hyphen(ink, font, material.tiles)):
        return None
    words = tuple(ink.split(" "))
    if gaps and len(ink) < len(words) * (_SIGN + 1) and _are_letters([(ink, font)], material.tiles):
        least = (len(words) - 1) * run.style.size / gaps
        stretch = max(stretch, min(least * _APART - 1, (measure - natural) / gaps))
    width = natural + gaps * stretch
    gap = gaps * stretch / (len(words) - 1) if len(words) > 1 else 0.0
    x = _indent(measure - width, align, rtl=rtl)
    piece = _new(Piece, (run.style, font, x, width, words, run.shaper.space(font)[0], gap))
    return _new(Line, ((piece,), width, owners, last, line.hyphenated))


def _with_hyphen(boxes: Sequence[AnyBox]) -> Sequence[AnyBox]:
    """Return the boxes of a line with its last one, which was divided, as a box of one font."""
    last = boxes[-1]
    if isinstance(last, Box) or len(last.cells) != 1:
        return boxes
    return [*boxes[:-1], Box(last.cells[0].hex, last.width, last.inner, 0.0, last.cells[0].font)]


def _stretch(room: float, gaps: float, *, justify: bool) -> float:
    if gaps <= 0 or (room > 0 and not justify):
        return 0.0
    stretch = room / gaps
    return stretch if stretch < _WIDEST else 0.0


def _are_letters(inks: Sequence[tuple[str, Font]], tiles: TileRegistry) -> bool:
    """Tell whether each word of a line is one letter or digit."""
    words = "".join([ink for ink, _ in inks]).split(" ")
    return len(words) * _SIGN == sum(map(len, words)) and all(
        len(word) == _SIGN and tiles.of(font).letter_of(word).isalnum()
        for ink, font in inks
        for word in ink.split()
    )


def _indent(room: float, align: Align, *, rtl: bool) -> float:
    if align == "center":
        return room / 2
    at_end = align == "end"
    return room if at_end != rtl else 0.0

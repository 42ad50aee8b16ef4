"""Itemized text to boxes that can be measured, and boxes to the pieces of a line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, Protocol

from exporter.typesetting.lines import Piece
from exporter.typesetting.reorder import Cell, visual_pieces
from exporter.typesetting.shape import INVISIBLE_ENDS, SPACES, Box, Cut

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporter.typesetting.hyphenate import Hyphenator
    from exporter.typesetting.itemize import Itemized
    from exporter.typesetting.lines import TextStyle
    from exporter.typesetting.shape import Part, Shaper


class Measured(Protocol):
    """Be a box of which breaking needs the widths; see `Box`."""

    @property
    def width(self) -> float:
        """Return the width without the spaces that end it."""

    @property
    def inner(self) -> float:
        """Return the width of the gaps inside."""

    @property
    def trail(self) -> float:
        """Return the width of the spaces that end it."""


class UniformText:
    """Hold text of one style, font and level: nearly all paragraphs. Widths are in ems.

    Attributes:
        unit: Points to a unit of its boxes' widths.
    """

    def __init__(self, text: str, style: TextStyle, shaper: Shaper, level: int) -> None:
        self.unit = style.size
        self._text = text
        self._style = style
        self._shaper = shaper
        self._level = level
        self._rtl = bool(level & 1)

    def boxes(self, ends: Sequence[int]) -> list[Box]:
        """Return the boxes between line-break opportunities."""
        return self._shaper.boxes(self._text, ends, rtl=self._rtl)

    def box(self, start: int, end: int) -> Box:
        """Return a part of the text as one box."""
        return self._shaper.box(self._text[start:end], rtl=self._rtl)

    def cuts(
        self, start: int, end: int, offsets: Sequence[int], hyphenator: Hyphenator | None
    ) -> Sequence[Cut]:
        """Return where a box may be divided: at given places, or else where the language would."""
        return _cuts(self._shaper, self._text[start:end], offsets, hyphenator)

    def hyphenated(self, box: Box) -> Box:
        """Add a hyphen to the box that ends a line."""
        sign, width = self._shaper.hyphen(self._style.fonts[0])
        ink = sign + box.hex if self._rtl else box.hex + sign
        return Box(ink, box.width + width, box.inner, 0.0, box.font)

    def hyphen_width(self, start: int) -> float:  # noqa: ARG002 - one style, one width
        """Return the width of a hyphen after a place."""
        return self._shaper.hyphen(self._style.fonts[0])[1]

    def pieces(self, boxes: Sequence[Box], x: float, stretch: float) -> list[Piece]:
        """Set the boxes of a line; ``stretch`` is added to each gap, as a part of its width."""
        words = _words(boxes, rtl=self._rtl)
        if words == ("",):
            return []
        sign, space = self._shaper.space(self._style.fonts[0])
        size = self._style.size
        natural, gaps = line_widths(boxes)
        width = (natural + gaps * stretch) * size
        return [Piece(self._style, self._style.fonts[0], x, width, words, sign, space * stretch * size)]

    def styles(self, start: int, end: int) -> Sequence[TextStyle]:  # noqa: ARG002 - one style everywhere
        """Return the styles of a part of the text, in logical order."""
        return (self._style,)


class MixedBox(NamedTuple):
    """Hold what stands between two line-break opportunities, of several styles or levels; in points."""

    cells: tuple[Cell, ...]
    width: float
    inner: float
    trail: float
    ending: Cell | None


class MixedText:
    """Hold text of several styles, fonts or levels. Widths are in points."""

    unit = 1.0

    def __init__(self, itemized: Itemized, shaper_of: Callable[[TextStyle], Shaper]) -> None:
        self._text = itemized.text
        self._styles = itemized.styles
        self._style_ends = [run.end for run in itemized.styles]
        self._levels = itemized.levels
        self._level_ends = [run.end for run in itemized.levels]
        self._shaper_of = shaper_of
        self._known: dict[tuple[int, int], MixedBox] = {}

    def boxes(self, ends: Sequence[int]) -> list[MixedBox]:
        """Return the boxes between line-break opportunities."""
        starts = [0, *ends[:-1]]
        return [self.box(start, end) for start, end in zip(starts, ends, strict=True)]

    def box(self, start: int, end: int) -> MixedBox:
        """Return a part of the text as one box."""
        known = self._known.get((start, end))
        if known is None:
            known = self._known[start, end] = self._new_box(start, end)
        return known

    def cuts(
        self, start: int, end: int, offsets: Sequence[int], hyphenator: Hyphenator | None
    ) -> Sequence[Cut]:
        """Return where a box may be divided; one of several styles is left whole."""
        style, style_end, _, level_end = self._at(start)
        inked = self._inked_end(start, end)
        if inked > min(style_end, level_end):
            return ()
        cuts = _cuts(self._shaper_of(style), self._text[start:inked], offsets, hyphenator)
        return [Cut(cut.offset, cut.width * style.size) for cut in cuts]

    def hyphenated(self, box: MixedBox) -> MixedBox:
        """Add a hyphen to the box that ends a line."""
        cell = box.cells[-1]
        sign, ems = self._shaper_of(cell.style).hyphen(cell.font)
        width = ems * cell.style.size
        ink = sign + cell.hex if cell.level & 1 else cell.hex + sign
        longer = cell._replace(hex=ink, width=cell.width + width)
        return MixedBox((*box.cells[:-1], longer), box.width + width, box.inner, 0.0, None)

    def hyphen_width(self, start: int) -> float:
        """Return the width of a hyphen after a place."""
        style = self._at(start)[0]
        return self._shaper_of(style).hyphen(style.fonts[0])[1] * style.size

    def pieces(self, boxes: Sequence[MixedBox], x: float, stretch: float) -> list[Piece]:
        """Set the boxes of a line; ``stretch`` is added to each gap, as a part of its width."""
        cells: list[Cell] = []
        for box in boxes:
            cells += box.cells
            if box.ending is not None:
                cells.append(box.ending)
        if boxes and boxes[-1].ending is not None:
            cells.pop()  # UAX 9, L1: spaces that end a line take no part
        return visual_pieces(cells, x, stretch) if cells else []

    def styles(self, start: int, end: int) -> Sequence[TextStyle]:
        """Return the styles of a part of the text, in logical order."""
        first = bisect_right(self._style_ends, start)
        last = bisect_right(self._style_ends, max(start, end - 1))
        return [run.style for run in self._styles[first : last + 1]]

    def _at(self, at: int) -> tuple[TextStyle, int, int, int]:
        style = self._styles[bisect_right(self._style_ends, at)]
        level = self._levels[bisect_right(self._level_ends, at)]
        return style.style, style.end, level.level, level.end

    def _inked_end(self, start: int, end: int) -> int:
        return start + len(self._text[start:end].rstrip(SPACES + INVISIBLE_ENDS))

    def _new_box(self, start: int, end: int) -> MixedBox:
        inked = self._inked_end(start, end)
        style, style_end, level, level_end = self._at(start)
        cells: list[Cell] = []
        at = start
        if inked <= min(style_end, level_end):
            cells += self._cells(self._cached_parts(start, inked, style, level), style, level)
            at = inked
        while at < inked:
            style, style_end, level, level_end = self._at(at)
            stop = min(inked, style_end, level_end)
            cells += self._cells(self._parts(at, stop, start, inked), style, level)
            at = stop
        ending = self._ending(inked, end, cells)
        width, inner = sum(cell.width for cell in cells), sum(cell.gaps for cell in cells)
        return MixedBox(tuple(cells), width, inner, ending.width if ending else 0.0, ending)

    def _cached_parts(self, start: int, end: int, style: TextStyle, level: int) -> Sequence[Part]:
        box = self._shaper_of(style).box(self._text[start:end], rtl=bool(level & 1))
        return box.parts

    def _parts(self, start: int, end: int, first: int, last: int) -> Sequence[Part]:
        # Letters join across a change of style; what stands around decides their form.
        style, _, level, _ = self._at(start)
        before, after = self._text[first:start], self._text[end:last]
        shaper = self._shaper_of(style)
        return shaper.parts(self._text[start:end], rtl=bool(level & 1), before=before, after=after)

    def _cells(self, parts: Sequence[Part], style: TextStyle, level: int) -> list[Cell]:
        shaper, size = self._shaper_of(style), style.size
        return [
            Cell(p.hex, p.width * size, p.gaps * size, style, p.font, shaper.space(p.font)[0], level)
            for p in parts
        ]

    def _ending(self, inked: int, end: int, cells: Sequence[Cell]) -> Cell | None:
        count = sum(letter in SPACES for letter in self._text[inked:end])
        if not count:
            return None
        style, _, level, _ = self._at(inked)
        font = cells[-1].font if cells and cells[-1].font in style.fonts else style.fonts[0]
        sign, ems = self._shaper_of(style).space(font)
        width = count * ems * style.size
        return Cell(" " * count, width, width, style, font, sign, level)


def line_widths(boxes: Sequence[Measured]) -> tuple[float, float]:
    """Return a line's natural width and that of its gaps, without the spaces that end it."""
    trail = sum([box.trail for box in boxes])
    width = sum([box.width for box in boxes]) + trail
    gaps = sum([box.inner for box in boxes]) + trail
    last = boxes[-1].trail if boxes else 0.0
    return width - last, gaps - last


def is_uniform(itemized: Itemized) -> bool:
    """Tell whether a text has one style and one level."""
    return len(itemized.styles) == 1 and len(itemized.levels) == 1


def _words(boxes: Sequence[Box], *, rtl: bool) -> tuple[str, ...]:
    inks = [box.hex for box in boxes]
    if rtl:
        inks.reverse()
        inks[0] = inks[0].lstrip(" ")
    else:
        inks[-1] = inks[-1].rstrip(" ")
    return tuple("".join(inks).split(" "))


def _cuts(shaper: Shaper, text: str, offsets: Sequence[int], hyphenator: Hyphenator | None) -> Sequence[Cut]:
    if offsets:
        return shaper.cuts_at(text, offsets)
    return shaper.cuts(text, hyphenator) if hyphenator else ()


def owners_of(styles: Sequence[TextStyle], seen: set[int]) -> tuple[object, ...]:
    """Return the owners not seen before, in order, and remember them."""
    found = []
    for owner, _ in groupby(style.owner for style in styles):
        if owner is not None and id(owner) not in seen:
            seen.add(id(owner))
            found.append(owner)
    return tuple(found)

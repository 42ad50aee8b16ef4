"""Itemized text to boxes that can be measured, and boxes to the pieces of a line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from exporter.typesetting.cells import Cell
from exporter.typesetting.hyphenate import load_hyphenator
from exporter.typesetting.lines import TextStyle
from exporter.typesetting.shape import INVISIBLE_ENDS, SPACES, Box, Division, parts_of
from exporter.typesetting.split import split_parts

if TYPE_CHECKING:
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.itemize import Itemized
    from exporter.typesetting.shape import Part, Shaper
    from exporter.typesetting.tiles import TileRegistry

# What NamedTuple's own constructor does in three times the time.
_new = tuple.__new__


class Run(NamedTuple):
    """Hold the end of a stretch of one style and level."""

    end: int
    style: TextStyle
    level: int
    shaper: Shaper


class Bundle(NamedTuple):
    """Hold a box of several styles or levels; its widths are in the material's units, its cells' in points.

    Attributes:
        cells: In logical order; the spaces that end it are the last one.
        width: Without the spaces that end it.
        inner: Of it, the gaps.
        trail: The spaces that end it.
        font: None: cells have fonts of their own.
    """

    cells: tuple[Cell, ...]
    width: float
    inner: float
    trail: float
    font: None = None


AnyBox: TypeAlias = Box | Bundle


class Material:
    """Hold a paragraph's text, shaped box by box.

    Attributes:
        unit: Points to a unit of its boxes' widths: the size, if there is one size.
        base: The paragraph's level.
        tiles: Of the document.
        kashida: Whether joins of letters stretch with the gaps of its lines.
    """

    def __init__(
        self,
        itemized: Itemized,
        shaper_of: Callable[[TextStyle], Shaper],
        tiles: TileRegistry,
        *,
        kashida: bool = False,
    ) -> None:
        self.text = itemized.text
        self.base = itemized.base
        self.tiles = tiles
        self.kashida = kashida and self.base == 1
        self._runs = tuple(_runs(itemized, shaper_of))
        self._run_ends = [run.end for run in self._runs]
        sizes = {run.style.size for run in self._runs}
        self.unit = sizes.pop() if len(sizes) == 1 else 1.0

    @property
    def owned(self) -> bool:
        """Tell whether any of the text has an owner."""
        return any(run.style.owner is not None for run in self._runs)

    @property
    def single(self) -> Run | None:
        """Return the run of text that has only one, which nearly all paragraphs are."""
        return self._runs[0] if len(self._runs) == 1 else None

    def boxes(self, ends: Sequence[int]) -> Sequence[AnyBox]:
        """Return the boxes between line-break opportunities."""
        first = self._runs[0]
        if len(self._runs) == 1:
            return self._boxes_of(first, 0, ends)
        boxes: list[AnyBox] = []
        for run in self._runs:
            inside = bisect_right(ends, run.end, len(boxes))
            boxes += self._boxes_of(run, ends[len(boxes) - 1] if boxes else 0, ends[len(boxes) : inside])
            if inside == len(boxes) < len(ends) and (ends[inside - 1] if inside else 0) < run.end:
                boxes.append(self.box(ends[inside - 1] if inside else 0, ends[inside]))
        return boxes

    def _boxes_of(self, run: Run, start: int, ends: Sequence[int]) -> Sequence[AnyBox]:
        if run.style.size == self.unit:
            return run.shaper.boxes(self.text, start, ends, rtl=bool(run.level & 1))
        return [self.box(begin, end) for begin, end in pairwise([start, *ends])]

    def box(self, start: int, end: int) -> AnyBox:
        """Return a part of the text as one box."""
        run = self.run_at(start)
        if run.end < end:
            return self._bundle(start, end)
        box = run.shaper.box(self.text[start:end], rtl=bool(run.level & 1))
        if run.style.size == self.unit:
            return box
        scale = run.style.size / self.unit
        return box._replace(width=box.width * scale, inner=box.inner * scale, trail=box.trail * scale)

    def run_at(self, at: int) -> Run:
        """Return the run at a place."""
        return self._runs[bisect_right(self._run_ends, at)]

    def runs_of(self, starts: Sequence[int]) -> Iterator[Run]:
        """Return the run at each of the ascending places."""
        number = bisect_right(self._run_ends, starts[0])
        for start in starts:
            while self._run_ends[number] <= start:
                number += 1
            yield self._runs[number]

    def styles(self, start: int, end: int) -> Iterator[TextStyle]:
        """Return the styles of a part of the text, in logical order."""
        if len(self._runs) == 1:
            return iter((self._runs[0].style,))
        first = bisect_right(self._run_ends, start)
        last = bisect_right(self._run_ends, max(start, end - 1))
        return (run.style for run in self._runs[first : last + 1])

    def divide(self, start: int, end: int, hyphenation: str) -> Sequence[Division]:
        """Return where hyphens may divide a box in its own language.

        A word whose letters have several styles is left whole; the mark of a note has no letters.

        Args:
            start: Where the box begins.
            end: Where it ends.
            hyphenation: The paragraph's code, which goes before the bare language of a style.
        """
        run = self.run_at(start)
        own = run.style.language
        hyphenator = load_hyphenator(hyphenation if own[:2] == hyphenation[:2] else own)
        if hyphenator is None or run.level & 1:
            return ()
        if run.end < end:
            if any(map(str.isalpha, self.text[run.end : end])):
                return ()
            end = run.end
        found = run.shaper.divide(self.text[start:end], hyphenator)
        scale = run.style.size / self.unit
        return found if scale == 1.0 else [(at, width * scale) for at, width in found]

    def widths_before(self, start: int, end: int, offsets: Sequence[int]) -> list[float]:
        """Measure a box up to each of the offsets, in units; what kerning across them changes is left out."""
        run = self.run_at(start)
        if not run.level & 1 and run.end >= end:
            found = run.shaper.widths_before(self.text[start:end], [at - start for at in offsets])
            if found:
                return [width * run.style.size / self.unit for width in found]
        pieces = pairwise([start, *offsets])
        return list(accumulate([self.box(begin, end).width for begin, end in pieces]))

    def hyphen_width(self, at: int) -> float:
        """Return the width of a hyphen in the style of a place, in units."""
        run = self.run_at(at)
        return run.shaper.hyphen(run.shaper.fonts[0])[1] * run.style.size / self.unit

    def hyphenated(self, box: AnyBox, start: int) -> Bundle:
        """Add a hyphen to the box that ends a line."""
        run = self.run_at(start)
        *before, last = _box_cells(box, run, self.unit) if isinstance(box, Box) else box.cells
        sign, ems = run.shaper.hyphen(last.font)
        width = ems * last.style.size
        ink = sign + last.hex if last.level & 1 else last.hex + sign
        longer = last._replace(hex=ink, width=last.width + width)
        return Bundle((*before, longer), box.width + width / self.unit, box.inner, 0.0)

    def _bundle(self, start: int, end: int) -> Bundle:
        inked = start + len(self.text[start:end].rstrip(SPACES + INVISIBLE_ENDS))
        cells: list[Cell] = []
        for runs, at, stop in self._stretches(start, inked):
            parts = self._parts(runs[0], at, stop, start, inked)
            shares = split_parts(
                parts, [run.end - at for run in runs], self.tiles, rtl=bool(runs[0].level & 1)
            )
            for run, share in zip(runs, shares, strict=True):
                cells += _part_cells(share, run)
        spaces = sum(letter in SPACES for letter in self.text[inked:end])
        width, inner = sum(cell.width for cell in cells), sum(cell.gaps for cell in cells)
        if spaces:
            cells.append(self._ending(spaces, self.run_at(inked), cells))
        trail = cells[-1].width if spaces else 0.0
        return Bundle(tuple(cells), width / self.unit, inner / self.unit, trail / self.unit)

    def _stretches(self, start: int, end: int) -> Iterator[tuple[list[Run], int, int]]:
        """Return neighbouring runs that are shaped together, and where they begin and end."""
        number = bisect_right(self._run_ends, start)
        while start < end:
            runs = [self._runs[number]]
            while runs[-1].end < end and _alike(runs[0], self._runs[number + 1]):
                number += 1
                runs.append(self._runs[number])
            stop = min(end, runs[-1].end)
            yield runs, start, stop
            start = stop
            number += 1

    def _parts(self, run: Run, start: int, end: int, first: int, last: int) -> Sequence[Part]:
        text, rtl = self.text, bool(run.level & 1)
        if text[end - 1] not in SPACES and (not rtl or (start == first and end == last)):
            return parts_of(run.shaper.box(text[start:end], rtl=rtl), rtl=rtl)
        # Letters join across a change of font; what stands around decides their form.
        return run.shaper.parts(text[start:end], rtl=rtl, before=text[first:start], after=text[end:last])

    def _ending(self, count: int, run: Run, cells: Sequence[Cell]) -> Cell:
        font = run.style.fonts[0]
        if cells and cells[-1].level == run.level and cells[-1].font in run.style.fonts:
            font = cells[-1].font
        sign, ems = run.shaper.space(font)
        width = count * ems * run.style.size
        return Cell(" " * count, width, width, run.style, font, sign, run.level)


def line_cells(material: Material, boxes: Sequence[AnyBox], starts: Sequence[int]) -> list[Cell]:
    """Return the cells of a line in logical order, without the spaces that end it (UAX 9, L1).

    Args:
        material: What the boxes are of.
        boxes: In logical order.
        starts: Where they begin in the text.
    """
    run = material.single
    cells: list[Cell] = []
    if run is not None:
        _add_cells(cells, boxes, run, material.unit)
    else:
        grouped = groupby(zip(boxes, material.runs_of(starts), strict=True), key=lambda pair: pair[1])
        for run, pairs in grouped:
            _add_cells(cells, [box for box, _ in pairs], run, material.unit)
    while cells and not cells[-1].hex.strip(" "):
        cells.pop()
    if cells and " " in cells[-1].hex:
        cells[-1] = _trimmed(cells[-1])
    return cells


def _add_cells(cells: list[Cell], boxes: Sequence[AnyBox], run: Run, unit: float) -> None:
    for font, same in groupby(boxes, key=_font_of):
        if font is not None:
            cells.append(_joined(same, run, font, unit))
            continue
        for box in same:
            cells += _fallback_cells(box, run, unit) if isinstance(box, Box) else box.cells


_font_of = attrgetter("font")


def _joined(boxes: Iterable[AnyBox], run: Run, font: Font, unit: float) -> Cell:
    inks, widths, inners, trails, *_ = zip(*boxes, strict=True)
    trail = sum(trails)
    ink = "".join(inks[::-1] if run.level & 1 else inks)
    width, gaps = (sum(widths) + trail) * unit, (sum(inners) + trail) * unit
    return _new(Cell, (ink, width, gaps, run.style, font, run.shaper.space(font)[0], run.level))


def _fallback_cells(box: Box, run: Run, unit: float) -> list[Cell]:
    cells = _box_cells(box, run, unit)
    count = box.hex.count(" ")
    if count:
        width = count * run.shaper.space(cells[-1].font)[1] * run.style.size
        cells.append(cells[-1]._replace(hex=" " * count, width=width, gaps=width))
    return cells


def _trimmed(cell: Cell) -> Cell:
    ink = cell.hex.lstrip(" ") if cell.level & 1 else cell.hex.rstrip(" ")
    count = len(cell.hex) - len(ink)
    if not count:
        return cell
    spaces = cell.gaps * count / cell.hex.count(" ")
    return cell._replace(hex=ink, width=cell.width - spaces, gaps=cell.gaps - spaces)


def _alike(one: Run, other: Run) -> bool:
    return one.shaper is other.shaper and one.level == other.level


def _box_cells(box: Box, run: Run, unit: float) -> list[Cell]:
    cells = _part_cells(parts_of(box, rtl=bool(run.level & 1)), run)
    if box.font is None or run.style.size == unit:
        return cells  # shares are in ems, and so are boxes where all text has one size
    scale = unit / run.style.size
    return [cell._replace(width=cell.width * scale, gaps=cell.gaps * scale) for cell in cells]


def _part_cells(parts: Sequence[Part], run: Run) -> list[Cell]:
    size, space = run.style.size, run.shaper.space
    return [
        Cell(
            part.hex,
            part.width * size,
            part.gaps * size,
            run.style,
            part.font,
            space(part.font)[0],
            run.level,
        )
        for part in parts
    ]


def _runs(itemized: Itemized, shaper_of: Callable[[TextStyle], Shaper]) -> Iterator[Run]:
    styles, levels = itemized.styles, itemized.levels
    style = level = end = 0
    while end < len(itemized.text):
        end = min(styles[style].end, levels[level].end)
        chosen = styles[style].style
        yield Run(end, chosen, levels[level].level, shaper_of(chosen))
        style += styles[style].end == end
        level += levels[level].end == end

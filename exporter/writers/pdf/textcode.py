"""Lines of tiles to the operators of a content stream, each stretch marked for its element."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from exporter.writers.pdf.objects import number
from exporter.writers.pdf.reading_order import reading_order
from exporter.writers.pdf.structure import ARTIFACT, Rectangle, StructureElement

if TYPE_CHECKING:
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.lines import Color, Line, Piece, TextStyle
    from exporter.typesetting.tiles import TileRegistry
    from exporter.writers.pdf.marks import Marks

# Of a link's area, in ems: above and below the baseline, without touching the next line's.
_LINK_ABOVE, _LINK_BELOW = 0.8, 0.25
_SAME_PLACE = 0.05  # points
_SMALLEST_GAP = 0.05  # thousandths of an em


class LinkArea(NamedTuple):
    """Hold where on the page a link was drawn, in points."""

    link: StructureElement
    start: float
    bottom: float
    end: float
    top: float

    @property
    def rectangle(self) -> Rectangle:
        """Return the area itself."""
        return self.start, self.bottom, self.end, self.top


class TextCoder:
    """Write text operators, leaving out those that would change nothing.

    Attributes:
        font_names: Resource names of the fonts used so far.
        color: The fill colour that the page has; None is not known.
    """

    def __init__(self, tiles: TileRegistry, marks: Marks, *, rtl: bool) -> None:
        self.font_names: dict[Font, str] = {}
        self.color: Color | None = None
        self._font: tuple[Font, float] | None = None
        self._tiles = tiles
        self._marks = marks
        self._rtl = rtl

    def reset(self) -> None:
        """Forget the graphics state: a page begins."""
        self.color = None
        self._font = None

    def write(
        self, lines: Sequence[tuple[Line, float, float]], element: StructureElement | None, code: list[str]
    ) -> list[LinkArea]:
        """Append one text object and return where links lie in it.

        Args:
            lines: Each with the left edge of its measure and its baseline.
            element: Owns what has no owner of its own; None: that is an artifact.
            code: Receives the operators.
        """
        areas: list[LinkArea] = []
        marking = not self._marks.in_artifact
        default = element or ARTIFACT
        wanted: StructureElement | None = None
        owner: StructureElement | None = None  # of the open mark
        style: TextStyle | None = None
        font: Font | None = None
        at_x = at_y = 0  # of the line matrix, in hundredths of a point
        code.append("BT")
        for line, x, y in lines:
            places = self._places(line.pieces, default) if marking and len(line.pieces) > 1 else None
            if places:
                _close(owner, code)
                owner = None
            for index, piece in enumerate(line.pieces):
                if piece.style is not style or piece.font is not font:
                    style, font = piece.style, piece.font
                    self._select(style, font, code)
                    wanted = _owner(style, default) if marking else None
                if wanted is not owner or places:
                    _close(owner, code)
                    owner = wanted
                    if owner is not None:
                        code.append(self._marks.open(owner, places[index] if places else None))
                if wanted is not None and wanted.link is not None:
                    _add_area(areas, wanted.link, piece, x, y)
                to_x, to_y = round((x + piece.x) * 100), round((y + piece.style.rise) * 100)
                code.append(f"{(to_x - at_x) / 100:.6g} {(to_y - at_y) / 100:.6g} Td{_show(piece)}")
                at_x, at_y = to_x, to_y
            if places:
                _close(owner, code)
                owner = None
        _close(owner, code)
        code.append("ET")
        return areas

    def _places(self, pieces: Sequence[Piece], default: StructureElement) -> list[int] | None:
        """Return the places in reading order of pieces that are not drawn as they are read."""
        owners = {_owner(piece.style, default) for piece in pieces}
        if len(owners) == 1:
            return None
        order = reading_order(pieces, self._tiles, rtl=self._rtl)
        if order == sorted(order):
            return None
        first = self._marks.reserve(len(order))
        places = [0] * len(order)
        for place, index in enumerate(order, first):
            places[index] = place
        return places

    def _select(self, style: TextStyle, font: Font, code: list[str]) -> None:
        if self._font != (font, style.size):
            self._font = (font, style.size)
            name = self.font_names.setdefault(font, f"F{len(self.font_names) + 1}")
            code.append(f"/{name} {number(style.size)} Tf")
        if self.color != style.color:
            self.color = style.color
            code.append(f"{' '.join(map(number, style.color))} rg")


def _owner(style: TextStyle, default: StructureElement) -> StructureElement:
    return style.owner if isinstance(style.owner, StructureElement) else default


def _close(owner: StructureElement | None, code: list[str]) -> None:
    """End the open mark; none is open after that."""
    if owner is not None:
        code.append("EMC")


def _show(piece: Piece) -> str:
    """Write a piece's tiles; a gap stands after each space."""
    gap = -1000 * piece.gap / piece.style.size
    if -_SMALLEST_GAP < gap < _SMALLEST_GAP:
        return f"<{piece.space.join(piece.words)}>Tj"
    return f"[<{f'{piece.space}>{gap:.1f}<'.join(piece.words)}>]TJ"


def _add_area(areas: list[LinkArea], link: StructureElement, piece: Piece, x: float, y: float) -> None:
    start, end = x + piece.x, x + piece.x + piece.width
    size = piece.style.size
    bottom, top = y - _LINK_BELOW * size, y + _LINK_ABOVE * size
    if areas:
        last = areas[-1]
        if last.link is link and last.bottom == bottom and abs(last.end - start) < _SAME_PLACE:
            areas[-1] = last._replace(end=end)
            return
    areas.append(LinkArea(link, start, bottom, end, top))

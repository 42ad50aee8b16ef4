"""Lines of tiles to the operators of a content stream, each stretch marked for its element."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from exporter.writers.pdf.backward import BackwardCoder
from exporter.writers.pdf.objects import number
from exporter.writers.pdf.plate import FontUse, LinkArea, Plate
from exporter.writers.pdf.reading_order import Reader
from exporter.writers.pdf.structure import ARTIFACT, StructureElement

if TYPE_CHECKING:
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.lines import Color, Line, Piece, TextStyle
    from exporter.typesetting.tiles import TileRegistry

# Of a link's area, in ems: above and below the baseline, without touching the next line's.
_LINK_ABOVE, _LINK_BELOW = 0.8, 0.25
_SAME_PLACE = 0.05  # points
_SMALLEST_GAP = 0.05  # thousandths of an em
_SEVERAL = 2
_HEX_DIGITS = 4


class TextCoder:
    """Write text objects, leaving out operators that would change nothing.

    Attributes:
        plate: Of the page that is drawn.
        color: The fill colour that the page has; None is not known.
        reader: Of the document's tiles.
        backward: Shows pieces from right to left.
        rtl: Direction of the page.
    """

    def __init__(self, tiles: TileRegistry) -> None:
        self.plate = Plate()
        self.color: Color | None = None
        self.reader = Reader(tiles)
        self.backward = BackwardCoder(tiles)
        self.rtl = False
        self._tiles = tiles
        self._font: tuple[Font, float] | None = None
        self._spaces: dict[tuple[Font, str], str] = {}

    def begin(self, plate: Plate) -> None:
        """Begin a page: its graphics state is not known."""
        self.plate = plate
        self.color = None
        self._font = None

    def write(self, lines: Sequence[tuple[Line, float, float]], element: StructureElement | None) -> None:
        """Append one text object to the page.

        Args:
            lines: Each with the left edge of its measure and its baseline.
            element: Owns what has no owner of its own; None: that is an artifact.
        """
        code = self.plate.code
        code.append("BT")
        text = _TextObject(self, element or ARTIFACT)
        for line, x, y in lines:
            text.add(line, x, y)
        text.close_mark()
        code.append("ET")
        self.plate.uses += text.areas

    def select(self, style: TextStyle, font: Font) -> None:
        """Set font, size and colour if they are others."""
        code = self.plate.code
        if self._font != (font, style.size):
            self._font = (font, style.size)
            self.plate.fonts.append(FontUse(font, len(code)))
            code.append(f"{number(style.size)} Tf")
        if self.color != style.color:
            self.color = style.color
            code.append(f"{' '.join(map(number, style.color))} rg")

    def ends_with_hyphen(self, piece: Piece) -> bool:
        """Tell whether the last sign of a left-to-right piece is read as a hyphen."""
        sign = piece.words[-1][-_HEX_DIGITS:]
        return bool(sign) and self._tiles.of(piece.font).letter_of(sign) == "-"

    def space_width(self, piece: Piece) -> str:
        """Return the width of a piece's space, in thousandths of an em."""
        key = (piece.font, piece.space)
        known = self._spaces.get(key)
        if known is None:
            advance = self._tiles.of(piece.font).tiles[int(piece.space, 16)][1]
            known = self._spaces[key] = number(advance * 1000 / piece.font.upem)
        return known


class _TextObject:
    """Hold what changes from piece to piece of one text object."""

    def __init__(self, coder: TextCoder, default: StructureElement) -> None:
        self.areas: list[LinkArea] = []
        self._coder = coder
        self._default = default
        self._code = coder.plate.code
        self._marks = coder.plate.marks
        self._marking = not self._marks.in_artifact
        self._owner: StructureElement | None = None  # of the open mark
        self._wanted: StructureElement | None = None
        self._link: StructureElement | None = None
        self._style: TextStyle | None = None
        self._font: Font | None = None
        self._x = self._y = 0  # of the line matrix, in hundredths of a point

    def add(self, line: Line, x: float, y: float) -> None:
        """Write one line: its pieces as they are read, each from left to right.

        Programs that read the text turn round what is from right to left within a piece; few
        put pieces into order that are not.
        """
        spaced = not (line.last or line.hyphenated)
        pieces = self._in_reading_order(line.pieces)
        last = pieces[-1][0] if pieces else None
        for piece, odd in pieces:
            if piece.style is not self._style or piece.font is not self._font or self._owner is None:
                self._begin(piece)
            if self._link is not None:
                _add_area(self.areas, self._link, piece, x, y)
            if line.hyphenated and piece is last and not odd and self._may_part(piece):
                self._show_parted(piece, x + piece.x, y + piece.style.rise)
                continue
            shown = self._show(piece, odd=odd, alone=len(pieces) == 1, last=piece is last, spaced=spaced)
            self._show_at(x + piece.x, y + piece.style.rise, shown)

    def close_mark(self) -> None:
        """End the open mark, if there is one."""
        if self._owner is not None:
            self._code.append("EMC")
            self._owner = None

    def _begin(self, piece: Piece) -> None:
        """Select what the piece needs and open a mark if it belongs to another owner."""
        if piece.style is not self._style or piece.font is not self._font:
            self._style, self._font = piece.style, piece.font
            self._coder.select(piece.style, piece.font)
            self._wanted = self._owner_of(piece) if self._marking else None
            self._link = self._wanted.link if self._wanted is not None else None
        if self._wanted is not self._owner:
            self.close_mark()
            self._owner = self._wanted
            if self._owner is not None:
                self._code.append(self._marks.open(self._owner))

    def _owner_of(self, piece: Piece) -> StructureElement:
        owner = piece.style.owner
        return owner if isinstance(owner, StructureElement) else self._default

    def _in_reading_order(self, pieces: Sequence[Piece]) -> Sequence[tuple[Piece, bool]]:
        """Return the pieces as they are read, each with whether it is from right to left."""
        coder = self._coder
        if len(pieces) < _SEVERAL:
            return [(piece, coder.rtl and coder.reader.lettered(piece)) for piece in pieces]
        order = coder.reader.order(pieces, rtl=coder.rtl)
        for index, piece in enumerate(pieces[:-1]):
            if piece.width < _SAME_PLACE:  # a mark at the edge of its neighbour, which it must not follow
                (mark,) = (entry for entry in order if entry[0] == index)
                order.remove(mark)
                order.insert([at for at, _ in order].index(index + 1), mark)
        return [(pieces[index], odd) for index, odd in order]

    def _show(self, piece: Piece, *, odd: bool, alone: bool, last: bool, spaced: bool) -> str:
        """Show a piece; a space at the end of the line keeps it from the next one's first word."""
        coder = self._coder
        if odd and coder.rtl:
            if alone:
                return coder.backward.show(piece, spaced=spaced)
            lettered = coder.reader.lettered(piece)
            return coder.backward.show_part(piece, lettered=lettered, last=last, spaced=spaced)
        if not (last and spaced):
            return _show(piece)
        if not coder.rtl:
            return f"[<{_show_array(piece)}{piece.space}>]TJ"
        back = piece.width * 1000 / piece.style.size + float(coder.space_width(piece))
        return f"[<{_show_array(piece)}>{back:.1f}<{piece.space}>]TJ"

    def _may_part(self, piece: Piece) -> bool:
        """Tell whether a piece that ends a line ends with a hyphen that only the line needs."""
        meant = self._owner is not None and self._owner is not ARTIFACT
        return meant and not self._coder.rtl and self._coder.ends_with_hyphen(piece)

    def _show_parted(self, piece: Piece, x: float, y: float) -> None:
        """Show a piece and its hyphen, which is no part of the word that the element says."""
        *words, last = piece.words
        self._show_at(x, y, _show(piece._replace(words=(*words, last[:-_HEX_DIGITS]))))
        self.close_mark()
        self._code.append(f"{self._marks.open(ARTIFACT)}<{last[-_HEX_DIGITS:]}>Tj EMC")

    def _show_at(self, x: float, y: float, shown: str) -> None:
        at_x, at_y = round(x * 100), round(y * 100)
        self._code.append(f"{(at_x - self._x) / 100:.6g} {(at_y - self._y) / 100:.6g} Td{shown}")
        self._x, self._y = at_x, at_y


def _show(piece: Piece) -> str:
    gap = -1000 * piece.gap / piece.style.size
    if -_SMALLEST_GAP < gap < _SMALLEST_GAP:
        return f"<{piece.space.join(piece.words)}>Tj"
    return f"[<{f'{piece.space}>{gap:.1f}<'.join(piece.words)}>]TJ"


def _show_array(piece: Piece) -> str:
    """Write a piece's tiles; a gap stands after each space."""
    gap = -1000 * piece.gap / piece.style.size
    return f"{piece.space}>{gap:.1f}<".join(piece.words)


def _add_area(areas: list[LinkArea], link: StructureElement, piece: Piece, x: float, y: float) -> None:
    start, end = x + piece.x, x + piece.x + piece.width
    size = piece.style.size
    bottom, top = y - _LINK_BELOW * size, y + _LINK_ABOVE * size
    if areas:
        last = areas[-1]
        if last.link is link and last.bottom == bottom and abs(last.end - start) < _SAME_PLACE:
            areas[-1] = last._replace(end=end)
            return
        if last.link is link and last.bottom == bottom and abs(end - last.start) < _SAME_PLACE:
            areas[-1] = last._replace(start=start)
            return
    areas.append(LinkArea(link, start, bottom, end, top))

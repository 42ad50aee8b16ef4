"""Strips to bytes and back, from the process that sets them to the one that draws them.

A parcel is what `marshal` writes of tuples, numbers and texts: it is read by the same interpreter
that wrote it, and costs a twentieth of setting the strips. Tiles travel by the numbers of their sender;
the receiver gives each its own, in the order in which the sender came to it.
"""

from __future__ import annotations

import marshal
import pickle
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from exporter.typesetting.flow import (
    Anchor,
    Frame,
    PlacedDrawing,
    PlacedFill,
    PlacedLine,
    PlacedPicture,
    PlacedRule,
    Strip,
)
from exporter.typesetting.lines import Line, Piece, TextStyle
from exporter.writers.pdf.structure import StructureElement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exporter.typesetting.flow import Placed
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.tiles import Tile, TileRegistry

# Both ends speak of nothing else.
_Code: TypeAlias = Any

# What NamedTuple's own constructor does in three times the time.
_new = tuple.__new__
_NO_OPTIONS = StructureElement.__init__.__kwdefaults__ or {}
_MOST_TILES = 0xD800  # numbers beyond are no letters
_ROOT, _TOP = -1, -2  # parents of elements that have none in the parcel


class Parcel(NamedTuple):
    """Hold an unpacked chunk, with number, element and strips of each note that was set for it."""

    strips: list[Strip]
    notes: list[tuple[int, StructureElement, list[Strip]]]


class UnsendableError(Exception):
    """A strip holds what no parcel can: it must be set where it is drawn."""


class Sender:
    """Pack chunks; knows which tiles it has told of."""

    def __init__(self, tiles: TileRegistry, fonts: Sequence[Font]) -> None:
        self._tiles = tiles
        self._fonts = fonts
        self._font_numbers = {font: number for number, font in enumerate(fonts)}
        self._told = [len(tiles.of(font).tiles) for font in fonts]

    def pack(
        self,
        strips: Sequence[Strip],
        elements: Sequence[StructureElement],
        notes: Iterable[tuple[int, StructureElement, Sequence[Strip]]],
    ) -> bytes:
        """Pack a chunk.

        Args:
            strips: In order.
            elements: New children of the edition's root.
            notes: Number, element and strips of each note that was set for the chunk.
        """
        tiles = self._new_tiles()
        try:
            code = _Packing(self._font_numbers).code(strips, elements, notes)
        except UnsendableError:
            code = None
        return marshal.dumps((tiles, code if max(self._told) <= _MOST_TILES else None))

    def _new_tiles(self) -> list[tuple[int, list[Tile]]]:
        found = []
        for number, font in enumerate(self._fonts):
            tiles = self._tiles.of(font).tiles
            if len(tiles) > self._told[number]:
                found.append((number, tiles[self._told[number] :]))
                self._told[number] = len(tiles)
        return found


class Receiver:
    """Unpack what one sender packs, in its order."""

    def __init__(self, tiles: TileRegistry, fonts: Sequence[Font]) -> None:
        """Begin with the tiles that both have."""
        self._tiles = tiles
        self._fonts = fonts
        self._ids = [list(range(len(tiles.of(font).tiles))) for font in fonts]

    def unpack(self, parcel: bytes, root: StructureElement) -> Parcel | None:
        """Return strips and notes; None if the chunk must be set here.

        Args:
            parcel: From the sender.
            root: Receives the elements.
        """
        tiles, code = marshal.loads(parcel)  # noqa: S302 - from our own process
        if code is None:
            return None
        self._learn(tiles)
        return _Unpacking(self._fonts, self._ids).read(code, root)

    def learn(self, parcel: bytes) -> None:
        """Take no more than the tiles of a parcel, whose chunk was set here."""
        self._learn(marshal.loads(parcel)[0])  # noqa: S302 - from our own process

    def _learn(self, tiles: Sequence[tuple[int, list[Tile]]]) -> None:
        for number, new in tiles:
            id_of = self._tiles.of(self._fonts[number]).id_of
            self._ids[number] += [id_of(tile) for tile in new]


class _Packing:
    """Turn the strips of one chunk into codes; what they share is numbered."""

    def __init__(self, fonts: dict[Font, int]) -> None:
        self._fonts = fonts
        self._elements: dict[int, int] = {}
        self._styles: dict[int, int] = {}
        self._style_codes: list[_Code] = []
        self._frames: dict[int, int] = {}
        self._frame_codes: list[_Code] = []

    def code(
        self,
        strips: Sequence[Strip],
        elements: Sequence[StructureElement],
        notes: Iterable[tuple[int, StructureElement, Sequence[Strip]]],
    ) -> _Code:
        notes = list(notes)
        trees = list(self._element_codes(elements, _ROOT))
        trees += self._element_codes([element for _, element, _ in notes], _TOP)
        strip_codes = [self._strip(strip) for strip in strips]
        note_codes = [
            (number, self._elements[id(element)], [self._strip(strip) for strip in lines])
            for number, element, lines in notes
        ]
        return trees, self._style_codes, self._frame_codes, strip_codes, note_codes

    def _element_codes(self, tops: Sequence[StructureElement], parent: int) -> Iterator[_Code]:
        stack = [(element, parent) for element in reversed(tops)]
        while stack:
            element, above = stack.pop()
            number = self._elements[id(element)] = len(self._elements)
            options = {
                name: value
                for name, usual in _NO_OPTIONS.items()
                if (value := getattr(element, name)) != usual
            }
            yield above, element.tag, options
            stack += [(child, number) for child in reversed(element.children)]

    def _element(self, element: object) -> int:
        if element is None:
            return _ROOT
        try:
            return self._elements[id(element)]
        except KeyError:
            raise UnsendableError from None

    def _strip(self, strip: Strip) -> _Code:
        return (
            strip.height,
            strip.space_before,
            strip.breakable,
            [self._placed(item) for item in strip.content],
            strip.notes,
            [self._frame(frame) for frame in strip.frames],
            [self._strip(header) for header in strip.header],
            [(anchor.name, anchor.title, anchor.level) for anchor in strip.anchors],
        )

    def _placed(self, item: Placed) -> _Code:
        if isinstance(item, PlacedLine):
            return item.x, item.baseline, self._element(item.element), self._line(item.line)
        if isinstance(item, PlacedRule):
            return "rule", (item.x, item.y, item.width, item.thickness, item.color, item.dotted)
        if isinstance(item, PlacedFill):
            return "fill", (item.x, item.width, item.color)
        if isinstance(item, PlacedPicture):
            place = (item.key, item.x, item.y, item.width, item.height)
            return "picture", place, self._element(item.element)
        if isinstance(item, PlacedDrawing):
            # Few and of many kinds: worth no code of their own.
            shapes = pickle.dumps(item.shapes, pickle.HIGHEST_PROTOCOL)
            return "drawing", shapes, (item.x, item.width, item.height), self._element(item.element)
        raise UnsendableError

    def _line(self, line: Line) -> _Code:
        pieces = [self._piece(piece) for piece in line.pieces]
        owners = [self._element(owner) for owner in line.owners]
        return pieces, line.width, owners, line.last, line.hyphenated

    def _piece(self, piece: Piece) -> _Code:
        # Tile ids as letters, and 0, which no text has, for a gap.
        ids = bytes.fromhex("0000".join(piece.words)).decode("utf-16-be")
        style = self._styles.get(id(piece.style))
        if style is None:
            style = self._style(piece.style)
        return style, self._font(piece.font), piece.x, piece.width, ids, int(piece.space, 16), piece.gap

    def _font(self, font: Font) -> int:
        try:
            return self._fonts[font]
        except KeyError:
            raise UnsendableError from None

    def _style(self, style: TextStyle) -> int:
        fonts = [self._font(font) for font in style.fonts]
        owner = self._element(style.owner)
        number = self._styles[id(style)] = len(self._styles)
        self._style_codes.append((fonts, style.size, style.language, style.color, style.rise, owner))
        return number

    def _frame(self, frame: Frame) -> int:
        number = self._frames.get(id(frame))
        if number is None:
            number = self._frames[id(frame)] = len(self._frames)
            bar = frame.bar_x, frame.bar_width, frame.bar_color
            self._frame_codes.append((frame.x, frame.width, frame.background, *bar))
        return number


class _Unpacking:
    """Turn the codes of one chunk into strips."""

    def __init__(self, fonts: Sequence[Font], ids: Sequence[list[int]]) -> None:
        self._fonts = fonts
        self._ids = ids
        self._elements: list[StructureElement] = []
        self._styles: list[TextStyle] = []
        self._frames: list[Frame] = []
        self._spaces: dict[tuple[int, int], str] = {}

    def read(self, code: _Code, root: StructureElement) -> Parcel:
        trees, styles, frames, strips, notes = code
        for above, tag, options in trees:
            parent = self._elements[above] if above >= 0 else root if above == _ROOT else None
            self._elements.append(StructureElement(tag, parent, **options))
        for numbers, size, language, color, rise, owner in styles:
            fonts = tuple(self._fonts[number] for number in numbers)
            self._styles.append(TextStyle(fonts, size, language, color, rise, self._element(owner)))
        self._frames = [Frame(*frame) for frame in frames]
        return Parcel(
            [self._strip(strip) for strip in strips],
            [
                (number, self._elements[element], [self._strip(strip) for strip in lines])
                for number, element, lines in notes
            ],
        )

    def _element(self, number: int) -> StructureElement | None:
        return self._elements[number] if number >= 0 else None

    def _strip(self, code: _Code) -> Strip:
        height, space_before, breakable, content, notes, frames, header, anchors = code
        return Strip(
            height,
            tuple([self._placed(item) for item in content]),
            space_before,
            breakable,
            notes,
            tuple([self._frames[number] for number in frames]) if frames else (),
            tuple([self._strip(strip) for strip in header]) if header else (),
            tuple([Anchor(*anchor) for anchor in anchors]) if anchors else (),
        )

    def _placed(self, code: _Code) -> Placed:
        if code[0] == "rule":
            return PlacedRule(*code[1])
        if code[0] == "fill":
            return PlacedFill(*code[1])
        if code[0] == "picture":
            key, x, y, width, height = code[1]
            return PlacedPicture(key, x, y, width, height, self._element(code[2]))
        if code[0] == "drawing":
            _, shapes, (x, width, height), element = code
            drawn = pickle.loads(shapes)  # noqa: S301 - from our own process
            return PlacedDrawing(drawn, x, width, height, self._element(element))
        x, baseline, element, line = code
        return _new(PlacedLine, (self._line(line), x, baseline, self._element(element)))

    def _line(self, code: _Code) -> Line:
        pieces, width, owners, last, hyphenated = code
        owned = tuple([self._elements[number] for number in owners]) if owners else ()
        return _new(Line, (tuple([self._piece(piece) for piece in pieces]), width, owned, last, hyphenated))

    def _piece(self, code: _Code) -> Piece:
        style, font, x, width, ids, space, gap = code
        known = self._ids[font]
        # Four digits a tile, and a stroke for each gap.
        digits = ids.translate(known).encode("utf-16-be", "surrogatepass").hex(" ", 2).upper()
        words = tuple(digits.replace("0000", "|").replace(" ", "").split("|"))
        sign = f"{known[space]:04X}"
        return _new(Piece, (self._styles[style], self._fonts[font], x, width, words, sign, gap))

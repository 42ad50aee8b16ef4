"""Strips to codes and back, for processes that share the work on a file."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, NamedTuple

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
from exporter.writers.pdf.parcel_trees import ElementNumbers, UnsendableError, unpack_elements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exporter.typesetting.flow import Placed
    from exporter.typesetting.fonts import Font
    from exporter.writers.pdf.parcel_trees import Code
    from exporter.writers.pdf.structure import StructureElement

# What NamedTuple's own constructor does in three times the time.
_new = tuple.__new__


class SetChunk(NamedTuple):
    """Hold an unpacked chunk, with number, element and strips of each note that was set for it."""

    strips: list[Strip]
    notes: list[tuple[int, StructureElement, list[Strip]]]


class StripPacking:
    """Turn the strips of one chunk into codes; what they share is numbered."""

    def __init__(self, fonts: dict[Font, int]) -> None:
        self._fonts = fonts
        self._elements = ElementNumbers(())
        self._styles: dict[int, int] = {}
        self._style_codes: list[Code] = []
        self._frames: dict[int, int] = {}
        self._frame_codes: list[Code] = []

    def code(
        self,
        strips: Sequence[Strip],
        elements: Sequence[StructureElement],
        notes: Iterable[tuple[int, StructureElement, Sequence[Strip]]],
    ) -> Code:
        """Return the code.

        Args:
            strips: In order.
            elements: New children of the edition's root.
            notes: Number, element and strips of each note that was set for the chunk.

        Raises:
            UnsendableError: A strip holds what no parcel can.
        """
        notes = list(notes)
        self._elements = ElementNumbers(elements, [element for _, element, _ in notes])
        strip_codes = [self._strip(strip) for strip in strips]
        note_codes = [
            (number, self._elements[element], [self._strip(strip) for strip in lines])
            for number, element, lines in notes
        ]
        return self._elements.codes, self._style_codes, self._frame_codes, strip_codes, note_codes

    def _strip(self, strip: Strip) -> Code:
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

    def _placed(self, item: Placed) -> Code:
        if isinstance(item, PlacedLine):
            return item.x, item.baseline, self._elements[item.element], self._line(item.line)
        if isinstance(item, PlacedRule):
            return "rule", (item.x, item.y, item.width, item.thickness, item.color, item.dotted)
        if isinstance(item, PlacedFill):
            return "fill", (item.x, item.width, item.color)
        if isinstance(item, PlacedPicture):
            place = (item.key, item.x, item.y, item.width, item.height)
            return "picture", place, self._elements[item.element]
        if isinstance(item, PlacedDrawing):
            # Few and of many kinds: worth no code of their own.
            shapes = pickle.dumps(item.shapes, pickle.HIGHEST_PROTOCOL)
            return "drawing", shapes, (item.x, item.width, item.height), self._elements[item.element]
        raise UnsendableError

    def _line(self, line: Line) -> Code:
        pieces = [self._piece(piece) for piece in line.pieces]
        owners = [self._elements[owner] for owner in line.owners]
        return pieces, line.width, owners, line.last, line.hyphenated

    def _piece(self, piece: Piece) -> Code:
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
        owner = self._elements[style.owner]
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


class StripUnpacking:
    """Turn the codes of one chunk into strips."""

    def __init__(self, fonts: Sequence[Font], ids: Sequence[list[int]]) -> None:
        self._fonts = fonts
        self._ids = ids
        self._elements: list[StructureElement] = []
        self._styles: list[TextStyle] = []
        self._frames: list[Frame] = []
        self._spaces: dict[tuple[int, int], str] = {}

    def read(self, code: Code, root: StructureElement) -> SetChunk:
        """Return strips and notes; ``root`` receives the elements."""
        trees, styles, frames, strips, notes = code
        self._elements = unpack_elements(trees, root)
        for numbers, size, language, color, rise, owner in styles:
            fonts = tuple(self._fonts[number] for number in numbers)
            self._styles.append(TextStyle(fonts, size, language, color, rise, self._element(owner)))
        self._frames = [Frame(*frame) for frame in frames]
        return SetChunk(
            [self._strip(strip) for strip in strips],
            [
                (number, self._elements[element], [self._strip(strip) for strip in lines])
                for number, element, lines in notes
            ],
        )

    def _element(self, number: int) -> StructureElement | None:
        return self._elements[number] if number >= 0 else None

    def _strip(self, code: Code) -> Strip:
        height, space_before, breakable, content, notes, frames, header, anchors = code
        parts = (
            height,
            tuple([self._placed(item) for item in content]),
            space_before,
            breakable,
            notes,
            tuple([self._frames[number] for number in frames]) if frames else (),
            tuple([self._strip(strip) for strip in header]) if header else (),
            tuple([Anchor(*anchor) for anchor in anchors]) if anchors else (),
        )
        return _new(Strip, parts)

    def _placed(self, code: Code) -> Placed:
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

    def _line(self, code: Code) -> Line:
        pieces, width, owners, last, hyphenated = code
        owned = tuple([self._elements[number] for number in owners]) if owners else ()
        return _new(Line, (tuple([self._piece(piece) for piece in pieces]), width, owned, last, hyphenated))

    def _piece(self, code: Code) -> Piece:
        style, font, x, width, ids, space, gap = code
        known = self._ids[font]
        # Four digits a tile, and a stroke for each gap.
        digits = ids.translate(known).encode("utf-16-be", "surrogatepass").hex(" ", 2).upper()
        words = tuple(digits.replace("0000", "|").replace(" ", "").split("|"))
        sign = f"{known[space]:04X}"
        return _new(Piece, (self._styles[style], self._fonts[font], x, width, words, sign, gap))

"""Drawn pages to codes and back, for processes that share the work on a file."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from exporter.typesetting.flow import Anchor
from exporter.writers.pdf.parcel_trees import ElementNumbers, UnsendableError, unpack_elements
from exporter.writers.pdf.plate import FontUse, LinkArea, PictureUse, Plate
from exporter.writers.pdf.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exporter.model.article import Picture
    from exporter.typesetting.fonts import Font
    from exporter.writers.pdf.parcel_trees import Code
    from exporter.writers.pdf.plate import Use
    from exporter.writers.pdf.structure import StructureElement

_SHOWN = re.compile("<([0-9A-F]+)>")  # tile ids in an operator
_DIGITS = 4  # of an id


class SheetPacking:
    """Turn the sheets of a part into codes."""

    def __init__(
        self, fonts: Mapping[Font, int], shared: Sequence[int], pictures: Mapping[str, Picture]
    ) -> None:
        """Begin a part.

        Args:
            fonts: Their numbers.
            shared: How many tiles of each have the same ids on both sides.
            pictures: Of the edition.
        """
        self._fonts = fonts
        self._shared = shared
        self._keys = {id(picture): key for key, picture in pictures.items()}

    def code(self, sheets: Sequence[Sheet], elements: Sequence[StructureElement]) -> Code:
        """Return the code.

        Args:
            sheets: In order.
            elements: The children that the edition's root has got.

        Raises:
            UnsendableError: A sheet must wait, or shows what belongs to none of the elements.
        """
        numbers = ElementNumbers(elements)
        return numbers.codes, [self._sheet(sheet, numbers) for sheet in sheets]

    def _sheet(self, sheet: Sheet, numbers: ElementNumbers) -> Code:
        plate = sheet.plate
        if plate is None:
            raise UnsendableError
        places = [use.at for use in plate.fonts]
        edges = [0, *places, len(plate.code)]
        return (
            [(anchor.name, anchor.title, anchor.level, y) for anchor, y in sheet.anchors],
            ["\n".join(plate.code[: edges[1]])],
            fonts := [self._font(use.font) for use in plate.fonts],
            [
                _stretch("\n".join(plate.code[start:end]), self._shared[font])
                for font, (start, end) in zip(fonts, pairwise(edges[1:]), strict=True)
            ],
            [numbers[element] for element in plate.marks.elements],
            [self._use(use, places, numbers) for use in plate.uses],
        )

    def _font(self, font: Font) -> int:
        try:
            return self._fonts[font]
        except KeyError:
            raise UnsendableError from None

    def _use(self, use: Use, fonts: Sequence[int], numbers: ElementNumbers) -> Code:
        if isinstance(use, LinkArea):
            return numbers[use.link], *use[1:]
        return self._keys[id(use.picture)], sum(at <= use.at for at in fonts)


def _stretch(code: str, shared: int) -> tuple[str, list[tuple[int, int]]]:
    """Return operators, and where in them an id stands that is not shared."""
    ids = bytes.fromhex("".join(_SHOWN.findall(code))).decode("utf-16-be")  # as letters, fast to look through
    others = set(re.findall(f"[{chr(shared)}-\ud7ff]", ids))
    return code, sorted((at, ord(letter)) for letter in others for at in _places(f"{ord(letter):04X}", code))


def _places(sign: str, code: str) -> Iterator[int]:
    """Return where a tile is shown; its digits may stand elsewhere as well."""
    at = code.find(sign)
    while at >= 0:
        start = code.rfind("<", 0, at) + 1
        if (at - start) % _DIGITS == 0 and code.find(">", start, at) < 0:
            yield at
        at = code.find(sign, at + 1)


class SheetUnpacking:
    """Turn the codes of a part into sheets."""

    def __init__(
        self, fonts: Sequence[Font], ids: Sequence[list[int]], pictures: Mapping[str, Picture]
    ) -> None:
        self._fonts = fonts
        self._ids = ids
        self._pictures = pictures
        self._elements: list[StructureElement] = []

    def read(self, code: Code, root: StructureElement) -> list[Sheet]:
        """Return the sheets; ``root`` receives the elements."""
        trees, sheets = code
        self._elements = unpack_elements(trees, root)
        return [self._sheet(*sheet) for sheet in sheets]

    def _sheet(
        self,
        anchors: Code,
        head: list[str],
        fonts: Sequence[int],
        stretches: Sequence[tuple[str, Sequence[tuple[int, int]]]],
        marked: Sequence[int],
        uses: Sequence[Code],
    ) -> Sheet:
        plate = Plate()
        plate.code = head if fonts or any(head) else []
        plate.code += [
            self._operators(code, others, self._ids[font])
            for font, (code, others) in zip(fonts, stretches, strict=True)
        ]
        plate.fonts = [FontUse(self._fonts[font], at) for at, font in enumerate(fonts, 1)]
        plate.marks.elements += [self._elements[number] for number in marked]
        plate.uses += [self._use(*use) for use in uses]
        return Sheet([(Anchor(name, title, level), y) for name, title, level, y in anchors], plate)

    def _operators(self, code: str, others: Sequence[tuple[int, int]], known: Sequence[int]) -> str:
        parts, end = [], 0
        for start, number in others:
            parts += [code[end:start], f"{known[number]:04X}"]
            end = start + _DIGITS
        return "".join([*parts, code[end:]])

    def _use(self, first: int | str, *rest: float) -> Use:
        if isinstance(first, int):
            start, bottom, end, top = rest
            return LinkArea(self._elements[first], start, bottom, end, top)
        return PictureUse(self._pictures[first], int(rest[0]))

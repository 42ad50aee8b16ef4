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
    from collections.abc import Mapping, Sequence

    from exporter.model.article import Picture
    from exporter.typesetting.fonts import Font
    from exporter.writers.pdf.parcel_trees import Code
    from exporter.writers.pdf.plate import Use
    from exporter.writers.pdf.structure import StructureElement

_SHOWN = re.compile("(?<=<)([0-9A-F]+)(?=>)")  # tile ids in an operator
_GAP = "\0"  # between strings of tiles, and between what stands around them
_GAP_IDS = "0000"  # an id that no text has


class SheetPacking:
    """Turn the sheets of a part into codes."""

    def __init__(self, fonts: Mapping[Font, int], pictures: Mapping[str, Picture]) -> None:
        self._fonts = fonts
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
            [self._font(use.font) for use in plate.fonts],
            [_stretch(plate.code[start:end]) for start, end in pairwise(edges[1:])],
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


def _stretch(code: Sequence[str]) -> tuple[str, str]:
    """Return tile ids as letters, and what stands around them."""
    parts = _SHOWN.split("\n".join(code))
    return bytes.fromhex(_GAP_IDS.join(parts[1::2])).decode("utf-16-be"), _GAP.join(parts[::2])


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
        stretches: Sequence[tuple[str, str]],
        marked: Sequence[int],
        uses: Sequence[Code],
    ) -> Sheet:
        plate = Plate()
        plate.code = head if fonts or any(head) else []
        plate.code += [
            self._operators(ids, around, self._ids[font])
            for font, (ids, around) in zip(fonts, stretches, strict=True)
        ]
        plate.fonts = [FontUse(self._fonts[font], at) for at, font in enumerate(fonts, 1)]
        plate.marks.elements += [self._elements[number] for number in marked]
        plate.uses += [self._use(*use) for use in uses]
        return Sheet([(Anchor(name, title, level), y) for name, title, level, y in anchors], plate)

    def _operators(self, ids: str, around: str, known: list[int]) -> str:
        parts = around.split(_GAP)
        if len(parts) == 1:
            return around
        found = [""] * (2 * len(parts) - 1)
        found[::2] = parts
        # Four digits a tile, and a stroke for each gap.
        digits = ids.translate(known).encode("utf-16-be", "surrogatepass").hex(" ", 2).upper()
        found[1::2] = digits.replace(_GAP_IDS, "|").replace(" ", "").split("|")
        return "".join(found)

    def _use(self, first: int | str, *rest: float) -> Use:
        if isinstance(first, int):
            start, bottom, end, top = rest
            return LinkArea(self._elements[first], start, bottom, end, top)
        return PictureUse(self._pictures[first], int(rest[0]))

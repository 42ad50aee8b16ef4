"""What one process sets or draws to bytes, and in another one back.

A parcel is what `marshal` writes of tuples, numbers and texts: it is read by the same interpreter
that wrote it, and costs a twentieth of setting the text. Tiles travel by the numbers of their sender;
the receiver gives each its own, in the order in which the sender came to it.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING

from exporter.writers.pdf.parcel_plates import SheetPacking, SheetUnpacking
from exporter.writers.pdf.parcel_strips import StripPacking, StripUnpacking
from exporter.writers.pdf.parcel_trees import UnsendableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from exporter.model.article import Picture
    from exporter.typesetting.flow import Strip
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.tiles import Tile, TileRegistry
    from exporter.writers.pdf.parcel_strips import SetChunk
    from exporter.writers.pdf.parcel_trees import Code
    from exporter.writers.pdf.sheets import Sheet
    from exporter.writers.pdf.structure import StructureElement

_MOST_TILES = 0xD800  # numbers beyond are no letters


class Sender:
    """Pack what was set or drawn; knows which tiles it has told of."""

    def __init__(self, tiles: TileRegistry, fonts: Sequence[Font]) -> None:
        self._tiles = tiles
        self._fonts = fonts
        self._numbers = {font: number for number, font in enumerate(fonts)}
        self._told = [len(tiles.of(font).tiles) for font in fonts]
        self._shared = tuple(self._told)

    def pack_chunk(
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
        return self._pack(lambda: StripPacking(self._numbers).code(strips, elements, notes))

    def pack_part(
        self,
        sheets: Sequence[Sheet],
        elements: Sequence[StructureElement],
        pictures: Mapping[str, Picture],
    ) -> bytes:
        """Pack a part.

        Args:
            sheets: In order.
            elements: Children of the edition's root.
            pictures: Of the edition.
        """
        return self._pack(lambda: SheetPacking(self._numbers, self._shared, pictures).code(sheets, elements))

    def _pack(self, pack: Callable[[], Code]) -> bytes:
        tiles = self._new_tiles()
        try:
            code = pack() if max(self._told) <= _MOST_TILES else None
        except UnsendableError:
            code = None
        return marshal.dumps((tiles, code))

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

    def unpack_chunk(self, parcel: bytes, root: StructureElement) -> SetChunk | None:
        """Return strips and notes; None if the chunk must be set here.

        Args:
            parcel: From the sender.
            root: Receives the elements.
        """
        code = self._unpack(parcel)
        return None if code is None else StripUnpacking(self._fonts, self._ids).read(code, root)

    def unpack_part(
        self, parcel: bytes, root: StructureElement, pictures: Mapping[str, Picture]
    ) -> list[Sheet] | None:
        """Return sheets; None if the part must be set here.

        Args:
            parcel: From the sender.
            root: Receives the elements.
            pictures: Of the edition.
        """
        code = self._unpack(parcel)
        return None if code is None else SheetUnpacking(self._fonts, self._ids, pictures).read(code, root)

    def learn(self, parcel: bytes) -> None:
        """Take no more than the tiles of a parcel, what it was to hold having been made here."""
        self._learn(marshal.loads(parcel)[0])  # noqa: S302 - from our own process

    def _unpack(self, parcel: bytes) -> Code | None:
        tiles, code = marshal.loads(parcel)  # noqa: S302 - from our own process
        if code is not None:
            self._learn(tiles)
        return code

    def _learn(self, tiles: Sequence[tuple[int, list[Tile]]]) -> None:
        for number, new in tiles:
            id_of = self._tiles.of(self._fonts[number]).id_of
            self._ids[number] += [id_of(tile) for tile in new]

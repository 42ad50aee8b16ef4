"""Pieces of an edition to chunks that are set at once, here or in another process."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from exporter.writers.pdf.structure import StructureElement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from exporter.model.edition import Edition, Note
    from exporter.typesetting.flow import Strip
    from exporter.writers.pdf.compositor import Compositor

CHUNK_BLOCKS = 48  # about eight pages of prose


class Piece(NamedTuple):
    """Hold what sets some blocks, and how many; late lines need the pages of anchors."""

    blocks: int
    compose: Callable[[], Iterable[Strip]]
    late: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """Hold neighbouring pieces, by what sets them, and their blocks; late lines need the pages of anchors."""

    pieces: Sequence[Callable[[], Iterable[Strip]]]
    blocks: int
    late: bool = False


def join_pieces(pieces: Iterable[Piece]) -> Iterator[Chunk]:
    """Join small pieces to chunks; what has late lines stays alone."""
    joined: list[Callable[[], Iterable[Strip]]] = []
    blocks = 0
    for piece in pieces:
        if joined and (piece.late or blocks + piece.blocks > CHUNK_BLOCKS):
            yield Chunk(joined, blocks)
            joined, blocks = [], 0
        if piece.late:
            yield Chunk([piece.compose], piece.blocks, late=True)
        else:
            joined.append(piece.compose)
            blocks += piece.blocks
    if joined:
        yield Chunk(joined, blocks)


class Chunks(Iterable["Strip"]):
    """Set an edition's strips, chunk by chunk; each chunk's notes are set with it.

    Attributes:
        root: Receives the elements.
        chunks: In order.
        notes: Of the edition.
    """

    def __init__(self, root: StructureElement, chunks: Sequence[Chunk], notes: Notes) -> None:
        self.root = root
        self.chunks = chunks
        self.notes = notes
        self._finish: Callable[[Iterable[Strip]], Iterable[Strip]] = iter

    def __iter__(self) -> Iterator[Strip]:
        return self.flow(map(self.set, self.chunks))

    def through(self, finish: Callable[[Iterable[Strip]], Iterable[Strip]]) -> Chunks:
        """Let all strips go through a function, in the process that draws them."""
        self._finish = finish
        return self

    def flow(self, chunks: Iterable[Sequence[Strip]]) -> Iterator[Strip]:
        """Return the strips of all chunks, wherever they were set, and end the edition."""
        yield from self._finish(chain.from_iterable(chunks))
        self.root.adopt(self.notes.elements())  # however early they are set, they are read last

    def set(self, chunk: Chunk) -> list[Strip]:
        """Set a chunk and the notes that it refers to."""
        strips: list[Strip] = []
        for strip in chain.from_iterable(compose() for compose in chunk.pieces):
            strips.append(strip)
            for number in strip.notes:
                self.notes.set(number)
        return strips


class Notes:
    """Set the notes of an edition when the text comes to them.

    Attributes:
        compositor: Sets the edition.
        waiting: Element and strips of each note that is set and not yet placed.
    """

    def __init__(
        self,
        edition: Edition,
        c: Compositor,
        compose: Callable[[Note, Compositor, StructureElement], list[Strip]],
    ) -> None:
        self.compositor = c
        self.waiting: dict[int, tuple[StructureElement, Sequence[Strip]]] = {}
        self._compose = compose
        self._notes = {note.number: note for note in edition.notes}
        self._elements: dict[int, StructureElement] = {}

    def set(self, number: int) -> None:
        """Set a note."""
        element = StructureElement("Note")
        self.waiting[number] = element, self._compose(self._notes[number], self.compositor, element)

    def take(self, number: int) -> Sequence[Strip]:
        """Return the strips of a note, which is placed now."""
        self._elements[number], strips = self.waiting.pop(number)
        return strips

    def elements(self) -> list[StructureElement]:
        """Return the elements of the notes that were placed, in order."""
        return [self._elements[number] for number in self._notes if number in self._elements]

"""An edition to strips, notes and a structure tree in reading order, as they are asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from exporter.typesetting.flow import Anchor, PlacedLine
from exporter.typesetting.lines import StyledText
from exporter.writers.pdf.blocks import Voice, compose_blocks, flow_blocks
from exporter.writers.pdf.compositor import spaced, spaced_flow
from exporter.writers.pdf.front import compose_front
from exporter.writers.pdf.structure import StructureElement
from exporter.writers.pdf.styles import note_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from exporter.model.edition import Edition, Note
    from exporter.typesetting.flow import Strip
    from exporter.writers.pdf.compositor import Compositor

PARAGRAPH_SPACE = 6.5
NOTE_SPACE = 2.5


@dataclass(frozen=True, slots=True)
class Composition:
    """Hold an edition that is set bit by bit, as its strips and notes are asked for.

    Attributes:
        root: Grows with what is set.
        strips: The column, once.
        note: Returns the strips of a note; to be asked once for each, before the strips end.
    """

    root: StructureElement
    strips: Iterator[Strip]
    note: Callable[[int], Sequence[Strip]]


def compose_edition(edition: Edition, c: Compositor, root: StructureElement | None = None) -> Composition:
    """Set an edition: front, body, back matter, notes; ``root`` is a document's unless it is given."""
    root = root or StructureElement("Document", language=edition.locale.tag)
    notes = _Notes(edition, c)
    return Composition(root, _flow(edition, c, root, notes), notes.compose)


def _flow(edition: Edition, c: Compositor, root: StructureElement, notes: _Notes) -> Iterator[Strip]:
    column, theme = c.column(), c.theme
    yield from compose_front(c, root)
    body = Voice(theme.body, PARAGRAPH_SPACE * theme.scale)
    yield from spaced_flow(flow_blocks(edition.body, c, column, root, body), 20.0)
    back = Voice(theme.back, 4.5, heading_offset=1)
    yield from spaced_flow(flow_blocks(edition.back, c, column, root, back), 24.0)
    root.adopt(notes.elements())  # however early they are set, they are read last


class _Notes:
    """Set the notes of an edition, each when the text comes to it."""

    def __init__(self, edition: Edition, c: Compositor) -> None:
        self._notes = {note.number: note for note in edition.notes}
        self._compositor = c
        self._elements: dict[int, StructureElement] = {}

    def compose(self, number: int) -> list[Strip]:
        """Return the strips of a note."""
        element = self._elements[number] = StructureElement("Note")
        return _compose_note(self._notes[number], self._compositor, element)

    def elements(self) -> list[StructureElement]:
        """Return what was set so far, in the order of the notes."""
        return [self._elements[number] for number in self._notes if number in self._elements]


def _compose_note(note: Note, c: Compositor, element: StructureElement) -> list[Strip]:
    spec = c.theme.note
    mark = StyledText(note.mark, c.book.style(spec, bold=True), c.profile.direction)
    shaped = c.shape([mark], spec)
    indent = max(1.6 * spec.size, shaped.natural_width + 0.5 * spec.size)
    (line,) = c.fill(shaped, indent, "start")
    area = c.column()
    label = element.add("Lbl")
    strips = compose_blocks(note.blocks, c, c.inset(area, indent), element, Voice(spec, NOTE_SPACE))
    first = strips[0]
    placed = PlacedLine(line, c.start_x(area, indent), c.baseline(spec), label)
    anchor = Anchor(note_name(note.number, c.standing.prefix))
    strips[0] = replace(first, content=(placed, *first.content), anchors=(anchor, *first.anchors))
    return spaced(strips, NOTE_SPACE)

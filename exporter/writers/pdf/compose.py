"""An edition to strips, notes and a structure tree in reading order, as they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from exporter.typesetting.flow import Anchor, PlacedLine
from exporter.typesetting.lines import StyledText
from exporter.typesetting.marks import close_number
from exporter.writers.pdf.blocks import Voice, compose_blocks, flow_blocks
from exporter.writers.pdf.chunks import CHUNK_BLOCKS, Chunks, Notes, Piece, join_pieces
from exporter.writers.pdf.compositor import spaced, spaced_flow
from exporter.writers.pdf.front import compose_front
from exporter.writers.pdf.structure import StructureElement
from exporter.writers.pdf.styles import note_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from exporter.model.blocks import EditionBlock
    from exporter.model.edition import Edition, Note
    from exporter.typesetting.flow import Strip
    from exporter.writers.pdf.compositor import Compositor

PARAGRAPH_SPACE = 6.5
NOTE_SPACE = 2.5
FRONT_BLOCKS = 8  # that the front counts for


@dataclass(frozen=True, slots=True)
class Composition:
    """Hold an edition that is set chunk by chunk, as its strips and notes are asked for.

    Attributes:
        root: Grows with what is set.
        strips: The column, once.
        note: Returns the strips of a note; to be asked once for each, before the strips go on.
    """

    root: StructureElement
    strips: Chunks
    note: Callable[[int], Sequence[Strip]]


def compose_edition(edition: Edition, c: Compositor, root: StructureElement | None = None) -> Composition:
    """Set an edition: front, body, back matter, notes; ``root`` is a document's unless it is given."""
    root = root or StructureElement("Document", language=edition.locale.tag)
    notes = Notes(edition, c, _compose_note)
    theme = c.theme
    body = Voice(theme.body, PARAGRAPH_SPACE * theme.scale)
    back = Voice(theme.back, 4.5, heading_offset=1)
    pieces = [
        Piece(FRONT_BLOCKS, partial(compose_front, c, root), late=c.standing.alone),
        *_pieces(edition.body, c, root, body, 20.0),
        *_pieces(edition.back, c, root, back, 24.0),
    ]
    return Composition(root, Chunks(root, list(join_pieces(pieces)), notes), notes.take)


def _pieces(
    blocks: Sequence[EditionBlock], c: Compositor, root: StructureElement, voice: Voice, space: float
) -> Iterator[Piece]:
    """Divide a run of blocks; it has room before it."""
    for start in range(0, len(blocks), CHUNK_BLOCKS):
        run = blocks[start : start + CHUNK_BLOCKS]
        after = blocks[start - 1] if start else None
        flow = partial(flow_blocks, run, c, c.column(), root, voice, after=after)
        yield Piece(len(run), flow if start else partial(_spaced, flow, space))


def _spaced(flow: Callable[[], Iterable[Strip]], space: float) -> Iterator[Strip]:
    return spaced_flow(flow(), space)


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
    if c.rtl:
        line = close_number(line, c.typesetter.tiles)
    placed = PlacedLine(line, c.start_x(area, indent), c.baseline(spec), label)
    anchor = Anchor(note_name(note.number, c.standing.prefix))
    strips[0] = first._replace(content=(placed, *first.content), anchors=(anchor, *first.anchors))
    return spaced(strips, NOTE_SPACE)

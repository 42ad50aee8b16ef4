"""An edition to strips, notes and a structure tree in reading order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from exporter.typesetting.flow import Anchor, PlacedLine
from exporter.typesetting.lines import StyledText
from exporter.writers.pdf.blocks import Voice, compose_blocks
from exporter.writers.pdf.compositor import spaced
from exporter.writers.pdf.front import compose_front
from exporter.writers.pdf.structure import StructureElement
from exporter.writers.pdf.styles import note_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exporter.model.edition import Edition, Note
    from exporter.typesetting.flow import Strip
    from exporter.writers.pdf.compositor import Compositor

PARAGRAPH_SPACE = 6.5
NOTE_SPACE = 2.5


@dataclass(frozen=True, slots=True)
class Composition:
    """Hold a whole edition, set but not yet broken into pages."""

    root: StructureElement
    strips: Sequence[Strip]
    notes: Mapping[int, Sequence[Strip]]


def compose_edition(edition: Edition, c: Compositor, root: StructureElement | None = None) -> Composition:
    """Set an edition: front, body, back matter, notes; ``root`` is a document's unless it is given."""
    root = root or StructureElement("Document", language=edition.locale.tag)
    column, theme = c.column(), c.theme
    strips = compose_front(c, root)
    body_voice = Voice(theme.body, PARAGRAPH_SPACE * theme.scale)
    strips += spaced(compose_blocks(edition.body, c, column, root, body_voice), 20.0)
    back_voice = Voice(theme.back, 4.5, heading_offset=1)
    strips += spaced(compose_blocks(edition.back, c, column, root, back_voice), 24.0)
    notes = {note.number: _compose_note(note, c, root) for note in edition.notes}
    return Composition(root, strips, notes)


def _compose_note(note: Note, c: Compositor, root: StructureElement) -> list[Strip]:
    spec = c.theme.note
    element = root.add("Note")
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

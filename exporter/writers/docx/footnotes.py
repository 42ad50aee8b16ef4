"""Notes to the footnotes part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporter.model.blocks import Paragraph
from exporter.writers.docx.blocks import BACK, NOTE, write_blocks
from exporter.writers.docx.markup import letters, paragraph, root, run
from exporter.writers.docx.runs import REFERENCE, write_label, write_segment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exporter.model.edition import Edition, Note
    from exporter.writers.docx.draft import Draft

SEPARATORS: Final = (("separator", -1), ("continuationSeparator", 0))


def write_footnotes(notes: Iterable[str]) -> str:
    """Return the part: the separators, and notes that are written already."""
    separators = [
        f'<w:footnote w:type="{kind}" w:id="{number}">{paragraph("FootnoteText", run(f"<w:{kind}/>"))}'
        "</w:footnote>"
        for kind, number in SEPARATORS
    ]
    return root("footnotes", "".join([*separators, *notes]))


def write_notes(edition: Edition, draft: Draft) -> list[str]:
    """Return the notes that the edition's text refers to."""
    anchored = [note for note in edition.notes if note.number in draft.marks.anchored]
    return [_write_note(note, draft) for note in anchored]


def write_loose_notes(edition: Edition, draft: Draft) -> str:
    """Return, for the edition's end, the notes that no text outside of notes refers to."""
    loose = [note for note in edition.notes if note.number not in draft.marks.anchored]
    if not loose:
        return ""
    heading = draft.paragraph("BackHeading", write_label(draft.labels.notes, draft))
    return heading + "".join(
        draft.paragraph("BackText", write_label(note.mark, draft)) + write_blocks(note.blocks, BACK, draft)
        for note in loose
    )


def _write_note(note: Note, draft: Draft) -> str:
    mark = run("<w:footnoteRef/>" if draft.marks.automatic else letters(note.mark), REFERENCE)
    first, rest = "", note.blocks
    if rest and isinstance(rest[0], Paragraph):
        first, rest = write_segment(rest[0].text, draft), rest[1:]
    opening = draft.paragraph("FootnoteText", mark + run(letters(" ")) + first)
    number = draft.notes + note.number
    return f'<w:footnote w:id="{number}">{opening}{write_blocks(rest, NOTE, draft)}</w:footnote>'

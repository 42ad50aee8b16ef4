"""Notes to the footnotes part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporter.model.blocks import Paragraph
from exporter.writers.docx.blocks import BACK, NOTE, add_blocks
from exporter.writers.docx.elements import add, add_paragraph, add_run, add_text, make_root, prop
from exporter.writers.docx.runs import add_label, add_segment

if TYPE_CHECKING:
    from lxml.etree import _Element

    from exporter.model.edition import Note
    from exporter.writers.docx.draft import Draft

SEPARATORS: Final = (("separator", -1), ("continuationSeparator", 0))


def fill_footnotes(root: _Element, draft: Draft) -> None:
    """Add the separators and the notes that the text refers to."""
    for kind, number in SEPARATORS:
        separator = add(root, "w:footnote", type=kind, id=number)
        add(add_run(add_paragraph(separator, "FootnoteText")), f"w:{kind}")
    for note in draft.edition.notes:
        if note.number in draft.marks.anchored:
            _add_note(add(root, "w:footnote", id=note.number), note, draft)


def make_footnotes() -> _Element:
    """Make the root of the part."""
    return make_root("w:footnotes")


def add_loose_notes(parent: _Element, draft: Draft) -> None:
    """Add at the document's end the notes that no text outside of notes refers to."""
    loose = [note for note in draft.edition.notes if note.number not in draft.marks.anchored]
    if loose:
        add_label(add_paragraph(parent, "BackHeading"), draft.edition.labels.notes, draft)
    for note in loose:
        add_label(add_paragraph(parent, "BackText"), note.mark, draft)
        add_blocks(parent, note.blocks, BACK, draft)


def _add_note(element: _Element, note: Note, draft: Draft) -> None:
    first = add_paragraph(element, "FootnoteText")
    mark = add_run(first, (prop("w:rStyle", val="FootnoteReference"),))
    if draft.marks.automatic:
        add(mark, "w:footnoteRef")
    else:
        add_text(mark, note.mark)
    add_text(add_run(first), " ")
    rest = note.blocks
    if rest and isinstance(rest[0], Paragraph):
        add_segment(first, rest[0].text, draft)
        rest = rest[1:]
    add_blocks(element, rest, NOTE, draft)

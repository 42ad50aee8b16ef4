"""Briefing packs to the bytes of a Word file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exporter.model.edition import plain_text
from exporter.writers.docx.document import Document, PageSection, Properties
from exporter.writers.docx.footnotes import write_notes
from exporter.writers.docx.leaf import label_bookmark
from exporter.writers.docx.leaves import arrange
from exporter.writers.docx.listings import deepest_of
from exporter.writers.docx.manifest import pack_manifest
from exporter.writers.docx.pack_sheet import pack_sheet
from exporter.writers.docx.paging import PageModel
from exporter.writers.docx.settings import NoteCount
from exporter.writers.docx.volume import document_look, make_volumes, rank_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.model.pack import PackFile
    from exporter.writers.docx.leaf import Leaf


def write_pack_file(file: PackFile) -> bytes:
    """Return the packs as a Word file: in turn, or article by article where pages would face."""
    packs, rank = file.packs, rank_of(file.packs)
    sheet = pack_sheet(rank, max(deepest_of(pack, rank) for pack in packs))
    document = Document(document_look(packs), sheet)
    alternating = file.facing and len(packs) > 1
    runs = arrange(make_volumes(packs, rank, document, alternating=alternating), alternating=alternating)
    model = PageModel(sheet, runs[0][0].draft, thorough=True)
    for leaf in (leaf for run in runs for leaf in run):
        model.turn(leaf.draft)
        leaf.fill(model)
    for run in runs:
        _write_run(run, model, document)
    _close(runs[-1][-1], document)
    return document.write(pack_manifest(file), _properties(file))


def _write_run(leaves: Sequence[Leaf], model: PageModel, document: Document) -> None:
    """Write leaves, within a bookmark to which a field of contents can be limited."""
    first = leaves[0].draft
    number = first.bookmarks.number(name := label_bookmark("all", first))
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    for leaf in leaves:
        end = f'<w:bookmarkEnd w:id="{number}"/>' if leaf is leaves[-1] else ""
        content = f"{start}{leaf.write(model.pages)}{end}".encode()
        start = ""
        counts: NoteCount = "eachSect" if leaf.edition and leaf.edition.notes else ""
        furniture = leaf.furniture(model.page)
        document.sections.append(PageSection(content, furniture, leaf.draft.look, leaf.columns, counts))
        if leaf.edition:
            draft = replace(leaf.draft, relations=document.note_relations, in_notes=True)
            document.notes += write_notes(leaf.edition, draft)


def _close(last: Leaf, document: Document) -> None:
    """Let the last section be one that holds no notes and says that they count on.

    The last section decides what LibreOffice makes of all notes: it has no numbers that start anew
    with each section, and gives notes that should have them no number at all.
    """
    section = document.sections.pop()
    closing = section._replace(note_count="continuous")
    if section.note_count:
        document.sections.append(section)
        closing = closing._replace(content=last.draft.paragraph("TableEnd").encode(), same_page=True)
    document.sections.append(closing)


def _properties(file: PackFile) -> Properties:
    first = file.packs[0]
    authors = dict.fromkeys(author for edition in first.editions for author in edition.authors)
    return Properties(
        title=plain_text(first.title),
        authors=tuple(authors),
        subject=plain_text(first.subtitle),
        category=first.marking,
        language=first.locale.tag,
        date=first.date,
    )

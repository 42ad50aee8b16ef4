"""Headings to a table of contents that is filled in already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from lxml.etree import SubElement

from exporter.model.blocks import Heading
from exporter.model.inlines import NoteReference, Span
from exporter.writers.docx.draft import bookmark_name
from exporter.writers.docx.elements import (
    add,
    add_field,
    add_paragraph,
    add_run,
    close_field,
    name,
    open_field,
    prop,
)
from exporter.writers.docx.runs import add_inlines, add_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element

    from exporter.model.edition import Edition
    from exporter.model.inlines import EditionInline
    from exporter.writers.docx.draft import Draft

FEWEST_HEADINGS: Final = 3  # a shorter text is seen at a glance
DEEPEST_LEVEL: Final = 4  # of the edition's headings; three levels in Word


def headings_of_contents(edition: Edition) -> list[Heading[EditionInline]]:
    """Return the headings that the contents list; none for a short text."""
    found = [
        block
        for block in (*edition.body, *edition.back)
        if isinstance(block, Heading) and block.level <= DEEPEST_LEVEL
    ]
    return found if len(found) >= FEWEST_HEADINGS else []


def add_contents(
    parent: _Element, headings: Sequence[Heading[EditionInline]], pages: Mapping[str, int], draft: Draft
) -> None:
    """Add the contents as Word would after an update."""
    if not headings:
        return
    add_label(add_paragraph(parent, "TOCHeading"), draft.edition.labels.contents, draft)
    entry = None
    for heading in headings:
        first = entry is None
        entry = add_paragraph(parent, f"TOC{heading.level - 1}")
        if first:
            open_field(entry, r'TOC \o "1-3" \h \z \u')
        _add_entry(entry, heading, pages[heading.text.id], draft)
    if entry is not None:
        close_field(entry)


def _add_entry(paragraph: _Element, heading: Heading[EditionInline], page: int, draft: Draft) -> None:
    anchor = bookmark_name(heading.text.id)
    link = SubElement(paragraph, name("w:hyperlink"), {name("w:anchor"): anchor, name("w:history"): "1"})
    # An entry has neither notes nor links of its own.
    words = [_unlinked(inline) for inline in heading.text.inlines if not isinstance(inline, NoteReference)]
    add_inlines(link, words, draft)
    add(add_run(link), "w:tab")
    number = draft.edition.locale.with_digits(str(page))
    marks = (prop("w:rtl"),) if draft.look.rtl else ()
    add_field(link, rf"PAGEREF {anchor} \h", number, marks)


def _unlinked(inline: EditionInline) -> EditionInline:
    return replace(inline, href="") if isinstance(inline, Span) and inline.href else inline

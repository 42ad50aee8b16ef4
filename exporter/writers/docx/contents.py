"""Headings to a table of contents that is filled in already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exporter.model.blocks import Heading
from exporter.model.inlines import NoteReference, Span
from exporter.writers.docx.draft import bookmark_name
from exporter.writers.docx.markup import CLOSE_FIELD, field, open_field, paragraph
from exporter.writers.docx.runs import write_inlines, write_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


def write_contents(headings: Sequence[Heading[EditionInline]], pages: Mapping[str, int], draft: Draft) -> str:
    """Return the contents as Word would write them after an update."""
    if not headings:
        return ""
    entries = [_write_entry(heading, pages[heading.text.id], draft) for heading in headings]
    entries[0] = open_field(r'TOC \o "1-3" \h \z \u') + entries[0]
    entries[-1] += CLOSE_FIELD
    shown = [paragraph(f"TOC{h.level - 1}", entry) for h, entry in zip(headings, entries, strict=True)]
    return paragraph("TOCHeading", write_label(draft.edition.labels.contents, draft)) + "".join(shown)


def _write_entry(heading: Heading[EditionInline], page: int, draft: Draft) -> str:
    anchor = bookmark_name(heading.text.id)
    # An entry has neither notes nor links of its own.
    words = [_unlinked(inline) for inline in heading.text.inlines if not isinstance(inline, NoteReference)]
    number = draft.edition.locale.with_digits(str(page))
    reference = field(rf"PAGEREF {anchor} \h", number, "<w:rtl/>" if draft.look.rtl else "")
    return (
        f'<w:hyperlink w:anchor="{anchor}" w:history="1">{write_inlines(words, draft)}'
        f"<w:r><w:tab/></w:r>{reference}</w:hyperlink>"
    )


def _unlinked(inline: EditionInline) -> EditionInline:
    return replace(inline, href="") if isinstance(inline, Span) and inline.href else inline

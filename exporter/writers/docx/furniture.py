"""What repeats on every page: marking, title, page x of y."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exporter.model.edition import plain_text
from exporter.writers.docx.elements import add_field, add_paragraph, make_root, prop
from exporter.writers.docx.runs import add_label

if TYPE_CHECKING:
    from lxml.etree import _Element

    from exporter.writers.docx.draft import Draft

LONGEST_TITLE: Final = 90  # letters of one line
_FIELD: Final = re.compile(r"(\{page\}|\{pages\})")


def make_header(draft: Draft, *, first: bool) -> _Element:
    """Make a header; the first page shows the title itself, so its header has the marking alone."""
    root = make_root("w:hdr")
    edition = draft.edition
    if edition.classification:
        add_label(add_paragraph(root, "Marking"), edition.classification, draft)
    if not first:
        add_label(add_paragraph(root, "Header"), _shortened(plain_text(edition.title)), draft)
    elif not edition.classification:
        add_paragraph(root, "Marking")
    return root


def make_footer(draft: Draft, pages: int) -> _Element:
    """Make the footer with fields for page and pages; Word counts, others read the results."""
    root = make_root("w:ftr")
    paragraph = add_paragraph(root, "Footer")
    profile = draft.edition.locale
    marks = (prop("w:rtl"),) if draft.look.rtl else ()
    for piece in _FIELD.split(draft.edition.labels.page_of):
        if piece == "{page}":
            add_field(paragraph, "PAGE", profile.with_digits("1"), marks)
        elif piece == "{pages}":
            add_field(paragraph, "NUMPAGES", profile.with_digits(str(pages)), marks)
        else:
            add_label(paragraph, piece, draft)
    return root


def _shortened(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    return title[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,.;:،؛–—-") + "…"

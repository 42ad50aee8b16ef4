"""What repeats on every page: marking, title, page x of y."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exporter.model.edition import plain_text
from exporter.writers.docx.markup import field, paragraph, root
from exporter.writers.docx.runs import write_label

if TYPE_CHECKING:
    from exporter.writers.docx.draft import Draft

LONGEST_TITLE: Final = 90  # letters of one line
_FIELD: Final = re.compile(r"(\{pages?\})")


def write_header(draft: Draft, *, first: bool) -> str:
    """Return a header; the first page shows the title itself, so its header has the marking alone."""
    edition = draft.edition
    marking = paragraph("Marking", write_label(edition.classification, draft))
    if first:
        return root("hdr", marking)
    title = paragraph("Header", write_label(_shortened(plain_text(edition.title)), draft))
    return root("hdr", (marking if edition.classification else "") + title)


def write_footer(draft: Draft, pages: int) -> str:
    """Return the footer with fields for page and pages; Word counts, others read the results."""
    digits = draft.edition.locale.with_digits
    direction = "<w:rtl/>" if draft.look.rtl else ""
    fields = {
        "{page}": field("PAGE", digits("1"), direction),
        "{pages}": field("NUMPAGES", digits(str(pages)), direction),
    }
    pieces = _FIELD.split(draft.edition.labels.page_of)
    shown = "".join(fields.get(piece) or write_label(piece, draft) for piece in pieces)
    return root("ftr", paragraph("Footer", shown))


def _shortened(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    return title[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,.;:،؛–—-") + "…"

"""What repeats on every page: marking, title, page x of y."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exporter.writers.docx.markup import field, root
from exporter.writers.docx.runs import write_label

if TYPE_CHECKING:
    from exporter.writers.docx.draft import Draft

LONGEST_TITLE: Final = 90  # letters of one line
_FIELD: Final = re.compile(r"(\{pages?\})")


def write_header(marking: str, title: str, draft: Draft) -> str:
    """Return a header; that of a page which shows the title itself has the marking alone."""
    marked = draft.paragraph("Marking", write_label(marking, draft))
    if not title:
        return root("hdr", marked)
    shown = draft.paragraph("Header", write_label(_shortened(title), draft))
    return root("hdr", (marked if marking else "") + shown)


def write_footer(pages: int, draft: Draft, *, marking: str = "", counted: bool = True) -> str:
    """Return a footer with fields for page and pages; Word counts, others read the results."""
    marked = draft.paragraph("Marking", write_label(marking, draft)) if marking or not counted else ""
    return root("ftr", (_write_count(pages, draft) if counted else "") + marked)


def _write_count(pages: int, draft: Draft) -> str:
    digits = draft.look.profile.with_digits
    direction = "<w:rtl/>" if draft.look.rtl else ""
    fields = {
        "{page}": field("PAGE", digits("1"), direction),
        "{pages}": field("NUMPAGES", digits(str(pages)), direction),
    }
    pieces = _FIELD.split(draft.labels.page_of)
    return draft.paragraph("Footer", "".join(fields.get(p) or write_label(p, draft) for p in pieces))


def _shortened(title: str) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    return title[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,.;:،؛–—-") + "…"

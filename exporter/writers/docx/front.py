"""What stands before the contents: title, details, summary, key facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporter.writers.docx.markup import paragraph
from exporter.writers.docx.runs import write_label, write_segment

if TYPE_CHECKING:
    from exporter.model.edition import Detail
    from exporter.writers.docx.draft import Draft


def write_front(draft: Draft) -> str:
    """Return the front matter."""
    edition = draft.edition
    return "".join(
        [
            paragraph("Title", write_segment(edition.title, draft)),
            *(_write_detail(detail, draft) for detail in edition.details),
            paragraph("Subtitle", write_segment(edition.summary, draft)),
            _write_key_facts(draft),
        ]
    )


def _write_detail(detail: Detail, draft: Draft) -> str:
    label = write_label(detail.label + draft.edition.labels.colon, draft, style="Label")
    return paragraph("Details", label + write_segment(detail.value, draft))


def _write_key_facts(draft: Draft) -> str:
    facts = draft.edition.key_facts
    if not facts:
        return ""
    heading = paragraph("KeyFactsHeading", write_label(draft.edition.labels.key_facts, draft))
    return heading + "".join([paragraph("KeyFact", write_segment(fact, draft)) for fact in facts])

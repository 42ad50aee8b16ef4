"""What stands before an edition's body: title, details, summary, key facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporter.writers.docx.runs import write_label, write_segment
from exporter.writers.docx.sheet import BULLETS_OF_FACTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exporter.model.edition import Detail, Edition
    from exporter.writers.docx.draft import Draft


def write_front(edition: Edition, draft: Draft) -> str:
    """Return the front matter."""
    return "".join(
        [
            draft.paragraph(draft.headings.title, write_segment(edition.title, draft)),
            write_details(edition.details, draft),
            draft.paragraph("Subtitle", write_segment(edition.summary, draft)),
            _write_key_facts(edition, draft),
        ]
    )


def write_details(details: Iterable[Detail], draft: Draft) -> str:
    """Return a line for each detail."""
    return "".join([_write_detail(detail, draft) for detail in details])


def _write_detail(detail: Detail, draft: Draft) -> str:
    label = write_label(detail.label + draft.labels.colon, draft, style="Label")
    return draft.paragraph("Details", label + write_segment(detail.value, draft))


def _write_key_facts(edition: Edition, draft: Draft) -> str:
    if not edition.key_facts:
        return ""
    heading = draft.paragraph("KeyFactsHeading", write_label(draft.labels.key_facts, draft))
    number = draft.numbering.facts
    own = number != BULLETS_OF_FACTS
    early = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if own else ""
    facts = [draft.paragraph("KeyFact", write_segment(f, draft), early=early) for f in edition.key_facts]
    return heading + "".join(facts)

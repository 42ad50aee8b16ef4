"""What stands before the contents: title, details, summary, key facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporter.writers.docx.elements import add_paragraph
from exporter.writers.docx.runs import add_label, add_segment

if TYPE_CHECKING:
    from lxml.etree import _Element

    from exporter.writers.docx.draft import Draft


def add_front(parent: _Element, draft: Draft) -> None:
    """Add the front matter."""
    edition = draft.edition
    add_segment(add_paragraph(parent, "Title"), edition.title, draft)
    for detail in edition.details:
        paragraph = add_paragraph(parent, "Details")
        add_label(paragraph, detail.label + edition.labels.colon, draft, style="Label")
        add_segment(paragraph, detail.value, draft)
    add_segment(add_paragraph(parent, "Subtitle"), edition.summary, draft)
    if edition.key_facts:
        add_label(add_paragraph(parent, "KeyFactsHeading"), edition.labels.key_facts, draft)
    for fact in edition.key_facts:
        add_segment(add_paragraph(parent, "KeyFact"), fact, draft)

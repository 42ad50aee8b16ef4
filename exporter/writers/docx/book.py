"""An edition to the bytes of a Word file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exporter.model.edition import plain_text
from exporter.writers.docx.blocks import BACK, BODY, write_blocks
from exporter.writers.docx.contents import contents_of, write_contents
from exporter.writers.docx.document import Document, PageSection, Properties
from exporter.writers.docx.draft import Draft
from exporter.writers.docx.footnotes import write_loose_notes, write_notes
from exporter.writers.docx.front import write_front
from exporter.writers.docx.furniture import write_footer, write_header
from exporter.writers.docx.look import Look
from exporter.writers.docx.manifest import edition_manifest
from exporter.writers.docx.marks import find_marks
from exporter.writers.docx.paging import PageModel
from exporter.writers.docx.sheet import PARAGRAPH_STYLES

if TYPE_CHECKING:
    from exporter.model.edition import Edition


def write_docx(edition: Edition) -> bytes:
    """Return the edition as a Word file for editors.

    Raises:
        TooWideError: A table has more columns than Word allows.
        PictureError: A figure's picture is missing.
    """
    look = Look.of(edition.locale)
    document = Document(look, PARAGRAPH_STYLES)
    draft = edition_draft(edition, Draft(look, edition.labels, document.numbering, document.relations))
    contents = contents_of(edition, draft)
    model = PageModel(document.sheet, draft)
    model.fill(edition, len(contents))
    shown = write_contents(contents, model.pages, draft, r'\o "1-3" \h \z \u')
    content = write_edition(edition, draft, contents=shown)
    document.sections.append(PageSection(content.encode(), _furniture(edition, model.page, draft), look))
    document.notes += write_notes(edition, replace(draft, relations=document.note_relations, in_notes=True))
    return document.write(edition_manifest(edition), _properties(edition))


def edition_draft(edition: Edition, draft: Draft) -> Draft:
    """Return the draft of an edition's text, from one for its locale and document."""
    return replace(
        draft,
        labels=edition.labels,
        marks=find_marks(edition),
        pictures=edition.pictures,
        path=edition.path,
    )


def write_edition(edition: Edition, draft: Draft, *, contents: str = "") -> str:
    """Return all of the text in reading order, but for the notes that stand below it."""
    return "".join(
        [
            write_front(edition, draft),
            contents,
            write_blocks(edition.body, BODY, draft),
            write_blocks(edition.back, BACK, draft),
            write_loose_notes(edition, draft),
        ]
    )


def _furniture(edition: Edition, pages: int, draft: Draft) -> dict[str, str]:
    marking, footer = edition.classification, write_footer(pages, draft)
    return {
        "header default": write_header(marking, plain_text(edition.title), draft),
        "header first": write_header(marking, "", draft),
        "footer default": footer,
        "footer first": footer,
    }


def _properties(edition: Edition) -> Properties:
    return Properties(
        title=plain_text(edition.title),
        authors=edition.authors,
        subject=plain_text(edition.summary),
        category=edition.classification,
        language=edition.locale.tag,
        date=edition.date,
    )

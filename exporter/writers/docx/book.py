"""An edition to the bytes of a Word file."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.package import Package

from exporter.model.edition import plain_text
from exporter.writers.docx.archive import write_archive
from exporter.writers.docx.blocks import BACK, BODY, write_blocks
from exporter.writers.docx.contents import headings_of_contents, write_contents
from exporter.writers.docx.draft import Draft
from exporter.writers.docx.footnotes import write_footnotes, write_loose_notes
from exporter.writers.docx.front import write_front
from exporter.writers.docx.furniture import write_footer, write_header
from exporter.writers.docx.look import Look
from exporter.writers.docx.manifest import write_manifest, write_manifest_properties
from exporter.writers.docx.marks import find_marks
from exporter.writers.docx.markup import legal, root
from exporter.writers.docx.numbering import Numbering
from exporter.writers.docx.paging import PageModel
from exporter.writers.docx.parts import PictureParts, Relations, make_part, wml_type
from exporter.writers.docx.settings import write_section, write_settings
from exporter.writers.docx.styles import write_styles
from exporter.writers.docx.theme import write_font_table, write_theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.opc.part import Part

    from exporter.model.blocks import Heading
    from exporter.model.edition import Edition
    from exporter.model.inlines import EditionInline

LONGEST_PROPERTY: Final = 255
CUSTOM_XML_PROPERTIES: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
THEME_TYPE: Final = "application/vnd.openxmlformats-officedocument.theme+xml"


def write_docx(edition: Edition) -> bytes:
    """Return the edition as a Word file for editors.

    Raises:
        TooWideError: A table has more columns than Word allows.
        PictureError: A figure's picture is missing.
    """
    package = Package()
    relations = Relations(PictureParts(package))
    look = Look(edition.locale)
    draft = Draft(edition, look, Numbering(look), find_marks(edition), relations)
    headings = headings_of_contents(edition)
    model = PageModel(look, edition)
    content = _write_content(headings, model.fill(len(headings)), draft)
    furniture = _make_furniture(package, draft, model.page)
    section = write_section({kind: f"rId{number}" for number, kind in enumerate(furniture, 1)}, look)
    body = root("document", f"<w:body>{content}{section}</w:body>")
    document = make_part(package, "/word/document.xml", wml_type("document.main"), body)
    for number, (kind, part) in enumerate(furniture.items(), 1):
        document.load_rel(RT.HEADER if kind.startswith("header") else RT.FOOTER, part, f"rId{number}")
    relations.relate(document)
    package.relate_to(document, RT.OFFICE_DOCUMENT)
    _add_parts(package, document, draft)
    _add_manifest(package, document, edition)
    _set_properties(package, edition)
    return write_archive(package)


def _write_content(headings: Sequence[Heading[EditionInline]], pages: Mapping[str, int], draft: Draft) -> str:
    """Write all of the text in reading order."""
    return "".join(
        [
            write_front(draft),
            write_contents(headings, pages, draft),
            write_blocks(draft.edition.body, BODY, draft),
            write_blocks(draft.edition.back, BACK, draft),
            write_loose_notes(draft),
        ]
    )


def _make_furniture(package: Package, draft: Draft, pages: int) -> dict[str, Part]:
    """Make headers and footers by kind and page."""
    header, footer = wml_type("header"), wml_type("footer")
    every = make_part(package, "/word/header1.xml", header, write_header(draft, first=False))
    first = make_part(package, "/word/header2.xml", header, write_header(draft, first=True))
    foot = make_part(package, "/word/footer1.xml", footer, write_footer(draft, pages))
    return {"header default": every, "header first": first, "footer default": foot, "footer first": foot}


def _add_parts(package: Package, document: Part, draft: Draft) -> None:
    anchored = bool(draft.marks.anchored)
    if anchored:
        relations = Relations(draft.relations.pictures)
        notes = write_footnotes(replace(draft, relations=relations, in_notes=True))
        footnotes = make_part(package, "/word/footnotes.xml", wml_type("footnotes"), notes)
        relations.relate(footnotes)
        document.relate_to(footnotes, RT.FOOTNOTES)
    look = draft.look
    for kind, markup, relation in (
        ("styles", write_styles(look), RT.STYLES),
        ("settings", write_settings(look, footnotes=anchored), RT.SETTINGS),
        ("numbering", draft.numbering.write(), RT.NUMBERING),
        ("fontTable", write_font_table(look), RT.FONT_TABLE),
    ):
        document.relate_to(make_part(package, f"/word/{kind}.xml", wml_type(kind), markup), relation)
    theme = make_part(package, "/word/theme/theme1.xml", THEME_TYPE, write_theme(look))
    document.relate_to(theme, RT.THEME)


def _add_manifest(package: Package, document: Part, edition: Edition) -> None:
    manifest = make_part(package, "/customXml/item1.xml", "application/xml", write_manifest(edition))
    properties = make_part(
        package, "/customXml/itemProps1.xml", CUSTOM_XML_PROPERTIES, write_manifest_properties(edition)
    )
    manifest.relate_to(properties, RT.CUSTOM_XML_PROPS)
    document.relate_to(manifest, RT.CUSTOM_XML)


def _set_properties(package: Package, edition: Edition) -> None:
    properties = package.core_properties
    midnight = dt.datetime.combine(edition.date, dt.time())
    authors = "; ".join(edition.authors)
    properties.title = _fitting(plain_text(edition.title))
    properties.author = properties.last_modified_by = _fitting(authors)
    properties.subject = _fitting(plain_text(edition.summary))
    properties.category = _fitting(edition.classification)
    properties.language = edition.locale.tag
    properties.created = properties.modified = midnight
    properties.revision = 1


def _fitting(text: str) -> str:
    """Cut a property to the length that python-docx allows."""
    text = legal(text)
    return text if len(text) <= LONGEST_PROPERTY else text[: LONGEST_PROPERTY - 1].rstrip() + "…"

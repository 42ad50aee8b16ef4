"""An edition to the bytes of a Word file."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.part import XmlPart
from docx.package import Package
from lxml.etree import fromstring

from exporter.model.edition import plain_text
from exporter.writers.docx.archive import write_archive
from exporter.writers.docx.blocks import BACK, BODY, add_blocks
from exporter.writers.docx.contents import add_contents, headings_of_contents
from exporter.writers.docx.draft import Draft
from exporter.writers.docx.elements import add, legal, make_root
from exporter.writers.docx.footnotes import add_loose_notes, fill_footnotes, make_footnotes
from exporter.writers.docx.front import add_front
from exporter.writers.docx.furniture import make_footer, make_header
from exporter.writers.docx.look import Look
from exporter.writers.docx.manifest import write_manifest, write_manifest_properties
from exporter.writers.docx.marks import find_marks
from exporter.writers.docx.numbering import Numbering
from exporter.writers.docx.paging import PageModel
from exporter.writers.docx.parts import PictureParts, Relations, make_part, make_xml_part, wml_type
from exporter.writers.docx.settings import add_section, make_settings
from exporter.writers.docx.styles import write_styles
from exporter.writers.docx.theme import make_font_table, write_theme

if TYPE_CHECKING:
    from docx.opc.part import Part

    from exporter.model.edition import Edition

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
    look = Look(edition.locale)
    document = make_xml_part(
        package, "/word/document.xml", wml_type("document.main"), make_root("w:document")
    )
    package.relate_to(document, RT.OFFICE_DOCUMENT)
    relations = Relations(document, PictureParts(package))
    draft = Draft(edition, look, Numbering(look), find_marks(edition), relations)
    pages = _add_body(document, draft)
    _add_parts(package, document, draft)
    _add_furniture(package, document, draft, pages)
    _add_manifest(package, document, edition)
    _set_properties(package, edition)
    return write_archive(package)


def _add_body(document: XmlPart, draft: Draft) -> int:
    """Add all of the text; return the probable number of pages."""
    edition = draft.edition
    headings = headings_of_contents(edition)
    model = PageModel(draft.look, edition)
    pages = model.fill(len(headings))
    body = add(document.element, "w:body")
    add_front(body, draft)
    add_contents(body, headings, pages, draft)
    add_blocks(body, edition.body, BODY, draft)
    add_blocks(body, edition.back, BACK, draft)
    add_loose_notes(body, draft)
    return model.page


def _add_parts(package: Package, document: XmlPart, draft: Draft) -> None:
    if draft.marks.anchored:
        root = make_footnotes()
        footnotes = make_xml_part(package, "/word/footnotes.xml", wml_type("footnotes"), root)
        relations = Relations(footnotes, draft.relations.pictures)
        fill_footnotes(root, replace(draft, relations=relations, in_notes=True))
        document.relate_to(footnotes, RT.FOOTNOTES)
    styles = fromstring(write_styles(draft.look))
    settings = make_settings(draft.look, footnotes=bool(draft.marks.anchored))
    for kind, root, relation in (
        ("styles", styles, RT.STYLES),
        ("settings", settings, RT.SETTINGS),
        ("numbering", draft.numbering.root(), RT.NUMBERING),
        ("fontTable", make_font_table(draft.look), RT.FONT_TABLE),
    ):
        document.relate_to(make_xml_part(package, f"/word/{kind}.xml", wml_type(kind), root), relation)
    theme = make_part(package, "/word/theme/theme1.xml", THEME_TYPE, write_theme(draft.look))
    document.relate_to(theme, RT.THEME)


def _add_furniture(package: Package, document: XmlPart, draft: Draft, pages: int) -> None:
    headers = (("header default", False), ("header first", True))
    relations: dict[str, str] = {}
    for number, (kind, first) in enumerate(headers, 1):
        root = make_header(draft, first=first)
        part = make_xml_part(package, f"/word/header{number}.xml", wml_type("header"), root)
        relations[kind] = document.relate_to(part, RT.HEADER)
    footer = make_xml_part(package, "/word/footer1.xml", wml_type("footer"), make_footer(draft, pages))
    for kind in ("footer default", "footer first"):
        relations[kind] = document.relate_to(footer, RT.FOOTER)
    body = document.element[0]
    add_section(body, relations, draft.look)


def _add_manifest(package: Package, document: XmlPart, edition: Edition) -> None:
    manifest: Part = make_part(package, "/customXml/item1.xml", "application/xml", write_manifest(edition))
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

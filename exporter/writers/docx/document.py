"""Page sections and notes to the bytes of a Word file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.package import Package

from exporter.writers.docx.archive import write_archive
from exporter.writers.docx.footnotes import write_footnotes
from exporter.writers.docx.markup import legal, open_root
from exporter.writers.docx.numbering import Numbering
from exporter.writers.docx.parts import PictureParts, Relations, join_part, make_part, wml_type
from exporter.writers.docx.settings import NoteCount, write_section, write_settings
from exporter.writers.docx.styles import write_styles
from exporter.writers.docx.theme import write_font_table, write_theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docx.opc.part import Part

    from exporter.writers.docx.look import Look
    from exporter.writers.docx.manifest import Manifest
    from exporter.writers.docx.sheet import Style

LONGEST_PROPERTY: Final = 255
CUSTOM_XML_PROPERTIES: Final = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
THEME_TYPE: Final = "application/vnd.openxmlformats-officedocument.theme+xml"
_STORIES: Final = {"header": RT.HEADER, "footer": RT.FOOTER}


class PageSection(NamedTuple):
    """Hold pages that share furniture and direction.

    Attributes:
        content: Paragraphs and tables in UTF-8, as they are stored: a long document has much of
            them. It ends with a paragraph.
        furniture: Markup of headers and footers by kind and page, such as ``header first``.
        same_page: Whether it goes on where the section before it ends.
    """

    content: bytes
    furniture: Mapping[str, str]
    look: Look
    columns: int = 1
    note_count: NoteCount = ""
    same_page: bool = False


class Properties(NamedTuple):
    """Hold what the file says about itself."""

    title: str
    authors: Sequence[str]
    subject: str
    category: str
    language: str
    date: dt.date


@dataclass(slots=True)
class Document:
    """Collect what becomes one file.

    Attributes:
        look: Of the styles.
        sections: In order; at least one.
        notes: Written footnotes.
    """

    look: Look
    sheet: Sequence[Style]
    sections: list[PageSection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    numbering: Numbering = field(init=False)
    relations: Relations = field(init=False)
    note_relations: Relations = field(init=False)
    _package: Package = field(default_factory=Package)

    def __post_init__(self) -> None:
        pictures = PictureParts(self._package)
        self.numbering = Numbering(self.look)
        self.relations, self.note_relations = Relations(pictures), Relations(pictures)

    def write(self, manifest: Manifest, properties: Properties) -> bytes:
        """Return the file."""
        furniture = Furniture(self._package)
        path, media_type = "/word/document.xml", wml_type("document.main")
        document = join_part(self._package, path, media_type, self._write_body(furniture))
        furniture.relate(document)
        self.relations.relate(document)
        self._package.relate_to(document, RT.OFFICE_DOCUMENT)
        self._add_parts(document)
        self._add_manifest(document, manifest)
        _set_properties(self._package, properties)
        return write_archive(self._package)

    def _write_body(self, furniture: Furniture) -> Iterator[bytes]:
        yield f"{open_root('document')}<w:body>".encode()
        *inner, last = self.sections
        for section in inner:
            yield from _end_section(section.content, self._write_section(section, furniture))
        yield last.content
        yield self._write_section(last, furniture)
        yield b"</w:body></w:document>"

    def _write_section(self, section: PageSection, furniture: Furniture) -> bytes:
        markup = write_section(
            furniture.add(section.furniture),
            section.look,
            columns=section.columns,
            note_count=section.note_count,
            same_page=section.same_page,
        )
        return markup.encode()

    def _add_parts(self, document: Part) -> None:
        if self.notes:
            markup = write_footnotes(self.notes)
            footnotes = make_part(self._package, "/word/footnotes.xml", wml_type("footnotes"), markup)
            self.note_relations.relate(footnotes)
            document.relate_to(footnotes, RT.FOOTNOTES)
        look = self.look
        settings = write_settings(look, footnotes=bool(self.notes))
        for kind, markup, relation in (
            ("styles", write_styles(look, self.sheet), RT.STYLES),
            ("settings", settings, RT.SETTINGS),
            ("numbering", self.numbering.write(), RT.NUMBERING),
            ("fontTable", write_font_table(look), RT.FONT_TABLE),
        ):
            part = make_part(self._package, f"/word/{kind}.xml", wml_type(kind), markup)
            document.relate_to(part, relation)
        theme = make_part(self._package, "/word/theme/theme1.xml", THEME_TYPE, write_theme(look))
        document.relate_to(theme, RT.THEME)

    def _add_manifest(self, document: Part, manifest: Manifest) -> None:
        package = self._package
        item = make_part(package, "/customXml/item1.xml", "application/xml", manifest.segments)
        properties = make_part(
            package, "/customXml/itemProps1.xml", CUSTOM_XML_PROPERTIES, manifest.properties
        )
        item.relate_to(properties, RT.CUSTOM_XML_PROPS)
        document.relate_to(item, RT.CUSTOM_XML)


@dataclass(slots=True)
class Furniture:
    """Make headers and footers; sections that show the same share a part."""

    package: Package
    _parts: dict[str, dict[str, Part]] = field(default_factory=lambda: {"header": {}, "footer": {}})
    _relations: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, furniture: Mapping[str, str]) -> dict[str, str]:
        """Return the relation of each kind."""
        return {kind: self._relation(kind, markup) for kind, markup in furniture.items()}

    def relate(self, document: Part) -> None:
        """Give the document its relations."""
        for (kind, markup), relation in self._relations.items():
            story = kind.split()[0]
            document.load_rel(_STORIES[story], self._parts[story][markup], relation)

    def _relation(self, kind: str, markup: str) -> str:
        story = kind.split(maxsplit=1)[0]
        parts = self._parts[story]
        if markup not in parts:
            path = f"/word/{story}{len(parts) + 1}.xml"
            parts[markup] = make_part(self.package, path, wml_type(story), markup)
        return self._relations.setdefault((kind, markup), f"rId{len(self._relations) + 1}")


def _end_section(content: bytes, properties: bytes) -> tuple[bytes, ...]:
    """Put a section's properties into its last paragraph; one of their own might begin a page."""
    before, end, after = content.rpartition(b"</w:pPr>")
    return before, properties, end + after


def _set_properties(package: Package, own: Properties) -> None:
    properties = package.core_properties
    midnight = dt.datetime.combine(own.date, dt.time())
    properties.title = _fitting(own.title)
    properties.author = properties.last_modified_by = _fitting("; ".join(own.authors))
    properties.subject = _fitting(own.subject)
    properties.category = _fitting(own.category)
    properties.language = own.language
    properties.created = properties.modified = midnight
    properties.revision = 1


def _fitting(text: str) -> str:
    """Cut a property to the length that python-docx allows."""
    text = legal(text)
    return text if len(text) <= LONGEST_PROPERTY else text[: LONGEST_PROPERTY - 1].rstrip() + "…"

"""A Word file to its parts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
Faults: TypeAlias = Iterable[tuple[str, str]]  # rule and detail
STORIES = ("word/document.xml", "word/footnotes.xml")


@dataclass(slots=True)
class Package:
    """Hold the parts of a file."""

    names: list[str]
    blobs: dict[str, bytes]
    roots: dict[str, etree._Element] = field(default_factory=dict)

    def stories(self) -> Iterator[tuple[str, etree._Element]]:
        """Yield the parts that hold text, furniture included."""
        for name, root in self.roots.items():
            if name in STORIES or re.match(r"word/(header|footer)\d+\.xml$", name):
                yield name, root

    def document(self) -> etree._Element:
        return self.roots["word/document.xml"]


def read_package(data: bytes) -> Package:
    """Read the parts of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        blobs = {name: archive.read(name) for name in names}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    roots = {name: etree.fromstring(blob, parser) for name, blob in blobs.items() if is_xml(name)}
    return Package(names, blobs, roots)


def is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def val(element: etree._Element | None, attribute: str = "val") -> str:
    found = None if element is None else element.get(W + attribute)
    return found or ""

"""An edition's segments to the part by which an edited file finds back to them."""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING, Final

from lxml.etree import Element, SubElement, tostring

from exporter.model.edition import plain_text
from exporter.writers.docx.elements import legal
from exporter.writers.docx.segments import segments_of

if TYPE_CHECKING:
    from exporter.model.edition import Edition

NAMESPACE: Final = "urn:exporter:manifest:1"
HASH_LENGTH: Final = 16
_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def write_manifest(edition: Edition) -> bytes:
    """Return the manifest: each segment's id, role, text and hash, in reading order."""
    root = Element(f"{{{NAMESPACE}}}manifest", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # lxml's default namespace
    root.set("slug", edition.slug)
    root.set("locale", edition.locale.tag)
    for segment in segments_of(edition):
        text = legal(plain_text(segment))
        digest = hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]
        entry = {"id": legal(segment.id), "role": segment.role, "hash": digest}
        SubElement(root, f"{{{NAMESPACE}}}segment", entry).text = text
    return tostring(root, encoding="UTF-8", standalone=True)


def write_manifest_properties(edition: Edition) -> bytes:
    """Return the part that gives the manifest its id and schema."""
    item = uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACE}/{edition.slug}/{edition.locale.tag}")
    root = Element(f"{{{_PROPERTIES}}}datastoreItem", nsmap={"ds": _PROPERTIES})
    root.set(f"{{{_PROPERTIES}}}itemID", f"{{{str(item).upper()}}}")
    references = SubElement(root, f"{{{_PROPERTIES}}}schemaRefs")
    SubElement(references, f"{{{_PROPERTIES}}}schemaRef", {f"{{{_PROPERTIES}}}uri": NAMESPACE})
    return tostring(root, encoding="UTF-8", standalone=True)

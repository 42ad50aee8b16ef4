"""An edition's segments to the part by which an edited file finds back to them."""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING, Final

from exporter.model.edition import plain_text
from exporter.writers.docx.markup import attribute, legal
from exporter.writers.docx.segments import segments_of

if TYPE_CHECKING:
    from exporter.model.blocks import EditionSegment
    from exporter.model.edition import Edition

NAMESPACE: Final = "urn:exporter:manifest:1"
HASH_LENGTH: Final = 16
_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def write_manifest(edition: Edition) -> str:
    """Return the manifest: each segment's id, role, text and hash, in reading order."""
    segments = "".join([_write_segment(segment) for segment in segments_of(edition)])
    named = f'slug="{attribute(edition.slug)}" locale="{attribute(edition.locale.tag)}"'
    return f'<manifest xmlns="{NAMESPACE}" {named}>{segments}</manifest>'


def _write_segment(segment: EditionSegment) -> str:
    text = legal(plain_text(segment))
    digest = hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]
    named = f'id="{attribute(segment.id)}" role="{segment.role}" hash="{digest}"'
    return f"<segment {named}>{attribute(text)}</segment>"


def write_manifest_properties(edition: Edition) -> str:
    """Return the part that gives the manifest its id and schema."""
    item = uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACE}/{legal(edition.slug)}/{edition.locale.tag}")
    return (
        f'<ds:datastoreItem xmlns:ds="{_PROPERTIES}" ds:itemID="{{{str(item).upper()}}}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )

"""Segments to the part by which an edited file finds back to them."""

from __future__ import annotations

import hashlib
import uuid
from typing import TYPE_CHECKING, Final, NamedTuple

from exporter.model.edition import plain_text
from exporter.writers.docx.draft import edition_scope
from exporter.writers.docx.markup import attribute, legal
from exporter.writers.docx.segments import pack_segments, segments_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exporter.model.blocks import EditionSegment
    from exporter.model.edition import Edition
    from exporter.model.pack import Pack, PackFile

NAMESPACE: Final = "urn:exporter:manifest:1"
HASH_LENGTH: Final = 16
_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


class Manifest(NamedTuple):
    """Hold two parts: the segments, and what gives them an id and a schema."""

    segments: str
    properties: str


def edition_manifest(edition: Edition) -> Manifest:
    """Return the manifest: each segment's id, role, text and hash, in reading order.

    A text that is put together, such as a source with its publisher, has the ids of its parts besides.
    """
    named = _named(edition.slug, edition.locale.tag)
    segments = _write_segments(segments_of(edition))
    return Manifest(
        f'<manifest xmlns="{NAMESPACE}" {named}>{segments}</manifest>',
        _write_properties(f"{edition.slug}/{edition.locale.tag}"),
    )


def pack_manifest(file: PackFile) -> Manifest:
    """Return the manifest of several editions, each with its slug, its locale and its segments.

    The bookmark of a segment has the edition's scope before the id, so that the same id may
    stand in several editions; the pack's own texts have the slug ``pack.<name>``, which no
    article can have.
    """
    name = file.packs[0].name
    tags = "+".join(pack.locale.tag for pack in file.packs)
    editions = "".join([_write_pack(pack) for pack in file.packs])
    return Manifest(
        f'<manifest xmlns="{NAMESPACE}" pack="{attribute(name)}">{editions}</manifest>',
        _write_properties(f"{pack_slug(name)}/{tags}"),
    )


def pack_slug(name: str) -> str:
    """Return what a pack's own texts have in place of an article's slug."""
    return f"pack.{name}"


def _write_pack(pack: Pack) -> str:
    tag = pack.locale.tag
    own = _write_edition(pack_slug(pack.name), tag, pack_segments(pack))
    return own + "".join([_write_edition(e.slug, e.locale.tag, segments_of(e)) for e in pack.editions])


def _write_edition(slug: str, tag: str, segments: Iterable[EditionSegment]) -> str:
    named = f'{_named(slug, tag)} scope="{edition_scope(slug, tag)}"'
    return f"<edition {named}>{_write_segments(segments)}</edition>"


def _named(slug: str, tag: str) -> str:
    return f'slug="{attribute(slug)}" locale="{attribute(tag)}"'


def _write_segments(segments: Iterable[EditionSegment]) -> str:
    return "".join([_write_segment(segment) for segment in segments])


def _write_segment(segment: EditionSegment) -> str:
    text = legal(plain_text(segment))
    digest = hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]
    named = f'id="{attribute(segment.id)}" role="{segment.role}" hash="{digest}"'
    if segment.parts:
        named += f' parts="{attribute(" ".join(segment.parts))}"'
    return f"<segment {named}>{attribute(text)}</segment>"


def _write_properties(identity: str) -> str:
    item = uuid.uuid5(uuid.NAMESPACE_URL, f"{NAMESPACE}/{legal(identity)}")
    return (
        f'<ds:datastoreItem xmlns:ds="{_PROPERTIES}" ds:itemID="{{{str(item).upper()}}}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )

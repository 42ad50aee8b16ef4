"""Inline Markdown to inlines and back; shared by the reader and the catalogs."""

from __future__ import annotations

from exporter.markup.normal import normalize_inlines
from exporter.markup.reading import read_inlines
from exporter.markup.segments import SegmentIds, segment_id
from exporter.markup.words import InlineReferences, references, source_text, walk_inlines
from exporter.markup.writing import write_inlines, write_message, write_paragraph

__all__ = [
    "InlineReferences",
    "SegmentIds",
    "normalize_inlines",
    "read_inlines",
    "references",
    "segment_id",
    "source_text",
    "walk_inlines",
    "write_inlines",
    "write_message",
    "write_paragraph",
]

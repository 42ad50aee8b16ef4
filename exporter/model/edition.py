"""An edition: one article in one locale, every date, number and label already in words."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from exporter.model.article import Picture
from exporter.model.blocks import EditionBlock, EditionSegment
from exporter.model.inlines import LineBreak, NoteReference, Span
from exporter.model.locale import LocaleProfile


@dataclass(frozen=True, slots=True)
class Labels:
    """Hold the words that writers add themselves.

    Attributes:
        page_of: With the fields ``{page}`` and ``{pages}``.
        attribution: Before the name under a quotation, such as ``— ``.
        label_end: Between ``Table 1`` and its caption, such as ``. ``.
        colon: Between a detail's label and its value, such as ``: ``.
    """

    contents: str
    key_facts: str
    notes: str
    page_of: str
    attribution: str
    label_end: str
    colon: str


@dataclass(frozen=True, slots=True)
class Detail:
    """Hold a labelled line under the title, such as the date."""

    label: str
    value: EditionSegment


@dataclass(frozen=True, slots=True)
class Note:
    """Hold a footnote; ``mark`` is its number in the edition's digits."""

    number: int
    mark: str
    blocks: tuple[EditionBlock, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """Hold everything a writer needs.

    Attributes:
        details: Date, place, authors and the like, in reading order.
        classification: Its label, or empty.
        key_facts: For a box before the body; its heading is ``labels.key_facts``.
        body: The article's blocks.
        back: Sources and glossary, each under a heading of level 2; set smaller.
        notes: Footnotes by number; ``notes[n - 1].number == n``.
        pictures: By the ``src`` of the figures.
        date: The article's date; also the time stamp of the files.
        authors: For metadata.
        path: The article's file, relative to the project folder, for messages.
    """

    slug: str
    locale: LocaleProfile
    title: EditionSegment
    summary: EditionSegment
    date: datetime.date
    authors: tuple[str, ...]
    details: tuple[Detail, ...]
    classification: str
    key_facts: tuple[EditionSegment, ...]
    body: tuple[EditionBlock, ...]
    back: tuple[EditionBlock, ...]
    notes: tuple[Note, ...]
    labels: Labels
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    path: str = ""


def plain_text(segment: EditionSegment) -> str:
    """Return a segment's words alone: no note marks, line breaks as spaces."""
    return "".join(map(_plain, segment.inlines))


def _plain(inline: Span | NoteReference | LineBreak) -> str:
    match inline:
        case Span(text=text):
            return text
        case NoteReference():
            return ""
        case LineBreak():
            return " "

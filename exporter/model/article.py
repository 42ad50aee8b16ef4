"""The canonical article, in its source language, with facts and labels as data."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from exporter.model.blocks import SourceBlock, SourceSegment
from exporter.model.facts import Fact

Classification: TypeAlias = Literal["public", "internal", "restricted", "confidential", "secret"]
CLASSIFICATIONS: tuple[Classification, ...] = get_args(Classification)  # in rising order


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold a picture's bytes.

    Attributes:
        media_type: ``image/png`` or ``image/jpeg``.
        width: In pixels.
        height: In pixels.
    """

    data: bytes = field(repr=False)
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Source:
    """Name where facts came from; the date is that of publication."""

    title: SourceSegment
    publisher: SourceSegment | None = None
    url: str = ""
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """Explain a name or term of the article."""

    term: SourceSegment
    note: SourceSegment | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """Hold a note; ``label`` is the one in the source."""

    label: str
    blocks: tuple[SourceBlock, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """Hold one article as its author wrote it.

    Attributes:
        slug: Name of its folder, ``[a-z0-9-]{1,80}``.
        path: Its file, relative to the project folder.
        language: BCP 47 tag of the source text.
        footnotes: In order of first reference.
        pictures: By ``src`` as the figures give it, and by ``name.<language>.png`` for
            variants that lie beside it. Bytes are not part of the JSON form.
    """

    slug: str
    path: str
    language: str
    title: SourceSegment
    summary: SourceSegment
    date: datetime.date
    body: tuple[SourceBlock, ...]
    place: SourceSegment | None = None
    authors: tuple[SourceSegment, ...] = ()
    classification: Classification | None = None
    key_facts: tuple[SourceSegment, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)

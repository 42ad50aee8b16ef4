"""What is known while one document is written: places, relations, counters."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporter.model.edition import Edition
    from exporter.writers.docx.look import Look
    from exporter.writers.docx.marks import NoteMarks
    from exporter.writers.docx.numbering import Numbering
    from exporter.writers.docx.parts import Relations

_PLAIN_ID: Final = re.compile(r"[0-9A-Za-z]{1,30}(-\d{1,4})?")


@dataclass(slots=True)
class Bookmarks:
    """Number bookmarks; names are given out once."""

    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _names: set[str] = field(default_factory=set)

    def number(self, bookmark: str) -> int | None:
        """Return the id of a new bookmark; None when there is one of that name."""
        if bookmark in self._names:
            return None
        self._names.add(bookmark)
        return next(self._numbers)


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold what writing needs besides the text itself.

    Attributes:
        relations: Of the part that is being written.
        drawings: Numbers for the next drawings.
        run_properties: Those written so far, by what a span is.
        in_notes: Whether the part is that of the footnotes.
    """

    edition: Edition
    look: Look
    numbering: Numbering
    marks: NoteMarks
    relations: Relations
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    drawings: Iterator[int] = field(default_factory=lambda: count(1))
    run_properties: dict[tuple[object, ...], str] = field(default_factory=dict)
    in_notes: bool = False


def bookmark_name(segment_id: str) -> str:
    """Return a segment's bookmark: hidden, of letters that Word allows, at most 40 of them."""
    if _PLAIN_ID.fullmatch(segment_id):
        return "_seg_" + segment_id.replace("-", "_")
    return "_seg_h" + hashlib.sha256(segment_id.encode(errors="replace")).hexdigest()[:32]

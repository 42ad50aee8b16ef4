"""What is known while text is written: its locale and place, and what one document counts."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Final, NamedTuple

from exporter.writers.docx.marks import NoteMarks
from exporter.writers.docx.markup import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exporter.model.article import Picture
    from exporter.model.edition import Labels
    from exporter.writers.docx.look import Look
    from exporter.writers.docx.numbering import Numbering
    from exporter.writers.docx.parts import Relations

_PLAIN_ID: Final = re.compile(r"[0-9A-Za-z]{1,30}(-\d{1,4})?")
LONGEST_BOOKMARK: Final = 40


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


class Headings(NamedTuple):
    """Name the styles of an edition's headings.

    Attributes:
        rank: Level of its title in the document, from 1; 0 for an edition alone, whose title is
            above all levels.
        stem: Name of the other styles, without their level.
    """

    rank: int = 0
    title: str = "Title"
    stem: str = "Heading"

    def style(self, level: int) -> str:
        """Return the style of a heading that has this level in its edition."""
        return f"{self.stem}{level - 1 + self.rank}"


ALONE: Final = Headings()


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold what writing needs besides the text itself.

    Attributes:
        look: Of the text's own locale.
        relations: Of the part that is being written.
        pictures: By the ``src`` of the figures.
        path: The article's file, for messages.
        scope: Tells its segments from those of other editions in the document; empty for one alone.
        notes: How many notes of other editions stand before.
        turned: What paragraphs say themselves, by style, since their styles run the other way.
        bookmarks: Of the whole document, as are the drawings.
        drawings: Numbers for the next drawings.
        run_properties: Those written so far, by what a span is.
        in_notes: Whether the part is that of the footnotes.
    """

    look: Look
    labels: Labels
    numbering: Numbering
    relations: Relations
    marks: NoteMarks = field(default_factory=NoteMarks)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    path: str = ""
    scope: str = ""
    headings: Headings = ALONE
    notes: int = 0
    turned: Mapping[str, str] = field(default_factory=dict)
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    drawings: Iterator[int] = field(default_factory=lambda: count(1))
    run_properties: dict[tuple[object, ...], str] = field(default_factory=dict)
    in_notes: bool = False

    def paragraph(self, style: str, content: str = "", *, early: str = "", late: str = "") -> str:
        """Return a paragraph with its properties, those before and after its direction by the schema."""
        return paragraph(style, content, early + self.turned.get(style, "") + late)

    def bookmark(self, segment_id: str) -> str:
        """Return the bookmark of a segment."""
        return bookmark_name(segment_id, self.scope)


def bookmark_name(segment_id: str, scope: str = "") -> str:
    """Return a segment's bookmark: hidden, of letters that Word allows, at most 40 of them."""
    if _PLAIN_ID.fullmatch(segment_id):
        start = f"_seg_{scope}_" if scope else "_seg_"
        plain = start + segment_id.replace("-", "_")
        if len(plain) <= LONGEST_BOOKMARK:
            return plain
    named = f"{scope}/{segment_id}" if scope else segment_id
    return "_seg_h" + hashlib.sha256(named.encode(errors="replace")).hexdigest()[:32]


def edition_scope(slug: str, tag: str) -> str:
    """Return what stands for an edition in the bookmarks of a document that holds several.

    A bookmark has no room for a slug; the manifest says which edition it is.
    """
    return hashlib.sha256(f"{slug}/{tag}".encode(errors="replace")).hexdigest()[:10]

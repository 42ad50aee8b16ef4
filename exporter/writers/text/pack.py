"""Packs to plain text: cover, contents, numbered articles, glossary, index of names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from exporter.model.inlines import NoteReference, Span
from exporter.writers.text.blocks import NESTED_INDENT, write_heading
from exporter.writers.text.column import Column, encode, hang, stack
from exporter.writers.text.edition import (
    CONTINUED,
    edition_column,
    write_detail,
    write_edition,
    write_label_heading,
    write_marking,
    write_notes,
)
from exporter.writers.text.marked import Links
from exporter.writers.text.tables import write_table
from exporter.writers.text.width import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporter.model.blocks import EditionSegment
    from exporter.model.edition import Edition
    from exporter.model.inlines import Direction, EditionInline
    from exporter.model.pack import IndexEntry, Pack, PackFile

RULE: Final = "="
FRONT, BODY, BACK = range(3)


class Piece(NamedTuple):
    """Hold groups of lines that a rule sets off, and their place within the pack."""

    place: tuple[int, int]
    direction: Direction
    groups: list[list[str]]


def write_pack_file(file: PackFile, width: int) -> bytes:
    """Return the packs in turn, or article by article where pages would face."""
    pieces = [piece for pack in file.packs for piece in _Writer(pack, width).pieces()]
    if file.facing:
        pieces.sort(key=lambda piece: piece.place)  # stable: one pack's article, then the other's
    rule = [RULE * width]
    texts = [
        encode(stack([rule, *piece.groups] if number else piece.groups), piece.direction)
        for number, piece in enumerate(pieces)
    ]
    return b"\n".join(texts)


class _Writer:
    """Write one pack; what is not an article fills a column of the pack's own."""

    def __init__(self, pack: Pack, width: int) -> None:
        self.pack = pack
        self.width = width
        profile = pack.locale
        self.column = Column(width, profile.direction, profile.tag, pack.wording, Links(profile))
        self.marking = write_marking(pack.marking, self.column)

    def pieces(self) -> Iterator[Piece]:
        yield self.piece((FRONT, 0), self.front())
        place = number = 0
        for part in self.pack.parts:
            if part.title:
                yield self.piece((BODY, place), [write_heading(part.title, 1, self.column)])
                place += 1
            for edition in part.editions:
                number += 1
                yield self.piece((BODY, place), self.article(edition, number))
                place += 1
        back = [*self.back(), self.marking]
        if any(back):
            yield self.piece((BACK, 0), back)

    def piece(self, place: tuple[int, int], groups: list[list[str]]) -> Piece:
        return Piece(place, self.column.direction, groups)

    def front(self) -> list[list[str]]:
        pack, column = self.pack, self.column
        return [
            self.marking,
            write_heading(pack.title, 1, column),
            column.wrap_segment(pack.subtitle),
            [line for detail in pack.details for line in write_detail(detail, column)],
            write_label_heading(pack.labels.about, 2, column) if pack.about else [],
            *map(column.wrap_segment, pack.about),
            write_label_heading(pack.wording.contents, 2, column),
            *self.contents(),
        ]

    def contents(self) -> Iterator[list[str]]:
        """Yield the articles of each part with their numbers."""
        number = 0
        cells = display_width(self.number(len(self.pack.editions))) + 1
        for part in self.pack.parts:
            indent = NESTED_INDENT if part.title else 0
            inner = self.column.narrowed(indent + cells)
            lines = self.column.wrap_segment(_bare(part.title)) if part.title else []
            for edition in part.editions:
                number += 1
                title = inner.wrap_segment(_bare(edition.title))
                lines += hang(hang(title, cells, self.number(number)), indent)
            yield lines

    def number(self, number: int) -> str:
        return self.pack.locale.with_digits(f"{number}.")

    def article(self, edition: Edition, number: int) -> list[list[str]]:
        column = edition_column(edition, self.width)
        return [self.marking, *write_edition(edition, column, before=f"{self.number(number)} ")]

    def back(self) -> Iterator[list[str]]:
        """Yield glossary, index, and the addresses that the pack's own texts link to."""
        pack, column = self.pack, self.column
        if pack.glossary:
            yield write_label_heading(pack.labels.glossary, 1, column)
            yield write_table(pack.glossary, column)
        if pack.index:
            yield write_label_heading(pack.labels.index, 1, column)
            yield [line for entry in pack.index for line in self.name(entry)]
        yield from write_notes((), column)

    def name(self, entry: IndexEntry) -> list[str]:
        """Return a name and the numbers of the articles that mention it."""
        comma = "\u060c " if self.pack.locale.script == "Arab" else ", "
        numbers = comma.join(str(n) for n in dict.fromkeys(at.edition + 1 for at in entry.mentions))
        after = self.column.labels.colon + self.pack.locale.with_digits(numbers)
        lines = self.column.narrowed(CONTINUED).wrap_segment(_bare(entry.name), after=after)
        return [*lines[:1], *hang(lines[1:], CONTINUED)]


def _bare(segment: EditionSegment) -> EditionSegment:
    """Return a segment without the marks of notes and links, which stand where it is read itself."""
    kept = (_unlinked(inline) for inline in segment.inlines if not isinstance(inline, NoteReference))
    return replace(segment, inlines=tuple(kept))


def _unlinked(inline: EditionInline) -> EditionInline:
    return replace(inline, href="") if isinstance(inline, Span) and inline.href else inline

"""Segments to marked text: words with their islands of the other direction, marks and link numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, assert_never
from unicodedata import bidirectional

from exporter.model.inlines import LineBreak, NoteReference, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exporter.model.inlines import Direction, EditionInline
    from exporter.model.locale import LocaleProfile

LRM: Final = "\u200e"
RLM: Final = "\u200f"
PDI: Final = "\u2069"
# The direction is known, so it is stated: a first strong isolate (U+2068) would have to guess it,
# and guesses wrongly for a phone number or a name that opens with a letter of the other script.
ISOLATES: Final = {"ltr": "\u2066", "rtl": "\u2067"}
STRONG: Final[dict[str, Direction]] = {"L": "ltr", "R": "rtl", "AL": "rtl"}


@dataclass(frozen=True, slots=True)
class Island:
    """Delimit text of the other direction, in code points; ``opening`` is its isolate."""

    start: int
    end: int
    opening: str


@dataclass(frozen=True, slots=True)
class MarkedText:
    """Hold text of one forced line.

    Attributes:
        islands: In order, never nested.
        solid: Stretches that no line may break: after ``start``, up to and without ``end``.
    """

    text: str
    islands: tuple[Island, ...] = ()
    solid: tuple[tuple[int, int], ...] = ()


class Links:
    """Number addresses in the order of their first use; notes have the numbers before."""

    def __init__(self, locale: LocaleProfile, first: int = 1) -> None:
        self.locale = locale
        self.first = first
        self.numbers: dict[str, int] = {}

    def mark(self, href: str) -> str:
        """Return the mark that stands for an address, the same each time."""
        number = self.numbers.setdefault(href, self.first + len(self.numbers))
        return self.locale.with_digits(f"[{number}]")


def mark_inlines(inlines: Iterable[EditionInline], direction: Direction, links: Links) -> list[MarkedText]:
    """Turn a segment's inlines into one marked text for each forced line; blank ones are left out."""
    lines: list[list[EditionInline]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    marked = [_mark_line(line, direction, links) for line in lines]
    return [part for part in marked if part.text.strip()] or marked[:1]


def join_marked(*parts: MarkedText | str) -> MarkedText:
    """Put marked texts and plain strings one after the other."""
    text = ""
    islands: list[Island] = []
    solid: list[tuple[int, int]] = []
    for part in parts:
        marked = MarkedText(part) if isinstance(part, str) else part
        base = len(text)
        text += marked.text
        islands += [Island(i.start + base, i.end + base, i.opening) for i in marked.islands]
        solid += [(start + base, end + base) for start, end in marked.solid]
    return MarkedText(text, tuple(islands), tuple(solid))


def first_strong(text: str) -> Direction | None:
    """Return the direction that a reader's software finds for a line (UAX 9, P2 and P3)."""
    depth = 0
    for code_point in text:
        kind = bidirectional(code_point)
        if kind in {"LRI", "RLI", "FSI"}:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif not depth and kind in STRONG:
            return STRONG[kind]
    return None


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Hold text of one isolate; ``solid`` when no line may break it, ``glued`` to what precedes it."""

    text: str
    isolate: int
    direction: Direction
    solid: bool = False
    glued: bool = False


def has_strong_against(text: str, direction: Direction) -> bool:
    """Tell whether a text holds a letter that runs against a direction."""
    return not (direction == "ltr" and text.isascii()) and any(
        STRONG.get(bidirectional(c), direction) != direction for c in text
    )


def _mark_line(inlines: Sequence[EditionInline], direction: Direction, links: Links) -> MarkedText:
    chunks = list(_cut_chunks(inlines, direction, links))
    solid: list[tuple[int, int]] = []
    position = 0
    for chunk in chunks:
        if chunk.solid or chunk.glued:
            solid.append((position - chunk.glued, position + len(chunk.text)))
        position += len(chunk.text)
    text = "".join(chunk.text for chunk in chunks)
    return MarkedText(text, tuple(_find_islands(chunks, direction)), tuple(solid))


def _cut_chunks(inlines: Sequence[EditionInline], direction: Direction, links: Links) -> Iterator[_Chunk]:
    groups = [(href, list(group)) for href, group in groupby(inlines, _address)]
    for index, (href, group) in enumerate(groups):
        chunks = [_chunk(inline, direction) for inline in group]
        text = "".join(chunk.text for chunk in chunks)
        if href and _is_own_address(text, href):
            yield _Chunk(_bracketed(text), chunks[0].isolate, chunks[0].direction, solid=True)
            continue
        yield from chunks
        if href:
            isolate = _shared_isolate(group[-1], groups[index + 1][1][0] if index + 1 < len(groups) else None)
            yield _Chunk(links.mark(href), isolate, _direction(group[-1], direction, isolate), glued=True)


def _chunk(inline: EditionInline, direction: Direction) -> _Chunk:
    match inline:
        case Span(text=text):
            return _Chunk(text, inline.isolate, inline.direction)
        case NoteReference(mark=mark):
            return _Chunk(f"[{mark}]", 0, direction, glued=True)
        case LineBreak():
            return _Chunk("", 0, direction)
        case _:
            assert_never(inline)


def _bracketed(address: str) -> str:
    """Put an address into the brackets that end it for mail software (RFC 3986, appendix C)."""
    return f"<{address}>" if re.fullmatch(r"https?://\S+", address) else address


def _address(inline: EditionInline) -> str:
    return inline.href if isinstance(inline, Span) else ""


def _is_own_address(text: str, href: str) -> bool:
    """Tell whether a link shows its address already, give or take the scheme and a last slash."""
    shown = text.strip().rstrip("/")
    return any((scheme + shown) == href.rstrip("/") for scheme in ("", "https://", "http://", "mailto:")) or (
        href == "tel:" + "".join(c for c in shown if c.isalnum() or c == "+")
    )


def _shared_isolate(link_end: EditionInline, following: EditionInline | None) -> int:
    """Return the isolate that goes on after a link, so that its mark does not cut it in two."""
    if isinstance(link_end, Span) and isinstance(following, Span) and link_end.isolate == following.isolate:
        return link_end.isolate
    return 0


def _direction(link_end: EditionInline, direction: Direction, isolate: int) -> Direction:
    return link_end.direction if isolate and isinstance(link_end, Span) else direction


def _find_islands(chunks: Sequence[_Chunk], direction: Direction) -> Iterator[Island]:
    position = 0
    for (isolate, own), group in groupby(chunks, lambda chunk: (chunk.isolate, chunk.direction)):
        text = "".join(chunk.text for chunk in group)
        start, position = position, position + len(text)
        if text and (own != direction or (isolate and has_strong_against(text, own))):
            yield Island(start, position, ISOLATES[own])

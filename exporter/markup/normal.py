"""Inlines in any form to their one normal form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias
from unicodedata import is_normalized, normalize

from exporter.model.inlines import (
    Code,
    Emphasis,
    FactReference,
    FootnoteReference,
    LineBreak,
    Link,
    SourceInline,
    Strong,
    Text,
)

# What CommonMark strips at the edges of a paragraph: every Unicode space.
EDGE_SPACES = " \t\n\v\f\r\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_SPACE_RUN = re.compile(r"[ \t\n\r\f\v]+")
_COLLAPSIBLE = re.compile(r"[\t\n\r\f\v]|  ")

ContainerKind: TypeAlias = Literal["emphasis", "strong", "link"]
_Piece: TypeAlias = SourceInline | str


def normalize_inlines(inlines: Iterable[SourceInline]) -> tuple[SourceInline, ...]:
    """Return the normal form that reading Markdown yields.

    Text is NFC with single spaces, merged where it touches; style never begins or ends with a
    space or line break, never nests in itself and is merged with its like; nothing is empty;
    line breaks stand between words.
    """
    builder = InlineBuilder()
    _feed(builder, inlines)
    return builder.finish()


def is_normal_text(text: str) -> bool:
    """Tell whether a text alone is in normal form, as nearly all are."""
    stripped = text.strip(EDGE_SPACES) == text != ""
    return stripped and not _COLLAPSIBLE.search(text) and is_normalized("NFC", text)


def _feed(builder: InlineBuilder, inlines: Iterable[SourceInline]) -> None:
    for inline in inlines:
        match inline:
            case Text(text):
                builder.text(text)
            case Emphasis(children):
                builder.open("emphasis")
                _feed(builder, children)
                builder.close()
            case Strong(children):
                builder.open("strong")
                _feed(builder, children)
                builder.close()
            case Link(children, href):
                builder.open("link", href)
                _feed(builder, children)
                builder.close()
            case Code() | FactReference() | FootnoteReference() | LineBreak():
                builder.leaf(inline)


@dataclass(slots=True, eq=False, repr=False)
class _Frame:
    kind: ContainerKind | None
    href: str = ""
    pieces: list[_Piece] = field(default_factory=list)


class InlineBuilder:
    """Collect inlines in reading order into their normal form; at most three levels deep."""

    __slots__ = ("_frames", "_kinds")

    def __init__(self) -> None:
        self._frames = [_Frame(None)]
        self._kinds: list[ContainerKind | None] = []  # None: opened in its like, so it adds nothing

    def text(self, text: str) -> None:
        """Add literal text."""
        self._frames[-1].pieces.append(text)

    def leaf(self, inline: Code | FactReference | FootnoteReference | LineBreak) -> None:
        """Add an inline without children."""
        pieces = self._frames[-1].pieces
        if isinstance(inline, Code):
            if not inline.text:
                return
            if pieces and isinstance(previous := pieces[-1], Code):
                pieces[-1] = Code(previous.text + inline.text)
                return
        pieces.append(inline)

    def open(self, kind: ContainerKind, href: str = "") -> None:
        """Begin an emphasis, strong or link."""
        if any(frame.kind == kind for frame in self._frames):
            self._kinds.append(None)
            return
        self._kinds.append(kind)
        self._frames.append(_Frame(kind, href))

    def close(self) -> bool:
        """End what was opened last; return whether it held anything."""
        if self._kinds.pop() is None:
            return True
        frame = self._frames.pop()
        lead, children, trail = _split_edges(_settle(frame.pieces))
        pieces = self._frames[-1].pieces
        pieces.extend(lead)
        if children:
            pieces.append(_container(frame, tuple(children)))
        pieces.extend(trail)
        return bool(children)

    def finish(self) -> tuple[SourceInline, ...]:
        """Return the inlines; empty when nothing but space was added."""
        _, children, _ = _split_edges(_settle(self._frames[0].pieces), EDGE_SPACES)
        return tuple(children)


def _container(frame: _Frame, children: tuple[SourceInline, ...]) -> SourceInline:
    if frame.kind == "emphasis":
        return Emphasis(children)
    if frame.kind == "strong":
        return Strong(children)
    return Link(children, frame.href)


def _settle(pieces: Sequence[_Piece]) -> list[SourceInline]:
    """Merge what touches, collapse spaces, and take spaces from around line breaks."""
    settled: list[SourceInline] = []
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            run.append(piece)
            continue
        _add_text(settled, "".join(run), before_break=isinstance(piece, LineBreak))
        run.clear()
        _add(settled, piece)
    _add_text(settled, "".join(run), before_break=False)
    return settled


def _add_text(settled: list[SourceInline], text: str, *, before_break: bool) -> None:
    if not text:
        return
    if _COLLAPSIBLE.search(text):
        text = _SPACE_RUN.sub(" ", text)
    if settled and isinstance(settled[-1], LineBreak):
        text = text.lstrip(" ")
    if before_break:
        text = text.rstrip(" ")
    if text:
        settled.append(Text(normalize("NFC", text)))


def _add(settled: list[SourceInline], inline: SourceInline) -> None:
    """Append an inline, merged with the last one if both are of one style."""
    last = settled[-1] if settled else None
    if isinstance(last, Text) and isinstance(inline, Text):
        settled[-1] = Text(normalize("NFC", last.text + inline.text))
    elif isinstance(last, Code) and isinstance(inline, Code):
        settled[-1] = Code(last.text + inline.text)
    elif isinstance(last, Emphasis) and isinstance(inline, Emphasis):
        settled[-1] = Emphasis(_join(last.children, inline.children))
    elif isinstance(last, Strong) and isinstance(inline, Strong):
        settled[-1] = Strong(_join(last.children, inline.children))
    else:
        settled.append(inline)


def _join(first: tuple[SourceInline, ...], second: tuple[SourceInline, ...]) -> tuple[SourceInline, ...]:
    joined = list(first)
    _add(joined, second[0])
    return (*joined, *second[1:])


def _split_edges(
    children: list[SourceInline], spaces: str = " "
) -> tuple[list[_Piece], list[SourceInline], list[_Piece]]:
    """Split leading and trailing spaces and line breaks off."""
    start, end = 0, len(children)
    lead: list[_Piece] = []
    trail: list[_Piece] = []
    while start < end and _is_edge(children[start], spaces):
        lead.append(_as_piece(children[start]))
        start += 1
    while end > start and _is_edge(children[end - 1], spaces):
        trail.insert(0, _as_piece(children[end - 1]))
        end -= 1
    inner = children[start:end]
    if inner and isinstance(first := inner[0], Text) and (rest := first.text.lstrip(spaces)) != first.text:
        lead.append(first.text[: len(first.text) - len(rest)])
        inner[0] = Text(rest)
    if inner and isinstance(last := inner[-1], Text) and (rest := last.text.rstrip(spaces)) != last.text:
        trail.insert(0, last.text[len(rest) :])
        inner[-1] = Text(rest)
    return lead, inner, trail


def _is_edge(inline: SourceInline, spaces: str) -> bool:
    return isinstance(inline, LineBreak) or (isinstance(inline, Text) and not inline.text.strip(spaces))


def _as_piece(inline: SourceInline) -> _Piece:
    return inline.text if isinstance(inline, Text) else inline

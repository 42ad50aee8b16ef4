"""Inline content: what stands in a line of text, in the source and in an edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Direction: TypeAlias = Literal["ltr", "rtl"]


# --- source side: as an author or translator wrote it -----------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Hold literal text."""

    text: str


@dataclass(frozen=True, slots=True)
class FactReference:
    """Stand for a fact of the front matter, written ``{name}`` or ``{name:pattern}``.

    Attributes:
        name: The fact's key.
        pattern: CLDR date pattern such as ``MMMM y``; empty for the fact's own form.
    """

    name: str
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Emphasize its children (italic)."""

    children: tuple[SourceInline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Stress its children (bold)."""

    children: tuple[SourceInline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Hold literal code."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Link its children to an absolute http, https, mailto or tel address."""

    children: tuple[SourceInline, ...]
    href: str


@dataclass(frozen=True, slots=True)
class FootnoteReference:
    """Refer to a footnote by the label that the source uses."""

    label: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """Force a new line; the same on both sides."""


SourceInline: TypeAlias = (
    Text | FactReference | Emphasis | Strong | Code | Link | FootnoteReference | LineBreak
)


# --- edition side: flat, localized, every piece with its language and direction ----


@dataclass(frozen=True, slots=True)
class Span:
    """Hold text of one style, language and direction.

    Attributes:
        text: Never empty; holds no bidi controls.
        language: BCP 47 tag of the text itself.
        direction: Of the text itself; differs from the edition's only in an isolate.
        isolate: 0, or a number that all spans of one bidi isolate share within their
            segment. An isolate's spans stand next to each other, and its direction is
            its spans' direction.
        href: Absolute address, or empty.
    """

    text: str
    language: str
    direction: Direction
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""
    isolate: int = 0


@dataclass(frozen=True, slots=True)
class NoteReference:
    """Refer to a note of the edition.

    Attributes:
        number: From 1, in order of first reference.
        mark: The number in the edition's digits.
    """

    number: int
    mark: str


EditionInline: TypeAlias = Span | NoteReference | LineBreak

"""Inlines to their plain words, and to the facts, links and footnotes they refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class InlineReferences:
    """List what a text refers to, in reading order, repeats included.

    Attributes:
        facts: Names without their patterns.
        links: Addresses.
        footnotes: Labels.
    """

    facts: tuple[str, ...]
    links: tuple[str, ...]
    footnotes: tuple[str, ...]


def source_text(inlines: Iterable[SourceInline]) -> str:
    """Return plain words: facts as ``{name}``, line breaks as spaces, no footnote marks."""
    return "".join(map(_words, inlines))


def references(inlines: Iterable[SourceInline]) -> InlineReferences:
    """Return what a translation must refer to as well."""
    flat = list(walk_inlines(inlines))
    return InlineReferences(
        facts=tuple(inline.name for inline in flat if isinstance(inline, FactReference)),
        links=tuple(inline.href for inline in flat if isinstance(inline, Link)),
        footnotes=tuple(inline.label for inline in flat if isinstance(inline, FootnoteReference)),
    )


def walk_inlines(inlines: Iterable[SourceInline]) -> Iterator[SourceInline]:
    """Yield every inline in reading order, each before its children."""
    for inline in inlines:
        yield inline
        match inline:
            case Emphasis(children) | Strong(children) | Link(children):
                yield from walk_inlines(children)
            case Text() | Code() | FactReference() | FootnoteReference() | LineBreak():
                pass


def _words(inline: SourceInline) -> str:
    match inline:
        case Text(text) | Code(text):
            return text
        case FactReference(name):
            return f"{{{name}}}"
        case Emphasis(children) | Strong(children) | Link(children):
            return source_text(children)
        case FootnoteReference():
            return ""
        case LineBreak():
            return " "

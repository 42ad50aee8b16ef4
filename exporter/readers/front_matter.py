"""Validated nodes to the fields of an article that its front matter gives."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from exporter.errors import InvalidValueError, LinkError
from exporter.markup.addresses import normalize_address
from exporter.model.article import CLASSIFICATIONS, Classification, GlossaryEntry, Source
from exporter.model.blocks import Role, SourceSegment
from exporter.model.facts import Fact, LiteralFact
from exporter.readers.desk import Desk
from exporter.readers.facts import read_fact
from exporter.readers.nodes import Node


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Hold an article's fields but for its body; see ``Article``."""

    language: str
    title: SourceSegment
    summary: SourceSegment
    date: datetime.date
    place: SourceSegment | None
    authors: tuple[SourceSegment, ...]
    classification: Classification | None
    key_facts: tuple[SourceSegment, ...]
    facts: Mapping[str, Fact]
    sources: tuple[Source, ...]
    glossary: tuple[GlossaryEntry, ...]


def read_front_matter(node: Node, desk: Desk, declared: Iterable[str] = ()) -> FrontMatter:
    """Read a front matter that fits the schema; segments get their ids in this order.

    Args:
        node: The front matter.
        desk: Learns the facts; receives every problem.
        declared: Names of further facts, whose values are wrong.
    """
    facts = dict.fromkeys(declared, None) | read_facts(node.members.get("facts"), desk)
    desk.facts = facts
    return FrontMatter(
        language=node.members["lang"].text,
        title=read_text(node.members["title"], "title", desk),
        summary=read_text(node.members["summary"], "summary", desk),
        date=datetime.date.fromisoformat(node.members["date"].text),
        place=read_optional(node, "place", "place", desk),
        authors=read_list(node, "authors", "author", desk),
        classification=read_classification(node),
        key_facts=read_list(node, "key_facts", "key-fact", desk),
        facts={name: fact for name, fact in facts.items() if fact is not None},
        sources=tuple(_read_source(item, desk) for item in _items(node, "sources")),
        glossary=tuple(_read_entry(item, desk) for item in _items(node, "glossary")),
    )


def read_text(node: Node, role: Role, desk: Desk) -> SourceSegment:
    """Read a text, or a mapping of a text and its comment, into a segment."""
    if node.kind != "object":
        return desk.segment(role, node.text, node.line)
    comment = node.members.get("comment")
    note = desk.comment(comment.text, comment.line) if comment else ""
    return desk.segment(role, node.members["text"].text, node.members["text"].line, comment=note)


def read_optional(node: Node, key: str, role: Role, desk: Desk) -> SourceSegment | None:
    """Read the text of a key, if it is there."""
    return read_text(node.members[key], role, desk) if key in node.members else None


def read_list(node: Node, key: str, role: Role, desk: Desk) -> tuple[SourceSegment, ...]:
    """Read the texts of a key; none if it is not there."""
    return tuple(read_text(item, role, desk) for item in _items(node, key))


def _items(node: Node, key: str) -> Iterator[Node]:
    if key in node.members:
        yield from node.members[key].items


def read_classification(node: Node) -> Classification | None:
    """Read the level of a node, if it has one."""
    if "classification" not in node.members:
        return None
    return next(level for level in CLASSIFICATIONS if level == node.members["classification"].text)


def read_facts(node: Node | None, desk: Desk) -> dict[str, Fact | None]:
    """Read facts by name; those whose values are wrong are None."""
    facts: dict[str, Fact | None] = {}
    for name, value in node.members.items() if node else ():
        try:
            fact = read_fact(value)
        except ValueError as error:
            desk.report(InvalidValueError, f"facts.{name}: {error}", value.line, "correct the fact")
            facts[name] = None
            continue
        if isinstance(fact, LiteralFact):
            desk.literal(fact.value, value.line)
        facts[name] = fact
    return facts


def _read_source(node: Node, desk: Desk) -> Source:
    date = node.members.get("date")
    return Source(
        title=read_text(node.members["title"], "source", desk),
        publisher=read_optional(node, "publisher", "publisher", desk),
        url=_read_address(node.members.get("url"), desk),
        date=datetime.date.fromisoformat(date.text) if date else None,
    )


def _read_address(node: Node | None, desk: Desk) -> str:
    if node is None:
        return ""
    try:
        return normalize_address(node.text)
    except ValueError as error:
        hint = "write a full address that begins with https://, http://, mailto: or tel:"
        desk.report(LinkError, str(error), node.line, hint)
        return ""


def _read_entry(node: Node, desk: Desk) -> GlossaryEntry:
    return GlossaryEntry(
        term=read_text(node.members["term"], "term", desk),
        note=read_optional(node, "note", "note", desk),
    )

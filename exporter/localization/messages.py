"""An article to the messages that translators see, in document order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from exporter.errors import SourceLocation
from exporter.markup import references, walk_inlines, write_message
from exporter.model.article import Article
from exporter.model.blocks import (
    Chart,
    CodeBlock,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Role,
    SourceBlock,
    SourceSegment,
    Table,
    ThematicBreak,
)
from exporter.model.facts import (
    AmountFact,
    DateFact,
    Fact,
    LiteralFact,
    MonthFact,
    NumberFact,
    PercentFact,
    YearFact,
    YearRangeFact,
)
from exporter.model.inlines import SourceInline, Text

_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:|tel:)\S+|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")
_MAY_HOLD_ADDRESS = re.compile("[:@]|www")
_LETTER = re.compile(r"[^\W\d_]")
_FORMAT_FLAG = "python-brace-format"
_MARKDOWN_FLAG = "md-text"


class Message(NamedTuple):
    """Hold one text to translate; the same text in the same role is one message.

    Attributes:
        role: Its msgctxt.
        msgid: Its text as inline Markdown, links as numbers.
        notes: For translators: the author's comment, what facts and links stand for.
        places: Where it stands.
        flags: gettext's and Weblate's.
    """

    role: Role
    msgid: str
    notes: tuple[str, ...] = ()
    places: tuple[SourceLocation, ...] = ()
    flags: tuple[str, ...] = ()


def extract_messages(article: Article) -> tuple[Message, ...]:
    """Return the article's messages in document order, each once."""
    found: dict[tuple[Role, str], Message] = {}
    for segment in walk_segments(article):
        if needs_translation(segment.inlines):
            message = _message(segment, article)
            first = found.get((message.role, message.msgid))
            found[message.role, message.msgid] = _joined(first, message) if first else message
    return tuple(found.values())


def needs_translation(inlines: Iterable[SourceInline]) -> bool:
    """Tell whether a text has words: numbers, facts, code and addresses alone are not translated."""
    return any(_has_words(inline.text) for inline in walk_inlines(inlines) if isinstance(inline, Text))


def _has_words(text: str) -> bool:
    plain = _ADDRESS.sub("", text) if _MAY_HOLD_ADDRESS.search(text) else text
    return _LETTER.search(plain) is not None


def walk_segments(article: Article) -> Iterator[SourceSegment]:
    """Yield every segment of an article in document order."""
    yield article.title
    yield article.summary
    if article.place:
        yield article.place
    yield from article.authors
    yield from article.key_facts
    for block in article.body:
        yield from _block_segments(block)
    for note in article.footnotes:
        for block in note.blocks:
            yield from _block_segments(block)
    for source in article.sources:
        yield source.title
        if source.publisher:
            yield source.publisher
    for entry in article.glossary:
        yield entry.term
        if entry.note:
            yield entry.note


def _block_segments(block: SourceBlock) -> Iterator[SourceSegment]:
    match block:
        case Heading(text=text) | Paragraph(text):
            yield text
        case Quote(blocks, attribution):
            yield from all_segments(blocks)
            if attribution:
                yield attribution
        case ListBlock(items):
            for item in items:
                yield from all_segments(item.blocks)
        case Table():
            yield from _table_segments(block)
        case Figure(alt=alt, caption=caption, credit=credit):
            yield from filter(None, (alt, caption, credit))
        case Chart():
            yield from _chart_segments(block)
        case CodeBlock() | ThematicBreak():
            return


def all_segments(blocks: Iterable[SourceBlock]) -> Iterator[SourceSegment]:
    """Yield the segments of blocks."""
    for block in blocks:
        yield from _block_segments(block)


def _table_segments(table: Table[SourceInline]) -> Iterator[SourceSegment]:
    if table.caption:
        yield table.caption
    for row in (table.header, *table.rows):
        for cell in row:
            if cell.text:
                yield cell.text


def _chart_segments(chart: Chart[SourceInline]) -> Iterator[SourceSegment]:
    yield chart.caption
    yield from filter(None, (chart.unit, *chart.categories, *(series.name for series in chart.series)))
    yield from (event.text for event in chart.events)
    if chart.credit:
        yield chart.credit


def _message(segment: SourceSegment, article: Article) -> Message:
    msgid, hrefs = write_message(segment.inlines)
    facts = dict.fromkeys(references(segment.inlines).facts)
    notes = [line.strip() for line in segment.comment.split("\n") if line.strip()]
    notes += [f"{{{name}}} = {fact_value(article.facts[name])}" for name in facts if name in article.facts]
    notes += [f"[{number}] = {href}" for number, href in enumerate(hrefs, 1)]
    flags = [_MARKDOWN_FLAG] if any(not isinstance(inline, Text) for inline in segment.inlines) else []
    # A translation may give a date another pattern, which gettext's check of such formats refuses.
    dated = any(isinstance(article.facts.get(name), DateFact | MonthFact) for name in facts)
    flags += [_FORMAT_FLAG] if facts and not dated else []
    place = SourceLocation(article.path, segment.line)
    return Message(segment.role, msgid, tuple(notes), (place,), tuple(flags))


def _joined(first: Message, second: Message) -> Message:
    """Join what is said about a text that stands twice."""
    return first._replace(
        notes=tuple(dict.fromkeys((*first.notes, *second.notes))),
        places=tuple(dict.fromkeys((*first.places, *second.places))),
        flags=tuple(dict.fromkeys((*first.flags, *second.flags))),
    )


def fact_value(fact: Fact) -> str:
    """Write a fact's value as it stands in the front matter."""
    match fact:
        case DateFact(value):
            return value.isoformat()
        case MonthFact(year, month):
            return f"{year:04}-{month:02}"
        case YearFact(value):
            return str(value)
        case YearRangeFact(first, last):
            return f"{first}–{last}"
        case NumberFact(value):
            return str(value)
        case PercentFact(value):
            return f"{value} %"
        case AmountFact(value, currency):
            return f"{value} {currency}"
        case LiteralFact(value):
            return value

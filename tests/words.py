"""What an edition says, as lists of words, to compare with what its files say."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, assert_never

from exporter.model.blocks import (
    Chart,
    CodeBlock,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
)
from exporter.model.inlines import LineBreak, NoteReference, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exporter.model.blocks import EditionBlock, EditionSegment
    from exporter.model.edition import Edition
    from exporter.model.inlines import EditionInline

INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\f]")


def words(text: str) -> list[str]:
    """Return the words of a text: NFC, without invisible controls, divided at any space."""
    return INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split()


def missing_words(edition: Edition, text: str) -> list[str]:
    """Return the words that an edition says more often than the text does.

    The mark of a note may stand at its word or apart from it: extractors differ.
    """
    said = Counter(word for passage in passages(edition) for word in words(passage))
    missing = said - Counter(words(text))
    left = Counter(words(text)) - said
    apart = [(word, parts) for word in missing.elements() if (parts := _without_mark(word, edition, left))]
    for word, parts in apart:
        missing[word] -= 1
        left -= Counter(parts)
    return sorted((+missing).elements())


def _without_mark(word: str, edition: Edition, left: Counter[str]) -> tuple[str, str] | None:
    for note in edition.notes:
        parts = (word.removesuffix(note.mark), note.mark)
        if word.endswith(note.mark) and all(left[part] for part in parts):
            return parts
    return None


def passages(edition: Edition) -> Iterator[str]:
    """Return every text of an edition in reading order, marks and labels included."""
    labels = edition.labels
    yield segment_text(edition.title)
    for detail in edition.details:
        yield detail.label + labels.colon + segment_text(detail.value)
    yield segment_text(edition.summary)
    if edition.key_facts:
        yield labels.key_facts
        yield from map(segment_text, edition.key_facts)
    yield from blocks_text(edition.body, edition)
    yield from blocks_text(edition.back, edition)
    for note in edition.notes:
        yield note.mark
        yield from blocks_text(note.blocks, edition)


def blocks_text(blocks: Iterable[EditionBlock], edition: Edition) -> Iterator[str]:
    """Return the texts of blocks in reading order."""
    for block in blocks:
        yield from _block_text(block, edition)


def _block_text(block: EditionBlock, edition: Edition) -> Iterator[str]:
    labels = edition.labels
    match block:
        case Heading(text=text) | Paragraph(text=text):
            yield segment_text(text)
        case Quote(blocks=blocks, attribution=attribution):
            yield from blocks_text(blocks, edition)
            if attribution:
                yield labels.attribution + segment_text(attribution)
        case ListBlock(items=items):
            for item in items:
                yield item.marker
                yield from blocks_text(item.blocks, edition)
        case Table(header=header, rows=rows, caption=caption, label=label):
            if caption:
                yield label + labels.label_end + segment_text(caption)
            for row in (header, *rows):
                yield from (segment_text(cell.text) for cell in row if cell.text)
        case Figure(caption=caption, label=label, credit=credit):
            if caption:
                yield label + labels.label_end + segment_text(caption)
            if credit:
                yield segment_text(credit)
        case Chart():
            yield from _chart_text(block, edition)
        case CodeBlock(text=code):
            yield code
        case ThematicBreak():
            pass
        case _:
            assert_never(block)


def _chart_text(chart: Chart[EditionInline], edition: Edition) -> Iterator[str]:
    """Return what every writer shows: of a curve, not every name has room below it."""
    yield chart.label + edition.labels.label_end + segment_text(chart.caption)
    shown = [series.name for series in chart.series]
    if chart.kind == "bar":
        shown += [*chart.categories, *(words for series in chart.series for words in series.words)]
    shown += [text for event in chart.events for text in (event.words, event.text)]
    yield from (segment_text(text) for text in (*shown, chart.unit, chart.credit) if text)


def segment_text(segment: EditionSegment) -> str:
    """Return a segment's text with the marks of its notes."""
    return "".join(map(_inline_text, segment.inlines))


def _inline_text(inline: EditionInline) -> str:
    match inline:
        case Span(text=text):
            return text
        case NoteReference(mark=mark):
            return mark
        case LineBreak():
            return "\n"

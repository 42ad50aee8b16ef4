"""Sources and glossary to the blocks at an edition's end."""

from __future__ import annotations

from exporter.localization.composition import join_inlines, last_letter
from exporter.localization.formats import format_date
from exporter.localization.labels import (
    COMMA,
    GLOSSARY,
    LIST_NUMBER,
    NOTE,
    ORIGINAL,
    SENTENCE_END,
    SOURCES,
    TERM,
)
from exporter.localization.translation import Translator
from exporter.model.article import GlossaryEntry, Source
from exporter.model.blocks import (
    Alignment,
    Cell,
    EditionBlock,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Table,
)
from exporter.model.inlines import EditionInline, Span


def source_blocks(translator: Translator) -> tuple[EditionBlock, ...]:
    """Return the numbered list of sources under its heading, or nothing."""
    sources = translator.article.sources
    if not sources:
        return ()
    items = tuple(_source_item(translator, source, number) for number, source in enumerate(sources, 1))
    heading = translator.text("heading", "sources", translator.wording.say(SOURCES))
    return Heading(2, heading), ListBlock(items, ordered=True)


def glossary_blocks(translator: Translator) -> tuple[EditionBlock, ...]:
    """Return the table of names and terms under its heading, or nothing.

    It has a column for the original spelling where the edition's language is another, and one
    for explanations where there are any.
    """
    entries = translator.article.glossary
    if not entries:
        return ()
    labels = [TERM]
    labels += [] if translator.same_language else [ORIGINAL]
    labels += [NOTE] if any(entry.note for entry in entries) else []
    header = tuple(
        Cell(translator.text("header", f"glossary {label.msgid}", translator.wording.say(label)))
        for label in labels
    )
    rows = tuple(
        _glossary_row(translator, entry, number, with_note=NOTE in labels)
        for number, entry in enumerate(entries, 1)
    )
    heading = translator.text("heading", "glossary", translator.wording.say(GLOSSARY))
    alignment: Alignment = ""
    return Heading(2, heading), Table(header, rows, (alignment,) * len(labels))


def _source_item(translator: Translator, source: Source, number: int) -> ListItem[EditionInline]:
    say, formats = translator.wording.say, translator.formats
    title = translator.segment(source.title)
    publisher = translator.segment(source.publisher) if source.publisher else None
    facts = [publisher.inlines] if publisher else []
    if source.date:
        facts.append(translator.spans(format_date(source.date, formats)))
    comma = translator.spans(say(COMMA))
    told = join_inlines(part for fact in facts for part in (comma, fact))[len(comma) :]
    address = (_address(source.url, translator),) if source.url else ()
    inlines = title.inlines
    for part in filter(None, (told, address)):
        stop = say(SENTENCE_END)
        stop = stop.lstrip(".") if last_letter(inlines) in ".?!…؟" else stop
        inlines = join_inlines((inlines, translator.spans(stop), part))
    marker = say(LIST_NUMBER).replace("{number}", translator.profile.with_digits(str(number)))
    segment = translator.composed("source", f"source {number}", inlines, (title, publisher))
    return ListItem((Paragraph(segment),), marker)


def _address(url: str, translator: Translator) -> Span:
    isolate = int(translator.profile.direction == "rtl")
    language = translator.profile.language if translator.profile.script == "Latn" else "en"
    return Span(url, language, "ltr", href=url, isolate=isolate)


def _glossary_row(
    translator: Translator, entry: GlossaryEntry, number: int, *, with_note: bool
) -> tuple[Cell[EditionInline], ...]:
    cells = [Cell(translator.segment(entry.term))]
    if not translator.same_language:
        original = translator.original(entry.term)
        cells.append(Cell(translator.composed("cell", f"original {number}", original)))
    if with_note:
        cells.append(Cell(translator.segment(entry.note) if entry.note else None))
    return tuple(cells)

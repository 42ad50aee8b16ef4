"""An article to its JSON form, which reads back to the same article."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from exporter.markup import write_inlines
from exporter.model.article import Article, GlossaryEntry, Source
from exporter.model.blocks import (
    Cell,
    Chart,
    CodeBlock,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    SourceBlock,
    SourceSegment,
    Table,
    ThematicBreak,
)
from exporter.model.inlines import SourceInline
from exporter.readers.chart_form import chart_to_data
from exporter.readers.facts import fact_to_data


def article_to_json(article: Article) -> dict[str, Any]:
    """Return an article in the form of the schema, without pictures' bytes.

    Numbers of facts are ``Decimal``, so that they keep their zeros; ``write_json`` writes them.
    """
    data = front_matter_to_data(article)
    data["body"] = _blocks(article.body)
    if article.footnotes:
        data["footnotes"] = [
            {"label": note.label, "blocks": _blocks(note.blocks)} for note in article.footnotes
        ]
    return data


def write_json(article: Article) -> str:
    """Write an article as JSON text."""
    return "".join(_dump(article_to_json(article), "")) + "\n"


def front_matter_to_data(article: Article) -> dict[str, Any]:
    """Return what a front matter holds, in the order in which it is written."""
    fields: dict[str, Any] = {
        "title": text_to_data(article.title),
        "summary": text_to_data(article.summary),
        "lang": article.language,
        "date": article.date.isoformat(),
        "place": article.place and text_to_data(article.place),
        "authors": [text_to_data(author) for author in article.authors],
        "classification": article.classification,
        "facts": {name: fact_to_data(fact) for name, fact in article.facts.items()},
        "key_facts": [text_to_data(fact) for fact in article.key_facts],
        "sources": [_source(source) for source in article.sources],
        "glossary": [_entry(entry) for entry in article.glossary],
    }
    return _without_empty(fields)


def _without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, "", [], {})}


def text_to_data(segment: SourceSegment) -> str | dict[str, str]:
    """Return a text, with its comment if it has one."""
    text = write_inlines(segment.inlines)
    return {"text": text, "comment": segment.comment} if segment.comment else text


def _source(source: Source) -> dict[str, Any]:
    return _without_empty(
        {
            "title": text_to_data(source.title),
            "publisher": source.publisher and text_to_data(source.publisher),
            "url": source.url,
            "date": source.date and source.date.isoformat(),
        }
    )


def _entry(entry: GlossaryEntry) -> dict[str, Any]:
    return _without_empty({"term": text_to_data(entry.term), "note": entry.note and text_to_data(entry.note)})


def _blocks(blocks: Iterable[SourceBlock]) -> list[dict[str, Any]]:
    return [_block(block) for block in blocks]


def _block(block: SourceBlock) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"type": "heading", "level": level, "text": text_to_data(text)}
        case Paragraph(text):
            return {"type": "paragraph", "text": text_to_data(text)}
        case Quote(blocks, attribution):
            by = {"attribution": text_to_data(attribution)} if attribution else {}
            return {"type": "quote", "blocks": _blocks(blocks), **by}
        case ListBlock():
            return _list(block)
        case Table():
            return _table(block)
        case Figure():
            return _figure(block)
        case Chart():
            return {"type": "chart", **chart_to_data(block, text_to_data)}
        case CodeBlock(text, info):
            return {"type": "code", "text": text, **({"info": info} if info else {})}
        case ThematicBreak():
            return {"type": "break"}


def _list(block: ListBlock[SourceInline]) -> dict[str, Any]:
    start = {"start": block.start} if block.ordered else {}
    items = [_blocks(item.blocks) for item in block.items]
    return {"type": "list", "ordered": block.ordered, **start, "tight": block.tight, "items": items}


def _figure(figure: Figure[SourceInline]) -> dict[str, Any]:
    data: dict[str, Any] = {"type": "figure", "src": figure.src, "alt": text_to_data(figure.alt)}
    if figure.caption:
        data["caption"] = write_inlines(figure.caption.inlines)
    if figure.credit:
        data["credit"] = text_to_data(figure.credit)
    return data


def _table(table: Table[SourceInline]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "type": "table",
        "header": [_cell(cell) for cell in table.header],
        "alignments": list(table.alignments),
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
    }
    if table.caption:
        data["caption"] = text_to_data(table.caption)
    if comment := table_comment(table):
        data["comment"] = comment
    return data


def table_comment(table: Table[SourceInline]) -> str:
    """Return the comment of a table's first text."""
    cells = (cell for row in (table.header, *table.rows) for cell in row)
    first = next((cell.text for cell in cells if cell.text), None)
    return first.comment if first else ""


def _cell(cell: Cell[SourceInline]) -> str | None:
    return write_inlines(cell.text.inlines) if cell.text else None


def _dump(value: Any, indent: str) -> Iterator[str]:
    """Write JSON with decimals as they are, which the standard library cannot."""
    if isinstance(value, dict | list) and value:
        entries = value.items() if isinstance(value, dict) else ((None, item) for item in value)
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        separator = opening
        for key, item in entries:
            yield f"{separator}\n{indent}  "
            if key is not None:
                yield json.dumps(key, ensure_ascii=False) + ": "
            yield from _dump(item, indent + "  ")
            separator = ","
        yield f"\n{indent}{closing}"
    elif isinstance(value, Decimal):
        yield str(value)
    else:
        yield json.dumps(value, ensure_ascii=False)

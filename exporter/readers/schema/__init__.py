"""The JSON Schemas of articles and of packs, as data."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("article.schema.json")
_PACK_FILE = Path(__file__).with_name("pack.schema.json")
_TEXTS = ("text", "markdown", "comment", "date", "fact", "number", "year")  # what both define alike
BODY_KEYS = ("body", "footnotes")


def article_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an article's JSON form."""
    schema: dict[str, Any] = json.loads(_FILE.read_bytes())
    return schema


@cache
def schema_of_articles() -> dict[str, Any]:
    """Return the schema that the reader validates with; not to be changed."""
    return article_schema()


@cache
def schema_of_charts(kind: str) -> dict[str, Any]:
    """Return the schema of a chart's fenced block: the block's without its type."""
    schema: dict[str, Any] = schema_of_articles()["$defs"]["timeline" if kind == "timeline" else "chart"]
    properties = {key: value for key, value in schema["properties"].items() if key != "type"}
    return {**schema, "properties": properties, "required": [k for k in schema["required"] if k != "type"]}


@cache
def schema_of_front_matter() -> dict[str, Any]:
    """Return the schema of a front matter: the article's without what the Markdown gives."""
    schema = schema_of_articles()
    properties = {key: value for key, value in schema["properties"].items() if key not in BODY_KEYS}
    required = [key for key in schema["required"] if key not in BODY_KEYS]
    return {**schema, "properties": properties, "required": required}


def pack_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a pack's description, complete in itself."""
    article = schema_of_articles()
    schema: dict[str, Any] = json.loads(_PACK_FILE.read_bytes())
    schema["$defs"] |= {name: article["$defs"][name] for name in _TEXTS}
    schema["$defs"]["facts"] = article["properties"]["facts"]
    return schema

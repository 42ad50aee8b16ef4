"""Files of a project to the article model, and back."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from exporter.readers.article import read_article, read_language, read_markdown_article
from exporter.readers.schema import article_schema

if TYPE_CHECKING:
    from exporter.readers.json_article import read_json_article
    from exporter.readers.json_form import article_to_json, write_json
    from exporter.readers.markdown_form import write_markdown

__all__ = [
    "article_schema",
    "article_to_json",
    "read_article",
    "read_json_article",
    "read_language",
    "read_markdown_article",
    "write_json",
    "write_markdown",
]

# Building editions from Markdown needs none of these, and starts sooner without them.
_LATE = {
    "article_to_json": "json_form",
    "read_json_article": "json_article",
    "write_json": "json_form",
    "write_markdown": "markdown_form",
}


def __getattr__(name: str) -> object:
    """Import a late name when it is asked for."""
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)

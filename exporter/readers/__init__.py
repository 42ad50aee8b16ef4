"""Files of a project to the article model, and back."""

from __future__ import annotations

from exporter.readers.article import read_article, read_json_article, read_markdown_article
from exporter.readers.json_form import article_to_json, write_json
from exporter.readers.markdown_form import write_markdown
from exporter.readers.schema import article_schema

__all__ = [
    "article_schema",
    "article_to_json",
    "read_article",
    "read_json_article",
    "read_markdown_article",
    "write_json",
    "write_markdown",
]

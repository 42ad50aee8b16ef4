"""Files of a project to the article model."""

from __future__ import annotations

from exporter.readers.article import read_article, read_json_article, read_markdown_article
from exporter.readers.schema import article_schema

__all__ = ["article_schema", "read_article", "read_json_article", "read_markdown_article"]

"""The article and its catalogs, as plain text with ``{name}`` for facts, for tests of what they say."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from exporter.errors import SourceLocation
from exporter.localization.catalog import Catalog
from exporter.localization.messages import walk_segments
from exporter.localization.po_reader import read_catalog
from exporter.markup import read_inlines, source_text
from exporter.model.article import Article
from exporter.project import open_project
from exporter.readers import read_article

ROOT = Path(__file__).parents[2]
SLUG = "syria-russia-moscow-2025"
LANGUAGES = ("ar", "ru")


def slugs() -> tuple[str, ...]:
    """Return the names of the project's own articles."""
    return open_project(ROOT).slugs()


@cache
def article(slug: str = SLUG) -> Article:
    return read_article(open_project(ROOT), slug)


@cache
def english(slug: str = SLUG) -> tuple[tuple[str, str], ...]:
    """Return role and text of every segment."""
    return tuple((segment.role, source_text(segment.inlines)) for segment in walk_segments(article(slug)))


@cache
def catalog(language: str, slug: str = SLUG) -> Catalog:
    path = f"locales/{language}/LC_MESSAGES/{slug}.po"
    return read_catalog((ROOT / path).read_bytes(), path)


@cache
def translated(language: str, slug: str = SLUG) -> tuple[tuple[str, str], ...]:
    """Return role and text of every translation."""
    return tuple((entry.context or "", plain(entry.msgstr[0])) for entry in catalog(language, slug).messages)


def plain(message: str) -> str:
    """Strip a message of its Markdown."""
    return source_text(read_inlines(message, at=SourceLocation("message")))

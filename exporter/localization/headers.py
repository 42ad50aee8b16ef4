"""A catalog's header to what is wrong with it: a wrong one would break plurals or show the wrong language."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.errors import CatalogHeaderError, SourceLocation
from exporter.localization.catalog import Catalog
from exporter.localization.plurals import PluralFormsError, check_plural_forms, plural_header
from exporter.localization.tags import language_of


def header_problems(catalog: Catalog, language: str | None) -> Iterator[CatalogHeaderError]:
    """Yield what is wrong with a header: charset, language, plural forms.

    Args:
        catalog: Of an article or of the labels.
        language: That it must be of; None for what the header says itself.
    """
    header = catalog.header
    at = SourceLocation(catalog.path, header.line if header else 0)
    if header is None:
        yield CatalogHeaderError("the catalog has no header", at=at, hint='begin it with msgid ""')
        return
    fields = catalog.header_fields()
    charset = fields.get("Content-Type", "").rpartition("charset=")[2]
    if charset.lower() not in {"utf-8", "utf8"}:
        problem = f"the header's charset is {charset[:40] or 'missing'}"
        yield CatalogHeaderError(problem, at=at, hint="write Content-Type: text/plain; charset=UTF-8")
    own = fields.get("Language", "").replace("_", "-")
    if not own or (language and language_of(own) != language_of(language)):
        problem = f"the header's language is {own[:40] or 'missing'}"
        yield CatalogHeaderError(problem, at=at, hint=f"write Language: {language or 'and its tag'}")
        return
    yield from _plural_header_problems(fields.get("Plural-Forms", ""), language or own, catalog, at)


def _plural_header_problems(
    value: str, tag: str, catalog: Catalog, at: SourceLocation
) -> Iterator[CatalogHeaderError]:
    if not value and not any(entry.plural for entry in catalog.messages):
        return
    try:
        check_plural_forms(value, tag)
    except PluralFormsError as error:
        hint = f"write Plural-Forms: {plural_header(tag)}"
        yield CatalogHeaderError(f"Plural-Forms: {error}", at=at, hint=hint)

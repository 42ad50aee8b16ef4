"""An article to its template (.pot), and a template to a new language's catalog."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from exporter.localization.catalog import Catalog, Entry
from exporter.localization.messages import Message, extract_messages
from exporter.localization.plurals import plural_header
from exporter.localization.po_writer import write_catalog
from exporter.model.article import Article

SOURCE_LANGUAGE = "X-Source-Language"
_ENCODING = (
    ("MIME-Version", "1.0"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Content-Transfer-Encoding", "8bit"),
)


def write_template(article: Article) -> bytes:
    """Return the article's template as a .pot file; the same article gives the same bytes."""
    return write_catalog(template_of(article))


def template_of(article: Article) -> Catalog:
    """Return the article's template: its messages in document order, without translations."""
    fields = (
        ("Project-Id-Version", article.slug),
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
        ("Last-Translator", "FULL NAME <EMAIL@ADDRESS>"),
        ("Language-Team", "LANGUAGE"),
        ("Language", ""),
        *_ENCODING,
        (SOURCE_LANGUAGE, article.language),
    )
    header = Entry("", (_header_text(fields),), comments=(f" Messages of {article.path}",), flags=("fuzzy",))
    entries = (header, *map(_entry, extract_messages(article)))
    return Catalog(f"locales/{article.slug}.pot", entries)


def new_catalog(template: Catalog, language: str, *, date: datetime.date) -> Catalog:
    """Return a language's catalog without translations.

    Args:
        template: Of an article or of the labels.
        language: Tag of the language, such as ``ar``.
        date: For the header, since the template has none; the article's date will do.
    """
    old = template.header_fields()
    domain = template.path.rpartition("/")[2].removesuffix(".pot")
    fields = [
        ("Project-Id-Version", old.get("Project-Id-Version", domain)),
        ("PO-Revision-Date", f"{date.isoformat()} 00:00+0000"),
        ("Last-Translator", "Automatically generated"),
        ("Language-Team", "none"),
        ("Language", language.replace("-", "_")),
        *_ENCODING,
        ("Plural-Forms", plural_header(language)),
    ]
    if SOURCE_LANGUAGE in old:
        fields.append((SOURCE_LANGUAGE, old[SOURCE_LANGUAGE]))
    header = Entry("", (_header_text(fields),), comments=template.header.comments if template.header else ())
    path = f"locales/{language}/LC_MESSAGES/{domain}.po"
    return Catalog(path, (header, *(_blank(entry, language) for entry in template.messages)))


def _entry(message: Message) -> Entry:
    return Entry(
        message.msgid,
        context=message.role,
        notes=tuple(f" {note}" for note in message.notes),
        references=tuple(map(str, message.places)),
        flags=message.flags,
    )


def _blank(entry: Entry, language: str) -> Entry:
    from dataclasses import replace

    from exporter.localization.plurals import plural_forms

    forms = plural_forms(language).count if entry.plural is not None else 1
    return replace(entry, msgstr=("",) * forms)


def _header_text(fields: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{name}: {value}".rstrip(" ") + "\n" for name, value in fields)

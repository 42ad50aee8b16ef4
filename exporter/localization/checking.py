"""A catalog to everything that is wrong or doubtful in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.errors import (
    ExportError,
    MarkupError,
    PlaceholderError,
    PluralError,
    Problems,
    SourceLocation,
)
from exporter.localization.catalog import Catalog, Entry
from exporter.localization.doubts import find_doubts
from exporter.localization.headers import header_problems
from exporter.localization.name_doubts import Glossary, find_name_doubts, read_glossary
from exporter.localization.plurals import plural_forms
from exporter.localization.references import reference_problem
from exporter.localization.tags import language_of
from exporter.localization.templates import SOURCE_LANGUAGE
from exporter.markup import read_inlines, source_text
from exporter.model.inlines import SourceInline

_NUMBERED = re.compile(r"\]\[(\d{1,3})\]")
_MARKS = re.compile(r"\*+|`+|\]\(|\]\[")
_ESCAPED = re.compile(r"\\.|`[^`]*`", re.DOTALL)


def check_catalog(catalog: Catalog, *, language: str | None = None) -> list[ExportError]:
    """Return what is wrong with a catalog, by line; fuzzy and empty translations are not judged.

    Among them are doubts (``DoubtfulTranslationError``): values that differ, which may be right.

    Args:
        catalog: Of an article or of the labels.
        language: That it must be of, such as that of its folder; by default what its header says.
    """
    problems: list[ExportError] = list(header_problems(catalog, language))
    fields = catalog.header_fields()
    target = language or fields.get("Language", "").replace("_", "-")
    source = language_of(fields.get(SOURCE_LANGUAGE, "en") or "en")
    if not problems:
        glossary = read_glossary(catalog)
        for entry in catalog.messages:
            problems += _entry_problems(entry, catalog.path, source, target)
            problems += _name_problems(entry, catalog.path, glossary)
    return sorted(problems, key=lambda problem: problem.at.line if problem.at else 0)


def _entry_problems(entry: Entry, path: str, source: str, target: str) -> Iterator[ExportError]:
    at = SourceLocation(path, entry.line)
    if entry.plural is not None and len(entry.msgstr) != plural_forms(target).count:
        count, wanted = len(entry.msgstr), plural_forms(target).count
        yield PluralError(
            f"the message has {count} plural forms, {target} has {wanted}", at=at, hint="translate each form"
        )
    if entry.is_fuzzy or not entry.is_translated:
        return
    for number, msgstr in enumerate(entry.msgstr):
        original = entry.msgid if number == 0 or entry.plural is None else entry.plural
        yield from _text_problems(original, msgstr, at)
    if entry.plural is None:
        yield from find_doubts(entry, at, source=source, target=language_of(target))


def _name_problems(entry: Entry, path: str, glossary: Glossary) -> Iterator[ExportError]:
    if entry.is_translated and not entry.is_fuzzy:
        yield from find_name_doubts(entry, glossary, SourceLocation(path, entry.line))


def _text_problems(original: str, msgstr: str, at: SourceLocation) -> Iterator[ExportError]:
    if original.startswith("\n") != msgstr.startswith("\n") or original.endswith("\n") != msgstr.endswith(
        "\n"
    ):
        hint = "begin and end it as the source text does"
        yield PlaceholderError("the translation differs in a line end at its edge", at=at, hint=hint)
    try:
        wanted = _read(original, at)
    except ExportError:
        return  # not the translator's fault; the article's own check tells
    try:
        found = _read(msgstr, at)
    except Problems as problems:
        yield from problems.errors
        return
    except ExportError as error:
        yield error
        return
    if problem := reference_problem(wanted, found):
        yield PlaceholderError(problem[0], at=at, hint=problem[1])
    if mark := _stray_mark(msgstr, found, wanted):
        hint = f"close it, or write \\{mark[0]} for the sign itself"
        yield MarkupError(f"the translation has the mark {mark} without its partner", at=at, hint=hint)


def _read(text: str, at: SourceLocation) -> tuple[SourceInline, ...]:
    """Read a message without its article: its links lead to addresses that stand for them."""
    count = max([0, *map(int, _NUMBERED.findall(text))])
    return read_inlines(text, hrefs=[f"https://link/{number}" for number in range(1, count + 1)], at=at)


def _stray_mark(msgstr: str, found: tuple[SourceInline, ...], wanted: tuple[SourceInline, ...]) -> str | None:
    """Return Markdown that shows as text in the translation and does not in the source."""
    shown, expected = source_text(found), source_text(wanted)
    for mark in _MARKS.findall(_ESCAPED.sub("", msgstr)):
        if mark in shown and mark not in expected:
            return str(mark)
    return None

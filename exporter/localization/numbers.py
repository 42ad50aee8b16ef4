"""Numbers in a text to their values, whatever language wrote them, and to another language's form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache

from exporter.localization.formats import Formats, format_value
from exporter.model.facts import NumberFact, PercentFact
from exporter.model.inlines import (
    Code,
    Emphasis,
    FactReference,
    FootnoteReference,
    LineBreak,
    Link,
    SourceInline,
    Strong,
    Text,
)

_TOKEN = re.compile(r"(?<![\w.,:/+-])([+\-−]?)(\d[\d.,\u00a0\u202f’']*)([ \u00a0]?%)?(?![\w:/(-]|[.,]\d)")


def relocalize_numbers(
    inlines: Iterable[SourceInline], language: str, formats: Formats
) -> tuple[SourceInline, ...]:
    """Rewrite the plain numbers of a text without words: ``37.5%`` to ``37,5 %``.

    Phones, dates, times, versions and ranges with signs of their own stay as they are.
    """
    return tuple(_relocalized(inline, language, formats) for inline in inlines)


def _relocalized(inline: SourceInline, language: str, formats: Formats) -> SourceInline:
    match inline:
        case Text(text):
            return Text(_TOKEN.sub(lambda found: _rewritten(found, language, formats), text))
        case Emphasis(children) | Strong(children) | Link(children):
            return replace(inline, children=relocalize_numbers(children, language, formats))
        case Code() | FactReference() | FootnoteReference() | LineBreak():
            return inline


def _rewritten(found: re.Match[str], language: str, formats: Formats) -> str:
    sign, digits, percent = found.groups()
    body = digits.rstrip(".,\u00a0\u202f’'")
    value = read_number(body, language)
    if value is None or len(body) > 24:
        return found[0]
    fact = PercentFact(value) if percent else NumberFact(value)
    # Digits alone may be a year, a code or a part of a phone.
    plain = body.isdigit() and not percent
    written = body if plain else format_value(fact, "", formats)
    return {"-": "\u2212", "−": "\u2212"}.get(sign, sign) + written + digits[len(body) :]


def read_number(digits: str, language: str) -> Decimal | None:
    """Read a number as its language writes it; None when it is not written like that."""
    group, point = _separators(language)
    pattern = rf"(?:\d{{1,3}}(?:[{group}]\d{{3}})+|\d+)(?:{re.escape(point)}\d+)?"
    if not re.fullmatch(pattern, digits):
        return None
    return Decimal(re.sub(f"[{group}]", "", digits).replace(point, "."))


@cache
def _separators(language: str) -> tuple[str, str]:
    sample = format_value(NumberFact(Decimal("1234567.5")), "", Formats(language))
    group, point = sample[1], sample[-2]
    return ("\u00a0\u202f" if group.isspace() else re.escape(group)), point

"""Text in any language to the numbers and quotations in it, as values that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬٪−", "01234567890123456789.,%-")
_SPACES = "\u00a0\u202f"
# Thousands set apart by spaces, or any digits with separators between them.
_NUMBER = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[ {_SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*")
_GROUPED_DECIMAL = re.compile(r"\d{1,3}([.,'’])\d{3}(?:\1\d{3})*(?:[.,]\d+)?")
_GROUPED = re.compile(r"\d{1,3}([.,'’])\d{3}(?:\1\d{3})*")
_QUOTED = re.compile(r"«[^«»]+»|“[^“”]+”|„[^„“”]+[“”]|(?<!\w)\"[^\"]+\"(?!\w)")
# What is checked elsewhere, or is no number of the text: facts, link numbers, notes, addresses, code.
_SKIPPED = re.compile(
    r"\{\{|\}\}|\{[^{}]*\}|\]\[\d+\]|\[\^[^\]]*\]|https?://\S+|`[^`]*`|&#?\w+;|[A-Za-zА-Яа-яЁё][-\w]*\d[\w-]*"
)


@dataclass(frozen=True, slots=True)
class Number:
    """Hold a number of a text as it may be read: ``1,250`` is 1250 or 1.25.

    Attributes:
        start, end: Where it stands.
        readings: Its possible values.
    """

    start: int
    end: int
    readings: frozenset[Decimal]


def find_numbers(text: str) -> list[Number]:
    """Return the numbers of a message, in any digits."""
    plain = _SKIPPED.sub(lambda found: " " * len(found[0]), text).translate(LATIN)
    return [
        Number(found.start() + part.start(), found.start() + part.end(), readings(part[0]))
        for found in _NUMBER.finditer(plain)
        for part in _parts(found[0])
    ]


def count_quotations(text: str) -> int:
    """Return how many quotations stand in quotation marks, whichever the language uses."""
    return len(_QUOTED.findall(text))


def readings(written: str) -> frozenset[Decimal]:
    """Return the values that a number in Latin digits may have."""
    digits = re.sub(f"[ {_SPACES}]", "", written)
    separators = re.findall(r"[.,'’]", digits)
    if not separators:
        return frozenset((Decimal(digits),))
    found = set()
    if _GROUPED.fullmatch(digits):
        found.add(Decimal(re.sub(r"[.,'’]", "", digits)))
    if len(separators) == 1 or separators[-1] != separators[0]:
        whole, _, fraction = digits.rpartition(separators[-1])
        found.add(Decimal(f"{re.sub('[^0-9]', '', whole)}.{fraction}"))
    return frozenset(found)


def _parts(written: str) -> Iterator[re.Match[str]]:
    """Yield a number, or the parts of a date or version: 15.10.2025 is no number."""
    if len(re.findall(r"[.,'’]", written)) < 2 or _GROUPED_DECIMAL.fullmatch(written):
        return re.finditer(".+", written)
    return re.finditer(r"\d+", written)

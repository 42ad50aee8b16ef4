"""A fact of the front matter to its value, and back."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from exporter.model.facts import (
    AmountFact,
    DateFact,
    Fact,
    LiteralFact,
    MonthFact,
    NumberFact,
    PercentFact,
    YearFact,
    YearRangeFact,
)
from exporter.readers.nodes import Node

_MOST_DIGITS = 40


def read_fact(node: Node) -> Fact:
    """Read a fact that fits the schema.

    Raises:
        ValueError: With the problem, if a number has too many digits or a range runs backwards.
    """
    if node.kind == "number":
        return NumberFact(read_number(node.text))
    if node.kind != "object":
        return DateFact(datetime.date.fromisoformat(node.text))
    return _read_form(node.members)


def read_number(text: str) -> Decimal:
    """Read a number with its zeros as they are written."""
    value = Decimal(text)
    exponent = value.as_tuple().exponent
    if (
        len(value.as_tuple().digits) > _MOST_DIGITS
        or not isinstance(exponent, int)
        or abs(exponent) > _MOST_DIGITS
    ):
        raise ValueError(f"{text[:60]} has more than {_MOST_DIGITS} digits")
    return value


def moment_to_text(moment: DateFact | MonthFact | YearFact) -> str:
    """Write a moment as ``2025-10-15``, ``2025-10`` or ``2025``."""
    match moment:
        case DateFact(value):
            return value.isoformat()
        case MonthFact(year, month):
            return f"{year:04}-{month:02}"
        case YearFact(value):
            return f"{value:04}"


def fact_to_data(fact: Fact) -> Any:
    """Write a fact in the form of the schema."""
    match fact:
        case DateFact(value):
            return value.isoformat()
        case MonthFact(year, month):
            return {"month": f"{year:04}-{month:02}"}
        case YearFact(value):
            return {"year": value}
        case NumberFact(number):
            return number
        case PercentFact(number):
            return {"percent": number}
        case AmountFact(number, currency):
            return {"amount": number, "currency": currency}
        case YearRangeFact(first, last):
            return {"years": [first, last]}
        case LiteralFact(text):
            return {"literal": text}


def _read_form(members: Any) -> Fact:
    match sorted(members):
        case ["month"]:
            year, _, month = members["month"].text.partition("-")
            return MonthFact(int(year), int(month))
        case ["year"]:
            return YearFact(int(Decimal(members["year"].text)))
        case ["percent"]:
            return PercentFact(read_number(members["percent"].text))
        case ["amount", "currency"]:
            return AmountFact(read_number(members["amount"].text), members["currency"].text)
        case ["years"]:
            return _read_range(members["years"])
        case _:
            return LiteralFact(members["literal"].text)


def _read_range(node: Node) -> YearRangeFact:
    first, last = (int(Decimal(item.text)) for item in node.items)
    if first > last:
        raise ValueError(f"the years {first} and {last} run backwards")
    return YearRangeFact(first, last)

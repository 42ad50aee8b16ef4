"""Facts: values that an article states as data and every locale writes in its own way."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class DateFact:
    """Hold a day; ``visit: 2025-10-15``."""

    value: datetime.date


@dataclass(frozen=True, slots=True)
class MonthFact:
    """Hold a month; ``fall: {month: 2024-12}``."""

    year: int
    month: int


@dataclass(frozen=True, slots=True)
class YearFact:
    """Hold a year, written without grouping; ``since: {year: 1944}``."""

    value: int


@dataclass(frozen=True, slots=True)
class NumberFact:
    """Hold a number; ``seats: 119``."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class PercentFact:
    """Hold a percentage; ``trade: {percent: -37.5}``."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class AmountFact:
    """Hold an amount of money; ``debt: {amount: 1200000, currency: USD}``."""

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class YearRangeFact:
    """Hold years from first to last; ``war: {years: [2011, 2024]}``."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class LiteralFact:
    """Hold text that no language changes, such as a code or phone; ``desk: {literal: "+7 495 …"}``."""

    value: str


Fact: TypeAlias = (
    DateFact | MonthFact | YearFact | NumberFact | PercentFact | AmountFact | YearRangeFact | LiteralFact
)

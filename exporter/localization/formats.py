"""A fact and a locale to words: dates, numbers, percentages, money, ranges; in the locale's digits."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import NamedTuple

from exporter.errors import FactError, SourceLocation
from exporter.localization import cldr
from exporter.localization.numbering import numbering_system_of
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
from exporter.model.locale import LATIN_DIGITS, LocaleProfile

# CLDR's fields of a date; a day has no hours. Quoted and other text stands as it is.
_DATE_PATTERN = re.compile(r"(?:G{1,5}|y{1,4}|[QqMLcE]{1,5}|[dew]{1,2}|[^A-Za-z'{}]|'[^'{}]*')+")
_LONGEST_PATTERN = 60
_LARGEST_EXPONENT = 30


class Formats(NamedTuple):
    """Hold what a locale's dates and numbers depend on: CLDR's tag and ten digits."""

    tag: str
    digits: str = LATIN_DIGITS

    @property
    def system(self) -> str:
        """Return CLDR's name of the numbering system."""
        return numbering_system_of(self.digits)


def formats_of(profile: LocaleProfile) -> Formats:
    """Return the formats that a profile chose."""
    return Formats(profile.formats or profile.tag, profile.digits)


def format_fact(fact: Fact, pattern: str, profile: LocaleProfile, *, at: SourceLocation | None = None) -> str:
    """Write a fact as the locale does.

    Args:
        fact: Its value.
        pattern: CLDR date pattern such as ``MMMM y``, for dates alone; empty for the usual form.
        profile: Whose digits and CLDR forms are used.
        at: Place to name in errors.

    Raises:
        FactError: The pattern is no date pattern, or the fact is no date, or a number is too long.
    """
    return format_value(fact, pattern, formats_of(profile), at=at)


def format_value(fact: Fact, pattern: str, formats: Formats, *, at: SourceLocation | None = None) -> str:
    """Write a fact in forms that need no profile, such as those of the source language."""
    if pattern:
        return _in_digits(_by_pattern(fact, pattern, formats, at), formats)
    match fact:
        case DateFact(value):
            return format_date(value, formats)
        case MonthFact(year, month):
            return _in_digits(
                cldr.format_day(datetime.date(year, month, 1), cldr.month_pattern(formats.tag), formats.tag),
                formats,
            )
        case YearFact(value):
            return _in_digits(_year(value), formats)
        case YearRangeFact(first, last):
            return _in_digits(_year(first) + cldr.year_separator(formats.tag) + _year(last), formats)
        case NumberFact(value):
            return format_number(value, formats, at=at)
        case PercentFact(value):
            return _percent(_bounded(value, at), formats)
        case AmountFact(value, currency):
            return _amount(_bounded(value, at), currency, formats)
        case LiteralFact(value):
            return value


def format_date(day: datetime.date, formats: Formats) -> str:
    """Write a day in the locale's long form."""
    return _in_digits(cldr.format_day(day, "long", formats.tag), formats)


def format_number(value: Decimal, formats: Formats, *, at: SourceLocation | None = None) -> str:
    """Write a number with the decimals it has."""
    return _in_digits(cldr.format_number(_bounded(value, at), formats.tag, formats.system), formats)


def _by_pattern(fact: Fact, pattern: str, formats: Formats, at: SourceLocation | None) -> str:
    if len(pattern) > _LONGEST_PATTERN or not _DATE_PATTERN.fullmatch(pattern):
        raise FactError(
            f"{pattern[:_LONGEST_PATTERN]!r} is no date pattern",
            at=at,
            hint="use CLDR's letters for day, month and year, such as d MMMM y",
        )
    match fact:
        case DateFact(day):
            return cldr.format_day(day, pattern, formats.tag)
        case MonthFact(year, month):
            return cldr.format_day(datetime.date(year, month, 1), pattern, formats.tag)
        case YearFact(year) if 0 < year < 10_000:
            return cldr.format_day(datetime.date(year, 1, 1), pattern, formats.tag)
        case YearFact() | NumberFact() | PercentFact() | AmountFact() | YearRangeFact() | LiteralFact():
            raise FactError("only dates take a pattern", at=at, hint=f"remove :{pattern}")


def _percent(value: Decimal, formats: Formats) -> str:
    before, after = cldr.percent_affixes(formats.tag, formats.system)
    return _in_digits(before + cldr.format_number(value, formats.tag, formats.system) + after, formats)


def _amount(value: Decimal, currency: str, formats: Formats) -> str:
    """Write money with the currency's name: clear to every reader, unlike US$ in Arabic or Russian."""
    number = _in_digits(cldr.format_number(value, formats.tag, formats.system), formats)
    return f"{number}\u00a0{cldr.currency_name(value, currency, formats.tag) or currency}"


def _year(year: int) -> str:
    return f"\u2212{-year}" if year < 0 else str(year)


def _in_digits(text: str, formats: Formats) -> str:
    if formats.digits == LATIN_DIGITS:
        return text
    return text.translate(
        {ord(latin): local for latin, local in zip(LATIN_DIGITS, formats.digits, strict=True)}
    )


def _bounded(value: Decimal, at: SourceLocation | None) -> Decimal:
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and abs(exponent) + len(value.as_tuple().digits) <= _LARGEST_EXPONENT:
        return value
    raise FactError("the number is too long to be written out", at=at, hint="give at most 30 digits")

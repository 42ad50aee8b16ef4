"""CLDR's data through Babel, typed: the one place that knows how Babel stores it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from exporter.localization.tags import check_exists

if TYPE_CHECKING:
    from babel import Locale

# CLDR keeps direction marks inside signs; an edition isolates instead. Many text fonts lack the narrow
# no-break space, which CLDR uses in French and Russian.
_MARKS = {0x200E: None, 0x200F: None, 0x61C: None, 0x202F: 0xA0}


@cache
def cldr_locale(tag: str) -> Locale:
    """Return CLDR's data of a locale; raise LocaleError when there are none."""
    from babel import Locale

    return Locale.parse(check_exists(tag), sep="-")


def format_day(day: datetime.date, pattern: str, tag: str) -> str:
    """Write a day by a CLDR pattern, or by ``long``; digits are Latin."""
    from babel.dates import format_date

    return _clean(format_date(day, pattern, locale=cldr_locale(tag)))


def month_pattern(tag: str) -> str:
    """Return the pattern of a month that stands alone with its year."""
    return str(getattr(cldr_locale(tag).datetime_skeletons.get("yMMMM"), "pattern", "LLLL y"))


def year_separator(tag: str) -> str:
    """Return what CLDR writes between two years, such as an en dash."""
    pattern = cldr_locale(tag).interval_formats.get("y", {}).get("y", ["y–", "y"])
    # Thin spaces around the dash are a fine point that many fonts lack.
    return _clean("".join(pattern)).replace("y", "").replace("\u2009", "")


def format_number(value: Decimal, tag: str, system: str) -> str:
    """Write a number with as many decimals as it has, in Latin digits and the system's separators."""
    from babel.numbers import NumberPattern, parse_pattern

    pattern: NumberPattern = parse_pattern(cldr_locale(tag).decimal_formats[None].pattern)
    decimals = max(0, -int(value.as_tuple().exponent))
    pattern.frac_prec = (decimals, decimals)
    written = pattern.apply(
        abs(value),
        cldr_locale(tag),
        decimal_quantization=False,
        numbering_system=_symbols_system(tag, system),
    )
    return ("\u2212" if value < 0 else "") + _clean(written)


def percent_affixes(tag: str, system: str) -> tuple[str, str]:
    """Return what stands before and after a percentage, with the sign of the numbering system."""
    pattern = cldr_locale(tag).percent_formats[None]
    symbols = cldr_locale(tag).number_symbols[_symbols_system(tag, system)]
    sign = _clean(symbols.get("percentSign", "%"))
    return _clean(pattern.prefix[0]).replace("%", sign), _clean(pattern.suffix[0]).replace("%", sign)


def currency_name(value: Decimal, currency: str, tag: str) -> str | None:
    """Return a currency's name in the form that the amount asks for, or None when CLDR has none."""
    from babel.numbers import get_currency_name

    name = str(get_currency_name(currency, count=value, locale=cldr_locale(tag)))
    return None if name == currency else _clean(name)


def join_list(items: Sequence[str], tag: str) -> str:
    """Join items as the locale does: ``a, b and c``."""
    from babel.lists import format_list

    return str(format_list(items, locale=cldr_locale(tag)))


def _symbols_system(tag: str, system: str) -> str:
    return system if system in cldr_locale(tag).number_symbols else "latn"


def _clean(text: str) -> str:
    return text.translate(_MARKS)

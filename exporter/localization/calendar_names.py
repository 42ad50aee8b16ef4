"""Text in a language to the months and days of the week that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from exporter.localization.tags import cldr_knows, language_of

FIRST_DAY = 101  # days of the week are numbered from here, months from 1 to 12
_Table: TypeAlias = tuple[tuple[int, str], ...]

# Arabic has three sets of month names: by Latin, Syriac and French ones.
_REGIONS = {"ar": ("ar", "ar-SY", "ar-MA", "ar-DZ")}
# CLDR has two of Russian's cases; texts say "в октябре", "к октябрю", "октябрём", "в среду", "средой".
_RUSSIAN_MONTHS = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
_RUSSIAN_ENDINGS = (("е", "е"), ("ю", "у"), ("ём", "ом"))
_RUSSIAN_DAYS = (
    "понедельник вторник среду четверг пятницу субботу воскресенье",
    "понедельника вторника среды четверга пятницы субботы воскресенья",
)


@dataclass(frozen=True, slots=True)
class CalendarName:
    """Mark the name of a month or day of the week in a text."""

    number: int
    start: int
    end: int


def find_calendar_names(text: str, language: str) -> list[CalendarName]:
    """Return the months and days of the week that a text names, in order."""
    numbers = _numbers(language)
    return [
        CalendarName(numbers[found[0].lower()], found.start(), found.end())
        for found in _pattern(language).finditer(text)
    ]


def name_in_same_form(name: str, number: int, language: str) -> str | None:
    """Return another name in the form of a known one: ``октября`` and 11 to ``ноября``."""
    for table in _tables(language):
        if any(known.lower() == name.lower() for _, known in table):
            return dict(table).get(number)
    return None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    names = sorted(_numbers(language), key=len, reverse=True)
    words = "|".join(map(re.escape, names)) or "(?!)"
    return re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])", re.IGNORECASE)


@cache
def _numbers(language: str) -> dict[str, int]:
    return {name.lower(): number for table in _tables(language) for number, name in table}


@cache
def _tables(language: str) -> tuple[_Table, ...]:
    """Return the names in each form and region, each set of them in a table."""
    own = language_of(language)
    return (*_cldr_tables(own), *(_russian_tables() if own == "ru" else ()))


def _cldr_tables(language: str) -> Iterator[_Table]:
    from exporter.localization.cldr import cldr_locale

    for tag in filter(cldr_knows, _REGIONS.get(language, (language,))):
        locale = cldr_locale(tag)
        for context in ("format", "stand-alone"):
            yield tuple(sorted(locale.months[context]["wide"].items()))
            yield tuple((FIRST_DAY + day, name) for day, name in sorted(locale.days[context]["wide"].items()))


def _russian_tables() -> Iterator[_Table]:
    for soft, hard in _RUSSIAN_ENDINGS:
        yield tuple(
            (number, name[:-1] + soft if name[-1] in "ьй" else name + hard)
            for number, name in enumerate(_RUSSIAN_MONTHS.split(), 1)
        )
    for days in _RUSSIAN_DAYS:
        yield tuple(enumerate(days.split(), FIRST_DAY))

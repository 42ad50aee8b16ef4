"""A translation of a text whose numbers or dates have changed to a translation with the new ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from exporter.localization.calendar_names import CalendarName, find_calendar_names, name_in_same_form
from exporter.localization.formats import Formats, format_value
from exporter.localization.numbering import digits_of
from exporter.localization.numbers import read_number
from exporter.localization.values import LATIN, Number, find_numbers
from exporter.model.facts import NumberFact
from exporter.model.locale import LATIN_DIGITS


@dataclass(frozen=True, slots=True)
class Change:
    """Replace ``text[start:end]`` by another text."""

    start: int
    end: int
    text: str


def differs_in_values_alone(old: str, new: str, language: str) -> bool:
    """Tell whether two source texts differ in numbers, months and days of the week and nothing else."""
    return _skeleton(old, language) == _skeleton(new, language)


def patch_translation(old: str, new: str, translation: str, *, source: str, target: str) -> str | None:
    """Return the translation of ``old`` with the numbers and dates of ``new``.

    Args:
        old: Source text that was translated.
        new: Source text now; it differs from the old one in values alone.
        translation: Of the old text.
        source: Language of the source.
        target: Language of the translation.

    Returns:
        None when a changed value is not found in the translation, or found more than once.
    """
    numbers = zip(find_numbers(old), find_numbers(new), strict=True)
    names = zip(find_calendar_names(old, source), find_calendar_names(new, source), strict=True)
    changes = [
        _number_change(before, new[after.start : after.end], translation, (source, target))
        for before, after in numbers
        if old[before.start : before.end] != new[after.start : after.end]
    ]
    changes += [
        _name_change(before, after, translation, target)
        for before, after in names
        if before.number != after.number
    ]
    return _applied(changes, translation)


@lru_cache(maxsize=4096)
def _skeleton(text: str, language: str) -> str:
    """Return a text with a mark in place of each value."""
    values = [(number.start, number.end, "\x01") for number in find_numbers(text)]
    values += [(name.start, name.end, "\x02") for name in find_calendar_names(text, language)]
    for start, end, mark in sorted(values, reverse=True):
        text = text[:start] + mark + text[end:]
    return text


def _number_change(
    before: Number, written: str, translation: str, languages: tuple[str, str]
) -> Change | None:
    places = [number for number in find_numbers(translation) if number.readings & before.readings]
    if len(places) != 1:
        return None
    place = places[0]
    old = translation[place.start : place.end]
    return Change(place.start, place.end, _rewritten(written, old, languages))


def _rewritten(written: str, old: str, languages: tuple[str, str]) -> str:
    """Write a number of the source as the translation writes numbers."""
    source, target = languages
    digits = _digits_of(old)
    value = None if written.isdigit() else read_number(written, source)
    if value is None:
        return written.translate(str.maketrans(LATIN_DIGITS, digits))
    return format_value(NumberFact(value), "", Formats(target, digits))


def _digits_of(text: str) -> str:
    """Return the digits that a number is written in."""
    if re.search("[٠-٩]", text):
        return digits_of("arab") or LATIN_DIGITS
    return (digits_of("arabext") or LATIN_DIGITS) if text.translate(LATIN) != text else LATIN_DIGITS


def _name_change(before: CalendarName, after: CalendarName, translation: str, target: str) -> Change | None:
    places = [name for name in find_calendar_names(translation, target) if name.number == before.number]
    if len(places) != 1:
        return None
    start, end = places[0].start, places[0].end
    name = name_in_same_form(translation[start:end], after.number, target)
    return Change(start, end, name) if name else None


def _applied(changes: list[Change | None], translation: str) -> str | None:
    """Make all changes, or none when one is unclear or two would fall together."""
    clear = [change for change in changes if change]
    if len(clear) < len(changes) or len({change.start for change in clear}) < len(clear):
        return None
    for change in sorted(clear, key=lambda change: change.start, reverse=True):
        translation = translation[: change.start] + change.text + translation[change.end :]
    return translation

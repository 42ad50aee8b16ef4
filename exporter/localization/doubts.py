"""A message to doubts about its values: numbers, months and quotations that its translation lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from exporter.errors import DoubtfulTranslationError, SourceLocation
from exporter.localization.calendar_names import FIRST_DAY, find_calendar_names
from exporter.localization.catalog import Entry
from exporter.localization.values import LATIN, Number, count_quotations, find_numbers

# Up to here a translator may write a number as a word, or a word as a number.
_SPELLED_OUT = 12
_MOST_NUMBERS = 300  # in a text that is compared
_CENTURIES = (1800, 1900, 2000)
_SCALES = tuple(Decimal(10) ** power for power in (-12, -9, -6, -3, 3, 6, 9, 12))
_ROMAN = re.compile(r"(?<![^\W\d_])[IVXLCХ]{1,7}(?![^\W\d_])")  # with the Cyrillic letter Ха, a common slip
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "Х": 10, "L": 50, "C": 100}
_HINT = "compare the numbers; if the translation is right, the doubt can stay"


def find_doubts(
    entry: Entry, at: SourceLocation, *, source: str, target: str
) -> Iterator[DoubtfulTranslationError]:
    """Yield the values of a message that its translation seems to have lost or changed."""
    msgstr = entry.msgstr[0]
    yield from _number_doubts(entry.msgid, msgstr, at, (source, target))
    yield from _month_doubts(entry.msgid, msgstr, at, (source, target))
    lost = count_quotations(entry.msgid) - count_quotations(msgstr)
    if lost > 0:
        problem = f"the translation has {count_quotations(msgstr)} quotations, the source {lost} more"
        yield DoubtfulTranslationError(problem, at=at, hint="mark what is quoted with quotation marks")


def _number_doubts(
    msgid: str, msgstr: str, at: SourceLocation, languages: tuple[str, str]
) -> Iterator[DoubtfulTranslationError]:
    wanted, found = find_numbers(msgid), find_numbers(msgstr)
    if len(wanted) > _MOST_NUMBERS or len(found) > _MOST_NUMBERS:
        return  # no prose
    lost, gained = _unmatched(wanted, found)
    if lost:
        said = _said_otherwise(msgstr, found, languages[1])
        lost = [number for number in lost if said.isdisjoint(_whole(number))]
    if gained:
        said = _said_otherwise(msgid, wanted, languages[0])
        gained = [number for number in gained if said.isdisjoint(_whole(number))]
    changed = bool(lost and gained)
    lost = [number for number in lost if changed or not _is_small(number)]
    gained = [number for number in gained if changed or not _is_small(number)]
    for number in lost:
        text = msgid[number.start : number.end]
        others = ", ".join(msgstr[other.start : other.end] for other in gained)
        problem = f"the translation lacks the number {text}" + (f" and has {others}" if others else "")
        yield DoubtfulTranslationError(problem, at=at, hint=_HINT)
    if not lost and gained:
        text = msgstr[gained[0].start : gained[0].end]
        problem = f"the translation has the number {text}, which its source lacks"
        yield DoubtfulTranslationError(problem, at=at, hint=_HINT)


def _unmatched(wanted: list[Number], found: list[Number]) -> tuple[list[Number], list[Number]]:
    """Pair numbers by value, exact ones first; return what is left on both sides."""
    left = list(wanted)
    rest = list(found)
    for agree in (_same, _scaled):
        for number in tuple(left):
            partner = next((other for other in rest if agree(number, other)), None)
            if partner:
                left.remove(number)
                rest.remove(partner)
    return left, rest


def _same(number: Number, other: Number) -> bool:
    return bool(number.readings & other.readings)


def _scaled(number: Number, other: Number) -> bool:
    """Tell whether one is the other in thousands or millions (``12 thousand``, ``12 000``)."""
    return any(a * scale in other.readings for a in number.readings for scale in _SCALES)


def _said_otherwise(text: str, numbers: list[Number], language: str) -> set[int]:
    """Return the numbers that a text may say without their digits.

    They are months, Roman numerals, years and their decades (the 1990s are "90-е"), and hours
    of a clock with 12 of them.
    """
    values = {value for number in numbers for value in _whole(number)}
    said = {name.number for name in find_calendar_names(text, language)}
    said |= set(map(_roman, _ROMAN.findall(text)))
    said |= {year % 100 for year in values if 1800 <= year <= 2100 and year % 10 == 0}
    said |= {century + decade for decade in values if decade in range(0, 100, 10) for century in _CENTURIES}
    said |= {hour + 12 for hour in values if hour <= 12} | {hour - 12 for hour in values if 12 < hour <= 24}
    return said


def _whole(number: Number) -> set[int]:
    return {int(value) for value in number.readings if value == value.to_integral_value()}


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _is_small(number: Number) -> bool:
    return any(value <= _SPELLED_OUT for value in number.readings)


def _month_doubts(
    msgid: str, msgstr: str, at: SourceLocation, languages: tuple[str, str]
) -> Iterator[DoubtfulTranslationError]:
    source, target = languages
    found = {name.number for name in find_calendar_names(msgstr, target)}
    numbers = {value for number in find_numbers(msgstr) for value in number.readings}
    for month, name in _dated_months(msgid, source):
        if month not in found and month not in numbers:
            problem = f"the translation lacks the month {name}"
            yield DoubtfulTranslationError(problem, at=at, hint="compare the dates")


def _dated_months(text: str, language: str) -> Iterable[tuple[int, str]]:
    """Yield months that stand beside a day or year, so that they are no other words."""
    digits = text.translate(LATIN)
    for name in find_calendar_names(text, language):
        before, after = digits[: name.start], digits[name.end :]
        dated = re.search(r"\d\.?[ \u00a0]?$", before) or re.match(r",?[ \u00a0]?\d", after)
        if dated and name.number < FIRST_DAY:
            yield name.number, text[name.start : name.end]

"""Text to the places where a line may end (UAX 14, tightened by each language's habits)."""

from __future__ import annotations

import re
from functools import lru_cache

import icu

# What stands around a space at which no line may end; the space itself is the pattern's first letter,
# which makes the search fast.
_EVERYWHERE = (
    r"(?<=\d )(?=[%‰°])",  # 5 %
    r"(?=[—–] )",  # a dash never begins a line
)
_NUMBER_OR_DASH = re.compile(r"[\d—–]")  # which all rules so far look for, and that for months
_MONTHS = {  # a day stays with its month
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "ar": "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
    "|كانون|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين",
    "ru": "(?:янв|февр|март|апр|мая|июн|июл|авг|сент|окт|нояб|дек)[а-я]*",
}
_CYRILLIC = (
    r"(?<=[ \u00a0\u2028«„(—][авикосуяАВИКОСУЯ] )|(?<=^[авикосуяАВИКОСУЯ] )",  # one-letter words
    r"(?<=[№§] )(?=\d)",
    r"(?<=[ \u00a0\u2028«„(][А-ЯЁA-Z]\. )(?=[А-ЯЁA-Z])|(?<=^[А-ЯЁA-Z]\. )(?=[А-ЯЁA-Z])",  # initials
)
_RUSSIAN = (
    *_CYRILLIC,
    r"(?<=\b[гстдпм]\. )(?=[\dА-ЯЁA-Z])",
    r"(?<=\b(?:гл|ст|ул|им|пп)\. )(?=[\dА-ЯЁA-Z])|(?<=\b(?:рис|стр)\. )(?=\d)|(?<=\bтабл\. )(?=\d)",
    r"(?<=\d )(?=(?:гг?|вв?|тыс|руб|долл|стр|мин|сек|млн|млрд|трлн|км|м|см|мм|кг|ч)\b)",
    r"(?=(?:бы?|же?|ли?)(?:[ \u00a0\u2028,.;:!?»)]|$))",  # particles lean on the word before them
)
_RULES = {"ru": _RUSSIAN, "uk": _CYRILLIC, "be": _CYRILLIC}


# A short first part stays with its name or word: al-Sharaa, аш-Шараа, co-operation.
_SHORT_FIRST_PART = re.compile(r"(?<![^\W\d_])(?<!-)[^\W\d_]{1,3}[-‐](?=[^\W\d_])")
_RANGE = re.compile(r"(?<=\d)[–—](?=\d)")  # 2024–2025
_SCHEME = re.compile("://?")  # the two strokes stay with what they lead to


def line_breaks(text: str, language: str) -> list[int]:
    """Return the ends of unbreakable pieces in code points, the last one being the text's end."""
    found, held = unicode_breaks(text, language), held_breaks(text, language)
    return [at for at in found if at not in held or at == len(text)] if held else found


def unicode_breaks(text: str, language: str) -> list[int]:
    """Return the breaks of UAX 14 alone; `held_breaks` tells which of them not to use."""
    units = icu.UnicodeString(text)
    iterator = _iterator(language)
    iterator.setText(units)
    found = list(iterator)
    return found if len(units) == len(text) else _in_code_points(text, found)


def _in_code_points(text: str, units: list[int]) -> list[int]:
    # ICU counts UTF-16 units; letters beyond the BMP take two.
    wanted, found, unit = set(units), [], 0
    for position, letter in enumerate(text, 1):
        unit += 2 if letter > "\uffff" else 1
        if unit in wanted:
            found.append(position)
    return found


@lru_cache(maxsize=64)
def _iterator(language: str) -> icu.BreakIterator:
    return icu.BreakIterator.createLineInstance(icu.Locale(language.replace("-", "_")))


def held_breaks(text: str, language: str) -> frozenset[int]:
    """Return places where UAX 14 would break, but good habit in the language would not."""
    main, held = language.partition("-")[0], frozenset[int]()
    if main in _RULES or _NUMBER_OR_DASH.search(text):
        held = frozenset([match.end() for match in _pattern(main).finditer(text)])
    if "-" in text or "‐" in text:
        held |= {match.end() for match in _SHORT_FIRST_PART.finditer(text)}
    if "–" in text or "—" in text:
        held |= {match.end() for match in _RANGE.finditer(text)}
    if "://" in text:
        held |= {match.end() for match in _SCHEME.finditer(text)}
    return held


@lru_cache(maxsize=64)
def _pattern(language: str) -> re.Pattern[str]:
    months = [rf"(?<=\d )(?=(?:{_MONTHS[language]})\b)"] if language in _MONTHS else []
    return re.compile(f" (?:{'|'.join([*_EVERYWHERE, *_RULES.get(language, ()), *months])})")

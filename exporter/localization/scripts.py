"""Text to the class of each of its code points: whose script, which direction; what isolation looks at."""

from __future__ import annotations

import unicodedata
from functools import cache

from exporter.model.inlines import Direction

# One letter a class, so that a text becomes a string of classes that regular expressions can read.
LATIN, CYRILLIC, OTHER_LTR = "l", "c", "x"
ARABIC, HEBREW, OTHER_RTL = "a", "h", "y"
DIGIT, ARABIC_DIGIT = "d", "n"
SPACE, MARK, OPENING, CLOSING, PUNCTUATION = "s", "m", "(", ")", "p"
LTR_LETTERS = LATIN + CYRILLIC + OTHER_LTR
RTL_LETTERS = ARABIC + HEBREW + OTHER_RTL
LETTERS = LTR_LETTERS + RTL_LETTERS

LANGUAGES = {LATIN: "en", CYRILLIC: "ru", ARABIC: "ar", HEBREW: "he"}
_CLASS_OF_SCRIPT = {"Latn": LATIN, "Cyrl": CYRILLIC, "Arab": ARABIC, "Hebr": HEBREW}


def class_of_script(script: str, direction: Direction) -> str:
    """Return the class of a script's letters, by ISO 15924 code."""
    return _CLASS_OF_SCRIPT.get(script, OTHER_RTL if direction == "rtl" else OTHER_LTR)


def classes_of(text: str) -> str:
    """Return a string as long as the text, with the class of each code point."""
    return text.translate(_CLASSES)


def first_direction(text: str) -> Direction | None:
    """Return the direction of the first letter that has one (UAX 9, P2 and P3)."""
    for c in classes_of(text):
        if c in LETTERS:
            return "rtl" if c in RTL_LETTERS else "ltr"
    return None


def majority_class(text: str) -> str:
    """Return the class of most letters; empty when there are none."""
    classes = classes_of(text)
    counts = [(classes.count(letter), -n, letter) for n, letter in enumerate(LETTERS)]
    count, _, letter = max(counts)
    return letter if count else ""


class _Classes(dict[int, str]):
    """Fill itself: each code point is classed once a process."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _class(chr(code))
        return found


def _class(letter: str) -> str:
    bidi = unicodedata.bidirectional(letter)
    category = unicodedata.category(letter)
    if bidi == "L":
        return _ltr_class(letter)
    if bidi in {"R", "AL"}:
        return _rtl_class(letter)
    if bidi in {"EN", "AN"}:
        return DIGIT if bidi == "EN" and letter in "0123456789" else ARABIC_DIGIT
    if bidi == "NSM" or category.startswith("M"):
        return MARK
    return {"Zs": SPACE, "Ps": OPENING, "Pi": OPENING, "Pe": CLOSING, "Pf": CLOSING, "Cc": SPACE}.get(
        category, PUNCTUATION
    )


def _ltr_class(letter: str) -> str:
    if letter <= "\u024f" or "\u1e00" <= letter <= "\u1eff":
        return LATIN
    if "\u0400" <= letter <= "\u052f" or "\u1c80" <= letter <= "\u1c8f" or "\ua640" <= letter <= "\ua69f":
        return CYRILLIC
    return LATIN if unicodedata.name(letter, "").startswith("LATIN ") else OTHER_LTR


def _rtl_class(letter: str) -> str:
    if unicodedata.bidirectional(letter) == "AL":
        return OTHER_RTL if "\u0700" <= letter <= "\u07bf" else ARABIC
    return HEBREW if "\u0590" <= letter <= "\u05ff" or "\ufb1d" <= letter <= "\ufb4f" else OTHER_RTL


_CLASSES = _Classes()


@cache
def letters_besides(own: str) -> frozenset[str]:
    """Return the classes of letters that are foreign to a script."""
    return frozenset(LETTERS) - {own}

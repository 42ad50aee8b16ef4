"""Running text to its islands: what is of another script or would be torn apart by right-to-left text.

An island is a foreign phrase, or a number with signs (a phone, a range, a date in digits).
Everything between islands is the locale's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from exporter.localization import scripts
from exporter.model.inlines import Direction


class Island(NamedTuple):
    """Mark ``text[start:end]``.

    Attributes:
        script: Class of its letters, empty for a number.
        direction: Of an isolate to put around it; None when it needs no isolate.
        literal: Whether its digits stay as they are.
    """

    start: int
    end: int
    script: str = ""
    direction: Direction | None = None
    literal: bool = False


def find_islands(text: str, own: str, direction: Direction, *, arabic_digits: bool = False) -> list[Island]:
    """Return the islands of a text in order; they do not overlap.

    Args:
        text: Without bidi controls.
        own: Class of the locale's own letters, see ``scripts``.
        direction: Of the locale.
        arabic_digits: Whether the locale writes Arabic-Indic digits: beside them, signs fall
            into place by themselves (CLDR puts an Arabic letter mark there).
    """
    classes = scripts.classes_of(text)
    present = set(classes)
    found = [
        island
        for script in sorted(present & scripts.letters_besides(own))
        for island in _phrases(text, classes, script, direction)
    ]
    if scripts.LATIN in present:
        found += _addresses(text, own, direction)
    if direction == "rtl" and not present.isdisjoint((scripts.DIGIT, scripts.ARABIC_DIGIT)):
        found += _numbers(text, arabic_digits=arabic_digits)
    return list(_united(sorted(found, key=lambda island: (island.start, -island.end))))


# --- addresses -------------------------------------------------------------------

_ADDRESS = re.compile(
    r"(?:https?://|www\.|mailto:|tel:)[^\s<>\"«»“”،؛؟]*[^\s<>\"«»“”،؛؟.,:;!?…()\[\]'’]"
    r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)


def _addresses(text: str, own: str, direction: Direction) -> Iterator[Island]:
    if ":" not in text and "@" not in text and "www." not in text:
        return
    for match in _ADDRESS.finditer(text):
        torn = direction == "rtl" or not set(scripts.classes_of(match[0])).isdisjoint(scripts.RTL_LETTERS)
        if torn or own != scripts.LATIN:
            yield Island(match.start(), match.end(), scripts.LATIN, "ltr" if torn else None, literal=True)


# --- phrases ---------------------------------------------------------------------

# What ends a phrase although it stands between two words of its script: a line end, the end of a
# sentence (but not of an abbreviation such as "St."), Arabic punctuation in what is not Arabic.
_SENTENCE_END = r"\n|(?<![ .][A-Z])(?<![ .][A-Z][a-z])(?<![ .][A-Z][a-z]{2})[.!?…](?= )"
_BOUNDARIES: dict[Direction, re.Pattern[str]] = {
    "rtl": re.compile(_SENTENCE_END),
    "ltr": re.compile(rf"[،؛؟۔]|{_SENTENCE_END}"),
}
_PAIRS = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”", "„": "“", "‘": "’"}
_CLOSERS = frozenset(_PAIRS.values()) - frozenset(_PAIRS)
_BEFORE = re.compile(r"(?:(?<![\w.])[.#@$€£~/\\_+−-]|\d+(?:[.,]\d+)?[-–\u2011]?)$")
_AFTER = re.compile(r"(?:(?:[-–\u2011.]?\d+)+|\+\+?|#|\*|_+|/|\(\)|(?<=[A-Z]\.[A-Z])\.)?[%°]?", re.DOTALL)
# A number after a name is part of it (Windows 11) unless it counts the next word (Reuters 15 شخصًا): what
# is counted in Arabic has no article and is no particle.
_NUMBER_AFTER = re.compile(
    r"[ \u00a0]\d+(?:[.,]\d+)*(?![\d:/%-])"
    r"(?=\s*(?:$|[.,;:!?)\]}»”،؛؟])|[ \u00a0](?:ال|و|(?:في|من|على|إلى|عن|مع)\b))"
)


@cache
def _phrase_pattern(script: str) -> re.Pattern[str]:
    letters = script + (scripts.ARABIC_DIGIT if script in scripts.RTL_LETTERS else "")
    others = "".join(c for c in scripts.LETTERS if c != script)
    return re.compile(f"{script}(?:[^{others}]*[{letters}]m*|m+)?")


def _phrases(text: str, classes: str, script: str, direction: Direction) -> Iterator[Island]:
    own_direction: Direction = "rtl" if script in scripts.RTL_LETTERS else "ltr"
    isolated = own_direction if own_direction != direction else None
    for match in _phrase_pattern(script).finditer(classes):
        for start, end in _parts(text, classes, script, match.start(), match.end()):
            yield Island(
                *_widened(text, start, end, number=isolated is not None), script, isolated, literal=True
            )


def _parts(text: str, classes: str, script: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split a stretch at boundaries and at brackets that have no partner in it."""
    pattern = _BOUNDARIES["rtl" if script in scripts.RTL_LETTERS else "ltr"]
    boundaries = {match.start() for match in pattern.finditer(text, start, end)}
    cuts = sorted(boundaries | _lone_brackets(text, start, end))
    for before, after in pairwise([start - 1, *cuts, end]):
        first = classes.find(script, before + 1, after)
        if first >= 0:
            yield first, _end_of_letters(classes, script, first, after)


def _end_of_letters(classes: str, script: str, start: int, end: int) -> int:
    last = max(classes.rfind(c, start, end) for c in (script, scripts.MARK, scripts.ARABIC_DIGIT))
    return last + 1


def _lone_brackets(text: str, start: int, end: int) -> set[int]:
    opened: list[int] = []
    lone: set[int] = set()
    for position in range(start, end):
        letter = text[position]
        if letter in _PAIRS and not (opened and _PAIRS[text[opened[-1]]] == letter):
            opened.append(position)
        elif opened and _PAIRS[text[opened[-1]]] == letter:
            opened.pop()
        elif letter in _CLOSERS and letter != "’":
            lone.add(position)
    # The partner of the last one may be the very next letter: "NATO (North Atlantic)".
    if opened and text[end : end + 1] == _PAIRS[text[opened[-1]]]:
        opened.pop()
    return lone | {position for position in opened if text[position] != "‘"}


def _widened(text: str, start: int, end: int, *, number: bool) -> tuple[int, int]:
    """Take in what belongs to the words without being letters: ``.NET``, ``C++``, ``S-400``, ``3D``."""
    before = _BEFORE.search(text, max(0, start - 12), start)
    start = before.start() if before else start
    opened = [letter for letter in text[start:end] if letter in _PAIRS]
    if opened and text[end : end + 1] == _PAIRS[opened[-1]] and _unclosed(text[start:end], opened[-1]):
        end += 1
    after = _AFTER.match(text, end)
    end = after.end() if after else end
    counted = _NUMBER_AFTER.match(text, end) if number else None
    return start, counted.end() if counted else end


def _unclosed(text: str, opening: str) -> bool:
    return text.count(opening) > text.count(_PAIRS[opening])


# --- numbers in right-to-left text -----------------------------------------------

# Digits of every script are looked at as Latin ones; translation keeps the places.
_LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_PHONE = re.compile(
    r"\+\(?[0-9][0-9().\-–\u2011\u00a0 ]{4,}[0-9]"
    r"|\([0-9]{2,4}\)[ \u00a0-]?[0-9][0-9 \u00a0-]{4,}[0-9]"
    r"|(?<![0-9-])[0-9]{2,4}(?:-[0-9]{2,4}){2,}(?![0-9-])"
)
_ISO_DATE = re.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_NUMBER = re.compile(
    r"(?:(?<!\w)[+\-−±~≈≤≥<>]+)?[#№$€£¥₽]*"
    r"(?:[0-9]{1,3}(?: [0-9]{3})+(?![0-9])|[0-9]+)"
    r"(?:[.,:/\-–—−\u2011٫٬'’×·\u00a0\u202f]?[0-9]+|[ \u00a0][–—−×-][ \u00a0][0-9]+)*"
    r"(?:[ \u00a0]?[%‰٪]|[°′″$€£¥₽+])*"
)
# The bidi algorithm keeps these together (UAX 9, W4): a separator between two numbers joins them.
_PLAIN = re.compile(r"[0-9]+|[0-9]{1,3}(?:[.,\u00a0\u202f][0-9]{3})*(?:[.,][0-9]+)?")
_PLAIN_ARABIC = re.compile(r"[+−-]?[0-9]+(?:[.,٫٬\u00a0\u202f][0-9]+)*[ \u00a0]?[%٪‰]?")


def _numbers(text: str, *, arabic_digits: bool) -> Iterator[Island]:
    latin = text.translate(_LATIN)
    for match in _PHONE.finditer(text):
        date = _ISO_DATE.fullmatch(match[0])
        yield Island(match.start(), match.end(), "", "ltr", literal=date is None)
    for match in _NUMBER.finditer(latin):
        arabic = arabic_digits or match[0] != text[match.start() : match.end()]
        if not (_PLAIN_ARABIC if arabic else _PLAIN).fullmatch(match[0]):
            yield Island(match.start(), match.end(), "", "ltr")


def _united(islands: list[Island]) -> Iterator[Island]:
    """Join islands that overlap; letters win over numbers."""
    current: Island | None = None
    for island in islands:
        if current is None or island.start >= current.end:
            if current is not None:
                yield current
            current = island
        else:
            current = current._replace(
                end=max(current.end, island.end),
                script=current.script or island.script,
                direction=current.direction or island.direction,
                literal=current.literal or island.literal,
            )
    if current is not None:
        yield current

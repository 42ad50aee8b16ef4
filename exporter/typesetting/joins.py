"""An Arabic word to the joins that kashida may stretch, best first; spelling alone decides here."""

from __future__ import annotations

import re
from typing import NamedTuple

# Letters that count alike, by the one that stands for them.
_ALIKE = {
    "س": "سشصض",
    "د": "ةدذ",
    "ا": "اأإآٱ",
    "ك": "كطظکگ",
    "ر": "رزژى",
    "ي": "يئی",
    "و": "وؤ",
    "ع": "عغفق",
    "ب": "بتثجحخمنپچ",
    "ل": "ل",
    "ه": "ه",
    "ء": "ء",
    "\u064e": "".join(map(chr, (*range(0x64B, 0x660), 0x670))),
}
_CLASSES = {ord(letter): sign for sign, letters in _ALIKE.items() for letter in letters}

_JOINING = "سكيعبله"
_LETTER = f"{_JOINING}درواء"
_LAST = f"(?!\u064e*[{_LETTER}])"
_WORD = re.compile(f"[^{_LETTER}]*([{_LETTER}][{_LETTER}\u064e]{{2,}})[^{_LETTER}\u064e]*")
_ARTICLE = re.compile("و?[بك]?ال|ع?[بك]?ال|[وع]?لل")  # a stretch after it would part it from its word
_SHORTEST = 3
# The letter before the join, and the one after it as a lookahead; groups by priority.
_JOIN = re.compile(
    f"(س)(?=[{_JOINING}دروا])"
    f"|([{_JOINING}])(?=د|ه{_LAST})"
    f"|([{_JOINING}])(?=(?<!ل)ا|[لك]{_LAST})"
    f"|([{_JOINING}])(?=ر|ي{_LAST})"
    f"|([{_JOINING}])(?=و|ع{_LAST})"
    f"|([{_JOINING}])(?=[{_JOINING}])"
)


class Join(NamedTuple):
    """Hold a join of two letters that may be stretched.

    Attributes:
        priority: 1 is best.
        place: Of the letter after the join, in code points.
    """

    priority: int
    place: int


def stretchable_joins(text: str) -> list[Join]:
    """Return the joins of a text that holds one Arabic word, by priority and the last one first.

    Lam-alef, words of two letters, words that hold a stretch already, and joins that a vowel mark
    sits on are left alone; so is the article. Whether the font agrees is another question.
    """
    signs = text.translate(_CLASSES)
    word = _WORD.fullmatch(signs)
    if word is None or (len(word[1]) - word[1].count("\u064e") < _SHORTEST) or "\u0640" in text:
        return []
    start = word.start(1)
    article = _ARTICLE.match(signs, start)
    found = [
        Join(match.lastindex or 0, match.end())
        for match in _JOIN.finditer(signs, article.end() if article else start)
    ]
    return sorted(found, key=_best_first)


def _best_first(join: Join) -> tuple[int, int]:
    return join.priority, -join.place

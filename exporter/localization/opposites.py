"""An old and a new source text to whether the change may turn what they say into its opposite."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache

from exporter.localization.resources import read_resource

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")

# Prefixes that make a word its own opposite.
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "не", "без", "бес", "anti", "de")


def turns_round(old: str, new: str, language: str) -> bool:
    """Tell whether a change may turn a statement into its opposite.

    Such a text is never offered as a match: an old translation would say the contrary, and a
    hurried reviewer would not see it.
    """
    before, after = Counter(_words(old)), Counter(_words(new))
    lost, gained = set(before - after), set(after - before)
    if any(_denies(word, language) for word in lost | gained):
        return True
    return any(_opposed(a, b, language) for a in lost for b in gained)


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]


def _denies(word: str, language: str) -> bool:
    return word.endswith("n't") or word in _load_words(language).denials


def _opposed(first: str, second: str, language: str) -> bool:
    if any(first == prefix + second or second == prefix + first for prefix in _PREFIXES):
        return True
    sides, others = _sides(first, language), _sides(second, language)
    return any((pair, not end) in others for pair, end in sides)


@cache
def _sides(word: str, language: str) -> frozenset[tuple[int, bool]]:
    """Return the pairs of opposites that a word is in, and on which side."""
    words = _load_words(language)
    found: set[tuple[int, bool]] = set()
    for number, pair in enumerate(words.opposites):
        for end, group in enumerate(pair):
            begins = words.stems and any(len(stem) > 2 and word.startswith(stem) for stem in group)
            if begins or word in group:
                found.add((number, bool(end)))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Words:
    """Hold a language's words; ``stems`` when longer ones are beginnings of words."""

    denials: frozenset[str] = frozenset()
    opposites: tuple[tuple[tuple[str, ...], ...], ...] = ()
    stems: bool = False


@cache
def _load_words(language: str) -> _Words:
    data = read_resource(f"{language}/opposites.toml")
    if data is None:
        return _Words()
    settings = tomllib.loads(data.decode())
    lines = settings["opposites"].strip().splitlines()
    return _Words(
        frozenset(settings["denials"].split()),
        tuple(tuple(tuple(group.split()) for group in line.split("|")) for line in lines),
        settings.get("stems", False),
    )

"""A catalog's glossary to doubts about messages whose translations lack a name that their source has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from exporter.errors import DoubtfulTranslationError, SourceLocation
from exporter.localization.catalog import Catalog, Entry
from exporter.localization.names import PARTICLE, mention_pattern

_WORD = re.compile(r"[^\W\d_]+")
_ARTICLE = "ال"
_SHORTEST = 3  # letters of a stem; where there are capitals, a word of so many may be a particle
_LONGEST = 5  # letters of a stem: adjectives leave little of a long name
_ENDING = 2  # letters of a word that cases and adjectives may change
_MARKS_BEFORE = " \u00a0*_[(«“„\"'"
_ENDS_OF_SENTENCES = frozenset(".!?:;…—–\n")
# What one name is spelled with in turns, in Arabic, Persian and Russian.
_ALIKE = str.maketrans("أإآٱىیکةё", "ااااييكتе", "\u0640")


@dataclass(frozen=True, slots=True)
class Spelling:
    """Hold a name as the source text and the translation write it."""

    source: str
    target: str

    @property
    def may_be_a_word(self) -> bool:
        """Tell whether another word with a capital may look like the source's name."""
        return len(self.source.split()) == 1 and not self.source.isupper()


@dataclass(frozen=True, slots=True)
class Glossary:
    """Hold the names that a catalog's glossary spells, and the pattern that finds them in source texts."""

    names: tuple[Spelling, ...]
    pattern: re.Pattern[str]
    keys: dict[str, int]


def read_glossary(catalog: Catalog) -> Glossary:
    """Return the names of a catalog's glossary that have a reviewed translation.

    Terms that are written as common words are no names, and neither is anything in a script without
    capitals: translations may well say them otherwise.
    """
    terms = (entry for entry in catalog.messages if entry.context == "term")
    names = tuple(
        Spelling(entry.msgid, entry.msgstr[0])
        for entry in terms
        if entry.is_translated and not entry.is_fuzzy and _is_name(entry.msgid)
    )
    return Glossary(names, *mention_pattern([name.source for name in names]))


def find_name_doubts(
    entry: Entry, glossary: Glossary, at: SourceLocation
) -> Iterator[DoubtfulTranslationError]:
    """Yield the names that a message mentions and its translation seems to lack.

    A translation has a name if the stem of any of its words appears, whatever case or article
    it has taken, or if it keeps the source's own spelling.
    """
    msgid, msgstr = entry.msgid, entry.msgstr[0]
    said = _folded(msgstr)
    for found in dict.fromkeys(_mentions(msgid, glossary)):
        if found.source not in msgstr and not any(_has_stem(said, stem) for stem in _stems(found.target)):
            problem = (
                f"the translation lacks the name {found.source}, which its glossary writes {found.target}"
            )
            hint = "write it so, or correct the glossary; if it is said otherwise, the doubt can stay"
            yield DoubtfulTranslationError(problem, at=at, hint=hint)


def _is_name(text: str) -> bool:
    words = [PARTICLE.sub("", word) for word in text.split()]
    capitals = [word[:1].isupper() for word in words]
    return any(capitals) and all(
        capital or len(word) <= _SHORTEST for word, capital in zip(words, capitals, strict=True)
    )


def _mentions(msgid: str, glossary: Glossary) -> Iterator[Spelling]:
    for match in glossary.pattern.finditer(msgid):
        found = glossary.names[glossary.keys[match[0]]]
        # Any word has a capital where a sentence begins; as a whole text, it is the glossary's.
        if match[0] == msgid or not (found.may_be_a_word and _begins_sentence(msgid, match.start())):
            yield found


def _begins_sentence(text: str, place: int) -> bool:
    before = text[:place].rstrip(_MARKS_BEFORE)
    return not before or before[-1] in _ENDS_OF_SENTENCES


@cache
def _stems(name: str) -> tuple[str, ...]:
    """Return the beginnings of a name's words that every form of them keeps."""
    words = [word.removeprefix(_ARTICLE) if len(word) > 4 else word for word in _WORD.findall(_folded(name))]
    whole = [word for word in words if len(word) > _SHORTEST - _is_uncased(word)] or words
    return tuple(word[: min(max(_SHORTEST, len(word) - _ENDING), _LONGEST)] for word in whole)


def _has_stem(text: str, stem: str) -> bool:
    """Look for a stem where a word begins; Arabic and others write short words and the next as one."""
    if _is_uncased(stem):
        return stem in text
    return re.search(rf"(?<!\w){re.escape(stem)}", text) is not None


def _is_uncased(text: str) -> bool:
    return text.upper() == text.lower()


def _folded(text: str) -> str:
    """Return a text without case, vowel marks and the differences of spelling that names have."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(_ALIKE)
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")

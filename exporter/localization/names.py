"""The articles of a pack to the names in their glossaries and the segments that mention them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from exporter.localization.messages import all_segments
from exporter.localization.tags import language_of
from exporter.markup import source_text, write_message
from exporter.model.article import Article
from exporter.model.blocks import SourceSegment

# "al-Assad" is also written "Assad", "the Kremlin" also "Kremlin".
PARTICLE = re.compile(r"^(?:al|el|ash|as|ad|an|ar|at|az)-", re.IGNORECASE)


class Term(NamedTuple):
    """Hold a name that one or several glossaries explain.

    Attributes:
        language: Of the source texts it is looked for in.
        text: As the source spells it.
        article: The first article that has it, by its place in the pack.
        entry: Its place in that article's glossary.
    """

    language: str
    text: str
    article: int
    entry: int


def gather_terms(articles: Sequence[Article]) -> tuple[Term, ...]:
    """Return the names of all glossaries, each once, in the order of the articles.

    Of a name that several explain, the first explanation is taken.
    """
    found: dict[tuple[str, str], Term] = {}
    explained: set[tuple[str, str]] = set()
    for number, article in enumerate(articles):
        language = language_of(article.language)
        for place, entry in enumerate(article.glossary):
            key = language, write_message(entry.term.inlines)[0]
            term = Term(language, source_text(entry.term.inlines), number, place)
            if key not in found or (entry.note and key not in explained):
                found[key] = term
            if entry.note:
                explained.add(key)
    return tuple(found.values())


def find_mentions(articles: Sequence[Article], terms: Sequence[Term]) -> list[list[tuple[int, str]]]:
    """Return, for each term, the articles and ids of the segments that mention it, in reading order.

    A name is mentioned by all of its words, or by the last one where no other name ends in it.
    """
    mentions: list[list[tuple[int, str]]] = [[] for _ in terms]
    for language in dict.fromkeys(term.language for term in terms):
        own = [number for number, term in enumerate(terms) if term.language == language]
        pattern, keys = mention_pattern([terms[number].text for number in own])
        for place, article in enumerate(articles):
            if language_of(article.language) != language:
                continue
            shown = (segment for segment in _shown_segments(article) if segment.role != "alt")
            for segment in shown:
                for number in _named(segment, pattern, keys):
                    mentions[own[number]].append((place, segment.id))
    return mentions


def mention_pattern(texts: Sequence[str]) -> tuple[re.Pattern[str], dict[str, int]]:
    """Return one expression for all forms of names, and which name each form stands for.

    A name's form is all of its words, or the last one where no other name ends in it.
    """
    shorts = [_short(text) for text in texts]
    counts = Counter(shorts)
    keys: dict[str, int] = {}
    for number, (text, short) in enumerate(zip(texts, shorts, strict=True)):
        keys.setdefault(text, number)
        if short and counts[short] == 1:
            keys.setdefault(short, number)
    # The longest first: "Bashar al-Assad" is one mention, not one of "al-Assad" as well.
    forms = sorted(keys, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms)) or '(?!)'})(?!\w)"), keys


def _named(segment: SourceSegment, pattern: re.Pattern[str], keys: dict[str, int]) -> list[int]:
    found = (keys[match[0]] for match in pattern.finditer(source_text(segment.inlines)))
    return list(dict.fromkeys(found))


def _short(text: str) -> str:
    """Return a name's last word without its particle, or nothing where that is no name."""
    words = text.split()
    last = PARTICLE.sub("", words[-1]) if words else ""
    return last if len(last) > 2 and not last[0].islower() else ""


def _shown_segments(article: Article) -> Iterator[SourceSegment]:
    yield article.title
    yield article.summary
    yield from article.key_facts
    yield from all_segments(article.body)
    for note in article.footnotes:
        yield from all_segments(note.blocks)

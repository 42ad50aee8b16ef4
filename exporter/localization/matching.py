"""A changed message to the old message whose translation helps most, if any does."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from exporter.localization.catalog import Entry
from exporter.localization.opposites import turns_round
from exporter.localization.patching import differs_in_values_alone

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_GOOD = 0.55  # share of words and of neighbouring words that agree
_CANDIDATES = 24  # compared in full
_COMMON = 400  # a token in more messages than this tells nothing


class Matcher:
    """Find old messages by the tokens they share with a new one."""

    def __init__(self, entries: Iterable[Entry], language: str) -> None:
        self.entries = tuple(entries)
        self.language = language
        self.tokens = [_tokens(entry.msgid) for entry in self.entries]
        self.features = [_features(tokens) for tokens in self.tokens]
        self.by_token: dict[str, list[int]] = defaultdict(list)
        for number, tokens in enumerate(self.tokens):
            for token in set(tokens):
                self.by_token[token].append(number)

    def best(self, wanted: Entry) -> Entry | None:
        """Return the best match of a message, one of the same context before others.

        Nothing matches that says something else: a changed negation or an opposite rules a
        message out, however similar it is.
        """
        tokens = _tokens(wanted.msgid)
        features = _features(tokens)
        ranked = [
            (
                self._similarity(number, wanted, features),
                self.entries[number].context == wanted.context,
                -number,
            )
            for number in self._candidates(tokens)
        ]
        for similarity, _, number in sorted(ranked, reverse=True):
            found = self.entries[-number]
            if similarity < _GOOD:
                return None
            if not turns_round(found.msgid, wanted.msgid, self.language):
                return found
        return None

    def _candidates(self, tokens: list[str]) -> list[int]:
        shared: Counter[int] = Counter()
        for token in set(tokens):
            places = self.by_token.get(token, ())
            if len(places) <= _COMMON:
                shared.update(places)
        ranked = sorted(shared, key=lambda number: (-self._overlap(shared, number, tokens), number))
        return ranked[:_CANDIDATES]

    def _overlap(self, shared: Counter[int], number: int, tokens: list[str]) -> float:
        return shared[number] / (1 + max(len(tokens), len(self.tokens[number])))

    def _similarity(self, number: int, wanted: Entry, features: Counter[str]) -> float:
        """Return 0 to 1; above 1 when the texts are equal but for values or context."""
        found = self.entries[number]
        bonus = 0.05 if found.context == wanted.context else 0.0
        if found.msgid == wanted.msgid:
            return 1.5 + bonus
        if differs_in_values_alone(found.msgid, wanted.msgid, self.language):
            return 1.2 + bonus
        ratio = _shared(self.features[number], features)
        return ratio + bonus if ratio >= _GOOD else 0.0


def _shared(first: Counter[str], second: Counter[str]) -> float:
    """Return the share of words and pairs of words that two texts have in common, from 0 to 1.

    Unlike an alignment this takes time in proportion to the texts, whatever is in them.
    """
    return 2 * (first & second).total() / (first.total() + second.total() or 1)


def _features(tokens: list[str]) -> Counter[str]:
    pairs = (f"{before} {after}" for before, after in pairwise(["", *tokens, ""]))
    return Counter([*tokens, *pairs])


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text.lower())

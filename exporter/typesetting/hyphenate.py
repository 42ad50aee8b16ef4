"""A word to the places where it may be divided, by Liang's patterns."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

BEFORE = 2  # letters that stay on the line
AFTER = 3  # letters that go to the next
SHORTEST = BEFORE + AFTER
LONGEST = 80  # a longer one is no word of a language
_MOST_KNOWN = 100_000  # words whose points are remembered

_WORD = re.compile(r"[^\w\s]*([^\W\d_]{5,80})(?:[’'][^\W\d_]{1,3})?[^\w\s\-\u2010\u2011/@]*")
_ESCAPE = re.compile(rb"\^\^([0-9a-f]{2})")


class Hyphenator:
    """Divide words of one language by the patterns that pyphen carries.

    The patterns are read here, not through pyphen: it turns all of them into objects, which takes
    longer than an article.
    """

    def __init__(self, path: Path) -> None:
        self._patterns = _read_patterns(path)
        self._patterns.pop("", None)
        self._known: dict[str, Sequence[int]] = {}
        self._parsed: dict[str, Sequence[tuple[int, int]]] = {}
        self._lengths = _lengths_by_stem(self._patterns)

    def divide(self, text: str) -> tuple[int, ...]:
        """Return the offsets where a word, with the signs around it, may be divided.

        Words with digits, addresses and words in capitals are never divided.
        """
        match = _WORD.fullmatch(text)
        if match is None or match[1].isupper():
            return ()
        start, word = match.start(1), match[1].lower()
        if len(word) != match.end(1) - start:
            return ()  # a letter whose lower case is two, such as İ
        points = self._known.get(word)
        if points is None:
            if len(self._known) == _MOST_KNOWN:
                self._known.clear()
            points = self._known[word] = self._points(word)
        return tuple([start + at for at in points])

    def _points(self, word: str) -> Sequence[int]:
        framed = f".{word}."
        get, lengths = self._patterns.get, self._lengths.get
        hits = [
            (start, pattern)
            for start in range(len(framed))
            for length in (
                lengths(framed[start : start + 3])
                or lengths(framed[start : start + 2])
                or lengths(framed[start])
                or ()
            )
            if (pattern := get(framed[start : start + length]))
        ]
        levels = [0] * (len(framed) + 1)
        for start, pattern in hits:
            for offset, level in self._parsed.get(pattern) or self._parse(pattern):
                levels[start + offset] = max(levels[start + offset], level)
        last = len(word) - AFTER
        return tuple([at for at, level in enumerate(levels[1:]) if level & 1 and BEFORE <= at <= last])

    def _parse(self, pattern: str) -> Sequence[tuple[int, int]]:
        """Return a pattern's levels, each by the number of letters before it."""
        found, offset = [], 0
        for sign in pattern:
            if "0" <= sign <= "9":
                found.append((offset, int(sign)))
            else:
                offset += 1
        self._parsed[pattern] = found
        return found


def _lengths_by_stem(patterns: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return how long the patterns are that may begin with some letters, at most three."""
    lengths: dict[str, tuple[int, ...]] = {}
    same: dict[tuple[int, ...], tuple[int, ...]] = {}  # few differ: hold each once
    for key in sorted(patterns, key=len):
        stem = key[:3]
        known = lengths.get(stem)
        if known is None:
            known = lengths.get(key[:2]) or lengths.get(key[0]) or ()
        longer = known if len(key) in known else (*known, len(key))
        lengths[stem] = same.setdefault(longer, longer)
    return lengths


@cache
def load_hyphenator(language: str) -> Hyphenator | None:
    """Return the hyphenator of pyphen's language code or a BCP 47 tag, None where there is none."""
    name = language.replace("-", "_")
    path = _dictionary(name) or _dictionary(name.partition("_")[0])
    return _hyphenator(path) if path else None


@cache
def _hyphenator(path: Path) -> Hyphenator | None:
    try:
        return Hyphenator(path)
    except LookupError:
        return None  # an encoding that Python does not know


@cache
def _dictionary(name: str) -> Path | None:
    spec = importlib.util.find_spec("pyphen")
    if not name.replace("_", "").isalnum() or spec is None or not spec.origin:
        return None
    folder = Path(spec.origin).parent / "dictionaries"
    exact = folder / f"hyph_{name}.dic"
    if exact.is_file():
        return exact
    return next(iter(sorted(folder.glob(f"hyph_{name}_*.dic"))), None) if "_" not in name else None


def _read_patterns(path: Path) -> dict[str, str]:
    """Return the patterns of a dictionary by their letters."""
    head, _, body = path.read_bytes().partition(b"\n")
    encoding = head.decode("ascii", "replace").strip().lower().removeprefix("microsoft-")
    body = body.replace(b"\r", b"")
    if b"^^" in body:
        body = _ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), body)
    if b"/" in body:  # spellings that change at a division are left out
        body = b"\n".join(line for line in body.split(b"\n") if b"/" not in line)
    letters = body.translate(None, b"0123456789").decode(encoding, "replace").split("\n")
    return dict(zip(letters, body.decode(encoding, "replace").split("\n"), strict=True))

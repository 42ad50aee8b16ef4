"""Prose of realistic vocabulary in English, Arabic and Russian, the same at every run."""

from __future__ import annotations

import itertools
import json
import random  # noqa: TID251  seeded: the same text at every run
import re
import sys
from pathlib import Path

WORDS_A_PAGE = 450
LETTERS = {"en": r"[a-z]+(?:['’-][a-z]+)?", "ru": r"[а-яё-]+", "ar": r"[\u0621-\u064a\u064b-\u0652]+"}
QUOTES = {"en": "“%s”", "ru": "«%s»", "ar": "«%s»"}
COMMA = {"en": ",", "ru": ",", "ar": "،"}
FOREIGN = ("Microsoft Word", "Gazprom", "NATO", "Reuters", "(UTC+3)", "iPhone 17")
VOCABULARY = 40_000


def load_paragraphs(path: str) -> list[str]:
    """Return the paragraphs that ``python -m tests.benchmarks.corpus`` wrote.

    Sampling needs large tables of words, which must not count as a tool's memory.
    """
    return list(json.loads(Path(path).read_text(encoding="utf-8")))


def paragraphs(language: str, pages: int, seed: int = 7) -> list[str]:
    """Return paragraphs of 60 to 120 words, sampled by frequency, with numbers, quotes and names."""
    chance = random.Random(seed)  # noqa: S311  no secret
    words, weights = _vocabulary(language)
    cumulative = list(itertools.accumulate(weights))
    found: list[str] = []
    total = 0
    while total < pages * WORDS_A_PAGE:
        count = chance.randint(60, 120)
        found.append(_paragraph(chance.choices(words, cum_weights=cumulative, k=count), language, chance))
        total += count
    return found


def _vocabulary(language: str) -> tuple[list[str], list[float]]:
    from wordfreq import get_frequency_dict

    form = re.compile(LETTERS[language])
    table = get_frequency_dict(language, wordlist="best")
    ranked = sorted(((f, w) for w, f in table.items() if form.fullmatch(w)), key=lambda x: (-x[0], x[1]))
    return [w for _, w in ranked[:VOCABULARY]], [f for f, _ in ranked[:VOCABULARY]]


def _paragraph(words: list[str], language: str, chance: random.Random) -> str:
    shown: list[str] = []
    opens = True
    for index, plain in enumerate(words):
        word = plain.capitalize() if opens else plain
        word = _varied(word, language, chance)
        opens = index == len(words) - 1 or chance.random() < 0.06
        if opens:
            word += "."
        elif chance.random() < 0.06:
            word += COMMA[language]
        shown.append(word)
    return " ".join(shown)


def _varied(word: str, language: str, chance: random.Random) -> str:
    roll = chance.random()
    if roll < 0.015:
        return str(chance.randint(1, 2026))
    if roll < 0.02:
        return f"{chance.random() * 100:.1f}%"
    if roll < 0.03 and language != "en":
        return chance.choice(FOREIGN)
    if roll < 0.04:
        return f"({word})"
    return QUOTES[language] % word if roll < 0.05 else word


if __name__ == "__main__":
    Path(sys.argv[3]).write_text(json.dumps(paragraphs(sys.argv[1], int(sys.argv[2]))), encoding="utf-8")

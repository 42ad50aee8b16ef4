"""Styled texts to one text with its styles, bidi levels and hyphenation points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import icu

from exporter.typesetting.fallback import extends
from exporter.typesetting.lines import TextStyle

if TYPE_CHECKING:
    from exporter.model.inlines import Direction
    from exporter.typesetting.lines import StyledText

SOFT_HYPHEN = "\u00ad"

# New lines of every kind force one; a tab is a space. One code point stays one code point.
_PLAIN = str.maketrans(
    {
        "\t": " ",
        "\n": "\u2028",
        "\r": "\u2028",
        "\v": "\u2028",
        "\f": "\u2028",
        "\x85": "\u2028",
        "\u2029": "\u2028",
    }
)
_UNPLAIN = re.compile("[\t\n\r\v\f\x85\u2029\u00ad]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Right-to-left letters, marks and signs between words that cannot change level in a right-to-left paragraph.
_ONLY_RIGHT_TO_LEFT = re.compile(
    "[\u0621-\u065f\u0670-\u06d3\u06fa-\u06ff\u0640 \u00a0\u2028،؛؟.:,!?()«»“”‘’\"'…—–\\-]*"
)
_DEEPEST = 127  # more than UAX 9 allows
_EQUAL = re.compile(b"|".join(re.escape(bytes([level])) + b"+" for level in range(_DEEPEST)))
_OPENERS = {"ltr": "\u2066", "rtl": "\u2067"}
_CLOSER = "\u2069"


class StyleRun(NamedTuple):
    """Hold the end of a stretch of one style."""

    end: int
    style: TextStyle


class LevelRun(NamedTuple):
    """Hold the end of a stretch of one bidi level."""

    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Itemized:
    """Hold a paragraph's text with what changes along it.

    Attributes:
        text: Without soft hyphens.
        styles: Runs in logical order; marks stay with the style of their base.
        levels: Runs in logical order.
        soft: Where soft hyphens stood.
        base: The paragraph's level, 0 or 1.
    """

    text: str
    styles: tuple[StyleRun, ...]
    levels: tuple[LevelRun, ...]
    soft: frozenset[int]
    base: int


def itemize(texts: Sequence[StyledText], direction: Direction) -> Itemized:
    """Join texts and find their bidi levels (UAX 9)."""
    base = 1 if direction == "rtl" else 0
    soft: set[int] = set()
    pieces: list[str] = []
    styles: list[StyleRun] = []
    length = 0
    for styled in texts:
        piece = _plain(styled.text, length, soft) if _UNPLAIN.search(styled.text) else styled.text
        length += len(piece)
        pieces.append(piece)
        if piece:
            styles.append(StyleRun(length, styled.style))
    text = "".join(pieces)
    merged = tuple(_merged(styles, text)) if len(styles) > 1 else tuple(styles)
    return Itemized(text, merged, _levels(text, pieces, texts, base), frozenset(soft), base)


def _plain(text: str, offset: int, soft: set[int]) -> str:
    parts = text.replace("\r\n", "\n").translate(_PLAIN).split(SOFT_HYPHEN)
    for part in parts[:-1]:
        offset += len(part)
        soft.add(offset)
    return "".join(parts)


def _merged(styles: Sequence[StyleRun], text: str) -> Iterator[StyleRun]:
    end = 0
    for number, run in enumerate(styles):
        following = styles[number + 1].style if number + 1 < len(styles) else None
        at = max(run.end, end)
        while at < len(text) and extends(text[at]) and following is not None:
            at += 1  # a mark stays with its base
        if at > end and following is not run.style:
            yield StyleRun(at, run.style)
            end = at


def _levels(text: str, pieces: Sequence[str], texts: Sequence[StyledText], base: int) -> tuple[LevelRun, ...]:
    plain = (LevelRun(len(text), base),)
    if base == 0 and not _RIGHT_TO_LEFT.search(text):
        return plain
    if base == 1 and _ONLY_RIGHT_TO_LEFT.fullmatch(text):
        return plain
    isolated, kept = _with_isolates(pieces, texts)
    levels = _resolved(isolated, base)
    if kept is not None:
        levels = bytes(level for level, keep in zip(levels, kept, strict=True) if keep)
    return tuple(_level_runs(levels))


def _with_isolates(pieces: Sequence[str], texts: Sequence[StyledText]) -> tuple[str, bytes | None]:
    # UAX 9 sees each isolate between LRI or RLI and PDI; their levels are dropped again.
    if not any(styled.isolate for styled in texts):
        return "".join(pieces), None
    parts, kept = [], bytearray()
    pairs = zip(pieces, texts, strict=True)
    for (isolate, direction), group in groupby(pairs, key=lambda p: (p[1].isolate, _direction(p[1]))):
        inner = "".join(piece for piece, _ in group)
        if isolate:
            parts.append(f"{_OPENERS[direction]}{inner}{_CLOSER}")
            kept += b"\0" + b"\1" * len(inner) + b"\0"
        else:
            parts.append(inner)
            kept += b"\1" * len(inner)
    return "".join(parts), bytes(kept)


def _direction(styled: StyledText) -> str:
    return styled.direction if styled.isolate else ""


def _resolved(text: str, base: int) -> bytes:
    units = icu.UnicodeString(text)
    bidi = icu.Bidi()
    bidi.setPara(units, base)
    levels = bytes(bidi.getLevels())
    if len(levels) == len(text):
        return levels
    found, unit = bytearray(), 0
    for letter in text:  # ICU counts UTF-16 units
        found.append(levels[unit])
        unit += 2 if letter > "\uffff" else 1
    return bytes(found)


def _level_runs(levels: bytes) -> Iterator[LevelRun]:
    for match in _EQUAL.finditer(levels):
        yield LevelRun(match.end(), levels[match.start()])

"""A word shaped as a whole to its parts of different styles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from exporter.typesetting.fonts import Font
from exporter.typesetting.marks import is_mark
from exporter.typesetting.shape import Part

if TYPE_CHECKING:
    from exporter.typesetting.tiles import TileRegistry


class _Letter(NamedTuple):
    """Hold the tiles of one code point, in reading order: its own, and a mark behind it if there is one."""

    signs: str
    width: float
    gap: float
    font: Font


def split_parts(
    parts: Sequence[Part], ends: Sequence[int], tiles: TileRegistry, *, rtl: bool
) -> list[Sequence[Part]]:
    """Return the parts of a word up to each of the ends, which count its code points.

    Letters that join, kern or form a ligature keep their shape, though each goes with its own style.
    """
    if len(ends) == 1:
        return [parts]
    letters = [letter for part in parts for letter in _letters(part, tiles, rtl=rtl)]
    starts = [0, *ends[:-1]]
    return [_parts(letters[start:end], rtl=rtl) for start, end in zip(starts, ends, strict=True)]


def _letters(part: Part, tiles: TileRegistry, *, rtl: bool) -> Iterator[_Letter]:
    known, upem = tiles.of(part.font).tiles, part.font.upem
    gap = part.gaps / max(part.hex.count(" "), 1)
    pending: _Letter | None = None
    for sign in _signs(part.hex, rtl=rtl):
        _, advance, text = ((), 0, " ") if sign == " " else known[int(sign, 16)]
        if pending is not None and is_mark(text):
            signs = sign + pending.signs if rtl else pending.signs + sign
            pending = pending._replace(signs=signs, width=pending.width + advance / upem)
            continue
        if pending is not None:
            yield pending
        width = gap if sign == " " else advance / upem
        pending = _Letter(sign, width, gap if sign == " " else 0.0, part.font)
    if pending is not None:
        yield pending


def _signs(ink: str, *, rtl: bool) -> list[str]:
    signs: list[str] = []
    for number, word in enumerate(ink.split(" ")):
        signs += [" "] if number else []
        signs += [word[at : at + 4] for at in range(0, len(word), 4)]
    return signs[::-1] if rtl else signs


def _parts(letters: Sequence[_Letter], *, rtl: bool) -> list[Part]:
    parts = []
    for font, group in groupby(letters, key=lambda letter: letter.font):
        same = list(group)
        signs = [letter.signs for letter in (reversed(same) if rtl else same)]
        width, gaps = sum(letter.width for letter in same), sum(letter.gap for letter in same)
        parts.append(Part("".join(signs), width, gaps, font))
    return parts

"""Marked text to lines of a display width, each with balanced isolates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from exporter.typesetting.linebreak import line_breaks
from exporter.writers.text.marked import PDI
from exporter.writers.text.width import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exporter.writers.text.marked import Island, MarkedText

SOFT_HYPHEN: Final = "\u00ad"
# Mail software that flows lines anew puts a space where they ended: "al- Assad".
WEAK: Final = frozenset(f"-\u2010–—/{SOFT_HYPHEN}")


def wrap_marked(parts: Sequence[MarkedText], width: int, language: str) -> list[str]:
    """Break marked texts into lines; a word wider than ``width`` keeps a line to itself.

    Isolates are closed at a line's end and opened again in the next one, because a
    line is a bidi paragraph of its own in plain text (UAX 9, P1).
    """
    return [
        _isolate_islands(part, start, end)
        for part in parts
        for start, end in _cut_lines(part, width, language)
    ]


def natural_width(parts: Sequence[MarkedText]) -> int:
    """Return the cells that the widest forced line needs if it is not broken."""
    return max((display_width(part.text.rstrip()) for part in parts), default=0)


def least_width(parts: Sequence[MarkedText], language: str) -> int:
    """Return the cells that the widest word needs if it is not broken."""
    return max(
        (_bare_width(p) for part in parts for p in _words(part.text, _breaks(part, language))), default=0
    )


def _cut_lines(part: MarkedText, width: int, language: str) -> Iterator[tuple[int, int]]:
    if display_width(part.text.rstrip()) <= width:
        yield 0, len(part.text)
        return
    start = position = used = 0
    for piece in _pieces(part, width, language):
        if used and used + _bare_width(piece) > width:
            yield start, position
            start, used = position, 0
        used += display_width(piece)
        position += len(piece)
    yield start, position


def _pieces(part: MarkedText, width: int, language: str) -> Iterator[str]:
    """Yield words, and the parts of those that are wider than a line."""
    breaks = _breaks(part, language)
    position = 0
    for word in _words(part.text, breaks):
        end = position + len(word)
        if _bare_width(word) > width:
            inner = breaks[bisect_right(breaks, position) : bisect_left(breaks, end)]
            yield from (part.text[a:b] for a, b in pairwise([position, *inner, end]))
        else:
            yield word
        position = end


def _words(text: str, breaks: Sequence[int]) -> list[str]:
    strong = [at for at in breaks if text[at - 1] not in WEAK or at == len(text)]
    return [text[start:end] for start, end in pairwise([0, *strong])]


def _breaks(part: MarkedText, language: str) -> list[int]:
    """Return where lines may break (UAX 14), but never in a solid stretch; the text's end is the last."""
    kept = {position for start, end in part.solid for position in range(start + 1, end)}
    return sorted({*line_breaks(part.text, language), len(part.text)} - kept - {0})


def _bare_width(piece: str) -> int:
    bare = piece.rstrip()
    return display_width(bare) + bare.endswith(SOFT_HYPHEN)


def _isolate_islands(part: MarkedText, start: int, end: int) -> str:
    end = start + len(part.text[start:end].rstrip())
    pieces: list[str] = []
    for island in islice(part.islands, bisect_right(part.islands, start, key=_end), None):
        if island.start >= end:
            break
        first, last = max(island.start, start), min(island.end, end)
        if first < last:
            pieces += [part.text[start:first], island.opening, part.text[first:last], PDI]
            start = last
    return _show_hyphen("".join([*pieces, part.text[start:end]]))


def _end(island: Island) -> int:
    return island.end


def _show_hyphen(line: str) -> str:
    """Show the hyphenation point that a line ends with, and drop those it does not use."""
    if SOFT_HYPHEN not in line:
        return line
    shown = line.removesuffix(PDI)
    tail = line[len(shown) :]
    hyphen = "-" if shown.endswith(SOFT_HYPHEN) else ""
    return shown.replace(SOFT_HYPHEN, "") + hyphen + tail

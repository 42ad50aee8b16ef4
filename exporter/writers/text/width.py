"""Text to the number of terminal cells that it covers."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import category, east_asian_width

# Prepended concatenation marks are format controls that show, such as U+06DD end of ayah.
SHOWN_CONTROLS: Final = frozenset(
    map(chr, [*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD])
)
# Medial vowels and finals stand in the cell of their leading consonant.
CONJOINING_JAMO: Final = frozenset(map(chr, [*range(0x1160, 0x1200), *range(0xD7B0, 0xD800)]))
JOINED_OR_EMOJI: Final = re.compile("\u200d.|[^\ufe0f](?=\ufe0f)|[\U0001f3fb-\U0001f3ff]", re.DOTALL)


class _Cells(dict[str, int]):
    """Remember the cells of each code point met."""

    __slots__ = ()

    def __missing__(self, code_point: str) -> int:
        cells = self[code_point] = _cells_of(code_point)
        return cells


CELLS: Final = _Cells()


def display_width(text: str) -> int:
    """Return how many cells a terminal with UAX 11 widths needs; ambiguous widths are narrow."""
    if text.isascii():
        return len(text)
    if "\u200d" in text or "\ufe0f" in text:
        text = JOINED_OR_EMOJI.sub(_stand_in, text)
    return sum(map(CELLS.__getitem__, text))


def _stand_in(match: re.Match[str]) -> str:
    """Replace what joins the cell before it by nothing, and what is shown as emoji by a wide sign."""
    return "" if len(match[0]) > 1 or match[0] > "\U0001f3fa" else "\u3000"


def _cells_of(code_point: str) -> int:
    if category(code_point) in {"Mn", "Me", "Cf", "Cc", "Zl", "Zp"}:
        return int(code_point in SHOWN_CONTROLS)
    if code_point in CONJOINING_JAMO:
        return 0
    return 2 if east_asian_width(code_point) in "WF" else 1

"""Strings of a .po file to lines no wider than gettext's 79 columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import combining, east_asian_width

_WIDTH = 79
_BREAK = re.compile(r"(?<= )(?=[^ ])")


def wrap_text(keyword: str, prefix: str, escaped: str) -> Iterator[str]:
    r"""Yield ``keyword "text"``, or an empty string and the text in lines under it.

    Args:
        keyword: With its prefix, such as ``#~ msgid``.
        prefix: For the lines that follow.
        escaped: The text with its escapes; a line ends after each ``\n``.
    """
    parts = re.findall(r"(?:\\[^n]|[^\\])*(?:\\n|$)", escaped)
    parts = [part for part in parts if part] or [""]
    if len(parts) == 1 and _columns(f'{keyword} "{escaped}"') <= _WIDTH:
        yield f'{keyword} "{escaped}"'
        return
    yield f'{keyword} ""'
    room = _WIDTH - len(prefix) - 2
    for part in parts:
        for line in _filled(_BREAK.split(part), room):
            yield f'{prefix}"{line}"'


def wrap_references(references: Sequence[str]) -> Iterator[str]:
    """Yield the ``#:`` lines of a message."""
    marked = (f"\u2068{place}\u2069" if " " in place else place for place in references)
    yield from (f"#:{line}" for line in _filled([f" {place}" for place in marked], _WIDTH - 2))


def _filled(pieces: Iterable[str], room: int) -> Iterator[str]:
    """Join pieces into lines as long as they fit; a piece too wide stands alone."""
    line, width = "", 0
    for piece in pieces:
        columns = _columns(piece)
        if line and width + columns > room:
            yield line
            line, width = "", 0
        line += piece
        width += columns
    if line:
        yield line


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)

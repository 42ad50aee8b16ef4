"""Text to fingerprints of its word sequences: shows copied sentences without holding the original."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

SEQUENCE = 8  # words in a row; fewer are names and set phrases

_WORD = re.compile(r"[a-z0-9]+")
_POSSESSIVE = re.compile(r"[’']s\b")
_QUOTED = re.compile("“[^”]*”")


def fingerprints(text: str) -> set[str]:
    """Return twelve hex digits of a sha256 for every eight words in a row, case and signs aside."""
    words = _WORD.findall(_POSSESSIVE.sub("", text.lower()))
    windows = zip(*(words[start:] for start in range(SEQUENCE)), strict=False)
    return {hashlib.sha256(" ".join(window).encode()).hexdigest()[:12] for window in windows}


def unquoted_parts(text: str) -> Iterator[str]:
    """Yield what stands outside quotation marks."""
    yield from _QUOTED.split(text)

"""A segment's role and source text to its stable id."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from exporter.model.blocks import Role

_DIGITS = 10


def segment_id(role: Role, msgid: str) -> str:
    """Return ten hex digits that stay as long as role and text stay.

    Role and text are joined as gettext joins msgctxt and msgid in a compiled catalog.
    """
    return sha256(f"{role}\x04{msgid}".encode()).hexdigest()[:_DIGITS]


class SegmentIds:
    """Count repeated texts of one article in document order."""

    __slots__ = ("_seen",)

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def next_id(self, role: Role, msgid: str) -> str:
        """Return the segment's id; the second of its kind ends in ``-2``."""
        plain = segment_id(role, msgid)
        self._seen[plain] += 1
        count = self._seen[plain]
        return plain if count == 1 else f"{plain}-{count}"

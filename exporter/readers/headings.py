"""Heading levels to problems: none may be skipped."""

from __future__ import annotations

from exporter.errors import HeadingLevelError
from exporter.readers.desk import Desk


class HeadingLevels:
    """Follow the levels of an article's headings; the title is level 1."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._last = 1

    def check(self, level: int, line: int) -> None:
        """Report a heading that skips a level; the next one is judged by it."""
        if level > self._last + 1:
            problem = f"heading jumps from level {self._last} to level {level}"
            hint = f"use level {self._last + 1}, or add the missing section"
            self._desk.report(HeadingLevelError, problem, line, hint)
        self._last = level

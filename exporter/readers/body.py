"""Block tokens of one article to places, texts and comments; what every block reader needs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.errors import ExportError, MarkupError
from exporter.markup.parser import References, Token
from exporter.model.blocks import Role, SourceSegment
from exporter.readers.desk import Desk

CHART_FENCE = "chart"  # the info string of a code block that holds a chart
_COMMENTS = re.compile(r"(?:\s*<!--.*?-->)+\s*", re.DOTALL)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_PREFIX = re.compile(r"\s*translators:", re.IGNORECASE)


class Body:
    """Hold a body's tokens and the comment that waits for the next text.

    Attributes:
        tokens: Of blocks, in order; readers walk through them by index.
        lines: The body's source, for what tokens do not tell.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        lines: Sequence[str],
        first_line: int,
        references: References,
        desk: Desk,
    ) -> None:
        self.tokens = tokens
        self.lines = lines
        self.references = references
        self.desk = desk
        self._first_line = first_line
        self._comment = ""
        self._comment_line = 0

    def line(self, index: int) -> int:
        """Return the line of the file on which a token begins."""
        position = self.tokens[index].map
        return self._first_line + (position[0] if position else 0)

    def report(self, kind: type[ExportError], problem: str, index: int, hint: str) -> None:
        """Note a problem at a token."""
        self.desk.report(kind, problem, self.line(index), hint)

    def close_of(self, index: int) -> int:
        """Return the index of the token that closes the one at ``index``."""
        level, kind = self.tokens[index].level, self.tokens[index].type.removesuffix("_open") + "_close"
        index += 1
        while self.tokens[index].level != level or self.tokens[index].type != kind:
            index += 1
        return index

    def segment(self, role: Role, text: str, line: int) -> SourceSegment:
        """Read a text; it takes the comment that waits."""
        comment, self._comment = self._comment, ""
        return self.desk.segment(role, text, line, comment=comment, references=self.references)

    def add_comment(self, index: int) -> None:
        """Keep an HTML comment for the next text; refuse any other HTML."""
        content = self.tokens[index].content
        if not _COMMENTS.fullmatch(content):
            self._refuse_html(index, content.strip())
            return
        found = _COMMENT.findall(content)
        notes = [self.desk.comment(_PREFIX.sub("", note, 1), self.line(index)) for note in found]
        if not self._comment:
            self._comment_line = self.line(index)
        self._comment = " ".join(filter(None, [self._comment, *notes]))

    def refuse_comment(self, reason: str) -> None:
        """Report the comment that waits, because no text follows it."""
        if self._comment:
            problem = f"a comment belongs to no text: {reason}"
            hint = "put it before the text it is about"
            self.desk.report(MarkupError, problem, self._comment_line, hint)
            self._comment = ""

    def _refuse_html(self, index: int, content: str) -> None:
        shown = content.partition("\n")[0][:40]
        if content.startswith("<!--") and "-->" in content:
            problem, hint = "text stands on the line on which a comment ends", "put it on a line of its own"
        elif content.startswith("<!--"):
            problem, hint = "a comment is never closed", "end it with -->"
        else:
            problem, hint = f"HTML {shown} cannot be shown in every edition", "write it in Markdown"
        self.report(MarkupError, problem, index, hint)

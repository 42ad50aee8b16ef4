"""Inline Markdown to inlines, with every problem that it has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from exporter.errors import (
    ExportError,
    FootnoteError,
    LinkError,
    MarkupError,
    SourceLocation,
    TooLargeError,
    raise_problems,
)
from exporter.markup.addresses import normalize_address
from exporter.markup.letters import is_harmless, letter_problems
from exporter.markup.normal import InlineBuilder, is_normal_text
from exporter.markup.parser import References, Token, inline_tokens, numbered_references
from exporter.model.inlines import Code, FactReference, FootnoteReference, LineBreak, SourceInline, Text

_MARKUP = re.compile(r"[\\`*_\[\]<&{}]|!\[|  \n")
_LOST_LINK = re.compile(r"\]\(<?(?:https?:|mailto:|tel:)", re.IGNORECASE)
_LINK_HINT = "write a full address that begins with https://, http://, mailto: or tel:"


def read_inlines(text: str, *, hrefs: Sequence[str] = (), at: SourceLocation) -> tuple[SourceInline, ...]:
    """Read inline Markdown into inlines in their normal form.

    The text is CommonMark with facts ``{name}`` and ``{name:pattern}``, literal braces ``{{`` and
    ``}}``, footnote references ``[^label]`` and, in a message, links ``[text][1]``.

    Args:
        text: One paragraph; empty text gives no inlines.
        hrefs: The addresses that links refer to by number, from 1.
        at: Where the text begins.

    Raises:
        ExportError: MarkupError, LinkError, FootnoteError, BidiControlError, EncodingError, or
            Problems when there are several.
    """
    problems: list[ExportError] = []
    inlines = collect_inlines(text, problems, at=at, references=numbered_references(tuple(hrefs)))
    raise_problems(problems)
    return inlines


def collect_inlines(
    text: str,
    problems: list[ExportError],
    *,
    at: SourceLocation,
    references: References | None = None,
) -> tuple[SourceInline, ...]:
    """Read inline Markdown as ``read_inlines`` does, but add what is wrong to ``problems``."""
    has_markup = _MARKUP.search(text)
    if not has_markup and is_harmless(text) and is_normal_text(text):
        return (Text(text),)
    reader = _InlineReader(problems, at)
    if not has_markup:
        reader.add_text(text)
        return reader.finish()
    try:
        tokens = inline_tokens(text, references)
    except TooLargeError as error:
        problems.append(TooLargeError(error.problem, at=at, hint=error.hint))
        return ()
    reader.read(tokens)
    return reader.finish()


class _InlineReader:
    """Turn tokens into inlines, keeping count of the line for problems."""

    def __init__(self, problems: list[ExportError], at: SourceLocation) -> None:
        self._problems = problems
        self._at = at
        self._breaks = 0
        self._builder = InlineBuilder()
        self._letters: list[str] = []
        self._links = 0
        self._has_lone_brace = False  # the other one of a pair is the same mistake

    def read(self, tokens: Iterable[Token]) -> None:
        """Add tokens in their order."""
        for token in tokens:
            self._read(token)

    def add_text(self, text: str) -> None:
        """Add literal text."""
        self._letters.append(text)
        self._builder.text(text)

    def finish(self) -> tuple[SourceInline, ...]:
        """Return the inlines once their letters are judged."""
        self._problems.extend(letter_problems("".join(self._letters), self._at))
        return self._builder.finish()

    def _read(self, token: Token) -> None:
        match token.type:
            case "text":
                self._add_plain(token.content)
            case "text_special":
                self.add_text(token.content)
            case "softbreak" | "hardbreak":
                self._add_break(token)
            case "em_open" | "strong_open":
                self._builder.open("emphasis" if token.type == "em_open" else "strong")
            case "em_close" | "strong_close":
                self._builder.close()
            case "link_open":
                self._open_link(token)
            case "link_close":
                self._close_link()
            case _:
                self._read_leaf(token)

    def _read_leaf(self, token: Token) -> None:
        match token.type:
            case "code_inline":
                self._letters.append(token.content)
                self._builder.leaf(Code(token.content))
            case "fact":
                self._builder.leaf(FactReference(token.meta["name"], token.meta["pattern"]))
            case "footnote_ref":
                self._builder.leaf(FootnoteReference(token.meta["label"]))
            case "brace" if self._has_lone_brace:
                self._letters.append(token.content)
            case _:
                self._has_lone_brace |= token.type == "brace"
                self._problems.append(_problem_of(token, self._here()))

    def _add_break(self, token: Token) -> None:
        self._breaks += 1
        if token.type == "hardbreak":
            self._builder.leaf(LineBreak())
        else:
            self._builder.text(" ")

    def _add_plain(self, text: str) -> None:
        if _LOST_LINK.search(text):
            problem = "a link is not seen as one, because its text holds a footnote or a lone bracket"
            hint = "move the footnote after the link, or write \\[ and \\] for brackets"
            self._problems.append(MarkupError(problem, at=self._here(), hint=hint))
        self.add_text(text)

    def _here(self) -> SourceLocation:
        line = self._at.line + self._breaks if self._at.line else 0
        return SourceLocation(self._at.path, line)

    def _open_link(self, token: Token) -> None:
        if self._links:
            problem, hint = "a link stands inside another link", "write them one after the other"
            self._problems.append(MarkupError(problem, at=self._here(), hint=hint))
        if "title" in token.attrs:
            problem = f'a link has the title "{token.attrs["title"]}", which no edition shows'
            self._problems.append(MarkupError(problem, at=self._here(), hint="move the title into the text"))
        self._links += 1
        self._builder.open("link", self._address(str(token.attrs.get("href", ""))))

    def _address(self, href: str) -> str:
        try:
            return normalize_address(href)
        except ValueError as error:
            self._problems.append(LinkError(str(error), at=self._here(), hint=_LINK_HINT))
            return ""

    def _close_link(self) -> None:
        self._links -= 1
        if not self._builder.close():
            problem = "a link has no text"
            self._problems.append(MarkupError(problem, at=self._here(), hint="write [text](address)"))


def _problem_of(token: Token, at: SourceLocation) -> ExportError:
    if token.type == "image":
        problem = "a picture stands inside a line of text"
        return MarkupError(problem, at=at, hint="put it in a paragraph of its own")
    if token.type == "brace":
        problem = f'the brace "{token.content}" belongs to no fact'
        hint = f"write {{name}} for a fact, or {token.content * 2} for the brace itself"
        return MarkupError(problem, at=at, hint=hint)
    if token.type == "footnote_error":
        problem = f'"{token.content}" is no footnote reference'
        hint = "a footnote's name is letters, digits, hyphens and dots, without spaces; write \\[^ for text"
        return FootnoteError(problem, at=at, hint=hint)
    if token.content.startswith("<!--"):
        problem = "a comment stands inside a line of text"
        return MarkupError(problem, at=at, hint="put it on a line of its own before the paragraph")
    shown = token.content if len(token.content) <= 40 else token.content[:39] + "…"
    problem = f"HTML {shown} cannot be shown in every edition"
    return MarkupError(problem, at=at, hint="use Markdown, or write \\< for the sign itself")

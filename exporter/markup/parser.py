"""Markdown text to markdown-it tokens: CommonMark with tables, footnotes and facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from unicodedata import normalize

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkLabel, parseLinkTitle
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

from exporter.errors import TooLargeError

__all__ = [
    "ImageParts",
    "References",
    "Token",
    "block_tokens",
    "image_parts",
    "inline_tokens",
    "is_footnote_label",
    "numbered_references",
    "split_row",
]

FACT_NAME = r"[a-z][a-z0-9_]{0,63}"
FOOTNOTE_LABEL = r"[^\W_][\w.-]{0,63}"
# A pattern is letters, spaces and punctuation, but nothing that Markdown would act on.
_FACT = re.compile(rf"\{{({FACT_NAME})(?::([^{{}}\[\]\\`<>|*_&\n\"]{{1,60}}))?\}}")
_LETTER = re.compile("[A-Za-z]")
_NOTE = re.compile(rf"\[\^({FOOTNOTE_LABEL})\]")
_NO_NOTE = re.compile(r"\[\^[^\[\]\n]{0,80}\]")

# markdown-it drops silently what is nested deeper than this. Nine lists and nine quotations
# (the limits of the reader) reach level 28, so the reader always sees an excess before it is lost.
MAX_NESTING = 40


# Work that no text of people needs; the parser's worst cases are quadratic.
_MOST_BLOCK_STEPS = 1_000_000
_MOST_LABEL_STEPS = 5_000_000
_TANGLED_HINT = "write it simpler, or split the article"


class References(dict[str, dict[str, Any]]):
    """Hold link definitions by label, note which of them are used, and count the parser's work."""

    def __init__(self, definitions: Mapping[str, dict[str, Any]] | None = None) -> None:
        super().__init__(definitions or {})
        self.used: set[str] = set()
        self.block_steps = 0
        self.label_steps = 0

    def get(self, label: str, default: Any = None) -> Any:
        """Look a label up as markdown-it does."""
        if label in self:
            self.used.add(label)
        return super().get(label, default)


def numbered_references(hrefs: tuple[str, ...]) -> References:
    """Define ``[1]``, ``[2]`` … as the addresses of a message."""
    return References({str(n): {"title": "", "href": href} for n, href in enumerate(hrefs, 1)})


def inline_tokens(text: str, references: References | None = None) -> list[Token]:
    """Split one paragraph into inline tokens, with ``fact``, ``footnote_ref`` and ``brace`` among them.

    Raises:
        TooLargeError: Without a place, if the text is made to take forever.
    """
    environment: dict[str, Any] = {"references": References() if references is None else references}
    return _markdown().inline.parse(text, _markdown(), environment, [])


def block_tokens(text: str, environment: MutableMapping[str, Any]) -> list[Token]:
    r"""Split a document into block tokens; inline content stays unparsed in ``token.content``.

    Args:
        text: With ``\n`` line ends.
        environment: Receives ``references`` and, if there are any, ``duplicate_refs``.

    Raises:
        TooLargeError: Without a place, if the text is made to take forever.
    """
    environment["references"] = References()
    tokens: list[Token] = []
    _markdown().block.parse(text, _markdown(), environment, tokens)
    return tokens


def is_footnote_label(label: str) -> bool:
    """Tell whether a definition's label can be referred to."""
    return re.fullmatch(FOOTNOTE_LABEL, label) is not None


def split_row(row: str) -> list[str]:
    """Split a table row at its bars, as the parser does; the outer bars give empty ends."""
    return escapedSplit(row)


@dataclass(frozen=True, slots=True)
class ImageParts:
    """Hold a picture's Markdown: description, file and caption as they are written."""

    alt: str
    src: str
    title: str
    by_reference: bool


def image_parts(text: str, references: References) -> ImageParts | None:
    """Take a paragraph apart that holds one picture and nothing else; else return None."""
    tokens = inline_tokens(text, references)
    if len(tokens) != 1 or tokens[0].type != "image":
        return None
    alt, src = tokens[0].content, str(tokens[0].attrs["src"])
    rest = text[len(alt) + 3 :]  # after the closing bracket
    if not rest.startswith("("):
        return ImageParts(alt, src, "", by_reference=True)
    # The token's title has lost its escapes, and it is to be read as inline Markdown.
    inner = rest[1:-1]
    start = len(inner) - len(inner.lstrip())
    end = parseLinkDestination(inner, start, len(inner)).pos
    return ImageParts(alt, src, inner[end:].strip()[1:-1].strip(), by_reference=False)


class _Helpers:
    """Stand in for the library's helpers, counting what the slow one of them does."""

    parseLinkDestination = staticmethod(parseLinkDestination)  # noqa: N815 - the library's name
    parseLinkTitle = staticmethod(parseLinkTitle)  # noqa: N815 - the library's name

    @staticmethod
    def parseLinkLabel(state: StateInline, start: int, disableNested: bool = False) -> int:  # noqa: N802, N803 - the library's names
        if state.src.find("]", start + 1, state.posMax) < 0:
            return -1
        end = parseLinkLabel(state, start, disableNested)
        references: References = state.env["references"]
        references.label_steps += (state.posMax if end < 0 else end) - start
        if references.label_steps > _MOST_LABEL_STEPS:
            raise TooLargeError("the text's brackets are too tangled to be read", hint=_TANGLED_HINT)
        return end


class _Markdown(MarkdownIt):
    """Leave addresses as they are written: the reader judges them and says why."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - the library's name
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 - the library's name
        return link


@cache
def _markdown() -> _Markdown:
    markdown = _Markdown("commonmark", {"maxNesting": MAX_NESTING})
    markdown.helpers = _Helpers  # type: ignore[assignment]  # the library looks up three functions there
    markdown.enable("table")
    markdown.block.ruler.before(
        "table", "work", _count_work, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    markdown.block.ruler.before(
        "reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]}
    )
    markdown.inline.ruler.before("emphasis", "fact", _read_fact)
    markdown.inline.ruler.before("link", "footnote_ref", _read_note)
    return markdown


def _count_work(state: StateBlock, _start: int, _end: int, _silent: bool) -> bool:
    references: References = state.env["references"]
    references.block_steps += 1
    if references.block_steps > _MOST_BLOCK_STEPS:
        raise TooLargeError("the text is nested in too tangled a way to be read", hint=_TANGLED_HINT)
    return False


def _read_fact(state: StateInline, silent: bool) -> bool:
    brace = state.src[state.pos]
    if brace not in "{}":
        return False
    if state.src.startswith(brace * 2, state.pos):
        _push(state, "text_special", brace, 2, silent=silent)
        return True
    match = _FACT.match(state.src, state.pos, state.posMax)
    if match is None or not _is_pattern(match[2]):
        _push(state, "brace", brace, 1, silent=silent)
        return True
    token = _push(state, "fact", match[0], len(match[0]), silent=silent)
    if token:
        token.meta = {"name": match[1], "pattern": normalize("NFC", (match[2] or "").strip())}
    return True


def _is_pattern(pattern: str | None) -> bool:
    return pattern is None or bool(_LETTER.search(pattern))


def _read_note(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("[^", state.pos):
        return False
    if match := _NOTE.match(state.src, state.pos, state.posMax):
        token = _push(state, "footnote_ref", match[0], len(match[0]), silent=silent)
        if token:
            token.meta = {"label": match[1]}
        return True
    if match := _NO_NOTE.match(state.src, state.pos, state.posMax):
        _push(state, "footnote_error", match[0], len(match[0]), silent=silent)
        return True
    return False


def _push(state: StateInline, kind: str, content: str, length: int, *, silent: bool) -> Token | None:
    state.pos += length
    if silent:
        return None
    token = state.push(kind, "", 0)
    token.content = content
    return token

"""Inlines to the inline Markdown that reads back to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import category

from exporter.markup.normal import EDGE_SPACES, is_normal_text, normalize_inlines
from exporter.model.inlines import (
    Code,
    Emphasis,
    FactReference,
    FootnoteReference,
    LineBreak,
    Link,
    SourceInline,
    Strong,
    Text,
)

_SPECIAL = re.compile(r"[\\`*\[\]{}_<&]")
_ENTITY = re.compile(r"&(?:#[0-9]|#[xX][0-9a-fA-F]|[A-Za-z][A-Za-z0-9])[A-Za-z0-9]*;")
# Brackets around plain words, such as [the regime], are no link when nothing defines them.
_PLAIN_BRACKETS = re.compile(
    r"(?<![!\]])\[(?!\^)[^\[\]\\`<>*_{}&!|]*[^\W\d_][^\[\]\\`<>*_{}&!|]*\](?![\[(:])"
)
_BACKTICKS = re.compile("`+")
_DEFINITION = re.compile(r"\[(?:\\.|[^\[\]\\])*\]:", re.DOTALL)
_CLOSING = re.compile(r"[\"')>]\Z")  # of a title or address
_PLAIN_HREF = re.compile(r"[^\s()<>\\&]+")


def write_message(inlines: Sequence[SourceInline]) -> tuple[str, tuple[str, ...]]:
    """Write inlines as a gettext msgid, and the addresses that its numbered links refer to.

    Changing an address leaves the msgid as it is.
    """
    if len(inlines) == 1 and isinstance(only := inlines[0], Text) and _is_plain(only.text):
        return only.text, ()
    numbers: dict[str, int] = {}
    text = _write(inlines, lambda href: f"[{numbers.setdefault(href, len(numbers) + 1)}]")
    return text, tuple(numbers)


def _is_plain(text: str) -> bool:
    return not _SPECIAL.search(text) and is_normal_text(text)


def write_inlines(inlines: Sequence[SourceInline]) -> str:
    """Write inlines as Markdown with full links, one line but for line breaks."""
    return _write(inlines, lambda href: f"({link_destination(href)})")


def write_paragraph(inlines: Sequence[SourceInline]) -> str:
    """Write a paragraph's inlines so that its first link is never taken for a definition.

    Nothing in code can be escaped. So a space before the address gives the definition's own address
    an end that no title follows, and a title that the code begins is never closed at the line's end.
    """
    text = write_inlines(inlines)
    if not _DEFINITION.match(text):
        return text
    spaced = _write(inlines, lambda href: f"( {link_destination(href)})")
    return _CLOSING.sub(r"\\\g<0>", spaced) if isinstance(normalize_inlines(inlines)[-1], Text) else spaced


def link_destination(href: str) -> str:
    """Write an address or file name as CommonMark's link destination."""
    return href if _PLAIN_HREF.fullmatch(href) else "<" + re.sub(r"([<>\\&])", r"\\\1", href) + ">"


@dataclass(slots=True, eq=False, repr=False)
class _Piece:
    """Hold a part of the output: text still to be escaped, ready markup, or a style's mark.

    Attributes:
        encode_first: Write the first letter as an entity, so that a mark beside it counts.
        encode_last: The same for the last letter.
        in_link: Brackets must be escaped.
    """

    kind: Literal["text", "ready", "open", "close"]
    text: str
    encode_first: bool = False
    encode_last: bool = False
    in_link: bool = False


def _write(inlines: Sequence[SourceInline], target: Callable[[str], str]) -> str:
    pieces: list[_Piece] = []
    _add_pieces(pieces, normalize_inlines(inlines), target, in_link=False, mark_follows=False)
    _guard_marks(pieces)
    return "".join(_escape(pieces, index) for index in range(len(pieces)))


def _add_pieces(
    pieces: list[_Piece],
    inlines: Sequence[SourceInline],
    target: Callable[[str], str],
    *,
    in_link: bool,
    mark_follows: bool,
) -> None:
    for index, inline in enumerate(inlines):
        following = inlines[index + 1] if index + 1 < len(inlines) else None
        follows = isinstance(following, Emphasis | Strong) if following else mark_follows
        match inline:
            case Text(text):
                pieces.append(_Piece("text", text, in_link=in_link))
            case Emphasis(children):
                mark = _emphasis_mark(pieces, children, follows=follows)
                pieces.append(_Piece("open", mark))
                _add_pieces(pieces, children, target, in_link=in_link, mark_follows=True)
                pieces.append(_Piece("close", mark))
            case Strong(children):
                pieces.append(_Piece("open", "**"))
                _add_pieces(pieces, children, target, in_link=in_link, mark_follows=True)
                pieces.append(_Piece("close", "**"))
            case Link(children, href):
                pieces.append(_Piece("ready", "["))
                _add_pieces(pieces, children, target, in_link=True, mark_follows=False)
                pieces.append(_Piece("ready", "]" + target(href)))
            case Code(text):
                pieces.append(_Piece("ready", _code(text)))
            case FactReference(name, pattern):
                pieces.append(_Piece("ready", f"{{{name}:{pattern}}}" if pattern else f"{{{name}}}"))
            case FootnoteReference(label):
                pieces.append(_Piece("ready", f"[^{label}]"))
            case LineBreak():
                pieces.append(_Piece("ready", "\\\n"))


def _emphasis_mark(pieces: list[_Piece], children: Sequence[SourceInline], *, follows: bool) -> str:
    """Choose the underscore where an asterisk would run together with its neighbour."""
    touches = bool(pieces) and pieces[-1].kind in {"open", "close"}
    nested = isinstance(children[0], Strong) or isinstance(children[-1], Strong)
    return "_" if touches or nested or follows else "*"


def _code(text: str) -> str:
    longest = {len(run) for run in _BACKTICKS.findall(text)}
    fence = next("`" * length for length in range(1, len(longest) + 2) if length not in longest)
    padded = text.strip(" ") and (text[0] == text[-1] == " " or "`" in {text[0], text[-1]})
    return f"{fence} {text} {fence}" if padded else f"{fence}{text}{fence}"


def _guard_marks(pieces: list[_Piece]) -> None:
    """Encode letters beside marks that CommonMark would not see as opening or closing.

    A mark opens if it is left-flanking, closes if it is right-flanking; an underscore not
    inside a word (CommonMark 0.31, 6.2). An entity counts as punctuation on both its sides.
    """
    for index, piece in enumerate(pieces):
        if piece.kind == "open":
            inner, outer = pieces[index + 1], pieces[index - 1] if index else None
            inner.encode_first |= _edge(inner, 0) in EDGE_SPACES
            if outer and _splits_word(_edge(outer, -1), piece.text, _edge(inner, 0)):
                outer.encode_last = True
        elif piece.kind == "close":
            inner, outer = pieces[index - 1], pieces[index + 1] if index + 1 < len(pieces) else None
            inner.encode_last |= _edge(inner, -1) in EDGE_SPACES
            if outer and _splits_word(_edge(outer, 0), piece.text, _edge(inner, -1)):
                outer.encode_first = True


def _edge(piece: _Piece, position: Literal[0, -1]) -> str:
    encoded = piece.encode_first if position == 0 else piece.encode_last
    return "&" if encoded else piece.text[position]


def _splits_word(outer: str, mark: str, inner: str) -> bool:
    in_word = outer not in EDGE_SPACES and not _is_punctuation(outer)
    return in_word and (mark == "_" or _is_punctuation(inner))


def _is_punctuation(letter: str) -> bool:
    return category(letter)[0] in "PS"


def _escape(pieces: list[_Piece], index: int) -> str:
    piece = pieces[index]
    if piece.kind != "text":
        return piece.text
    text, last = piece.text, index + 1 == len(pieces)
    start = 1 if piece.encode_first or (piece.encode_last and len(text) == 1) else 0
    end = len(text) - 1 if piece.encode_last and len(text) > 1 else len(text)
    escaped = _escape_special(text, start, end, brackets=not piece.in_link, last=last)
    before = pieces[index - 1].text[-1] if index else ""
    if start == 0 and before + text[0] in {"]:", "[^"}:
        escaped = "\\" + escaped  # [^note]: would define a footnote, [^ refer to one
    if end == len(text) > start and text[-1] == "!" and not last:
        escaped = escaped[:-1] + "\\!"  # ![…] would be a picture
    return _entity(text[:start]) + escaped + _entity(text[end:])


def _entity(letters: str) -> str:
    return "".join("&nbsp;" if letter == "\u00a0" else f"&#{ord(letter)};" for letter in letters)


def _escape_special(text: str, start: int, end: int, *, brackets: bool, last: bool) -> str:
    plain = _plain_brackets(text, last=last) if brackets and "[" in text else set[int]()

    def escape(match: re.Match[str]) -> str:
        sign, at = match[0], match.start()
        if sign in "{}":
            return sign * 2
        if sign == "_":
            inside = start < at < end - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
            return sign if inside else "\\_"
        if sign == "&":
            return "\\&" if _ENTITY.match(text, at) else sign
        if sign == "<" and (text[at + 1 : at + 2] == " " or (last and at + 1 == len(text))):
            return sign
        return sign if at in plain else "\\" + sign

    parts, done = [], start
    for match in _SPECIAL.finditer(text, start, end):
        parts += [text[done : match.start()], escape(match)]
        done = match.end()
    return "".join([*parts, text[done:end]])


def _plain_brackets(text: str, *, last: bool) -> set[int]:
    places: set[int] = set()
    for match in _PLAIN_BRACKETS.finditer(text):
        if last or match.end() < len(text):
            places |= {match.start(), match.end() - 1}
    return places

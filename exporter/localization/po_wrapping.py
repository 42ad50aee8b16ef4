"""Strings of a .po file to lines no wider than gettext's 79 columns, broken where gettext breaks them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from unicodedata import east_asian_width

_WIDTH = 79
_UNIT = re.compile(r"\\(?:x[0-9a-f]{2}|[0-7]{3}|.)|.", re.DOTALL)


def wrap_text(keyword: str, prefix: str, escaped: str) -> Iterator[str]:
    r"""Yield ``keyword "text"``, or an empty string and the text in lines under it.

    Args:
        keyword: With its prefix, such as ``#~ msgid``.
        prefix: For the lines that follow.
        escaped: The text with its escapes; a line ends after each ``\n``.
    """
    first, *rest = _lines_of(escaped)
    room = _WIDTH - len(prefix) - 1
    if not rest and _columns(f'{keyword} "{escaped}"') <= _WIDTH:
        yield f'{keyword} "{escaped}"'
        return
    yield f'{keyword} ""'
    for part in (first, *rest):
        for line in _filled(_pieces(part), room - 1):
            yield f'{prefix}"{line}"'


def wrap_references(references: Sequence[str]) -> Iterator[str]:
    """Yield the ``#:`` lines of a message."""
    line = "#:"
    for place in references:
        shown = f"\u2068{place}\u2069" if " " in place else place
        if line != "#:" and len(line) + 1 + _columns(shown) > _WIDTH:
            yield line
            line = "#:"
        line += f" {shown}"
    if line != "#:":
        yield line


def _lines_of(escaped: str) -> list[str]:
    parts = re.findall(r"(?:\\[^n]|[^\\])*(?:\\n|$)", escaped)
    return [part for part in parts if part] or [""]


def _filled(pieces: list[str], room: int) -> Iterator[str]:
    """Join pieces into lines as long as they fit; a piece too wide stands alone."""
    line, width = "", 0
    for piece in pieces:
        columns = _columns(piece)
        if line and width + columns > room:
            yield line
            line, width = "", 0
        line += piece
        width += columns
    yield line


# --- where a line may break ------------------------------------------------------

# UAX 14's pair rules as gettext applies them; line break classes by their short names.
_ICU_CLASSES = {"AI": "AL", "XX": "AL", "SA": "AL", "SG": "AL", "CB": "ID", "CJ": "NS", "ZWJ": "CM"}
_NEVER_BEFORE = frozenset(("WJ", "CL", "CP", "EX", "IS", "SY"))
_LETTERS = frozenset(("AL", "HL"))
_IDEOGRAPHS = frozenset(("ID", "H2", "H3", "JL", "JV", "JT", "EB", "EM"))


def _pieces(text: str) -> list[str]:
    """Cut a text after each place where a line may end."""
    cuts = [0, *_opportunities(text)]
    return [text[start:end] for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _opportunities(text: str) -> Iterator[int]:
    before = ""
    spaces = 0
    for found in _UNIT.finditer(text):
        after = _break_class(found[0][0])
        if after == "SP":
            spaces += 1
        elif after == "CM" and before and not spaces:
            continue
        else:
            after = "ID" if after == "CM" else after
            if before and found[0] != "\\n" and _may_break(before, after, spaced=spaces > 0):
                yield found.start()
            # LB21a: a hyphen after Hebrew holds on to what follows.
            holds = before == "HL" and after in {"HY", "BA"} and not spaces
            before = "HH" if holds else _break_class(found[0][-1]) if len(found[0]) > 1 else after
            spaces = 0


def _may_break(before: str, after: str, *, spaced: bool) -> bool:
    if before == "ZW":
        return True
    if after in _NEVER_BEFORE or after == "ZW" or before == "OP":
        return False
    if (before, after) in {("QU", "OP"), ("B2", "B2"), ("CL", "NS"), ("CP", "NS")}:
        return False
    return spaced or not _joined(before, after)


def _joined(before: str, after: str) -> bool:
    """Tell whether two classes hold together unless a space stands between them."""
    if before in {"WJ", "GL", "BB", "QU", "HH"} or after in {"BA", "HY", "NS", "QU", "IN"}:
        return True
    if after == "GL":
        return before not in {"BA", "HY"}
    return after in _JOINED.get(before, frozenset())


_JOINED = {
    "HY": frozenset(("NU",)),
    "CL": frozenset(("PO", "PR")),
    "CP": frozenset(("PO", "PR", "NU")) | _LETTERS,
    "IS": frozenset(("NU",)),
    "NU": frozenset(("OP", "NU", "PO", "PR")) | _LETTERS,
    "PO": frozenset(("OP", "NU")) | _LETTERS,
    "PR": frozenset(("OP", "NU")) | _LETTERS | _IDEOGRAPHS,
    "SY": frozenset(("NU", "HL")),
    "AL": frozenset(("OP", "NU", "PO", "PR")) | _LETTERS,
    "HL": frozenset(("OP", "NU", "PO", "PR")) | _LETTERS,
    "ID": frozenset(("PO",)),
    "H2": frozenset(("PO", "JV", "JT")),
    "H3": frozenset(("PO", "JT")),
    "JL": frozenset(("PO", "JL", "JV", "H2", "H3")),
    "JV": frozenset(("PO", "JV", "JT")),
    "JT": frozenset(("PO", "JT")),
    "EB": frozenset(("PO", "EM")),
    "EM": frozenset(("PO",)),
    "RI": frozenset(("RI",)),
}


@cache
def _break_class(letter: str) -> str:
    import icu

    value = icu.Char.getIntPropertyValue(ord(letter), icu.UProperty.LINE_BREAK)
    name = icu.Char.getPropertyValueName(
        icu.UProperty.LINE_BREAK, value, icu.UPropertyNameChoice.SHORT_PROPERTY_NAME
    )
    return _ICU_CLASSES.get(str(name), str(name))


def _columns(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_letter_columns, text))


@cache
def _letter_columns(letter: str) -> int:
    import icu

    kind = icu.Char.charType(letter)
    if kind in {6, 7, 16}:  # nonspacing, enclosing marks, format controls
        return 0
    return 2 if east_asian_width(letter) in "WF" else 1

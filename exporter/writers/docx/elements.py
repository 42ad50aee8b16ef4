"""WordprocessingML to lxml elements: names, and the shapes that everything is made of.

Plain lxml elements: python-docx looks up a class for each of its own, which takes ten times longer.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from lxml.etree import Element, SubElement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

Property: TypeAlias = tuple[str, dict[str, str]]  # full names

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}


@cache
def name(short: str) -> str:
    """Return the full name of ``w:p`` and the like."""
    prefix, _, local = short.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


P: Final = name("w:p")
R: Final = name("w:r")
T: Final = name("w:t")
VAL: Final = name("w:val")
_P_PR: Final = name("w:pPr")
_P_STYLE: Final = name("w:pStyle")
_R_PR: Final = name("w:rPr")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_PRESERVE: Final = {_SPACE: "preserve"}
_FORMATTERS: Final = {
    "\t": name("w:tab"),
    "\n": name("w:br"),
    "\u2028": name("w:br"),
    "\u00ad": name("w:softHyphen"),
}
_CUT: Final = re.compile(f"([{''.join(_FORMATTERS)}])")
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def make_root(short: str) -> _Element:
    """Make the root of a part, with all prefixes declared."""
    return Element(name(short), nsmap=dict(NAMESPACES))


def add(parent: _Element, short: str, **attributes: str | int) -> _Element:
    """Add an element whose attributes are all of the ``w`` namespace."""
    return SubElement(parent, name(short), {name(f"w:{k}"): str(v) for k, v in attributes.items()})


def legal(text: str) -> str:
    """Replace what XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)


def prop(short: str, **attributes: str | int) -> Property:
    """Describe a property of a paragraph or run; its attributes are of the ``w`` namespace."""
    return name(short), {name(f"w:{key}"): str(value) for key, value in attributes.items()}


def add_paragraph(parent: _Element, style: str, properties: Iterable[Property] = ()) -> _Element:
    """Add a paragraph of a style; properties come in the order of the schema."""
    paragraph = SubElement(parent, P)
    p_pr = SubElement(paragraph, _P_PR)
    SubElement(p_pr, _P_STYLE, {VAL: style})
    for tag, attributes in properties:
        SubElement(p_pr, tag, attributes)
    return paragraph


def add_run(parent: _Element, properties: Sequence[Property] = ()) -> _Element:
    """Add a run; properties come in the order of the schema."""
    run = SubElement(parent, R)
    if properties:
        r_pr = SubElement(run, _R_PR)
        for tag, attributes in properties:
            SubElement(r_pr, tag, attributes)
    return run


def add_text(run: _Element, text: str) -> None:
    """Add text to a run; tabs, line ends and soft hyphens have elements of their own."""
    if _CUT.search(text) is None:
        _add_letters(run, text)
        return
    for piece in _CUT.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        if piece in _FORMATTERS:
            SubElement(run, _FORMATTERS[piece])
        elif piece:
            _add_letters(run, piece)


def _add_letters(run: _Element, text: str) -> None:
    padded = text[0].isspace() or text[-1].isspace()
    letters = SubElement(run, T, _PRESERVE if padded else None)
    try:
        letters.text = text
    except ValueError:  # control codes and the like: no reader lets them through
        letters.text = legal(text)


def add_field(parent: _Element, instruction: str, result: str, properties: Sequence[Property] = ()) -> None:
    """Add a field with its result, so that nothing waits to be updated."""
    open_field(parent, instruction)
    add_text(add_run(parent, properties), result)
    close_field(parent)


def open_field(parent: _Element, instruction: str) -> None:
    """Begin a field, up to where its result stands."""
    add(add_run(parent), "w:fldChar", fldCharType="begin")
    letters = SubElement(add_run(parent), name("w:instrText"), _PRESERVE)
    letters.text = f" {instruction} "
    add(add_run(parent), "w:fldChar", fldCharType="separate")


def close_field(parent: _Element) -> None:
    """End a field."""
    add(add_run(parent), "w:fldChar", fldCharType="end")

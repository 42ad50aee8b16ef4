"""A Word file to the text that a reader meets, apart from the writer's own code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tests.checkers.docx_parts import WP, W, read_package, val

_MARKS = re.compile("[\u200e\u200f]")
_LETTERS = {W + "tab": "\t", W + "br": "\n", W + "softHyphen": "\u00ad"}


def paragraphs(data: bytes, part: str = "word/document.xml") -> list[tuple[str, str]]:
    """Return style and text of each paragraph; bidi marks and the marks of notes are left out."""
    root = read_package(data).roots.get(part)
    found = [] if root is None else root.iter(W + "p")
    return [(val(p.find(f"{W}pPr/{W}pStyle")), _MARKS.sub("", "".join(_pieces(p)))) for p in found]


def story(data: bytes) -> list[str]:
    """Return the paragraphs that hold text, without the contents; those of the notes come last."""
    shown = [*paragraphs(data), *paragraphs(data, "word/footnotes.xml")]
    return [text.strip(" ") for style, text in shown if text.strip(" ") and not style.startswith("TOC")]


def contents(data: bytes) -> list[tuple[str, str, str]]:
    """Return style, words and page of each line of the contents."""
    lines = [(style, *text.partition("\t")) for style, text in paragraphs(data)]
    return [(style, words, page) for style, words, tab, page in lines if tab and style.startswith("TOC")]


def bookmarks(data: bytes) -> dict[str, str]:
    """Return the text within each bookmark of a segment, in document order; alt text for pictures."""
    found: dict[str, str] = {}
    package = read_package(data)
    for part in ("word/document.xml", "word/footnotes.xml"):
        for paragraph in package.roots[part].iter(W + "p") if part in package.roots else ():
            found |= _bookmarks_of(paragraph)
    return found


def _bookmarks_of(paragraph: etree._Element) -> dict[str, str]:
    opened: dict[str, str] = {}
    texts: dict[str, str] = {}
    for element in paragraph.iter():
        if element.tag == W + "bookmarkStart" and val(element, "name").startswith("_seg_"):
            opened[val(element, "id")] = val(element, "name")
            texts[val(element, "name")] = ""
        elif element.tag == W + "bookmarkEnd":
            opened.pop(val(element, "id"), None)
        else:
            for name in opened.values():
                texts[name] += _MARKS.sub("", _piece(element))
    return texts


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    return map(_piece, paragraph.iter())


def _piece(element: etree._Element) -> str:
    if element.tag == W + "t":
        run = element.getparent()
        style = None if run is None else run.find(f"{W}rPr/{W}rStyle")
        return "" if val(style) == "FootnoteReference" else element.text or ""
    if element.tag == WP + "docPr":
        return element.get("descr") or ""
    parent = element.getparent()
    return _LETTERS.get(str(element.tag), "") if parent is not None and parent.tag == W + "r" else ""

"""Packs whose titles can be told apart, and what their PDFs say page by page."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf

from exporter.model.blocks import EditionBlock, EditionSegment, Heading
from exporter.model.edition import Edition
from exporter.model.inlines import Span
from exporter.model.pack import Pack, PackPart
from tests.checkers import poppler
from tests.packs import sample_pack
from tests.words import INVISIBLE
from tests.writers.pdf.reading import elements, kids

_PAGE = re.compile(r'<page width="[\d.]+" height="([\d.]+)"')
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>')


class Printed(NamedTuple):
    """Hold a link of contents or index: its text, the page it names, and that to which it leads."""

    text: str
    page: int
    goal: int


class _Place(NamedTuple):
    word: str
    left: float
    right: float
    middle: float


class Outlined(NamedTuple):
    """Hold an entry of the outline."""

    title: str
    level: int
    page: int


def distinct_pack(tag: str, *, repeat: int = 1) -> Pack:
    """Return the sample pack with a word of its own in each title and heading of a body.

    Sections have ``Zqsab``, articles ``Zqaab``, headings ``Zqhabxab``: letters that no digit is taken for.
    """
    pack = sample_pack(tag, repeat=repeat)
    parts: list[PackPart] = []
    number = 0
    for index, part in enumerate(pack.parts):
        editions = tuple(_distinct(edition, number + place) for place, edition in enumerate(part.editions))
        number += len(editions)
        title = part.title and _with_word(part.title, f"Zqs{_letters(index)}")
        parts.append(PackPart(title, editions))
    return replace(pack, parts=tuple(parts))


def article_word(number: int) -> str:
    """Return the word that an article's title has."""
    return f"Zqa{_letters(number)}"


def page_texts(path: Path) -> list[str]:
    """Return the text of each page without directional marks, digits as Latin ones."""
    texts = poppler.pdftotext(path).split("\f")[:-1]
    return [latin(re.sub(INVISIBLE.pattern.replace("\\f", ""), "", text)) for text in texts]


def latin(text: str) -> str:
    """Return a text with Latin digits."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in text)


def printed(path: Path, tag: str) -> list[Printed]:
    """Return the links within all elements of a kind, with the words that poppler reads in their areas."""
    places = _places_of_words(path)
    found: list[Printed] = []
    with pikepdf.open(path) as pdf:
        numbers = page_numbers(pdf)
        for link in (link for element in _outermost(pdf, tag) for link in links_in(element)):
            areas = [kid for kid in kids(link) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
            read = [_words_in(kid.Obj.Rect, places[numbers[kid.Pg.objgen] - 1]) for kid in areas]
            page = min(map(int, re.findall(r"\d+", latin(" ".join(read[-1])))))
            goal = numbers[areas[0].Obj.Dest[0].objgen]
            found.append(Printed(" ".join(word for words in read for word in words), page, goal))
    return found


def page_numbers(pdf: Any) -> dict[tuple[int, int], int]:
    """Return the number of each page by its object."""
    return {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}


def outline(path: Path) -> list[Outlined]:
    """Return all entries of the outline in order."""
    with pikepdf.open(path) as pdf, pdf.open_outline() as root:
        return list(_outlined(root.root, 0, page_numbers(pdf)))


def links_in(element: Any) -> Iterator[Any]:
    """Yield the link elements below an element in the order of reading."""
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S) == "/Link":
                yield kid
            yield from links_in(kid)


def annotation_of(link: Any) -> Any:
    """Return the first annotation of a link element."""
    return next(kid.Obj for kid in kids(link) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid)


def _distinct(edition: Edition, number: int) -> Edition:
    body: list[EditionBlock] = []
    for block in edition.body:
        if isinstance(block, Heading):
            word = f"Zqh{_letters(number)}x{_letters(len(body))}"
            body.append(replace(block, text=_with_word(block.text, word)))
        else:
            body.append(block)
    title = _with_word(edition.title, article_word(number))
    return replace(edition, title=title, body=tuple(body))


def _letters(number: int) -> str:
    return "abcdefghij"[number // 10] + "abcdefghij"[number % 10]


def _with_word(segment: EditionSegment, word: str) -> EditionSegment:
    first = segment.inlines[0]
    assert isinstance(first, Span)
    space = replace(first, text=" ")
    return replace(segment, inlines=(*segment.inlines, space, Span(word, "en", "ltr", isolate=99)))


def _outermost(pdf: Any, tag: str) -> Iterator[Any]:
    for element in elements(pdf):
        if str(element.S) == f"/{tag}" and str(element.P.S) != "/TOCI":  # which is in one itself
            yield element


def _places_of_words(path: Path) -> list[list[_Place]]:
    """Return the words of each page with their places, in points from the lower left corner."""
    found: list[list[_Place]] = []
    height = 0.0
    for line in poppler.pdftotext(path, "-bbox").splitlines():
        if page := _PAGE.search(line):
            height = float(page[1])
            found.append([])
        elif word := _WORD.search(line):
            left, top, right, bottom = map(float, word.groups()[:4])
            text = INVISIBLE.sub("", html.unescape(word[5]))
            found[-1].append(_Place(text, left, right, height - (top + bottom) / 2))
    return found


def _words_in(rectangle: Any, places: list[_Place]) -> list[str]:
    left, bottom, right, top = map(float, rectangle)
    return [
        place.word
        for place in places
        if place.left < right - 0.5 and place.right > left + 0.5 and bottom < place.middle < top
    ]


def _outlined(items: Any, level: int, numbers: dict[tuple[int, int], int]) -> Iterator[Outlined]:
    for item in items:
        yield Outlined(str(item.title), level, numbers[item.destination[0].objgen])
        yield from _outlined(item.children, level + 1, numbers)

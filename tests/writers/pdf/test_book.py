"""Parts of a book in one file: own directions and furniture, late lines, facing pages."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import pypdf
import pytest

from exporter.model.blocks import Paragraph, Segment
from exporter.model.inlines import Span
from exporter.typesetting.flow import Anchor, Strip
from exporter.typesetting.paragraph import Typesetter
from exporter.typesetting.tiles import TileRegistry
from exporter.writers.pdf.book import Book, write_book
from exporter.writers.pdf.compose import compose_edition
from exporter.writers.pdf.compositor import Compositor, Standing
from exporter.writers.pdf.compression import Deflated
from exporter.writers.pdf.furniture import Folio
from exporter.writers.pdf.sheets import Part, Section
from exporter.writers.pdf.structure import StructureElement
from exporter.writers.pdf.theme_settings import ThemeSettings
from tests.checkers import require, verapdf
from tests.editions import PROFILES, sample_edition
from tests.writers.pdf.reading import read
from tests.writers.pdf.samples import metadata

if TYPE_CHECKING:
    from pathlib import Path

    from exporter.writers.pdf.page_canvas import PageCanvas

WORDS = {"en": "Talks about the bases went on. ", "ar": "استمرت المحادثات. "}


class Bindery:
    """Make parts of one book and note which folios their furniture was drawn for."""

    def __init__(self) -> None:
        self.book = Book(metadata("en"), StructureElement("Document", language="en"), TileRegistry())
        self.folios: list[tuple[str, Folio]] = []

    def part(self, name: str, tag: str, paragraphs: int) -> Part:
        profile, words = PROFILES[tag], WORDS[tag] * 40
        body = tuple(
            Paragraph(Segment(f"{number:010}", "paragraph", (Span(words, tag, profile.direction),)))
            for number in range(paragraphs)
        )
        edition = replace(sample_edition(tag), key_facts=(), back=(), details=(), notes=(), body=body)
        typesetter = Typesetter(kashida=profile.pdf.kashida, tiles=self.book.tiles)
        standing = Standing(prefix=f"{name}-", alone=False)
        compositor = Compositor(edition, ThemeSettings(), typesetter=typesetter, standing=standing)
        composition = compose_edition(edition, compositor, self.book.root.add("Art", language=tag))

        def furniture(_canvas: PageCanvas, folio: Folio) -> None:
            self.folios.append((name, folio))

        return Part(compositor, composition.strips, furniture, composition.note)

    def write(self, *sections: Section) -> bytes:
        return write_book(sections, self.book)


def lines_of(data: bytes) -> list[int]:
    """Return how many lines each page has."""
    return [len(page.extract_text().splitlines()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]


@pytest.mark.checker
def test_given_parts_of_two_directions_when_written_then_each_has_its_pages_and_the_file_is_valid(
    tmp_path: Path,
) -> None:
    require(verapdf)
    bindery = Bindery()

    data = bindery.write(bindery.part("one", "en", 8), bindery.part("two", "ar", 8))

    names = [name for name, _ in bindery.folios]
    assert names == sorted(names)
    assert set(names) == {"one", "two"}
    assert [folio.number for _, folio in bindery.folios] == list(range(1, len(names) + 1))
    assert {folio.pages for _, folio in bindery.folios} == {len(names)}
    assert next(folio.place for name, folio in bindery.folios if name == "two") == 1
    path = tmp_path / "book.pdf"
    path.write_bytes(data)
    assert [failure for flavour in verapdf.FLAVOURS for failure in verapdf.verapdf([path], flavour)] == []


def test_given_facing_parts_when_one_is_shorter_then_its_side_goes_on_with_blank_pages() -> None:
    bindery = Bindery()
    long, short = bindery.part("long", "en", 12), bindery.part("short", "ar", 2)

    data = bindery.write((long, short))

    pages = lines_of(data)
    assert [name for name, _ in bindery.folios] == ["long", "short"] * (len(pages) // 2)
    assert all(pages[::2])
    assert pages[1]
    assert not any(pages[3::2])


def test_given_facing_parts_when_written_then_the_outline_goes_through_one_after_the_other() -> None:
    bindery = Bindery()

    data = bindery.write((bindery.part("one", "en", 12), bindery.part("two", "ar", 12)))

    with read(data) as pdf, pdf.open_outline() as outline:
        pages = [pdf.pages.index(item.destination[0]) for item in outline.root]
    assert pages == [0, 1]


@pytest.mark.parametrize(("opens", "blank"), [("odd", False), ("even", True), ("any", False)])
def test_given_a_part_that_opens_on_one_side_when_it_would_not_then_a_blank_page_stands_before_it(
    opens: Literal["odd", "even", "any"], blank: bool
) -> None:
    bindery = Bindery()
    part = replace(bindery.part("one", "en", 1), opens=opens)

    pages = lines_of(bindery.write(part))

    assert (pages[0] == 0) == blank
    assert bindery.folios[-1][1].place == 1


def test_given_a_part_that_is_set_late_when_it_asks_then_it_knows_the_pages_of_those_before() -> None:
    bindery = Bindery()
    first = bindery.part("one", "en", 12)
    seen: list[dict[str, int]] = []

    def late() -> Iterator[Strip]:
        seen.append(dict(bindery.book.numbers))
        yield Strip(10.0, anchors=(Anchor("index"),))

    bindery.write(first, replace(first, strips=late()))

    assert seen[0]["one-title"] == 1
    assert bindery.book.numbers["index"] == len(bindery.folios)


def test_given_a_long_part_when_its_first_page_is_asked_for_then_few_blocks_are_set() -> None:
    bindery = Bindery()
    taken = 0
    part = bindery.part("one", "en", 60)

    def counted() -> Iterator[Strip]:
        nonlocal taken
        for taken, strip in enumerate(part.strips, 1):
            if taken > 100:
                assert bindery.book.numbers  # its first page is laid out
            yield strip

    bindery.write(replace(part, strips=counted()))

    assert taken > 300


@pytest.mark.parametrize("parts", [[], [b""], [b"one"], [b"one" * 1000, b"", b"two"]])
def test_given_parts_when_deflated_one_by_one_then_they_come_out_as_one(parts: list[bytes]) -> None:
    stream = Deflated()
    for part in parts:
        stream.add(part)

    assert zlib.decompress(stream.close()) == b"".join(parts)

"""Drawn pages that go from one process to another: tiles get new ids, and nothing else changes."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from exporter.model.article import Picture
from exporter.typesetting.flow import Anchor
from exporter.writers.pdf.parcel_plates import SheetPacking, SheetUnpacking
from exporter.writers.pdf.plate import NAME, FontUse, LinkArea, PictureUse, Plate
from exporter.writers.pdf.sheets import Sheet
from exporter.writers.pdf.structure import StructureElement
from tests.writers.pdf.samples import fonts

SHARED = 0x1000  # tiles that both sides know by the same ids
FIRST, SECOND = fonts("en")
NUMBERS = {FIRST: 0, SECOND: 1}

ids = st.lists(st.integers(1, SHARED + 0x1000), min_size=1, max_size=6)
# What looks like an id stands in numbers, too.
operators = st.tuples(st.integers(0x1000, 0x9999), ids, st.integers(-9999, -1000), ids).map(
    lambda parts: f"{parts[0]} 0 Td[<{_signs(parts[1])}>{parts[2]}<{_signs(parts[3])}>]TJ"
)


def _signs(numbers: list[int]) -> str:
    return "".join(f"{number:04X}" for number in numbers)


def sent(
    plate: Plate, root: StructureElement, pictures: dict[str, Picture]
) -> tuple[Plate, StructureElement]:
    """Return a plate as it arrives where all tiles but the shared ones have ids that are 7 higher."""
    sheet = Sheet([(Anchor("here", "Here", 1), 12.5)], plate)
    code = SheetPacking(NUMBERS, (SHARED, SHARED), pictures).code([sheet], root.children)
    known = [number if number < SHARED else number + 7 for number in range(SHARED + 0x1001)]
    other = StructureElement("Document")
    (arrived,) = SheetUnpacking((FIRST, SECOND), (known, known), pictures).read(code, other)
    assert arrived.anchors == sheet.anchors
    assert arrived.plate is not None
    return arrived.plate, other


def text_of(plate: Plate) -> str:
    return "\n".join(plate.code)


@given(st.lists(operators, min_size=1, max_size=5), st.lists(operators, min_size=1, max_size=5))
def test_given_a_page_when_it_arrives_then_tiles_alone_have_other_ids(one: list[str], two: list[str]) -> None:
    plate = Plate(
        ["BT", "11 Tf", *one, "9 Tf", *two, "ET"], fonts=[FontUse(FIRST, 1), FontUse(SECOND, 2 + len(one))]
    )

    arrived, _ = sent(plate, StructureElement("Document"), {})

    def renumbered(match: re.Match[str]) -> str:
        numbers = [int(sign, 16) for sign in re.findall("....", match[1])]
        return f"<{_signs([number if number < SHARED else number + 7 for number in numbers])}>"

    assert text_of(arrived) == re.sub("<([0-9A-F]+)>", renumbered, text_of(plate))
    assert [font for font, _ in arrived.fonts] == [FIRST, SECOND]
    assert [arrived.code[at].split("\n")[0] for _, at in arrived.fonts] == ["11 Tf", "9 Tf"]


def test_given_links_and_pictures_when_a_page_arrives_then_they_belong_to_the_same_elements() -> None:
    root = StructureElement("Document")
    link = root.add("P").add("Link", uri="https://example.org/", contents="x")
    figure = root.add("Figure", alt="A map")
    figure.bbox = (1.0, 2.0, 3.0, 4.0)
    picture = Picture(b"", "image/png", 1, 1)
    plate = Plate(["BT", "11 Tf", "<0001>Tj", "ET"], fonts=[FontUse(FIRST, 1)])
    plate.marks.elements += [link, figure]
    plate.code.append(f"q /{NAME} Do Q")
    plate.uses += [LinkArea(link, 1.0, 2.0, 3.0, 4.0), PictureUse(picture, 4)]

    arrived, other = sent(plate, root, {"map.png": picture})

    area, use = arrived.uses
    assert isinstance(area, LinkArea)
    assert isinstance(use, PictureUse)
    assert area.link is arrived.marks.elements[0] is other.children[0].children[0]
    assert area.rectangle == (1.0, 2.0, 3.0, 4.0)
    assert (area.link.uri, arrived.marks.elements[1].alt) == ("https://example.org/", "A map")
    assert arrived.marks.elements[1].bbox == figure.bbox
    assert use.picture is picture
    assert NAME in arrived.code[use.at]

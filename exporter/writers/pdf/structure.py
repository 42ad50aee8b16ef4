"""What a document is made of, in reading order, and what was drawn for each part of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict, Unpack

STANDARD_TYPES = frozenset(
    {
        "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
        "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl",
        "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note",
        "Reference", "BibEntry", "Code", "Link", "Annot", "Figure", "Formula", "Form",
    }
)  # fmt: skip
# Names of PDF 2.0, which say more; readers of PDF 1.7 see the standard type.
ROLES = {"Title": "P", "Aside": "Sect", "Em": "Span", "Strong": "Span", "FENote": "Note"}

Rectangle = tuple[float, float, float, float]  # left, bottom, right, top, in points

_MCID_BITS = 20
_MCIDS = (1 << _MCID_BITS) - 1


class ElementOptions(TypedDict, total=False):
    """Name what an element may say about itself; see `StructureElement`."""

    attributes: str
    alt: str | None
    actual_text: str | None
    language: str | None
    title: str | None
    uri: str
    destination: str
    contents: str
    rtl: bool | None
    segment: str


class StructureElement:
    """Hold one element; children stand in reading order.

    A tree belongs to one canvas: what is drawn for an element is kept here. Elements for
    which nothing was drawn are left out of the file, table cells beside drawn ones excepted.

    Attributes:
        tag: A standard structure type of PDF 1.7, or one of `ROLES`.
        attributes: Entries of an attribute dictionary, such as ``/O/Table/Scope/Column``.
        alt: Description of a picture.
        actual_text: What assistive technology reads instead of content and children.
        language: BCP 47 tag, where it differs from the parent's.
        title: A name for people.
        uri: Makes a link to an address.
        destination: Makes a link to a bookmark.
        contents: Describes the link; else the address or the bookmark's name does.
        rtl: Whether its text runs from right to left; None: as on the rest of the page. Children
            have their parent's.
        segment: Id of the segment that it shows, where somebody wants to know.
        link: The nearest element, itself included, that is a link.
        bbox: Of a picture, in page coordinates.
        marks: Each stretch of content that was drawn for it; see `mark_of`.
        annotations: Page index and object number of each annotation.
        number: Object number, while the tree is written.
    """

    __slots__ = (
        "actual_text", "alt", "annotations", "attributes", "bbox", "children", "contents", "destination",
        "language", "link", "marks", "number", "parent", "rtl", "segment", "tag", "title", "uri",
    )  # fmt: skip

    def __init__(
        self,
        tag: str,
        parent: StructureElement | None = None,
        *,
        attributes: str = "",
        alt: str | None = None,
        actual_text: str | None = None,
        language: str | None = None,
        title: str | None = None,
        uri: str = "",
        destination: str = "",
        contents: str = "",
        rtl: bool | None = None,
        segment: str = "",
    ) -> None:
        if tag not in STANDARD_TYPES and tag not in ROLES:
            raise ValueError(f"no structure type: {tag}")
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        self.alt = alt
        self.actual_text = actual_text
        self.language = language
        self.title = title
        self.uri = uri
        self.destination = destination
        self.contents = contents
        self.segment = segment
        self.rtl: bool | None = parent.rtl if rtl is None and parent else rtl
        # Most elements have none of these: no empty list for each.
        self.children: Sequence[StructureElement] = ()
        self.link: StructureElement | None = self if uri or destination else parent and parent.link
        self.bbox: Rectangle | None = None
        self.marks: Sequence[int] = ()
        self.annotations: Sequence[tuple[int, int]] = ()
        self.number = 0
        if parent is not None:
            parent.adopt((self,))

    def add(self, tag: str, **options: Unpack[ElementOptions]) -> StructureElement:
        """Return a new last child."""
        return StructureElement(tag, self, **options)

    def adopt(self, elements: Iterable[StructureElement]) -> None:
        """Append elements to the children."""
        children = self.children if isinstance(self.children, list) else []
        for element in elements:
            element.parent = self
            children.append(element)
        self.children = children

    def release(self, start: int) -> list[StructureElement]:
        """Take the children from a place on out of the tree."""
        released = list(self.children[start:])
        self.children = list(self.children[:start])
        return released

    def add_mark(self, mark: int) -> None:
        """Note that a stretch of content was drawn for it."""
        if isinstance(self.marks, list):
            self.marks.append(mark)
        else:
            self.marks = [*self.marks, mark] if self.marks else (mark,)

    def add_annotation(self, page: int, number: int) -> None:
        """Note that an annotation was placed for it."""
        if isinstance(self.annotations, list):
            self.annotations.append((page, number))
        else:
            self.annotations = [(page, number)]


def mark_of(page: int, mcid: int) -> int:
    """Return a page's index and a marked-content id as one number; numbers grow in reading order."""
    return page << _MCID_BITS | mcid


def place_of(mark: int) -> tuple[int, int]:
    """Return the page's index and the marked-content id of a mark."""
    return mark >> _MCID_BITS, mark & _MCIDS


# As the owner of text: the text has no meaning, such as the leaders of a table of contents.
ARTIFACT = StructureElement("NonStruct")

"""Set lines, rules and pictures to the pages of a tagged PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from reportlab.pdfgen.canvas import Canvas

from exporter.writers.pdf.document import Leaf, TaggedDocument
from exporter.writers.pdf.links import LinkAnnotation, write_link
from exporter.writers.pdf.marks import Marks
from exporter.writers.pdf.objects import number
from exporter.writers.pdf.outline import OutlineEntry, write_outline
from exporter.writers.pdf.pictures import write_picture
from exporter.writers.pdf.structure import StructureElement, place_of
from exporter.writers.pdf.structure_tree import write_structure
from exporter.writers.pdf.textcode import TextCoder
from exporter.writers.pdf.tilefont import write_font

if TYPE_CHECKING:
    from exporter.model.article import Picture
    from exporter.typesetting.lines import Color, Line
    from exporter.typesetting.shapes import Shape
    from exporter.typesetting.tiles import TileRegistry
    from exporter.writers.pdf.metadata import PdfMetadata
    from exporter.writers.pdf.structure import Rectangle

ArtifactKind: TypeAlias = Literal["Pagination", "Layout", "Background", "Header", "Footer"]

_DOT_STEP = 5.0  # of a dotted rule, as a multiple of its width


class TaggedCanvas(Canvas):  # type: ignore[misc] # ReportLab has no type hints
    """Draw a document page by page; everything drawn belongs to an element or is an artifact.

    Coordinates are points from the lower left corner of the page. A page that was shown can be
    turned back to until the document is finished.

    Attributes:
        root: Of the structure tree; may grow while pages are drawn.
    """

    def __init__(
        self,
        metadata: PdfMetadata,
        tiles: TileRegistry,
        root: StructureElement,
        *,
        page_size: tuple[float, float],
    ) -> None:
        super().__init__("", pagesize=page_size, invariant=1)
        self.root = root
        self._doc = TaggedDocument(metadata)
        self._file = self._doc.file
        self._tiles = tiles
        self._marks = Marks()
        self._text = TextCoder(tiles, self._marks, rtl=metadata.direction == "rtl")
        self._stroke: tuple[Color, float] | None = None
        self._resources = self._file.allocate()
        self._pictures: dict[int, tuple[Picture, int]] = {}
        self._bookmarks: dict[str, tuple[Leaf, float]] = {}
        self._entries: list[OutlineEntry] = []
        self._annotations: list[LinkAnnotation] = []
        self._rtl = metadata.direction == "rtl"
        self._leaves: list[Leaf] = []
        self._leaf: Leaf | None = None

    @property
    def leaf(self) -> Leaf:
        """Return the page that is being drawn, a new one after the last was shown."""
        return self._leaf or self.open_page(self._pagesize, rtl=self._rtl)

    def open_page(self, size: tuple[float, float], *, rtl: bool) -> Leaf:
        """Begin a page behind all others; ``rtl`` is the direction of its text."""
        leaf = Leaf(len(self._leaves), self._file.allocate(), size, rtl)
        self._leaves.append(leaf)
        self.turn_to(leaf)
        return leaf

    def turn_to(self, leaf: Leaf) -> None:
        """Go on with a page that was shown before."""
        if self._leaf is not None:
            self.show_page()
        self._leaf = leaf
        self._marks.turn_to(leaf.index)
        self._text.rtl = leaf.rtl

    def draw_lines(
        self,
        lines: Sequence[tuple[Line, float, float]],
        element: StructureElement | None = None,
        *,
        artifact: ArtifactKind | Literal[""] = "",
    ) -> None:
        """Draw lines as one text object.

        A piece whose style's owner is a structure element is drawn for it, other pieces for
        ``element``. Pieces of links become areas that can be clicked.

        Args:
            lines: Each with the left edge of its measure and its baseline.
            element: None: what has no owner is an artifact.
            artifact: Its kind, unless `artifact` is open already.
        """
        leaf = self.leaf
        self._text.rtl = leaf.rtl if element is None or element.rtl is None else element.rtl
        if element is None and artifact and not self._marks.in_artifact:
            with self.artifact(artifact):
                self._text.write(lines, None, self._code)
            return
        for area in self._text.write(lines, element, self._code):
            annotation = LinkAnnotation(self._file.allocate(), area.link, area.rectangle)
            area.link.add_annotation(leaf.index, annotation.number)
            self._annotations.append(annotation)
            leaf.annotations.append(annotation.number)

    @contextmanager
    def artifact(self, kind: ArtifactKind = "Layout", subtype: str = "") -> Iterator[None]:
        """Draw what assistive technology leaves out; a header or footer is pagination."""
        if kind in {"Header", "Footer"}:
            kind, subtype = "Pagination", kind
        self.leaf  # noqa: B018 - there is one from here on
        self._code.append(self._marks.open_artifact(kind, subtype))
        yield
        self._code.append(self._marks.close_artifact())

    def rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        width: float,
        color: Color,
        *,
        dotted: bool = False,
    ) -> None:
        """Draw a straight line, inside an artifact only."""
        self._require_artifact()
        self._set_stroke(color, width)
        line = f"{_numbers(x1, y1)} m {_numbers(x2, y2)} l S"
        self._code.append(f"q 1 J[0 {number(_DOT_STEP * width)}]0 d {line} Q" if dotted else line)

    def fill_rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        color: Color | None,
        *,
        stroke: Color | None = None,
        stroke_width: float = 0.5,
    ) -> None:
        """Draw a rectangle, filled, stroked or both, inside an artifact only."""
        self._require_artifact()
        if color is not None and color != self._text.color:
            self._text.color = color
            self._code.append(f"{_numbers(*color)} rg")
        if stroke is not None:
            self._set_stroke(stroke, stroke_width)
        operator = ("f" if stroke is None else "B") if color is not None else "S"
        self._code.append(f"{_numbers(x, y, width, height)} re {operator}")

    def image(
        self,
        picture: Picture,
        x: float,
        y: float,
        width: float,
        height: float,
        element: StructureElement | None,
    ) -> None:
        """Draw a picture; the same one is embedded once.

        Args:
            picture: PNG or JPEG.
            x: Left edge.
            y: Lower edge.
            width: On the page.
            height: On the page.
            element: A ``Figure`` with alt text; None makes an artifact.

        Raises:
            PictureError: The picture cannot be read.
        """
        name = self._picture_name(picture)
        show = f"q {_numbers(width, 0, 0, height, x, y)} cm /{name} Do Q"
        if element is None:
            mark = "" if self._marks.in_artifact else "/Artifact BMC "
            self._code.append(f"{mark}{show}{' EMC' if mark else ''}")
            return
        self.leaf  # noqa: B018 - there is one from here on
        element.bbox = element.bbox or (x, y, x + width, y + height)
        self._code.append(f"{self._marks.open(element)} {show} EMC")

    def drawing(
        self,
        shapes: Sequence[Shape],
        x: float,
        y: float,
        box: Rectangle,
        element: StructureElement | None,
    ) -> None:
        """Draw shapes below and to the right of a point; ``element`` is a ``Figure`` with alt text."""
        from exporter.writers.pdf.shapes import write_shapes  # few documents have any

        if element is None:
            raise ValueError("a drawing belongs to a figure")
        index = self.leaf.index
        element.bbox = element.bbox or box
        if element.marks and place_of(element.marks[0])[0] == index:
            x1, y1, x2, y2 = element.bbox
            element.bbox = (min(x1, box[0]), min(y1, box[1]), max(x2, box[2]), max(y2, box[3]))
        self._code.append(f"{self._marks.open(element)}\n{write_shapes(shapes, x, y)}\nEMC")

    def bookmark(self, name: str, y: float) -> None:
        """Name a height on the current page as the goal of links and outline entries."""
        if name in self._bookmarks:
            raise ValueError(f"bookmark {name} stands twice")
        self._bookmarks[name] = (self.leaf, y)

    def outline(self, title: str, destination: str, level: int) -> None:
        """Add an entry to the outline; levels count from 0."""
        self._entries.append(OutlineEntry(title, destination, level))

    def show_page(self) -> None:
        """End the page; what was drawn is compressed and let go."""
        leaf = self.leaf
        if self._code:
            leaf.content.add("\n".join([*self._code, ""]).encode("ascii"))
        self._leaf = None
        self._text.reset()
        self._stroke = None
        self._startPage()

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End the page, as `show_page` does."""
        self.show_page()

    def finish(self) -> bytes:
        """End the document and return the file.

        Raises:
            FontLimitError: A font needs more shapes than it can have.
        """
        if self._leaf is not None or not self._leaves:
            self.show_page()
        for leaf in self._leaves:
            self._doc.write_page(leaf, self._resources)
        for key, annotation in enumerate(self._annotations, len(self._leaves)):
            write_link(self._file, annotation, key, self._destination)
        self._finish_catalog()
        self._finish_resources()
        data: bytes = self._doc.format()
        return data

    def _finish_catalog(self) -> None:
        catalog = self._doc.Catalog
        numbers = [leaf.number for leaf in self._leaves]
        links = [annotation.link for annotation in self._annotations]
        tree = write_structure(self._file, self.root, numbers, self._marks.pages, links)
        catalog.StructTreeRoot = f"{tree} 0 R"
        outline = write_outline(self._file, self._entries, self._destination)
        if outline is not None:
            catalog.Outlines = f"{outline} 0 R"
            catalog.PageMode = "/UseOutlines"

    def _finish_resources(self) -> None:
        fonts = " ".join(
            f"/{name} {write_font(self._file, self._tiles.of(font))} 0 R"
            for font, name in self._text.font_names.items()
        )
        pictures = " ".join(f"/I{number} {number} 0 R" for _, number in self._pictures.values())
        body = f"<</ProcSet[/PDF/Text/ImageB/ImageC/ImageI]/Font<<{fonts}>>/XObject<<{pictures}>>>>"
        self._file.put(self._resources, body.encode("ascii"))

    def _destination(self, name: str) -> str:
        if name not in self._bookmarks:
            raise ValueError(f"no bookmark {name}")
        leaf, y = self._bookmarks[name]
        return f"[{leaf.number} 0 R/XYZ null {number(y)} null]"

    def _picture_name(self, picture: Picture) -> str:
        key = id(picture)
        if key not in self._pictures:  # the picture is kept beside its number: its id stays its own
            self._pictures[key] = (picture, write_picture(self._file, picture))
        return f"I{self._pictures[key][1]}"

    def _set_stroke(self, color: Color, width: float) -> None:
        if self._stroke != (color, width):
            self._stroke = (color, width)
            self._code.append(f"{_numbers(*color)} RG {number(width)} w")

    def _require_artifact(self) -> None:
        if not self._marks.in_artifact:
            raise ValueError("rules and boxes have no meaning of their own: draw them inside an artifact")

    def _make_preamble(self) -> Any:
        # ReportLab's names Helvetica on every page, which PDF/A wants embedded.
        self._preamble = ""


def _numbers(*values: float) -> str:
    return " ".join(map(number, values))

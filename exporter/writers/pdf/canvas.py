"""Plates to the pages of a tagged PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.pdfgen.canvas import Canvas

from exporter.writers.pdf.document import Leaf, TaggedDocument
from exporter.writers.pdf.links import LinkAnnotation, write_link
from exporter.writers.pdf.objects import number
from exporter.writers.pdf.outline import OutlineEntry, write_outline
from exporter.writers.pdf.pictures import write_picture
from exporter.writers.pdf.plate import NAME, LinkArea, PictureUse
from exporter.writers.pdf.structure import StructureElement, mark_of
from exporter.writers.pdf.structure_tree import write_structure
from exporter.writers.pdf.tilefont import write_font

if TYPE_CHECKING:
    from exporter.model.article import Picture
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.tiles import TileRegistry
    from exporter.writers.pdf.metadata import PdfMetadata
    from exporter.writers.pdf.plate import Plate


class TaggedCanvas(Canvas):  # type: ignore[misc] # ReportLab has no type hints
    """Put plates on the pages of one file, several on a page if need be.

    Attributes:
        root: Of the structure tree; may grow until the document is finished.
    """

    def __init__(self, metadata: PdfMetadata, tiles: TileRegistry, root: StructureElement) -> None:
        super().__init__("", pagesize=(0.0, 0.0), invariant=1)
        self.root = root
        self._doc = TaggedDocument(metadata)
        self._file = self._doc.file
        self._tiles = tiles
        self._resources = self._file.allocate()
        self._fonts: dict[Font, str] = {}
        self._pictures: dict[int, tuple[Picture, int]] = {}
        self._bookmarks: dict[str, tuple[Leaf, float]] = {}
        self._entries: list[OutlineEntry] = []
        self._annotations: list[LinkAnnotation] = []
        self._leaves: list[Leaf] = []
        self._marked: list[list[StructureElement]] = []

    def open_page(self, size: tuple[float, float]) -> Leaf:
        """Add a blank page behind all others."""
        leaf = Leaf(len(self._leaves), self._file.allocate(), size)
        self._leaves.append(leaf)
        self._marked.append([])
        return leaf

    def place(self, plate: Plate, leaf: Leaf) -> None:
        """Put a plate on a page; it is compressed and let go.

        Raises:
            PictureError: A picture cannot be read.
        """
        self._place_marks(plate, leaf)
        code = plate.code
        for font, at in plate.fonts:
            code[at] = f"/{self._font_name(font)} {code[at]}"
        for use in plate.uses:
            if isinstance(use, LinkArea):
                self._add_link(use, leaf)
            else:
                code[use.at] = code[use.at].replace(NAME, self._picture_name(use), 1)
        if code:
            leaf.content.add("\n".join([*code, ""]).encode("ascii"))

    def bookmark(self, name: str, leaf: Leaf, y: float) -> None:
        """Name a height on a page as the goal of links and outline entries."""
        if name in self._bookmarks:
            raise ValueError(f"bookmark {name} stands twice")
        self._bookmarks[name] = (leaf, y)

    def outline(self, title: str, destination: str, level: int) -> None:
        """Add an entry to the outline; levels count from 0."""
        self._entries.append(OutlineEntry(title, destination, level))

    def finish(self) -> bytes:
        """End the document and return the file.

        Raises:
            FontLimitError: A font needs more shapes than it can have.
        """
        for leaf in self._leaves:
            self._doc.write_page(leaf, self._resources)
        for key, annotation in enumerate(self._annotations, len(self._leaves)):
            write_link(self._file, annotation, key, self._destination)
        self._finish_catalog()
        self._finish_resources()
        data: bytes = self._doc.format()
        return data

    def _place_marks(self, plate: Plate, leaf: Leaf) -> None:
        elements = plate.marks.elements
        if not elements:
            return
        if self._marked[leaf.index]:
            raise ValueError("two plates on one page with content that is no artifact")
        self._marked[leaf.index] = elements
        for mcid, element in enumerate(elements):
            element.add_mark(mark_of(leaf.index, mcid))

    def _add_link(self, area: LinkArea, leaf: Leaf) -> None:
        annotation = LinkAnnotation(self._file.allocate(), area.link, area.rectangle)
        area.link.add_annotation(leaf.index, annotation.number)
        self._annotations.append(annotation)
        leaf.annotations.append(annotation.number)

    def _finish_catalog(self) -> None:
        catalog = self._doc.Catalog
        numbers = [leaf.number for leaf in self._leaves]
        links = [annotation.link for annotation in self._annotations]
        tree = write_structure(self._file, self.root, numbers, self._marked, links)
        catalog.StructTreeRoot = f"{tree} 0 R"
        outline = write_outline(self._file, self._entries, self._destination)
        if outline is not None:
            catalog.Outlines = f"{outline} 0 R"
            catalog.PageMode = "/UseOutlines"

    def _finish_resources(self) -> None:
        fonts = " ".join(
            f"/{name} {write_font(self._file, self._tiles.of(font))} 0 R"
            for font, name in self._fonts.items()
        )
        pictures = " ".join(f"/I{number} {number} 0 R" for _, number in self._pictures.values())
        body = f"<</ProcSet[/PDF/Text/ImageB/ImageC/ImageI]/Font<<{fonts}>>/XObject<<{pictures}>>>>"
        self._file.put(self._resources, body.encode("ascii"))

    def _destination(self, name: str) -> str:
        if name not in self._bookmarks:
            raise ValueError(f"no bookmark {name}")
        leaf, y = self._bookmarks[name]
        return f"[{leaf.number} 0 R/XYZ null {number(y)} null]"

    def _font_name(self, font: Font) -> str:
        return self._fonts.setdefault(font, f"F{len(self._fonts) + 1}")

    def _picture_name(self, use: PictureUse) -> str:
        key = id(use.picture)
        if key not in self._pictures:  # the picture is kept beside its number: its id stays its own
            self._pictures[key] = (use.picture, write_picture(self._file, use.picture))
        return f"I{self._pictures[key][1]}"

    def _make_preamble(self) -> Any:
        # ReportLab's names Helvetica on every page, which PDF/A wants embedded.
        self._preamble = ""

"""ReportLab's registry of PDF objects, made to write PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase import pdfdoc

from exporter.writers.pdf.color import srgb_profile
from exporter.writers.pdf.compression import Deflated
from exporter.writers.pdf.metadata import PdfMetadata, write_info, write_xmp
from exporter.writers.pdf.objects import PdfFile, array, text_string

_SRGB = "sRGB IEC61966-2.1"


class RawObject(pdfdoc.PDFObject):  # type: ignore[misc] # ReportLab has no type hints
    """Hold an object that is already written."""

    def __init__(self, body: str) -> None:
        self.body = body

    def format(self, document: Any) -> bytes:  # noqa: ARG002 - ReportLab's signature
        """Return the object as it stands in the file."""
        return self.body.encode("ascii")


class TaggedCatalog(pdfdoc.PDFCatalog):  # type: ignore[misc] # ReportLab has no type hints
    """Know the entry that PDF/A needs and ReportLab does not have."""

    __NoDefault__ = (*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents")


@dataclass(slots=True)
class Leaf:
    """Hold a page: what was drawn on it, compressed, until the file is written.

    Attributes:
        index: From 0; its StructParents.
        number: Of its object.
        size: Width and height in points.
        content: Operators.
        annotations: Object numbers.
    """

    index: int
    number: int
    size: tuple[float, float]
    content: Deflated = field(default_factory=Deflated)
    annotations: list[int] = field(default_factory=list)


class TaggedDocument(pdfdoc.PDFDocument):  # type: ignore[misc] # ReportLab has no type hints
    """Register objects as ReportLab does and write them into object streams.

    Attributes:
        file: What is written; it numbers ReportLab's objects, too.
    """

    def __init__(self, metadata: PdfMetadata) -> None:
        self.file = PdfFile()
        super().__init__(compression=1, invariant=1, pdfVersion=(1, 7), lang=metadata.language)
        self._metadata = metadata
        self.info = RawObject(write_info(metadata))
        self._tree = self.file.allocate()
        self._leaves: list[int] = []
        self.Catalog = self._catalog = self._describe()

    @property
    def objectcounter(self) -> int:
        """Return the highest object number given out."""
        return self.file.count

    @objectcounter.setter
    def objectcounter(self, count: int) -> None:
        self.file.count = count

    def write_page(self, leaf: Leaf, resources: int) -> None:
        """Write a finished page and let go of its content; pages come in order."""
        contents = self.file.allocate()
        self.file.put_stream(contents, "/Filter/FlateDecode", leaf.content.close())
        leaf.content = Deflated()
        annotations = " ".join(f"{number} 0 R" for number in leaf.annotations)
        # No Trans: PDF/UA and printers gain nothing from an empty transition.
        body = (
            f"<</Type/Page/Parent {self._tree} 0 R/MediaBox{array((0.0, 0.0, *leaf.size))}"
            f"/Resources {resources} 0 R/Contents {contents} 0 R"
            f"{f'/Annots[{annotations}]' if annotations else ''}/StructParents {leaf.index}/Tabs/S>>"
        )
        self.file.put(leaf.number, body.encode("ascii"))
        self._leaves.append(leaf.number)

    def format(self) -> bytes:
        """Return the file; all objects are known by now."""
        kids = " ".join(f"{number} 0 R" for number in self._leaves)
        pages = f"<</Type/Pages/Count {len(self._leaves)}/Kids[{kids}]>>"
        self.file.put(self._tree, pages.encode("ascii"))
        root = self._number_of(self.Catalog)
        info = self._number_of(self.info)
        number = 0
        while number < self.objectcounter:  # formatting may register more objects
            number += 1
            name = self.numberToId.get(number)
            if name is not None:
                self.file.put(number, pdfdoc.format(self.idToObject[name], self, toplevel=1))
        return self.file.close(root, info)

    def _number_of(self, registered: Any) -> int:
        self.Reference(registered)
        number: int = self.idToObjectNumberAndVersion[registered.__InternalName__][0]
        return number

    def _describe(self) -> TaggedCatalog:
        catalog = TaggedCatalog()
        catalog.Pages = f"{self._tree} 0 R"
        catalog.Lang = text_string(self._metadata.language)
        catalog.MarkInfo = "<</Marked true>>"
        direction = "/Direction/R2L" if self._metadata.direction == "rtl" else ""
        catalog.ViewerPreferences = f"<</DisplayDocTitle true{direction}>>"
        if self._metadata.facing:
            catalog.PageLayout = "/TwoPageRight"
        xmp = write_xmp(self._metadata)
        # PDF/A-2, 6.6.2.1 allows a filter, but what only looks for the packet finds it without one.
        metadata = self.file.add_stream("/Type/Metadata/Subtype/XML", xmp, encoded=True)
        catalog.Metadata = f"{metadata} 0 R"
        profile = self.file.add_stream("/N 3", srgb_profile())
        catalog.OutputIntents = (
            f"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({_SRGB})"
            f"/Info({_SRGB})/DestOutputProfile {profile} 0 R>>]"
        )
        return catalog

"""Stretches of a page's content to the structure elements they belong to."""

from __future__ import annotations

from exporter.writers.pdf.structure import ARTIFACT, StructureElement, mark_of


class Marks:
    """Hand out marked-content ids; nothing of a page is without an owner.

    Attributes:
        pages: For each page, the elements by marked-content id.
    """

    def __init__(self) -> None:
        self.pages: list[list[StructureElement]] = []
        self._index = 0
        self._artifact = False

    @property
    def in_artifact(self) -> bool:
        """Tell whether an artifact is open."""
        return self._artifact

    def turn_to(self, index: int) -> None:
        """Go on with a page, the one after the last or one begun before."""
        if index == len(self.pages):
            self.pages.append([])
        self._index = index

    def open(self, element: StructureElement) -> str:
        """Return the operator that begins content of an element, which receives the mark."""
        if element is ARTIFACT:
            return "/Artifact BMC"
        if self._artifact:
            raise ValueError(f"content of {element.tag} inside an artifact")
        page = self.pages[self._index]
        element.add_mark(mark_of(self._index, len(page)))
        page.append(element)
        return f"/{element.tag}<</MCID {len(page) - 1}>>BDC"

    def open_artifact(self, kind: str, subtype: str) -> str:
        """Return the operator that begins content without meaning."""
        if self._artifact:
            raise ValueError("an artifact inside an artifact")
        self._artifact = True
        return f"/Artifact<</Type/{kind}{'/Subtype/' + subtype if subtype else ''}>>BDC"

    def close_artifact(self) -> str:
        """Return the operator that ends an artifact."""
        self._artifact = False
        return "EMC"

"""Stretches of a page's content to the structure elements they belong to."""

from __future__ import annotations

from exporter.writers.pdf.structure import ARTIFACT, StructureElement


class Marks:
    """Hand out one page's marked-content ids; nothing of a page is without an owner.

    Attributes:
        elements: By marked-content id.
    """

    def __init__(self) -> None:
        self.elements: list[StructureElement] = []
        self._artifact = False

    @property
    def in_artifact(self) -> bool:
        """Tell whether an artifact is open."""
        return self._artifact

    def open(self, element: StructureElement) -> str:
        """Return the operator that begins content of an element."""
        if element is ARTIFACT:
            return "/Artifact BMC"
        if self._artifact:
            raise ValueError(f"content of {element.tag} inside an artifact")
        self.elements.append(element)
        return f"/{element.tag}<</MCID {len(self.elements) - 1}>>BDC"

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

"""Where links were drawn to the annotations that make them work."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from exporter.writers.pdf.objects import PdfFile, array, text_string
from exporter.writers.pdf.structure import Rectangle, StructureElement

_NO_URI_LETTER = re.compile(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]")


class LinkAnnotation(NamedTuple):
    """Hold one area of a link; its object number is given out when it is drawn."""

    number: int
    link: StructureElement
    area: Rectangle


def write_link(
    file: PdfFile, annotation: LinkAnnotation, key: int, destination: Callable[[str], str]
) -> None:
    """Write a link annotation (PDF/UA-1, 7.18.5: with a description and its place in the structure).

    Args:
        file: Receives the object.
        annotation: To write.
        key: Its StructParent.
        destination: Gives the explicit destination of a bookmark.
    """
    link = annotation.link
    contents = link.contents or link.alt or link.uri or link.destination
    target = f"/A<</S/URI/URI{_uri(link.uri)}>>" if link.uri else f"/Dest{destination(link.destination)}"
    body = (
        f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect{array(annotation.area)}"
        f"/Contents{text_string(contents)}{target}/StructParent {key}>>"
    )
    file.put(annotation.number, body.encode("ascii"))


def _uri(uri: str) -> str:
    """Write an address as a string; a PDF's is ASCII."""
    return text_string(_NO_URI_LETTER.sub(_percent_encoded, uri))


def _percent_encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))

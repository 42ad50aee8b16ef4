"""Parts to a python-docx package: relations, pictures, and what ties them together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import quote

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.parts.image import ImagePart

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.package import Package
    from lxml.etree import _Element

    from exporter.model.article import Picture

_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# What an address may hold (RFC 3986); Word repairs files whose links hold anything else.
_ADDRESS: Final = "%:/?#[]@!$&'()*+,;=~-._"


def wml_type(kind: str) -> str:
    """Return the media type of a WordprocessingML part."""
    return f"{_WML}.{kind}+xml"


def make_part(package: Package, path: str, media_type: str, content: bytes) -> Part:
    """Make a part of bytes."""
    return Part(PackURI(path), media_type, content, package)


def make_xml_part(package: Package, path: str, media_type: str, root: _Element) -> XmlPart:
    """Make a part of elements."""
    # Any element will do: the part only writes it out.
    return XmlPart(PackURI(path), media_type, cast("BaseOxmlElement", root), package)


@dataclass(slots=True)
class PictureParts:
    """Hold the picture parts of one package; the same picture is stored once."""

    package: Package
    _parts: dict[str, ImagePart] = field(default_factory=dict)

    def part(self, src: str, picture: Picture) -> ImagePart:
        """Return a picture's part."""
        if src not in self._parts:
            ending = "png" if picture.media_type == "image/png" else "jpeg"
            path = PackURI(f"/word/media/image{len(self._parts) + 1}.{ending}")
            self._parts[src] = ImagePart(path, picture.media_type, picture.data)
        return self._parts[src]


@dataclass(slots=True)
class Relations:
    """Relate one part to links and pictures.

    python-docx looks through all relations of a part for each new one; this remembers them.
    """

    part: Part
    pictures: PictureParts
    _links: dict[str, str] = field(default_factory=dict)

    def link(self, href: str) -> str:
        """Return the id of the relation to an address."""
        known = self._links.get(href)
        if known is None:
            known = self._links[href] = f"rIdLink{len(self._links) + 1}"
            self.part.load_rel(RT.HYPERLINK, quote(href, safe=_ADDRESS, errors="replace"), known, True)
        return known

    def picture(self, src: str, picture: Picture) -> str:
        """Return the id of the relation to a picture."""
        relation: str = self.part.relate_to(self.pictures.part(src, picture), RT.IMAGE)
        return relation

"""Parts to a python-docx package: relations, pictures, and what ties them together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.parts.image import ImagePart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.package import Package

    from exporter.model.article import Picture

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WML: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# What an address may hold (RFC 3986); Word repairs files whose links hold anything else.
_ADDRESS: Final = "%:/?#[]@!$&'()*+,;=~-._"


def wml_type(kind: str) -> str:
    """Return the media type of a WordprocessingML part."""
    return f"{_WML}.{kind}+xml"


def make_part(package: Package, path: str, media_type: str, markup: str) -> Part:
    """Make a part of markup."""
    return join_part(package, path, media_type, [markup.encode()])


def join_part(package: Package, path: str, media_type: str, pieces: Iterable[bytes]) -> Part:
    """Make a part of pieces of markup."""
    return Part(PackURI(path), media_type, b"".join([DECLARATION.encode(), *pieces]), package)


@dataclass(slots=True)
class PictureParts:
    """Hold the picture parts of one package; the same picture is stored once."""

    package: Package
    _parts: dict[tuple[str, bytes], ImagePart] = field(default_factory=dict)

    def part(self, src: str, picture: Picture) -> ImagePart:
        """Return a picture's part."""
        key = (src, picture.data)  # articles call different pictures by the same name
        if key not in self._parts:
            ending = "png" if picture.media_type == "image/png" else "jpeg"
            path = PackURI(f"/word/media/image{len(self._parts) + 1}.{ending}")
            self._parts[key] = ImagePart(path, picture.media_type, picture.data)
        return self._parts[key]


@dataclass(slots=True)
class Relations:
    """Collect what one part relates to, before there is the part.

    python-docx looks through all relations of a part for each new one; this remembers them.
    """

    pictures: PictureParts
    _links: dict[str, str] = field(default_factory=dict)
    _images: dict[str, ImagePart] = field(default_factory=dict)

    def link(self, href: str) -> str:
        """Return the id of the relation to an address."""
        return self._links.setdefault(href, f"rIdLink{len(self._links) + 1}")

    def picture(self, src: str, picture: Picture) -> str:
        """Return the id of the relation to a picture."""
        part = self.pictures.part(src, picture)
        relation = f"rIdImage{part.partname.idx}"
        self._images[relation] = part
        return relation

    def relate(self, part: Part) -> None:
        """Give the part its relations."""
        for href, relation in self._links.items():
            part.load_rel(RT.HYPERLINK, quote(href, safe=_ADDRESS, errors="replace"), relation, True)
        for relation, image in self._images.items():
            part.load_rel(RT.IMAGE, image, relation)

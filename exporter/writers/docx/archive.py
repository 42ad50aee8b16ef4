"""A python-docx package to the bytes of a zip, the same at every run."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Final

from exporter.writers.docx.parts import DECLARATION

if TYPE_CHECKING:
    from docx.package import Package

LEVEL: Final = 6
EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_RELATIONS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"


def write_archive(package: Package) -> bytes:
    """Return the package as bytes; its own ``save`` would put the clock into them."""
    parts = sorted(package.iter_parts(), key=lambda part: str(part.partname))
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": _content_types({str(part.partname): part.content_type for part in parts}),
        "_rels/.rels": package.rels.xml,
    }
    for part in parts:
        members[part.partname.membername] = part.blob
        if part.rels:
            members[part.partname.rels_uri.membername] = part.rels.xml
    return _pack(members)


def _content_types(types: dict[str, str]) -> bytes:
    # Both are our own and hold nothing to escape; importing xml.sax.saxutils takes 30 ms.
    overrides = "".join(
        f'<Override PartName="{path}" ContentType="{media_type}"/>' for path, media_type in types.items()
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    return (
        f'{DECLARATION}<Types xmlns="{namespace}"><Default Extension="rels" ContentType="{_RELATIONS_TYPE}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def _pack(members: dict[str, bytes | str]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for path, content in members.items():
            info = zipfile.ZipInfo(path, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, content)
    return stream.getvalue()

"""Figures to drawings in the line, with what they show in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml.etree import SubElement

from exporter.errors import PictureError, SourceLocation
from exporter.model.edition import plain_text
from exporter.writers.docx.draft import bookmark_name
from exporter.writers.docx.elements import add_run, legal, name
from exporter.writers.docx.look import TEXT_HEIGHT
from exporter.writers.docx.runs import close_bookmark, open_bookmark

if TYPE_CHECKING:
    from lxml.etree import _Element

    from exporter.model.article import Picture
    from exporter.model.blocks import Figure
    from exporter.model.inlines import EditionInline
    from exporter.writers.docx.draft import Draft

EMU_PER_TWIP: Final = 635
TWIPS_PER_INCH: Final = 1440
COARSEST: Final = 150  # pixels to the inch; larger pictures are shown finer
TALLEST: Final = 0.62  # of the page's text
_PICTURE_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def add_picture(paragraph: _Element, figure: Figure[EditionInline], width: int, draft: Draft) -> None:
    """Add a figure's picture, at most ``width`` twips wide; the bookmark of its alt text is around it."""
    picture = draft.edition.pictures.get(figure.src)
    if picture is None:
        raise PictureError(
            f'there is no picture "{figure.src}"',
            at=SourceLocation(draft.edition.path, figure.alt.line),
            hint="put the picture beside the article",
        )
    opened = open_bookmark(paragraph, bookmark_name(figure.alt.id), draft)
    drawing = SubElement(add_run(paragraph), name("w:drawing"))
    relation = draft.relations.picture(figure.src, picture)
    alt = legal(plain_text(figure.alt))
    _add_inline(drawing, next(draft.drawings), alt, relation, picture_size(picture, width))
    close_bookmark(paragraph, opened)


def picture_size(picture: Picture, width: int) -> tuple[int, int]:
    """Return the size in EMU of a picture that may be ``width`` twips wide."""
    across = max(picture.width, 1) / COARSEST * TWIPS_PER_INCH
    along = max(picture.height, 1) / COARSEST * TWIPS_PER_INCH
    scale = min(1.0, width / across, TALLEST * TEXT_HEIGHT / along)
    return max(int(across * scale), 20) * EMU_PER_TWIP, max(int(along * scale), 20) * EMU_PER_TWIP


def _add_inline(drawing: _Element, number: int, alt: str, relation: str, size: tuple[int, int]) -> None:
    extent = {"cx": str(size[0]), "cy": str(size[1])}
    inline = SubElement(drawing, name("wp:inline"), dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))
    SubElement(inline, name("wp:extent"), extent)
    SubElement(inline, name("wp:docPr"), {"id": str(number), "name": f"Picture {number}", "descr": alt})
    frame = SubElement(inline, name("wp:cNvGraphicFramePr"))
    SubElement(frame, name("a:graphicFrameLocks"), {"noChangeAspect": "1"})
    graphic = SubElement(SubElement(inline, name("a:graphic")), name("a:graphicData"), {"uri": _PICTURE_URI})
    pic = SubElement(graphic, name("pic:pic"))
    described = SubElement(pic, name("pic:nvPicPr"))
    SubElement(described, name("pic:cNvPr"), {"id": str(number), "name": f"Picture {number}"})
    SubElement(described, name("pic:cNvPicPr"))
    fill = SubElement(pic, name("pic:blipFill"))
    SubElement(fill, name("a:blip"), {name("r:embed"): relation})
    SubElement(SubElement(fill, name("a:stretch")), name("a:fillRect"))
    shape = SubElement(pic, name("pic:spPr"))
    transform = SubElement(shape, name("a:xfrm"))
    SubElement(transform, name("a:off"), {"x": "0", "y": "0"})
    SubElement(transform, name("a:ext"), extent)
    SubElement(SubElement(shape, name("a:prstGeom"), {"prst": "rect"}), name("a:avLst"))

"""Figures to drawings in the line, with what they show in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporter.errors import PictureError, SourceLocation
from exporter.model.edition import plain_text
from exporter.writers.docx.look import TEXT_HEIGHT
from exporter.writers.docx.markup import NAMESPACES, attribute, run
from exporter.writers.docx.runs import bookmarked

if TYPE_CHECKING:
    from exporter.model.article import Picture
    from exporter.model.blocks import Figure
    from exporter.model.inlines import EditionInline
    from exporter.writers.docx.draft import Draft

EMU_PER_TWIP: Final = 635
TWIPS_PER_INCH: Final = 1440
COARSEST: Final = 150  # pixels to the inch; larger pictures are shown finer
TALLEST: Final = 0.62  # of the page's text


def write_picture(figure: Figure[EditionInline], width: int, draft: Draft) -> str:
    """Return a figure's picture, at most ``width`` twips wide, within the bookmark of its alt text.

    Raises:
        PictureError: The edition does not have the picture.
    """
    picture = draft.pictures.get(figure.src)
    if picture is None:
        raise PictureError(
            f'there is no picture "{figure.src}"',
            at=SourceLocation(draft.path, figure.alt.line),
            hint="put the picture beside the article",
        )
    relation = draft.relations.picture(figure.src, picture)
    alt = attribute(plain_text(figure.alt))
    drawing = _write_drawing(next(draft.drawings), alt, relation, picture_size(picture, width))
    return bookmarked(draft.bookmark(figure.alt.id), run(drawing), draft)


def picture_size(picture: Picture, width: int) -> tuple[int, int]:
    """Return the size in EMU of a picture that may be ``width`` twips wide."""
    across = max(picture.width, 1) / COARSEST * TWIPS_PER_INCH
    along = max(picture.height, 1) / COARSEST * TWIPS_PER_INCH
    scale = min(1.0, width / across, TALLEST * TEXT_HEIGHT / along)
    return max(int(across * scale), 20) * EMU_PER_TWIP, max(int(along * scale), 20) * EMU_PER_TWIP


def _write_drawing(number: int, alt: str, relation: str, size: tuple[int, int]) -> str:
    extent = f'cx="{size[0]}" cy="{size[1]}"'
    named = f'id="{number}" name="Picture {number}"'
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr {named} descr="{alt}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )

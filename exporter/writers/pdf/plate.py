"""What is drawn on one page, before it has a place in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from exporter.writers.pdf.marks import Marks

if TYPE_CHECKING:
    from exporter.model.article import Picture
    from exporter.typesetting.fonts import Font
    from exporter.writers.pdf.structure import Rectangle, StructureElement


NAME = "@"  # where an operator names a picture: names are given in the file


class LinkArea(NamedTuple):
    """Hold where on the page a link was drawn, in points."""

    link: StructureElement
    start: float
    bottom: float
    end: float
    top: float

    @property
    def rectangle(self) -> Rectangle:
        """Return the area itself."""
        return self.start, self.bottom, self.end, self.top


class PictureUse(NamedTuple):
    """Hold a picture and which of the operators shows it, with `NAME` in place of a name."""

    picture: Picture
    at: int


class FontUse(NamedTuple):
    """Hold a font and which of the operators selects it: its name belongs before it."""

    font: Font
    at: int


Use: TypeAlias = LinkArea | PictureUse


@dataclass(slots=True)
class Plate:
    """Collect a page's content.

    Attributes:
        code: Operators, in lines of the content stream.
        marks: Whose the content is.
        fonts: In order; up to the first one no text is shown.
        uses: Links and pictures in the order in which they were drawn.
    """

    code: list[str] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    fonts: list[FontUse] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)

"""Lines, rules and pictures to plates, one page after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, TypeAlias

from exporter.writers.pdf.objects import number
from exporter.writers.pdf.plate import NAME, PictureUse, Plate
from exporter.writers.pdf.textcode import TextCoder

if TYPE_CHECKING:
    from exporter.model.article import Picture
    from exporter.typesetting.lines import Color, Line
    from exporter.typesetting.shapes import Shape
    from exporter.typesetting.tiles import TileRegistry
    from exporter.writers.pdf.structure import Rectangle, StructureElement

ArtifactKind: TypeAlias = Literal["Pagination", "Layout", "Background", "Header", "Footer"]

_DOT_STEP = 5.0  # of a dotted rule, as a multiple of its width


class PageCanvas:
    """Draw page after page; everything drawn belongs to an element or is an artifact.

    Coordinates are points from the lower left corner of the page.
    """

    def __init__(self, tiles: TileRegistry) -> None:
        self._text = TextCoder(tiles)
        self.open_page(rtl=False)

    def open_page(self, *, rtl: bool) -> None:
        """Begin a page; ``rtl`` is the direction of its text."""
        self._plate = Plate()
        self._text.begin(self._plate)
        self._rtl = rtl
        self._stroke: tuple[Color, float] | None = None
        self._boxed: set[StructureElement] = set()

    def take_plate(self) -> Plate:
        """Return what was drawn, and begin a page of the same direction."""
        plate = self._plate
        self.open_page(rtl=self._rtl)
        return plate

    def draw_lines(
        self,
        lines: Sequence[tuple[Line, float, float]],
        element: StructureElement | None = None,
        *,
        artifact: ArtifactKind | Literal[""] = "",
    ) -> None:
        """Draw lines as one text object.

        A piece whose style's owner is a structure element is drawn for it, other pieces for
        ``element``. Pieces of links become areas that can be clicked.

        Args:
            lines: Each with the left edge of its measure and its baseline.
            element: None: what has no owner is an artifact.
            artifact: Its kind, unless `artifact` is open already.
        """
        self._text.rtl = self._rtl if element is None or element.rtl is None else element.rtl
        if element is None and artifact and not self._plate.marks.in_artifact:
            with self.artifact(artifact):
                self._text.write(lines, None)
        else:
            self._text.write(lines, element)

    @contextmanager
    def artifact(self, kind: ArtifactKind = "Layout", subtype: str = "") -> Iterator[None]:
        """Draw what assistive technology leaves out; a header or footer is pagination."""
        if kind in {"Header", "Footer"}:
            kind, subtype = "Pagination", kind
        code, marks = self._plate.code, self._plate.marks
        code.append(marks.open_artifact(kind, subtype))
        yield
        code.append(marks.close_artifact())

    def rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        width: float,
        color: Color,
        *,
        dotted: bool = False,
    ) -> None:
        """Draw a straight line, inside an artifact only."""
        self._require_artifact()
        self._set_stroke(color, width)
        line = f"{_numbers(x1, y1)} m {_numbers(x2, y2)} l S"
        self._plate.code.append(f"q 1 J[0 {number(_DOT_STEP * width)}]0 d {line} Q" if dotted else line)

    def fill_rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        color: Color | None,
        *,
        stroke: Color | None = None,
        stroke_width: float = 0.5,
    ) -> None:
        """Draw a rectangle, filled, stroked or both, inside an artifact only."""
        self._require_artifact()
        if color is not None and color != self._text.color:
            self._text.color = color
            self._plate.code.append(f"{_numbers(*color)} rg")
        if stroke is not None:
            self._set_stroke(stroke, stroke_width)
        operator = ("f" if stroke is None else "B") if color is not None else "S"
        self._plate.code.append(f"{_numbers(x, y, width, height)} re {operator}")

    def image(
        self,
        picture: Picture,
        x: float,
        y: float,
        width: float,
        height: float,
        element: StructureElement | None,
    ) -> None:
        """Draw a picture, PNG or JPEG; the same one is embedded once.

        Args:
            picture: What to draw.
            x: Left edge.
            y: Lower edge.
            width: On the page.
            height: On the page.
            element: A ``Figure`` with alt text; None makes an artifact.
        """
        code, marks = self._plate.code, self._plate.marks
        show = f"q {_numbers(width, 0, 0, height, x, y)} cm /{NAME} Do Q"
        if element is not None:
            show = f"{marks.open(element)} {show} EMC"
            element.bbox = element.bbox or (x, y, x + width, y + height)
        elif not marks.in_artifact:
            show = f"/Artifact BMC {show} EMC"
        self._plate.uses.append(PictureUse(picture, len(code)))
        code.append(show)

    def drawing(
        self,
        shapes: Sequence[Shape],
        x: float,
        y: float,
        box: Rectangle,
        element: StructureElement | None,
    ) -> None:
        """Draw shapes below and to the right of a point; ``element`` is a ``Figure`` with alt text."""
        from exporter.writers.pdf.shapes import write_shapes  # few documents have any

        if element is None:
            raise ValueError("a drawing belongs to a figure")
        if element.bbox is None:
            self._boxed.add(element)
            element.bbox = box
        elif element in self._boxed:
            x1, y1, x2, y2 = element.bbox
            element.bbox = (min(x1, box[0]), min(y1, box[1]), max(x2, box[2]), max(y2, box[3]))
        opened = self._plate.marks.open(element)
        self._plate.code.append(f"{opened}\n{write_shapes(shapes, x, y)}\nEMC")

    def _set_stroke(self, color: Color, width: float) -> None:
        if self._stroke != (color, width):
            self._stroke = (color, width)
            self._plate.code.append(f"{_numbers(*color)} RG {number(width)} w")

    def _require_artifact(self) -> None:
        if not self._plate.marks.in_artifact:
            raise ValueError("rules and boxes have no meaning of their own: draw them inside an artifact")


def _numbers(*values: float) -> str:
    return " ".join(map(number, values))

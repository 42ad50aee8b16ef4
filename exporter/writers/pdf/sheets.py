"""A part of a book to sheets: pages that are laid out, and drawn unless they have late lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from exporter.typesetting.pages import paginate
from exporter.writers.pdf.draw import anchors_of, draw_columns, is_late

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporter.typesetting.flow import Anchor, Strip
    from exporter.typesetting.pages import Page
    from exporter.writers.pdf.compositor import Compositor
    from exporter.writers.pdf.furniture import Furniture
    from exporter.writers.pdf.page_canvas import PageCanvas
    from exporter.writers.pdf.plate import Plate

NOTE_GAP = 16.0
_NO_NUMBERS: Final[Mapping[str, int]] = MappingProxyType({})


def _no_note(number: int) -> Sequence[Strip]:
    raise KeyError(number)


@dataclass(frozen=True, slots=True)
class Part:
    """Hold what begins on a new page, with a page, direction and furniture of its own.

    Attributes:
        compositor: Set the strips; knows page, direction and pictures.
        strips: The column; taken one by one, page after page.
        note: Returns the strips of a note by its number.
        furniture: Draws header and footer.
        opens: On any page, or on one with an odd or even number after a blank one.
    """

    compositor: Compositor
    strips: Iterable[Strip]
    furniture: Furniture
    note: Callable[[int], Sequence[Strip]] = _no_note
    opens: Literal["any", "odd", "even"] = "any"


Section: TypeAlias = "Part | tuple[Part, ...]"
"""A part, or several whose pages take turns; one that ends before the others goes on with blank pages."""


class Sheet(NamedTuple):
    """Hold a page of a part.

    Attributes:
        anchors: In order, each with its height on the page.
        plate: Without furniture; None: it must wait until all pages are known.
        columns: What is to be drawn then.
    """

    anchors: Sequence[tuple[Anchor, float]]
    plate: Plate | None
    columns: Sequence[Page] = ()


BLANK = Sheet((), None)


def print_part(part: Part, strips: Iterable[Strip], canvas: PageCanvas) -> Iterator[Sheet]:
    """Lay out the strips of a part, and draw each page as soon as it is known."""
    page, c = part.compositor.theme.page, part.compositor
    columns = paginate(strips, height=page.column_height, notes=part.note, note_gap=NOTE_GAP)
    while found := tuple(islice(columns, page.columns)):
        anchors = [(anchor, page.height - page.top - y) for anchor, y in anchors_of(found)]
        if is_late(found):
            yield Sheet(anchors, None, found)
        else:
            yield Sheet(anchors, draw_sheet(found, c, canvas, _NO_NUMBERS))


def draw_sheet(
    columns: Sequence[Page], c: Compositor, canvas: PageCanvas, numbers: Mapping[str, int]
) -> Plate:
    """Draw the columns of a page; ``numbers`` are those of the pages that anchors stand on."""
    canvas.open_page(rtl=c.rtl)
    draw_columns(columns, canvas, c, numbers)
    return canvas.take_plate()

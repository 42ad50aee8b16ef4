"""Parts of a book to one file: each page is drawn as soon as it is known, and what repeats at the end."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from exporter import __version__
from exporter.model.edition import plain_text
from exporter.typesetting.pages import paginate
from exporter.writers.pdf.canvas import TaggedCanvas
from exporter.writers.pdf.chunks import Chunks
from exporter.writers.pdf.compose import compose_edition
from exporter.writers.pdf.compositor import Compositor
from exporter.writers.pdf.draw import anchors_of, draw_columns, is_late
from exporter.writers.pdf.furniture import Folio, running_furniture
from exporter.writers.pdf.metadata import PdfMetadata
from exporter.writers.pdf.spread import Spread, spread_chunks
from exporter.writers.pdf.theme_settings import ThemeSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporter.model.edition import Edition
    from exporter.typesetting.flow import Anchor, Strip
    from exporter.typesetting.pages import Page
    from exporter.typesetting.tiles import TileRegistry
    from exporter.writers.pdf.document import Leaf
    from exporter.writers.pdf.furniture import Furniture
    from exporter.writers.pdf.structure import StructureElement

NOTE_GAP = 16.0


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


@dataclass(frozen=True, slots=True)
class Book:
    """Hold what the parts of a file have in common.

    Attributes:
        metadata: Its direction is that in which its pages are turned.
        root: Of the structure tree; may grow until the last part is drawn.
        tiles: Of all typesetters.
        numbers: The page numbers of anchors, as far as pages are known: all of those before a part
            when its first strip is taken, and all when late lines are built.
    """

    metadata: PdfMetadata
    root: StructureElement
    tiles: TileRegistry
    numbers: dict[str, int] = field(default_factory=dict)


def write_edition(edition: Edition, settings: ThemeSettings | None = None, *, jobs: int = 1) -> bytes:
    """Return the edition's PDF; a long one is set by several processes."""
    compositor = Compositor(edition, settings or ThemeSettings())
    composition = compose_edition(edition, compositor)
    part = Part(compositor, composition.strips, running_furniture(compositor), composition.note)
    metadata = _metadata(edition)
    return write_book([part], Book(metadata, composition.root, compositor.typesetter.tiles), jobs=jobs)


def write_book(sections: Iterable[Section], book: Book, *, jobs: int = 1) -> bytes:
    """Return the PDF of parts that follow each other; their strips are asked for one part after the other.

    Args:
        sections: In order.
        book: What they share.
        jobs: Processes that set what `compose_edition` composed; the bytes are the same for any number.

    Raises:
        TooTallError: A picture or table header is taller than the page.
        FontLimitError: A font needs more shapes than it can have.
        WorkerError: A process was stopped from outside.
    """
    sections = tuple(sections)
    alone = [section.strips for section in sections if isinstance(section, Part)]
    flows = [strips for strips in alone if isinstance(strips, Chunks)]
    with _cycles_left_alone(), spread_chunks(flows, book.tiles, jobs) as spread:
        press = _Press(book, spread)
        for section in sections:
            press.print(section if isinstance(section, tuple) else (section,))
        return press.finish()


@contextmanager
def _cycles_left_alone() -> Iterator[None]:
    # All cycles that are made here live until the file is written; looking for others takes long.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class _Sheet(NamedTuple):
    """Hold a page that is laid out; no columns, it is blank."""

    part: Part
    place: int  # in the part, from 1
    columns: Sequence[Page]
    leaf: Leaf


class _Press:
    """Draw pages in order; those with late lines wait for the last."""

    def __init__(self, book: Book, spread: Spread) -> None:
        self._spread = spread
        self._canvas = TaggedCanvas(book.metadata, book.tiles, book.root, page_size=(0.0, 0.0))
        self._numbers = book.numbers
        self._sheets: list[_Sheet] = []
        # The outline goes first through all that stands on the pages of one side.
        self._marked: list[list[Anchor]] = []

    def print(self, parts: tuple[Part, ...]) -> None:
        """Draw a section as far as its pages are known."""
        self._marked += [[] for _ in parts[len(self._marked) :]]
        if parts[0].opens != "any" and (parts[0].opens == "odd") == len(self._sheets) % 2:
            self._print_sheet(parts[0], 0, (), [])
        for place, turn in enumerate(zip_longest(*map(self._columns, parts), fillvalue=()), 1):
            for part, columns, anchors in zip(parts, turn, self._marked, strict=False):
                self._print_sheet(part, place, columns, anchors)

    def finish(self) -> bytes:
        """Draw what had to wait, and return the file."""
        for sheet in self._sheets:
            self._canvas.turn_to(sheet.leaf)
            if sheet.columns:
                draw_columns(sheet.columns, self._canvas, sheet.part.compositor, self._numbers)
            folio = Folio(sheet.leaf.index + 1, len(self._sheets), sheet.place)
            sheet.part.furniture(self._canvas, folio)
            self._canvas.show_page()
        for anchor in chain.from_iterable(self._marked):
            self._canvas.outline(anchor.title, anchor.name, anchor.level)
        return self._canvas.finish()

    def _print_sheet(self, part: Part, place: int, columns: Sequence[Page], titled: list[Anchor]) -> None:
        page, compositor = part.compositor.theme.page, part.compositor
        leaf = self._canvas.open_page((page.width, page.height), rtl=compositor.rtl)
        for anchor, y in anchors_of(columns):
            self._numbers[anchor.name] = leaf.index + 1
            self._canvas.bookmark(anchor.name, page.height - page.top - y)
            if anchor.title:
                titled.append(anchor)
        late = is_late(columns)
        if not late:
            draw_columns(columns, self._canvas, compositor, self._numbers)
        self._canvas.show_page()
        self._sheets.append(_Sheet(part, place, columns if late else (), leaf))

    def _columns(self, part: Part) -> Iterator[Sequence[Page]]:
        """Return the columns of each page of a part."""
        page, strips = part.compositor.theme.page, self._spread.strips_of(part.strips)
        columns = paginate(strips, height=page.column_height, notes=part.note, note_gap=NOTE_GAP)
        while found := tuple(islice(columns, page.columns)):
            yield found


def _metadata(edition: Edition) -> PdfMetadata:
    return PdfMetadata(
        title=plain_text(edition.title),
        author="; ".join(edition.authors),
        subject=plain_text(edition.summary),
        keywords=(),
        language=edition.locale.tag,
        direction=edition.locale.direction,
        date=edition.date,
        producer=f"exporter {__version__}",
    )

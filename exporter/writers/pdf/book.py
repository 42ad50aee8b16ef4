"""Parts of a book to one file: each page is drawn as soon as it is known, and what repeats at the end."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from exporter import __version__
from exporter.model.edition import plain_text
from exporter.writers.pdf.canvas import TaggedCanvas
from exporter.writers.pdf.compose import compose_edition
from exporter.writers.pdf.compositor import Compositor
from exporter.writers.pdf.furniture import Folio, running_furniture
from exporter.writers.pdf.metadata import PdfMetadata
from exporter.writers.pdf.page_canvas import PageCanvas
from exporter.writers.pdf.sheets import BLANK, Part, Section, Sheet, draw_sheet
from exporter.writers.pdf.spread import Spread, spread_work
from exporter.writers.pdf.theme_settings import ThemeSettings

if TYPE_CHECKING:
    from exporter.model.edition import Edition
    from exporter.typesetting.flow import Anchor
    from exporter.typesetting.pages import Page
    from exporter.typesetting.tiles import TileRegistry
    from exporter.writers.pdf.document import Leaf
    from exporter.writers.pdf.structure import StructureElement


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


@contextmanager
def cycles_left_alone() -> Iterator[None]:
    """Look for no cycles: all that are made live until the file is written, and looking takes long.

    As a decorator it looks again when the function's own variables, nearly all there is, are gone.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@cycles_left_alone()
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
        jobs: Processes that set and draw what `compose_edition` composed; the bytes are the same for any
            number.

    Raises:
        TooTallError: A picture or table header is taller than the page.
        FontLimitError: A font needs more shapes than it can have.
        WorkerError: A process was stopped from outside.
    """
    turns = [section if isinstance(section, tuple) else (section,) for section in sections]
    canvas = PageCanvas(book.tiles)
    with spread_work(turns, book.tiles, canvas, jobs) as spread:
        press = _Press(book, spread, canvas)
        for parts in turns:
            press.print(parts)
        return press.finish()


class _Page(NamedTuple):
    """Hold a page of the file; columns are those that are still to be drawn."""

    part: Part
    place: int  # in the part, from 1
    columns: Sequence[Page]
    leaf: Leaf


class _Press:
    """Put sheets on pages in order; those with late lines, and all furniture, wait for the last."""

    def __init__(self, book: Book, spread: Spread, canvas: PageCanvas) -> None:
        self._spread = spread
        self._file = TaggedCanvas(book.metadata, book.tiles, book.root)
        self._canvas = canvas
        self._numbers = book.numbers
        self._pages: list[_Page] = []
        # The outline goes first through all that stands on the pages of one side.
        self._marked: list[list[Anchor]] = []

    def print(self, parts: tuple[Part, ...]) -> None:
        """Place the parts of a section as far as they are known."""
        self._marked += [[] for _ in parts[len(self._marked) :]]
        if parts[0].opens != "any" and (parts[0].opens == "odd") == len(self._pages) % 2:
            self._place(parts[0], 0, BLANK, [])
        streams = [self._spread.sheets_of(part) for part in parts]
        for place, turn in enumerate(zip_longest(*streams, fillvalue=BLANK), 1):
            for part, sheet, titled in zip(parts, turn, self._marked, strict=False):
                self._place(part, place, sheet, titled)

    def finish(self) -> bytes:
        """Draw what had to wait, and return the file."""
        for page in self._pages:
            if page.columns:
                plate = draw_sheet(page.columns, page.part.compositor, self._canvas, self._numbers)
                self._file.place(plate, page.leaf)
            folio = Folio(page.leaf.index + 1, len(self._pages), page.place)
            self._canvas.open_page(rtl=page.part.compositor.rtl)
            page.part.furniture(self._canvas, folio)
            self._file.place(self._canvas.take_plate(), page.leaf)
        for anchor in chain.from_iterable(self._marked):
            self._file.outline(anchor.title, anchor.name, anchor.level)
        return self._file.finish()

    def _place(self, part: Part, place: int, sheet: Sheet, titled: list[Anchor]) -> None:
        page = part.compositor.theme.page
        leaf = self._file.open_page((page.width, page.height))
        for anchor, y in sheet.anchors:
            self._numbers[anchor.name] = leaf.index + 1
            self._file.bookmark(anchor.name, leaf, y)
            if anchor.title:
                titled.append(anchor)
        if sheet.plate is not None:
            self._file.place(sheet.plate, leaf)
        self._pages.append(_Page(part, place, sheet.columns, leaf))


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

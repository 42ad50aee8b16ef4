"""The stages of the PDF writer in order: compose, paginate, draw."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from exporter import __version__
from exporter.model.edition import plain_text
from exporter.typesetting.pages import paginate
from exporter.writers.pdf.canvas import TaggedCanvas
from exporter.writers.pdf.compose import compose_edition
from exporter.writers.pdf.compositor import Compositor
from exporter.writers.pdf.draw import draw_pages
from exporter.writers.pdf.metadata import PdfMetadata
from exporter.writers.pdf.theme_settings import ThemeSettings

if TYPE_CHECKING:
    from exporter.model.edition import Edition

NOTE_GAP = 16.0


def write_edition(edition: Edition, settings: ThemeSettings | None = None) -> bytes:
    """Return the edition's PDF."""
    with _cycles_left_alone():
        return _write(edition, settings or ThemeSettings())


@contextmanager
def _cycles_left_alone() -> Iterator[None]:
    # All that is made here lives until the file is written; looking for cycles in it takes long.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _write(edition: Edition, settings: ThemeSettings) -> bytes:
    compositor = Compositor(edition, settings)
    page = compositor.theme.page
    composition = compose_edition(edition, compositor)
    pages = paginate(
        composition.strips, height=page.column_height, notes=composition.notes, note_gap=NOTE_GAP
    )
    canvas = TaggedCanvas(
        _metadata(edition),
        compositor.typesetter.tiles,
        composition.root,
        page_size=(page.width, page.height),
    )
    draw_pages(pages, canvas, compositor)
    return canvas.finish()


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

"""An edition or a pack to a tagged, archivable PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporter.compiled import search_path

if TYPE_CHECKING:
    from exporter.model.edition import Edition
    from exporter.model.pack import PackFile
    from exporter.writers.pdf.theme_settings import ThemeSettings


__path__ = search_path(__name__, __path__)


def write_pdf(edition: Edition, theme: ThemeSettings | None = None, *, jobs: int = 1) -> bytes:
    """Return the edition as PDF/UA-1 and PDF/A-2a in one file; ``jobs`` processes set a long one.

    Raises:
        MissingGlyphError: No font of the locale has a letter.
        TooWideError: A word or table is wider than the page.
        TooTallError: A picture or table header is taller than the page.
        WorkerError: One of the processes was stopped from outside.
    """
    from exporter.writers.pdf.book import write_edition

    return write_edition(edition, theme, jobs=jobs)


def write_pack_pdf(file: PackFile, theme: ThemeSettings | None = None, *, jobs: int = 1) -> bytes:
    """Return packs of one description as PDF/UA-1 and PDF/A-2a in one file, set by ``jobs`` processes.

    Raises:
        MissingGlyphError: No font of a locale has a letter.
        TooWideError: A word or table is wider than the page.
        TooTallError: A picture or table header is taller than the page.
        WorkerError: One of the processes was stopped from outside.
    """
    from exporter.writers.pdf.pack import write_pack_file

    return write_pack_file(file, theme, jobs=jobs)

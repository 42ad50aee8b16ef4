"""An edition or a pack to a tagged, archivable PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exporter.model.edition import Edition
    from exporter.model.pack import PackFile
    from exporter.writers.pdf.theme_settings import ThemeSettings


def write_pdf(edition: Edition, theme: ThemeSettings | None = None) -> bytes:
    """Return the edition as PDF/UA-1 and PDF/A-2a in one file.

    Raises:
        MissingGlyphError: No font of the locale has a letter.
        TooWideError: A word or table is wider than the page.
        TooTallError: A picture or table header is taller than the page.
    """
    from exporter.writers.pdf.book import write_edition

    return write_edition(edition, theme)


def write_pack_pdf(file: PackFile, theme: ThemeSettings | None = None) -> bytes:
    """Return packs of one description as PDF/UA-1 and PDF/A-2a in one file.

    Raises:
        MissingGlyphError: No font of a locale has a letter.
        TooWideError: A word or table is wider than the page.
        TooTallError: A picture or table header is taller than the page.
    """
    from exporter.writers.pdf.pack import write_pack_file

    return write_pack_file(file, theme)

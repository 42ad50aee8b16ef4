"""An edition or a pack to a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporter.writers.docx.book import write_docx

if TYPE_CHECKING:
    from exporter.model.pack import PackFile

__all__ = ["write_docx", "write_pack_docx"]


def write_pack_docx(file: PackFile) -> bytes:
    """Return packs of one description as one Word file, in turn or article by article.

    Each article, and each page of the pack's own, is a section with furniture and direction of its
    own; notes count from 1 in each. The bookmark of a segment is ``_seg_<scope>_<id>``: the scope
    stands for slug and locale, and the manifest in ``customXml`` lists both with the segments.

    Raises:
        TooWideError: A table has more columns than Word allows.
        PictureError: A figure's picture is missing.
    """
    # What editions alone do not need is not imported for them.
    from exporter.writers.docx.pack import write_pack_file

    return write_pack_file(file)

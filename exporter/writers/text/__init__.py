"""An edition or a pack to plain text for wires, mail and terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporter.writers.text.column import encode, stack
from exporter.writers.text.edition import edition_column, write_edition, write_marking

if TYPE_CHECKING:
    from exporter.model.edition import Edition
    from exporter.model.pack import PackFile

__all__ = ["write_pack_text", "write_text"]

LEAST_WIDTH: Final = 20


def write_text(edition: Edition, *, width: int = 72) -> bytes:
    """Return UTF-8 with LF line ends, without BOM or spaces at line ends.

    Args:
        edition: What to write.
        width: Display cells that a line may fill; only a word that is wider on its own goes beyond.

    Raises:
        ValueError: The width is less than 20.
    """
    _check_width(width)
    column = edition_column(edition, width)
    marking = write_marking(edition.classification, column)
    lines = stack([marking, *write_edition(edition, column), marking])
    return encode(lines, column.direction)


def write_pack_text(file: PackFile, *, width: int = 72) -> bytes:
    """Return packs as text of the same kind, in turn or article by article.

    Articles are numbered: contents and index name these numbers, since text has no pages. There is
    no list of figures, since text has no pictures; their captions stand in the articles.

    Raises:
        ValueError: The width is less than 20.
    """
    _check_width(width)
    # What editions alone do not need is not imported for them.
    from exporter.writers.text.pack import write_pack_file

    return write_pack_file(file, width)


def _check_width(width: int) -> None:
    if width < LEAST_WIDTH:
        msg = f"lines need a width of {LEAST_WIDTH}, not {width}"
        raise ValueError(msg)

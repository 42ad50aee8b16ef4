"""An edition to plain text for wires, mail and terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporter.writers.text.blocks import underline, write_blocks, write_heading, write_item
from exporter.writers.text.column import Column, hang, stack, steady
from exporter.writers.text.marked import ISOLATES, Island, Links, MarkedText
from exporter.writers.text.width import display_width

if TYPE_CHECKING:
    from exporter.model.edition import Detail, Edition, Note

LEAST_WIDTH: Final = 20
CONTINUED: Final = 2


def write_text(edition: Edition, *, width: int = 72) -> bytes:
    """Return UTF-8 with LF line ends, without BOM or spaces at line ends.

    Args:
        edition: What to write.
        width: Display cells that a line may fill; only a word that is wider on its own goes beyond.

    Raises:
        ValueError: The width is less than 20.
    """
    if width < LEAST_WIDTH:
        msg = f"lines need a width of {LEAST_WIDTH}, not {width}"
        raise ValueError(msg)
    direction = edition.locale.direction
    column = Column(width, direction, edition.locale.tag, edition.labels, Links(edition))
    lines = stack([*_write_front(edition, column), *_write_body(edition, column)])
    return "".join(f"{steady(line, direction)}\n" for line in lines).encode()


def _write_front(edition: Edition, column: Column) -> list[list[str]]:
    return [
        _write_classification(edition, column),
        write_heading(edition.title, 1, column),
        [line for detail in edition.details for line in _write_detail(detail, column)],
        column.wrap_segment(edition.summary),
        *_write_key_facts(edition, column),
    ]


def _write_body(edition: Edition, column: Column) -> list[list[str]]:
    body = [write_blocks(edition.body, column), write_blocks(edition.back, column)]
    notes = [line for note in edition.notes for line in _write_note(note, column)]
    # The addresses come last: links in notes have numbers too.
    notes += [line for href in column.links.numbers for line in _write_address(href, column)]
    heading = underline(column.wrap([MarkedText(edition.labels.notes)]), 2) if notes else []
    return [*body, heading, notes, _write_classification(edition, column)]


def _write_classification(edition: Edition, column: Column) -> list[str]:
    """Write the classification as the first and the last line, where readers look for it."""
    return column.wrap([MarkedText(edition.classification)]) if edition.classification else []


def _write_detail(detail: Detail, column: Column) -> list[str]:
    lines = column.narrowed(CONTINUED).wrap_segment(detail.value, before=detail.label + column.labels.colon)
    return [*lines[:1], *hang(lines[1:], CONTINUED)]


def _write_key_facts(edition: Edition, column: Column) -> list[list[str]]:
    if not edition.key_facts:
        return []
    bullet = edition.locale.bullets[0]
    cells = display_width(bullet) + 1
    inner = column.narrowed(cells)
    facts = [hang(inner.wrap_segment(fact), cells, bullet) for fact in edition.key_facts]
    return [underline(column.wrap([MarkedText(edition.labels.key_facts)]), 2), stack(facts, gap=False)]


def _write_note(note: Note, column: Column) -> list[str]:
    mark = f"[{note.mark}]"
    return write_item(note.blocks, column, display_width(mark) + 1, mark)


def _write_address(href: str, column: Column) -> list[str]:
    """Write an address in the brackets that end it for mail software (RFC 3986, appendix C)."""
    mark = column.links.mark(href)
    cells = display_width(mark) + 1
    text = f"<{href}>"
    islands = (Island(0, len(text), ISOLATES["ltr"]),) if column.direction == "rtl" else ()
    return hang(column.narrowed(cells).wrap([MarkedText(text, islands, ((0, len(text)),))]), cells, mark)

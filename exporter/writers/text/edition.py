"""An edition to the lines of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporter.writers.text.blocks import underline, write_blocks, write_heading, write_item
from exporter.writers.text.column import Column, hang, stack
from exporter.writers.text.marked import ISOLATES, Island, Links, MarkedText
from exporter.writers.text.width import display_width

if TYPE_CHECKING:
    from exporter.model.edition import Detail, Edition, Note

CONTINUED: Final = 2


def edition_column(edition: Edition, width: int) -> Column:
    """Return the column that an edition fills; its links are numbered after its notes."""
    profile = edition.locale
    links = Links(profile, first=len(edition.notes) + 1)
    return Column(width, profile.direction, profile.tag, edition.labels, links)


def write_edition(edition: Edition, column: Column, *, before: str = "") -> list[list[str]]:
    """Return an edition's groups of lines; ``before`` stands before its title."""
    return [
        write_heading(edition.title, 1, column, before=before),
        [line for detail in edition.details for line in write_detail(detail, column)],
        column.wrap_segment(edition.summary),
        *_write_key_facts(edition, column),
        write_blocks(edition.body, column),
        write_blocks(edition.back, column),
        *write_notes(edition.notes, column),
    ]


def write_marking(marking: str, column: Column) -> list[str]:
    """Return a marking, which stands first and last, where readers look for it."""
    return column.wrap([MarkedText(marking)]) if marking else []


def write_detail(detail: Detail, column: Column) -> list[str]:
    """Return a label and its value."""
    lines = column.narrowed(CONTINUED).wrap_segment(detail.value, before=detail.label + column.labels.colon)
    return [*lines[:1], *hang(lines[1:], CONTINUED)]


def write_notes(notes: tuple[Note, ...], column: Column) -> list[list[str]]:
    """Return notes and the addresses of links under a heading.

    The addresses come last: links in notes have numbers too.
    """
    lines = [line for note in notes for line in _write_note(note, column)]
    lines += [line for href in column.links.numbers for line in _write_address(href, column)]
    return [write_label_heading(column.labels.notes, 2, column), lines] if lines else []


def write_label_heading(label: str, level: int, column: Column) -> list[str]:
    """Return a heading of words that writers add themselves."""
    return underline(column.wrap([MarkedText(label)]), level)


def _write_key_facts(edition: Edition, column: Column) -> list[list[str]]:
    if not edition.key_facts:
        return []
    bullet = edition.locale.bullets[0]
    cells = display_width(bullet) + 1
    inner = column.narrowed(cells)
    facts = [hang(inner.wrap_segment(fact), cells, bullet) for fact in edition.key_facts]
    return [write_label_heading(edition.labels.key_facts, 2, column), stack(facts, gap=False)]


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

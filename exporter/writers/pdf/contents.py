"""Places of a file to lines of its contents: a title, dots, and the number of its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exporter.typesetting.flow import PlacedLate, PlacedLine, PlacedRule
from exporter.typesetting.lines import StyledText

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exporter.typesetting.flow import Strip
    from exporter.typesetting.lines import Line
    from exporter.writers.pdf.compositor import Area, Compositor
    from exporter.writers.pdf.structure import StructureElement
    from exporter.writers.pdf.theme import TextSpec

NUMBER_ROOM = 30.0  # for the page number of a line of the contents
LEADER_GAP = 6.0


class Entry(NamedTuple):
    """Describe a line of the contents.

    Attributes:
        anchor: Where it leads.
        indent: In points.
        lead: Stands before the title in bold, such as the label of a figure.
    """

    anchor: str
    title: str
    spec: TextSpec
    indent: float = 0.0
    lead: str = ""


def compose_entry(entry: Entry, c: Compositor, area: Area, item: StructureElement) -> list[Strip]:
    """Set a line of the contents; its number is known when all pages are.

    Args:
        entry: What to set.
        c: Of the contents.
        area: From the edge of the outermost entries to that of the numbers.
        item: Its TOCI.
    """
    spec = entry.spec
    link = item.add("Reference").add(
        "Link", destination=entry.anchor, contents=entry.lead + entry.title
    )  # fmt: skip
    inner = c.inset(area, entry.indent, NUMBER_ROOM)
    texts = [StyledText(entry.title, c.book.style(spec, owner=link, plain=True), c.profile.direction)]
    if entry.lead:
        style = c.book.style(spec, bold=True, owner=link, plain=True)
        texts.insert(0, StyledText(entry.lead, style, c.profile.direction))
    lines = c.fill(c.shape(texts, spec), inner.width, "start")
    strips = c.strips(lines, spec, link, inner, keep=True)
    last = strips[-1]
    number = PlacedLate(lambda pages: [_page_number(pages, c, area, link, entry)])
    leader = _leader(lines[-1], c, area, inner, spec)
    return [*strips[:-1], last._replace(content=(*last.content, *leader, number), breakable=True)]


def _page_number(
    pages: Mapping[str, int], c: Compositor, area: Area, link: StructureElement, entry: Entry
) -> PlacedLine:
    style = c.book.style(entry.spec, owner=link, plain=True)
    text = StyledText(c.profile.with_digits(str(pages[entry.anchor])), style, c.profile.direction)
    (line,) = c.fill(c.shape([text], entry.spec), NUMBER_ROOM, "end")
    x = area.x if c.rtl else area.x + area.width - NUMBER_ROOM
    return PlacedLine(line, x, c.baseline(entry.spec), link)


def _leader(line: Line, c: Compositor, area: Area, inner: Area, spec: TextSpec) -> list[PlacedRule]:
    """Lead the eye from the entry's end to its number."""
    room = inner.width - line.width + NUMBER_ROOM * 0.3 - LEADER_GAP
    if room < 3 * LEADER_GAP:
        return []
    x = area.x + NUMBER_ROOM * 0.7 if c.rtl else inner.x + line.width + LEADER_GAP
    return [PlacedRule(x, c.baseline(spec), room, 0.8, c.theme.palette.hairline, dotted=True)]

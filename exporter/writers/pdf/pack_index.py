"""Names and the pages that have them to an index."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from exporter.typesetting.flow import PlacedLine, Strip
from exporter.typesetting.lines import StyledText
from exporter.writers.pdf.compositor import kept, spaced
from exporter.writers.pdf.styles import style_inlines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from exporter.model.pack import IndexEntry
    from exporter.typesetting.lines import Line
    from exporter.writers.pdf.compositor import Area, Compositor
    from exporter.writers.pdf.structure import StructureElement
    from exporter.writers.pdf.theme_settings import PageGeometry

HANGING = 14.0  # indent of a long entry's further lines
MANY = 16  # entries that are set in two columns
COMMAS = {"Arab": "، "}
RANGE = "\u2013"


class Pages(NamedTuple):
    """Hold neighbouring pages that mention a name, and the anchor on the first."""

    first: int
    last: int
    anchor: str


def index_page(page: PageGeometry, entries: int) -> PageGeometry:
    """Return the page an index is set on: a long one has two columns."""
    return replace(page, columns=max(page.columns, 2 if entries > MANY else 1))


def join_pages(anchors: Sequence[str], numbers: Mapping[str, int]) -> list[Pages]:
    """Return the pages of anchors in order, pages that follow each other as one range."""
    pages: list[Pages] = []
    first_on: dict[int, str] = {}
    for anchor in anchors:
        if anchor in numbers:
            first_on.setdefault(numbers[anchor], anchor)
    for number, anchor in sorted(first_on.items()):
        if pages and pages[-1].last == number - 1:
            pages[-1] = pages[-1]._replace(last=number)
        else:
            pages.append(Pages(number, number, anchor))
    return pages


def compose_index(
    entries: Sequence[tuple[IndexEntry, Sequence[Pages]]], c: Compositor, area: Area, parent: StructureElement
) -> Iterator[Strip]:
    """Set the entries under their letters, each with links to its pages."""
    index = parent.add("Index")
    for letter, group in groupby(entries, key=lambda entry: entry[0].initial):
        spec = c.theme.box_heading
        heading = c.strips(
            c.words(letter, spec, area.width), spec, index.add(c.heading_tag(3)), area, keep=True
        )
        yield from spaced(heading, 12.0)
        names = index.add("L", attributes="/O/List/ListNumbering/None")
        for entry, pages in group:
            element = names.add("LI").add("LBody").add("P")
            yield from spaced(_compose_entry(entry, pages, c, area, element), 1.5)


def in_columns(title: list[Strip], strips: list[Strip], c: Compositor) -> list[Strip]:
    """Return the title and what follows it, in columns of the same length below it if there are several.

    On further pages the columns are filled one after the other.
    """
    page = c.theme.page
    head = sum(strip.height + strip.space_before for strip in title)
    room = page.column_height - head
    heights = [strip.height + strip.space_before for strip in strips]
    if page.columns == 1 or not strips:
        return [*title, *strips]
    half = min(max(sum(heights) / 2, 0.0), room)
    used, best, filled = 0.0, 0, 0.0
    for number, strip in enumerate(strips[:-1], 1):
        used += heights[number - 1]
        if used > room:
            break
        if strip.breakable and (not best or abs(used - half) <= abs(filled - half)):
            best, filled = number, used
    rest = Strip(room - filled, breakable=True)
    return [*title, *strips[:best], rest, Strip(head, breakable=False), *strips[best:]]


def _compose_entry(
    entry: IndexEntry, pages: Sequence[Pages], c: Compositor, area: Area, element: StructureElement
) -> list[Strip]:
    spec = c.theme.contents
    texts, _ = style_inlines(entry.name.inlines, spec, c.book, c.profile, element)
    comma = StyledText(COMMAS.get(c.profile.script, ", "), c.book.style(spec), c.profile.direction)
    for some in pages:
        text = c.profile.with_digits(str(some.first))
        if some.last > some.first:
            text += RANGE + c.profile.with_digits(str(some.last))
        link = element.add("Reference").add("Link", destination=some.anchor, contents=text)
        texts += [comma, StyledText(text, c.book.style(spec, owner=link), c.profile.direction)]
    shaped = c.shape(texts, spec)
    lines = c.fill(shaped, (area.width, area.width - HANGING), "start")
    return kept_lines(lines, c, area, element)


def kept_lines(lines: Sequence[Line], c: Compositor, area: Area, element: StructureElement) -> list[Strip]:
    """Return the lines of an entry, those after the first further in, on one page."""
    spec = c.theme.contents
    inner = c.inset(area, HANGING)
    strips = [
        Strip(
            spec.leading,
            (PlacedLine(line, inner.x if number else area.x, c.baseline(spec), element),),
            breakable=False,
            frames=area.frames,
        )
        for number, line in enumerate(lines)
    ]
    return [*kept(strips[:-1]), strips[-1]._replace(breakable=True)]

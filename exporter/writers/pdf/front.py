"""What stands before the body: title, details, summary, key facts, contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporter.model.blocks import Heading, ListBlock, ListItem, Paragraph
from exporter.model.edition import plain_text
from exporter.typesetting.flow import Anchor, Frame, Strip
from exporter.typesetting.lines import StyledText
from exporter.writers.pdf.blocks import Voice, compose_block, heading_anchor
from exporter.writers.pdf.compositor import kept, spaced
from exporter.writers.pdf.contents import Entry, compose_entry

if TYPE_CHECKING:
    from exporter.model.inlines import EditionInline
    from exporter.writers.pdf.compositor import Area, Compositor
    from exporter.writers.pdf.structure import StructureElement

TITLE_ANCHOR = "title"
BOX_PADDING = 12.0
FEWEST_FOR_CONTENTS = 3  # headings; a shorter text is seen at a glance
DEEPEST_IN_CONTENTS = 3  # heading level
LONGEST_TOGETHER = 24  # entries of contents that stay on one page
INDENT = 14.0  # of each level of the contents


def compose_front(c: Compositor, parent: StructureElement) -> list[Strip]:
    """Set everything before the body."""
    area = c.column()
    return [
        *_compose_title(c, area, parent),
        *spaced(_compose_details(c, area, parent), 8.0),
        *spaced(c.paragraph(c.edition.summary, c.theme.summary, parent.add("P"), area), 12.0),
        *spaced(_compose_key_facts(c, area, parent), 16.0),
        *spaced(_compose_contents(c, area, parent), 16.0),
    ]


def title_anchor(c: Compositor) -> Anchor:
    """Return the place where an edition begins."""
    return Anchor(c.standing.prefix + TITLE_ANCHOR, plain_text(c.edition.title), c.outline_level(1))


def _compose_title(c: Compositor, area: Area, parent: StructureElement) -> list[Strip]:
    title = c.edition.title
    anchor = title_anchor(c)
    return c.paragraph(title, c.theme.title, parent.add(c.heading_tag(1)), area, keep=True, anchors=(anchor,))


def _compose_details(c: Compositor, area: Area, parent: StructureElement) -> list[Strip]:
    spec, labels = c.theme.detail, c.edition.labels
    strips: list[Strip] = []
    for detail in c.edition.details:
        element = parent.add("P")
        lead = StyledText(detail.label + labels.colon, c.book.style(spec, bold=True), c.profile.direction)
        lines = c.segment_lines(detail.value, spec, element, area.width, lead=lead)
        strips += c.strips(lines, spec, element, area, keep=True)
    return strips


def _compose_key_facts(c: Compositor, area: Area, parent: StructureElement) -> list[Strip]:
    if not c.edition.key_facts:
        return []
    bar_x = area.x + area.width - 3.0 if c.rtl else area.x
    frame = Frame(area.x, area.width, c.theme.palette.tint, bar_x, 3.0, c.theme.palette.accent)
    inner = c.inset(area, BOX_PADDING + 4.0, BOX_PADDING, frame)
    section = parent.add("Sect")
    spec = c.theme.box_heading
    words, element = c.words(c.edition.labels.key_facts, spec, inner.width), section.add(c.heading_tag(2))
    heading = c.strips(words, spec, element, inner, keep=True)
    bullet = c.profile.bullets[0]
    items = tuple(ListItem((Paragraph(fact),), bullet) for fact in c.edition.key_facts)
    facts: ListBlock[EditionInline] = ListBlock(items)
    body = compose_block(facts, c, inner, section, Voice(c.theme.box, 8.0))
    pad = c.gap(BOX_PADDING - 2.0, inner)
    return [pad, *heading, *spaced(kept(body), 4.0), pad._replace(breakable=True)]


def _compose_contents(c: Compositor, area: Area, parent: StructureElement) -> list[Strip]:
    if not c.standing.alone:
        return []
    headings = [
        block
        for block in (*c.edition.body, *c.edition.back)
        if isinstance(block, Heading) and block.level <= DEEPEST_IN_CONTENTS
    ]
    if len(headings) < FEWEST_FOR_CONTENTS:
        return []
    spec = c.theme.box_heading
    title = c.strips(
        c.words(c.edition.labels.contents, spec, area.width), spec, parent.add("H2"), area, keep=True
    )
    contents = parent.add("TOC")
    entries = [strip for heading in headings for strip in _compose_heading_entry(heading, c, area, contents)]
    if len(entries) <= LONGEST_TOGETHER:
        entries = [*(entry._replace(breakable=False) for entry in entries[:-1]), entries[-1]]
    return [*title, *spaced(entries, 3.0)]


def _compose_heading_entry(
    heading: Heading[EditionInline], c: Compositor, area: Area, contents: StructureElement
) -> list[Strip]:
    anchor, indent = heading_anchor(heading, c), INDENT * (heading.level - 2)
    entry = Entry(anchor.name, anchor.title, c.theme.contents, indent)
    return compose_entry(entry, c, area, contents.add("TOCI"))

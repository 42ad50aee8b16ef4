"""Titles of packs to covers, joint covers and pages that open a section."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from exporter.model.edition import plain_text
from exporter.typesetting.flow import Anchor, Frame, PlacedLine, PlacedRule, Strip
from exporter.typesetting.lines import StyledText
from exporter.writers.pdf.compositor import spaced
from exporter.writers.pdf.pack_parts import WHITE, scaled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exporter.model.blocks import EditionSegment
    from exporter.model.edition import Detail
    from exporter.typesetting.lines import Line
    from exporter.writers.pdf.compositor import Area, Compositor
    from exporter.writers.pdf.structure import StructureElement
    from exporter.writers.pdf.theme import TextSpec

GROUND_SHARE = 0.58  # of the page's height that the coloured ground of a cover covers
JOINT_SHARE = 0.72
SECTION_SHARE = 0.34
TOP_ROOM = 96.0  # above the first line on a ground
FOOT_ROOM = 44.0  # below the last one
LABEL_SHARE = 0.26  # of the width for the labels of details
DETAIL_ROOM = 7.0  # above a detail, and below it
LABEL_PADDING, LABEL_GAP = 10.0, 12.0  # inside the label of the marking, and between two
LABEL_ROOM = 5.0  # above and below it
MARKING_SIZE = 1.45  # of that of a box's heading
COVER_TITLE, JOINT_TITLE = 1.5, 1.15  # of the size of an article's title


class Inks(NamedTuple):
    """Hold what sets a pack's cover: on its coloured ground, and on white."""

    ground: Compositor
    paper: Compositor


def compose_cover(inks: Inks, parent: StructureElement, anchor: Anchor) -> list[Strip]:
    """Set marking, title and subtitle on a coloured ground, the details below it."""
    c, edition = inks.ground, inks.ground.edition
    area, outer = _ground(inks)
    marking = _compose_markings([inks], area, [parent])
    title = _compose_title(edition.title, c, area, parent.add(c.heading_tag(1)), anchor)
    subtitle = c.paragraph(edition.summary, scaled(c.theme.summary, 1.15), parent.add("P"), area, keep=True)
    block = _on_ground(c, area, [marking, [*title, *spaced(subtitle, 14.0)]], GROUND_SHARE)
    return [*block, *spaced(_compose_details(edition.details, inks.paper, outer, parent), 34.0)]


def compose_joint_cover(
    all_inks: Sequence[Inks], root: StructureElement, goals: Sequence[str]
) -> list[Strip]:
    """Set the titles of packs in several languages, each a link to where its language begins."""
    first = all_inks[0]
    area, _ = _ground(first)
    parents = [root.add("Sect", language=inks.ground.profile.tag, rtl=inks.ground.rtl) for inks in all_inks]
    blocks = [_compose_markings(all_inks, area, parents)]
    for inks, parent, goal in zip(all_inks, parents, goals, strict=True):
        blocks.append(_compose_joint_title(inks.ground, area, parent, goal))
    return _on_ground(first.ground, area, blocks, JOINT_SHARE)


def compose_section(
    inks: Inks, title: EditionSegment, parent: StructureElement, anchor: Anchor
) -> list[Strip]:
    """Set the title of a section on a coloured ground."""
    area, _ = _ground(inks)
    c = inks.ground
    return _on_ground(
        c, area, [[], _compose_title(title, c, area, parent.add(c.heading_tag(2)), anchor)], SECTION_SHARE
    )


def _ground(inks: Inks) -> tuple[Area, Area]:
    """Return the area on the ground, which goes to the edges of the page, and that on white."""
    page, outer = inks.ground.theme.page, inks.ground.column()
    frame = Frame(-page.text_x, page.width, inks.paper.theme.palette.accent)
    return replace(outer, frames=(frame,)), outer


def _on_ground(c: Compositor, area: Area, blocks: Sequence[list[Strip]], share: float) -> list[Strip]:
    """Stand the first block at the top of the ground, the others at its foot."""
    room = share * c.theme.page.height - TOP_ROOM - FOOT_ROOM
    used = sum(strip.height + strip.space_before for block in blocks for strip in block)
    gaps = len(blocks) - 1
    between = max((room - used) / gaps if gaps == 1 else 34.0, 24.0)
    first = max(room - used - between * (gaps - 1), 24.0)
    strips = [c.gap(TOP_ROOM, area), *blocks[0], c.gap(first, area), *blocks[1]]
    for block in blocks[2:]:
        strips += [*_compose_divider(c, area, between), *block]
    return [*strips, c.gap(FOOT_ROOM, area)._replace(breakable=True)]


def _compose_divider(c: Compositor, area: Area, room: float) -> list[Strip]:
    rule = PlacedRule(area.x, room / 2, area.width, 0.6, c.theme.palette.quiet)
    return [Strip(room, (rule,), breakable=False, frames=area.frames)]


def _compose_markings(
    all_inks: Sequence[Inks], area: Area, parents: Sequence[StructureElement]
) -> list[Strip]:
    """Set each marking as a label, the ground's colour on white; side by side as far as there is room."""
    rows: list[list[_Label]] = []
    used = 0.0
    for inks, parent in zip(all_inks, parents, strict=True):
        label = _set_label(inks.paper, area, parent)
        if label is None:
            continue
        if not rows or used + label.width > area.width:
            rows.append([])
            used = 0.0
        rows[-1].append(label)
        used += label.width + LABEL_GAP
    return [strip for row in rows for strip in _compose_row(row, all_inks[0].paper, area)]


class _Label(NamedTuple):
    """Hold a marking that is set."""

    lines: Sequence[Line]
    spec: TextSpec
    width: float
    c: Compositor
    element: StructureElement


def _set_label(c: Compositor, area: Area, parent: StructureElement) -> _Label | None:
    spec = replace(scaled(c.theme.box_heading, MARKING_SIZE), ink="accent")
    marking = c.edition.classification
    lines = c.words(marking, spec, area.width - 2 * LABEL_PADDING, align="start") if marking else []
    if not lines:
        return None
    width = max(line.width for line in lines) + 2 * LABEL_PADDING
    return _Label(lines, spec, width, c, parent.add("P"))


def _compose_row(labels: Sequence[_Label], first: Compositor, area: Area) -> list[Strip]:
    leading = max(label.spec.leading for label in labels)
    baseline = max(label.c.baseline(label.spec) for label in labels)
    frames: list[Frame] = []
    placed: list[tuple[int, PlacedLine]] = []
    offset = 0.0
    for label in labels:
        x = first.start_x(area, label.width, offset)
        frames.append(Frame(x, label.width, WHITE))
        # Lines are set for the whole area, at whose start they stand.
        left = x + label.width - area.width + LABEL_PADDING if label.c.rtl else x + LABEL_PADDING
        placed += [
            (row, PlacedLine(line, left, baseline, label.element)) for row, line in enumerate(label.lines)
        ]
        offset += label.width + LABEL_GAP
    around = (*area.frames, *frames)
    pad = Strip(LABEL_ROOM, breakable=False, frames=around)
    rows = range(max(row for row, _ in placed) + 1)
    shown = [tuple(line for row, line in placed if row == number) for number in rows]
    between = Strip(LABEL_GAP, breakable=False, frames=area.frames)
    return [
        pad,
        *(Strip(leading, content, 0.0, breakable=False, frames=around) for content in shown),
        pad,
        between,
    ]


def _compose_title(
    title: EditionSegment, c: Compositor, area: Area, element: StructureElement, anchor: Anchor
) -> list[Strip]:
    spec = scaled(c.theme.title, COVER_TITLE)
    return c.paragraph(title, spec, element, area, keep=True, anchors=(anchor,))


def _compose_joint_title(c: Compositor, area: Area, parent: StructureElement, goal: str) -> list[Strip]:
    edition, theme = c.edition, c.theme
    name = c.strips(c.words(c.profile.name, theme.detail, area.width), theme.detail, parent.add("P"), area)
    spec = scaled(theme.title, JOINT_TITLE)
    words = plain_text(edition.title)
    link = parent.add("P").add("Link", destination=goal, contents=words)
    styled = StyledText(words, c.book.style(spec, owner=link, plain=True), c.profile.direction)
    title = c.strips(c.fill(c.shape([styled], spec), area.width, "start"), spec, link, area, keep=True)
    subtitle = c.paragraph(edition.summary, theme.summary, parent.add("P"), area, keep=True)
    return [*(strip._replace(breakable=False) for strip in name), *title, *spaced(subtitle, 5.0)]


def _compose_details(
    details: Sequence[Detail], c: Compositor, area: Area, parent: StructureElement
) -> list[Strip]:
    if not details:
        return []
    element = parent.add("L", attributes="/O/List/ListNumbering/None")
    strips = [strip for detail in details for strip in _compose_detail(detail, c, area, element.add("LI"))]
    return [*strips[:-1], strips[-1]._replace(breakable=True)]


def _compose_detail(detail: Detail, c: Compositor, area: Area, item: StructureElement) -> Iterator[Strip]:
    """Set a label and its value side by side, with a rule under them."""
    label_spec, spec = scaled(c.theme.detail, 1.15), scaled(c.theme.table, 1.3)
    label, value = item.add("Lbl"), item.add("LBody")
    room = LABEL_SHARE * area.width
    words = detail.label + c.edition.labels.colon.rstrip()
    labels = c.words(words, label_spec, room - LABEL_PADDING)
    values = c.segment_lines(detail.value, spec, value, area.width - room)
    start, inner, baseline = c.start_x(area, room - LABEL_PADDING), c.inset(area, room), c.baseline(spec)
    for row in range(max(len(labels), len(values))):
        content = [PlacedLine(line, start, baseline, label) for line in labels[row : row + 1]]
        content += [PlacedLine(line, inner.x, baseline, value) for line in values[row : row + 1]]
        before = 0.0 if row else DETAIL_ROOM
        yield Strip(spec.leading, tuple(content), before, breakable=False, frames=area.frames)
    rule = PlacedRule(area.x, DETAIL_ROOM, area.width, 0.5, c.theme.palette.hairline)
    yield Strip(DETAIL_ROOM, (rule,), breakable=False, frames=area.frames)

"""What a pack holds to its contents and its list of figures, with the numbers of pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from exporter.model.blocks import Heading
from exporter.model.edition import plain_text
from exporter.writers.pdf.compositor import spaced
from exporter.writers.pdf.contents import Entry, compose_entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exporter.model.edition import Edition
    from exporter.model.pack import FigureEntry
    from exporter.typesetting.flow import Strip
    from exporter.writers.pdf.compositor import Area, Compositor
    from exporter.writers.pdf.structure import StructureElement
    from exporter.writers.pdf.theme import TextSpec

INDENT = 14.0  # of each level
FEW_FIGURES = 8
SECTION_SPACE, ARTICLE_SPACE = 13.0, 6.0


class Goal(NamedTuple):
    """Name a place that the contents lead to.

    Attributes:
        level: 0 of sections and of parts outside of one, 1 of a section's articles, and so on.
        rank: A section, as are parts of the pack's own, an article or one of its headings.
    """

    anchor: str
    title: str
    level: int
    rank: Literal["section", "article", "heading"] = "article"


def article_goals(edition: Edition, prefix: str, level: int, depth: int) -> list[Goal]:
    """Return an article and its headings down to a level, where 1 is the article's own.

    Headings of the back matter, the same in every article, are left out.
    """
    goals = [Goal(f"{prefix}title", plain_text(edition.title), level)]
    for block in edition.body:
        if isinstance(block, Heading) and block.level <= depth:
            name = prefix + block.text.id
            goals.append(Goal(name, plain_text(block.text), level + block.level - 1, "heading"))
    return goals


def compose_contents(
    goals: Iterable[Goal],
    c: Compositor,
    area: Area,
    parent: StructureElement,
    spec: TextSpec | None = None,
) -> list[Strip]:
    """Set the contents, in the theme's style unless one is given.

    Deeper entries are lists within the entry above them.
    """
    strips: list[Strip] = []
    path = [(-1, parent.add("TOC"))]
    item = path[0][1]
    for goal in goals:
        while path[-1][0] > goal.level:
            path.pop()
        if path[-1][0] < goal.level:
            path.append((goal.level, path[-1][1] if item is path[-1][1] else item.add("TOC")))
        item = path[-1][1].add("TOCI")
        own, space = _style(goal, spec or c.theme.contents)
        entry = Entry(goal.anchor, goal.title, own, INDENT * goal.level)
        strips += spaced(compose_entry(entry, c, area, item), space)
    return strips


def compose_figures(
    figures: Sequence[FigureEntry], prefix: str, c: Compositor, area: Area, parent: StructureElement
) -> list[Strip]:
    """Set the list of figures: label, caption, page; a short list stays on one page."""
    table = parent.add("TOC")
    strips: list[Strip] = []
    for figure in figures:
        anchor = f"{prefix}{figure.at.edition}-{figure.at.segment_id}"
        lead = figure.label + c.edition.labels.label_end if figure.label else ""
        entry = Entry(anchor, plain_text(figure.caption), c.theme.contents, 0.0, lead)
        strips += spaced(compose_entry(entry, c, area, table.add("TOCI")), 3.0)
    if len(figures) > FEW_FIGURES:
        return strips
    return [*(strip._replace(breakable=False) for strip in strips[:-1]), *strips[-1:]]


def _style(goal: Goal, spec: TextSpec) -> tuple[TextSpec, float]:
    """Return how an entry is set, and the room above it."""
    if goal.rank == "heading":
        return replace(spec, ink="quiet"), 0.5
    larger = replace(spec, size=spec.size * 1.1, leading=spec.leading * 1.1)
    if goal.rank == "section":
        return replace(larger, bold=True, ink="accent"), SECTION_SPACE
    return larger, ARTICLE_SPACE

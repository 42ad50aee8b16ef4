"""Pages of strips to a canvas: decorations first, then text block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from exporter.typesetting.flow import (
    Frame,
    PlacedDrawing,
    PlacedFill,
    PlacedLate,
    PlacedLine,
    PlacedPicture,
    PlacedRule,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exporter.model.article import Picture
    from exporter.typesetting.flow import Anchor
    from exporter.typesetting.lines import Line
    from exporter.typesetting.pages import Page, PlacedStrip
    from exporter.writers.pdf.compositor import Compositor
    from exporter.writers.pdf.page_canvas import PageCanvas
    from exporter.writers.pdf.structure import StructureElement

NOTES_RULE_WIDTH = 72.0
NOTES_RULE_GAP = 4.0


def draw_columns(
    columns: Sequence[Page], canvas: PageCanvas, c: Compositor, numbers: Mapping[str, int]
) -> None:
    """Draw the columns of a page.

    Args:
        columns: In reading order.
        canvas: At the page.
        c: What set them.
        numbers: Of the pages that anchors stand on, for late lines.
    """
    for index, column in enumerate(columns):
        _PageDrawer(canvas, c, numbers, index).draw(column)


def anchors_of(columns: Iterable[Page]) -> Iterator[tuple[Anchor, float]]:
    """Return the anchors of a page and how far down in their columns they stand."""
    for column in columns:
        for placed in (*column.strips, *column.notes):
            for anchor in placed.strip.anchors:
                yield anchor, placed.y


def is_late(columns: Iterable[Page]) -> bool:
    """Tell whether a page has lines that need the pages of anchors."""
    return any(
        isinstance(item, PlacedLate)
        for column in columns
        for placed in column.strips
        for item in placed.strip.content
    )


class _PageDrawer:
    """Draw one column of a page; y grows upwards from here on."""

    def __init__(self, canvas: PageCanvas, c: Compositor, numbers: Mapping[str, int], column: int) -> None:
        self._canvas = canvas
        self._numbers = numbers
        self._pictures: Mapping[str, Picture] = c.edition.pictures
        self._x = c.theme.page.column_x(column, rtl=c.rtl)
        self._top = c.theme.page.height - c.theme.page.top
        self._rtl = c.rtl
        self._width = c.theme.page.column
        self._hairline = c.theme.palette.hairline

    def draw(self, page: Page) -> None:
        placed = (*page.strips, *page.notes)
        rich = [strip for strip in placed if not _is_line(strip)]
        with self._canvas.artifact("Layout"):
            self._draw_frames(placed)
            self._draw_rules(rich)
            if page.notes_rule is not None:
                self._draw_notes_rule(page.notes_rule)
        self._draw_drawings(rich)
        for element, lines in self._group_lines(placed).items():
            self._canvas.draw_lines(lines, element)
        self._draw_pictures(rich)

    def _draw_frames(self, strips: Iterable[PlacedStrip]) -> None:
        spans: dict[Frame, tuple[float, float]] = {}
        for placed in strips:
            if not placed.strip.frames:
                continue
            bottom = placed.y + placed.strip.height
            for frame in placed.strip.frames:
                top = spans[frame][0] if frame in spans else placed.y
                spans[frame] = (top, bottom)
        for frame, (top, bottom) in spans.items():
            self._draw_frame(frame, self._top - bottom, bottom - top)

    def _draw_frame(self, frame: Frame, y: float, height: float) -> None:
        if frame.background:
            self._canvas.fill_rectangle(self._x + frame.x, y, frame.width, height, frame.background)
        if frame.bar_color:
            self._canvas.fill_rectangle(self._x + frame.bar_x, y, frame.bar_width, height, frame.bar_color)

    def _draw_rules(self, strips: Iterable[PlacedStrip]) -> None:
        rules: list[tuple[float, PlacedRule]] = []
        for placed in strips:
            for item in placed.strip.content:
                if isinstance(item, PlacedFill):
                    height = placed.strip.height
                    y = self._top - placed.y - height
                    self._canvas.fill_rectangle(self._x + item.x, y, item.width, height, item.color)
                elif isinstance(item, PlacedRule):
                    rules.append((self._top - placed.y - item.y, item))
        for y, rule in rules:  # above all fills
            x = self._x + rule.x
            self._canvas.rule(x, y, x + rule.width, y, rule.thickness, rule.color, dotted=rule.dotted)

    def _draw_drawings(self, strips: Iterable[PlacedStrip]) -> None:
        for placed in strips:
            for item in placed.strip.content:
                if isinstance(item, PlacedDrawing):
                    x, top = self._x, self._top - placed.y
                    box = (x + item.x, top - item.height, x + item.x + item.width, top)
                    self._canvas.drawing(item.shapes, x + item.x, top, box, _element_of(item))

    def _draw_notes_rule(self, notes_top: float) -> None:
        x = self._x + self._width - NOTES_RULE_WIDTH if self._rtl else self._x
        y = self._top - notes_top + NOTES_RULE_GAP
        self._canvas.rule(x, y, x + NOTES_RULE_WIDTH, y, 0.5, self._hairline)

    def _group_lines(
        self, strips: Iterable[PlacedStrip]
    ) -> dict[StructureElement | None, list[tuple[Line, float, float]]]:
        """Gather the lines of each element, so that a cell or paragraph is drawn as one."""
        groups: dict[StructureElement | None, list[tuple[Line, float, float]]] = {}
        for placed in strips:
            base = self._top - placed.y
            for item in placed.strip.content:
                if isinstance(item, PlacedLine):
                    lines: Sequence[PlacedLine] = (item,)
                else:
                    lines = item.build(self._numbers) if isinstance(item, PlacedLate) else ()
                for line, x, baseline, element in lines:
                    owner = None if placed.repeated else cast("StructureElement | None", element)
                    groups.setdefault(owner, []).append((line, self._x + x, base - baseline))
        return groups

    def _draw_pictures(self, strips: Iterable[PlacedStrip]) -> None:
        for placed in strips:
            for item in placed.strip.content:
                if isinstance(item, PlacedPicture):
                    y = self._top - placed.y - item.y - item.height
                    x, picture = self._x + item.x, self._pictures[item.key]
                    self._canvas.image(picture, x, y, item.width, item.height, _element_of(item))


def _is_line(placed: PlacedStrip) -> bool:
    """Tell whether a strip is one line and nothing else, as most are."""
    content = placed.strip.content
    return len(content) == 1 and isinstance(content[0], PlacedLine)


def _element_of(item: PlacedPicture | PlacedDrawing) -> StructureElement | None:
    """Return what the composer placed the item for; typesetting does not know its type."""
    return cast("StructureElement | None", item.element)

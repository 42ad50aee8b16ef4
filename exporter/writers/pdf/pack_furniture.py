"""What repeats on the pages of a pack: the marking above and below, titles, page x of y."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exporter.model.edition import plain_text
from exporter.writers.pdf.furniture import RULE_GAP, FolioLabels, draw_rule, set_in_line

if TYPE_CHECKING:
    from exporter.typesetting.lines import Align, Line
    from exporter.writers.pdf.compositor import Compositor
    from exporter.writers.pdf.furniture import Folio, Furniture
    from exporter.writers.pdf.page_canvas import PageCanvas

MARKING_GAP = 7.0  # between the marking and the line next to it
TITLE_SHARE = 0.56  # of the header's width for the article's title, where the pack's stands beside it
FOLIO_SHARE = 0.4  # of the footer's width
BETWEEN = 14.0


class PackFurniture:
    """Set the headers and footers of a pack's parts, what they share once."""

    def __init__(self, c: Compositor) -> None:
        """Begin with the pack's own compositor."""
        page, spec = c.theme.page, c.theme.furniture
        self._c = c
        self._header_y, self._footer_y = page.height - page.header, page.footer
        end_room = page.text * (1 - TITLE_SHARE) - BETWEEN
        self._pack = _placed(c, plain_text(c.edition.title), end_room, self._header_y, "end")
        self._above, self._below = _markings(c, self._header_y + spec.leading, self._footer_y - spec.leading)
        self._labels = FolioLabels(c, page.text * FOLIO_SHARE)

    def of(self, running: str, section: str = "") -> Furniture:
        """Return what draws the header and footer of a part.

        Args:
            running: The part's title, left out on its first page, which shows it.
            section: Shown in the footer.
        """
        c, page, spec = self._c, self._c.theme.page, self._c.theme.furniture
        title = _placed(c, running, page.text * TITLE_SHARE, self._header_y, "start")
        room = page.text * (1 - FOLIO_SHARE) - BETWEEN
        place = _placed(c, section, room, self._footer_y, "start")
        number_x = _edge(c, page.text * FOLIO_SHARE, "end")

        def draw(canvas: PageCanvas, folio: Folio) -> None:
            number = [(line, number_x, self._footer_y) for line in self._labels.set(folio)]
            draw_rule(canvas, c, self._header_y - RULE_GAP, "Header")
            draw_rule(canvas, c, self._footer_y + spec.leading, "Footer")
            header = [*self._above, *(title if folio.place > 1 else ()), *self._pack]
            canvas.draw_lines(header, None, artifact="Header")
            canvas.draw_lines([*place, *number, *self._below], None, artifact="Footer")

        return draw


def cover_furniture(ground: Compositor, paper: Compositor, top: float) -> Furniture:
    """Return what draws the marking on a page that begins with a coloured ground, and the page's number.

    Args:
        ground: Sets text on the ground.
        paper: Sets text on white.
        top: Top margin of the other pages.
    """
    page = paper.theme.page
    usual = replace(page, top=top)
    above, _ = _markings(ground, page.height - usual.header + paper.theme.furniture.leading, 0.0)
    _, below = _markings(paper, 0.0, page.footer - paper.theme.furniture.leading)
    labels, number_x = FolioLabels(paper, page.text), _edge(paper, page.text, "end")

    def draw(canvas: PageCanvas, folio: Folio) -> None:
        number = [(line, number_x, page.footer) for line in labels.set(folio)]
        canvas.draw_lines(above, None, artifact="Header")
        canvas.draw_lines([*(number if folio.number > 1 else ()), *below], None, artifact="Footer")

    return draw


def _markings(c: Compositor, above: float, below: float) -> tuple[list[tuple[Line, float, float]], ...]:
    """Set the marking in the middle of header and footer."""
    page = c.theme.page
    spec = replace(c.theme.furniture, bold=True, ink="accent")
    lines = set_in_line(c.edition.classification, c, spec, page.text, "center")
    return tuple([(line, page.text_x, y) for line in lines] for y in (above, below))


def _placed(
    c: Compositor, text: str, width: float, y: float, align: Align
) -> list[tuple[Line, float, float]]:
    """Set one line at an edge of the text."""
    x = _edge(c, width, align)
    return [(line, x, y) for line in set_in_line(text, c, c.theme.furniture, width, align)]


def _edge(c: Compositor, width: float, align: Align) -> float:
    """Return the left edge of something at the start or end of the text."""
    page = c.theme.page
    return page.text_x + (page.text - width if (align == "end") != c.rtl else 0.0)

"""What repeats on the pages of a pack: the marking above and below, titles, page x of y."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exporter.model.edition import plain_text
from exporter.writers.pdf.furniture import RULE_GAP, draw_rule, set_in_line

if TYPE_CHECKING:
    from exporter.typesetting.lines import Align, Line
    from exporter.writers.pdf.compositor import Compositor
    from exporter.writers.pdf.furniture import Folio, Furniture
    from exporter.writers.pdf.page_canvas import PageCanvas

MARKING_GAP = 7.0  # between the marking and the line next to it
TITLE_SHARE = 0.56  # of the header's width for the article's title, where the pack's stands beside it
FOLIO_SHARE = 0.4  # of the footer's width
BETWEEN = 14.0


def pack_furniture(c: Compositor, running: str, section: str = "") -> Furniture:
    """Return what draws the header and footer of a part.

    Args:
        c: Of the pack.
        running: The part's title, left out on its first page, which shows it.
        section: Shown in the footer.
    """
    page, spec = c.theme.page, c.theme.furniture
    header_y, footer_y = page.height - page.header, page.footer
    room, end_room = page.text * TITLE_SHARE, page.text * (1 - TITLE_SHARE) - BETWEEN
    title = _placed(c, running, room, header_y, "start")
    pack = _placed(c, plain_text(c.edition.title), end_room, header_y, "end")
    place = _placed(c, section, page.text * (1 - FOLIO_SHARE) - BETWEEN, footer_y, "start")
    above, below = _markings(c, header_y + spec.leading, footer_y - spec.leading)

    def draw(canvas: PageCanvas, folio: Folio) -> None:
        number = _placed(c, _page_of(c, folio), page.text * FOLIO_SHARE, footer_y, "end")
        draw_rule(canvas, c, header_y - RULE_GAP, "Header")
        draw_rule(canvas, c, footer_y + spec.leading, "Footer")
        canvas.draw_lines([*above, *(title if folio.place > 1 else ()), *pack], None, artifact="Header")
        canvas.draw_lines([*place, *number, *below], None, artifact="Footer")

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

    def draw(canvas: PageCanvas, folio: Folio) -> None:
        number = _placed(paper, _page_of(paper, folio), page.text, page.footer, "end")
        canvas.draw_lines(above, None, artifact="Header")
        canvas.draw_lines([*(number if folio.number > 1 else ()), *below], None, artifact="Footer")

    return draw


def _page_of(c: Compositor, folio: Folio) -> str:
    digits = c.profile.with_digits
    return c.edition.labels.page_of.format(page=digits(str(folio.number)), pages=digits(str(folio.pages)))


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
    page = c.theme.page
    at_end = align == "end"
    x = page.text_x + (page.text - width if at_end != c.rtl else 0.0)
    return [(line, x, y) for line in set_in_line(text, c, c.theme.furniture, width, align)]

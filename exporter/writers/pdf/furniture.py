"""What repeats on every page: running header, marking, page x of y."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from exporter.model.edition import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporter.typesetting.lines import Align, Line
    from exporter.writers.pdf.compositor import Compositor
    from exporter.writers.pdf.page_canvas import PageCanvas
    from exporter.writers.pdf.theme import TextSpec

RULE_GAP = 5.0
MARKING_SHARE = 0.3  # of the header's width


class Folio(NamedTuple):
    """Tell which page it is.

    Attributes:
        number: In the book, from 1.
        pages: Of the book.
        place: In its part, from 1.
    """

    number: int
    pages: int
    place: int


Furniture: TypeAlias = "Callable[[PageCanvas, Folio], None]"
"""Draws what surrounds the text of a page, when the number of pages is known."""


def running_furniture(c: Compositor) -> Furniture:
    """Return what draws an edition's header and footer; what is the same on every page is set once."""
    page, spec = c.theme.page, c.theme.furniture
    title_room = page.text * (1 - MARKING_SHARE)
    title = set_in_line(plain_text(c.edition.title), c, spec, title_room, "start")
    marking = set_in_line(c.edition.classification, c, spec, page.text - title_room, "end")
    date = set_in_line(_first_detail(c), c, spec, page.text / 2, "start")
    header_y, footer_y = page.height - page.header, page.footer

    def x_of(width: float, *, at_end: bool) -> float:
        return page.text_x + (page.text - width if at_end != c.rtl else 0.0)

    def draw(canvas: PageCanvas, folio: Folio) -> None:
        label = c.edition.labels.page_of.format(
            page=c.profile.with_digits(str(folio.number)), pages=c.profile.with_digits(str(folio.pages))
        )
        number = set_in_line(label, c, spec, page.text / 2, "end")
        header = [(line, x_of(page.text - title_room, at_end=True), header_y) for line in marking]
        if folio.place > 1:  # the first page shows the title itself
            header += [(line, x_of(title_room, at_end=False), header_y) for line in title]
        footer = [(line, x_of(page.text / 2, at_end=False), footer_y) for line in date]
        footer += [(line, x_of(page.text / 2, at_end=True), footer_y) for line in number]
        if header:
            draw_rule(canvas, c, header_y - RULE_GAP, "Header")
        draw_rule(canvas, c, footer_y + spec.leading, "Footer")
        canvas.draw_lines(header, None, artifact="Header")
        canvas.draw_lines(footer, None, artifact="Footer")

    return draw


def _first_detail(c: Compositor) -> str:
    return plain_text(c.edition.details[0].value) if c.edition.details else ""


def set_in_line(text: str, c: Compositor, spec: TextSpec, width: float, align: Align) -> list[Line]:
    """Set what fits on one line; a longer text ends in an ellipsis."""
    lines = c.words(text, spec, width, align=align) if text else []
    words = text.split(" ")
    while len(lines) > 1 and len(words) > 1:
        words.pop()
        lines = c.words(" ".join(words) + "…", spec, width, align=align)
    return lines[:1]


def draw_rule(canvas: PageCanvas, c: Compositor, y: float, subtype: str) -> None:
    """Draw the rule of a header or footer, over the width of the text."""
    page = c.theme.page
    with canvas.artifact("Pagination", subtype):
        canvas.rule(page.text_x, y, page.text_x + page.text, y, 0.4, c.theme.palette.hairline)

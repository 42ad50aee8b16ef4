"""What repeats on every page: running header, marking, page x of y."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from exporter.model.edition import plain_text
from exporter.typesetting.lines import StyledText

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporter.typesetting.lines import Align, Line, Piece
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
    labels = FolioLabels(c, page.text / 2)
    header_y, footer_y = page.height - page.header, page.footer

    def x_of(width: float, *, at_end: bool) -> float:
        return page.text_x + (page.text - width if at_end != c.rtl else 0.0)

    def draw(canvas: PageCanvas, folio: Folio) -> None:
        number = labels.set(folio)
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


class FolioLabels:
    """Set “page x of y”, the words once for all numbers of as many digits.

    A number takes the place of another one only where the line has that one as it is set alone, and
    both are as wide: then all else stays where it is.
    """

    def __init__(self, c: Compositor, width: float) -> None:
        """Set labels that end at the end of a width in points."""
        self._c = c
        self._width = width
        self._samples: dict[tuple[int, int], tuple[Line, Piece]] = {}

    def set(self, folio: Folio) -> list[Line]:
        """Return the line, if there is room for one."""
        c, spec = self._c, self._c.theme.furniture
        shown = c.profile.with_digits(str(folio.number))
        number, key = self._number(shown), (len(shown), folio.pages)
        if number is not None and key in self._samples:
            line, sample = self._samples[key]
            if number.width == sample.width and number.font is sample.font:
                return [_with_word(line, sample.words[0], number.words[0])]
        pages = c.profile.with_digits(str(folio.pages))
        label = c.edition.labels.page_of.format(page=shown, pages=pages)
        lines = set_in_line(label, c, spec, self._width, "end")
        if lines and number is not None and _has_once(lines[0], number):
            self._samples.setdefault(key, (lines[0], number))
        return lines

    def _number(self, shown: str) -> Piece | None:
        c, spec = self._c, self._c.theme.furniture
        text = StyledText(shown, c.book.style(spec), "ltr")
        (line,) = c.fill(c.shape([text], spec, direction="ltr"), self._width, "start")
        return line.pieces[0] if len(line.pieces) == 1 and len(line.pieces[0].words) == 1 else None


def _has_once(line: Line, number: Piece) -> bool:
    words = [word for piece in line.pieces for word in piece.words]
    return words.count(number.words[0]) == 1


def _with_word(line: Line, old: str, new: str) -> Line:
    pieces = [
        piece._replace(words=tuple([new if word == old else word for word in piece.words]))
        if old in piece.words
        else piece
        for piece in line.pieces
    ]
    return line._replace(pieces=tuple(pieces))


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

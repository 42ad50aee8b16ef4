"""An edition to the pages where its headings will probably stand.

Word counts pages itself as soon as it lays the file out; until a reader updates the contents, they
show these numbers. The model fills lines by a mean width of letters and pages by heights of lines.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, assert_never

from exporter.model.blocks import (
    CodeBlock,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
)
from exporter.model.inlines import LineBreak, NoteReference, Span
from exporter.writers.docx.look import LIST_STEP, QUOTE_INDENT, TEXT_HEIGHT, TEXT_WIDTH
from exporter.writers.docx.pictures import EMU_PER_TWIP, picture_size
from exporter.writers.docx.sheet import PARAGRAPH_STYLES
from exporter.writers.docx.tables import CELL_MARGINS, column_widths

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from exporter.model.blocks import EditionBlock, EditionSegment
    from exporter.model.edition import Edition
    from exporter.model.inlines import EditionInline
    from exporter.writers.docx.look import Face, Look

# Mean advance of a letter with its share of spaces, in ems of its size, by script.
_ADVANCES: Final[dict[str, dict[Face, float]]] = {
    "Arab": {"text": 0.36, "display": 0.40, "code": 0.6},
    "Cyrl": {"text": 0.475, "display": 0.53, "code": 0.6},
    "Latn": {"text": 0.41, "display": 0.475, "code": 0.6},
}
_OTHER: Final[dict[Face, float]] = {"text": 0.5, "display": 0.55, "code": 0.6}
LINE: Final = 1.15  # a single line of Times New Roman or Arial, in ems
TWIPS: Final = 20


@dataclass(frozen=True, slots=True)
class _Measure:
    """Hold a style's measures: advance and line height in points, room around it in twips."""

    advance: float
    line: float
    before: int
    after: int
    indent: int


@dataclass(slots=True)
class PageModel:
    """Fill pages from the top; heights in points."""

    look: Look
    edition: Edition
    pages: dict[str, int] = field(default_factory=dict)
    _height: float = 0.0
    _measures: dict[str, _Measure] = field(default_factory=dict)
    _noted: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._measures = {style.id: self._measure(style.id) for style in PARAGRAPH_STYLES}

    @property
    def page(self) -> int:
        """Return the number of the page that is being filled."""
        return 1 + int(self._height // (TEXT_HEIGHT / TWIPS))

    def fill(self, contents: int) -> Mapping[str, int]:
        """Fill in the whole edition; return the page of each heading by its segment's id."""
        edition = self.edition
        self._text("Title", edition.title)
        for detail in edition.details:
            self._text("Details", detail.value)
        self._text("Subtitle", edition.summary)
        if edition.key_facts:
            self._lines("KeyFactsHeading", 1)
        for fact in edition.key_facts:
            self._text("KeyFact", fact)
        for _ in range(contents + bool(contents)):
            self._lines("TOC1", 1)
        self._blocks(edition.body, "BodyText", 0)
        self._blocks(edition.back, "BackText", 0)
        return self.pages

    def _measure(self, style_id: str) -> _Measure:
        known = {style.id: style for style in PARAGRAPH_STYLES}
        chain = [known[style_id]]
        while chain[-1].based_on in known:
            chain.append(known[chain[-1].based_on])
        size = next((style.size for style in chain if style.size), 11.0)
        face: Face = next((style.face for style in chain if style.face), "text")
        line = next((style.line for style in chain if style.line is not None), 288) / 240
        indent = next((style.indent for style in chain if style.indent is not None), (0, 0, 0))
        points = self.look.complex_points(size, face) if self.look.rtl else self.look.points(size)
        advance = _ADVANCES.get(self.look.profile.script, _OTHER)[face] * points
        return _Measure(
            advance,
            points * LINE * line,
            next((style.before for style in chain if style.before is not None), 0),
            next((style.after for style in chain if style.after is not None), 0),
            indent[0] + indent[1],
        )

    def _blocks(self, blocks: Iterable[EditionBlock], style: str, indent: int) -> None:
        for block in blocks:
            self._block(block, style, indent)

    def _block(self, block: EditionBlock, style: str, indent: int) -> None:
        match block:
            case Heading(level=level, text=text):
                self._heading(f"Heading{level - 1}", text)
            case Paragraph(text=text):
                self._text(style, text, indent)
            case Quote(blocks=blocks, attribution=attribution):
                self._blocks(blocks, "Quote", indent + QUOTE_INDENT)
                if attribution:
                    self._text("QuoteAttribution", attribution, indent)
            case ListBlock(items=items):
                for item in items:
                    self._blocks(item.blocks, style, indent + LIST_STEP)
            case Table():
                self._table(block)
            case Figure():
                self._figure(block)
            case CodeBlock(text=text):
                self._lines("Code", text.count("\n") + 1)
            case ThematicBreak():
                self._lines("Separator", 1)
            case _:
                assert_never(block)

    def _heading(self, style: str, text: EditionSegment) -> None:
        measure = self._measures[style]
        room = measure.before / TWIPS + measure.line * 4  # it stays with the lines that follow
        page = TEXT_HEIGHT / TWIPS
        if self._height % page + room > page:
            self._height = (self._height // page + 1) * page
        self.pages[text.id] = self.page
        self._text(style, text)

    def _text(self, style: str, text: EditionSegment, indent: int = 0) -> None:
        measure = self._measures[style]
        width = max(TEXT_WIDTH - measure.indent - indent, LIST_STEP) / TWIPS
        self._lines(style, sum(_line_counts(text, width / measure.advance)))
        for inline in text.inlines:
            if isinstance(inline, NoteReference):
                self._note(inline.number)

    def _lines(self, style: str, count: int) -> None:
        measure = self._measures[style]
        self._height += count * measure.line + (measure.before + measure.after) / TWIPS

    def _note(self, number: int) -> None:
        if number not in self._noted and 0 < number <= len(self.edition.notes):
            self._noted.add(number)
            self._blocks(self.edition.notes[number - 1].blocks, "FootnoteText", 0)

    def _table(self, table: Table[EditionInline]) -> None:
        if table.caption:
            self._text("TableCaption", table.caption)
        measure = self._measures["TableText"]
        widths = column_widths(table, TEXT_WIDTH) if table.header else []
        for row in (table.header, *table.rows):
            lines = [1]
            for cell, width in zip(row, widths, strict=True):
                room = max(width - CELL_MARGINS, LIST_STEP) / TWIPS / measure.advance
                lines.append(sum(_line_counts(cell.text, room)) if cell.text else 1)
            self._height += max(lines) * measure.line + 7.5
        self._lines("TableEnd", 1)

    def _figure(self, figure: Figure[EditionInline]) -> None:
        picture = self.edition.pictures.get(figure.src)
        if picture:
            self._height += picture_size(picture, TEXT_WIDTH)[1] / EMU_PER_TWIP / TWIPS
        if figure.caption:
            self._text("Caption", figure.caption)


def _line_counts(text: EditionSegment, letters: float) -> Iterable[int]:
    """Return how many lines each forced line of a text takes."""
    lengths = [0]
    for inline in text.inlines:
        match inline:
            case Span(text=words):
                lengths[-1] += len(words)
            case LineBreak():
                lengths.append(0)
            case NoteReference():
                pass
    return [max(1, math.ceil(length / letters)) for length in lengths]

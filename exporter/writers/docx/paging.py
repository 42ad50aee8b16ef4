"""Text to the pages where its segments will probably stand.

Word counts pages itself as soon as it lays the file out; until a reader updates the contents, they
show these numbers. The model fills lines by a mean width of letters and pages by heights of lines.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, assert_never

from exporter.model.blocks import (
    Chart,
    CodeBlock,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
)
from exporter.model.charts import chart_table
from exporter.model.inlines import LineBreak, NoteReference, Span
from exporter.writers.docx.look import LIST_STEP, QUOTE_INDENT, TEXT_HEIGHT, TEXT_WIDTH
from exporter.writers.docx.pictures import EMU_PER_TWIP, picture_size
from exporter.writers.docx.segments import segments_of
from exporter.writers.docx.tables import CELL_MARGINS, column_widths

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from exporter.model.blocks import EditionBlock, EditionSegment
    from exporter.model.edition import Detail, Edition, Note
    from exporter.model.inlines import EditionInline
    from exporter.writers.docx.draft import Draft
    from exporter.writers.docx.look import Face, Look
    from exporter.writers.docx.sheet import Style

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
    """Fill pages from the top; heights in points.

    Attributes:
        sheet: The styles of the document.
        draft: Of the text that is being filled in.
        thorough: Whether all segments are looked up later, not headings alone.
        pages: By bookmark.
    """

    sheet: Sequence[Style]
    draft: Draft
    thorough: bool = False
    pages: dict[str, int] = field(default_factory=dict)
    _before: int = 0
    _height: float = 0.0
    _measures: dict[str, _Measure] = field(default_factory=dict)
    _known: dict[str, dict[str, _Measure]] = field(default_factory=dict)
    _notes: tuple[Note, ...] = ()
    _noted: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._take(self.draft)

    @property
    def page(self) -> int:
        """Return the number of the page that is being filled."""
        return self._before + 1 + int(self._height // (TEXT_HEIGHT / TWIPS))

    def turn(self, draft: Draft) -> None:
        """Begin a page, for the text of another draft."""
        if self._height:
            self._before, self._height = self.page, 0.0
        self._take(draft)

    def fill(self, edition: Edition, contents: int = 0) -> None:
        """Fill in an edition, with so many lines of contents before its body."""
        self._notes = edition.notes
        self._noted = set()
        self.text(self.draft.headings.title, edition.title)
        self.details(edition.details)
        self.text("Subtitle", edition.summary)
        if edition.key_facts:
            self.lines("KeyFactsHeading")
        for fact in edition.key_facts:
            self.text("KeyFact", fact)
        for _ in range(contents + bool(contents)):
            self.lines("TOC1")
        self.blocks(edition.body, "BodyText")
        self.blocks(edition.back, "BackText")
        if self.thorough:
            for segment in segments_of(edition):  # such as those of notes that only tables refer to
                self.place(self.draft.bookmark(segment.id))

    def details(self, details: Iterable[Detail]) -> None:
        """Fill in a line for each detail."""
        for detail in details:
            self.text("Details", detail.value)

    def place(self, bookmark: str) -> None:
        """Let a bookmark stand here."""
        self.pages.setdefault(bookmark, self.page)

    def _take(self, draft: Draft) -> None:
        self.draft = draft
        tag = draft.look.profile.tag
        if tag not in self._known:
            styles = {style.id: style for style in self.sheet}
            self._known[tag] = {key: _measure(key, styles, draft.look) for key in styles}
        self._measures = self._known[tag]

    def blocks(self, blocks: Iterable[EditionBlock], style: str, indent: int = 0) -> None:
        """Fill in blocks whose paragraphs have a style."""
        for block in blocks:
            self._block(block, style, indent)

    def _block(self, block: EditionBlock, style: str, indent: int) -> None:
        match block:
            case Heading(level=level, text=text):
                self.heading(self.draft.headings.style(level), text)
            case Paragraph(text=text):
                self.text(style, text, indent)
            case Quote(blocks=blocks, attribution=attribution):
                self.blocks(blocks, "Quote", indent + QUOTE_INDENT)
                if attribution:
                    self.text("QuoteAttribution", attribution, indent)
            case ListBlock(items=items):
                for item in items:
                    self.blocks(item.blocks, style, indent + LIST_STEP)
            case Table():
                self.table(block)
            case Figure():
                self._figure(block)
            case Chart(credit=credit):
                self.table(chart_table(block))
                if credit:
                    self.text("Credit", credit)
            case CodeBlock(text=text):
                self.lines("Code", text.count("\n") + 1)
            case ThematicBreak():
                self.lines("Separator")
            case _:
                assert_never(block)

    def heading(self, style: str, text: EditionSegment) -> None:
        """Fill in a heading, on the next page if it would stand at the foot of this one."""
        measure = self._measures[style]
        room = measure.before / TWIPS + measure.line * 4  # it stays with the lines that follow
        page = TEXT_HEIGHT / TWIPS
        if self._height % page + room > page:
            self._height = (self._height // page + 1) * page
        self.place(self.draft.bookmark(text.id))
        self.text(style, text)

    def text(self, style: str, text: EditionSegment, indent: int = 0) -> None:
        """Fill in a paragraph."""
        self._place(text)
        self.lines(style, sum(_line_counts(text, self._letters(style, indent))))
        for inline in text.inlines:
            if isinstance(inline, NoteReference):
                self._note(inline.number)

    def entry(self, style: str, text: EditionSegment | str) -> None:
        """Fill in a line that leads to a segment elsewhere."""
        counts = [1] if isinstance(text, str) else _line_counts(text, self._letters(style))
        self.lines(style, sum(counts))

    def _letters(self, style: str, indent: int = 0) -> float:
        """Return how many letters of a style fill a line."""
        measure = self._measures[style]
        return max(TEXT_WIDTH - measure.indent - indent, LIST_STEP) / TWIPS / measure.advance

    def lines(self, style: str, count: int = 1) -> None:
        """Fill in a paragraph of so many lines."""
        measure = self._measures[style]
        self._height += count * measure.line + (measure.before + measure.after) / TWIPS

    def _place(self, text: EditionSegment) -> None:
        if self.thorough:
            self.place(self.draft.bookmark(text.id))

    def _note(self, number: int) -> None:
        if number not in self._noted and 0 < number <= len(self._notes):
            self._noted.add(number)
            self.blocks(self._notes[number - 1].blocks, "FootnoteText")

    def table(self, table: Table[EditionInline]) -> None:
        """Fill in a table with its caption."""
        if table.caption:
            self.text("TableCaption", table.caption)
        measure = self._measures["TableText"]
        widths = column_widths(table, TEXT_WIDTH) if table.header else []
        for row in (table.header, *table.rows):
            lines = [1]
            for cell, width in zip(row, widths, strict=True):
                if cell.text:
                    self._place(cell.text)
                    room = max(width - CELL_MARGINS, LIST_STEP) / TWIPS / measure.advance
                    lines.append(sum(_line_counts(cell.text, room)))
            self._height += max(lines) * measure.line + 7.5
        self.lines("TableEnd")

    def _figure(self, figure: Figure[EditionInline]) -> None:
        self._place(figure.alt)
        picture = self.draft.pictures.get(figure.src)
        if picture:
            self._height += picture_size(picture, TEXT_WIDTH)[1] / EMU_PER_TWIP / TWIPS
        if figure.caption:
            self.text("Caption", figure.caption)
        if figure.credit:
            self.text("Credit", figure.credit)


def _measure(style_id: str, known: Mapping[str, Style], look: Look) -> _Measure:
    chain = [known[style_id]]
    while chain[-1].based_on in known:
        chain.append(known[chain[-1].based_on])
    size = next((style.size for style in chain if style.size), 11.0)
    face: Face = next((style.face for style in chain if style.face), "text")
    line = next((style.line for style in chain if style.line is not None), 288) / 240
    indent = next((style.indent for style in chain if style.indent is not None), (0, 0, 0))
    points = look.complex_points(size, face) if look.rtl else look.points(size)
    advance = _ADVANCES.get(look.profile.script, _OTHER)[face] * points
    return _Measure(
        advance,
        points * LINE * line,
        next((style.before for style in chain if style.before is not None), 0),
        next((style.after for style in chain if style.after is not None), 0),
        indent[0] + indent[1],
    )


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

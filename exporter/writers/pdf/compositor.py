"""Segments of an edition to strips: the tools that every block is set with."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exporter.errors import ExportError, SourceLocation
from exporter.model.blocks import Paragraph
from exporter.typesetting.flow import PlacedLine, Strip, allow_breaks
from exporter.typesetting.hyphenate import load_hyphenator
from exporter.typesetting.lines import StyledText
from exporter.typesetting.paragraph import Typesetter
from exporter.writers.pdf.structure import StructureElement
from exporter.writers.pdf.styles import StyleBook, style_inlines
from exporter.writers.pdf.theme import theme_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exporter.model.blocks import EditionSegment
    from exporter.model.edition import Edition
    from exporter.model.inlines import Direction
    from exporter.typesetting.flow import Anchor, Frame
    from exporter.typesetting.lines import Align, Line
    from exporter.typesetting.paragraph import ShapedParagraph
    from exporter.writers.pdf.theme import TextSpec
    from exporter.writers.pdf.theme_settings import ThemeSettings

DEEPEST_HEADING = 6

# What NamedTuple's own constructor does in three times the time.
_new = tuple.__new__


@dataclass(frozen=True, slots=True)
class Area:
    """Bound where blocks are set: physical left edge in the column, width, and decorations."""

    x: float
    width: float
    frames: tuple[Frame, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Tell where an edition stands in its file.

    Attributes:
        prefix: Before the names of its anchors, so that each is the file's only one.
        depth: Added to the levels of its headings.
        above: Levels that the outline does not show, since it has no entry for the file itself.
        alone: Whether the file is the edition, with its own contents.
    """

    prefix: str = ""
    depth: int = 0
    above: int = 0
    alone: bool = True


ALONE = Standing()


class Compositor:
    """Set one edition's text in its theme."""

    def __init__(
        self,
        edition: Edition,
        settings: ThemeSettings,
        *,
        typesetter: Typesetter | None = None,
        standing: Standing = ALONE,
        book: StyleBook | None = None,
    ) -> None:
        self.edition = edition
        self.standing = standing
        self.profile = edition.locale
        self.rtl = edition.locale.direction == "rtl"
        self.theme = theme_for(edition.locale.pdf, settings)
        self.book = book or StyleBook(edition.locale, settings.palette)
        self.typesetter = typesetter or Typesetter(kashida=edition.locale.pdf.kashida)
        self._note_of: dict[object, int] = {}
        self._placed_notes: set[int] = set()

    def heading_tag(self, level: int) -> str:
        """Return the structure type of a heading; there is none below the sixth."""
        return f"H{min(level + self.standing.depth, DEEPEST_HEADING)}"

    def outline_level(self, level: int) -> int:
        """Return the level in the outline, from 0, of a heading of the edition."""
        return max(level - 1 + self.standing.depth - self.standing.above, 0)

    def column(self) -> Area:
        """Return the whole column."""
        return Area(0.0, self.theme.page.column)

    def inset(self, area: Area, start: float, end: float = 0.0, frame: Frame | None = None) -> Area:
        """Return the area narrowed at its start and end, inside a further frame if there is one."""
        x = area.x + (end if self.rtl else start)
        frames = (*area.frames, frame) if frame else area.frames
        return Area(x, area.width - start - end, frames)

    def start_x(self, area: Area, width: float, offset: float = 0.0) -> float:
        """Return the left edge of something at the area's start edge."""
        return area.x + area.width - width - offset if self.rtl else area.x + offset

    def shape_segment(
        self,
        segment: EditionSegment,
        spec: TextSpec,
        element: StructureElement,
        *,
        lead: StyledText | None = None,
        direction: Direction | None = None,
    ) -> ShapedParagraph:
        """Shape a segment after a lead such as a label, in the edition's direction unless one is given.

        Its notes, links and foreign words become children of the element.
        """
        texts, notes = style_inlines(
            segment.inlines, spec, self.book, self.profile, element, prefix=self.standing.prefix
        )
        self._note_of.update(notes)
        return self.shape([lead, *texts] if lead else texts, spec, line=segment.line, direction=direction)

    def shape_unseen(self, segment: EditionSegment, spec: TextSpec) -> ShapedParagraph:
        """Shape a segment that is only measured: nothing of it comes into the file."""
        texts, _ = style_inlines(segment.inlines, spec, self.book, self.profile, StructureElement("P"))
        return self.shape(texts, spec, line=segment.line)

    def segment_lines(
        self,
        segment: EditionSegment,
        spec: TextSpec,
        element: StructureElement,
        width: float,
        *,
        lead: StyledText | None = None,
    ) -> list[Line]:
        """Shape a segment and break it into lines."""
        shaped = self.shape_segment(segment, spec, element, lead=lead)
        return self.fill(shaped, width, spec.align, line=segment.line)

    def shape(
        self,
        texts: Sequence[StyledText],
        spec: TextSpec,
        *,
        line: int = 0,
        direction: Direction | None = None,
    ) -> ShapedParagraph:
        """Shape styled text in the edition's direction unless one is given."""
        hyphenation = self.profile.pdf.hyphenation if spec.hyphenate else ""
        try:
            return self.typesetter.shape(
                texts, direction=direction or self.profile.direction, hyphenation=hyphenation
            )
        except ExportError as error:
            raise self.placed(error, line) from error

    def fill(
        self, shaped: ShapedParagraph, width: float | Sequence[float], align: Align, *, line: int = 0
    ) -> list[Line]:
        """Break a shaped paragraph into lines; several widths are those of its first ones."""
        try:
            return shaped.fill(width, align=align)
        except ExportError as error:
            raise self.placed(error, line) from error

    def placed(self, error: ExportError, line: int) -> ExportError:
        """Return the error with the edition and the place in the source."""
        problem = f"{error.problem} (edition {self.profile.tag})"
        return type(error)(problem, at=SourceLocation(self.edition.path, line), hint=error.hint)

    def words(self, text: str, spec: TextSpec, width: float, *, align: Align | None = None) -> list[Line]:
        """Set a label of the edition, such as a page number."""
        return self.fill(self.shape_plain(text, spec), width, align or spec.align)

    def shape_plain(self, text: str, spec: TextSpec, *, line: int = 0) -> ShapedParagraph:
        """Shape text of one style that belongs to no element of its own."""
        styled = StyledText(text, self.book.style(spec), self.profile.direction)
        return self.shape([styled], spec, line=line)

    def learn(self, blocks: int) -> int:
        """Shape so many paragraphs of the edition for what that leaves: fonts, patterns, words.

        Returns:
            How many there were.
        """
        load_hyphenator(self.profile.pdf.hyphenation)
        found = [block.text for block in self.edition.body if isinstance(block, Paragraph)][:blocks]
        for segment in found:
            with suppress(ExportError):  # it is told when its turn comes
                self.shape_unseen(segment, self.theme.body)
        return len(found)

    def baseline(self, spec: TextSpec) -> float:
        """Return how far below a line's top its baseline stands, in points."""
        font = self.book.style(spec).fonts[0]
        ascent, descent = font.ascent * spec.size / font.upem, font.descent * spec.size / font.upem
        return (spec.leading - ascent + descent) / 2 + ascent

    def notes_in(self, line: Line) -> tuple[int, ...]:
        """Return the numbers of the notes that a line refers to first."""
        return self.place_notes(self._note_of[owner] for owner in line.owners if owner in self._note_of)

    def place_notes(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Return those of the notes that nothing has referred to so far, and remember them."""
        fresh = tuple(n for n in dict.fromkeys(numbers) if n not in self._placed_notes)
        self._placed_notes.update(fresh)
        return fresh

    def paragraph(
        self,
        segment: EditionSegment,
        spec: TextSpec,
        element: StructureElement,
        area: Area,
        *,
        keep: bool = False,
        anchors: tuple[Anchor, ...] = (),
    ) -> list[Strip]:
        """Set a segment as a paragraph; ``keep`` holds it together and with what follows."""
        lines = self.segment_lines(segment, spec, element, area.width)
        return self.strips(lines, spec, element, area, keep=keep, anchors=anchors)

    def strips(
        self,
        lines: Sequence[Line],
        spec: TextSpec,
        element: StructureElement | None,
        area: Area,
        *,
        keep: bool = False,
        anchors: tuple[Anchor, ...] = (),
    ) -> list[Strip]:
        """Return a strip for each line; no line stands alone, and no word is divided between pages."""
        baseline, leading, x, frames = self.baseline(spec), spec.leading, area.x, area.frames
        strips = [
            _new(
                Strip,
                (
                    leading,
                    (_new(PlacedLine, (line, x, baseline, element)),),
                    0.0,
                    breakable and not keep and not line.hyphenated,
                    self.notes_in(line) if line.owners else (),
                    frames,
                    (),
                    (),
                ),
            )
            for line, breakable in zip(lines, allow_breaks(len(lines)), strict=True)
        ]
        if anchors and strips:
            strips[0] = strips[0]._replace(anchors=anchors)
        return strips

    def gap(self, height: float, area: Area) -> Strip:
        """Return blank room inside the area's frames that stays with what surrounds it."""
        return Strip(height, breakable=False, frames=area.frames)


def spaced(strips: list[Strip], space: float) -> list[Strip]:
    """Return the strips with room before the first one."""
    return [strips[0]._replace(space_before=space), *strips[1:]] if strips else strips


def spaced_flow(strips: Iterable[Strip], space: float) -> Iterator[Strip]:
    """Pass strips on as they come, with room before the first one."""
    for strip in (flow := iter(strips)):
        yield strip._replace(space_before=space)
        yield from flow


def kept(strips: list[Strip]) -> list[Strip]:
    """Return the strips with no break after the last one."""
    return [*strips[:-1], strips[-1]._replace(breakable=False)] if strips else strips

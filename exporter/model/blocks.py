"""Block content, shared by articles (source inlines) and editions (localized inlines)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, Literal, TypeAlias, TypeVar, get_args

from exporter.model.facts import DateFact, MonthFact, YearFact
from exporter.model.inlines import EditionInline, SourceInline

InlineT = TypeVar("InlineT", SourceInline, EditionInline)

Role: TypeAlias = Literal[
    "title", "summary", "heading", "paragraph", "quote", "attribution", "item", "header", "cell",
    "caption", "alt", "footnote", "key-fact", "place", "author", "source", "publisher", "term",
    "note", "label", "event", "audience", "about", "credit", "category", "series", "unit",
]  # fmt: skip
Alignment: TypeAlias = Literal["", "start", "center", "end"]
ChartKind: TypeAlias = Literal["bar", "line", "timeline"]
CHART_KINDS: tuple[ChartKind, ...] = get_args(ChartKind)
Moment: TypeAlias = DateFact | MonthFact | YearFact
State: TypeAlias = Literal["source", "translated", "fuzzy", "untranslated"]


@dataclass(frozen=True, slots=True)
class Segment(Generic[InlineT]):
    """Hold the smallest text that is translated, reviewed and bookmarked as one.

    Attributes:
        id: Stable as long as role and source text stay: ten hex digits of a sha256, with
            ``-2``, ``-3`` … for repeated texts. The same in the article and its editions.
        role: What the text is; gettext's msgctxt.
        inlines: Never empty.
        line: Line of the source file, 0 when there is none.
        comment: The author's note for translators, or empty.
        state: How the text came about; always ``source`` in an article.
        parts: Ids of the segments that a text of an edition is put together from, in their order;
            its own id is in no catalog then.
    """

    id: str
    role: Role
    inlines: tuple[InlineT, ...]
    line: int = 0
    comment: str = ""
    state: State = "source"
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading(Generic[InlineT]):
    """Open a part of the article; level 2 to 6 (1 is the title)."""

    level: int
    text: Segment[InlineT]


@dataclass(frozen=True, slots=True)
class Paragraph(Generic[InlineT]):
    """Hold one paragraph."""

    text: Segment[InlineT]


@dataclass(frozen=True, slots=True)
class Quote(Generic[InlineT]):
    """Set off a quotation; the attribution has no leading dash."""

    blocks: tuple[Block[InlineT], ...]
    attribution: Segment[InlineT] | None = None


@dataclass(frozen=True, slots=True)
class ListItem(Generic[InlineT]):
    """Hold one item.

    Attributes:
        blocks: Its first block is usually a paragraph.
        marker: Bullet or number in the edition's digits, such as ``•`` or ``٣.``; empty
            in an article.
    """

    blocks: tuple[Block[InlineT], ...]
    marker: str = ""


@dataclass(frozen=True, slots=True)
class ListBlock(Generic[InlineT]):
    """Hold a bulleted or numbered list; ``start`` is the first number."""

    items: tuple[ListItem[InlineT], ...]
    ordered: bool = False
    start: int = 1
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Cell(Generic[InlineT]):
    """Hold a table cell; ``None`` when it is empty."""

    text: Segment[InlineT] | None


@dataclass(frozen=True, slots=True)
class Table(Generic[InlineT]):
    """Hold a table with one header row.

    Attributes:
        header: One cell a column.
        rows: Each as long as the header.
        alignments: One a column, along the direction of the edition.
        caption: Without its label.
        label: ``Table 1`` in the edition's words; empty in an article.
    """

    header: tuple[Cell[InlineT], ...]
    rows: tuple[tuple[Cell[InlineT], ...], ...]
    alignments: tuple[Alignment, ...]
    caption: Segment[InlineT] | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Figure(Generic[InlineT]):
    """Show a picture that lies beside the article.

    Attributes:
        src: File name relative to the article's folder; key of the pictures.
        alt: What a reader who cannot see it must know.
        caption: Without its label.
        label: ``Figure 1`` in the edition's words; empty in an article.
        credit: Who made the picture or gave it.
    """

    src: str
    alt: Segment[InlineT]
    caption: Segment[InlineT] | None = None
    label: str = ""
    credit: Segment[InlineT] | None = None


@dataclass(frozen=True, slots=True)
class Series(Generic[InlineT]):
    """Hold one row of a chart's numbers.

    Attributes:
        name: What is counted; None only where a chart has one series.
        values: One for each category; None where nothing is known.
        words: The values in the edition's words; empty in an article.
    """

    name: Segment[InlineT] | None
    values: tuple[Decimal | None, ...]
    words: tuple[Segment[InlineT] | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Event(Generic[InlineT]):
    """Hold one entry of a timeline.

    Attributes:
        moment: A day, month or year.
        text: What happened.
        fact: Name of the fact that gives the moment, or empty.
        words: The moment in the edition's words; None in an article.
    """

    moment: Moment
    text: Segment[InlineT]
    fact: str = ""
    words: Segment[InlineT] | None = None


@dataclass(frozen=True, slots=True)
class Tick(Generic[InlineT]):
    """Mark a round number on the axis of a chart."""

    value: Decimal
    words: Segment[InlineT]


@dataclass(frozen=True, slots=True)
class Chart(Generic[InlineT]):
    """Show numbers by category, or events in time, as a drawing.

    Attributes:
        caption: Without its label.
        categories: Of a bar or line chart, in reading order.
        series: Of a bar or line chart, one at least; each as long as the categories.
        unit: In which the numbers count.
        events: Of a timeline, the earliest first.
        credit: Where the data come from.
        label: ``Figure 1`` in the edition's words; empty in an article.
        alt: All of the data in words; None in an article.
        ticks: Of the axis of numbers, rising, around all values; empty in an article.
        headings: Of the table that holds the same data; empty in an article.
    """

    kind: ChartKind
    caption: Segment[InlineT]
    categories: tuple[Segment[InlineT], ...] = ()
    series: tuple[Series[InlineT], ...] = ()
    unit: Segment[InlineT] | None = None
    events: tuple[Event[InlineT], ...] = ()
    credit: Segment[InlineT] | None = None
    label: str = ""
    alt: Segment[InlineT] | None = None
    ticks: tuple[Tick[InlineT], ...] = ()
    headings: tuple[Segment[InlineT], ...] = ()


@dataclass(frozen=True, slots=True)
class CodeBlock(Generic[InlineT]):
    """Hold literal lines; never translated, always left to right."""

    text: str
    info: str = ""


@dataclass(frozen=True, slots=True)
class ThematicBreak(Generic[InlineT]):
    """Mark a change of subject."""


Block: TypeAlias = (
    Heading[InlineT]
    | Paragraph[InlineT]
    | Quote[InlineT]
    | ListBlock[InlineT]
    | Table[InlineT]
    | Figure[InlineT]
    | Chart[InlineT]
    | CodeBlock[InlineT]
    | ThematicBreak[InlineT]
)

SourceSegment: TypeAlias = Segment[SourceInline]
SourceBlock: TypeAlias = Block[SourceInline]
EditionSegment: TypeAlias = Segment[EditionInline]
EditionBlock: TypeAlias = Block[EditionInline]

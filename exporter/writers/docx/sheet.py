"""The styles of our Word files: what their names promise, in points and twips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from exporter.writers.docx.look import (
    ACCENT,
    BOX_HANGING,
    BOX_PADDING,
    CODE_PADDING,
    LIST_STEP,
    QUIET,
    QUOTE_INDENT,
    TEXT_WIDTH,
)

if TYPE_CHECKING:
    from exporter.writers.docx.look import Face

BULLETS_OF_FACTS: Final = 1  # the numbering that the style of key facts names
# Word draws one box around neighbours only if their borders and indents are the same.
_BOX: Final = (BOX_PADDING + BOX_HANGING, CODE_PADDING, BOX_HANGING)


@dataclass(frozen=True, slots=True)
class Style:
    """Describe a style; sizes in points, spaces and indents in twips, line in 240ths of a line.

    Attributes:
        edge: ``bar`` for a rule at the start, ``box`` for one with a tinted field, ``below``
            and ``above`` for hairlines.
        tabs: ``contents`` for a leader to the page number.
        common: Whether Word's gallery shows it.
        own: Whether it is ours, not one of Word's.
    """

    id: str
    name: str
    based_on: str = "Normal"
    next: str = ""
    size: float = 0.0
    face: Face | None = None
    color: str = ""
    bold: bool = False
    italic: bool = False
    before: int | None = None
    after: int | None = None
    line: int | None = None
    indent: tuple[int, int, int] | None = None  # start, end, hanging
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    edge: Literal["", "bar", "box", "below", "above", "rule"] = ""
    contextual: bool = False
    numbering: int = 0
    tabs: Literal["", "contents"] = ""
    at_end: bool = False
    left_to_right: bool = False
    common: bool = True
    own: bool = False


PARAGRAPH_STYLES: Final = (
    Style("BodyText", "Body Text", after=140),
    Style("Title", "Title", next="Details", size=24, face="display", color=ACCENT, bold=True, after=140,
          line=252, keep_next=True, keep_lines=True),
    Style("Details", "Details", size=9.5, face="display", color=QUIET, after=20, keep_next=True, own=True),
    Style("Subtitle", "Subtitle", next="BodyText", size=13, color=QUIET, before=200, after=240, line=276),
    Style("KeyFactsHeading", "Key Facts Heading", next="KeyFact", size=11, face="display", color=ACCENT,
          bold=True, before=200, after=80, indent=_BOX, edge="box", keep_next=True,
          own=True),
    Style("KeyFact", "Key Fact", size=10.5, after=80, indent=_BOX, edge="box",
          keep_lines=True, numbering=BULLETS_OF_FACTS, own=True),
    Style("TOCHeading", "TOC Heading", next="BodyText", size=11, face="display", color=ACCENT, bold=True,
          before=320, after=80, keep_next=True),
    Style("TOC1", "toc 1", size=10, face="display", after=50, tabs="contents",
          common=False),
    Style("TOC2", "toc 2", size=10, face="display", after=50, tabs="contents", indent=(284, 0, 0),
          common=False),
    Style("TOC3", "toc 3", size=9.5, face="display", after=50, tabs="contents", indent=(567, 0, 0),
          common=False),
    Style("Heading1", "heading 1", next="BodyText", size=15, face="display", color=ACCENT, bold=True,
          before=440, after=120, line=264, keep_next=True, keep_lines=True, outline=0),
    Style("Heading2", "heading 2", next="BodyText", size=12.5, face="display", bold=True, before=320,
          after=100, line=264, keep_next=True, keep_lines=True, outline=1),
    Style("Heading3", "heading 3", next="BodyText", size=11, face="display", color=ACCENT, bold=True,
          before=260, after=80, keep_next=True, keep_lines=True, outline=2),
    Style("Heading4", "heading 4", next="BodyText", size=10.5, face="display", bold=True, before=220,
          after=60, keep_next=True, keep_lines=True, outline=3),
    Style("Heading5", "heading 5", next="BodyText", size=10.5, face="display", color=QUIET, bold=True,
          before=200, after=60, keep_next=True, keep_lines=True, outline=4),
    Style("Quote", "Quote", next="QuoteAttribution", indent=(QUOTE_INDENT, QUOTE_INDENT, 0), after=120,
          edge="bar"),
    Style("QuoteAttribution", "Quote Attribution", next="BodyText", size=9.5, face="display", color=QUIET,
          indent=(QUOTE_INDENT, QUOTE_INDENT, 0), after=200, edge="bar", own=True),
    Style("ListParagraph", "List Paragraph", indent=(LIST_STEP, 0, 0), after=140, contextual=True),
    Style("ListBullet", "List Bullet", based_on="ListParagraph"),
    Style("ListNumber", "List Number", based_on="ListParagraph"),
    Style("ListContinue", "List Continue", based_on="ListParagraph"),
    Style("Code", "Code", size=9, face="code", before=60, after=200, line=252, edge="box",
          left_to_right=True, indent=(CODE_PADDING, CODE_PADDING, 0), keep_lines=True, own=True),
    Style("Separator", "Separator", next="BodyText", size=6, before=0, after=280, edge="rule",
          indent=(TEXT_WIDTH * 2 // 5, TEXT_WIDTH * 2 // 5, 0), own=True),
    Style("Figure", "Figure", next="Caption", before=240, after=100, line=240, own=True),
    Style("Caption", "caption", next="BodyText", size=9, face="display", color=QUIET, after=260),
    Style("Credit", "Credit", based_on="Caption", next="BodyText", size=8, before=0, after=260, own=True),
    Style("TableCaption", "Table Caption", based_on="Caption", next="BodyText", before=240, after=100,
          keep_next=True, keep_lines=True, own=True),
    Style("TableText", "Table Text", size=9, face="display", after=0, line=264, own=True),
    Style("TableHeading", "Table Heading", based_on="TableText", color=ACCENT, bold=True, keep_next=True,
          own=True),
    Style("TableEnd", "Table End", size=6, after=60, line=240, common=False, own=True),
    Style("BackHeading", "Back Heading", based_on="Heading1", next="BackText", size=11.5, before=360,
          after=100, own=True),
    Style("BackText", "Back Text", size=9, face="display", after=80, own=True),
    Style("BackList", "Back List", based_on="BackText", indent=(LIST_STEP, 0, 0), after=60, own=True),
    Style("FootnoteText", "footnote text", size=9, after=40, line=252, common=False),
    Style("Header", "header", size=8.5, face="display", color=QUIET, after=0, line=240, edge="below",
          common=False),
    Style("Marking", "Marking", size=8.5, face="display", color=ACCENT, bold=True, after=40, line=240,
          at_end=True, own=True),
    Style("Footer", "footer", size=8.5, face="display", color=QUIET, after=0, line=240, edge="above",
          at_end=True, common=False),
)  # fmt: skip

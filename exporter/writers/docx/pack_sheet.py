"""The styles of a document that holds several editions, from those of an edition alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exporter.writers.docx.draft import Headings
from exporter.writers.docx.look import ACCENT, LIST_STEP
from exporter.writers.docx.sheet import PARAGRAPH_STYLES, Style

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOSE: Final = Headings(1, "Heading1", "LooseHeading")
BODY_TEXT: Final = 9  # the level of what is no heading
DEEPEST_HEADING: Final = 6  # of an edition
CONTENTS_STEP: Final = 284
_OPENING: Final = Style(
    "Heading1", "heading 1", next="Details", size=22, face="display", color=ACCENT, bold=True, after=140,
    line=252, keep_next=True, keep_lines=True, outline=0,
)  # fmt: skip
_COVER: Final = (
    Style("CoverMarking", "Cover Marking", next="Title", size=12, face="display", color=ACCENT, bold=True,
          after=0, own=True),
    Style("Title", "Title", next="Subtitle", size=30, face="display", color=ACCENT, bold=True, before=3600,
          after=200, line=252, keep_next=True, keep_lines=True),
)  # fmt: skip
_LISTINGS: Final = (
    Style("TableofFigures", "table of figures", size=10, face="display", after=50, tabs="contents",
          common=False),
    Style("IndexHeading", "index heading", next="Index1", size=11, face="display", color=ACCENT, bold=True,
          before=200, after=60, keep_next=True, common=False),
    Style("Index1", "index 1", size=10, face="display", after=40, indent=(LIST_STEP, 0, LIST_STEP),
          common=False),
)  # fmt: skip


def pack_sheet(rank: int, deepest: int) -> tuple[Style, ...]:
    """Return the styles.

    Args:
        rank: Level of the articles' titles: 1, or 2 where sections stand above them.
        deepest: Level of the contents.
    """
    kept = [
        _moved(style, rank)
        for style in PARAGRAPH_STYLES
        if style.id != "Title" and not style.id.startswith("TOC")
    ]
    titles = [_opening(level) for level in range(1, rank + 1)]
    heading = next(style for style in PARAGRAPH_STYLES if style.id == "TOCHeading")
    contents = [replace(heading, size=22, before=0, after=240), *map(_contents, range(1, deepest + 1))]
    return (*_COVER, *kept, *titles, *(_loose_headings() if rank > 1 else ()), *contents, *_LISTINGS)


def _moved(style: Style, rank: int) -> Style:
    if style.outline is not None:
        level = style.outline + 1 + rank
        return replace(style, id=f"Heading{level}", name=f"heading {level}", outline=level - 1)
    if style.id == "BackHeading":  # the same in every article, and so not for the contents
        return replace(style, based_on=f"Heading{1 + rank}", outline=BODY_TEXT)
    return style


def _opening(level: int) -> Style:
    return replace(_OPENING, id=f"Heading{level}", name=f"heading {level}", outline=level - 1)


def _loose_headings() -> Iterator[Style]:
    """Yield the headings of articles outside of sections: a level higher, of the same looks.

    Word's own heading styles have one look a level.
    """
    for style in PARAGRAPH_STYLES:
        if style.outline is not None:
            level = style.outline + 1 + LOOSE.rank
            style_id, name = f"{LOOSE.stem}{level}", f"Loose Heading {level}"
            yield replace(style, id=style_id, name=name, outline=level - 1, own=True)


def _contents(level: int) -> Style:
    first = level == 1
    return Style(
        f"TOC{level}",
        f"toc {level}",
        size=10,
        face="display",
        bold=first,
        before=100 if first else None,
        after=50,
        tabs="contents",
        indent=((level - 1) * CONTENTS_STEP, 0, 0),
        common=False,
    )

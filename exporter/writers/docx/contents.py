"""Headings to a table of contents that is filled in already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from exporter.model.blocks import Heading
from exporter.model.inlines import NoteReference, Span
from exporter.writers.docx.markup import CLOSE_FIELD, field, open_field
from exporter.writers.docx.runs import write_inlines, write_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exporter.model.blocks import EditionBlock, EditionSegment
    from exporter.model.edition import Edition
    from exporter.model.inlines import EditionInline
    from exporter.writers.docx.draft import Draft

FEWEST_HEADINGS: Final = 3  # a shorter text is seen at a glance
DEEPEST_LEVEL: Final = 4  # of the edition's headings; three levels in Word


class Entry(NamedTuple):
    """Hold a line of the contents.

    Attributes:
        style: Such as ``TOC1``.
        text: A segment, or words that writers add themselves.
        bookmark: Where it leads to.
        label: Words before the text.
    """

    style: str
    text: EditionSegment | str
    bookmark: str
    label: str = ""


def heading_entries(blocks: Iterable[EditionBlock], deepest: int, draft: Draft) -> Iterator[Entry]:
    """Yield an entry for each heading down to a level."""
    for block in blocks:
        if isinstance(block, Heading) and block.level <= deepest:
            style = f"TOC{block.level - 1 + draft.headings.rank}"
            yield Entry(style, block.text, draft.bookmark(block.text.id))


def contents_of(edition: Edition, draft: Draft) -> list[Entry]:
    """Return the contents of an edition alone; none for a short text."""
    found = list(heading_entries((*edition.body, *edition.back), DEEPEST_LEVEL, draft))
    return found if len(found) >= FEWEST_HEADINGS else []


def write_contents(
    entries: Sequence[Entry], pages: Mapping[str, int], draft: Draft, field_switches: str
) -> str:
    """Return the contents as Word would write them after an update."""
    if not entries:
        return ""
    lines = [write_entry(entry, pages, draft) for entry in entries]
    if field_switches:
        lines[0] = open_field(f"TOC {field_switches}") + lines[0]
        lines[-1] += CLOSE_FIELD
    shown = [draft.paragraph(entry.style, line) for entry, line in zip(entries, lines, strict=True)]
    return draft.paragraph("TOCHeading", write_label(draft.labels.contents, draft)) + "".join(shown)


def write_entry(entry: Entry, pages: Mapping[str, int], draft: Draft) -> str:
    """Return the words of an entry, a leader, and its page."""
    return (
        f'<w:hyperlink w:anchor="{entry.bookmark}" w:history="1">{_write_words(entry, draft)}'
        f"<w:r><w:tab/></w:r>{page_reference(entry.bookmark, pages, draft)}</w:hyperlink>"
    )


def page_reference(bookmark: str, pages: Mapping[str, int], draft: Draft) -> str:
    """Return a field for the page of a bookmark, in the digits of the locale."""
    number = draft.look.profile.with_digits(str(pages[bookmark]))
    return field(rf"PAGEREF {bookmark} \h", number, "<w:rtl/>" if draft.look.rtl else "")


def _write_words(entry: Entry, draft: Draft) -> str:
    label = write_label(entry.label, draft)
    if isinstance(entry.text, str):
        return label + write_label(entry.text, draft)
    # An entry has neither notes nor links of its own.
    words = [_unlinked(inline) for inline in entry.text.inlines if not isinstance(inline, NoteReference)]
    return label + write_inlines(words, draft)


def _unlinked(inline: EditionInline) -> EditionInline:
    return replace(inline, href="") if isinstance(inline, Span) and inline.href else inline

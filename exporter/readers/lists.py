"""A list's items to whether they stand close together."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.model.blocks import ListBlock, ListItem, Paragraph
from exporter.model.inlines import SourceInline

DEEPEST = 9  # lists in lists, and quotations in quotations; Word has nine list levels


def stands_close(items: Sequence[ListItem[SourceInline]], *, wanted: bool) -> bool:
    """Return whether a list is tight, so that Markdown and JSON mean the same by it.

    Only items of one paragraph and nested lists can stand close; a single line always does.
    """
    if not all(item.blocks and _is_simple(item) for item in items):
        return False
    return wanted or (len(items) == 1 and len(items[0].blocks) == 1)


def _is_simple(item: ListItem[SourceInline]) -> bool:
    rest = item.blocks[1:]
    if not isinstance(item.blocks[0], Paragraph) or not all(isinstance(block, ListBlock) for block in rest):
        return False
    # CommonMark: only a numbered list from 1 may follow a paragraph without a blank line.
    return not rest or not isinstance(nested := rest[0], ListBlock) or not nested.ordered or nested.start == 1

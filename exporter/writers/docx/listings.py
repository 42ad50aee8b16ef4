"""A pack to the leaves that say where everything stands: contents, figures, index of names."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from exporter.model.edition import plain_text
from exporter.writers.docx.contents import Entry, heading_entries, page_reference, write_contents, write_entry
from exporter.writers.docx.leaf import (
    CONTENTS,
    INDEX,
    Leaf,
    fill_label_heading,
    label_bookmark,
    write_label_heading,
)
from exporter.writers.docx.pack_sheet import DEEPEST_HEADING
from exporter.writers.docx.runs import write_label, write_segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporter.model.pack import IndexEntry, Mention, Pack
    from exporter.writers.docx.leaf import Pages
    from exporter.writers.docx.paging import PageModel
    from exporter.writers.docx.volume import Volume

INDEX_COLUMNS: Final = 2
_BELOW_CONTENTS: Final = '<w:spacing w:before="600"/>'


def deepest_of(pack: Pack, rank: int) -> int:
    """Return the deepest level of the contents, counted from the top of the document."""
    return rank - 1 + min(max(pack.contents_depth, 1), DEEPEST_HEADING)


# --- contents and figures ----------------------------------------------------------


def contents_leaf(volume: Volume, switches: str) -> Leaf:
    """Return the contents, as a field if there are switches for one, and the list of figures.

    Word finds figures by the fields of their numbers; ours are text, so each line of their list
    has its own field.
    """
    contents, figures = list(_entries(volume)), list(_figures(volume))
    title = plain_text(volume.pack.title)
    fill = partial(_fill_contents, [*contents, *figures])
    write = partial(_write_listings, contents, figures, volume, switches)
    return Leaf(CONTENTS, volume.pack, volume.draft, title, fill, write)


def _entries(volume: Volume) -> Iterator[Entry]:
    pack, draft = volume.pack, volume.draft
    if pack.about:
        yield Entry("TOC1", pack.labels.about, label_bookmark("about", draft))
    drafts = iter(volume.drafts)
    for part in pack.parts:
        if part.title:
            yield Entry("TOC1", part.title, draft.bookmark(part.title.id))
        level = draft.headings.rank if part.title else 1
        for edition in part.editions:
            own = next(drafts)
            yield Entry(f"TOC{level}", edition.title, own.bookmark(edition.title.id))
            yield from heading_entries(edition.body, pack.contents_depth, own)
    if pack.glossary:
        yield Entry("TOC1", pack.labels.glossary, label_bookmark("glossary", draft))
    if pack.index:
        yield Entry("TOC1", pack.labels.index, label_bookmark("index", draft))


def _figures(volume: Volume) -> Iterator[Entry]:
    end = volume.draft.labels.label_end
    for figure in volume.pack.figures:
        label = figure.label + end if figure.label else ""
        yield Entry("TableofFigures", figure.caption, _bookmark(figure.at, volume), label)


def _bookmark(mention: Mention, volume: Volume) -> str:
    return volume.drafts[mention.edition].bookmark(mention.segment_id)


def _fill_contents(entries: list[Entry], model: PageModel) -> None:
    model.lines("TOCHeading")
    for entry in entries:
        model.entry(entry.style, entry.text)


def _write_listings(
    contents: list[Entry], figures: list[Entry], volume: Volume, switches: str, pages: Pages
) -> str:
    draft = volume.draft
    shown = write_contents(contents, pages, draft, switches)
    lines = [
        draft.paragraph(entry.style, write_entry(entry, pages, draft))
        for entry in figures
        if entry.bookmark in pages
    ]
    if not lines:
        return shown
    label = write_label(volume.pack.labels.figures, draft)
    return shown + draft.paragraph("TOCHeading", label, late=_BELOW_CONTENTS) + "".join(lines)


# --- index -------------------------------------------------------------------------


def index_leaf(volume: Volume) -> Leaf:
    """Return the index of names: under each letter names with the pages that mention them.

    The pages are fields of their own: Word's INDEX field would want its entries hidden within
    the segments, and would file them by Word's order instead of the locale's.
    """
    title = plain_text(volume.pack.title)
    fill, write = partial(_fill_index, volume), partial(_write_index, volume)
    return Leaf(INDEX, volume.pack, volume.draft, title, fill, write, columns=INDEX_COLUMNS)


def _fill_index(volume: Volume, model: PageModel) -> None:
    fill_label_heading("index", model)
    for number, _ in enumerate(volume.pack.index):
        if number % INDEX_COLUMNS == 0:
            model.lines("Index1")


def _write_index(volume: Volume, pages: Pages) -> str:
    draft = volume.draft
    parts = [write_label_heading("index", volume.pack.labels.index, draft)]
    for initial, entries in groupby(volume.pack.index, lambda entry: entry.initial):
        parts.append(draft.paragraph("IndexHeading", write_label(initial, draft)))
        parts += [draft.paragraph("Index1", _write_name(entry, volume, pages)) for entry in entries]
    return "".join(parts)


def _write_name(entry: IndexEntry, volume: Volume, pages: Pages) -> str:
    """Return a name and its pages, each once; mentions on a page share the field of the first."""
    draft = volume.draft
    first: dict[int, str] = {}
    for mention in entry.mentions:
        bookmark = _bookmark(mention, volume)
        if bookmark in pages:
            first.setdefault(pages[bookmark], bookmark)
    comma = write_label("\u060c " if draft.look.profile.script == "Arab" else ", ", draft)
    references = [comma + page_reference(bookmark, pages, draft) for bookmark in first.values()]
    return write_segment(entry.name, draft) + "".join(references)

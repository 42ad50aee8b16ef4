"""A pack's own texts to leaves: cover, about, titles of sections, glossary."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from exporter.model.edition import plain_text
from exporter.writers.docx.front import write_details
from exporter.writers.docx.leaf import (
    ABOUT,
    BODY,
    COVER,
    GLOSSARY,
    Leaf,
    fill_label_heading,
    write_label_heading,
)
from exporter.writers.docx.look import TEXT_WIDTH
from exporter.writers.docx.runs import write_label, write_segment
from exporter.writers.docx.tables import write_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporter.model.blocks import EditionSegment, Table
    from exporter.model.inlines import EditionInline
    from exporter.writers.docx.draft import Draft
    from exporter.writers.docx.leaf import Pages
    from exporter.writers.docx.paging import PageModel
    from exporter.writers.docx.volume import Volume

_ABOVE_SECTION: Final = '<w:spacing w:before="4200"/>'  # a third down the page


def cover_leaf(volume: Volume) -> Leaf:
    """Return the cover: marking, title, subtitle, details."""
    return _leaf(COVER, volume, partial(_fill_cover, volume), partial(_write_cover, volume))


def about_leaf(volume: Volume) -> Leaf:
    """Return what the pack is."""
    return _leaf(ABOUT, volume, partial(_fill_about, volume), partial(_write_about, volume))


def section_leaf(number: int, title: EditionSegment, volume: Volume) -> Leaf:
    """Return the page that opens a section."""
    fill, write = partial(_fill_section, title), partial(_write_section, title, volume.draft)
    return _leaf((BODY, number), volume, fill, write)


def glossary_leaf(table: Table[EditionInline], volume: Volume) -> Leaf:
    """Return the glossary, each cell in its own direction."""
    fill, write = partial(_fill_glossary, table), partial(_write_glossary, table, volume)
    return _leaf(GLOSSARY, volume, fill, write)


def _leaf(
    place: tuple[int, int],
    volume: Volume,
    fill: Callable[[PageModel], None],
    write: Callable[[Pages], str],
) -> Leaf:
    return Leaf(place, volume.pack, volume.draft, plain_text(volume.pack.title), fill, write)


def _fill_cover(volume: Volume, model: PageModel) -> None:
    pack = volume.pack
    model.lines("CoverMarking")
    model.text("Title", pack.title)
    model.text("Subtitle", pack.subtitle)
    model.details(pack.details)


def _write_cover(volume: Volume, _: Pages) -> str:
    pack, draft = volume.pack, volume.draft
    marking = draft.paragraph("CoverMarking", write_label(pack.marking, draft)) if pack.marking else ""
    title = draft.paragraph("Title", write_segment(pack.title, draft))
    subtitle = draft.paragraph("Subtitle", write_segment(pack.subtitle, draft))
    return marking + title + subtitle + write_details(pack.details, draft)


def _fill_about(volume: Volume, model: PageModel) -> None:
    fill_label_heading("about", model)
    for text in volume.pack.about:
        model.text("BodyText", text)


def _write_about(volume: Volume, _: Pages) -> str:
    pack, draft = volume.pack, volume.draft
    texts = [draft.paragraph("BodyText", write_segment(text, draft)) for text in pack.about]
    return write_label_heading("about", pack.labels.about, draft) + "".join(texts)


def _fill_section(title: EditionSegment, model: PageModel) -> None:
    model.text("Heading1", title)


def _write_section(title: EditionSegment, draft: Draft, _: Pages) -> str:
    return draft.paragraph("Heading1", write_segment(title, draft), late=_ABOVE_SECTION)


def _fill_glossary(table: Table[EditionInline], model: PageModel) -> None:
    fill_label_heading("glossary", model)
    model.table(table)


def _write_glossary(table: Table[EditionInline], volume: Volume, _: Pages) -> str:
    heading = write_label_heading("glossary", volume.pack.labels.glossary, volume.draft)
    return heading + write_table(table, 0, TEXT_WIDTH, volume.draft, volume.foreign)

"""Packs to their leaves in reading order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from exporter.model.edition import plain_text
from exporter.writers.docx.book import write_edition
from exporter.writers.docx.leaf import BODY, Leaf, label_bookmark
from exporter.writers.docx.listings import contents_leaf, deepest_of, index_leaf
from exporter.writers.docx.own_pages import about_leaf, cover_leaf, glossary_leaf, section_leaf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exporter.model.edition import Edition
    from exporter.writers.docx.draft import Draft
    from exporter.writers.docx.leaf import Pages
    from exporter.writers.docx.paging import PageModel
    from exporter.writers.docx.volume import Volume


def arrange(volumes: Sequence[Volume], *, alternating: bool) -> list[list[Leaf]]:
    """Return runs of leaves: one for each pack, or one in which the packs alternate."""
    if not alternating:
        return [list(_leaves(volume, _switches(volume, alone=len(volumes) == 1))) for volume in volumes]
    leaves = [leaf for volume in volumes for leaf in _leaves(volume, "")]
    return [sorted(leaves, key=lambda leaf: leaf.place)]  # a stable order: each pack in turn


def _switches(volume: Volume, *, alone: bool) -> str:
    """Return what the field of the contents lists: headings of the document, or of one pack."""
    deepest = deepest_of(volume.pack, volume.draft.headings.rank)
    within = "" if alone else rf" \b {label_bookmark('all', volume.draft)}"
    return rf'\o "1-{deepest}" \h \z \u{within}'


def _leaves(volume: Volume, switches: str) -> Iterator[Leaf]:
    pack = volume.pack
    yield cover_leaf(volume)
    if pack.about:
        yield about_leaf(volume)
    yield contents_leaf(volume, switches)
    yield from _body(volume)
    if pack.glossary:
        yield glossary_leaf(pack.glossary, volume)
    if pack.index:
        yield index_leaf(volume)


def _body(volume: Volume) -> Iterator[Leaf]:
    drafts = iter(volume.drafts)
    number = 0
    for part in volume.pack.parts:
        if part.title:
            yield section_leaf(number, part.title, volume)
            number += 1
        for edition in part.editions:
            yield _article_leaf((BODY, number), edition, next(drafts), volume)
            number += 1


def _article_leaf(place: tuple[int, int], edition: Edition, draft: Draft, volume: Volume) -> Leaf:
    fill, write = partial(_fill_article, edition), partial(_write_article, edition, draft)
    return Leaf(place, volume.pack, draft, plain_text(edition.title), fill, write, edition=edition)


def _fill_article(edition: Edition, model: PageModel) -> None:
    model.fill(edition)


def _write_article(edition: Edition, draft: Draft, _: Pages) -> str:
    return write_edition(edition, draft)

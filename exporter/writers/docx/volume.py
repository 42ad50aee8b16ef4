"""A pack to the drafts that its own texts and those of its editions are written with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from exporter.writers.docx.book import edition_draft
from exporter.writers.docx.draft import Draft, Headings, edition_scope
from exporter.writers.docx.languages import default_languages
from exporter.writers.docx.look import Look
from exporter.writers.docx.manifest import pack_slug
from exporter.writers.docx.pack_sheet import LOOSE
from exporter.writers.docx.styles import turned_styles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exporter.model.pack import Pack
    from exporter.writers.docx.document import Document


@dataclass(frozen=True, slots=True)
class Volume:
    """Hold a pack and what it is written with.

    Attributes:
        draft: Of the pack's own texts.
        foreign: Of those that run the other way.
        drafts: One an edition.
    """

    pack: Pack
    draft: Draft
    foreign: Draft
    drafts: tuple[Draft, ...]


def rank_of(packs: Sequence[Pack]) -> int:
    """Return the level of the articles' titles: 1, or 2 where there are sections."""
    return 2 if any(part.title for pack in packs for part in pack.parts) else 1


def document_look(packs: Sequence[Pack]) -> Look:
    """Return the look of a document's styles: it runs as the first pack does.

    A style has fonts and sizes of its own for complex scripts: those of the first pack that
    runs from right to left, beside those of the first that runs from left to right.
    """
    first = packs[0].locale
    ltr = next((pack.locale for pack in packs if pack.locale.direction == "ltr"), first)
    rtl = next((pack.locale for pack in packs if pack.locale.direction == "rtl"), first)
    docx = replace(
        ltr.docx,
        complex_text=rtl.docx.complex_text,
        complex_display=rtl.docx.complex_display,
        complex_size=rtl.docx.complex_size,
        proofing=first.docx.proofing,
    )
    languages = default_languages(ltr)[0], default_languages(rtl)[1]
    return Look(replace(first, docx=docx), languages)


def make_volumes(packs: Sequence[Pack], rank: int, document: Document, *, alternating: bool) -> list[Volume]:
    """Return the packs with their drafts; what must differ within one document does.

    Notes are counted in the order in which their articles stand: LibreOffice tells them apart by
    their order, not by their ids.
    """
    headings = Headings(rank, f"Heading{rank}")
    first = Draft(document.look, packs[0].wording, document.numbering, document.relations, headings=headings)
    notes = _notes_before(packs, alternating=alternating)
    return [_volume(pack, own, first, document) for pack, own in zip(packs, notes, strict=True)]


def _notes_before(packs: Sequence[Pack], *, alternating: bool) -> list[list[int]]:
    """Return how many notes stand before each edition of each pack."""
    places = [(number, place) for number, pack in enumerate(packs) for place in range(len(pack.editions))]
    if alternating:
        places.sort(key=lambda at: (at[1], at[0]))
    found = [[0] * len(pack.editions) for pack in packs]
    count = 0
    for number, place in places:
        found[number][place] = count
        count += len(packs[number].editions[place].notes)
    return found


def _volume(pack: Pack, notes: Sequence[int], first: Draft, document: Document) -> Volume:
    docx = replace(document.look.profile.docx, proofing=pack.locale.docx.proofing)
    look = replace(document.look, profile=replace(pack.locale, docx=docx))
    draft = replace(
        _facing(look, first, document),
        labels=pack.wording,
        path=pack.path,
        scope=edition_scope(pack_slug(pack.name), pack.locale.tag),
    )
    opposite = replace(look.profile, direction="ltr" if look.rtl else "rtl")
    foreign = _facing(replace(look, profile=opposite), draft, document)
    return Volume(pack, draft, foreign, tuple(_edition_drafts(pack, notes, draft)))


def _facing(look: Look, draft: Draft, document: Document) -> Draft:
    """Return a draft for text of another look."""
    turned = {} if look.rtl == document.look.rtl else turned_styles(look, document.sheet)
    numbering = replace(document.numbering, look=look)
    return replace(draft, look=look, numbering=numbering, turned=turned, run_properties={})


def _edition_drafts(pack: Pack, notes: Sequence[int], draft: Draft) -> Iterator[Draft]:
    before = iter(notes)
    for part in pack.parts:
        loose = draft.headings.rank > 1 and part.title is None
        headings = LOOSE if loose else draft.headings
        for edition in part.editions:
            scope = edition_scope(edition.slug, edition.locale.tag)
            yield replace(edition_draft(edition, draft), scope=scope, headings=headings, notes=next(before))

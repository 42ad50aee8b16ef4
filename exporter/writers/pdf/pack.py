"""Packs of one description to one PDF: alone, in turn, or facing each other."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from exporter import __version__
from exporter.model.edition import plain_text
from exporter.typesetting.paragraph import Typesetter
from exporter.typesetting.tiles import TileRegistry
from exporter.writers.pdf.book import Book, cycles_left_alone, write_book
from exporter.writers.pdf.metadata import PdfMetadata
from exporter.writers.pdf.pack_cover import compose_joint_cover
from exporter.writers.pdf.pack_furniture import cover_furniture
from exporter.writers.pdf.pack_volume import Volume
from exporter.writers.pdf.sheets import Part
from exporter.writers.pdf.structure import StructureElement
from exporter.writers.pdf.theme_settings import ThemeSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exporter.model.pack import Pack, PackFile
    from exporter.writers.pdf.sheets import Section


@cycles_left_alone()
def write_pack_file(file: PackFile, settings: ThemeSettings | None = None, *, jobs: int = 1) -> bytes:
    """Return the file's PDF; articles that do not face each other are set by ``jobs`` processes."""
    settings, packs = settings or ThemeSettings(), _in_order(file)
    tiles, root = TileRegistry(), StructureElement("Document", language=packs[0].locale.tag)
    book = Book(_metadata(packs, facing=file.facing), root, tiles)
    if len(packs) == 1:
        volume = Volume(packs[0], settings, _typesetter(packs[0], tiles), root, book.numbers, alone=True)
        return write_book(volume.parts(), book, jobs=jobs)
    joint = root.add("Sect")
    volumes = [
        Volume(
            pack,
            settings,
            _typesetter(pack, tiles),
            root.add("Part", language=pack.locale.tag),
            book.numbers,
            alone=False,
        )
        for pack in packs
    ]
    cover = _joint_cover(volumes, settings, joint)
    inside: Iterator[Section] = chain.from_iterable(volume.parts() for volume in volumes)
    if file.facing:
        inside = zip(*(volume.parts() for volume in volumes), strict=True)
    return write_book(chain([cover], inside), book, jobs=jobs)


def _in_order(file: PackFile) -> Sequence[Pack]:
    """Return the packs; of two that face each other, the one for even, left pages first.

    A script's reader holds the book at the outer edge: from left to right on the left page.
    """
    directions = [pack.locale.direction for pack in file.packs]
    return file.packs[::-1] if file.facing and directions == ["rtl", "ltr"] else file.packs


def _typesetter(pack: Pack, tiles: TileRegistry) -> Typesetter:
    return Typesetter(kashida=pack.locale.pdf.kashida, tiles=tiles)


def _joint_cover(volumes: Sequence[Volume], settings: ThemeSettings, element: StructureElement) -> Part:
    first = volumes[0].inks
    strips = compose_joint_cover(
        [volume.inks for volume in volumes], element, [volume.goal for volume in volumes]
    )
    return Part(first.paper, strips, cover_furniture(first.ground, first.paper, settings.page.top))


def _metadata(packs: Sequence[Pack], *, facing: bool) -> PdfMetadata:
    first = packs[0]
    return PdfMetadata(
        title=plain_text(first.title),
        subject=plain_text(first.subtitle),
        language=first.locale.tag,
        direction=first.locale.direction,
        date=first.date,
        producer=f"exporter {__version__}",
        others=tuple(pack.locale.tag for pack in packs[1:]),
        facing=facing,
    )

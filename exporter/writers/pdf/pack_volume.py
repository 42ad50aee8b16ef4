"""A pack in one language to the parts of a book, in reading order."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import count, takewhile
from typing import TYPE_CHECKING

from exporter.model.blocks import Paragraph
from exporter.model.edition import plain_text
from exporter.typesetting.flow import Anchor
from exporter.writers.pdf.blocks import Voice, compose_blocks
from exporter.writers.pdf.compose import PARAGRAPH_SPACE, compose_edition
from exporter.writers.pdf.compositor import Standing, spaced
from exporter.writers.pdf.pack_contents import Goal, article_goals, compose_contents, compose_figures
from exporter.writers.pdf.pack_cover import Inks, compose_cover, compose_section
from exporter.writers.pdf.pack_furniture import PackFurniture, cover_furniture
from exporter.writers.pdf.pack_index import compose_index, in_columns, index_page, join_pages
from exporter.writers.pdf.pack_mentions import (
    LineReader,
    MentioningCompositor,
    Name,
    mark_mentions,
    mention_name,
    stems_of,
)
from exporter.writers.pdf.pack_parts import (
    compose_page_title,
    cover_page,
    inverse,
    on_page,
    pack_compositor,
    scaled,
)
from exporter.writers.pdf.sheets import Part
from exporter.writers.pdf.tables import compose_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exporter.model.edition import Edition
    from exporter.model.pack import IndexEntry, Pack, PackPart
    from exporter.typesetting.flow import Strip
    from exporter.typesetting.paragraph import Typesetter
    from exporter.writers.pdf.compositor import Compositor
    from exporter.writers.pdf.structure import StructureElement
    from exporter.writers.pdf.theme_settings import ThemeSettings

FIGURES_SPACE = 26.0  # between contents and list of figures
SECTION_LIST_SPACE = 34.0
SECTION_LIST_SIZE = 1.25  # of that of contents


class Volume:
    """Compose a pack.

    Attributes:
        pack: The pack.
        inks: What sets its covers.
        goal: Name of the anchor at its beginning.
    """

    def __init__(
        self,
        pack: Pack,
        settings: ThemeSettings,
        typesetter: Typesetter,
        element: StructureElement,
        numbers: Mapping[str, int],
        *,
        alone: bool,
    ) -> None:
        """Prepare a pack.

        Args:
            pack: In one language.
            settings: Of the theme.
            typesetter: Of the pack's locale.
            element: Receives what the pack is made of.
            numbers: Of the pages that anchors stand on; filled while the book is written.
            alone: Whether there is no other pack in the file.
        """
        self.pack = pack
        self.goal = f"{pack.locale.tag}-title"
        self._settings = settings
        self._typesetter = typesetter
        self._element = element
        self._numbers = numbers
        self._prefix = f"{pack.locale.tag}-"
        self._standing = Standing(self._prefix, above=int(alone), alone=False)
        self._c = pack_compositor(pack, settings, typesetter, self._standing)
        self._furniture = PackFurniture(self._c)
        self.inks = self._make_inks()
        self._reader = LineReader(typesetter.tiles)
        self._names = _names_by_edition(pack.index)
        self._alone = alone

    def parts(self) -> Iterator[Part]:
        """Return the parts, of the same number for all packs of one description.

        What a pack does not have is a part without pages.
        """
        pack, add = self.pack, self._element.add  # elements in the order of reading, not in that of setting
        yield self._covering(self._cover(add("Sect")))
        yield self._own_part(pack.labels.about, self._about(add("Sect")))
        yield self._own_part(pack.wording.contents, self._contents(add("Sect"), add("Sect")))
        number = 0
        for index, part in enumerate(pack.parts):
            element = add("Sect") if part.title else self._element
            title = plain_text(part.title) if part.title else ""
            yield self._covering(self._section(index, part, number, element.add("Sect")))
            for edition in part.editions:
                yield self._article(edition, number, element, title)
                number += 1
        yield self._own_part(pack.labels.glossary, self._glossary(add("Sect")))
        yield self._index_part(add("Sect"))

    # --- kinds of parts

    def _own_part(self, title: str, strips: Iterable[Strip], c: Compositor | None = None) -> Part:
        return Part(c or self._c, strips, self._furniture.of(title))

    def _covering(self, strips: Iterable[Strip]) -> Part:
        top = self._settings.page.top
        return Part(self.inks.paper, strips, cover_furniture(self.inks.ground, self.inks.paper, top))

    def _article(self, edition: Edition, number: int, parent: StructureElement, section: str) -> Part:
        standing = replace(self._standing, prefix=self._article_prefix(number), depth=2 if section else 1)
        c = MentioningCompositor(
            edition,
            self._settings,
            typesetter=self._typesetter,
            standing=standing,
            book=self._c.book,
            wanted=self._names.get(number, {}),
            reader=self._reader,
        )
        composition = compose_edition(edition, c, parent.add("Art"))

        def note(number: int) -> Sequence[Strip]:
            return list(mark_mentions(composition.note(number), c))

        strips = composition.strips.through(partial(mark_mentions, c=c))
        furniture = self._furniture.of(plain_text(edition.title), section)
        return Part(c, strips, furniture, note)

    def _index_part(self, element: StructureElement) -> Part:
        page = index_page(self._settings.page, len(self.pack.index))
        c = pack_compositor(self.pack, on_page(self._settings, page), self._typesetter, self._standing)
        return self._own_part(self.pack.labels.index, self._index(c, element), c)

    # --- what they show

    def _cover(self, element: StructureElement) -> Iterator[Strip]:
        name = plain_text(self.pack.title) if self._alone else self.pack.locale.name
        yield from compose_cover(self.inks, element, Anchor(self.goal, name))

    def _about(self, element: StructureElement) -> Iterator[Strip]:
        if not self.pack.about:
            return
        c = self._c
        yield from self._page_title(self.pack.labels.about, "about", c, element)
        voice = Voice(c.theme.body, PARAGRAPH_SPACE * c.theme.scale)
        blocks = tuple(map(Paragraph, self.pack.about))
        yield from compose_blocks(blocks, c, c.column(), element, voice)

    def _contents(self, element: StructureElement, figures: StructureElement) -> Iterator[Strip]:
        c, pack = self._c, self.pack
        yield from self._page_title(pack.wording.contents, "contents", c, element)
        yield from compose_contents(self._goals(), c, c.column(), element)
        if pack.figures:
            title = self._page_title(pack.labels.figures, "figures", c, figures)
            yield from spaced(title, FIGURES_SPACE)
            yield from compose_figures(pack.figures, self._prefix, c, c.column(), figures)

    def _section(self, index: int, part: PackPart, number: int, element: StructureElement) -> Iterator[Strip]:
        if part.title is None:
            return
        anchor = self._anchor(f"section-{index}", plain_text(part.title))
        yield from compose_section(self.inks, part.title, element, anchor)
        goals = [
            Goal(f"{self._article_prefix(number + place)}title", plain_text(edition.title), 0)
            for place, edition in enumerate(part.editions)
        ]
        c = self.inks.paper
        spec = scaled(c.theme.contents, SECTION_LIST_SIZE)
        strips = compose_contents(goals, c, c.column(), element, spec)
        yield from spaced(strips, SECTION_LIST_SPACE)

    def _glossary(self, element: StructureElement) -> Iterator[Strip]:
        if self.pack.glossary is None:
            return
        c = self._c
        yield from self._page_title(self.pack.labels.glossary, "glossary", c, element)
        yield from compose_table(self.pack.glossary, c, c.column(), element, native=True)

    def _index(self, c: Compositor, element: StructureElement) -> Iterator[Strip]:
        entries = [
            (entry, join_pages(self._places(entry_number), self._numbers))
            for entry_number, entry in enumerate(self.pack.index)
        ]
        if not entries:
            return
        title = self._page_title(self.pack.labels.index, "index", c, element)
        strips = list(compose_index(entries, c, c.column(), element))
        yield from in_columns(title, strips, c)

    # --- names of places

    def _page_title(self, title: str, name: str, c: Compositor, element: StructureElement) -> list[Strip]:
        return compose_page_title(title, self._anchor(name, title), c, c.column(), element)

    def _anchor(self, name: str, title: str) -> Anchor:
        return Anchor(self._prefix + name, title, self._c.outline_level(2))

    def _article_prefix(self, number: int) -> str:
        return f"{self._prefix}{number}-"

    def _goals(self) -> Iterator[Goal]:
        pack, number = self.pack, 0
        for index, part in enumerate(pack.parts):
            if part.title:
                yield Goal(f"{self._prefix}section-{index}", plain_text(part.title), 0, "section")
            for edition in part.editions:
                prefix, level = self._article_prefix(number), int(part.title is not None)
                yield from article_goals(edition, prefix, level, pack.contents_depth)
                number += 1
        if pack.glossary is not None:
            yield Goal(f"{self._prefix}glossary", pack.labels.glossary, 0, "section")
        if pack.index:
            yield Goal(f"{self._prefix}index", pack.labels.index, 0, "section")

    def _places(self, entry: int) -> Sequence[str]:
        """Return where a name stands, or else, as in descriptions of pictures, where its articles begin."""
        prefixes = [
            self._article_prefix(edition)
            for edition in dict.fromkeys(mention.edition for mention in self.pack.index[entry].mentions)
        ]
        found = [name for prefix in prefixes for name in self._named(prefix, entry)]
        return found or [f"{prefix}title" for prefix in prefixes]

    def _named(self, prefix: str, entry: int) -> Iterator[str]:
        names = (mention_name(prefix, entry, number) for number in count())
        return takewhile(self._numbers.__contains__, names)

    def _make_inks(self) -> Inks:
        settings = on_page(self._settings, cover_page(self._settings.page))
        colored = replace(settings, palette=inverse(settings.palette))
        ground = pack_compositor(self.pack, colored, self._typesetter, self._standing)
        return Inks(ground, pack_compositor(self.pack, settings, self._typesetter, self._standing))


def _names_by_edition(index: Sequence[IndexEntry]) -> Mapping[int, Mapping[str, Sequence[Name]]]:
    """Return the names that segments mention, by edition and id."""
    names: dict[int, dict[str, list[Name]]] = {}
    for number, entry in enumerate(index):
        name = Name(number, stems_of(plain_text(entry.name)))
        for mention in entry.mentions:
            names.setdefault(mention.edition, {}).setdefault(mention.segment_id, []).append(name)
    return names

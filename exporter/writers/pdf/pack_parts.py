"""What the parts of a pack's PDF have in common: titles of pages, and colours on a coloured ground."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exporter.model.edition import Edition
from exporter.typesetting.flow import Anchor, PlacedRule, Strip
from exporter.writers.pdf.compositor import Compositor

if TYPE_CHECKING:
    from exporter.model.pack import Pack
    from exporter.typesetting.paragraph import Typesetter
    from exporter.writers.pdf.compositor import Area, Standing
    from exporter.writers.pdf.structure import StructureElement
    from exporter.writers.pdf.theme import TextSpec
    from exporter.writers.pdf.theme_settings import PageGeometry, Palette, ThemeSettings

WHITE = (1.0, 1.0, 1.0)
COVER_MARGIN = 72.0  # beside the text of covers
PAGE_TITLE = 0.87  # of the size of an article's title


def pack_compositor(
    pack: Pack, settings: ThemeSettings, typesetter: Typesetter, standing: Standing
) -> Compositor:
    """Return what sets a pack's own pages."""
    edition = Edition(
        slug=pack.name,
        locale=pack.locale,
        title=pack.title,
        summary=pack.subtitle,
        date=pack.date,
        authors=(),
        details=pack.details,
        classification=pack.marking,
        key_facts=(),
        body=(),
        back=(),
        notes=(),
        labels=pack.wording,
        path=pack.path,
    )
    return Compositor(edition, settings, typesetter=typesetter, standing=standing)


def on_page(settings: ThemeSettings, page: PageGeometry) -> ThemeSettings:
    """Return the settings for another page."""
    return replace(settings, page=page)


def cover_page(page: PageGeometry) -> PageGeometry:
    """Return the page that covers are set on: from its upper edge, in one wide column."""
    return replace(page, text=page.width - 2 * COVER_MARGIN, top=0.0, columns=1)


def inverse(palette: Palette) -> Palette:
    """Return the colours of text on a ground of the accent colour, which are as readable."""
    return replace(palette, ink=WHITE, accent=WHITE, quiet=palette.tint)


def scaled(spec: TextSpec, factor: float) -> TextSpec:
    """Return a style of another size."""
    return replace(spec, size=spec.size * factor, leading=spec.leading * factor)


def compose_page_title(
    text: str, anchor: Anchor, c: Compositor, area: Area, parent: StructureElement
) -> list[Strip]:
    """Set the title of a page of the pack's own, with a rule under it."""
    spec = scaled(c.theme.title, PAGE_TITLE)
    element = parent.add(c.heading_tag(2))
    lines = c.words(text, spec, area.width)
    strips = c.strips(lines, spec, element, area, keep=True, anchors=(anchor,))
    width = min(48.0, area.width)
    rule = PlacedRule(c.start_x(area, width), 6.0, width, 2.0, c.theme.palette.accent)
    return [*strips, Strip(22.0, (rule,), breakable=False, frames=area.frames)]

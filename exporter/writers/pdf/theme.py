"""A locale's typography to a page: geometry, type scale and colours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from exporter.model.locale import FontFamily

if TYPE_CHECKING:
    from exporter.model.locale import PdfTypography
    from exporter.typesetting.lines import Align
    from exporter.writers.pdf.theme_settings import PageGeometry, Palette, ThemeSettings

Face: TypeAlias = Literal["text", "display", "code"]
Ink: TypeAlias = Literal["ink", "accent", "quiet"]

CODE_FAMILY = FontFamily(
    "fontpkg_ibm_plex_mono",
    "IBMPlexMono-Regular.ttf",
    "IBMPlexMono-Bold.ttf",
    "IBMPlexMono-Italic.ttf",
    "IBMPlexMono-BoldItalic.ttf",
)
# The scale is drawn for running text of this size and leading; a profile with others scales it.
DRAWN_FOR = 10.5
RUNNING_LEADING = 1.4


@dataclass(frozen=True, slots=True)
class TextSpec:
    """Set one role of text: sizes in points, leading from baseline to baseline."""

    face: Face
    size: float
    leading: float
    ink: Ink = "ink"
    bold: bool = False
    italic: bool = False
    align: Align = "start"
    hyphenate: bool = False


BODY = TextSpec("text", DRAWN_FOR, DRAWN_FOR * RUNNING_LEADING, hyphenate=True)
HEADINGS = (
    TextSpec("display", 14.0, 17.5, "accent", bold=True),
    TextSpec("display", 11.5, 15.0, bold=True),
    TextSpec("display", 10.0, 13.5, bold=True),
)


@dataclass(frozen=True, slots=True)
class Theme:
    """Hold all that decides how an edition looks."""

    page: PageGeometry
    palette: Palette
    scale: float
    title: TextSpec
    summary: TextSpec
    detail: TextSpec
    headings: tuple[TextSpec, ...]
    body: TextSpec
    quote: TextSpec
    attribution: TextSpec
    code: TextSpec
    table: TextSpec
    table_header: TextSpec
    caption: TextSpec
    box: TextSpec
    box_heading: TextSpec
    contents: TextSpec
    back: TextSpec
    note: TextSpec
    furniture: TextSpec

    def heading(self, level: int) -> TextSpec:
        """Return the style of a heading of level 2 and deeper."""
        return self.headings[min(level - 2, len(self.headings) - 1)]


@lru_cache(maxsize=16)
def theme_for(typography: PdfTypography, settings: ThemeSettings) -> Theme:
    """Return the quiet editorial theme on the page and in the colours of a project, sized for a script."""
    scale = typography.size / DRAWN_FOR
    airier = max(typography.leading / RUNNING_LEADING, 1.0)

    def fit(spec: TextSpec) -> TextSpec:
        # A display face of the same drawing size needs a third of the text face's growth.
        factor = {"text": scale, "display": 1 + (scale - 1) / 3, "code": 1.0}[spec.face]
        room = 1.0 if spec.face == "code" else airier
        return replace(spec, size=spec.size * factor, leading=spec.leading * factor * room)

    body = fit(replace(BODY, align="justify" if typography.justify else "start"))
    return Theme(
        page=settings.page,
        palette=settings.palette,
        scale=scale,
        title=fit(TextSpec("display", 23.0, 27.6, "accent", bold=True)),
        summary=fit(TextSpec("text", 12.5, 16.5, "quiet")),
        detail=fit(TextSpec("display", 8.8, 12.5, "quiet")),
        headings=tuple(map(fit, HEADINGS)),
        body=body,
        quote=replace(body, align="start"),
        attribution=fit(TextSpec("display", 9.0, 12.6, "quiet")),
        code=TextSpec("code", 8.8, 12.6),
        table=fit(TextSpec("display", 8.8, 12.0)),
        table_header=fit(TextSpec("display", 8.8, 12.0, "accent", bold=True)),
        caption=fit(TextSpec("display", 8.8, 12.0, "quiet")),
        box=fit(TextSpec("text", 10.0, 13.4, hyphenate=True)),
        box_heading=fit(TextSpec("display", 10.5, 13.6, "accent", bold=True)),
        contents=fit(TextSpec("display", 9.2, 12.9)),
        back=fit(TextSpec("display", 8.6, 12.0)),
        note=fit(TextSpec("text", 8.6, 11.2, hyphenate=True)),
        furniture=fit(TextSpec("display", 8.0, 10.4, "quiet")),
    )

"""A locale's typography to a page: geometry, type scale and colours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from exporter.model.locale import FontFamily

if TYPE_CHECKING:
    from exporter.model.locale import PdfTypography
    from exporter.typesetting.lines import Align, Color

Face: TypeAlias = Literal["text", "display", "code"]

# Contrast on white by WCAG 2.1: ink 15.9 : 1, accent 8.6 : 1, quiet 6.1 : 1 (5.4 : 1 on the tint).
INK: Color = (0.118, 0.125, 0.141)
ACCENT: Color = (0.122, 0.306, 0.475)
QUIET: Color = (0.353, 0.376, 0.408)
HAIRLINE: Color = (0.757, 0.784, 0.812)
TINT: Color = (0.945, 0.961, 0.976)

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
    color: Color = INK
    bold: bool = False
    italic: bool = False
    align: Align = "start"
    hyphenate: bool = False


BODY = TextSpec("text", DRAWN_FOR, DRAWN_FOR * RUNNING_LEADING, hyphenate=True)
HEADINGS = (
    TextSpec("display", 14.0, 17.5, ACCENT, bold=True),
    TextSpec("display", 11.5, 15.0, bold=True),
    TextSpec("display", 10.0, 13.5, bold=True),
)


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """Lay out a page, in points; the column stands in the middle."""

    width: float = 595.28
    height: float = 841.89
    column: float = 372.0
    top: float = 92.0
    bottom: float = 88.0
    header: float = 56.0
    footer: float = 48.0

    @property
    def column_x(self) -> float:
        """Left edge of the column."""
        return (self.width - self.column) / 2

    @property
    def column_height(self) -> float:
        """Room between top and bottom margin."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Theme:
    """Hold all that decides how an edition looks."""

    page: PageGeometry
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


def theme_for(typography: PdfTypography) -> Theme:
    """Return the quiet editorial theme in the sizes that a script needs."""
    scale = typography.size / DRAWN_FOR
    airier = max(typography.leading / RUNNING_LEADING, 1.0)

    def fit(spec: TextSpec) -> TextSpec:
        # A display face of the same drawing size needs a third of the text face's growth.
        factor = {"text": scale, "display": 1 + (scale - 1) / 3, "code": 1.0}[spec.face]
        room = 1.0 if spec.face == "code" else airier
        return replace(spec, size=spec.size * factor, leading=spec.leading * factor * room)

    body = fit(replace(BODY, align="justify" if typography.justify else "start"))
    return Theme(
        page=PageGeometry(),
        scale=scale,
        title=fit(TextSpec("display", 23.0, 27.6, ACCENT, bold=True)),
        summary=fit(TextSpec("text", 12.5, 16.5, QUIET)),
        detail=fit(TextSpec("display", 8.8, 12.5, QUIET)),
        headings=tuple(map(fit, HEADINGS)),
        body=body,
        quote=replace(body, align="start"),
        attribution=fit(TextSpec("display", 9.0, 12.6, QUIET)),
        code=TextSpec("code", 8.8, 12.6),
        table=fit(TextSpec("display", 8.8, 12.0)),
        table_header=fit(TextSpec("display", 8.8, 12.0, ACCENT, bold=True)),
        caption=fit(TextSpec("display", 8.8, 12.0, QUIET)),
        box=fit(TextSpec("text", 10.0, 13.4, hyphenate=True)),
        box_heading=fit(TextSpec("display", 10.5, 13.6, ACCENT, bold=True)),
        contents=fit(TextSpec("display", 9.2, 12.9)),
        back=fit(TextSpec("display", 8.6, 12.0)),
        note=fit(TextSpec("text", 8.6, 11.2, hyphenate=True)),
        furniture=fit(TextSpec("display", 8.0, 10.4, QUIET)),
    )

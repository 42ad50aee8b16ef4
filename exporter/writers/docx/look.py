"""A locale's typography to the measures and sizes of a Word page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from exporter.writers.docx.languages import default_languages

if TYPE_CHECKING:
    from exporter.model.locale import LocaleProfile

Face: TypeAlias = Literal["text", "display", "code"]

# Contrast on white by WCAG 2.1: ink 15.9 : 1, accent 8.6 : 1, quiet 6.1 : 1 (5.4 : 1 on the tint).
INK: Final = "1E2024"
ACCENT: Final = "1F4E79"
QUIET: Final = "5A6068"
HAIRLINE: Final = "C1C8CF"
TINT: Final = "F1F5F9"

# A4 in twips, twentieths of a point.
PAGE_WIDTH: Final = 11906
PAGE_HEIGHT: Final = 16838
MARGIN: Final = 1418
TEXT_WIDTH: Final = PAGE_WIDTH - 2 * MARGIN
TEXT_HEIGHT: Final = PAGE_HEIGHT - 2 * MARGIN
LIST_STEP: Final = 510  # 0.9 cm
# Less than the step: LibreOffice sets the markers of right-to-left lists outside of their room.
LIST_HANGING: Final = 360
QUOTE_INDENT: Final = 284
BOX_PADDING: Final = 220
BOX_HANGING: Final = 320
CODE_PADDING: Final = 160

DRAWN_FOR: Final = 11.0  # the scale is drawn for running text of this size
CODE_FONT: Final = "Courier New"


@dataclass(frozen=True, slots=True)
class Look:
    """Hold what a locale decides about sizes and fonts.

    Attributes:
        languages: Of text that does not say its own: from left to right, and of complex scripts.
    """

    profile: LocaleProfile
    languages: tuple[str, str]

    @classmethod
    def of(cls, profile: LocaleProfile) -> Look:
        """Return the look of a document in one locale."""
        return cls(profile, default_languages(profile))

    @property
    def rtl(self) -> bool:
        """Tell whether the edition runs from right to left."""
        return self.profile.direction == "rtl"

    def points(self, drawn: float) -> float:
        """Return the size that a size of the scale becomes."""
        return drawn * self.profile.docx.size / DRAWN_FOR

    def complex_points(self, drawn: float, face: Face) -> float:
        """Return the size of complex scripts beside it.

        Naskh letters need more size than Latin ones; those of display faces are drawn larger.
        """
        growth = self.profile.docx.complex_size / self.profile.docx.size - 1
        return self.points(drawn) * (1 + growth * {"text": 1.0, "display": 0.5, "code": 0.0}[face])

    def half_points(self, drawn: float, face: Face) -> tuple[int, int]:
        """Return ``w:sz`` and ``w:szCs``."""
        return round(2 * self.points(drawn)), round(2 * self.complex_points(drawn, face))

    def fonts(self, face: Face) -> tuple[str, str]:
        """Return the font of a face and that of its complex scripts."""
        docx = self.profile.docx
        return {
            "text": (docx.text, docx.complex_text),
            "display": (docx.display, docx.complex_display),
            "code": (CODE_FONT, CODE_FONT),
        }[face]

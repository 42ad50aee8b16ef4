"""What a locale needs from writers and typesetting: direction, digits, fonts, sizes."""

from __future__ import annotations

from dataclasses import dataclass

from exporter.model.inlines import Direction

LATIN_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class FontFamily:
    """Name four static TrueType files of one installed font package.

    Attributes:
        package: Import name, such as ``fontpkg_amiri``; files lie in its ``files`` folder.
        regular, bold, italic, bold_italic: File names; a family without italics repeats the
            upright ones.
    """

    package: str
    regular: str
    bold: str
    italic: str
    bold_italic: str


@dataclass(frozen=True, slots=True)
class PdfTypography:
    """Set a PDF page.

    Attributes:
        text: Family of running text.
        display: Family of headings, labels and tables.
        fallback: Families for letters that the first one lacks, in order.
        size: Of running text, in points.
        leading: Baseline to baseline, as a multiple of the size.
        hyphenation: pyphen's language code, or empty for none.
        justify: Whether running text is set to both edges.
        kashida: Whether joins of Arabic letters stretch with the gaps of justified lines.
    """

    text: FontFamily
    display: FontFamily
    fallback: tuple[FontFamily, ...]
    size: float
    leading: float
    hyphenation: str
    justify: bool
    kashida: bool = False


@dataclass(frozen=True, slots=True)
class DocxTypography:
    """Set a Word file: font names as Word knows them, sizes in points."""

    text: str
    display: str
    complex_text: str
    complex_display: str
    size: float
    complex_size: float
    proofing: str


@dataclass(frozen=True, slots=True)
class LocaleProfile:
    """Describe a locale to writers and typesetting.

    Attributes:
        tag: BCP 47 tag, such as ``ar-SY``.
        language: Its language alone; the name of its catalog.
        name: The locale's own name for itself.
        script: ISO 15924 code.
        digits: Its ten digits from zero.
        bullets: Markers of bulleted lists by depth, repeated from the start.
        formats: Tag whose CLDR forms dates and numbers take; empty for the locale's own.
    """

    tag: str
    language: str
    name: str
    script: str
    direction: Direction
    digits: str
    bullets: tuple[str, ...]
    pdf: PdfTypography
    docx: DocxTypography
    formats: str = ""

    def with_digits(self, text: str) -> str:
        """Replace Latin digits by the locale's own."""
        return text if self.digits == LATIN_DIGITS else text.translate(_digit_table(self.digits))


def _digit_table(digits: str) -> dict[int, str]:
    return {ord(latin): local for latin, local in zip(LATIN_DIGITS, digits, strict=True)}

"""A Word file to what keeps people out: missing titles, languages, words for pictures, contrast."""

from __future__ import annotations

import re

from tests.checkers.docx_parts import WP, Faults, Package, W, val

DC = "{http://purl.org/dc/elements/1.1/}"
EMPTY_STYLES = frozenset({"TableEnd", "Separator", "Figure", "Marking", "FootnoteText"})
LEAST_CONTRAST = 4.5


def accessibility(package: Package) -> Faults:
    """Yield what is missing."""
    yield from _properties(package)
    yield from _headings(package)
    yield from _pictures_and_tables(package)
    yield from _contrast(package)


def _properties(package: Package) -> Faults:
    core = package.roots["docProps/core.xml"]
    if (core.findtext(DC + "title") or "").lower() in {"", "word document", "untitled"}:
        yield "a11y-title", "core"
    if not core.findtext(DC + "language"):
        yield "a11y-language", "core"
    language = package.roots["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if not val(language) or not val(language, "bidi"):
        yield "a11y-proofing-language", "styles"


def _pictures_and_tables(package: Package) -> Faults:
    for _, root in package.stories():
        for picture in root.iter(WP + "docPr"):
            if not (picture.get("descr") or "").strip():
                yield "a11y-alt", picture.get("name") or ""
        for table in root.iter(W + "tbl"):
            if table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None:
                yield "a11y-table-header", "table"
            if next(table.iter(W + "vMerge", W + "gridSpan"), None) is not None:
                yield "a11y-merged-cells", "table"


def _headings(package: Package) -> Faults:
    previous = 0
    for paragraph in package.document().iter(W + "p"):
        style = val(paragraph.find(f"{W}pPr/{W}pStyle"))
        text = "".join(t.text or "" for t in paragraph.iter(W + "t")).strip()
        listed = paragraph.find(f"{W}pPr/{W}numPr") is not None
        in_cell = next(paragraph.iterancestors(W + "tc"), None) is not None
        if not text and style not in EMPTY_STYLES and not listed and not in_cell:
            yield "a11y-empty-paragraph", style
        level = (
            1 if style == "BackHeading" else int(m[1]) if (m := re.fullmatch(r"Heading(\d)", style)) else 0
        )
        if level > previous + 1:
            yield "a11y-heading-skips", f"{previous} to {level}"
        previous = level or previous


def _contrast(package: Package) -> Faults:
    """Check text colours on white and on the field that the same style fills."""
    for style in package.roots["word/styles.xml"].iter(W + "style"):
        color = style.find(f"{W}rPr/{W}color")
        fill = style.find(f"{W}pPr/{W}shd")
        ground = val(fill, "fill") or "FFFFFF"
        if color is not None and contrast(val(color), ground) < LEAST_CONTRAST:
            yield "a11y-contrast", val(style, "styleId")


def contrast(color: str, ground: str) -> float:
    """Return the contrast of two colours by WCAG 2.1."""
    bright, dark = sorted((_luminance(color), _luminance(ground)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

"""One long PDF by one tool, in a process of its own: prints pages, wall and processor seconds, and bytes.

Both tools get the same text, font, size, leading, measure and page, justified and hyphenated; both
write a tagged file. Start-up and imports are not counted.
"""

from __future__ import annotations

import re
import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.corpus import load_paragraphs

FONTS = {"en": "PT Serif", "ru": "PT Serif", "ar": "Amiri"}


def main(tool: str, language: str, corpus: str, jobs: int) -> None:
    """Set the text and print the figures."""
    text = load_paragraphs(corpus)
    before = processor_seconds()
    data, seconds = (
        set_by_exporter(language, text, jobs) if tool == "exporter" else set_by_typst(language, text)
    )
    used = processor_seconds() - before
    print(page_count(data), seconds, used, len(data))


def processor_seconds() -> float:
    """Return what this process and its children have used."""
    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def set_by_exporter(language: str, text: list[str], jobs: int = 1) -> tuple[bytes, float]:
    """Return a file and the seconds it took; the paragraphs are all its body."""
    from exporter.localization.profiles import load_profile
    from exporter.model.blocks import Paragraph, Segment
    from exporter.model.inlines import Span
    from exporter.writers.pdf import book
    from tests.editions import sample_edition

    profile = load_profile(language)
    sample = sample_edition(language)
    start = time.perf_counter()
    body = tuple(
        Paragraph(Segment(f"{n:010x}", "paragraph", (Span(words, language, profile.direction),)))
        for n, words in enumerate(text)
    )
    edition = replace(sample, locale=profile, key_facts=(), details=(), body=body, back=(), notes=())
    data = book.write_edition(edition, jobs=jobs)
    seconds = time.perf_counter() - start
    return data, seconds


def set_by_typst(language: str, text: list[str]) -> tuple[bytes, float]:
    """Return a file and the seconds it took."""
    from exporter.localization.profiles import load_profile
    from exporter.writers.pdf.theme import theme_for
    from exporter.writers.pdf.theme_settings import ThemeSettings

    typography = load_profile(language).pdf
    theme = theme_for(typography, ThemeSettings())
    page, body = theme.page, theme.body
    gap = body.leading - body.size
    margin = f"(x: {page.text_x}pt, top: {page.top}pt, bottom: {page.bottom}pt)"
    text_options = f'lang: "{language}", font: "{FONTS[language]}", size: {body.size}pt, hyphenate: true'
    head = [
        '#set document(title: "t")',
        f"#set page(width: {page.width}pt, height: {page.height}pt, margin: {margin})",
        f"#set text({text_options}, top-edge: 0.8em, bottom-edge: -0.2em)",
        f"#set par(justify: true, leading: {gap}pt, spacing: {gap + 6.5 * theme.scale}pt)",
    ]
    escaped = (re.sub(r"([#$*_`@<>\\\[\]/~])", r"\\\1", words) for words in text)
    source = "\n".join(head) + "\n\n" + "\n\n".join(escaped)
    return compile_typst(source)


def compile_typst(source: str) -> tuple[bytes, float]:
    """Return the tagged file that Typst makes with our fonts, and the seconds it took."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "source.typ"
        path.write_text(source, encoding="utf-8")
        start = time.perf_counter()
        data = typst.compile(
            str(path),
            format="pdf",
            font_paths=font_folders(),
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
        seconds = time.perf_counter() - start
    return data, seconds


def font_folders() -> list[str]:
    """Return where Typst finds the fonts that we use."""
    import fontpkg_amiri
    import fontpkg_pt_serif

    return [str(package.ROOT / "files") for package in (fontpkg_amiri, fontpkg_pt_serif)]


def page_count(data: bytes) -> int:
    """Count a PDF's pages."""
    import pypdfium2

    return len(pypdfium2.PdfDocument(data))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))

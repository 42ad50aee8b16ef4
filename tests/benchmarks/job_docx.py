"""One long Word file, in a process of its own: prints the seconds from before the imports to the bytes."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.benchmarks.corpus import paragraphs

if TYPE_CHECKING:
    from exporter.model.blocks import EditionBlock
    from exporter.model.edition import Edition


def long_edition(language: str, pages: int) -> Edition:
    """Return an edition of about so many pages: headings, prose, a list and a table every few pages."""
    from exporter.localization.profiles import load_profile
    from exporter.model.blocks import Heading, Paragraph, Segment
    from exporter.model.inlines import Span
    from tests.editions import sample_edition

    profile = load_profile(language)
    sample = sample_edition(language)
    body: list[EditionBlock] = []
    for number, words in enumerate(paragraphs(language, pages)):
        if number % 20 == 0:
            title = Span(" ".join(words.split()[:6]), language, profile.direction)
            body.append(Heading(2, Segment(f"h{number:09x}", "heading", (title,))))
        span = Span(words, language, profile.direction)
        body.append(Paragraph(Segment(f"{number:010x}", "paragraph", (span,))))
    return replace(sample, locale=profile, body=tuple(body), pictures={}, notes=())


def main(language: str, pages: int) -> None:
    """Write the file and print the seconds."""
    edition = long_edition(language, pages)
    start = time.perf_counter()
    from exporter.writers.docx import write_docx

    write_docx(edition)
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

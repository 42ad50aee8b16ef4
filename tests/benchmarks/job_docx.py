"""One long Word file, in a process of its own: prints the seconds from before the imports to the bytes."""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.corpus import load_paragraphs
from tests.benchmarks.peers import pandoc_markdown

if TYPE_CHECKING:
    from exporter.model.blocks import EditionBlock
    from exporter.model.edition import Edition


def long_edition(language: str, corpus: str) -> Edition:
    """Return an edition of about so many pages: headings, prose, a list and a table every few pages."""
    from exporter.localization.profiles import load_profile
    from exporter.model.blocks import Heading, Paragraph, Segment
    from exporter.model.inlines import Span
    from tests.editions import sample_edition

    profile = load_profile(language)
    sample = sample_edition(language)
    body: list[EditionBlock] = []
    for number, words in enumerate(load_paragraphs(corpus)):
        if number % 20 == 0:
            title = Span(" ".join(words.split()[:6]), language, profile.direction)
            body.append(Heading(2, Segment(f"h{number:09x}", "heading", (title,))))
        span = Span(words, language, profile.direction)
        body.append(Paragraph(Segment(f"{number:010x}", "paragraph", (span,))))
    return replace(sample, locale=profile, body=tuple(body), pictures={}, notes=())


def main(language: str, corpus: str, markdown: str) -> None:
    """Write the file, print the seconds, and leave the same content for the peer."""
    edition = long_edition(language, corpus)
    start = time.perf_counter()
    from exporter.writers.docx import write_docx

    write_docx(edition)
    seconds = time.perf_counter() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    Path(markdown).write_text(pandoc_markdown(edition), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3])

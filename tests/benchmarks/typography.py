"""How evenly lines are set: ``python -m tests.benchmarks.typography`` prints statistics a page.

A gap is a space between words; its ratio is its width over the font's own. A river is a run of
lines whose gaps are wide and lie over each other.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from itertools import pairwise
from statistics import mean, median
from typing import TYPE_CHECKING, NamedTuple

from exporter.localization.profiles import load_profile
from exporter.model.blocks import Paragraph, Segment
from exporter.model.inlines import Span
from exporter.typesetting.flow import PlacedLine
from exporter.typesetting.pages import paginate
from exporter.writers.pdf.compose import compose_edition
from exporter.writers.pdf.compositor import Compositor
from exporter.writers.pdf.theme_settings import ThemeSettings
from tests.benchmarks.corpus import load_paragraphs
from tests.benchmarks.measure import run_module
from tests.editions import sample_edition

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exporter.typesetting.lines import Line
    from exporter.typesetting.pages import Page

WIDE = 1.8  # ratio of a gap that the eye sees
OVERLAP = 2.0  # points that gaps of neighbouring lines share in a river
RIVER = 3  # lines


class Look(NamedTuple):
    """Sum up one page: gap ratios, shares of wide gaps and hyphens, hyphens in a row, rivers."""

    ratio: float
    widest: float
    wide: float
    hyphens: float
    stack: int
    rivers: int


def main(pages: int) -> None:
    """Print the statistics of a long text in each language."""
    for language in ("en", "ar", "ru"):
        looks = [look_of(list(_lines(page))) for page in _pages(language, pages)]
        print(
            f"{language}: {len(looks)} pages; gap {median(x.ratio for x in looks):.2f} of its own width "
            f"(worst page {max(x.ratio for x in looks):.2f}, widest gap {max(x.widest for x in looks):.2f}); "
            f"wide gaps {100 * mean(x.wide for x in looks):.1f} %; "
            f"lines with a hyphen {100 * mean(x.hyphens for x in looks):.1f} %, "
            f"at most {max(x.stack for x in looks)} in a row; "
            f"rivers a page {mean(x.rivers for x in looks):.2f}"
        )


def _pages(language: str, pages: int) -> list[Page]:
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/corpus.json"
        run_module("tests.benchmarks.corpus", language, str(pages), path)
        text = load_paragraphs(path)
    profile = load_profile(language)
    spans = [Span(words, language, profile.direction) for words in text]
    body = tuple(Paragraph(Segment(f"{n:010x}", "paragraph", (span,))) for n, span in enumerate(spans))
    sample = sample_edition(language)
    edition = replace(sample, locale=profile, key_facts=(), details=(), body=body, back=(), notes=())
    compositor = Compositor(edition, ThemeSettings())
    composition = compose_edition(edition, compositor)
    height = compositor.theme.page.column_height
    return list(paginate(composition.strips, height=height, notes=composition.note, note_gap=16.0))


def _lines(page: Page) -> Iterator[Line]:
    for placed in page.strips:
        yield from (item.line for item in placed.strip.content if isinstance(item, PlacedLine))


def look_of(lines: Sequence[Line]) -> Look:
    """Return how one page looks; last lines, which are not stretched, count for nothing but rivers."""
    set_lines = [line for line in lines if not line.last]
    ratios = [ratio for line in set_lines for ratio, _ in gaps_of(line)] or [1.0]
    hyphens = [line.hyphenated for line in set_lines] or [False]
    return Look(
        ratio=mean(ratios),
        widest=max(ratios),
        wide=mean(ratio > WIDE for ratio in ratios),
        hyphens=mean(hyphens),
        stack=_longest(hyphens),
        rivers=count_rivers(lines),
    )


def gaps_of(line: Line) -> list[tuple[float, tuple[float, float]]]:
    """Return each gap's ratio to the font's own space, and where it lies, in points."""
    found = []
    for piece in line.pieces:
        font, size = piece.font, piece.style.size
        own = font.advance(font.glyph(0x20) or 0) * size / font.upem
        gaps = len(piece.words) - 1
        if not gaps or not own:
            continue
        inks = piece.width - gaps * (own + piece.gap)
        letters = sum(len(word) for word in piece.words) or 1
        x = piece.x
        for word in piece.words[:-1]:
            x += inks * len(word) / letters
            found.append(((own + piece.gap) / own, (x, x + own + piece.gap)))
            x += own + piece.gap
    return found


def count_rivers(lines: Sequence[Line]) -> int:
    """Count runs of lines in which wide gaps lie over each other."""
    rivers, depths = 0, dict[tuple[float, float], int]()
    for above, below in pairwise([[], *(_wide_places(line) for line in lines)]):
        reached = {
            place: 1 + max((depths.get(high, 1) for high in above if _shared(high, place)), default=0)
            for place in below
        }
        rivers += sum(depth == RIVER for depth in reached.values())
        depths = reached
    return rivers


def _wide_places(line: Line) -> list[tuple[float, float]]:
    return [place for ratio, place in gaps_of(line) if ratio > WIDE]


def _shared(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return min(one[1], other[1]) - max(one[0], other[0]) >= OVERLAP


def _longest(flags: Sequence[bool]) -> int:
    longest = current = 0
    for flag in flags:
        current = current + 1 if flag else 0
        longest = max(longest, current)
    return longest


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)

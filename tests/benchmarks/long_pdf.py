"""Long PDFs of prose and packs to their speed, memory and size, beside Typst's and by the number of pages."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.measure import run_module

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LANGUAGES = ("en", "ar", "ru")
FASTER = {"en": 1.5, "ar": 2.0, "ru": 2.0}  # than Typst
FASTER_PACK = dict.fromkeys(LANGUAGES, 1.5)
ARTICLES = 330  # of a pack, of about three pages each
LEANER = 0.25  # of its memory
SCALE = (100, 1000, 5000)


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold what one file took; memory is that of all processes together, at its peak."""

    pages: int
    seconds: float
    processor_seconds: float
    bytes: int
    megabytes: float

    def __str__(self) -> str:
        rate, processor = self.pages / self.seconds, self.processor_seconds / self.pages
        return (
            f"{self.pages} pages, {rate:.0f} pages/s, {1000 * processor:.1f} ms of processors a page, "
            f"{self.megabytes:.0f} MB, {self.bytes / 1024 / self.pages:.1f} KB a page"
        )


def time_long_pdf(pages: int, rounds: int) -> None:
    """Compare one long PDF in each language with Typst, which uses as many threads as it likes."""
    _compare("pdf", "tests.benchmarks.job_pdf", pages, rounds, FASTER)


def time_pack(rounds: int) -> None:
    """Compare a pack of many articles with Typst's contents, outline, header, footer and index."""
    _compare("pack", "tests.benchmarks.job_pack", 3 * ARTICLES, rounds, FASTER_PACK)


def _compare(noun: str, job: str, pages: int, rounds: int, faster: Mapping[str, float]) -> None:
    jobs = len(os.sched_getaffinity(0))
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as name:
            corpus = write_corpus(language, pages, Path(name))
            alone, ours, theirs = [], [], []
            for _ in range(rounds):  # in turn, so that all see the same machine
                alone.append(_measure(job, "exporter", language, corpus, 1))
                ours.append(_measure(job, "exporter", language, corpus, jobs))
                theirs.append(_measure(job, "typst", language, corpus, 1))
        one, mine, peer = _fastest(alone), _fastest(ours), _fastest(theirs)
        print(f"{noun} {language}: one process {one}")
        print(f"{noun} {language}: {jobs} processes {mine}")
        print(f"{noun} {language}: typst {peer}")
        print(f"{noun} {language}: one process {_compared(one, peer)}")
        target = f"(target {faster[language]}, {LEANER})"
        print(f"{noun} {language}: {jobs} processes {_compared(mine, peer)} {target}")


def time_scale() -> None:
    """Print what texts of a hundred to five thousand pages take in one process."""
    for language in LANGUAGES:
        for pages in SCALE:
            with tempfile.TemporaryDirectory() as name:
                corpus = write_corpus(language, pages, Path(name))
                figures = _measure("tests.benchmarks.job_pdf", "exporter", language, corpus, 1)
                print(f"scale {language}: {figures}")


def write_corpus(language: str, pages: int, folder: Path) -> str:
    """Write the text that all tools set, and return its path."""
    path = str(folder / f"{language}.json")
    run_module("tests.benchmarks.corpus", language, str(pages), path)
    return path


def _measure(job: str, tool: str, language: str, corpus: str, jobs: int) -> Figures:
    done = run_module(job, tool, language, corpus, str(jobs))
    pages, seconds, processor_seconds, size = done.output.split()
    return Figures(int(pages), float(seconds), float(processor_seconds), int(size), done.megabytes)


def _fastest(runs: Iterable[Figures]) -> Figures:
    return min(runs, key=lambda figures: figures.seconds)


def _compared(mine: Figures, peer: Figures) -> str:
    speed = mine.pages / mine.seconds / (peer.pages / peer.seconds)
    size = mine.bytes / mine.pages / (peer.bytes / peer.pages)
    return f"against typst: speed {speed:.2f}, memory {mine.megabytes / peer.megabytes:.2f}, size {size:.2f}"

"""Text comes out of a file as it went in, whichever program reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.extraction import (
    Extractor,
    exact_words,
    read_by_pdfium,
    read_by_poppler,
    read_by_pypdf,
    read_by_structure,
)
from tests.benchmarks.job_pdf import set_by_exporter
from tests.checkers import poppler, require

TEXTS = Path(__file__).parents[2] / "benchmarks" / "texts"
PARAGRAPHS = 8


@pytest.mark.checker
@pytest.mark.parametrize(
    ("program", "least"),
    [(read_by_poppler, 100), (read_by_pdfium, 99), (read_by_pypdf, 99)],
    ids=["poppler", "pdfium", "pypdf"],
)
@pytest.mark.parametrize("name", ["ar-news", "ar-vocalised"])
def test_given_arabic_text_when_written_then_programs_read_its_words(
    name: str, program: Extractor, least: float, tmp_path: Path
) -> None:
    require(poppler)
    paragraphs = (TEXTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()[:PARAGRAPHS]
    path = tmp_path / f"{name}.pdf"

    path.write_bytes(set_by_exporter("ar", paragraphs)[0])

    assert exact_words("\n".join(paragraphs), program(path)) >= least


@pytest.mark.checker
@pytest.mark.parametrize("name", ["en", "ru"])
def test_given_english_or_russian_text_when_written_then_every_program_reads_every_word(
    name: str, tmp_path: Path
) -> None:
    require(poppler)
    text = (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
    path = tmp_path / f"{name}.pdf"

    path.write_bytes(set_by_exporter(name, text.splitlines())[0])

    programs = (read_by_poppler, read_by_pdfium, read_by_pypdf, read_by_structure)
    assert [exact_words(text, program(path)) for program in programs] == [100.0] * len(programs)


@pytest.mark.checker
def test_given_arabic_text_with_addresses_when_written_then_poppler_reads_them_whole(tmp_path: Path) -> None:
    require(poppler)
    text = (TEXTS / "ar-mixed.txt").read_text(encoding="utf-8")
    path = tmp_path / "mixed.pdf"

    path.write_bytes(set_by_exporter("ar", text.splitlines())[0])

    assert exact_words(text, read_by_poppler(path)) == 100.0

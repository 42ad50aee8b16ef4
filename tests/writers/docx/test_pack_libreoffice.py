"""What LibreOffice, an independent reader, makes of packs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from exporter.model.pack import PackFile
from exporter.writers.docx import write_pack_docx
from tests.checkers.poppler import pdftotext
from tests.packs import sample_pack
from tests.writers.docx.reading import contents

pytestmark = pytest.mark.checker


@pytest.fixture(scope="module")
def written() -> bytes:
    # The article's own title would be found on its pages' heads, too: the pack has another one.
    english = replace(sample_pack("en"), title=sample_pack("en").subtitle)
    return write_pack_docx(PackFile((english, sample_pack("ar"))))


@pytest.fixture(scope="module")
def pages(written: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the text of each page."""
    if not shutil.which("soffice") and os.environ.get("CI") != "true":
        pytest.skip("soffice is not installed")
    folder: Path = tmp_path_factory.mktemp("libreoffice")
    (folder / "pack.docx").write_bytes(written)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), "pack.docx"],
        check=True,
        capture_output=True,
        timeout=180,
        cwd=folder,
    )
    return pdftotext(folder / "pack.pdf").split("\f")[:-1]


def test_headings_stand_on_the_pages_that_the_contents_name(written: bytes, pages: list[str]) -> None:
    english = [line for line in contents(written) if line[1].isascii()]

    assert len(english) == 10
    assert [words for _, words, page in english if words not in pages[int(page) - 1]] == []


def test_the_english_pack_comes_first_and_every_page_has_its_marking_twice(pages: list[str]) -> None:
    counts = [page.count("Restricted") for page in pages]

    half = counts.index(0)
    assert [min(count, 2) for count in counts] == [2] * half + [0] * (len(counts) - half)
    assert f"Page {half} of {len(pages)}" in pages[half - 1]


def test_notes_have_numbers_in_their_order(pages: list[str]) -> None:
    notes = [
        match.groups()
        for page in pages
        if (match := re.search(r"\n(\d+)\n(\d+)\n\nThe president said .* stay open\. 1\n", page))
    ]

    assert notes == [("1", "2"), ("3", "4"), ("5", "6")]

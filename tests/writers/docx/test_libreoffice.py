"""What LibreOffice, an independent reader, makes of the files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from exporter.writers.docx import write_docx
from exporter.writers.docx.draft import bookmark_name
from exporter.writers.docx.segments import segments_of
from tests.checkers.docx_parts import W, read_package, val
from tests.checkers.poppler import pdftotext
from tests.editions import sample_edition
from tests.writers.docx.expected import story_of

TAGS = ["en", "ar", "ar-SY", "ru"]
ARABIC = re.compile("[\u0600-\u06ff]")
INVISIBLE = re.compile("[\u200e\u200f\u2066-\u2069\u00ad]")

pytestmark = pytest.mark.checker


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with each sample as PDF and as saved anew."""
    if not shutil.which("soffice") and os.environ.get("CI") != "true":
        pytest.skip("soffice is not installed")
    folder: Path = tmp_path_factory.mktemp("libreoffice")
    for tag in TAGS:
        (folder / f"{tag}.docx").write_bytes(write_docx(sample_edition(tag)))
    for form, place in (("pdf", folder), ("docx:MS Word 2007 XML", folder / "saved")):
        convert(folder, form, place)
    return folder


def convert(folder: Path, form: str, place: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / f"{tag}.docx") for tag in TAGS]
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", form, "--outdir", str(place), *files],
        check=True,
        capture_output=True,
        timeout=180,
    )


def letters(text: str) -> Counter[str]:
    """Count letters and digits; PDF readers return Arabic letters in the order and forms of the page."""
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", text))
    return Counter(letter for letter in plain if letter.isalnum())


@pytest.mark.parametrize("tag", ["en", "ru"])
def test_every_word_is_on_the_pages(converted: Path, tag: str) -> None:
    shown = pdftotext(converted / f"{tag}.pdf")

    # The mark of a note may stand between a word and its full stop.
    words = [word.rstrip(".") for word in " ".join(story_of(sample_edition(tag))).split()]
    assert [word for word in words if word not in shown and not ARABIC.search(word)] == []


@pytest.mark.parametrize("tag", TAGS)
def test_every_letter_is_on_the_pages(converted: Path, tag: str) -> None:
    shown = letters(pdftotext(converted / f"{tag}.pdf"))

    assert letters("".join(story_of(sample_edition(tag)))) - shown == Counter()


@pytest.mark.parametrize("tag", TAGS)
def test_bookmarks_and_manifest_survive_saving(converted: Path, tag: str) -> None:
    saved = read_package((converted / "saved" / f"{tag}.docx").read_bytes())

    # LibreOffice calls the bookmarks of all notes but the first copies.
    names = {
        re.sub(r"_Copy_\d+$", "", val(start, "name"))
        for _, root in saved.stories()
        for start in root.iter(W + "bookmarkStart")
    }
    wanted = {bookmark_name(segment.id) for segment in segments_of(sample_edition(tag))}
    assert wanted - names == set()
    assert any(blob.find(b"urn:exporter:manifest:1") > 0 for blob in saved.blobs.values())

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageCms

from exporter.writers.pdf.color import srgb_profile
from exporter.writers.pdf.compression import deflate
from exporter.writers.pdf.metadata import write_info, write_xmp
from exporter.writers.pdf.objects import PdfFile, name, number, text_string
from tests.checkers import qpdf, require
from tests.writers.pdf.reading import operations, read
from tests.writers.pdf.samples import LANGUAGES, SENTENCES, Language, Sheet, metadata, write_everything

PROGRAM = """
import hashlib
from tests.writers.pdf.samples import LANGUAGES, write_everything
print([hashlib.sha256(write_everything(language)).hexdigest() for language in LANGUAGES])
"""

# Each process has other addresses, and leaves others in the registers that the compressor begins with.
STREAMS = """
import hashlib
from exporter.writers.pdf.compression import deflate
digests = hashlib.sha256()
for number in range(12000):
    words = hashlib.sha256(str(number).encode()).hexdigest()
    digests.update(deflate((words + words[:40] + words[10:] + words[::2] + words * (number % 40)).encode()))
print(digests.hexdigest())
"""


def test_the_same_streams_are_compressed_to_the_same_bytes_in_every_process() -> None:
    runs = {subprocess.check_output([sys.executable, "-c", STREAMS]) for _ in range(3)}

    assert len(runs) == 1


def test_the_same_document_has_the_same_bytes_in_every_process() -> None:
    root = Path(__file__).parents[3]

    def run(seed: str) -> bytes:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"}
        return subprocess.run(
            [sys.executable, "-c", PROGRAM], cwd=root, env=environment, check=True, capture_output=True
        ).stdout

    assert run("1") == run("2")


@pytest.mark.checker
@pytest.mark.parametrize("count", [0, 1, 199, 200, 201, 1000])
def test_any_number_of_objects_makes_a_sound_file(tmp_path: Path, count: int) -> None:
    require(qpdf)
    file = PdfFile()
    pages = file.add("<</Type/Pages/Kids[]/Count 0>>")
    numbers = [file.add(f"({index})") for index in range(count)]
    stream = file.add_stream("", b"content " * 100)
    root = file.add(f"<</Type/Catalog/Pages {pages} 0 R/Extra[{' '.join(f'{n} 0 R' for n in numbers)}]>>")
    path = tmp_path / "objects.pdf"

    path.write_bytes(file.close(root, file.add("<<>>")))

    pdf = read(path.read_bytes())
    assert [str(text) for text in pdf.Root.Extra] == [str(index) for index in range(count)]
    assert pdf.get_object(stream, 0).read_bytes() == b"content " * 100
    assert qpdf.qpdf_check(path) == ""


@given(st.text())
def test_every_text_comes_back_from_its_string(text: str) -> None:
    written = text_string(text)

    parsed = pikepdf.Object.parse(written.encode("ascii"))

    assert str(parsed) == text.encode("utf-16-be", "replace").decode("utf-16-be")


@given(st.text(min_size=1).filter(lambda text: text.isprintable() and "\0" not in text))
def test_every_name_comes_back(text: str) -> None:
    written = name(text)

    parsed = pikepdf.Object.parse(written.encode("ascii"))

    assert str(parsed) == "/" + text


@given(st.floats(-20_000, 20_000))
def test_numbers_are_short_and_near(value: float) -> None:
    written = number(value)

    assert abs(float(written) - value) <= 0.000_501
    assert written == "0" or not written.startswith("-0") or "." in written
    assert "e" not in written


@given(st.binary(max_size=4000))
def test_deflated_bytes_come_back(data: bytes) -> None:
    import zlib

    assert zlib.decompress(deflate(data)) == data


@pytest.mark.parametrize("language", LANGUAGES)
def test_info_and_xmp_say_the_same(language: Language) -> None:
    said = metadata(language)

    pdf = read(write_everything(language))

    info = pdf.docinfo
    assert str(info.CreationDate) == str(info.ModDate) == "D:20251016000000Z"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        assert xmp["dc:title"] == str(info.Title) == said.title
        assert xmp["dc:creator"] == [str(info.Author)] == [said.author]
        assert xmp["dc:description"] == str(info.Subject) == said.subject
        assert xmp["pdf:Keywords"] == str(info.Keywords) == ", ".join(said.keywords)
        assert xmp["pdf:Producer"] == str(info.Producer) == "exporter 0"
        assert xmp["xmp:CreateDate"] == "2025-10-16T00:00:00Z"
        assert list(xmp["dc:language"]) == [language]


def test_what_is_unknown_is_left_out_of_info_and_xmp() -> None:
    bare = replace(metadata("en"), author="", subject="", keywords=())

    info, xmp = write_info(bare), write_xmp(bare).decode("utf-8")

    assert not [key for key in ("/Author", "/Subject", "/Keywords") if key in info]
    assert not [tag for tag in ("dc:creator", "dc:description", "dc:subject", "pdf:Keywords") if tag in xmp]


def test_control_codes_and_signs_of_xml_do_not_break_xmp() -> None:
    said = replace(metadata("en"), title="a\u0001b <c> & d", date=dt.date(999, 1, 2))

    xmp = write_xmp(said).decode("utf-8")

    assert "a b &lt;c&gt; &amp; d" in xmp
    assert "<xmp:CreateDate>0999-01-02T00:00:00Z" in xmp


def test_a_document_opens_with_its_title_and_outline_in_its_direction() -> None:
    pdf = read(write_everything("ar"))

    preferences = pdf.Root.ViewerPreferences
    assert bool(preferences.DisplayDocTitle)
    assert str(preferences.Direction) == "/R2L"
    assert str(pdf.Root.PageMode) == "/UseOutlines"
    assert str(pdf.Root.Lang) == "ar"
    assert bool(pdf.Root.MarkInfo.Marked)


def test_a_document_without_outline_opens_without_it() -> None:
    sheet = Sheet("en")
    sheet.draw("Short.", sheet.root.add("P"))

    pdf = read(sheet.finish())

    assert "/Outlines" not in pdf.Root
    assert str(pdf.Root.PageMode) == "/UseNone"
    assert "/Direction" not in pdf.Root.ViewerPreferences


def test_the_outline_shows_two_levels_and_folds_deeper_ones() -> None:
    sheet = Sheet("en")
    sheet.bookmark("x", 700)
    for title, level in [("1", 0), ("1.1", 1), ("1.1.1", 3), ("1.1.2", 2), ("1.2", 1), ("2", 0)]:
        sheet.file.outline(title, "x", level)
    sheet.draw("Text", sheet.root.add("P"))

    pdf = read(sheet.finish())

    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["1", "2"]
        (first, _) = outline.root
        assert [item.title for item in first.children] == ["1.1", "1.2"]
        assert [item.title for item in first.children[0].children] == ["1.1.1", "1.1.2"]
    assert pdf.Root.Outlines.Count == 4
    assert pdf.Root.Outlines.First.Count == 2
    assert pdf.Root.Outlines.First.First.Count == -2


def test_an_empty_document_still_has_a_page() -> None:
    pdf = read(Sheet("en").finish())

    assert len(pdf.pages) == 1


def test_every_page_has_what_pdf_ua_and_pdf_a_want_and_nothing_of_the_rest() -> None:
    data = write_everything("ru")

    pdf = read(data)

    for index, page in enumerate(pdf.pages):
        assert set(page.obj.keys()) <= {
            "/Type", "/Parent", "/MediaBox", "/Resources", "/Contents", "/Annots", "/StructParents", "/Tabs",
        }  # fmt: skip
        assert (int(page.obj.StructParents), str(page.obj.Tabs)) == (index, "/S")
    assert data.startswith(b"%PDF-1.7\n")
    assert b"Helvetica" not in data
    assert b"ASCII85" not in data
    assert all(before == b"\n" for before in _before(data, b"endstream"))


def _before(data: bytes, word: bytes) -> list[bytes]:
    parts = data.split(word)[:-1]
    return [part[-1:] for part in parts]


def test_state_that_did_not_change_is_not_set_again() -> None:
    sheet = Sheet("en")
    for _ in range(3):
        sheet.draw(SENTENCES["en"], sheet.root.add("P"))

    pdf = read(sheet.finish())

    names = [name for name, _ in operations(pdf.pages[0])]
    assert (names.count("Tf"), names.count("rg"), names.count("BT")) == (1, 1, 3)


def test_the_colour_profile_is_srgb_and_the_same_every_time() -> None:
    import io

    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))

    assert ImageCms.getProfileDescription(profile).strip() == "sRGB IEC61966-2.1"
    transform = ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    from PIL import Image

    tones = [(0, 0, 0), (10, 20, 30), (200, 100, 50), (128, 128, 128), (255, 255, 255)]
    image = Image.new("RGB", (len(tones), 1))
    image.putdata(tones)
    converted = ImageCms.applyTransform(image, transform)
    assert converted is not None
    assert [converted.getpixel((x, 0)) for x in range(len(tones))] == tones
    assert srgb_profile()[24:36] == bytes([0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])

from __future__ import annotations

import datetime as dt
import hashlib
import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from exporter.errors import PictureError, TooWideError
from exporter.model.blocks import Cell, Chart, Figure, Heading, Segment, Table
from exporter.model.edition import plain_text
from exporter.model.inlines import EditionInline, Span
from exporter.writers.docx import write_docx
from exporter.writers.docx.segments import segments_of
from exporter.writers.docx.tables import BOLD_LETTER, CELL_MARGINS, column_widths
from tests.checkers.docx_lint import lint_docx
from tests.checkers.docx_parts import W, read_package, val
from tests.editions import sample_edition

TAGS = ["en", "ar", "ar-SY", "ru"]
PRINT_HASHES = """
import hashlib
from exporter.writers.docx import write_docx
from tests.editions import sample_edition
for tag in ("en", "ar-SY"):
    print(hashlib.sha256(write_docx(sample_edition(tag, repeat=2))).hexdigest())
"""
GOLDEN = Path(__file__).parent / "golden"
MANIFEST = "{urn:exporter:manifest:1}"


@pytest.mark.parametrize("tag", TAGS)
def test_the_schema_checker_finds_nothing(tag: str, tmp_path: Path) -> None:
    file = tmp_path / "sample.docx"
    file.write_bytes(write_docx(sample_edition(tag, repeat=2)))

    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(file))

    assert [str(error) for error in result.errors] == []
    assert result.is_valid


@pytest.mark.parametrize("tag", TAGS)
def test_the_lint_finds_nothing(tag: str) -> None:
    data = write_docx(sample_edition(tag, repeat=2))

    findings = lint_docx(data)

    assert findings == []


@pytest.mark.parametrize("tag", TAGS)
def test_python_docx_reads_styles_tables_and_properties(tag: str) -> None:
    edition = sample_edition(tag)

    document = docx.Document(io.BytesIO(write_docx(edition)))

    styles = [(p.style.name, p.text) for p in document.paragraphs if p.style]
    headings = [block for block in edition.body if isinstance(block, Heading)]
    assert [styled for styled in styles if (styled[0] or "").startswith("Heading")] == [
        (f"Heading {heading.level - 1}", plain_text(heading.text)) for heading in headings
    ]
    charts = sum(isinstance(block, Chart) for block in edition.body)
    assert [table.style and table.style.name for table in document.tables] == ["Hairline Table"] * (
        2 + charts
    )
    assert len(document.inline_shapes) == 1
    properties = document.core_properties
    assert properties.title == plain_text(edition.title)
    assert properties.author == "; ".join(edition.authors)
    assert properties.language == edition.locale.tag
    assert properties.category == edition.classification
    assert properties.created == properties.modified == dt.datetime(2025, 10, 15, tzinfo=dt.UTC)


def test_properties_of_any_length_fit() -> None:
    sample = sample_edition("en")
    title = replace(sample.title, inlines=(Span("word " * 200, "en", "ltr"),))

    document = docx.Document(io.BytesIO(write_docx(replace(sample, title=title, authors=("name " * 90,)))))

    assert len(document.core_properties.title) <= 255
    assert document.core_properties.title.endswith("word…")


def test_the_bytes_are_the_same_in_every_process() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", PRINT_HASHES],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[3],
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Dubai"))
    ]

    here = [hashlib.sha256(write_docx(sample_edition(tag, repeat=2))).hexdigest() for tag in ("en", "ar-SY")]
    assert runs == ["\n".join(here) + "\n"] * 2


def test_members_have_fixed_times_and_the_content_types_come_first() -> None:
    data = write_docx(sample_edition("en"))

    members = zipfile.ZipFile(io.BytesIO(data)).infolist()

    assert members[0].filename == "[Content_Types].xml"
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("tag", ["en", "ar-SY"])
def test_the_document_is_written_as_agreed(tag: str, request: pytest.FixtureRequest) -> None:
    sample = sample_edition(tag)
    edition = replace(sample, body=(*sample.body[:2], *sample.body[3:9]), back=sample.back[:2])
    golden = GOLDEN / f"document.{tag}.xml"

    root = read_package(write_docx(edition)).document()

    etree.indent(root)
    text = etree.tostring(root, encoding="unicode") + "\n"
    if request.config.getoption("--update-golden"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_manifest_holds_every_segment_with_its_text_and_hash(tag: str) -> None:
    edition = sample_edition(tag)

    root = read_package(write_docx(edition)).roots["customXml/item1.xml"]

    assert (root.tag, root.get("slug"), root.get("locale")) == (f"{MANIFEST}manifest", "sample", tag)
    found = [(s.get("id"), s.get("role"), s.text, s.get("hash")) for s in root.iter(f"{MANIFEST}segment")]
    texts = [(s.id, s.role, plain_text(s)) for s in segments_of(edition)]
    assert found == [(*t, hashlib.sha256(t[2].encode()).hexdigest()[:16]) for t in texts]


def test_the_manifest_tells_which_segments_a_text_is_put_together_from() -> None:
    sample = sample_edition("en")
    edition = replace(sample, title=replace(sample.title, parts=("0123456789", "abcdef0123-2")))

    root = read_package(write_docx(edition)).roots["customXml/item1.xml"]

    parts = {s.get("id"): s.get("parts") for s in root.iter(f"{MANIFEST}segment") if s.get("parts")}
    assert parts == {sample.title.id: "0123456789 abcdef0123-2"}


def test_a_picture_is_stored_once_and_an_address_related_once() -> None:
    edition = sample_edition("en", repeat=3)

    package = read_package(write_docx(edition))

    assert [name for name in package.names if name.startswith("word/media/")] == ["word/media/image1.png"]
    rels = package.roots["word/_rels/document.xml.rels"]
    links = [e.get("Target") for e in rels if (e.get("Type") or "").endswith("/hyperlink")]
    assert links == ["https://example.org/a?b=1"]


def test_an_address_with_letters_that_no_uri_holds_is_escaped() -> None:
    sample = sample_edition("en")
    link = Span("here", "en", "ltr", href="https://example.org/دمشق <a>")
    title = replace(sample.title, inlines=(link,))

    data = write_docx(replace(sample, title=title))

    rels = read_package(data).roots["word/_rels/document.xml.rels"]
    assert "https://example.org/%D8%AF%D9%85%D8%B4%D9%82%20%3Ca%3E" in [e.get("Target") for e in rels]
    assert lint_docx(data) == []


def test_a_picture_is_as_wide_as_the_text_at_most() -> None:
    sample = sample_edition("en")
    wide = replace(sample.pictures["map.png"], width=4000, height=1000)
    tall = replace(sample.pictures["map.png"], width=100, height=9000)
    for picture in (wide, tall):
        package = read_package(write_docx(replace(sample, pictures={"map.png": picture})))

        drawing = package.document().find(f".//{W}drawing/*/*")
        assert drawing is not None
        across, along = int(drawing.get("cx", "0")), int(drawing.get("cy", "0"))
        assert across <= (21.0 - 5.0) * 360_000 + 635
        assert along <= 24.7 * 360_000
        assert along / across == pytest.approx(picture.height / picture.width, rel=0.01)


def test_a_missing_picture_is_named_with_its_place() -> None:
    sample = sample_edition("en")
    alt = Segment("a", "alt", (Span("A map", "en", "ltr"),), line=12)
    edition = replace(sample, path="content/x/article.md", body=(Figure("gone.png", alt),))

    with pytest.raises(PictureError, match=r"content/x/article\.md:12: there is no picture \"gone\.png\""):
        write_docx(edition)


def test_a_table_of_too_many_columns_is_an_error_with_its_place() -> None:
    sample = sample_edition("en")
    cell = Cell(Segment("c", "header", (Span("x", "en", "ltr"),), line=7))
    table = Table((cell,) * 64, (), ("",) * 64)

    with pytest.raises(TooWideError, match="a table has 64 columns, Word allows 63"):
        write_docx(replace(sample, body=(table,)))


def test_the_footer_counts_pages_in_the_digits_of_the_locale() -> None:
    root = read_package(write_docx(sample_edition("ar-SY"))).roots["word/footer1.xml"]

    assert "".join(t.text or "" for t in root.iter(W + "t")) == "صفحة ١ من ٣"
    assert [e.text for e in root.iter(W + "instrText")] == [" PAGE ", " NUMPAGES "]


def test_the_header_has_the_title_but_on_the_first_page() -> None:
    edition = sample_edition("ru")

    package = read_package(write_docx(edition))

    headers = {val(e, "type"): e.values()[-1] for e in package.document()[0][-1].iter(f"{W}headerReference")}
    texts = {
        n: "".join(t.text or "" for t in r.iter(W + "t")) for n, r in package.roots.items() if "header" in n
    }
    assert set(headers) == {"default", "first"}
    assert texts == {
        "word/header1.xml": edition.classification + plain_text(edition.title),
        "word/header2.xml": edition.classification,
    }


def test_a_column_has_room_for_the_bold_words_of_its_header() -> None:
    def cell(text: str) -> Cell[EditionInline]:
        return Cell(Segment("1", "cell", (Span(text, "ru", "ltr"),)))

    long = cell("Встретился с Лавровым и Путиным в Москве 31 июля 2025 года")
    table = Table((cell("Страна"), cell("Роль"), cell("Роль")), ((cell("Россия"), long, long),), ("", "", ""))

    widths = column_widths(table, 9000)

    assert widths[0] >= len("Страна") * BOLD_LETTER + CELL_MARGINS
    assert sum(widths) == 9000
    assert widths[0] < widths[1]

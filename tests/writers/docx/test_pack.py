"""What every file of packs must hold: sections, furniture, bookmarks, notes, directions."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openxml_audit import FileFormat, OpenXmlValidator

from exporter.model.edition import Edition, plain_text
from exporter.model.inlines import Span
from exporter.model.pack import Pack, PackFile
from exporter.writers.docx import write_pack_docx
from exporter.writers.docx.draft import bookmark_name, edition_scope
from exporter.writers.docx.segments import pack_segments, segments_of
from tests.checkers.docx_lint import lint_docx
from tests.checkers.docx_parts import R, W, read_package, val
from tests.editions import png
from tests.packs import sample_pack
from tests.writers.docx.expected import said, story_of
from tests.writers.docx.reading import bookmarks, paragraphs

if TYPE_CHECKING:
    from lxml import etree

FILES = [("en",), ("ru",), ("ar",), ("ar-SY",), ("en", "ar", "ru"), ("ar", "en")]
MANIFEST = "{urn:exporter:manifest:1}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
PRINT_HASH = """
import hashlib
from tests.writers.docx.test_pack import file_of
from exporter.writers.docx import write_pack_docx
print(hashlib.sha256(write_pack_docx(file_of("en", "ar-SY"))).hexdigest())
"""


def file_of(*tags: str, facing: bool = False) -> PackFile:
    return PackFile(tuple(map(sample_pack, tags)), facing)


def entitled(pack: Pack) -> Pack:
    """Give each article a title of its own."""
    numbered = iter(range(1, 9))
    parts = tuple(
        replace(part, editions=tuple(_entitled(e, next(numbered)) for e in part.editions))
        for part in pack.parts
    )
    return replace(pack, parts=parts)


def _entitled(edition: Edition, number: int) -> Edition:
    words = Span(f"{plain_text(edition.title)} {number}", edition.locale.language, edition.locale.direction)
    return replace(edition, title=replace(edition.title, inlines=(words,)))


def sections(data: bytes) -> list[tuple[etree._Element, list[etree._Element]]]:
    """Return properties and content of each page section."""
    found: list[tuple[etree._Element, list[etree._Element]]] = []
    content: list[etree._Element] = []
    for child in read_package(data).document()[0]:
        section = child if child.tag == W + "sectPr" else child.find(f"{W}pPr/{W}sectPr")
        content.append(child)
        if section is not None:
            found.append((section, content))
            content = []
    return found


def text_of(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(W + "t")).strip("\u200e\u200f")


def openings(data: bytes) -> list[str]:
    """Return the first paragraph of each section."""
    found = (next(child for child in content if child.tag == W + "p") for _, content in sections(data))
    return list(map(text_of, found))


def furniture(data: bytes) -> list[dict[str, str]]:
    """Return the text of headers and footers by kind, for each section."""
    package = read_package(data)
    rels = {r.get("Id"): r.get("Target") or "" for r in package.roots["word/_rels/document.xml.rels"]}
    shown: list[dict[str, str]] = []
    for section, _ in sections(data):
        shown.append({})
        for kind in ("header", "footer"):
            for reference in section.iter(f"{W}{kind}Reference"):
                root = package.roots["word/" + rels[reference.get(R + "id")]]
                shown[-1][f"{kind} {val(reference, 'type')}"] = text_of(root)
    return shown


@pytest.mark.parametrize("facing", [False, True])
@pytest.mark.parametrize("tags", FILES)
def test_the_lint_finds_nothing(tags: tuple[str, ...], facing: bool) -> None:
    data = write_pack_docx(file_of(*tags, facing=facing))

    findings = lint_docx(data)

    assert findings == []


@pytest.mark.parametrize("tags", [("en",), ("ar-SY",), ("ar", "en")])
def test_the_schema_checker_finds_nothing(tags: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "pack.docx"
    file.write_bytes(write_pack_docx(file_of(*tags)))

    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(file))

    assert [str(error) for error in result.errors] == []


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_pack_reads_in_order_from_the_cover_to_the_index(tag: str) -> None:
    pack = entitled(sample_pack(tag))

    data = write_pack_docx(PackFile((pack,)))

    titles = [plain_text(edition.title) for edition in pack.editions]
    section = plain_text(pack.parts[0].title) if pack.parts[0].title else ""
    assert openings(data) == [
        pack.marking, pack.labels.about, pack.wording.contents, section, *titles, pack.labels.glossary,
        pack.labels.index,
    ]  # fmt: skip


@pytest.mark.parametrize("tag", ["en", "ar-SY"])
def test_every_article_shows_all_of_its_text(tag: str) -> None:
    pack = sample_pack(tag)

    shown = [text.strip(" ") for _, text in paragraphs(write_pack_docx(PackFile((pack,)))) if text.strip(" ")]

    for edition in pack.editions:
        story = story_of(replace(edition, notes=()))
        start = shown.index(story[0], shown.index(pack.labels.figures))
        assert shown[start : start + len(story)] == story
        del shown[start : start + len(story)]


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_marking_stands_at_the_head_and_foot_of_every_page(tag: str) -> None:
    pack = sample_pack(tag)

    shown = furniture(write_pack_docx(PackFile((pack,))))

    assert len(shown) == 9
    kinds = {"header default", "header first", "footer default", "footer first"}
    assert all(set(pages) == kinds for pages in shown)
    assert all(pack.marking in text for pages in shown for text in pages.values())


def test_each_article_has_its_title_at_the_head_and_the_page_at_the_foot() -> None:
    pack = entitled(sample_pack("en"))

    shown = furniture(write_pack_docx(PackFile((pack,))))

    articles = shown[4:7]
    assert [pages["header default"] for pages in articles] == [
        f"Restricted{plain_text(edition.title)}" for edition in pack.editions
    ]
    assert {pages["header first"] for pages in articles} == {f"Restricted{plain_text(pack.title)}"}
    feet = {text for pages in articles for kind, text in pages.items() if "footer" in kind}
    assert feet == {"Page 1 of 15Restricted"}


def test_the_cover_repeats_no_title_and_has_no_page_number() -> None:
    cover = furniture(write_pack_docx(file_of("en")))[0]

    assert cover["header first"] == cover["footer first"] == "Restricted"


@pytest.mark.parametrize("tags", [("en",), ("en", "ar", "ru")])
def test_every_segment_has_a_bookmark_of_its_own_that_the_manifest_tells(tags: tuple[str, ...]) -> None:
    file = file_of(*tags)

    data = write_pack_docx(file)

    shown = bookmarks(data)
    wanted = {
        bookmark_name(segment.id, edition_scope(edition.slug, pack.locale.tag)): said(segment)
        for pack in file.packs
        for edition in pack.editions
        for segment in segments_of(edition)
    }
    assert wanted.items() <= shown.items()
    listed = read_package(data).roots["customXml/item1.xml"]
    assert listed.get("pack") == "sample-pack"
    told = {
        bookmark_name(segment.get("id") or "", edition.get("scope") or ""): segment.text
        for edition in listed.iter(f"{MANIFEST}edition")
        for segment in edition
    }
    assert set(told) == set(shown)
    assert len(shown) > len(wanted)


def test_the_manifest_says_which_edition_a_scope_stands_for() -> None:
    file = file_of("en", "ar")

    listed = read_package(write_pack_docx(file)).roots["customXml/item1.xml"]

    found = [(e.get("slug"), e.get("locale"), len(e)) for e in listed.iter(f"{MANIFEST}edition")]
    assert found == [
        entry
        for pack in file.packs
        for entry in [
            ("pack.sample-pack", pack.locale.tag, len(list(pack_segments(pack)))),
            *((e.slug, pack.locale.tag, len(list(segments_of(e)))) for e in pack.editions),
        ]
    ]


# --- notes -------------------------------------------------------------------------


def note_counts(data: bytes) -> list[tuple[int, str]]:
    """Return, for each section, its references and where they count from."""
    return [
        (sum(1 for child in content for _ in child.iter(W + "footnoteReference")), _restart(section))
        for section, content in sections(data)
    ]


def _restart(section: etree._Element) -> str:
    return val(section.find(f"{W}footnotePr/{W}numRestart"))


def test_notes_count_from_one_in_each_article_and_the_last_section_has_none() -> None:
    counts = note_counts(write_pack_docx(file_of("en")))

    assert [count for count in counts if count[0]] == [(2, "eachSect")] * 3
    assert counts[-1] == (0, "continuous")


def test_a_pack_that_ends_with_an_article_gets_a_last_section_on_its_page() -> None:
    pack = replace(sample_pack("en"), glossary=None, index=())

    data = write_pack_docx(PackFile((pack,)))

    assert note_counts(data)[-2:] == [(2, "eachSect"), (0, "continuous")]
    section, content = sections(data)[-1]
    assert val(section.find(W + "type")) == "continuous"
    assert "".join(map(text_of, content)) == ""
    assert lint_docx(data) == []


@pytest.mark.parametrize("facing", [False, True])
def test_notes_stand_in_the_order_of_their_references(facing: bool) -> None:
    package = read_package(write_pack_docx(file_of("en", "ar", facing=facing)))

    references = [int(val(e, "id")) for e in package.document().iter(W + "footnoteReference")]
    notes = [int(val(e, "id")) for e in package.roots["word/footnotes.xml"]]
    assert references == list(range(1, 13))
    assert notes == [-1, 0, *references]


def test_the_marks_of_each_article_are_written_in_the_digits_of_the_locale() -> None:
    document = read_package(write_pack_docx(file_of("ar-SY"))).document()

    marks = [next(e.itersiblings(W + "t")).text for e in document.iter(W + "footnoteReference")]
    assert marks == ["١", "٢"] * 3


# --- several packs -----------------------------------------------------------------


def test_packs_follow_each_other_or_alternate_by_article() -> None:
    packs = tuple(entitled(sample_pack(tag)) for tag in ("en", "ru"))

    in_turn = openings(write_pack_docx(PackFile(packs)))
    alternating = openings(write_pack_docx(PackFile(packs, facing=True)))

    first, second = (openings(write_pack_docx(PackFile((pack,)))) for pack in packs)
    assert in_turn == [*first, *second]
    assert alternating == [opening for pair in zip(first, second, strict=True) for opening in pair]


@pytest.mark.parametrize("tags", [("en", "ar"), ("ar", "en")])
def test_each_section_runs_as_its_language_does(tags: tuple[str, ...]) -> None:
    file = file_of(*tags, facing=True)

    directions = [section.find(W + "bidi") is not None for section, _ in sections(write_pack_docx(file))]

    assert directions == [tag == "ar" for _ in range(9) for tag in tags]


def test_words_of_labels_say_their_language_where_it_is_not_that_of_the_styles() -> None:
    document = read_package(write_pack_docx(file_of("en", "ru", "ar"))).document()

    languages = {
        text_of(run): val(run.find(f"{W}rPr/{W}lang"))
        for run in document.iter(W + "r")
        if text_of(run) in {"Contents", "Содержание", "المحتويات"}
    }
    assert languages == {"Contents": "", "Содержание": "ru-RU", "المحتويات": ""}


def test_fonts_of_both_kinds_of_scripts_come_from_the_packs_that_use_them() -> None:
    english, arabic = sample_pack("en"), sample_pack("ar")
    docx = replace(arabic.locale.docx, complex_text="Amiri", complex_size=15)
    other = replace(arabic, locale=replace(arabic.locale, docx=docx))

    styles = read_package(write_pack_docx(PackFile((english, other)))).roots["word/styles.xml"]

    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults is not None
    fonts, size = defaults.find(W + "rFonts"), defaults.find(W + "szCs")
    assert (val(fonts, "ascii"), val(fonts, "cs"), val(size)) == ("Times New Roman", "Amiri", "30")


def test_key_facts_have_bullets_of_their_own_direction() -> None:
    package = read_package(write_pack_docx(file_of("en", "ar")))

    facts = [p for p in package.document().iter(W + "p") if val(p.find(f"{W}pPr/{W}pStyle")) == "KeyFact"]
    numbers = {val(fact.find(f"{W}pPr/{W}numPr/{W}numId")) for fact in facts}
    (own,) = numbers - {""}
    pattern = {
        val(e, "numId"): val(e.find(W + "abstractNumId"))
        for e in package.roots["word/numbering.xml"].iter(W + "num")
    }
    levels = {
        val(e, "abstractNumId"): e.find(f"{W}lvl/{W}rPr/{W}rtl") is not None
        for e in package.roots["word/numbering.xml"].iter(W + "abstractNum")
    }
    assert (levels[pattern["1"]], levels[pattern[own]]) == (False, True)


def test_pictures_of_one_name_and_other_content_are_stored_apart() -> None:
    pack = sample_pack("en")
    first, *others = pack.parts[0].editions
    picture = replace(first.pictures["map.png"], data=png(color=(1, 2, 3)))
    part = replace(pack.parts[0], editions=(replace(first, pictures={"map.png": picture}), *others))

    names = read_package(write_pack_docx(PackFile((replace(pack, parts=(part, pack.parts[1])),)))).names

    assert [n for n in names if "media/" in n] == ["word/media/image1.png", "word/media/image2.png"]


def test_the_bytes_are_the_same_in_every_process() -> None:
    environment = {"PYTHONHASHSEED": "7", "TZ": "Asia/Dubai", "PYTHONPATH": "."}

    other = subprocess.run(
        [sys.executable, "-c", PRINT_HASH],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    ).stdout

    assert other == hashlib.sha256(write_pack_docx(file_of("en", "ar-SY"))).hexdigest() + "\n"

"""Whole packs as PDF: valid, complete, navigable, each page marked, the same bytes every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from exporter.model.blocks import EditionSegment, Heading, Paragraph, Segment
from exporter.model.edition import Edition, plain_text
from exporter.model.inlines import Span
from exporter.model.pack import IndexEntry, Mention, Pack, PackFile, PackPart
from exporter.typesetting.paragraph import Typesetter
from exporter.writers.pdf import write_pack_pdf
from exporter.writers.pdf.compositor import Standing
from exporter.writers.pdf.pack_contents import FEW_FIGURES, compose_figures
from exporter.writers.pdf.pack_parts import pack_compositor
from exporter.writers.pdf.structure import StructureElement
from exporter.writers.pdf.theme_settings import ThemeSettings
from exporter.writers.registry import WriterOptions, find_format
from tests.checkers import pdfua_rules, poppler, qpdf, require, verapdf
from tests.editions import PROFILES
from tests.packs import sample_pack
from tests.writers.pdf.pack_reading import (
    Outlined,
    annotation_of,
    article_word,
    distinct_pack,
    links_in,
    outline,
    page_texts,
    printed,
)
from tests.writers.pdf.reading import elements, tags

ROOT = Path(__file__).resolve().parents[3]
TAGS = ("en", "ru", "ar", "ar-SY")


def bare(pack: Pack) -> Pack:
    """Return the pack without all it can be without."""
    return replace(
        pack, details=(), marking="", glossary=None, figures=(), index=(), about=(), contents_depth=1
    )


def files() -> dict[str, PackFile]:
    found = {tag: PackFile((distinct_pack(tag),)) for tag in TAGS}
    found["bare"] = PackFile((bare(distinct_pack("en")),))
    found["together"] = PackFile(tuple(map(distinct_pack, ("en", "ar", "ru"))))
    found["facing"] = PackFile((distinct_pack("ar"), distinct_pack("en", repeat=4)), facing=True)
    return found


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[PackFile, Path]]:
    folder = tmp_path_factory.mktemp("packs")
    result = {}
    for name, file in files().items():
        path = folder / f"{name}.pdf"
        path.write_bytes(write_pack_pdf(file))
        result[name] = (file, path)
    return result


Written = dict[str, tuple[PackFile, Path]]


def singles(written: Written) -> Iterator[tuple[Pack, Path]]:
    for file, path in written.values():
        if len(file.packs) == 1:
            yield file.packs[0], path


@pytest.mark.checker
@pytest.mark.parametrize("flavour", verapdf.FLAVOURS)
def test_given_packs_of_each_kind_when_written_then_the_files_conform(
    written: Written, flavour: verapdf.Flavour
) -> None:
    require(verapdf)
    assert verapdf.verapdf([path for _, path in written.values()], flavour) == []


@pytest.mark.checker
def test_given_packs_of_each_kind_when_written_then_a_second_checker_agrees(written: Written) -> None:
    require(pdfua_rules)
    require(qpdf)
    found = {name: (pdfua_rules.pdfua(path), qpdf.qpdf_check(path)) for name, (_, path) in written.items()}
    assert found == dict.fromkeys(written, ([], ""))


@pytest.mark.checker
def test_given_a_pack_when_read_then_its_contents_name_the_pages_on_which_titles_stand(
    written: Written,
) -> None:
    require(poppler)
    for file, path in written.values():
        texts = page_texts(path)
        entries = printed(path, "TOC")
        sides = 2 if file.facing else 1
        assert entries
        for entry in entries:
            word = re.search(r"Zq\w+", entry.text)
            assert entry.page == entry.goal, entry
            assert word is None or begins_on(word[0], entry.page, texts, sides), entry


def begins_on(word: str, page: int, texts: list[str], sides: int) -> bool:
    """Tell whether a word is on a page and not on that before on its side, unless this lists articles."""
    before = texts[page - 1 - sides]
    listed = len(set(re.findall(r"Zqa\w+", before)))
    return word in texts[page - 1] and (word not in before or listed > 1)


@pytest.mark.checker
def test_given_a_pack_when_written_then_the_contents_list_all_sections_articles_and_headings(
    written: Written,
) -> None:
    require(poppler)
    for pack, path in singles(written):
        expected = []
        for part in pack.parts:
            if part.title:
                expected.append(last_word(part.title))
            for edition in part.editions:
                expected.append(last_word(edition.title))
                expected += [
                    last_word(block.text)
                    for block in edition.body
                    if isinstance(block, Heading) and block.level <= pack.contents_depth
                ]
        with pikepdf.open(path) as pdf:
            contents = next(element for element in elements(pdf) if str(element.S) == "/TOC")
            found = [str(annotation_of(link).Contents) for link in links_in(contents)]
        own = [pack.labels.glossary] * bool(pack.glossary) + [pack.labels.index] * bool(pack.index)
        assert [words.split(" ")[-1] for words in found[: len(expected)]] == expected
        assert found[len(expected) :] == own


@pytest.mark.checker
def test_given_a_pack_when_read_then_every_page_has_its_marking_above_and_below(written: Written) -> None:
    require(poppler)
    for name, (file, path) in written.items():
        markings = {pack.marking for pack in file.packs}
        for number, text in enumerate(page_texts(path), 1):
            counts = [text.count(marking) for marking in markings if marking]
            cover = number == 1
            assert name == "bare" or max(counts) >= (3 if cover else 2), (name, number)


@pytest.mark.checker
def test_given_a_pack_when_read_then_every_page_but_the_cover_has_its_number_and_that_of_all(
    written: Written,
) -> None:
    require(poppler)
    for file, path in written.values():
        texts = page_texts(path)
        for number, text in enumerate(texts[1:], 2):
            folios = {pack.wording.page_of.format(page=number, pages=len(texts)) for pack in file.packs}
            assert any(folio in text for folio in folios), number


@pytest.mark.checker
def test_given_articles_when_written_then_each_begins_on_a_page_of_its_own(written: Written) -> None:
    require(poppler)
    for pack, path in singles(written):
        texts = page_texts(path)
        for number, _ in enumerate(pack.editions):
            word = article_word(number)
            start = next(page for page in outline(path) if word in page.title).page
            others = [article_word(other) for other in range(len(pack.editions)) if other != number]
            assert word in texts[start - 1]
            assert not any(other in texts[start - 1] for other in others)


def test_given_a_pack_when_written_then_the_outline_has_all_its_levels(written: Written) -> None:
    for pack, path in singles(written):
        assert [(entry.title, entry.level) for entry in outline(path)] == list(expected_outline(pack, 0))


def test_given_packs_in_several_languages_then_the_outline_begins_with_the_languages_own_names(
    written: Written,
) -> None:
    file, path = written["together"]
    expected = [entry for pack in file.packs for entry in expected_outline(pack, 1)]
    assert [(entry.title, entry.level) for entry in outline(path)] == expected
    assert [title for title, level in expected if level == 0] == ["English", "العربية", "русский"]


def expected_outline(pack: Pack, deeper: int) -> Iterator[tuple[str, int]]:
    yield (pack.locale.name if deeper else plain_text(pack.title)), 0
    if pack.about:
        yield pack.labels.about, deeper
    yield pack.wording.contents, deeper
    if pack.figures:
        yield pack.labels.figures, deeper
    for part in pack.parts:
        if part.title:
            yield plain_text(part.title), deeper
        level = deeper + (part.title is not None)
        for edition in part.editions:
            yield plain_text(edition.title), level
            for block in (*edition.body, *edition.back):
                if isinstance(block, Heading):
                    yield plain_text(block.text), level + block.level - 1
    if pack.glossary:
        yield pack.labels.glossary, deeper
    if pack.index:
        yield pack.labels.index, deeper


def test_given_packs_when_written_then_headings_have_no_gap_and_each_language_one_title(
    written: Written,
) -> None:
    for name, (file, path) in written.items():
        with pikepdf.open(path) as pdf:
            levels = [int(tag[1]) for tag in tags(pdf) if tag[0] == "H" and tag[1:].isdigit()]
            languages = [str(e.Lang) for e in elements(pdf) if str(e.S) == "/Part"]
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name
        assert levels.count(1) == len(file.packs)
        if len(file.packs) > 1:
            assert languages == sorted_tags(file)


def sorted_tags(file: PackFile) -> list[str]:
    tags_ = [pack.locale.tag for pack in file.packs]
    return tags_[::-1] if file.facing else tags_


def test_given_a_pack_when_written_then_articles_contents_and_index_are_elements(written: Written) -> None:
    _, path = written["en"]
    with pikepdf.open(path) as pdf:
        found = tags(pdf)
    assert found.count("Art") == 3
    assert found.count("Index") == 1
    assert found.index("TOC") < found.index("Art") < found.index("Index")


def test_given_a_pack_when_written_then_its_metadata_are_its_own(written: Written) -> None:
    file, path = written["together"]
    with pikepdf.open(path) as pdf:
        xmp = pdf.open_metadata()
        assert xmp["dc:title"] == plain_text(file.packs[0].title)
        assert set(xmp["dc:language"]) == {"en", "ar", "ru"}  # a bag has no order
        assert str(pdf.Root.Lang) == "en"
    with pikepdf.open(written["ar"][1]) as pdf:
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"


# --- facing pages ----------------------------------------------------------------


def test_given_two_languages_when_pages_face_then_the_left_is_from_left_to_right(written: Written) -> None:
    _, path = written["facing"]
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.PageLayout) == "/TwoPageRight"
        assert "/Direction" not in pdf.Root.ViewerPreferences
    sides = {"English": 0, "العربية": 1}
    side = -1
    for entry in outline(path):
        side = sides.get(entry.title, side)
        assert entry.page % 2 == side, entry


def test_given_two_languages_when_pages_face_then_each_article_begins_on_a_spread_of_its_own(
    written: Written,
) -> None:
    _, path = written["facing"]
    starts: dict[str, list[Outlined]] = {}
    for entry in outline(path):
        if "Zqa" in entry.title or "Zqs" in entry.title:
            starts.setdefault(entry.title.split(" ")[-1], []).append(entry)
    assert len(starts) == 4
    assert all(right.page == left.page + 1 for left, right in starts.values())


@pytest.mark.checker
def test_given_an_article_that_is_shorter_when_pages_face_then_the_other_side_has_furniture_alone(
    written: Written,
) -> None:
    require(poppler)
    file, path = written["facing"]
    texts = page_texts(path)
    arabic = file.packs[0]
    blank = [text for text in texts[2::2] if len(text.split()) < 30 and arabic.wording.contents not in text]
    assert len(blank) >= 3
    assert all(text.count(arabic.marking) == 2 for text in blank)
    assert len(texts) % 2 == 1


# --- the index -------------------------------------------------------------------

MENTIONS = {  # in the index; as the text has it; what stands between
    "en": ("The port of Tartous", "Tartous’s", "The president spoke about all of it at great length today. "),
    "ru": ("Дамаск", "Дамаском", "Президент долго говорил обо всём этом сегодня в Кремле. "),
    "ar": ("الشرع", "للشرع", "تحدث الرئيس طويلا عن كل ذلك اليوم في الكرملين أمام الجميع. "),
}


def long_pack(language: str) -> Pack:
    """Return a pack of an article with one paragraph over several pages, which has a name on one of them."""
    name, inflected, filler = MENTIONS[language]
    pack = bare(sample_pack(language))
    direction = PROFILES[language].direction

    def say(identity: str, text: str) -> EditionSegment:
        return Segment(identity, "paragraph", (Span(text, language, direction),))

    words = filler * 130 + inflected + " " + filler * 60
    article: Edition = replace(
        pack.editions[0], body=(Paragraph(say("long", words)),), back=(), notes=(), key_facts=()
    )
    entries = (
        IndexEntry(say("name", name), name[0], (Mention(0, "long"),)),
        IndexEntry(say("absent", filler[:4] + "qqqqq"), "q", (Mention(0, "long"),)),
        IndexEntry(say("unseen", "Xx"), "x", (Mention(0, "nowhere"),)),
    )
    return replace(pack, parts=(PackPart(None, (article,)),), index=entries)


@pytest.mark.checker
@pytest.mark.parametrize("language", MENTIONS)
def test_given_a_name_in_a_long_paragraph_when_indexed_then_the_page_is_that_of_its_line(
    language: str, tmp_path: Path
) -> None:
    require(poppler)
    path = tmp_path / "long.pdf"

    path.write_bytes(write_pack_pdf(PackFile((long_pack(language),))))

    texts = page_texts(path)
    stands = [number for number, text in enumerate(texts, 1) if MENTIONS[language][1] in text]
    title = next(entry for entry in outline(path) if entry.level == 0 and entry.page > 2)
    assert len(stands) == 1
    assert stands[0] > title.page + 1
    assert [(entry.page, entry.goal) for entry in printed(path, "Index")] == [
        (stands[0], stands[0]),
        (title.page, title.page),
        (title.page, title.page),
    ]


@pytest.mark.checker
def test_given_a_pack_when_read_then_its_index_names_the_pages_that_have_the_name(written: Written) -> None:
    require(poppler)
    for pack, path in singles(written):
        if not pack.index:
            continue
        starts = [entry.page for entry in outline(path) if "Zqa" in entry.title]
        pages = [entry.page for entry in printed(path, "Index")]
        assert pages == [*starts, starts[2]]


@pytest.mark.parametrize(("count", "breaks"), [(2, 0), (FEW_FIGURES, 0), (FEW_FIGURES + 1, FEW_FIGURES)])
def test_given_a_list_of_figures_when_it_is_short_then_it_stays_on_one_page(count: int, breaks: int) -> None:
    pack = sample_pack("en")
    figures = tuple(replace(pack.figures[0], label=f"Figure {number}") for number in range(count))
    c = pack_compositor(pack, ThemeSettings(), Typesetter(), Standing())

    strips = compose_figures(figures, "", c, c.column(), StructureElement("Sect"))

    assert sum(strip.breakable for strip in strips[:-1]) == breaks
    assert strips[-1].breakable


# --- bytes -----------------------------------------------------------------------


def test_given_a_pack_when_written_twice_then_the_bytes_are_the_same(written: Written) -> None:
    for name, file in files().items():
        assert write_pack_pdf(file) == written[name][1].read_bytes()


def test_given_another_hash_seed_when_written_then_the_bytes_are_the_same(written: Written) -> None:
    code = (
        "import sys, hashlib\n"
        "from tests.writers.pdf.test_packs import files\n"
        "from exporter.writers.pdf import write_pack_pdf\n"
        "sys.stdout.buffer.write(write_pack_pdf(files()['together']))"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT, env=environment
        )
        assert done.stdout == written["together"][1].read_bytes()


def test_given_the_format_pdf_when_asked_for_packs_then_it_writes_them() -> None:
    write = find_format("pdf").write_pack
    assert write is not None
    assert write(PackFile((bare(sample_pack("en")),)), WriterOptions()).startswith(b"%PDF-1.7")


def last_word(segment: EditionSegment) -> str:
    return plain_text(segment).split(" ")[-1]

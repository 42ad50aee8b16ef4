"""What says where everything stands in a pack: contents, figures, index; and the glossary."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from exporter.model.blocks import Heading
from exporter.model.edition import plain_text
from exporter.model.inlines import Span
from exporter.model.pack import IndexEntry, Mention, Pack, PackFile
from exporter.writers.docx import write_pack_docx
from exporter.writers.docx.draft import bookmark_name, edition_scope
from tests.checkers.docx_lint import lint_docx
from tests.checkers.docx_parts import W, read_package, val
from tests.packs import sample_pack
from tests.writers.docx.reading import contents, paragraphs

if TYPE_CHECKING:
    from lxml import etree


def write(*packs: Pack, facing: bool = False) -> bytes:
    return write_pack_docx(PackFile(packs, facing))


def instructions(data: bytes, kind: str) -> list[str]:
    document = read_package(data).document()
    return [e.text.strip() for e in document.iter(W + "instrText") if e.text and e.text.split()[0] == kind]


def styled(data: bytes, style: str) -> list[etree._Element]:
    document = read_package(data).document()
    return [p for p in document.iter(W + "p") if val(p.find(f"{W}pPr/{W}pStyle")) == style]


def levels(data: bytes) -> dict[str, int]:
    """Return the level that Word's navigation gives to each style."""
    styles = {val(s, "styleId"): s for s in read_package(data).roots["word/styles.xml"].iter(W + "style")}
    found = {name: _level(style, styles) for name, style in styles.items()}
    return {name: level for name, level in found.items() if level < 10}


def _level(style: etree._Element, styles: dict[str, etree._Element]) -> int:
    own = style.find(f"{W}pPr/{W}outlineLvl")
    if own is not None:
        return int(val(own)) + 1
    parent = styles.get(val(style.find(W + "basedOn")))
    return 10 if parent is None else _level(parent, styles)


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_the_contents_go_as_deep_as_the_pack_wants(depth: int) -> None:
    pack = replace(sample_pack("en"), contents_depth=depth)

    data = write(pack)

    lines = [(style, words) for style, words, _ in contents(data)]
    title = pack.parts[0].title
    assert title
    first = pack.editions[0]
    headings = [b for b in first.body if isinstance(b, Heading) and b.level <= depth]
    article = [
        ("TOC2", plain_text(first.title)),
        *((f"TOC{heading.level + 1}", plain_text(heading.text)) for heading in headings),
    ]
    loose = [(f"TOC{int(style[3:]) - 1}", words) for style, words in article]
    ends = [("TOC1", pack.labels.glossary), ("TOC1", pack.labels.index)]
    about, section = ("TOC1", pack.labels.about), ("TOC1", plain_text(title))
    assert lines == [about, section, *article, *article, *loose, *ends]
    assert instructions(data, "TOC") == [rf'TOC \o "1-{depth + 1}" \h \z \u']


def test_articles_without_sections_are_the_first_level() -> None:
    pack = sample_pack("en")
    pack = replace(pack, parts=tuple(replace(part, title=None) for part in pack.parts))

    data = write(pack)

    assert len(styled(data, "Heading1")) == 3 + 3
    assert {style for style, *_ in contents(data)} == {"TOC1", "TOC2"}
    assert instructions(data, "TOC") == [r'TOC \o "1-2" \h \z \u']
    assert lint_docx(data) == []


@pytest.mark.parametrize("sectioned", [True, False])
def test_what_an_update_of_the_contents_finds_is_what_they_show(sectioned: bool) -> None:
    pack = sample_pack("en")
    title = pack.parts[0].title if sectioned else None
    data = write(replace(pack, parts=tuple(replace(part, title=title) for part in pack.parts)))

    known, deepest = levels(data), 3 if sectioned else 2
    found = [(known[style], text) for style, text in paragraphs(data) if known.get(style, 9) <= deepest]
    assert found == [(int(style[3:]), words) for style, words, _ in contents(data)]


def test_the_contents_of_each_pack_in_turn_are_limited_to_it() -> None:
    packs = [sample_pack("en"), sample_pack("ar")]

    data = write(*packs)

    scopes = [edition_scope("pack.sample-pack", pack.locale.tag) for pack in packs]
    assert instructions(data, "TOC") == [rf'TOC \o "1-3" \h \z \u \b _Pack_{scope}_all' for scope in scopes]
    body = read_package(data).document()[0]
    starts = [val(e, "name") for e in body.iterchildren(W + "bookmarkStart")]
    assert starts == [f"_Pack_{scope}_all" for scope in scopes]
    assert len(list(body.iterchildren(W + "bookmarkEnd"))) == 2


def test_contents_of_alternating_packs_are_lines_without_a_field_around_them() -> None:
    data = write(sample_pack("en"), sample_pack("ru"), facing=True)

    assert instructions(data, "TOC") == []
    assert len(contents(data)) == 2 * len(contents(write(sample_pack("en"))))


@pytest.mark.parametrize("tag", ["en", "ar-SY"])
def test_pages_of_the_contents_rise_and_are_in_the_digits_of_the_locale(tag: str) -> None:
    pack = sample_pack(tag, repeat=3)

    pages = [page for _, _, page in contents(write(pack))]

    assert [int(page) for page in pages] == sorted(map(int, pages))
    assert int(pages[-1]) > 9
    assert all(set(page) <= set(pack.locale.digits) for page in pages)


def test_the_list_of_figures_leads_to_the_captions() -> None:
    pack = sample_pack("en")

    lines = styled(write(pack), "TableofFigures")

    scopes = [edition_scope(edition.slug, "en") for edition in pack.editions]
    wanted = [bookmark_name(f.at.segment_id, scopes[f.at.edition]) for f in pack.figures]
    assert [val(line.find(W + "hyperlink"), "anchor") for line in lines] == wanted
    words = "".join(t.text or "" for t in lines[0].iter(W + "t"))
    assert re.fullmatch(r"Figure 1\. The president said .* open\.\d+", words)


def index_lines(data: bytes) -> list[str]:
    return [text for style, text in paragraphs(data) if style in {"IndexHeading", "Index1"}]


def test_the_index_names_pages_that_mention_a_name_under_its_letter() -> None:
    pack = sample_pack("en")
    data = write(pack)

    lines = index_lines(data)

    pages = [page for style, words, page in contents(data) if words == plain_text(pack.editions[0].title)]
    assert lines == [
        "A",
        f"Ahmed al-Sharaa, {', '.join(pages)}",
        "H",
        f"Hmeimim, {pages[-1]}",
    ]


def test_the_index_of_an_arabic_pack_has_arabic_commas_and_digits() -> None:
    lines = index_lines(write(sample_pack("ar-SY")))

    assert re.fullmatch("أحمد الشرع(، [٠-٩]+){3}", lines[1])


def test_mentions_on_one_page_share_a_field_that_leads_to_the_first() -> None:
    pack = sample_pack("en")

    document = read_package(write(pack)).document()

    (line, _) = (p for p in document.iter(W + "p") if val(p.find(f"{W}pPr/{W}pStyle")) == "Index1")
    fields = [e.text.split()[1] for e in line.iter(W + "instrText") if e.text]
    assert fields == [
        bookmark_name(edition.summary.id, edition_scope(edition.slug, "en")) for edition in pack.editions
    ]


def test_a_mention_of_a_segment_that_the_pack_leaves_out_is_left_out() -> None:
    pack = sample_pack("en")
    entry = replace(pack.index[1], mentions=(Mention(0, "gone"), Mention(1, pack.editions[1].title.id)))

    data = write(replace(pack, index=(entry,)))

    assert re.fullmatch(r"Hmeimim, \d+", index_lines(data)[1])
    assert lint_docx(data) == []


def test_a_name_in_a_note_is_found_where_the_note_stands() -> None:
    pack = sample_pack("en", repeat=3)
    block = pack.editions[0].notes[1].blocks[0]
    segment = getattr(block, "text")  # noqa: B009  a paragraph's
    entry = IndexEntry(pack.index[0].name, "A", (Mention(0, segment.id),))

    data = write(replace(pack, index=(entry,)))

    title = plain_text(pack.editions[0].title)
    first = next(page for _, words, page in contents(data) if words == title)
    assert index_lines(data)[1] == f"Ahmed al-Sharaa, {first}"
    assert lint_docx(data) == []


@pytest.mark.parametrize(("tag", "turned"), [("en", ["", "1", ""]), ("ar", ["0", "", "0"])])
def test_each_cell_of_the_glossary_runs_as_its_language_does(tag: str, turned: list[str]) -> None:
    document = read_package(write(sample_pack(tag))).document()

    table = list(document.iter(W + "tbl"))[-1]
    assert (table.find(f"{W}tblPr/{W}bidiVisual") is not None) == (tag == "ar")
    for row in table.iter(W + "tr"):
        marks = [cell.find(f"{W}p/{W}pPr/{W}bidi") for cell in row.iter(W + "tc")]
        assert ["" if e is None else val(e) or "1" for e in marks] == turned
        assert not re.search("[\u200e\u200f]", "".join(t.text or "" for t in row.iter(W + "t")))


def test_a_pack_without_listings_has_neither_their_pages_nor_their_lines() -> None:
    pack = replace(sample_pack("en"), glossary=None, index=(), about=(), figures=(), marking="")

    data = write(pack)

    shown = {text for _, text in paragraphs(data)}
    labels = pack.labels
    assert not shown & {labels.glossary, labels.index, labels.about, labels.figures}
    assert lint_docx(data) == []


def test_links_and_notes_of_a_title_are_left_out_of_the_contents() -> None:
    pack = sample_pack("en")
    first = pack.editions[0]
    linked = replace(first.title, inlines=(Span("Linked", "en", "ltr", href="https://example.org/"),))
    part = replace(pack.parts[0], editions=(replace(first, title=linked), *pack.parts[0].editions[1:]))

    data = write(replace(pack, parts=(part, *pack.parts[1:])))

    (line,) = (p for p in styled(data, "TOC2") if "Linked" in "".join(t.text or "" for t in p.iter(W + "t")))
    assert [e.get(f"{W}anchor") is not None for e in line.iter(W + "hyperlink")] == [True]

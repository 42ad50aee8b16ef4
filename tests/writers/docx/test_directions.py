from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from exporter.model.blocks import Alignment, CodeBlock, Paragraph, Quote, Segment, Table
from exporter.model.edition import Edition
from exporter.model.inlines import EditionInline, LineBreak, NoteReference, Span
from exporter.writers.docx import write_docx
from tests.checkers.docx_parts import W, read_package, val
from tests.editions import sample_edition

LRM, RLM = "\u200e", "\u200f"


def rtl(text: str, isolate: int = 0) -> Span:
    return Span(text, "ar", "rtl", isolate=isolate)


def ltr(text: str, isolate: int = 0) -> Span:
    return Span(text, "en", "ltr", isolate=isolate)


def edition_of(tag: str, *inlines: EditionInline) -> Edition:
    body = (Paragraph(Segment("s", "paragraph", inlines)),)
    return replace(sample_edition(tag), body=body, back=(), notes=())


def raw_text(edition: Edition) -> str:
    """Return the body paragraph's text, marks included."""
    document = read_package(write_docx(edition)).document()
    (paragraph,) = (p for p in document.iter(W + "p") if val(p.find(f"{W}pPr/{W}pStyle")) == "BodyText")
    return "".join(t.text or "" for t in paragraph.iter(W + "t"))


@pytest.mark.parametrize("islanded", ["+971 4 123 4567", "2011–2024", "C++", "The Moscow Times (UK)"])
def test_an_isolate_in_arabic_text_has_a_mark_on_both_sides(islanded: str) -> None:
    edition = edition_of("ar", rtl("قال ("), ltr(islanded, isolate=1), rtl(") نعم"))

    assert raw_text(edition) == f"قال ({LRM}{islanded}{LRM}) نعم"


def test_an_arabic_isolate_in_english_text_has_a_mark_on_both_sides() -> None:
    edition = edition_of("en", ltr("said ("), rtl("موسكو", isolate=1), ltr(") yes"))

    assert raw_text(edition) == f"said ({RLM}موسكو{RLM}) yes"


def test_the_spans_of_one_isolate_are_marked_once_around() -> None:
    spans = (ltr("New ", 1), replace(ltr("York", 1), bold=True), ltr(" Times", 1))
    edition = edition_of("ar", rtl("في "), *spans, rtl(" أمس"))

    assert raw_text(edition) == f"في {LRM}New York Times{LRM} أمس"


def test_neighbouring_isolates_and_digits_do_not_melt_into_one_phrase() -> None:
    edition = edition_of("ar", rtl("من "), ltr("CNN", 1), rtl("، "), ltr("BBC", 2), rtl(" 20 مرة"))

    assert raw_text(edition) == f"من {LRM}CNN{LRM}{RLM}، {LRM}BBC{LRM}{RLM} 20 مرة"


def test_digits_after_an_arabic_isolate_stay_behind_it_in_english_text() -> None:
    edition = edition_of("en", ltr("in "), rtl("موسكو", 1), ltr(" 2024 again"))

    assert raw_text(edition) == f"in {RLM}موسكو{RLM}{LRM} 2024 again"


@pytest.mark.parametrize("after", [LineBreak(), NoteReference(9, "9"), rtl("، ثم")])
def test_no_further_mark_where_the_text_itself_holds_the_isolate(after: EditionInline) -> None:
    edition = edition_of("ar", rtl("من "), ltr("CNN", 1), after)

    assert RLM not in raw_text(edition)


def test_an_isolate_of_the_editions_own_direction_has_no_marks() -> None:
    edition = edition_of("en", ltr("call "), ltr("+971 4 123 4567", 1), ltr(" now"))

    assert raw_text(edition) == "call +971 4 123 4567 now"


def runs(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Return the properties of each run of the body by its text."""
    document = read_package(write_docx(edition)).document()
    return {
        "".join(t.text or "" for t in run.iter(W + "t")).strip(LRM + RLM): tuple(
            shown(p) for p in run.iterfind(f"{W}rPr/*")
        )
        for run in document.iter(W + "r")
    }


def shown(element: etree._Element) -> str:
    attributes = sorted((str(key).removeprefix(W), value) for key, value in element.items())
    return f"{str(element.tag).removeprefix(W)}{attributes or ''}"


def test_arabic_runs_are_complex_and_latin_ones_say_their_language() -> None:
    found = runs(edition_of("ar", rtl("قال "), ltr("London", 1), Span("Москва", "ru", "ltr", isolate=2)))

    assert found["قال "] == ("rFonts[('hint', 'cs')]", "rtl")
    assert found["London"] == ()  # English is what left-to-right text of an Arabic file is
    assert found["Москва"] == ("lang[('val', 'ru-RU')]",)


def test_foreign_runs_of_an_english_edition_say_their_language() -> None:
    found = runs(
        edition_of("en", ltr("said "), Span("Bonjour", "fr", "ltr"), Span("سلام", "fa", "rtl", isolate=1))
    )

    assert found["said "] == ()
    assert found["Bonjour"] == ("lang[('val', 'fr-FR')]",)
    assert found["سلام"] == ("rFonts[('hint', 'cs')]", "rtl", "lang[('bidi', 'fa-IR')]")


@pytest.mark.parametrize(
    ("span", "properties"),
    [
        (Span("x", "en", "ltr", bold=True), ("rStyle[('val', 'Strong')]",)),
        (Span("x", "en", "ltr", italic=True), ("rStyle[('val', 'Emphasis')]",)),
        (Span("x", "en", "ltr", bold=True, italic=True), ("rStyle[('val', 'Strong')]", "i", "iCs")),
        (Span("x", "en", "ltr", code=True, bold=True), ("rStyle[('val', 'CodeLetters')]", "b", "bCs")),
        (Span("x", "en", "ltr", href="https://a.test/"), ("rStyle[('val', 'Hyperlink')]",)),
    ],
)
def test_styles_of_text_are_character_styles(span: Span, properties: tuple[str, ...]) -> None:
    assert runs(edition_of("en", span))["x"] == properties


@pytest.mark.parametrize(("tag", "side"), [("en", "left"), ("ar", "right")])
def test_the_rule_beside_a_quotation_stands_where_lines_begin(tag: str, side: str) -> None:
    styles = read_package(write_docx(sample_edition(tag))).roots["word/styles.xml"]

    (rule,) = styles.iterfind(f"{W}style[@{W}styleId='Quote']/{W}pPr/{W}pBdr/*")

    assert rule.tag == W + side


@pytest.mark.parametrize(("tag", "indents"), [("en", ("444", "444")), ("ar", ("444", "444"))])
def test_code_runs_from_left_to_right_in_every_edition(tag: str, indents: tuple[str, str]) -> None:
    edition = replace(sample_edition(tag), body=(Quote((CodeBlock("x = 1"),)),), back=(), notes=())

    package = read_package(write_docx(edition))

    style = package.roots["word/styles.xml"].find(f"{W}style[@{W}styleId='Code']/{W}pPr/{W}bidi")
    assert val(style) == ("0" if tag == "ar" else "")
    (indent,) = (e for e in package.document().iter(W + "ind"))
    assert (val(indent, "left"), val(indent, "right")) == indents


@pytest.mark.parametrize(
    ("alignment", "expected"), [("", []), ("start", []), ("center", ["center"]), ("end", ["right"])]
)
def test_cells_are_aligned_along_the_direction(alignment: Alignment, expected: list[str]) -> None:
    sample = sample_edition("ar")
    table = next(block for block in sample.body if isinstance(block, Table))
    edition = replace(sample, body=(replace(table, alignments=(alignment, "", "")),), back=())

    document = read_package(write_docx(edition)).document()

    assert [val(e) for row in document.iter(W + "tr") for e in row.iter(W + "jc")] == expected * 3

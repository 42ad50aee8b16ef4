from __future__ import annotations

from dataclasses import replace

import pytest

from exporter.model.blocks import EditionSegment, ListBlock, ListItem, Paragraph, Quote, Segment
from exporter.model.edition import Edition
from exporter.model.inlines import EditionInline, Span
from exporter.writers.docx import write_docx
from tests.checkers.docx_lint import lint_docx
from tests.checkers.docx_parts import W, read_package, val
from tests.editions import sample_edition

DIGITS = {"decimal": "0123456789", "hindiNumbers": "०१२३४५६७८९", "thaiNumbers": "๐๑๒๓๔๕๖๗๘๙"}


def markers(data: bytes) -> list[str]:
    """Return what Word shows before each item of a list, as ECMA-376, 17.9 tells."""
    package = read_package(data)
    root = package.roots["word/numbering.xml"]
    patterns = {val(a, "abstractNumId"): a for a in root.iter(W + "abstractNum")}
    lists = {val(num, "numId"): num for num in root.iter(W + "num")}
    counted: dict[tuple[str, str], int] = {}
    shown: list[str] = []
    for paragraph in package.document().iter(W + "p"):
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        if properties is None:
            continue
        number, depth = val(properties.find(W + "numId")), val(properties.find(W + "ilvl"))
        num = lists[number]
        pattern = patterns[val(num.find(W + "abstractNumId"))]
        override = num.find(f"{W}lvlOverride[@{W}ilvl='{depth}']")
        own = None if override is None else override.find(W + "lvl")
        start = None if override is None else override.find(W + "startOverride")
        level = own if own is not None else pattern.find(f"{W}lvl[@{W}ilvl='{depth}']")
        assert level is not None
        first = int(val(start if start is not None else level.find(W + "start")))
        count = counted[number, depth] = counted.get((number, depth), first - 1) + 1
        form = val(level.find(W + "numFmt"))
        digits = str(count).translate(str.maketrans("0123456789", DIGITS.get(form, DIGITS["decimal"])))
        shown.append(val(level.find(W + "lvlText")).replace(f"%{int(depth) + 1}", digits))
    return shown


def segment(text: str, number: int) -> EditionSegment:
    return Segment(f"{number:05}", "item", (Span(text, "en", "ltr"),))


def listed(*marks: str, ordered: bool = True, start: int = 0) -> ListBlock[EditionInline]:
    items = (ListItem((Paragraph(segment(f"item {mark}", start + n)),), mark) for n, mark in enumerate(marks))
    return ListBlock(tuple(items), ordered=ordered)


def edition_of(tag: str, *lists: ListBlock[EditionInline]) -> Edition:
    return replace(sample_edition(tag), body=lists, back=(), notes=())


@pytest.mark.parametrize("tag", ["en", "ar", "ar-SY", "ru"])
def test_the_sample_shows_its_markers(tag: str) -> None:
    digits = sample_edition(tag).locale.with_digits

    shown = markers(write_docx(sample_edition(tag)))

    assert shown == ["•", "–", "•", digits("3."), digits("4."), digits("1."), digits("2.")]


@pytest.mark.parametrize(
    "marks",
    [
        ("1.", "2.", "3."),
        ("9.", "10.", "11."),
        ("1)", "2)"),
        ("(1)", "(2)"),
        ("№ 7", "№ 8"),
        ("1.", "1.", "5.", "6.", "2."),
        ("a.", "b."),
        ("01.", "02."),
        ("0.", "1."),
        ("1.1", "1.2"),
        ("100%", "%"),
        ("99999999999.",),
        ("", ""),
        ("٣.", "٤."),
    ],
)
def test_numbers_are_shown_as_the_edition_says(marks: tuple[str, ...]) -> None:
    data = write_docx(edition_of("en", listed(*marks)))

    assert markers(data) == list(marks)
    assert lint_docx(data) == []


@pytest.mark.parametrize("zero", ["\u0966", "\u0e50", "\u0660", "\u06f0", "\u09e6"])
def test_numbers_of_other_digits_are_shown_as_the_edition_says(zero: str) -> None:
    digits = "".join(chr(ord(zero) + n) for n in range(10))
    sample = sample_edition("ar")
    profile = replace(sample.locale, digits=digits)
    marks = [profile.with_digits(f"{n}.") for n in (8, 9, 10, 11)]

    data = write_docx(replace(edition_of("ar", listed(*marks)), locale=profile))

    assert markers(data) == marks


@pytest.mark.parametrize("marks", [("•", "•"), ("–",), ("⁂", "•"), ("=>", "=>")])
def test_bullets_are_shown_as_the_edition_says(marks: tuple[str, ...]) -> None:
    data = write_docx(edition_of("en", listed(*marks, ordered=False)))

    assert markers(data) == list(marks)


def test_each_list_starts_anew() -> None:
    data = write_docx(edition_of("en", listed("1.", "2."), listed("1.", "2.", start=10)))

    assert markers(data) == ["1.", "2.", "1.", "2."]


def test_lists_deeper_than_words_nine_levels_keep_markers_and_indent() -> None:
    block = listed("1.", start=500)
    for depth in range(11):
        item = ListItem((Paragraph(segment("x", depth)), block), f"{depth + 1}.")
        block = ListBlock((item,), ordered=True)

    data = write_docx(edition_of("en", block))

    package = read_package(data)
    assert markers(data) == [f"{n}." for n in (*range(11, 0, -1), 1)]
    assert max(int(val(e)) for e in package.document().iter(W + "ilvl")) == 8
    assert lint_docx(data) == []


def test_a_list_in_a_quotation_is_set_in_from_both_sides() -> None:
    quote = Quote((listed("•", ordered=False),))

    package = read_package(write_docx(replace(edition_of("ar"), body=(quote,))))

    indents = [e for e in package.document().iter(W + "ind") if val(e, "hanging")]
    assert [(val(e, "left"), val(e, "right"), val(e, "hanging")) for e in indents] == [("794", "284", "360")]


def test_an_item_without_a_paragraph_still_shows_its_marker() -> None:
    items: tuple[ListItem[EditionInline], ...] = (ListItem((listed("2."),), "1."), ListItem((), "2."))
    block = ListBlock(items, ordered=True)

    data = write_docx(edition_of("en", block))

    assert markers(data) == ["1.", "2.", "2."]
    assert lint_docx(data) == []


def test_more_lists_than_word_knows_show_their_numbers_as_they_are() -> None:
    sample = sample_edition("en")
    lists = tuple(block for block in sample.body if isinstance(block, ListBlock) and block.ordered) * 2100
    edition = replace(sample, body=lists, back=(), notes=(), key_facts=())

    data = write_docx(edition)

    assert markers(data) == ["3.", "4."] * 2100
    numbering = read_package(data).roots["word/numbering.xml"]
    assert len(list(numbering.iter(W + "num"))) < 2047

from __future__ import annotations

from dataclasses import replace

import icu
import pytest

from exporter.model.blocks import (
    Alignment,
    Cell,
    CodeBlock,
    EditionBlock,
    EditionSegment,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Segment,
    Table,
)
from exporter.model.inlines import Direction, EditionInline, LineBreak, NoteReference, Span
from exporter.writers.text import write_text
from exporter.writers.text.width import display_width
from tests.editions import sample_edition


def seg(*inlines: EditionInline | str) -> EditionSegment:
    return Segment(
        "1", "paragraph", tuple(Span(i, "en", "ltr") if isinstance(i, str) else i for i in inlines)
    )


def written(*blocks: EditionBlock, tag: str = "en", width: int = 72) -> str:
    """Return what the blocks alone add to an edition."""
    bare = replace(
        sample_edition(tag), details=(), key_facts=(), body=(), back=(), notes=(), classification=""
    )
    empty = write_text(bare, width=width).decode()
    text = write_text(replace(bare, body=blocks), width=width).decode()
    assert text.startswith(empty)
    return text.removeprefix(empty).strip("\n")


def link(text: str, href: str, direction: Direction = "ltr", isolate: int = 0) -> Span:
    return Span(text, "en", direction, href=href, isolate=isolate)


def test_links_to_the_same_address_share_a_number() -> None:
    blocks = [
        Paragraph(seg(link("here", "https://a.test/x"), " and ", link("there", "https://b.test"), ".")),
        Paragraph(seg(link("again", "https://a.test/x"))),
    ]

    text = written(*blocks)

    assert text == (
        "here[1] and there[2].\n\nagain[1]\n\nNotes\n-----\n\n[1] <https://a.test/x>\n[2] <https://b.test>"
    )


@pytest.mark.parametrize(
    ("shown", "href"),
    [
        ("a.test/x", "https://a.test/x/"),
        ("desk@a.test", "mailto:desk@a.test"),
        ("+7 (495) 123-45-67", "tel:+74951234567"),
    ],
)
def test_a_link_that_shows_its_address_has_no_number(shown: str, href: str) -> None:
    paragraph = Paragraph(seg("See ", link(shown, href), "."))

    text = written(paragraph)

    assert text == f"See {shown}."


def test_a_link_that_is_its_address_stands_in_the_brackets_that_mail_software_knows() -> None:
    paragraph = Paragraph(seg("See ", link("https://a.test/x", "https://a.test/x", isolate=1), "."))

    assert written(paragraph) == "See <https://a.test/x>."
    assert written(paragraph, tag="ar").endswith("\u2066<https://a.test/x>\u2069\u2066.\u2069")


def test_a_link_of_several_spans_has_one_number_at_its_end() -> None:
    spans = (link("The ", "https://a.test"), replace(link("News", "https://a.test"), italic=True))

    text = written(Paragraph(seg(*spans, " reports")))

    assert text.startswith("The News[1] reports\n")


def test_links_are_numbered_after_the_notes_in_the_digits_of_the_locale() -> None:
    edition = sample_edition("ar-SY")

    text = write_text(edition).decode()

    assert "[١]" in text
    assert "[٣] \u2066<https://example.org/a?b=1>\u2069" in text


def test_an_address_is_never_broken() -> None:
    href = "https://a.test/" + "part/" * 20 + "end"

    lines = written(Paragraph(seg("See ", link(href, href), " for more."))).split("\n")

    assert lines == ["See", f"<{href}>", "for more."]


def test_no_line_begins_with_a_mark() -> None:
    inlines = [part for n in range(1, 30) for part in ("word.", NoteReference(n, str(n)), " ")]

    lines = written(Paragraph(seg(*inlines)), width=20).split("\n")

    assert len(lines) > 5
    assert not [line for line in lines if line.startswith("[")]


def test_a_forced_line_break_starts_a_line() -> None:
    assert written(Paragraph(seg("one", LineBreak(), "two"))) == "one\ntwo"


def test_a_name_in_the_other_script_is_isolated_once() -> None:
    name = (Span("أحمد ", "ar", "rtl", isolate=1), Span("الشرع", "ar", "rtl", bold=True, isolate=1))

    text = written(Paragraph(seg("Met ", *name, " today")))

    assert text == "Met \u2067أحمد الشرع\u2069 today"


def test_an_isolate_that_wraps_is_closed_and_opened_again() -> None:
    phrase = Span("The Moscow Times and The Damascus Post", "en", "ltr", isolate=1)

    lines = written(Paragraph(Segment("1", "paragraph", (phrase,))), tag="ar", width=24).split("\n")

    assert lines == [
        "\u200f\u2066The Moscow Times and The\u2069",
        "\u200f\u2066Damascus Post\u2069",
    ]


def test_the_mark_of_a_link_stands_outside_its_isolate() -> None:
    phrase = link("The Times", "https://a.test", isolate=1)

    text = written(Paragraph(Segment("1", "paragraph", (Span("في ", "ar", "rtl"), phrase))), tag="ar")

    assert text.startswith("في \u2066The Times\u2069[1]\n")


def test_the_mark_of_a_link_does_not_cut_an_isolate_in_two() -> None:
    inlines = (
        Span("في ", "ar", "rtl"),
        link("Times", "https://a.test", isolate=1),
        Span(" of Moscow", "en", "ltr", isolate=1),
    )

    text = written(Paragraph(Segment("1", "paragraph", inlines)), tag="ar")

    assert text.startswith("في \u2066Times[1] of Moscow\u2069\n")


def test_literal_text_of_both_scripts_is_isolated_even_if_it_runs_with_the_edition() -> None:
    literal = Span("code حلب 12", "en", "ltr", isolate=1)

    assert written(Paragraph(seg("A ", literal, " b"))) == "A \u2066code حلب 12\u2069 b"


def test_a_right_to_left_line_that_software_would_turn_round_is_marked() -> None:
    lines = written(Heading(2, Segment("1", "heading", (Span("قاعدة", "ar", "rtl"),))), tag="ar").split("\n")

    assert lines == ["قاعدة", "\u200f-----"]


def test_code_stays_as_it_is_in_a_left_to_right_edition() -> None:
    code = "def f(x):\n\n    return x  \n"

    assert written(CodeBlock(code)) == "    def f(x):\n\n        return x"


def test_code_is_kept_from_left_to_right_in_a_right_to_left_edition() -> None:
    assert written(CodeBlock("f(x)"), tag="ar") == "    \u200e\u2066f(x)\u2069"


def test_a_heading_of_several_lines_is_underlined_as_wide_as_the_widest() -> None:
    heading = Heading(3, seg("A heading that is too long for its line"))

    lines = written(heading, width=20).split("\n")

    assert lines == ["A heading that is", "too long for its", "line", "~~~~~~~~~~~~~~~~~"]


def test_wide_letters_are_underlined_by_their_display_width() -> None:
    assert written(Heading(2, seg("東京 x\u0301"))) == "東京 x\u0301\n------"


def test_markers_of_a_list_share_one_indent() -> None:
    items = tuple(ListItem((Paragraph(seg("item")),), marker) for marker in ("9.", "10."))

    assert written(ListBlock(items, ordered=True, start=9)) == "9.  item\n10. item"


def test_a_loose_list_keeps_its_blank_lines() -> None:
    items = tuple(ListItem((Paragraph(seg("a")), Paragraph(seg("b"))), "•") for _ in range(2))

    assert written(ListBlock(items, tight=False)) == "• a\n\n  b\n\n• a\n\n  b"


def test_a_quotation_in_a_quotation_is_indented_further() -> None:
    quote = Quote((Paragraph(seg("outer")), Quote((Paragraph(seg("inner")),))), seg("Somebody"))

    assert written(quote) == "    outer\n\n      inner\n    — Somebody"


def test_a_figure_without_label_and_caption_shows_what_it_pictures() -> None:
    assert written(Figure("map.png", seg("A map"))) == "[A map]"


def table(*rows: tuple[str, ...]) -> Table[EditionInline]:
    cells = [tuple(Cell(seg(text) if text else None) for text in row) for row in rows]
    alignments: tuple[Alignment, ...] = ("start", "end", "center")
    return Table(cells[0], tuple(cells[1:]), alignments[: len(rows[0])])


def test_a_table_that_fits_is_drawn_with_aligned_columns() -> None:
    text = written(table(("City", "N", "Note"), ("東京", "1", "ab"), ("Aleppo", "22", "")))

    assert text == (
        "City     N  Note\n"
        "------  --  ----\n"
        "東京     1   ab\n"
        "Aleppo  22\n"
        "------  --  ----"
    )  # fmt: skip


def shown(line: str) -> str:
    """Return a line as software shows it that finds the direction itself (UAX 9)."""
    bidi = icu.Bidi()
    text = icu.UnicodeString(line)
    bidi.setPara(text, 0xFE)  # DEFAULT_LTR: by the first strong letter
    assert bidi.getParaLevel() == 1
    return "".join(c for c in str(bidi.writeReordered(0)) if display_width(c))


def test_the_columns_of_a_table_stand_in_line_from_right_to_left() -> None:
    def cell(text: str) -> Cell[EditionInline]:
        direction: Direction = "rtl" if "\u0621" <= text[0] <= "\u064a" or text.isdecimal() else "ltr"
        return Cell(Segment("1", "cell", (Span(text, "ar", direction, isolate=int(direction == "ltr")),)))

    rows = [("الاسم", "القيمة"), ("NATO (x)", "12"), ("روسيا", "S-400"), ("5", "6"), ("+971 4", "C++")]
    cells = [tuple(map(cell, row)) for row in rows]

    lines = [
        shown(line).rjust(18)
        for line in written(Table(cells[0], tuple(cells[1:]), ("", "")), tag="ar").split("\n")
    ]

    assert lines == [
        "  ةميقلا     مسالا",
        "  ------  --------",
        "      12  NATO (x)",
        "   S-400     ايسور",
        "       6         5",
        "     C++    +971 4",
        "  ------  --------",
    ]


def test_a_table_that_cannot_be_squeezed_is_folded_into_records() -> None:
    text = written(
        table(("Institution", "Representation"), ("Ministry", ""), ("Parliament", "x " * 30)), width=26
    )

    assert text == (
        "Institution: Ministry\n"
        "Representation:\n"
        "\n"
        "Institution: Parliament\n"
        "Representation: x x x x\n"
        "  x x x x x x x x x x x x\n"
        "  x x x x x x x x x x x x\n"
        "  x x"
    )


def test_a_table_without_rows_and_room_shows_its_headers() -> None:
    assert written(table(("Institutional", "Representation")), width=20) == "Institutional\nRepresentation"


def test_a_table_without_rows_that_fits_is_drawn() -> None:
    assert written(table(("A", "B"))) == "A  B\n-  -\n-  -"


def test_a_soft_hyphen_shows_only_where_a_word_too_wide_is_broken() -> None:
    word = "Donau\u00addampf\u00adschiff\u00adfahrts\u00adgesell\u00adschaft"

    lines = written(Paragraph(seg("the ", word, " is Ge\u00adsell\u00adschaft")), width=20).split("\n")

    assert lines == ["the Donaudampf-", "schifffahrtsgesell-", "schaft is", "Gesellschaft"]


def test_a_word_with_a_hyphen_is_not_broken_where_it_fits() -> None:
    assert written(Paragraph(seg("Bashar al-Assad")), width=20) == "Bashar al-Assad"
    assert written(Paragraph(seg("President Bashar al-Assad")), width=20) == "President Bashar\nal-Assad"


def test_a_width_too_small_for_words_is_refused() -> None:
    with pytest.raises(ValueError, match="width of 20, not 19"):
        write_text(sample_edition("en"), width=19)


@pytest.mark.parametrize(
    "nothing",
    [CodeBlock(" "), Table((Cell(None),), (), ("",))],
    ids=["code of a blank line", "table of an empty cell"],
)
def test_what_shows_nothing_leaves_no_blank_lines(nothing: EditionBlock) -> None:
    text = written(Paragraph(seg("Before.")), nothing, Paragraph(seg("After.")))

    assert text == "Before.\n\nAfter."


def test_a_table_that_is_only_its_caption_ends_with_it() -> None:
    table: EditionBlock = Table((Cell(None),), (), ("",), caption=seg("Bases"), label="Table 1")

    assert written(table, Paragraph(seg("After."))) == "Table 1. Bases\n\nAfter."

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from exporter.markup import segment_id, write_message
from exporter.model.article import Article
from exporter.model.blocks import Cell, CodeBlock, Heading, ListBlock, Paragraph, Quote, Table, ThematicBreak
from exporter.model.facts import (
    AmountFact,
    DateFact,
    LiteralFact,
    MonthFact,
    NumberFact,
    PercentFact,
    YearFact,
    YearRangeFact,
)
from exporter.readers import read_markdown_article, write_markdown
from tests.readers.projects import first_line_of_body, source


def article(body: str, *front: str) -> Article:
    return read_markdown_article(source(body, *front).encode(), slug="visit", path="content/visit/article.md")


def block(body: str) -> Any:
    (only,) = article(body).body
    return only


def words(segment: Any) -> str:
    return write_message(segment.inlines)[0]


def test_headings_and_paragraphs_keep_their_levels_and_lines() -> None:
    heading, paragraph, below = article("## A *b*\n\nOne\ntwo\\\nthree\n\nC\n---\n").body

    assert isinstance(heading, Heading)
    assert (heading.level, words(heading.text), heading.text.line) == (2, "A *b*", first_line_of_body())
    assert isinstance(paragraph, Paragraph)
    assert words(paragraph.text) == "One two\\\nthree"
    assert isinstance(below, Heading)
    assert below.level == 2


@pytest.mark.parametrize("dash", ["— ", "-- "])
def test_the_last_paragraph_of_a_quotation_that_begins_with_a_dash_is_its_attribution(dash: str) -> None:
    quote = block(f"> One\n>\n> Two\n>\n> {dash}A *B*, C\n")

    assert isinstance(quote, Quote)
    assert [words(inner.text) for inner in quote.blocks if isinstance(inner, Paragraph)] == ["One", "Two"]
    assert quote.attribution
    assert (quote.attribution.role, words(quote.attribution)) == ("attribution", "A *B*, C")


def test_a_quotation_of_one_paragraph_that_begins_with_a_dash_is_speech() -> None:
    quote = block("> — Hello, she said\n")

    assert quote.attribution is None
    assert words(quote.blocks[0].text) == "— Hello, she said"


def test_paragraphs_have_the_role_of_what_they_stand_in() -> None:
    body = "a[^n]\n\n> b\n>\n> - c\n\n1. d\n\n   > e\n\n[^n]: f\n"

    found = article(body)

    roles = {words(s): s.role for s in _segments(found) if s.role not in {"title", "summary"}}
    assert roles == {
        "a[^n]": "paragraph",
        "b": "quote",
        "c": "item",
        "d": "item",
        "e": "quote",
        "f": "footnote",
    }


@pytest.mark.parametrize(
    ("body", "tight"),
    [
        ("- a\n- b", True),
        ("- a\n\n- b", False),
        ("- a\n  - b\n- c", True),
        ("- a\n\n  - b\n- c", False),
        ("- a\n", True),
        ("- a\n\n  b", False),
        ("- a\n  ```\n  x\n  ```\n- b", False),
    ],
)
def test_a_list_is_tight_when_its_items_are_lines_without_space_between(body: str, tight: bool) -> None:
    assert block(body).tight is tight


def test_a_numbered_list_keeps_its_first_number_and_may_count_lazily() -> None:
    rising, lazy = article("7. a\n8. b\n\ntext\n\n0) c\n0) d\n").body[::2]

    assert isinstance(rising, ListBlock)
    assert isinstance(lazy, ListBlock)
    assert (rising.ordered, rising.start, lazy.start) == (True, 7, 0)


def test_a_table_has_a_header_alignments_empty_cells_and_a_caption() -> None:
    text = "| a | b | c | d |\n|:--|:-:|--:|---|\n| *1* | | x \\| y | `p\\|q` |\n\n: Caption *here*\n"

    table = block(text)

    assert isinstance(table, Table)
    assert table.alignments == ("start", "center", "end", "")
    assert table.rows[0][1] == Cell(None)
    assert [words(cell.text) for cell in table.rows[0] if cell.text] == ["*1*", "x | y", "`p|q`"]
    assert table.caption
    assert words(table.caption) == "Caption *here*"


def test_a_table_in_a_quotation_in_a_list_is_read() -> None:
    table = block("- > | a | b |\n  > |---|---|\n  > | c | d |\n").items[0].blocks[0].blocks[0]

    assert [words(cell.text) for cell in table.rows[0]] == ["c", "d"]


def test_a_paragraph_that_begins_with_a_colon_is_no_caption_elsewhere() -> None:
    assert words(block(": text\n").text) == ": text"


def test_code_is_kept_to_the_letter() -> None:
    fenced, indented = article("```python\n*a*\n\n\tb  \n```\n\n    c\n      d\n").body

    assert fenced == CodeBlock("*a*\n\n\tb  ", "python")
    assert indented == CodeBlock("c\n  d")


def test_a_rule_is_a_thematic_break() -> None:
    assert block("***\n") == ThematicBreak()


def test_link_definitions_are_resolved() -> None:
    link = block("[a *b*][Ref]\n\n[ref]: HTTPS://example.org/ä?q=1\n").text.inlines[0]

    assert link.href == "https://example.org/%C3%A4?q=1"


def test_addresses_between_angle_brackets_are_links() -> None:
    found = block("<https://example.org> or <desk@example.org>\n").text.inlines

    assert [found[0].href, found[2].href] == ["https://example.org", "mailto:desk@example.org"]


def test_footnotes_stand_in_the_order_of_their_first_references() -> None:
    found = article("a[^two] b[^one] c[^two]\n\n[^one]: One\n\n    - more\n\n[^two]: Two\n")

    assert [note.label for note in found.footnotes] == ["two", "one"]
    assert len(found.footnotes[1].blocks) == 2


@pytest.mark.parametrize(
    ("body", "comments"),
    [
        ("<!-- translators: Mind the *tone*. -->\na", {"a": "Mind the *tone*."}),
        ("<!-- plain -->\n\na\n\nb", {"a": "plain", "b": ""}),
        ("<!-- one\n     two -->\n<!-- three -->\n## a", {"a": "one two three"}),
        ("<!-- c -->\n- a\n- b", {"a": "c", "b": ""}),
        ("- <!-- c -->\n  a\n-\n  <!-- d -->\n  b", {"a": "c", "b": "d"}),
        ("> a\n>\n> <!-- c -->\n> — b", {"a": "", "b": "c"}),
        ("<!-- c -->\n|a|\n|-|\n|b|\n\n<!-- d -->\n\n: e", {"a": "c", "b": "", "e": "d"}),
        ("a[^n]\n\n[^n]:\n    <!-- c -->\n    b", {"a[^n]": "", "b": "c"}),
    ],
)
def test_a_comment_is_a_note_for_translators_of_the_next_text(body: str, comments: dict[str, str]) -> None:
    found = {
        words(s): s.comment for s in _segments(article(body + "\n")) if s.role not in {"title", "summary"}
    }

    assert found == comments


def test_facts_are_data_of_their_kind() -> None:
    front = (
        "facts: {a: 2025-10-15, b: {month: 2024-12}, c: {year: 1944}, d: 1250.50, e: {percent: -37.5},"
        " f: {amount: 1200000, currency: USD}, g: {years: [2011, 2024]}, h: {literal: +7 495}}"
    )

    assert article("x {a:d MMMM}{b}\n", front).facts == {
        "a": DateFact(datetime.date(2025, 10, 15)),
        "b": MonthFact(2024, 12),
        "c": YearFact(1944),
        "d": NumberFact(Decimal("1250.50")),
        "e": PercentFact(Decimal("-37.5")),
        "f": AmountFact(Decimal(1200000), "USD"),
        "g": YearRangeFact(2011, 2024),
        "h": LiteralFact("+7 495"),
    }
    assert str(article("x\n", front).facts["d"]) == "NumberFact(value=Decimal('1250.50'))"


def test_every_segment_has_the_id_of_its_role_and_text_and_a_repeat_its_number() -> None:
    found = article("a\n\nb\n\na\n\n- a\n")

    ids = [segment.id for segment in _segments(found)][2:]
    assert ids == [
        segment_id("paragraph", "a"),
        segment_id("paragraph", "b"),
        segment_id("paragraph", "a") + "-2",
        segment_id("item", "a"),
    ]


def test_directional_marks_and_balanced_isolates_are_kept() -> None:
    assert words(block("a \u200f\u2067b\u2069 c\n").text) == "a \u200f\u2067b\u2069 c"


def test_markdown_that_is_written_is_markdown_that_people_write() -> None:
    text = source(
        "## Part\n\nIt rose by {a}, “he” said: [the regime] *must* **go**.[^n]\n\n> Words\n>\n> — A, B\n\n"
        "- one\n- two\n\n| a | b |\n| --- | ---: |\n| c | d |\n\n: Caption\n\n[^n]: Note.\n",
        "facts:\n  a: 5",
    )

    assert write_markdown(read_markdown_article(text.encode(), slug="x", path="x")) == text.replace(
        "lang: en\ndate: 2025-10-15\nsummary: What happened.",
        "summary: What happened.\nlang: en\ndate: 2025-10-15",
    )


def _segments(value: Any) -> list[Any]:
    """Collect segments in document order."""
    if hasattr(value, "inlines") and hasattr(value, "role"):
        return [value]
    if isinstance(value, tuple):
        return [segment for item in value for segment in _segments(item)]
    if isinstance(value, Article):
        return _segments((value.title, value.summary, value.body, value.footnotes))
    slots = getattr(value, "__slots__", ())
    return [segment for name in slots for segment in _segments(getattr(value, name))]

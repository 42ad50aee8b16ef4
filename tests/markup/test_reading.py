from __future__ import annotations

import pytest

from exporter import errors
from exporter.errors import ExportError, SourceLocation
from exporter.markup import read_inlines, references, segment_id, source_text, write_message
from exporter.markup.segments import SegmentIds
from exporter.model.inlines import (
    Code,
    Emphasis,
    FactReference,
    FootnoteReference,
    LineBreak,
    Link,
    SourceInline,
    Strong,
    Text,
)

AT = SourceLocation("locales/ar/LC_MESSAGES/visit.po", 7)


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("plain", [Text("plain")]),
        ("", []),
        (" \u00a0 ", []),
        (
            "a *b* **c** `d`",
            [Text("a "), Emphasis((Text("b"),)), Text(" "), Strong((Text("c"),)), Text(" "), Code("d")],
        ),
        ("on {visit}", [Text("on "), FactReference("visit")]),
        ("{visit:d MMMM 'of' y}", [FactReference("visit", "d MMMM 'of' y")]),
        ("{visit: d MMMM }", [FactReference("visit", "d MMMM")]),
        ("{{visit}} {{{visit}}}", [Text("{visit} {"), FactReference("visit"), Text("}")]),
        ("\\{a\\}", [Text("{a}")]),
        ("`{visit}`", [Code("{visit}")]),
        ("[a *b*][1]", [Link((Text("a "), Emphasis((Text("b"),))), "https://one.org/")]),
        (
            "[a][2], [b][1]",
            [Link((Text("a"),), "https://two.org/"), Text(", "), Link((Text("b"),), "https://one.org/")],
        ),
        ("[a](https://three.org/)", [Link((Text("a"),), "https://three.org/")]),
        ("[a][3]", [Text("[a][3]")]),
        ("x[^n]", [Text("x"), FootnoteReference("n")]),
        ("a\\\nb", [Text("a"), LineBreak(), Text("b")]),
        ("a  \nb", [Text("a"), LineBreak(), Text("b")]),
        ("a\nb", [Text("a b")]),
        ("a   b\tc", [Text("a b c")]),
        ("e\u0301", [Text("\u00e9")]),
        ("\"straight\" 'quotes' -- ...", [Text("\"straight\" 'quotes' -- ...")]),
        ("~~a~~ a_b_c", [Text("~~a~~ a_b_c")]),
        ("<https://x.org>", [Link((Text("https://x.org"),), "https://x.org")]),
        ("**a*b*c**", [Strong((Text("a"), Emphasis((Text("b"),)), Text("c")))]),
        ("*a **b***", [Emphasis((Text("a "), Strong((Text("b"),))))]),
        ("***a***", [Emphasis((Strong((Text("a"),)),))]),
        ("&nbsp;&amp;&copy;x", [Text("&©x")]),
    ],
)
def test_inline_markdown_reads_to_inlines(text: str, inlines: list[SourceInline]) -> None:
    hrefs = ("https://one.org/", "https://two.org/")

    assert read_inlines(text, hrefs=hrefs, at=AT) == tuple(inlines)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{Visit}", errors.MarkupError),
        ("a { b", errors.MarkupError),
        ("a } b", errors.MarkupError),
        ("{visit:12}", errors.MarkupError),
        ("{visit:d {x}}", errors.MarkupError),
        ("![a](b)", errors.MarkupError),
        ("a <i> b", errors.MarkupError),
        ("[a](x)", errors.LinkError),
        ("[^a b]", errors.FootnoteError),
        ("\u202e", errors.BidiControlError),
        ("\x02", errors.EncodingError),
        ("\ud800", errors.EncodingError),
    ],
)
def test_what_no_edition_can_show_is_refused_in_its_place(text: str, kind: type[ExportError]) -> None:
    with pytest.raises(ExportError) as caught:
        read_inlines("One\ntwo " + text, at=AT)

    assert isinstance(caught.value, kind)
    assert caught.value.at
    assert caught.value.at.path == AT.path
    assert caught.value.at.line in {AT.line, AT.line + 1}


def test_several_problems_are_raised_together() -> None:
    with pytest.raises(errors.Problems) as caught:
        read_inlines("[a](x) {Y}", at=AT)

    assert [type(error) for error in caught.value.errors] == [errors.LinkError, errors.MarkupError]


@pytest.mark.parametrize(
    ("inlines", "message", "hrefs"),
    [
        ([Text("2 < 3 & 4 > 1, R&D, snake_case: [the regime] said #1!")], None, ()),
        ([Text("a*b_ [1] `c` \\ {d} &amp; <e>")], "a\\*b\\_ \\[1\\] \\`c\\` \\\\ {{d}} \\&amp; \\<e>", ()),
        (
            [Link((Text("a"),), "u:1"), Link((Text("b"),), "u:2"), Link((Text("c"),), "u:1")],
            "[a][1][b][2][c][1]",
            ("u:1", "u:2"),
        ),
        ([Text("!"), Link((Text("a"),), "u:1")], "\\![a][1]", ("u:1",)),
        ([Emphasis((Strong((Text("a"),)),))], "_**a**_", ()),
        ([Text("a"), Strong((Text("«b»"),)), Text("c")], "&#97;**«b»**&#99;", ()),
        ([Text("a"), Emphasis((Text("b"),)), Text("c")], "a*b*c", ()),
        (
            [FactReference("visit", "d MMMM"), Text(" и "), FactReference("fall")],
            "{visit:d MMMM} и {fall}",
            (),
        ),
        ([Code("a`b")], "``a`b``", ()),
        ([Text("a"), LineBreak(), Text("b"), FootnoteReference("n"), Text(": c")], "a\\\nb[^n]\\: c", ()),
    ],
)
def test_a_message_is_as_plain_as_it_can_be(
    inlines: list[SourceInline], message: str | None, hrefs: tuple[str, ...]
) -> None:
    plain = (
        message if message is not None else "".join(part.text for part in inlines if isinstance(part, Text))
    )

    assert write_message(inlines) == (plain, hrefs)


def test_a_changed_address_leaves_message_and_id_as_they_are() -> None:
    first = write_message([Text("see "), Link((Text("here"),), "https://one.org/")])[0]
    second = write_message([Text("see "), Link((Text("here"),), "https://two.org/")])[0]

    assert first == second
    assert segment_id("paragraph", first) == segment_id("paragraph", second)


def test_an_id_depends_on_role_and_text() -> None:
    assert segment_id("paragraph", "a") == "58ff826333"
    assert len({segment_id("paragraph", "a"), segment_id("item", "a"), segment_id("paragraph", "b")}) == 3


def test_repeated_texts_are_counted() -> None:
    ids = SegmentIds()

    first, second, other, third = (ids.next_id("item", text) for text in ("a", "a", "b", "a"))

    assert (second, third) == (f"{first}-2", f"{first}-3")
    assert other == segment_id("item", "b")


def test_words_and_references_are_found_at_every_depth() -> None:
    text = "On {visit} **a [b {fall:MMMM}][1]**[^n]\\\n`c`"

    inlines = read_inlines(text, hrefs=["https://one.org/"], at=AT)

    assert source_text(inlines) == "On {visit} a b {fall} c"
    assert references(inlines).facts == ("visit", "fall")
    assert references(inlines).links == ("https://one.org/",)
    assert references(inlines).footnotes == ("n",)

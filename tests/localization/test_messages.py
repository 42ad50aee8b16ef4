from __future__ import annotations

import datetime as dt

import pytest

from exporter.errors import SourceLocation
from exporter.localization.messages import extract_messages, needs_translation
from exporter.localization.po_reader import read_catalog
from exporter.localization.po_writer import write_catalog
from exporter.localization.templates import new_catalog, template_of, write_template
from exporter.markup import read_inlines
from exporter.model.blocks import Paragraph
from tests.localization.articles import Writer, article
from tests.localization.test_po import run_gettext

AT = SourceLocation("content/visit/article.md", 1)


def test_messages_stand_in_document_order_with_their_roles() -> None:
    roles = [message.role for message in extract_messages(article())]
    assert roles == [
        *("title", "summary", "place", "author", "author", "key-fact", "heading", "paragraph", "quote"),
        *("attribution", "item", "item", "item", "item", "caption", "header", "header", "cell", "alt"),
        *("caption", "footnote", "footnote", "source", "publisher", "source", "term", "note", "term"),
    ]


def test_links_are_numbers_and_facts_are_placeholders_with_their_values_beside() -> None:
    (message,) = (m for m in extract_messages(article()) if m.role == "paragraph")
    assert message.msgid == "He *said* **so** in [an interview][1] with `C++`[^b] and[^a] called {desk}."
    assert message.notes == (
        "Said in the Kremlin.",
        "{desk} = +971 4 123 4567",
        "[1] = https://example.org/a?b=1",
    )
    assert message.flags == ("md-text", "python-brace-format")
    assert message.places == (SourceLocation("content/visit/article.md", 8),)


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("Moscow", True),
        ("موسكو", True),
        ("37.5 kg", True),
        ("**x**", True),
        ("1,250.5", False),
        ("{visit}", False),
        ("{visit} – {trade}", False),
        ("— …", False),
        ("https://example.org/a", False),
        ("news@example.org", False),
        ("`code`", False),
    ],
)
def test_only_texts_with_words_are_extracted(text: str, needed: bool) -> None:
    assert needs_translation(read_inlines(text, at=AT)) is needed


def test_the_same_text_in_the_same_role_is_one_message_with_all_its_places() -> None:
    seg = Writer()
    blocks = (
        Paragraph(seg("paragraph", "Same.", comment="One.")),
        Paragraph(seg("paragraph", "Same.", comment="Two.")),
        Paragraph(seg("quote", "Same.")),
    )
    found = [m for m in extract_messages(article(body=blocks)) if m.msgid == "Same."]
    assert [(m.role, [place.line for place in m.places], m.notes) for m in found] == [
        ("paragraph", [1, 2], ("One.", "Two.")),
        ("quote", [3], ()),
    ]


def test_a_changed_address_or_fact_changes_no_message() -> None:
    seg = Writer()
    texts = [
        {
            m.msgid
            for m in extract_messages(
                article(body=(Paragraph(seg("paragraph", "A [b][1] {visit}.", [url])),))
            )
        }
        for url in ("https://a.org", "https://b.org")
    ]
    assert texts[0] == texts[1]


def test_given_a_date_when_extracted_then_gettext_lets_translations_give_it_another_pattern() -> None:
    (message,) = (m for m in extract_messages(article()) if m.role == "summary")
    assert "{visit" in message.msgid
    assert message.flags == ("md-text",)


def test_the_template_is_the_same_every_time_and_reads_back() -> None:
    written = write_template(article())
    assert written == write_template(article())
    assert read_catalog(written, "locales/visit.pot") == template_of(article())
    assert b"POT-Creation-Date" not in written
    assert b"#: content/visit/article.md:8\n#, md-text, python-brace-format\n" in written


@pytest.mark.checker
def test_gettext_finds_nothing_wrong_with_a_new_catalog() -> None:
    catalog = new_catalog(template_of(article()), "ar", date=dt.date(2025, 10, 15))
    done = run_gettext("msgfmt", "-c", "-o", "/dev/null", "-", given=write_catalog(catalog))
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.checker
def test_gettext_would_write_the_template_alike_but_for_weblates_flag() -> None:
    written = write_template(article())
    known = written.replace(b"#, md-text\n", b"").replace(b"md-text, ", b"")
    assert run_gettext("msgcat", "-", given=written).stdout == known


def test_a_new_catalog_has_the_languages_header_and_no_translations() -> None:
    catalog = new_catalog(template_of(article()), "ru", date=dt.date(2025, 10, 15))
    assert catalog.path == "locales/ru/LC_MESSAGES/visit.po"
    fields = catalog.header_fields()
    assert fields["Language"] == "ru"
    assert fields["Plural-Forms"].startswith("nplurals=3;")
    assert fields["PO-Revision-Date"] == "2025-10-15 00:00+0000"
    assert fields["X-Source-Language"] == "en"
    assert not any(entry.is_translated for entry in catalog.messages)

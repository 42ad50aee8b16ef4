from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from exporter.model.blocks import Figure, Heading, ListBlock, Quote, Table
from tests.content.fingerprints import fingerprints, unquoted_parts
from tests.content.texts import SLUG, article, english

# Who, where, what; each must be told.
NAMES = (
    "Ahmed al-Sharaa", "Vladimir Putin", "Bashar al-Assad", "Abu Mohammed al-Julani", "Stephanie Lecocq",
    "Moscow", "Damascus", "the Kremlin", "Hmeimim", "Latakia", "Tartous", "al-Qaeda", "civil war",
    "parliamentary elections", "Israeli demands", "energy interests", "extradition", "exile",
)  # fmt: skip
MEDIA = (
    "The Moscow Times", "The New York Times", "Al Jazeera", "ABC News", "SANA", "Reuters", "France 24",
    "Deutsche Welle", "The Times of Israel", "The Kremlin",
)  # fmt: skip
# What was said, to the letter, and beside whom it stands.
QUOTATIONS = {
    "to restore and redefine in a new way the nature of these relations so there is independence for Syria, "
    "sovereign Syria and also its territorial unity and integrity and its security stability": "",
    "there are mutual relations and common interests that connect us with Russia, and we honour all accords "
    "established with it": "",
    "friendly relations": "The New York Times",
    "a significant achievement": "ABC News",
    "regional and international developments": "SANA",
    "special relations": "Putin",
    "many interesting and beneficial initiatives": "Kremlin",
}
FACTS = {"visit": "2025-10-15", "fall": "2024-12", "since": "1944", "age": "81"}


def text() -> str:
    return "\n".join(words for _, words in english())


def blocks(kind: type) -> list[object]:
    return [block for block in article().body if isinstance(block, kind)]


@pytest.mark.parametrize("name", NAMES)
def test_the_article_names(name: str) -> None:
    assert name in text()


@pytest.mark.parametrize("said", QUOTATIONS)
def test_a_quotation_stands_to_the_letter_with_its_source(said: str) -> None:
    source = QUOTATIONS[said]

    places = [words for _, words in english() if f"“{said}”" in words]

    assert places
    assert not source or any(source in place for place in places)


def test_the_long_quotations_say_who_spoke() -> None:
    quotes = [block for block in article().body if isinstance(block, Quote)]

    assert len(quotes) == 2
    assert all(quote.attribution for quote in quotes)


def test_dates_and_numbers_come_from_the_facts_alone() -> None:
    told = re.sub(r"France 24|\{[a-z]+\}", "", text())

    assert set(article().facts) == set(FACTS)
    assert not re.search(r"\d", told)


def test_the_age_of_the_relations_follows_from_the_other_facts() -> None:
    facts = {name: str(fact) for name, fact in article().facts.items()}

    assert FACTS["since"] in facts["since"]
    assert int(FACTS["visit"][:4]) - int(FACTS["since"]) == int(FACTS["age"])
    assert FACTS["age"] in facts["age"]


def test_every_source_is_named_in_the_list_and_in_the_text() -> None:
    listed = [words for role, words in english() if role == "publisher"]
    told = "\n".join(words for role, words in english() if role != "publisher")

    assert sorted(listed) == sorted(MEDIA)
    assert all(name.removeprefix("The ") in told for name in listed)


def test_an_address_is_the_front_page_of_its_source() -> None:
    addresses = [urlsplit(source.url) for source in article().sources if source.url]

    assert addresses
    assert all(address.path == "/" and not address.query for address in addresses)


def test_the_article_has_what_a_briefing_needs() -> None:
    headings = [block for block in article().body if isinstance(block, Heading)]

    assert [heading.level for heading in headings] == [2] * 6
    assert 4 <= len(article().key_facts) <= 6
    assert 3 <= len(article().footnotes) <= 5
    assert [len(blocks(kind)) for kind in (Table, ListBlock, Figure)] == [1, 2, 1]
    assert len(article().glossary) >= 8


def test_the_article_is_as_long_as_a_briefing() -> None:
    body = [words for role, words in english() if role not in {"source", "publisher", "term", "note"}]

    assert 900 <= len(" ".join(body).split()) <= 1300


def test_the_figure_tells_those_who_cannot_see_it_its_dates() -> None:
    figure = next(block for block in article().body if isinstance(block, Figure))

    (alt,) = [words for role, words in english() if role == "alt"]

    assert figure.caption
    assert all(f"{{{name}}}" in alt for name in ("since", "fall", "visit"))
    assert set(article().pictures) == {"timeline.png", "timeline.ar.png"}


def test_no_sentence_is_copied_from_where_the_facts_come_from() -> None:
    origin = set(Path(__file__).with_name(f"{SLUG}.fingerprints").read_text("ascii").split())

    copied = [part for _, words in english() for part in unquoted_parts(words) if fingerprints(part) & origin]

    assert len(origin) > 500
    assert copied == []


def test_a_copied_sentence_would_be_found() -> None:
    origin = set(Path(__file__).with_name(f"{SLUG}.fingerprints").read_text("ascii").split())
    quotation = next(said for said in QUOTATIONS if len(said.split()) > 8)

    assert fingerprints(quotation) <= origin


@pytest.mark.parametrize("sign", ['"', "'", "--", "...", " - ", "  "])
def test_the_text_has_no_typewriter_signs(sign: str) -> None:
    assert sign not in text()

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise, product
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from exporter.localization.checking import check_catalog
from exporter.localization.messages import extract_messages
from exporter.localization.po_writer import write_catalog
from exporter.localization.templates import write_template
from exporter.model.facts import DateFact, LiteralFact
from tests.content.fingerprints import fingerprints, unquoted_parts
from tests.content.texts import LANGUAGES, ROOT, SLUG, article, catalog, english, slugs, translated

NAMED_ONCE = {"heading", "cell", "header", "term", "publisher", "source", "quote", "attribution", "footnote"}
PEOPLE = "who-is-who-moscow-talks"
EVERY = pytest.mark.parametrize(("slug", "language"), tuple(product(slugs(), LANGUAGES)))


def literals(ending: str) -> dict[str, str]:
    """Return the names that an article spells in one script, by whom they name."""
    facts = article(PEOPLE).facts.items()
    return {
        name.removesuffix(ending): fact.value
        for name, fact in facts
        if name.endswith(ending) and isinstance(fact, LiteralFact)
    }


def test_the_visit_has_its_background() -> None:
    assert {SLUG, PEOPLE, "russian-bases-syria", "syria-russia-since-1944"} <= set(slugs())


@EVERY
def test_a_catalog_is_complete_and_written_as_the_toolkit_writes_it(slug: str, language: str) -> None:
    needed = {(message.role, message.msgid) for message in extract_messages(article(slug))}

    entries = list(catalog(language, slug).messages)

    assert {entry.key for entry in entries} == needed
    assert all(entry.is_translated and not entry.is_fuzzy for entry in entries)
    assert write_catalog(catalog(language, slug)) == (ROOT / catalog(language, slug).path).read_bytes()


@EVERY
def test_no_translation_is_wrong_or_doubtful(slug: str, language: str) -> None:
    assert check_catalog(catalog(language, slug), language=language) == []


@pytest.mark.parametrize("slug", slugs())
def test_a_template_is_that_of_its_article(slug: str) -> None:
    assert (ROOT / f"locales/{slug}.pot").read_bytes() == write_template(article(slug))


@pytest.mark.parametrize("slug", slugs())
def test_dates_and_numbers_stand_among_the_facts(slug: str) -> None:
    told = "\n".join(re.sub(r"France 24|\{[a-z_]+\}", "", words) for _, words in english(slug))

    assert not re.search(r"\d", told)


@pytest.mark.parametrize("slug", slugs())
def test_an_address_is_one_that_the_report_on_the_visit_gives(slug: str) -> None:
    known = {source.url for source in article().sources}

    assert {source.url for source in article(slug).sources} <= known
    assert all(urlsplit(source.url).path == "/" for source in article(slug).sources if source.url)


def test_a_fact_of_one_name_and_kind_is_the_same_in_all_articles() -> None:
    found: dict[tuple[str, type], set[object]] = defaultdict(set)
    for slug in slugs():
        for name, fact in article(slug).facts.items():
            found[name, type(fact)].add(fact)

    assert ("visit", DateFact) in found
    assert [name for name, values in found.items() if len(values) > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_or_quotation_has_one_translation_in_all_articles(language: str) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for slug in slugs():
        for entry in catalog(language, slug).messages:
            if entry.context in NAMED_ONCE and "{" not in entry.msgid:
                found[entry.msgid].add(entry.msgstr[0])

    assert {name: words for name, words in found.items() if len(words) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_term_has_one_explanation_in_all_articles(language: str) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for slug in slugs():
        roles = translated(language, slug)
        for (role, term), (_, note) in pairwise(roles):
            if role == "term":
                found[term].add(note)

    assert {term: notes for term, notes in found.items() if len(notes) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_names_agrees_with_the_glossary(language: str) -> None:
    spelled = literals(f"_{language}")

    terms = {name: catalog(language, PEOPLE).find("term", words) for name, words in literals("_en").items()}

    assert len(spelled) == len(terms) > 5
    assert {name: entry.msgstr[0] for name, entry in terms.items() if entry} == spelled


@pytest.mark.parametrize("slug", slugs())
def test_arabic_has_its_own_punctuation(slug: str) -> None:
    text = "\n".join(re.sub(r"\{[^}]*\}", "", words) for _, words in translated("ar", slug))

    assert not re.search("[,;?%\"'“”]", text)
    assert not re.search("[\u06a9\u06cc](?!\\{)|\\b(?:الى|ان|اذ|احمد|اول)\\b", text)
    assert not re.search("\u064bا", text)  # the tanwin stands on its alif throughout


@pytest.mark.parametrize("slug", slugs())
def test_russian_has_its_own_quotation_marks_and_dashes(slug: str) -> None:
    text = "\n".join(words for _, words in translated("ru", slug))

    assert not re.search("[“”\"']| – | - |(?<!\u00a0)—|[ёЁ]", text)
    assert not re.search(r"\} (?:год|года|году|лет)\b", text)
    assert not re.search("[A-Za-z][а-я]|[а-я][A-Za-z]", re.sub(r"\{[^}]*\}", "", text), re.IGNORECASE)


@pytest.mark.parametrize("slug", slugs())
def test_no_sentence_is_copied_from_where_the_facts_come_from(slug: str) -> None:
    origin = set(Path(__file__).with_name(f"{SLUG}.fingerprints").read_text("ascii").split())

    parts = [part for _, words in english(slug) for part in unquoted_parts(words)]

    assert [part for part in parts if fingerprints(part) & origin] == []

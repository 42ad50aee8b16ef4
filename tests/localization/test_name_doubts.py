"""Names that a glossary spells, and translations that lack them."""

from __future__ import annotations

import pytest

from exporter.errors import DoubtfulTranslationError
from exporter.localization.catalog import Catalog, Entry
from exporter.localization.checking import check_catalog
from exporter.localization.plurals import plural_header

TERMS = {
    "ru": {
        "Ahmed al-Sharaa": "Ахмед аш-Шараа",
        "Tartous": "Тартус",
        "The Kremlin": "Кремль",
        "Moscow": "Москва",
        "SANA": "САНА",
        "Supply point": "Пункт обеспечения",
        "Ratification": "Ратификация",
    },
    "ar": {
        "Ahmed al-Sharaa": "أحمد الشرع",
        "Tartous": "طرطوس",
        "Latakia": "اللاذقية",
        "Murhaf Abu Qasra": "مرهف أبو قصرة",
        "Gaza": "غزة",
    },
    "de": {"Damascus": "Damaskus", "Latakia": "Latakia"},
}


def doubts(
    msgid: str,
    msgstr: str,
    language: str,
    terms: dict[str, str] | None = None,
    flags: tuple[str, ...] = (),
    context: str = "paragraph",
) -> list[str]:
    """Return what is said about a message of a catalog with a glossary."""
    rule = plural_header(language)
    fields = f"Content-Type: text/plain; charset=UTF-8\nLanguage: {language}\nPlural-Forms: {rule}\n"
    glossary = (TERMS[language] if terms is None else terms).items()
    entries = [Entry(term, (spelled,), "term", flags=flags, line=3) for term, spelled in glossary]
    entry = Entry(msgid, (msgstr,), context, line=7)
    problems = check_catalog(Catalog("x.po", (Entry("", (fields,), line=1), *entries, entry)))
    assert all(isinstance(problem, DoubtfulTranslationError) for problem in problems)
    assert all(problem.at and problem.at.line == 7 and problem.hint for problem in problems)
    return [problem.problem for problem in problems]


@pytest.mark.parametrize(
    ("msgid", "msgstr", "language"),
    [
        ("Ahmed al-Sharaa came", "Прибыл Ахмед аш-Шараа", "ru"),
        ("They met al-Sharaa", "Они встретились с аш-Шараа", "ru"),
        ("a base in Tartous", "база в Тартусе", "ru"),
        ("a base in Tartous", "тартусская база", "ru"),
        ("said the Kremlin", "сообщили в Кремле", "ru"),
        ("in Moscow", "в московском аэропорту", "ru"),
        ("in Moscow", "под Москвой", "ru"),
        ("a report by SANA", "сообщение «САНА»", "ru"),
        ("a report by SANA", "сообщение SANA", "ru"),
        ("a base in Tartous", "قاعدة في طرطوس", "ar"),
        ("to Latakia", "إلى اللاذقية", "ar"),
        ("for Latakia", "للاذقية", "ar"),
        ("with al-Sharaa", "وبالشرع", "ar"),
        ("al-Sharaa said", "قال الشَّرْع", "ar"),
        ("Abu Qasra was received", "استقبل أبا قصرة", "ar"),
        ("Gaza’s people", "أهل غزتنا", "ar"),
        ("from Damascus to Latakia", "von Damaskus nach Latakia", "de"),
        ("the Damascus talks", "die Damaszener Gespräche", "de"),
    ],
)
def test_a_name_is_found_in_every_form_of_it(msgid: str, msgstr: str, language: str) -> None:
    assert doubts(msgid, msgstr, language) == []


@pytest.mark.parametrize(
    ("msgid", "msgstr", "language", "name", "spelled"),
    [
        ("a base in Tartous", "база в Латакии", "ru", "Tartous", "Тартус"),
        ("They met al-Sharaa", "Они встретились с Путиным", "ru", "Ahmed al-Sharaa", "Ахмед аш-Шараа"),
        ("The Kremlin said so", "Так сообщили в МИД", "ru", "The Kremlin", "Кремль"),
        ("SANA reported it", "Так сообщил ТАСС", "ru", "SANA", "САНА"),
        ("Tartous", "Латакия", "ru", "Tartous", "Тартус"),
        ("a base in Tartous", "قاعدة في حميميم", "ar", "Tartous", "طرطوس"),
        ("from Latakia", "من الساحل", "ar", "Latakia", "اللاذقية"),
        ("in Damascus", "in Aleppo", "de", "Damascus", "Damaskus"),
    ],
)
def test_a_name_that_is_nowhere_in_the_translation_is_a_doubt(
    msgid: str, msgstr: str, language: str, name: str, spelled: str
) -> None:
    expected = f"the translation lacks the name {name}, which its glossary writes {spelled}"
    assert doubts(msgid, msgstr, language) == [expected]


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("The supply point was closed", "Базу закрыли"),
        ("Supply point closed", "База закрыта"),
        (
            "Ratification took a year",
            "Документ утверждали год",
        ),  # where sentences begin, all words have capitals
        ("It was signed. Ratification followed", "Его подписали. Затем утвердили"),
        ("**Ratification** followed", "Затем **утвердили**"),
        ("Moscowites", "Горожане"),
    ],
)
def test_what_may_be_a_common_word_is_no_name(msgid: str, msgstr: str) -> None:
    assert doubts(msgid, msgstr, "ru") == []


def test_a_term_without_a_reviewed_translation_is_not_looked_for() -> None:
    assert doubts("in Tartous", "в Латакии", "ru", {"Tartous": ""}) == []
    assert doubts("in Tartous", "в Латакии", "ru", {"Tartous": "Тартус"}, ("fuzzy",)) == []
    assert doubts("in Tartous", "в Латакии", "ru", {}) == []


def test_a_name_that_stands_twice_is_told_once() -> None:
    assert len(doubts("from Tartous to Tartous", "туда и обратно", "ru")) == 1


def test_names_in_a_script_without_capitals_are_left_to_the_translator() -> None:
    assert doubts("في طرطوس", "на базе", "ru", {"طرطوس": "Тартус"}) == []

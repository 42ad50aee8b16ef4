from __future__ import annotations

import os
import re
import shutil
import subprocess

import pytest

from exporter.errors import SourceLocation
from exporter.localization.messages import extract_messages
from exporter.localization.po_writer import write_catalog
from exporter.localization.templates import write_template
from exporter.markup import read_inlines, references
from tests.content.texts import LANGUAGES, ROOT, SLUG, article, catalog, english, translated

# The spelling that the press of each language has settled on.
NAMES = {
    "Ahmed al-Sharaa": ("أحمد الشرع", "Ахмед аш-Шараа"),
    "Vladimir Putin": ("فلاديمير بوتين", "Владимир Путин"),
    "Bashar al-Assad": ("بشار الأسد", "Башар Асад"),
    "Abu Mohammed al-Julani": ("أبو محمد الجولاني", "Абу Мухаммед аль-Джулани"),
    "Hmeimim": ("حميميم", "Хмеймим"),
    "Latakia": ("اللاذقية", "Латакия"),
    "Tartous": ("طرطوس", "Тартус"),
    "Damascus": ("دمشق", "Дамаск"),
    "The Kremlin": ("الكرملين", "Кремль"),
    "SANA": ("سانا", "САНА"),
    "al-Qaeda": ("تنظيم القاعدة", "«Аль-Каида»"),
}
ARABIC_MEDIA = {
    "The Moscow Times": "موسكو تايمز",
    "The New York Times": "نيويورك تايمز",
    "Al Jazeera": "الجزيرة",
    "ABC News": "إيه بي سي نيوز",
    "SANA": "سانا",
    "Reuters": "رويترز",
    "France 24": "فرانس 24",
    "Deutsche Welle": "دويتشه فيله",
    "The Times of Israel": "تايمز أوف إسرائيل",
}
QUOTED_TWICE = {
    "“friendly relations”": ("«علاقات ودية»", "«дружественных отношениях»"),
    "“a significant achievement”": ("«إنجاز مهم»", "«значительным достижением»"),
    "“regional and international developments”": (
        "«المستجدات الإقليمية والدولية»",
        "«региональные и международные события»",
    ),
}
AT = SourceLocation("message")


def told(language: str) -> str:
    """Return what a reader meets before the glossary."""
    return "\n".join(words for role, words in translated(language) if role not in {"term", "note"})


def stem(name: str) -> str:
    """Strip Russian endings: a pattern that finds the name in every case."""
    cut = (re.escape(re.sub("(?<=..)[аяйь]$", "", word)) for word in re.split("[ «»]+", name) if word)
    return r"\w{0,3}[ »]+".join(cut)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_and_none_waits_for_review(language: str) -> None:
    needed = {(message.role, message.msgid) for message in extract_messages(article())}

    entries = list(catalog(language).messages)

    assert {entry.key for entry in entries} == needed
    assert all(entry.is_translated and not entry.is_fuzzy for entry in entries)


def test_the_template_is_that_of_the_article() -> None:
    assert (ROOT / f"locales/{SLUG}.pot").read_bytes() == write_template(article())


@pytest.mark.parametrize("language", LANGUAGES)
def test_saving_a_catalog_again_changes_nothing(language: str) -> None:
    stored = (ROOT / catalog(language).path).read_bytes()

    assert write_catalog(catalog(language)) == stored


@pytest.mark.checker
@pytest.mark.parametrize("language", LANGUAGES)
def test_gettext_itself_finds_nothing(language: str) -> None:
    if not shutil.which("msgfmt") and not os.environ.get("CI"):
        pytest.skip("needs msgfmt from gettext")
    path = ROOT / catalog(language).path

    done = subprocess.run(
        ["msgfmt", "--check", "--statistics", "--output-file", os.devnull, path],
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "C"},
        check=False,
    )

    count = len(list(catalog(language).messages))
    assert (done.returncode, done.stderr.strip()) == (0, f"{count} translated messages.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_facts_notes_and_links(language: str) -> None:
    for entry in catalog(language).messages:
        source, target = (references(read_inlines(text, at=AT)) for text in (entry.msgid, entry.msgstr[0]))

        assert sorted(target.facts) == sorted(source.facts), entry.msgid
        assert target.footnotes == source.footnotes, entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_quotes_what_the_source_quotes(language: str) -> None:
    quoted = re.compile("“[^”]*”")
    for entry in catalog(language).messages:
        spoken = len(quoted.findall(entry.msgid))

        assert entry.msgstr[0].count("«") >= spoken, entry.msgid
        assert entry.msgstr[0].count("«") == entry.msgstr[0].count("»"), entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("said", QUOTED_TWICE)
def test_the_same_quotation_is_translated_in_the_same_words(said: str, language: str) -> None:
    words = QUOTED_TWICE[said][LANGUAGES.index(language)]

    found = [entry.msgstr[0] for entry in catalog(language).messages if said in entry.msgid]

    assert len(found) > 1
    assert all(words in text for text in found)


def test_the_glossary_holds_the_established_names() -> None:
    terms = [words for role, words in english() if role == "term"]

    for number, language in enumerate(LANGUAGES):
        spelled = [words for role, words in translated(language) if role == "term"]
        assert spelled == [NAMES[term][number] for term in terms]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_the_glossary_stands_in_every_text(name: str) -> None:
    arabic, russian = NAMES[name]
    source = "\n".join(words for role, words in english() if role not in {"term", "note"})

    assert re.search(re.escape(name), source, re.IGNORECASE)
    assert arabic.removeprefix("تنظيم ") in told("ar")
    assert re.search(stem(russian), told("ru"))


@pytest.mark.parametrize("name", ARABIC_MEDIA)
def test_arabic_names_the_media_as_its_press_does(name: str) -> None:
    entry = catalog("ar").find("publisher", name)

    assert entry
    assert entry.msgstr[0] == ARABIC_MEDIA[name]
    assert f"«{ARABIC_MEDIA[name]}»" in told("ar")


def test_arabic_has_arabic_punctuation() -> None:
    wrong = [words for _, words in translated("ar") if re.search("[,;?%\"'“”]", words)]

    assert wrong == []
    assert {"،", "؛"} <= set(told("ar"))


def test_arabic_holds_foreign_letters_only_where_it_speaks_of_spelling() -> None:
    foreign = re.compile("[A-Za-z]{2,}")
    for role, words in translated("ar"):
        if foreign.search(re.sub(r"\{[^}]*\}", "", words)):
            assert role == "footnote"
            assert "بالإنجليزية" in words


def test_arabic_has_no_persian_letters_and_no_doubtful_spellings() -> None:
    text = told("ar")

    assert not re.search("[\u06a9\u06cc\u0640](?!\\{)", text)  # keheh, Farsi yeh, stray kashida
    assert not re.search("\\b(?:الى|ان|اذ|اي|احمد|اول|انه)\\b", text)  # hamza left out


def test_russian_dashes_never_begin_a_line() -> None:
    text = told("ru")

    assert " —" not in text.replace("\u00a0—", "")
    assert "\u00a0— " in text
    assert not re.search(r" – | - ", text)


def test_russian_keeps_a_year_with_its_noun() -> None:
    assert not re.search(r"\} (?:год|года|году)\b", told("ru"))


def test_russian_has_no_foreign_quotation_marks() -> None:
    assert not re.search("[“”\"']", told("ru"))


def test_no_letter_of_another_script_hides_in_a_russian_word() -> None:
    mixed = re.compile("[A-Za-z][а-яё]|[а-яё][A-Za-z]", re.IGNORECASE)
    text = re.sub(r"\{[^}]*\}", "", told("ru"))

    assert not mixed.search(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_ends_as_it_does_in_the_source(language: str) -> None:
    for entry in catalog(language).messages:
        source, target = (re.sub(r"\[\^\w+\]", "", text)[-1] for text in (entry.msgid, entry.msgstr[0]))
        if source in ".:":
            assert target == source, entry.msgid
        if source == ";":
            assert target in ";؛", entry.msgid

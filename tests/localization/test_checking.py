from __future__ import annotations

import pytest

from exporter.errors import (
    BidiControlError,
    CatalogHeaderError,
    DoubtfulTranslationError,
    ExportError,
    LinkError,
    MarkupError,
    PlaceholderError,
    PluralError,
)
from exporter.localization.catalog import Catalog, Entry
from exporter.localization.checking import check_catalog
from exporter.localization.plurals import plural_header

PATH = "locales/x/LC_MESSAGES/a.po"


def header(language: str, plural: str | None = None, charset: str = "UTF-8") -> Entry:
    rule = plural_header(language) if plural is None else plural
    return Entry(
        "",
        (f"Content-Type: text/plain; charset={charset}\nLanguage: {language}\nPlural-Forms: {rule}\n",),
        line=1,
    )


def problems(msgid: str, msgstr: str, language: str = "ru") -> list[ExportError]:
    return check_catalog(Catalog(PATH, (header(language), Entry(msgid, (msgstr,), "paragraph", line=7))))


@pytest.mark.parametrize(
    ("msgid", "msgstr", "language"),
    [
        ("It fell by 12%", "Упало на 12 %", "ru"),
        ("It fell by 12%", "تراجع بنسبة ١٢٪", "ar"),
        ("1,250.5 and 1,250,000", "1250,5 и 1 250 000", "ru"),
        ("1,250.5 and 1,250,000", "١٬٢٥٠٫٥ و١٬٢٥٠٬٠٠٠", "ar"),
        ("-37.5%", "−37,5 %", "ru"),
        ("two of 3 men", "двое из трёх", "ru"),
        ("two men", "2 человека", "ru"),
        ("1.2 million", "1,2 млн", "ru"),
        ("1.2 million", "1 200 000", "ru"),
        ("12,000", "12 тысяч", "ru"),
        ("on 15 October 2025", "15 октября 2025 года", "ru"),
        ("on 15 October 2025", "15.10.2025", "ru"),
        ("on 15.10.2025", "15 октября 2025 г.", "ru"),
        ("in October 2025", "в октябре 2025 г.", "ru"),
        ("on 15 October 2025", "في ١٥ تشرين الأول ٢٠٢٥", "ar"),
        ("on 15 October 2025", "في 15 أكتوبر 2025", "ar"),
        ("It may rain in 5 days", "Через 5 дней дождь", "ru"),
        ("the 20th century", "XX век", "ru"),
        ("the 1990s", "90-е годы", "ru"),
        ("at 6 p.m.", "в 18:00", "ru"),
        ("the S-400 and C++20", "С-400 и C++20", "ru"),
        ("from 2011 to 2024", "с 2011 по 2024", "ru"),
        ("“Yes”, he said", "«Да», — сказал он", "ru"),
        ("“Yes”, he said", "قال: «نعم»", "ar"),
        ("{a} and [b][1] with *c*[^d]", "*c*[^d] и [б][1], {a:MMMM y}", "ru"),
        ("5 * 3 [sic]", "5 * 3 [так]", "ru"),
        ("a \\* b", "а \\* б", "ru"),
    ],
)
def test_a_right_translation_raises_no_alarm(msgid: str, msgstr: str, language: str) -> None:
    assert problems(msgid, msgstr, language) == []


@pytest.mark.parametrize(
    ("msgid", "msgstr", "language", "problem"),
    [
        ("It fell by 12%", "Упало на 21 %", "ru", "lacks the number 12 and has 21"),
        ("It fell by 12%", "تراجع بنسبة ٢١٪", "ar", "lacks the number 12 and has ٢١"),
        ("3 men", "4 человека", "ru", "lacks the number 3 and has 4"),
        ("1,250 tons", "1250,5 тонны", "ru", "lacks the number 1,250 and has 1250,5"),
        ("In 2025 they met", "Они встретились", "ru", "lacks the number 2025"),
        ("They met", "Они встретились в 2025 году", "ru", "has the number 2025"),
        ("on 15 October 2025", "15 ноября 2025 года", "ru", "lacks the month October"),
        ("on 15 October 2025", "في ١٥ تشرين الثاني ٢٠٢٥", "ar", "lacks the month October"),
        ("“Yes”, he said", "Да, сказал он", "ru", "has 0 quotations, the source 1 more"),
    ],
)
def test_a_value_that_differs_is_a_doubt(msgid: str, msgstr: str, language: str, problem: str) -> None:
    (found,) = problems(msgid, msgstr, language)
    assert isinstance(found, DoubtfulTranslationError)
    assert problem in found.problem
    assert str(found.at) == f"{PATH}:7"


@pytest.mark.parametrize(
    ("msgid", "msgstr", "kind", "problem"),
    [
        ("{a} and {b}", "{a}", PlaceholderError, "lacks the fact b"),
        ("{a}", "{a} {b}", PlaceholderError, "has the fact b, which its source lacks"),
        ("[x][1] [y][2]", "[x][1]", PlaceholderError, "lacks the link https://link/2"),
        ("[x][1]", "[x](https://evil.example)", PlaceholderError, "lacks the link"),
        ("x[^a]", "y", PlaceholderError, "lacks the footnote a"),
        ("x[^a]", "y[^a][^a]", PlaceholderError, "repeats a footnote"),
        ("x", "y\n", PlaceholderError, "differs in a line end"),
        ("[x][1]", "[x](javascript:alert)", LinkError, "has the scheme javascript"),
        ("**b**", "**б", MarkupError, "has the mark ** without its partner"),
        ("`b`", "`б", MarkupError, "has the mark ` without its partner"),
        ("[b][1]", "[б] [1]", PlaceholderError, "lacks the link"),
        ("a", "<b>а</b>", MarkupError, "HTML"),
        ("a {{b}}", "а {б}", MarkupError, "brace"),
        ("a", "\u202eа", BidiControlError, "overrides its direction"),
        ("a", "\u2067а", BidiControlError, "never closed"),
    ],
)
def test_what_would_break_an_edition_is_an_error(
    msgid: str, msgstr: str, kind: type[ExportError], problem: str
) -> None:
    found = problems(msgid, msgstr)
    assert any(type(error) is kind and problem in error.problem for error in found)
    assert all(error.hint and error.at and error.at.line == 7 for error in found)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (None, "has no header"),
        (header("ru", charset="CP1251"), "the header's charset is CP1251"),
        (
            Entry("", ("Content-Type: text/plain; charset=UTF-8\n",), line=1),
            "the header's language is missing",
        ),
        (header("ar", plural="nplurals=999999999; plural=n;"), "is no rule for plural forms"),
        (header("ar", plural="nplurals=2; plural=(n != 1);"), "nplurals is 2, not 6"),
        (header("ru", plural="nplurals=3; plural=n?n:" + "n" * 10_000), "is no rule for plural forms"),
    ],
)
def test_a_broken_header_is_the_one_error(entry: Entry | None, problem: str) -> None:
    catalog = Catalog(PATH, (*((entry,) if entry else ()), Entry("{a}", ("x",), "title", line=9)))
    (found,) = check_catalog(catalog)
    assert isinstance(found, CatalogHeaderError)
    assert problem in found.problem
    assert found.hint


def test_a_catalog_of_another_language_is_refused() -> None:
    (found,) = check_catalog(Catalog(PATH, (header("ru"),)), language="ar")
    assert found.problem == "the header's language is ru"


def test_a_message_with_too_few_plural_forms_is_an_error() -> None:
    entry = Entry("day", ("день", "дня"), plural="days", line=7)
    (found,) = check_catalog(Catalog(PATH, (header("ru"), entry)))
    assert isinstance(found, PluralError)
    assert found.problem == "the message has 2 plural forms, ru has 3"


def test_a_region_is_judged_by_its_own_rule_for_plural_forms() -> None:
    brazilian = Catalog(PATH, (header("pt_BR", "nplurals=2; plural=(n > 1);"),))

    assert check_catalog(brazilian, language="pt-BR") == []
    assert [type(problem) for problem in check_catalog(brazilian, language="pt")] == [CatalogHeaderError]


def test_fuzzy_and_empty_translations_are_not_judged() -> None:
    entries = (Entry("{a} 12", ("x",), "title", flags=("fuzzy",)), Entry("{b} 12", ("",), "title"))
    assert check_catalog(Catalog(PATH, (header("ru"), *entries))) == []


def test_problems_come_by_line() -> None:
    entries = (Entry("{b}", ("x",), "title", line=30), Entry("{a}", ("x",), "title", line=20))
    found = check_catalog(Catalog(PATH, (header("ru"), *entries)))
    assert [error.at.line for error in found if error.at] == [20, 30]


def test_a_hostile_text_of_numbers_costs_little() -> None:
    assert problems("1 " * 10_000, "2 " * 10_000) == []

from __future__ import annotations

from pathlib import Path

import pytest

from exporter import errors
from exporter.errors import ExportError
from tests.readers.projects import FRONT, problem, problems, read, source

ADDED = len(FRONT) + 2  # the line of the first key that is added


@pytest.mark.parametrize(
    ("front", "kind", "line", "words", "hint"),
    [
        (
            "autors: [A]",
            errors.UnknownKeyError,
            ADDED,
            'the key "autors" is unknown',
            'did you mean "authors"?',
        ),
        ("body: []", errors.UnknownKeyError, ADDED, 'the key "body" is unknown', ""),
        (
            "title: Again",
            errors.DuplicateKeyError,
            ADDED,
            'the key "title" stands twice, first on line 2',
            "delete",
        ),
        ("place: &a Moscow", errors.YamlFeatureError, ADDED, "uses the anchor &a", "write the value out"),
        (
            "place: !!str Moscow",
            errors.YamlFeatureError,
            ADDED,
            "uses the tag tag:yaml.org,2002:str",
            "write",
        ),
        (
            "facts: {<<: {a: 1}}",
            errors.YamlFeatureError,
            ADDED,
            "uses the merge key <<",
            "write the value out",
        ),
        ("place: [Moscow]", errors.InvalidValueError, ADDED, "place is a list", "text with inline Markdown"),
        ("place:", errors.InvalidValueError, ADDED, "place is empty", "text with inline Markdown"),
        ("place: {visit}", errors.InvalidValueError, ADDED, "place is a mapping", "put text in quotes"),
        ("authors: A", errors.InvalidValueError, ADDED, "authors must be a list", "write a list of names"),
        ("classification: secert", errors.InvalidValueError, ADDED, 'cannot be "secert"', 'mean "secret"?'),
        ("sources: [{title: T, url: www.x.org}]", errors.LinkError, ADDED, "is not absolute", "https://"),
        (
            "sources: [{title: T, date: 2025-1-1}]",
            errors.InvalidDateError,
            ADDED,
            'sources[1].date "2025-1-1"',
            "",
        ),
        (
            "sources: [{publisher: P}]",
            errors.MissingKeyError,
            ADDED,
            'the key "title" of sources[1]',
            "title",
        ),
        ("glossary: [{term: T, nota: N}]", errors.UnknownKeyError, ADDED, '"nota" of glossary[1]', '"note"'),
        (
            "facts: {Visit: 1}",
            errors.InvalidValueError,
            ADDED,
            '"Visit" is no name',
            "begins with a letter a-z",
        ),
        (
            "facts: {a: 2025-02-30}",
            errors.InvalidDateError,
            ADDED,
            'facts.a "2025-02-30" is no day',
            "YYYY-MM-DD",
        ),
        ("facts: {a: words}", errors.InvalidDateError, ADDED, 'facts.a "words" is no day', "YYYY-MM-DD"),
        ("facts: {a: true}", errors.InvalidDateError, ADDED, 'facts.a "true" is no day', "YYYY-MM-DD"),
        ("facts: {a: [1]}", errors.InvalidValueError, ADDED, "none of its forms", "{percent: -37.5}"),
        ('facts: {a: {percent: "1"}}', errors.InvalidValueError, ADDED, "must be a number", "without quotes"),
        ("facts: {a: {percent: 1,5}}", errors.UnknownKeyError, ADDED, 'the key "5" of facts.a', ""),
        ("facts: {a: {month: 2024-13}}", errors.InvalidValueError, ADDED, 'is "2024-13"', "YYYY-MM"),
        ("facts: {a: {year: 1944.5}}", errors.InvalidValueError, ADDED, "must be a whole number", "1944"),
        ("facts: {a: {years: [2024, 2011]}}", errors.InvalidValueError, ADDED, "run backwards", ""),
        ("facts: {a: {years: [2024]}}", errors.InvalidValueError, ADDED, "has 1 entries", "[2011, 2024]"),
        (
            "facts: {a: {amount: 5}}",
            errors.MissingKeyError,
            ADDED,
            'the key "currency" of facts.a',
            "ISO 4217",
        ),
        ("facts: {a: {amount: 5, currency: usd}}", errors.InvalidValueError, ADDED, 'is "usd"', "USD"),
        ("facts: {a: 1e300}", errors.InvalidValueError, ADDED, "out of range", ""),
        ("facts: {a: 1e-300}", errors.InvalidValueError, ADDED, "more than 40 digits", ""),
        ('facts: {a: {literal: "a\\u202Eb"}}', errors.BidiControlError, ADDED, "U+202E", "delete it"),
        ('place: "a\\u0007b"', errors.EncodingError, ADDED, "control code U+0007", "delete it"),
        ("place: about {place}", errors.FactError, ADDED, 'the fact "place" is not among', ""),
        ("place: with [^note]", errors.FootnoteError, ADDED, "is referred to in the place", "move it"),
        ("place: a <b> place", errors.MarkupError, ADDED, "HTML <b> cannot be shown", "Markdown"),
        ("place: The number 1 #one", errors.FrontMatterSyntaxError, ADDED, '"#one" for a comment', "quotes"),
        (
            "place: Moscow: Kremlin",
            errors.FrontMatterSyntaxError,
            ADDED,
            "no YAML",
            'text that holds ": " in quotes',
        ),
        ("place: 'Moscow", errors.FrontMatterSyntaxError, ADDED + 1, "no YAML", "quotes"),
        ("\tplace: Moscow", errors.FrontMatterSyntaxError, ADDED, "no YAML", "indent with spaces"),
        ("? [a]\n: b", errors.FrontMatterSyntaxError, ADDED, "where a key should be", "quotes"),
        ("facts: {a: [[[[[[[[1]]]]]]]]}", errors.NestingError, ADDED, "more than 8 levels deep", "flatter"),
    ],
)
def test_a_mistake_in_the_front_matter_is_told_with_its_line_and_a_hint(
    tmp_path: Path, front: str, kind: type[ExportError], line: int, words: str, hint: str
) -> None:
    text = source("Words.\n", front)

    found = [error for error in problems(tmp_path, text) if isinstance(error, kind)]

    assert [error.at.line for error in found if error.at] == [line]
    assert words in found[0].problem
    assert hint in found[0].hint


def test_an_alias_is_refused_where_it_stands(tmp_path: Path) -> None:
    found = problems(tmp_path, source("Words.\n", "place: &a Moscow", "authors: [*a]"))

    assert [(type(e), e.at and e.at.line) for e in found] == [
        (errors.YamlFeatureError, ADDED),
        (errors.YamlFeatureError, ADDED + 1),
    ]


@pytest.mark.parametrize("key", ["title", "lang", "date", "summary"])
def test_a_missing_key_is_named_with_what_belongs_there(tmp_path: Path, key: str) -> None:
    error = problem(tmp_path, source(without=key))

    assert isinstance(error, errors.MissingKeyError)
    assert str(error).startswith(
        f'content/visit/article.md:2: the key "{key}" is missing\n  hint: add "{key}": '
    )
    assert error.exit_code == 15


@pytest.mark.parametrize(
    "date", ["2025-02-30", "15 October", "2025-10-5", "20251015", "0000-01-01", '"2025-10-15 "']
)
def test_a_date_that_is_none_is_refused(tmp_path: Path, date: str) -> None:
    error = problem(tmp_path, source("Words.\n", f"date: {date}", without="date"))

    assert isinstance(error, errors.InvalidDateError)
    assert error.exit_code == 17


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Words.\n", "the front matter is missing"),
        ("", "the front matter is missing"),
        ("---\ntitle: T\n", "the front matter is never closed"),
        ("----\ntitle: T\n---\n", "the front matter is missing"),
    ],
)
def test_a_missing_front_matter_is_told(tmp_path: Path, text: str, words: str) -> None:
    error = problems(tmp_path, text)[0]

    assert isinstance(error, errors.FrontMatterSyntaxError)
    assert words in error.problem
    assert error.exit_code == 11


def test_an_empty_front_matter_lacks_every_required_key(tmp_path: Path) -> None:
    found = problems(tmp_path, "---\n---\nWords.\n")

    assert [type(error) for error in found] == [errors.MissingKeyError] * 4


def test_norwegian_and_numbers_are_text_where_text_belongs(tmp_path: Path) -> None:
    text = source(
        "Words.\n", "lang: no", "title: 1984", "place: true", "facts: {a: {literal: 0123}}", without="lang"
    )
    text = text.replace("title: A visit\n", "", 1)

    article = read(tmp_path, text)

    assert article.language == "no"
    assert [str(segment and segment.inlines) for segment in (article.title, article.place)] == [
        "(Text(text='1984'),)",
        "(Text(text='true'),)",
    ]


def test_a_bomb_of_aliases_is_refused_at_once(tmp_path: Path) -> None:
    bomb = ["a: &a [x]", *(f"b{i}: &b{i} [*{'a' if i == 0 else f'b{i - 1}'}, *a]" for i in range(40))]

    found = problems(tmp_path, source("Words.\n", *bomb))

    assert {type(error) for error in found} >= {errors.YamlFeatureError}


@pytest.mark.parametrize("sign", ["[", "{a: ", "- ", "? "])
def test_deep_front_matter_is_refused_without_recursion(tmp_path: Path, sign: str) -> None:
    found = problems(
        tmp_path, source("Words.\n", "place: " + sign * 20_000 if sign in "[{a: " else sign * 20_000)
    )

    assert any(isinstance(error, errors.NestingError | errors.FrontMatterSyntaxError) for error in found)


def test_texts_and_body_are_judged_even_when_keys_are_wrong(tmp_path: Path) -> None:
    front = [
        "autors: [A]",
        "place: in {visit} {none}",
        "facts: {visit: 2025-02-30}",
        "key_facts: ['[x](file:y)']",
    ]

    found = problems(tmp_path, source("{visit:d MMMM} {other}\n", *front, without="date"))

    assert [(type(error).__name__, error.at and error.at.line) for error in found] == [
        ("MissingKeyError", 2),
        ("UnknownKeyError", 5),
        ("FactError", 6),
        ("InvalidDateError", 7),
        ("LinkError", 8),
        ("FactError", 11),
    ]

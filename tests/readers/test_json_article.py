from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from exporter import errors
from exporter.errors import ExportError
from exporter.readers import read_markdown_article, write_json
from tests.readers.articles import comparable
from tests.readers.projects import article_folder, png, problem, problems, read, source

BLOCK: dict[str, Any] = {"type": "paragraph", "text": "Words."}


def article(*blocks: Any, **keys: Any) -> str:
    """Write an article.json with one line for each key and block."""
    data = {
        "title": "A visit",
        "lang": "en",
        "date": "2025-10-15",
        "summary": "S",
        **keys,
        "body": list(blocks),
    }
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in data.items() if key != "body"]
    body = ",\n".join(json.dumps(block) for block in data["body"])
    return "{\n" + ",\n".join(lines) + ',\n"body": [\n' + body + "\n]}\n"


def nested(kind: str, depth: int) -> dict[str, Any]:
    if not depth:
        return BLOCK
    inner = [nested(kind, depth - 1)]
    return {"type": "list", "items": [inner]} if kind == "list" else {"type": "quote", "blocks": inner}


def test_json_may_stand_in_place_of_markdown(tmp_path: Path) -> None:
    (article_folder(tmp_path) / "map.png").write_bytes(png())
    text = '<!-- translators: Note. -->\n![A *map*](map.png "Here {a}")\n\n1. One\n2. Two\n'
    markdown = read_markdown_article(source(text, "facts: {a: 1250.50}").encode(), slug="visit", path="x")

    again = read(tmp_path, write_json(markdown), "article.json")

    assert list(again.pictures) == ["map.png"]
    assert comparable(again.body) == comparable(markdown.body)
    assert '"a": 1250.50' in write_json(again)


@pytest.mark.parametrize(
    ("block", "kind", "words"),
    [
        ({"type": "paragraf", "text": "x"}, errors.InvalidValueError, "none of its forms"),
        ({"text": "x"}, errors.InvalidValueError, "none of its forms"),
        ("x", errors.InvalidValueError, 'body[2] is the text "x"'),
        ({"type": "paragraph"}, errors.MissingKeyError, 'the key "text" of body[2] is missing'),
        ({"type": "paragraph", "txt": "x", "text": "x"}, errors.UnknownKeyError, 'the key "txt" of body[2]'),
        ({"type": "paragraph", "text": 5}, errors.InvalidValueError, "body[2].text is 5"),
        ({"type": "heading", "level": 1, "text": "x"}, errors.InvalidValueError, "out of range"),
        (
            {"type": "heading", "level": 3, "text": "x"},
            errors.HeadingLevelError,
            "jumps from level 1 to level 3",
        ),
        ({"type": "paragraph", "text": "&#32;"}, errors.InvalidValueError, "a text is empty"),
        ({"type": "paragraph", "text": "[x](file:y)"}, errors.LinkError, "has the scheme file"),
        ({"type": "paragraph", "text": "x {none}"}, errors.FactError, 'the fact "none"'),
        ({"type": "paragraph", "text": "x[^n]"}, errors.FootnoteError, "[^n] is not defined"),
        ({"type": "paragraph", "text": "x\u202e"}, errors.BidiControlError, "U+202E"),
        ({"type": "paragraph", "text": "x\u0001"}, errors.EncodingError, "U+0001"),
        ({"type": "paragraph", "text": "x\ud800"}, errors.EncodingError, "U+D800"),
        ({"type": "figure", "src": "no.png", "alt": "x"}, errors.PictureError, "is missing"),
        ({"type": "figure", "src": "../a.png", "alt": "x"}, errors.PictureError, "outside"),
        ({"type": "code", "text": "  "}, errors.InvalidValueError, "body[2].text is empty"),
        ({"type": "quote", "blocks": []}, errors.InvalidValueError, "body[2].blocks is an empty list"),
        ({"type": "table", "header": ["a"], "rows": [["b", "c"]]}, errors.MarkupError, "has 2 cells"),
        (
            {"type": "table", "header": ["a"], "rows": [], "alignments": []},
            errors.MarkupError,
            "0 alignments",
        ),
        (
            {"type": "table", "header": [None], "rows": [], "comment": "x"},
            errors.MarkupError,
            "belongs to no text",
        ),
        (
            {"type": "table", "header": ["a\\\nb"], "rows": []},
            errors.MarkupError,
            "a line break stands in a header",
        ),
        (
            {"type": "list", "start": 2, "items": [[BLOCK]]},
            errors.InvalidValueError,
            "a list without numbers",
        ),
        (nested("list", 10), errors.NestingError, "lists are nested more than 9"),
        (nested("quote", 10), errors.NestingError, "quotations are nested more than 9"),
        (
            {"type": "quote", "blocks": [{"type": "heading", "level": 2, "text": "x"}]},
            errors.MarkupError,
            "inside",
        ),
    ],
)
def test_a_mistake_in_a_block_is_told_with_its_line(
    tmp_path: Path, block: Any, kind: type[ExportError], words: str
) -> None:
    error = problem(tmp_path, article(BLOCK, block), "article.json")

    assert isinstance(error, kind)
    assert error.at == errors.SourceLocation("content/visit/article.json", 8)
    assert words in error.problem


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "the file ends"),
        ("{\n", 2, "the file ends"),
        ("{\n'a': 1}", 2, '"\'" is no JSON here'),
        ('{"a": 1,\n}', 2, '"}" stands where a key should be'),
        ('{"a": 1\n"b": 2}', 2, '"b" stands where a comma should be'),
        ('{"a": NaN}', 1, '"N" is no JSON here'),
        ('{"a": 01}', 1, "1 stands where a comma should be"),
        ('{"a": "\\x"}', 1, "broken escape"),
        ('{"a": "\n"}', 1, "is no JSON here"),
        ("[1]\n[2]", 2, '"[" stands where the end of the file should be'),
        ("[1}", 1, '"}" stands where a comma should be'),
    ],
)
def test_what_is_no_json_is_told_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    error = problem(tmp_path, text, "article.json")

    assert isinstance(error, errors.FrontMatterSyntaxError)
    assert error.at == errors.SourceLocation("content/visit/article.json", line)
    assert words in error.problem


def test_a_key_that_stands_twice_is_told(tmp_path: Path) -> None:
    text = article(BLOCK).replace('"lang"', '"title": "Again",\n"lang"')

    error = problem(tmp_path, text, "article.json")

    assert isinstance(error, errors.DuplicateKeyError)
    assert error.problem == 'the key "title" stands twice, first on line 2'


def test_footnotes_are_ordered_by_their_first_reference(tmp_path: Path) -> None:
    notes = [{"label": label, "blocks": [BLOCK]} for label in ("a", "b")]

    found = read(
        tmp_path, article({"type": "paragraph", "text": "x[^b] y[^a]"}, footnotes=notes), "article.json"
    )

    assert [note.label for note in found.footnotes] == ["b", "a"]


def test_footnotes_that_are_twice_there_or_not_referred_to_are_told(tmp_path: Path) -> None:
    notes = [{"label": label, "blocks": [BLOCK]} for label in ("a", "a", "b")]

    found = problems(
        tmp_path, article({"type": "paragraph", "text": "x[^a]"}, footnotes=notes), "article.json"
    )

    assert [error.problem for error in found] == [
        "the footnote [^a] is defined twice, first on line 6",
        "the footnote [^b] is never referred to",
    ]


def test_the_body_is_judged_even_when_keys_are_wrong(tmp_path: Path) -> None:
    text = article({"type": "paragraph", "text": "{none}"}, autors=["A"])

    found = problems(tmp_path, text, "article.json")

    assert [type(error) for error in found] == [errors.UnknownKeyError, errors.FactError]


@pytest.mark.parametrize("text", ["[]", "null", "5", '"words"', "{}"])
def test_json_that_is_no_article_is_told(tmp_path: Path, text: str) -> None:
    assert problems(tmp_path, text, "article.json")

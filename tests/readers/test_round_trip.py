from __future__ import annotations

import json
from typing import Any

import jsonschema
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from exporter.markup import normalize_inlines, write_inlines
from exporter.model.article import Article
from exporter.model.inlines import Code, Emphasis, LineBreak, Link, SourceInline, Text
from exporter.readers import (
    article_schema,
    article_to_json,
    read_json_article,
    read_markdown_article,
    write_json,
    write_markdown,
)
from tests.readers.articles import articles, as_text, comparable

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)


def read_json(text: str) -> Article:
    return read_json_article(text.encode(), slug="x", path="content/x/article.json")


def read_markdown(text: str) -> Article:
    return read_markdown_article(text.encode(), slug="x", path="content/x/article.md")


@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(articles())
def test_an_article_survives_json_and_markdown_in_turn(data: dict[str, Any]) -> None:
    first = read_json(as_text(data))

    second = read_markdown(write_markdown(first))
    third = read_json(write_json(second))
    fourth = read_markdown(write_markdown(third))

    assert comparable(second) == comparable(first)
    assert comparable(third) == comparable(first)
    assert comparable(fourth) == comparable(first)


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW)
@given(articles())
def test_the_json_form_of_an_article_fits_its_schema(data: dict[str, Any]) -> None:
    article = read_json(as_text(data))

    validator = jsonschema.Draft202012Validator(article_schema())

    assert list(validator.iter_errors(article_to_json(article))) == []
    assert list(validator.iter_errors(json.loads(write_json(article)))) == []


SIGNS = st.text("ab ]]:\"'<>()\\", min_size=1, max_size=12).filter(str.strip)
AFTER: st.SearchStrategy[SourceInline] = SIGNS.map(Text) | SIGNS.map(Code) | st.just(LineBreak())


def linked(*children: SourceInline) -> SourceInline:
    return Link(children, "https://a.test/x")


@settings(max_examples=200, deadline=None)
@given(SIGNS.map(Code), st.lists(AFTER, max_size=3), st.booleans())
@example(Code("]: x"), [], False)
@example(Code("]:"), [Text(' "title"')], True)
@example(Code(']: a "b'), [Text(' c"')], False)
@example(Code("]: a 'b"), [LineBreak(), Text("c'")], False)
@example(Code("]: <a"), [Text(" c>")], True)
@example(Code("]: a (b"), [Text(" c)")], True)
def test_a_paragraph_that_begins_with_a_link_is_never_read_as_a_definition(
    code: SourceInline, after: list[SourceInline], styled: bool
) -> None:
    inlines = normalize_inlines([linked(Text("x"), Emphasis((code,))) if styled else linked(code), *after])
    body = [{"type": "paragraph", "text": write_inlines(inlines)}]
    front = {"title": "A", "lang": "en", "date": "2025-10-15", "summary": "B"}

    first = read_json(json.dumps({**front, "body": body}))

    assert comparable(read_markdown(write_markdown(first))) == comparable(first)

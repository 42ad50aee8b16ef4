from __future__ import annotations

import copy
import json
from random import Random  # noqa: TID251 - hypothesis draws its seed
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.errors import ExportError
from exporter.model.article import CLASSIFICATIONS
from exporter.readers import article_schema
from exporter.readers.json_nodes import read_json_nodes
from exporter.readers.schema import schema_of_articles, schema_of_front_matter
from exporter.readers.validation import validate
from tests.readers.articles import ArticleMaker, as_text

VALIDATOR = jsonschema.Draft202012Validator(
    article_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)
WRONG: list[Any] = [
    None,
    True,
    0,
    1,
    -1,
    2.5,
    7,
    1e19,
    1000000000,
    "",
    " ",
    "x",
    "2025-02-30",
    "2025-02-28",
    "secret",
    "USD",
    "2024-12",
    [],
    [1],
    ["x"],
    {},
    {"text": "x"},
    {"text": 1},
    {"year": 1},
    {"years": [1, 2]},
    {"type": "break"},
    [{"type": "break"}],
    {"type": "heading"},
    {"type": "nothing"},
    "a\tb",
    "-->",
    "x\ny",
]


def complaints(data: Any) -> list[ExportError]:
    problems: list[ExportError] = []
    node = read_json_nodes(as_text(data), "article.json", problems)
    return [*problems, *validate(node, schema_of_articles(), "article.json")]


def mutate(data: Any, random: Random) -> Any:
    """Change one value, key or length somewhere in the data."""
    places = list(_places(data))
    holder, key = random.choice(places)
    match random.randrange(4):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[random.choice(["extra", "text", "type", "x_1"])] = holder.pop(key)
        case 2 if isinstance(holder, list):
            holder.append(copy.deepcopy(random.choice(WRONG)))
        case _:
            holder[key] = copy.deepcopy(random.choice(WRONG))
    return data


def _places(data: Any) -> list[tuple[Any, Any]]:
    keys = list(data) if isinstance(data, dict) else range(len(data)) if isinstance(data, list) else []
    return [place for key in keys for place in ((data, key), *_places(data[key]))]


@settings(max_examples=250, deadline=None)
@given(st.randoms(use_true_random=True))
def test_the_reader_and_the_schema_agree_on_what_fits(random: Random) -> None:
    data = mutate(ArticleMaker(random).article(), random)

    fits = VALIDATOR.is_valid(data)

    assert (complaints(data) == []) == fits


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(article_schema())


def test_the_schema_given_away_is_a_copy() -> None:
    article_schema()["properties"].clear()

    assert "title" in article_schema()["properties"]
    assert "title" in schema_of_articles()["properties"]


def test_the_schema_knows_the_classifications_of_the_model() -> None:
    assert article_schema()["properties"]["classification"]["enum"] == list(CLASSIFICATIONS)


def test_front_matter_has_every_key_but_what_the_text_gives() -> None:
    left_out = set(schema_of_articles()["properties"]) - set(schema_of_front_matter()["properties"])

    assert left_out == {"body", "footnotes"}
    assert schema_of_front_matter()["required"] == ["title", "lang", "date", "summary"]


@pytest.mark.parametrize("text", ["en\n", "USD\n"])
def test_a_pattern_ends_where_the_text_ends(text: str) -> None:
    assert complaints({"lang": text}) != []


def test_every_keyword_of_the_schema_is_one_the_reader_checks() -> None:
    known = {
        "$schema",
        "$defs",
        "$ref",
        "title",
        "description",
        "type",
        "properties",
        "required",
        "additionalProperties",
        "propertyNames",
        "items",
        "minItems",
        "maxItems",
        "maxLength",
        "pattern",
        "format",
        "enum",
        "const",
        "oneOf",
        "minimum",
        "maximum",
    }

    assert set(_keywords(json.loads(json.dumps(article_schema())))) <= known


def _keywords(schema: dict[str, Any]) -> set[str]:
    found = set(schema)
    for keyword, value in schema.items():
        named = value.values() if keyword in {"properties", "$defs"} else [value]
        inner = [item for each in named for item in (each if isinstance(each, list) else [each])]
        found |= {word for item in inner if isinstance(item, dict) for word in _keywords(item)}
    return found

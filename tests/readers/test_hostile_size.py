from __future__ import annotations

from pathlib import Path

import pytest

from exporter import errors
from tests.readers.projects import problem, problems, read, source

N = 100_000


@pytest.mark.parametrize(
    "body",
    [
        ">" * N,
        "> " * N,
        "> - " * (N // 4),
        "1. " * (N // 3),
        "\n".join(" " * (2 * depth) + "- a" for depth in range(500)),
        "> " * 30 + "a\n" * 4_000,
    ],
    ids=["quotations", "spaced", "mixed", "numbers", "lists", "lazy lines"],
)
def test_deep_nesting_is_told_and_nothing_dropped_in_silence(tmp_path: Path, body: str) -> None:
    found = problems(tmp_path, source(body + "x\n"))

    assert {type(error) for error in found} <= {errors.NestingError, errors.TooLargeError}


@pytest.mark.parametrize(
    "text",
    ["[" * N, "![" * N, "*a " * N, "`" + "a`" * N, "a**" * N, "<!--" * N, "&" * N, "\u2067" * N, "a" * N],
)
def test_an_endless_paragraph_is_refused(tmp_path: Path, text: str) -> None:
    error = problem(tmp_path, source("x " + text + "\n"))

    assert isinstance(error, errors.TooLargeError)
    assert error.exit_code == 27


@pytest.mark.parametrize(
    "text", ["[" * 19_000, "![" * 9_000, "*a_ " * 4_000, "a**" * 6_000, "[a](" * 4_000, "[^" * 9_000]
)
def test_tangled_signs_within_the_limit_are_read_as_text(tmp_path: Path, text: str) -> None:
    article = read(tmp_path, source("x " + text + "\n"))

    assert len(article.body) == 1


def test_tangled_brackets_are_refused(tmp_path: Path) -> None:
    error = problem(tmp_path, source("x " + "![" * 5_000 + "a" + "](x)" * 2_000 + "\n"))

    assert "tangled" in error.problem


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("a\n" * 6_000, "follow each other without an empty one"),
        ("a\n\n" * 60_000, "more than 100000 lines"),
        ("|a" * 101 + "\n" + "|-" * 101 + "\n", "101 columns"),
    ],
)
def test_what_no_article_needs_is_refused(tmp_path: Path, body: str, words: str) -> None:
    assert words in problem(tmp_path, source(body)).problem


def test_a_front_matter_that_never_ends_is_refused(tmp_path: Path) -> None:
    error = problem(tmp_path, source("x\n", "key_facts:", *["  - x"] * 90_000))

    assert "the front matter is longer than 500000 letters" in error.problem


def test_a_mistake_in_every_line_is_told_in_time(tmp_path: Path) -> None:
    facts = "facts: {" + ", ".join(f"fact_{n}: 1" for n in range(900)) + "}"

    found = problems(tmp_path, source("{fact_x} {fact_y}\n\n" * 2_000, facts))

    assert len(found) == 101


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    error = problem(tmp_path, b"x" * 4_000_001)

    assert isinstance(error, errors.TooLargeError)
    assert "larger than 4 MB" in error.problem


@pytest.mark.parametrize(
    "text",
    ["[" * N, '{"a":' * N, "1" * N, '"' + "\\" * N, "[1," * N, '{"facts": {"a": ' + "9" * N + "}}"],
)
def test_hostile_json_is_refused_without_recursion(tmp_path: Path, text: str) -> None:
    found = problems(tmp_path, text, "article.json")

    assert all(9 < error.exit_code < 30 for error in found)


def test_nine_lists_in_nine_quotations_are_read_whole(tmp_path: Path) -> None:
    lines = ["> " * 9 + "  " * depth + f"- item {depth}" for depth in range(9)]

    article = read(tmp_path, source("\n".join(lines) + "\n"))

    assert all(f"item {depth}" in repr(article.body) for depth in range(9))


def test_a_footnote_in_the_deepest_place_is_read_whole(tmp_path: Path) -> None:
    quotes = "> " * 9
    lines = [f"    {quotes}" + "  " * depth + f"- item {depth}" for depth in range(9)]

    article = read(tmp_path, source("x[^n]\n\n[^n]:\n" + "\n".join(lines) + "\n"))

    assert all(f"item {depth}" in repr(article.footnotes) for depth in range(9))

"""Descriptions of packs to packs, or to everything that is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from exporter import errors
from exporter.model.facts import DateFact
from exporter.model.inlines import FactReference
from exporter.model.pack import PackDescription, PackOptions
from exporter.project import open_project
from exporter.readers.pack import read_pack
from exporter.readers.schema import pack_schema
from tests.readers.projects import source

HEAD = ["title: A pack", "subtitle: Of papers", "lang: en", "date: 2025-10-15", "languages: [en, ar]"]


def described(root: Path, *lines: str, head: list[str] = HEAD) -> PackDescription:
    """Read a pack in a project with the articles one and two."""
    for slug in ("one", "two"):
        (root / "content" / slug).mkdir(parents=True, exist_ok=True)
        (root / "content" / slug / "article.md").write_text(source(), encoding="utf-8")
    (root / "content" / "packs").mkdir(exist_ok=True)
    (root / "content" / "packs" / "p.yaml").write_text("\n".join([*head, *lines]), encoding="utf-8")
    return read_pack(open_project(root), "p")


def refused(root: Path, *lines: str, head: list[str] = HEAD) -> list[errors.ExportError]:
    with pytest.raises(errors.ExportError) as caught:
        described(root, *lines, head=head)
    return list(caught.value.errors) if isinstance(caught.value, errors.Problems) else [caught.value]


def test_given_a_list_of_articles_when_read_then_they_are_one_section_without_a_title(tmp_path: Path) -> None:
    pack = described(tmp_path, "articles: [two, one]")
    assert pack.slugs == ("two", "one")
    assert [section.title for section in pack.sections] == [None]
    assert (pack.binding, pack.options) == ("separate", PackOptions())


def test_given_sections_and_options_when_read_then_all_of_them_are_there(tmp_path: Path) -> None:
    pack = described(
        tmp_path,
        "sections:",
        "  - {title: First, articles: [one]}",
        "  - {title: Then, articles: [two]}",
        "binding: facing",
        "classification: secret",
        "about: ['On {day}.']",
        "facts: {day: 2025-10-15}",
        "options: {contents_depth: 3, glossary: false, about: true}",
    )
    assert [section.articles for section in pack.sections] == [("one",), ("two",)]
    assert pack.lines == (7, 8)
    assert (pack.binding, pack.classification) == ("facing", "secret")
    assert pack.options == PackOptions(contents_depth=3, glossary=False)
    assert FactReference("day") in pack.about[0].inlines
    assert isinstance(pack.facts["day"], DateFact)


@pytest.mark.parametrize(
    ("lines", "kind", "line", "problem", "hint"),
    [
        (["articles: [one, tow]"], errors.PackError, 6, 'no article has the slug "tow"', '"two"'),
        (["articles:", "- one", "- one"], errors.PackError, 8, "twice, first on line 7", "delete one"),
        (["articles: [one]", "bindng: facing"], errors.UnknownKeyError, 7, '"bindng"', "binding"),
        (["articles: [one]", "binding: fancy"], errors.InvalidValueError, 7, '"fancy"', "facing"),
        (["articles: [one]", "classification: top"], errors.InvalidValueError, 7, '"top"', "secret"),
        (["articles: [one]", "about: ['{x}']"], errors.FactError, 7, '"x"', "facts"),
        (["articles: [one]", "options: {index: no}"], errors.InvalidValueError, 7, "options.index", "true"),
        (["articles: []"], errors.InvalidValueError, 6, "empty list", "a list of articles"),
        ([], errors.PackError, 0, "names no articles", "add articles"),
        (
            ["articles: [one]", "sections: [{title: A, articles: [two]}]"],
            errors.PackError,
            6,
            "articles and sections",
            "move the articles",
        ),
        (["articles: [one]", "- no"], errors.FrontMatterSyntaxError, 7, "the description is no YAML", ""),
        (
            ["articles: [one]", "event: &x E"],
            errors.YamlFeatureError,
            7,
            "the anchor &x",
            "write the value out",
        ),
    ],
)
def test_given_a_mistake_when_read_then_place_problem_and_next_step_are_named(
    tmp_path: Path, lines: list[str], kind: type[errors.ExportError], line: int, problem: str, hint: str
) -> None:
    (error,) = refused(tmp_path, *lines)
    assert type(error) is kind
    assert error.at == errors.SourceLocation("content/packs/p.yaml", line)
    assert problem in error.problem
    assert hint in error.hint


def test_given_several_mistakes_when_read_then_all_are_told(tmp_path: Path) -> None:
    kinds = [type(error) for error in refused(tmp_path, "articles: [nix]", "event: '{x}'", "colour: red")]
    assert kinds == [errors.PackError, errors.FactError, errors.UnknownKeyError]


@pytest.mark.parametrize(
    ("binding", "languages"), [("facing", "[en]"), ("facing", "[en, ar, ru]"), ("together", "[en]")]
)
def test_given_a_binding_when_the_languages_do_not_fit_it_then_it_is_refused(
    tmp_path: Path, binding: str, languages: str
) -> None:
    head = [*HEAD[:-1], f"languages: {languages}"]
    (error,) = refused(tmp_path, "articles: [one]", f"binding: {binding}", head=head)
    assert "two languages, not" in error.problem


def test_given_no_pack_of_a_name_when_read_then_the_nearest_is_named(tmp_path: Path) -> None:
    described(tmp_path, "articles: [one]")
    with pytest.raises(errors.ProjectError) as caught:
        read_pack(open_project(tmp_path), "q")
    assert "p" in caught.value.hint


def test_given_a_misnamed_file_when_the_folder_is_looked_at_then_it_is_told(tmp_path: Path) -> None:
    described(tmp_path, "articles: [one]")
    (tmp_path / "content" / "packs" / "My Pack.yml").write_text("", encoding="utf-8")
    project = open_project(tmp_path)
    assert project.pack_names() == ("p",)
    assert [str(error.at) for error in project.pack_problems()] == ["content/packs/My Pack.yml"]


def test_the_schema_is_a_schema_and_complete_in_itself() -> None:
    schema = pack_schema()
    Draft202012Validator.check_schema(schema)
    valid = {
        "title": "A",
        "subtitle": "B",
        "lang": "en",
        "date": "2025-10-15",
        "languages": ["en"],
        "articles": ["one"],
        "facts": {"day": "2025-10-15"},
    }
    validator = Draft202012Validator(schema)
    assert validator.is_valid(valid)
    assert not validator.is_valid({**valid, "binding": "fancy"})

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from exporter.cli import build as build_command
from tests.cli.conftest import Ask
from tests.projects import ARTICLE, BROKEN, make_project, write_article

RESULT: dict[str, Any] = {
    "type": "object",
    "required": ["ok", "errors"],
    "properties": {
        "ok": {"type": "boolean"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["kind", "path", "line", "problem", "hint", "exit_code"],
                "properties": {
                    "kind": {"type": "string", "pattern": "Error$"},
                    "path": {"type": ["string", "null"]},
                    "line": {"type": ["integer", "null"], "minimum": 1},
                    "problem": {"type": "string", "minLength": 1},
                    "hint": {"type": ["string", "null"], "minLength": 1},
                    "exit_code": {"type": "integer", "minimum": 1},
                },
            },
        },
        "files": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["slug", "locale", "format", "path", "size", "sha256", "unchanged"],
                "properties": {
                    **{name: {"type": "string"} for name in ("slug", "locale", "format", "path")},
                    "size": {"type": "integer", "minimum": 1},
                    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                    "unchanged": {"type": "boolean"},
                },
            },
        },
    },
}


@pytest.fixture(autouse=True)
def project(tmp_path: Path) -> None:
    make_project(tmp_path, "one", "two", arabic=True)


def test_a_build_lists_its_files_with_their_sizes(ask: Ask) -> None:
    answer = ask("build", "one", "-f", "txt")

    assert answer.code == 0
    assert answer.err == ""
    assert answer.out.splitlines() == [
        "dist/one/one.en.txt  1 kB",
        "dist/one/one.ar.txt  1 kB",
        "2 files: 1 article, 2 locales",
    ]


def test_a_build_without_changes_says_so(ask: Ask) -> None:
    ask("build", "-f", "txt")

    answer = ask("build", "-f", "txt")

    assert (answer.code, answer.out, answer.err) == (0, "4 files unchanged\n", "")


def test_a_build_lists_what_it_has_built_and_counts_the_rest(ask: Ask, tmp_path: Path) -> None:
    ask("build", "-f", "txt")
    write_article(tmp_path, "one", ARTICLE.replace("15", "16"))

    answer = ask("build", "-f", "txt")

    assert answer.out.splitlines() == [
        "dist/one/one.en.txt  1 kB",
        "dist/one/one.ar.txt  1 kB",
        "2 files: 1 article, 2 locales; 2 files unchanged",
    ]


def test_a_forced_build_builds_everything(ask: Ask) -> None:
    ask("build", "-f", "txt")

    answer = ask("build", "-f", "txt", "--force")

    assert answer.out.splitlines()[-1] == "4 files: 2 articles, 2 locales"


def test_a_json_result_tells_which_files_are_unchanged(ask: Ask, tmp_path: Path) -> None:
    first = ask("build", "--json", "-f", "txt").data["files"]
    write_article(tmp_path, "two", ARTICLE.replace("15", "16"))

    second = ask("build", "--json", "-f", "txt").data["files"]

    assert [file["unchanged"] for file in first] == [False] * 4
    assert [file["unchanged"] for file in second] == [True, True, False, False]
    assert [file["path"] for file in first] == [file["path"] for file in second]
    assert [file["sha256"] for file in first][:2] == [file["sha256"] for file in second][:2]
    assert first[2]["sha256"] != second[2]["sha256"]
    assert second[2]["sha256"] == sha256(Path("dist/two/two.en.txt").read_bytes()).hexdigest()


def test_a_quiet_build_says_nothing(ask: Ask) -> None:
    answer = ask("build", "-q", "-f", "txt")

    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert Path("dist/two/two.ar.txt").exists()


def test_options_of_all_commands_may_stand_before_the_command(ask: Ask) -> None:
    answer = ask("-q", "--project", ".", "build", "one", "-f", "txt", "-l", "en")

    assert (answer.code, answer.out) == (0, "")


def test_a_project_elsewhere_gets_its_files_there(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path / "other", "three")

    answer = ask("build", "--project", "other", "-f", "txt")

    assert answer.out.startswith("other/dist/three/three.en.txt")


def test_files_go_where_the_user_wants_them(ask: Ask) -> None:
    ask("build", "one", "-f", "txt", "-l", "en", "-o", "away")

    assert [str(path) for path in Path("away").rglob("*.txt")] == ["away/one/one.en.txt"]


def test_the_width_of_plain_text_is_settable(ask: Ask) -> None:
    ask("build", "one", "-f", "txt", "-l", "en", "--width", "25")

    text = Path("dist/one/one.en.txt").read_text(encoding="utf-8")
    assert "The new leadership met\nits old adversary.\n" in text


def test_an_article_that_is_broken_is_told_and_the_others_are_built(ask: Ask, tmp_path: Path) -> None:
    write_article(tmp_path, "one", BROKEN)

    answer = ask("build", "-f", "txt")

    assert answer.code == 19
    assert answer.err.startswith("content/one/article.md:8: heading jumps")
    assert "\n  hint: " in answer.err
    assert answer.out.splitlines()[-1] == "2 files: 1 article, 2 locales"


@pytest.mark.parametrize(
    ("arguments", "code", "hint"),
    [
        (("onee",), 3, 'did you mean "one"?'),
        (("-l", "arr"), 30, "did you mean ar?"),
        (("-f", "dcx"), 40, 'did you mean "docx"?'),
    ],
)
def test_what_does_not_exist_is_refused_with_the_nearest_name(
    ask: Ask, arguments: tuple[str, ...], code: int, hint: str
) -> None:
    answer = ask("build", *arguments)

    assert answer.code == code
    assert f"hint: {hint}" in answer.err
    assert not Path("dist").exists()


def test_untranslated_text_is_refused_and_built_as_a_draft(ask: Ask) -> None:
    refused = ask("build", "one", "-l", "ru", "-f", "txt")
    drafted = ask("build", "one", "-l", "ru", "-f", "txt", "--draft")

    assert refused.code == 35
    assert drafted.code == 0
    assert "A visit" in Path("dist/one/one.ru.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="even root cannot write to /proc")
def test_a_folder_that_nobody_may_write_to_is_told(ask: Ask) -> None:
    answer = ask("build", "one", "-f", "txt", "-l", "en", "-o", "/proc/dist")

    assert answer.code == 5
    assert answer.err.startswith("/proc/dist/one/one.en.txt: cannot write the file: ")
    assert "\n  hint: choose a folder that you may write to" in answer.err


def test_a_folder_that_cannot_be_made_is_told(ask: Ask) -> None:
    Path("dist").write_text("in the way")

    answer = ask("build", "one", "-f", "txt", "-l", "en")

    assert answer.code == 5
    assert answer.err.startswith("dist/one/one.en.txt: cannot write the file")


def test_a_json_result_names_files_and_errors(ask: Ask, tmp_path: Path) -> None:
    from jsonschema import validate

    write_article(tmp_path, "one", BROKEN)

    answer = ask("build", "--json", "-f", "txt")

    validate(answer.data, RESULT)
    assert answer.code == 19
    assert answer.err == ""
    assert answer.data["ok"] is False
    assert [file["path"] for file in answer.data["files"]] == ["dist/two/two.en.txt", "dist/two/two.ar.txt"]
    assert [error["path"] for error in answer.data["errors"]] == ["content/one/article.md"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("build", "--json", "none"), 3),
        (("--json", "build", "--width", "5"), 2),
        (("--json", "--project", "nowhere", "build"), 3),
        (("show", "none", "--json"), 3),
        (("nothing", "--json"), 2),
    ],
)
def test_errors_are_json_when_json_is_wanted(ask: Ask, arguments: tuple[str, ...], code: int) -> None:
    from jsonschema import validate

    answer = ask(*arguments)

    validate(answer.data, RESULT)
    assert (answer.code, answer.err) == (code, "")
    assert [error["exit_code"] for error in answer.data["errors"]] == [code]


def test_an_interrupted_build_is_quiet(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build_command, "finish", interrupt)

    answer = ask("build", "one", "-f", "txt")

    assert (answer.code, answer.out, answer.err.strip()) == (130, "", "")

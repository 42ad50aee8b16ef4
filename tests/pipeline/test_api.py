from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import exporter
from exporter.errors import FormatError, HeadingLevelError, ProjectError, UntranslatedError
from tests.projects import BROKEN, make_project, write_article


def test_a_project_is_loaded_localized_and_exported(tmp_path: Path) -> None:
    make_project(tmp_path, "one", arabic=True)

    edition = exporter.localize(exporter.load(tmp_path), "one", "ar-SY")
    text = exporter.export(edition, "txt", text_width=40).decode()

    assert edition.locale.tag == "ar-SY"
    assert text.startswith("زيارة\n")


def test_a_string_names_a_folder_too(tmp_path: Path) -> None:
    make_project(tmp_path, "one")

    assert exporter.load(str(tmp_path)).slugs() == ("one",)


def test_a_final_edition_lacks_nothing_and_a_draft_may(tmp_path: Path) -> None:
    project = make_project(tmp_path, "one")

    with pytest.raises(UntranslatedError):
        exporter.localize(project, "one", "ru")
    assert exporter.localize(project, "one", "ru", draft=True).title.state == "untranslated"


def test_a_check_returns_what_is_wrong(tmp_path: Path) -> None:
    project = make_project(tmp_path, "one", "two")
    write_article(tmp_path, "two", BROKEN)

    assert [type(problem) for problem in exporter.check(project)] == [HeadingLevelError]


def test_errors_are_raised_with_their_class(tmp_path: Path) -> None:
    with pytest.raises(ProjectError):
        exporter.load(tmp_path / "nowhere")
    with pytest.raises(FormatError):
        exporter.export(exporter.localize(make_project(tmp_path, "one"), "one", "en"), "odt")


def test_everything_public_is_documented() -> None:
    for name in exporter.__all__:
        assert name == "__version__" or getattr(exporter, name).__doc__, name


def test_importing_the_package_imports_no_room_of_it() -> None:
    code = "import sys, exporter; print([name for name in sys.modules if name.startswith('exporter.')])"

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed == "[]\n"

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.errors import OutsideProjectError, ProjectError, TooLargeError
from exporter.pipeline.fingerprints import digest_of
from exporter.pipeline.watching import ABSENT, UNFIT, UNSTABLE, watch
from exporter.project import Project
from tests.projects import make_project

SRC = "content/one/article.md"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "project", "one", "two", arabic=True)


def make_odd_files(project: Project) -> list[str]:
    """Fill a project with all that may lie in a file's place; return paths to look at."""
    content = project.root / "content"
    (project.root.parent / "outside").mkdir()
    (project.root.parent / "outside" / "secret.md").write_text("secret")
    (content / "one" / "link.md").symlink_to("article.md")
    (content / "one" / "out.md").symlink_to("../../../outside/secret.md")
    (content / "one" / "dangling.md").symlink_to("nothing")
    (content / "one" / "folder.md").mkdir()
    (content / "linked").symlink_to("one")
    (content / "outer").symlink_to("../../outside")
    os.mkfifo(content / "one" / "pipe.md")
    names = ["article.md", "link.md", "out.md", "dangling.md", "folder.md", "pipe.md", "none.md", "a\0b", ""]
    paths = [f"content/{folder}/{name}" for folder in ("one", "linked", "outer", "gone") for name in names]
    return [*paths, "content/outer/secret.md", "content/../content/one/article.md", "../outside/secret.md"]


def outcome(call: Callable[..., object], *arguments: object) -> object:
    try:
        return call(*arguments)
    except (OutsideProjectError, ProjectError, TooLargeError) as error:
        return str(error)


def test_a_watched_project_answers_as_any_project_does(project: Project) -> None:
    paths = make_odd_files(project)
    watched = watch(project)

    for path in paths:
        assert watched.exists(path) == project.exists(path), path
        assert outcome(watched.read_bytes, path, 1000) == outcome(project.read_bytes, path, 1000), path
    for folder in ("content", "content/one", "content/linked", "content/gone", "content/one/article.md"):
        assert watched.file_names(folder) == project.file_names(folder), folder
    assert outcome(watched.file_names, "content/outer") == outcome(project.file_names, "content/outer")
    assert watched.slugs() == project.slugs()
    assert watched.locale_tags() == project.locale_tags()


def test_nothing_outside_the_project_is_hashed(project: Project) -> None:
    for path in make_odd_files(project):
        state = watch(project).state(f"file:{path}")

        assert (state not in {ABSENT, UNFIT}) == project.exists(path), path


def test_a_file_that_no_reader_takes_is_not_read(project: Project) -> None:
    with (project.root / SRC).open("r+b") as file:
        file.truncate(10**12)

    assert watch(project).state(f"file:{SRC}") == UNFIT


def test_all_that_is_looked_at_is_noted_even_if_it_is_missing(project: Project) -> None:
    watched = watch(project)

    with watched.noting() as names:
        watched.exists("content/one/none.png")
        watched.read_bytes(SRC, 1000)
        watched.file_names("content/one")

    assert list(names) == ["file:content/one/none.png", f"file:{SRC}", "names:content/one"]


def test_what_is_noted_within_is_noted_without(project: Project) -> None:
    watched = watch(project)

    with watched.noting() as outer:
        with watched.noting() as inner:
            watched.exists(SRC)
        watched.exists("content/two/article.md")

    assert list(inner) == [f"file:{SRC}"]
    assert list(outer) == [f"file:{SRC}", "file:content/two/article.md"]


def test_a_digest_changes_with_content_and_with_files_that_appear(project: Project) -> None:
    names = (f"file:{SRC}", "file:content/one/new.md", "names:content/one")
    digests = {watch(project).digest(names)}

    (project.root / SRC).write_text("other")
    digests.add(watch(project).digest(names))
    (project.root / "content" / "one" / "new.md").touch()
    digests.add(watch(project).digest(names))

    assert len(digests) == 3


def test_what_changes_while_it_is_used_has_no_state_to_come_back_to(project: Project) -> None:
    watched = watch(project)
    before = watched.digest((f"file:{SRC}",))

    (project.root / SRC).write_text("other")
    watched.read_bytes(SRC, 1000)

    assert watched.state(f"file:{SRC}") == UNSTABLE
    assert watched.digest((f"file:{SRC}",)) not in {before, watch(project).digest((f"file:{SRC}",))}


def test_a_state_is_that_of_the_bytes_that_were_read(project: Project) -> None:
    watched = watch(project)
    watched.read_bytes(SRC, 1000)
    before = watched.state(f"file:{SRC}")

    (project.root / SRC).write_text("other")

    assert watched.state(f"file:{SRC}") == before != watch(project).state(f"file:{SRC}")


@given(st.lists(st.text(st.characters(exclude_characters="\0"), max_size=5), max_size=4), st.data())
def test_texts_with_another_border_have_another_digest(parts: list[str], data: st.DataObject) -> None:
    others = data.draw(st.lists(st.text(st.characters(exclude_characters="\0"), max_size=5), max_size=4))

    assert (digest_of(parts) == digest_of(others)) == (parts == others)

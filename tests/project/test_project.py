from __future__ import annotations

import os
from pathlib import Path

import pytest

from exporter.errors import OutsideProjectError, ProjectError, TooLargeError
from exporter.project import Project, open_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for slug in ("beta", "alpha"):
        folder = tmp_path / "content" / slug
        folder.mkdir(parents=True)
        (folder / "article.md").write_text("text")
    return open_project(tmp_path)


def test_a_folder_without_content_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match='has no folder "content"') as caught:
        open_project(tmp_path)

    assert "--project DIR" in caught.value.hint


def test_slugs_are_the_folders_with_an_article_in_order(project: Project) -> None:
    (project.root / "content" / "packs").mkdir()
    (project.root / "content" / "packs" / "article.md").write_text("no article")
    (project.root / "content" / "empty").mkdir()
    (project.root / "content" / "gamma").mkdir()
    (project.root / "content" / "gamma" / "article.json").write_text("{}")

    assert project.slugs() == ("alpha", "beta", "gamma")


def test_a_folder_whose_name_is_no_slug_is_reported_and_left_out(project: Project) -> None:
    (project.root / "content" / "Alpha Beta").mkdir()
    (project.root / "content" / "Alpha Beta" / "article.md").write_text("text")

    (problem,) = project.folder_problems()

    assert str(problem).startswith('content/Alpha Beta: the folder name "Alpha Beta" is no slug')
    assert "Alpha Beta" not in project.slugs()


@pytest.mark.parametrize("slug", ["alpah", "../alpha", "packs", "", "ALPHA"])
def test_an_unknown_slug_is_refused(project: Project, slug: str) -> None:
    with pytest.raises(ProjectError, match="no article has the slug"):
        project.article_file(slug)


def test_a_misspelt_slug_gets_the_nearest_one_as_a_hint(project: Project) -> None:
    with pytest.raises(ProjectError) as caught:
        project.article_file("alpah")

    assert caught.value.hint == 'did you mean "alpha"?'


def test_an_article_in_two_forms_is_refused(project: Project) -> None:
    (project.root / "content" / "alpha" / "article.json").write_text("{}")

    with pytest.raises(ProjectError, match=r"as article\.md and as article\.json"):
        project.article_file("alpha")


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "content/../../secret", "content/alpha/link"])
def test_nothing_outside_the_project_is_read(project: Project, path: str) -> None:
    secret = project.root.parent / "secret"
    secret.write_text("secret")
    (project.root / "content" / "alpha" / "link").symlink_to(secret)

    with pytest.raises(OutsideProjectError) as caught:
        project.read_bytes(path, 100)

    assert caught.value.exit_code == 4
    assert not project.exists(path)


def test_a_link_within_the_project_is_followed(project: Project) -> None:
    (project.root / "content" / "alpha" / "link.md").symlink_to(
        project.root / "content" / "beta" / "article.md"
    )

    assert project.read_bytes("content/alpha/link.md", 100) == b"text"


def test_a_link_out_of_the_named_folder_is_refused(project: Project) -> None:
    (project.root / "content" / "alpha" / "link.md").symlink_to(
        project.root / "content" / "beta" / "article.md"
    )

    with pytest.raises(OutsideProjectError):
        project.read_bytes("content/alpha/link.md", 100, within="content/alpha")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_a_pipe_is_no_regular_file_and_does_not_block(project: Project) -> None:
    os.mkfifo(project.root / "content" / "alpha" / "pipe")

    with pytest.raises(ProjectError, match="no regular file"):
        project.read_bytes("content/alpha/pipe", 100)


def test_a_folder_is_no_regular_file(project: Project) -> None:
    with pytest.raises(ProjectError, match="no regular file"):
        project.read_bytes("content/alpha", 100)


def test_a_file_of_exactly_the_limit_is_read_and_a_larger_one_refused(project: Project) -> None:
    assert project.read_bytes("content/alpha/article.md", 4) == b"text"

    with pytest.raises(TooLargeError, match="larger than 3 bytes"):
        project.read_bytes("content/alpha/article.md", 3)


def test_a_missing_file_gets_the_nearest_name_as_a_hint(project: Project) -> None:
    with pytest.raises(ProjectError, match="missing") as caught:
        project.read_bytes("content/alpha/artcle.md", 100)

    assert caught.value.hint == 'did you mean "article.md"?'


@pytest.mark.parametrize("path", ["content/a\0b", "content/" + "x" * 5000])
def test_a_name_that_no_file_can_have_is_refused(project: Project, path: str) -> None:
    with pytest.raises(ProjectError):
        project.read_bytes(path, 100)


def test_catalogs_and_profiles_have_their_places(project: Project) -> None:
    (project.root / "locales" / "ar" / "LC_MESSAGES").mkdir(parents=True)
    (project.root / "locales" / "pt-BR").mkdir()
    (project.root / "locales" / "No Tag").mkdir()
    (project.root / "locales" / "exporter.pot").write_text("")

    assert project.locale_tags() == ("ar", "pt-BR")
    assert project.catalog_path("ar", "alpha") == "locales/ar/LC_MESSAGES/alpha.po"
    assert project.template_path("alpha") == "locales/alpha.pot"
    assert project.profile_path("ar") == "locales/ar/profile.toml"

"""A project's theme: found, built with, checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter.errors import ExportError, ProjectError, ThemeError
from exporter.pipeline import BuildRequest, build
from exporter.pipeline.checks import check_project
from exporter.pipeline.themes import read_project_theme
from exporter.project import open_project

ARTICLE = "---\ntitle: T\nlang: en\ndate: 2025-10-15\nsummary: S.\n---\n\n## One\n\nText.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content" / "a").mkdir(parents=True)
    (tmp_path / "content" / "a" / "article.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def built(folder: Path, theme: str = "") -> bytes:
    request = BuildRequest(folder / "dist", formats=("pdf",), jobs=1, theme=theme)
    report = build(open_project(folder), request)
    assert report.errors == ()
    return (folder / "dist" / "a" / "a.en.pdf").read_bytes()


def test_given_a_theme_file_when_built_then_its_page_is_used(folder: Path) -> None:
    plain = built(folder)
    (folder / "content" / "theme.toml").write_text('page = "Letter"', encoding="utf-8")
    themed = built(folder)
    (folder / "content" / "other.toml").write_text('page = "A4"', encoding="utf-8")
    assert themed != plain
    assert built(folder, "content/other.toml") == plain


def test_given_a_broken_theme_when_checked_or_built_then_it_is_told(folder: Path) -> None:
    (folder / "content" / "theme.toml").write_text('page = "A9"', encoding="utf-8")
    (error,) = check_project(open_project(folder))
    assert isinstance(error, ThemeError)
    with pytest.raises(ThemeError):
        build(open_project(folder), BuildRequest(folder / "dist", jobs=1))
    assert not (folder / "dist").exists()


@pytest.mark.parametrize("path", ["content/none.toml", "../theme.toml", "/etc/hostname"])
def test_given_a_theme_that_is_not_in_the_project_when_read_then_it_is_refused(
    folder: Path, path: str
) -> None:
    with pytest.raises(ExportError) as caught:
        read_project_theme(open_project(folder), path)
    assert isinstance(caught.value, ProjectError) or caught.value.exit_code == 4

"""What is built again, and what is not."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from exporter.errors import ProjectError, ThemeError, UntranslatedError
from exporter.localization.resources import resource_folder
from exporter.pipeline import BuildReport, BuildRequest, build
from exporter.project import Project
from exporter.writers import registry
from exporter.writers.pdf.theme_settings import Palette, ThemeSettings
from exporter.writers.registry import WriterOptions
from tests.pipeline.test_build import TEXT, files_in, use_writer
from tests.projects import ARABIC, ARTICLE, BROKEN, make_project, write_article, write_catalog


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "project", "one", "two", arabic=True)


@pytest.fixture
def request_(tmp_path: Path) -> BuildRequest:
    return BuildRequest(tmp_path / "dist", formats=TEXT, jobs=1)


def built(report: BuildReport) -> list[str]:
    return [file.path.name for file in report.files if not file.unchanged]


def unchanged(report: BuildReport) -> list[str]:
    return [file.path.name for file in report.files if file.unchanged]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def add_picture(project: Project, name: str = "photo.png", color: str = "red") -> None:
    Image.new("RGB", (20, 10), color).save(project.root / "content" / "one" / name)


def test_nothing_is_built_when_nothing_has_changed(project: Project, request_: BuildRequest) -> None:
    first = build(project, request_)
    before = files_in(request_.out)

    second = build(project, request_)

    assert built(first) == unchanged(second) == ["one.en.txt", "one.ar.txt", "two.en.txt", "two.ar.txt"]
    assert built(second) == unchanged(first) == []
    assert [(f.size, f.sha256) for f in first.files] == [(f.size, f.sha256) for f in second.files]
    assert files_in(request_.out) == before


def test_a_changed_article_is_built_in_all_languages_and_no_other(
    project: Project, request_: BuildRequest
) -> None:
    build(project, request_)
    edit(project.root / "content" / "one" / "article.md", "2025-10-15", "2025-10-16")

    report = build(project, request_)

    assert built(report) == ["one.en.txt", "one.ar.txt"]
    assert unchanged(report) == ["two.en.txt", "two.ar.txt"]
    assert "16 October 2025" in (request_.out / "one" / "one.en.txt").read_text(encoding="utf-8")


def test_an_edit_that_keeps_size_and_time_of_the_article_is_noticed(
    project: Project, request_: BuildRequest
) -> None:
    build(project, request_)
    path = project.root / "content" / "one" / "article.md"
    before = path.stat()
    edit(path, "2025-10-15", "2025-10-16")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert built(build(project, request_)) == ["one.en.txt", "one.ar.txt"]


def test_an_article_that_was_only_touched_is_not_built(project: Project, request_: BuildRequest) -> None:
    build(project, request_)
    os.utime(project.root / "content" / "one" / "article.md", (1, 1))

    assert built(build(project, request_)) == []


def test_a_changed_catalog_builds_its_language_alone(project: Project, request_: BuildRequest) -> None:
    build(project, request_)
    edit(project.root / project.catalog_path("ar", "one"), "زيارة", "رحلة")

    assert built(build(project, request_)) == ["one.ar.txt"]


def test_a_catalog_of_a_variant_that_appears_replaces_that_of_the_language(
    project: Project, request_: BuildRequest
) -> None:
    syrian = replace(request_, locales=("ar-SY",))
    build(project, syrian)
    catalog = project.root / project.catalog_path("ar-SY", "one")
    catalog.parent.mkdir(parents=True)
    shutil.copy(project.root / project.catalog_path("ar", "one"), catalog)

    assert built(build(project, syrian)) == ["one.ar-SY.txt"]


def test_a_new_catalog_builds_its_language(project: Project, request_: BuildRequest) -> None:
    project = make_project(project.root.parent / "plain", "one")
    build(project, request_)
    write_catalog(project.root, "one", ARABIC)

    report = build(project, request_)

    assert (built(report), unchanged(report)) == (["one.ar.txt"], ["one.en.txt"])


def test_labels_of_the_project_build_the_editions_of_their_language(
    project: Project, request_: BuildRequest
) -> None:
    build(project, request_)
    toolkits = resource_folder() / "ar" / "LC_MESSAGES" / "exporter.po"
    shutil.copy(toolkits, project.root / project.catalog_path("ar", "exporter"))

    assert built(build(project, request_)) == ["one.ar.txt", "two.ar.txt"]


def test_a_profile_of_the_project_builds_the_editions_of_its_locale(
    project: Project, request_: BuildRequest
) -> None:
    build(project, request_)
    (project.root / "locales" / "ar" / "profile.toml").write_text('bullets = ["*"]\n')

    assert built(build(project, request_)) == ["one.ar.txt", "two.ar.txt"]


def test_a_changed_picture_builds_its_article(project: Project, request_: BuildRequest) -> None:
    add_picture(project)
    write_article(project.root, "one", ARTICLE + "\n![A photo](photo.png)\n")
    english = replace(request_, locales=("en",), formats=("docx",))
    build(project, english)
    assert built(build(project, english)) == []

    add_picture(project, color="blue")

    assert built(build(project, english)) == ["one.en.docx"]


def test_a_picture_in_another_language_that_appears_builds_its_article(
    project: Project, request_: BuildRequest
) -> None:
    add_picture(project)
    write_article(project.root, "one", ARTICLE + "\n![A photo](photo.png)\n")
    english = replace(request_, locales=("en",), formats=("docx",))
    build(project, english)

    add_picture(project, "photo.en.png", "blue")
    report = build(project, english)

    assert (built(report), unchanged(report)) == (["one.en.docx"], ["two.en.docx"])


@pytest.mark.parametrize(
    ("changes", "formats"),
    [
        ({"draft": True}, ["docx", "pdf", "txt"]),
        ({"options": WriterOptions(text_width=60)}, ["txt"]),
        ({"options": WriterOptions(theme=ThemeSettings(palette=Palette(ink=(0, 0, 0))))}, ["pdf"]),
        ({"theme": "content/other.toml"}, ["pdf"]),
        ({"force": True}, ["docx", "pdf", "txt"]),
        ({"locales": ("en", "en")}, []),
        ({"jobs": 2}, []),
    ],
)
def test_a_wish_builds_the_formats_that_it_changes(
    project: Project, request_: BuildRequest, changes: dict[str, object], formats: list[str]
) -> None:
    (project.root / "content" / "other.toml").write_text('page = "Letter"\n')
    wishes = replace(request_, slugs=("one",), locales=("en",), formats=())
    build(project, wishes)

    report = build(project, replace(wishes, **changes))  # type: ignore[arg-type]

    assert [file.format for file in report.files if not file.unchanged] == formats
    assert len(report.files) == 3


def test_a_theme_that_appears_changes_or_breaks_is_noticed_in_pdfs(
    project: Project, request_: BuildRequest
) -> None:
    wishes = replace(request_, slugs=("one",), locales=("en",), formats=("pdf", "txt"))
    theme = project.root / "content" / "theme.toml"
    build(project, wishes)

    theme.write_text('page = "Letter"\n')
    assert built(build(project, wishes)) == ["one.en.pdf"]
    assert built(build(project, wishes)) == []
    theme.write_text('page = "A4"\n')
    assert built(build(project, wishes)) == ["one.en.pdf"]
    theme.write_text('page = "A0"\n')
    with pytest.raises(ThemeError):
        build(project, wishes)
    theme.unlink()
    assert built(build(project, wishes)) == ["one.en.pdf"]


def test_a_changed_font_builds_pdfs(
    project: Project, request_: BuildRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes = replace(request_, slugs=("one",), locales=("en",), formats=("pdf", "txt"))
    build(project, wishes)
    monkeypatch.setattr("exporter.pipeline.watching.font_fingerprint", lambda name: f"other {name}")

    assert built(build(project, wishes)) == ["one.en.pdf"]


def test_another_version_of_the_toolkit_builds_everything(
    project: Project, request_: BuildRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project, request_)
    monkeypatch.setattr("exporter.pipeline.inputs.toolkit_fingerprint", lambda: "another")

    assert len(built(build(project, request_))) == 4


# --- the files themselves ---------------------------------------------------------


def spoil(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1] + b"!")


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:10])


def replace_by_link(path: Path) -> None:
    path.rename(path.with_name("moved"))
    path.symlink_to("moved")


def spoil_without_trace(path: Path) -> None:
    before = path.stat()
    spoil(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("damage", [Path.unlink, spoil, truncate, replace_by_link, spoil_without_trace])
def test_a_file_that_is_not_as_it_was_written_is_built_again(
    project: Project, request_: BuildRequest, damage: object
) -> None:
    build(project, request_)
    whole = files_in(request_.out)
    assert callable(damage)
    damage(request_.out / "one" / "one.ar.txt")

    report = build(project, request_)

    assert built(report) == ["one.ar.txt"]
    assert {n: d for n, d in files_in(request_.out).items() if "moved" not in n} == whole
    assert not (request_.out / "one" / "one.ar.txt").is_symlink()


def test_a_copied_output_folder_is_up_to_date(
    project: Project, request_: BuildRequest, tmp_path: Path
) -> None:
    build(project, request_)
    shutil.copytree(request_.out, tmp_path / "copy")

    report = build(project, replace(request_, out=tmp_path / "copy"))

    assert built(report) == []


def test_a_copied_project_is_up_to_date(project: Project, tmp_path: Path) -> None:
    build(project, BuildRequest(project.root / "dist", formats=TEXT))
    shutil.copytree(project.root, tmp_path / "moved")

    report = build(Project(tmp_path / "moved"), BuildRequest(tmp_path / "moved" / "dist", formats=TEXT))

    assert built(report) == []
    assert str(tmp_path) not in (project.root / "dist" / ".exporter" / "builds.jsonl").read_text()


def test_formats_that_are_built_in_turn_are_all_up_to_date(project: Project, request_: BuildRequest) -> None:
    for formats in (("docx",), TEXT):
        build(project, replace(request_, formats=formats))

    assert built(build(project, replace(request_, formats=("docx", "txt")))) == []


# --- what fails ---------------------------------------------------------------------


def test_what_failed_is_tried_again_and_told_again(project: Project, request_: BuildRequest) -> None:
    wishes = replace(request_, locales=("en", "ru"))

    reports = [build(project, wishes) for _ in range(2)]

    assert unchanged(reports[1]) == ["one.en.txt", "two.en.txt"]
    for report in reports:
        assert [type(error) for error in report.errors] == [UntranslatedError, UntranslatedError]


def test_an_article_that_breaks_is_told_and_built_when_it_is_mended(
    project: Project, request_: BuildRequest
) -> None:
    build(project, request_)
    write_article(project.root, "one", BROKEN)
    broken = build(project, request_)
    write_article(project.root, "one", ARTICLE)

    mended = build(project, request_)

    assert [str(error.at) for error in broken.errors] == ["content/one/article.md:8"]
    assert [file.path.name for file in broken.files] == ["two.en.txt", "two.ar.txt"]
    assert len(unchanged(mended)) == 4  # its files are still those of the same text


def test_an_article_that_is_there_twice_is_an_error_at_once(project: Project, request_: BuildRequest) -> None:
    build(project, request_)
    (project.root / "content" / "one" / "article.json").write_text("{}")

    report = build(project, request_)

    assert [type(error) for error in report.errors] == [ProjectError]
    assert unchanged(report) == ["two.en.txt", "two.ar.txt"]


@pytest.mark.parametrize(
    "damage", [b"", b"nonsense\n", b'\n00000000 ["file-1","one/one.en.txt"]', bytes(100)]
)
def test_a_damaged_record_is_as_good_as_none(project: Project, request_: BuildRequest, damage: bytes) -> None:
    build(project, request_)
    record = request_.out / ".exporter" / "builds.jsonl"
    record.write_bytes(damage)

    assert len(built(build(project, request_))) == 4
    assert built(build(project, request_)) == []


def test_single_damaged_lines_cost_single_files(project: Project, request_: BuildRequest) -> None:
    build(project, request_)
    record = request_.out / ".exporter" / "builds.jsonl"
    data = record.read_bytes()
    record.write_bytes(data.replace(b'"one/one.ar.txt"', b'"one/one.ax.txt"'))

    assert built(build(project, request_)) == ["one.ar.txt"]


def test_a_folder_in_the_place_of_the_record_stops_no_build(project: Project, request_: BuildRequest) -> None:
    (request_.out / ".exporter" / "builds.jsonl").mkdir(parents=True)

    report = build(project, request_)

    assert (report.errors, len(built(report))) == ((), 4)


def test_temporary_files_of_a_killed_build_are_removed_and_no_others(
    project: Project, request_: BuildRequest
) -> None:
    build(project, request_)
    folder = request_.out / "one"
    names = [".one.en.txt.4242-0.tmp", "notes.tmp", ".hidden.tmp", "mine.txt"]
    for name in names:
        (folder / name).write_text("x")

    build(project, request_)

    assert [name for name in names if (folder / name).exists()] == names[1:]


# --- formats of other packages --------------------------------------------------


def test_a_format_of_another_package_is_built_again_when_its_code_changes(
    project: Project, request_: BuildRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_writer(monkeypatch, lambda edition, options: edition.slug.encode())
    wishes = replace(request_, slugs=("one",), locales=("en",), formats=("test",))
    build(project, wishes)
    assert built(build(project, wishes)) == []

    monkeypatch.setattr("exporter.pipeline.fingerprints._tree_digest", lambda folder, without=(): "changed")

    assert built(build(project, wishes)) == ["one.en.test"]


def test_a_format_whose_code_is_nowhere_is_always_built(
    project: Project, request_: BuildRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(edition: object, options: object) -> bytes:
        return b"words"

    write.__module__ = "nowhere.to.be.found"
    use_writer(monkeypatch, write)
    wishes = replace(request_, slugs=("one",), locales=("en",), formats=("test",))

    assert [built(build(project, wishes)) for _ in range(2)] == [["one.en.test"]] * 2


def test_a_writer_that_replaces_one_of_ours_is_not_taken_for_it(
    project: Project, request_: BuildRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes = replace(request_, slugs=("one",), locales=("en",))
    build(project, wishes)
    other = replace(registry.BUILT_IN["txt"], write=lambda edition, options: b"other")
    monkeypatch.setitem(registry.BUILT_IN, "txt", other)

    assert built(build(project, wishes)) == ["one.en.txt"]

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exporter.errors import (
    CatalogHeaderError,
    FormatError,
    HeadingLevelError,
    LocaleError,
    MissingGlyphError,
    OutputError,
    Problems,
    ProjectError,
    UntranslatedError,
    WorkerError,
)
from exporter.pipeline import BuildReport, BuildRequest, Progress, build, workers
from exporter.writers import registry
from exporter.writers.registry import Format, WriterOptions
from tests.projects import BROKEN, make_project, write_article

if TYPE_CHECKING:
    from exporter.model.edition import Edition
    from exporter.project import Project

TEXT = ("txt",)


def names(report: BuildReport) -> list[str]:
    return [file.path.name for file in report.files]


def files_in(folder: Path) -> dict[str, bytes]:
    """Return all files by name, without the record of what they were made of."""
    paths = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    return {
        name.as_posix(): path.read_bytes() for name, path in paths.items() if name.parts[0] != ".exporter"
    }


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path / "project", "one", "two", arabic=True)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "dist"


def test_an_article_is_built_in_its_own_language_and_each_that_has_a_catalog(
    project: Project, out: Path
) -> None:
    report = build(project, BuildRequest(out, slugs=("one",), formats=TEXT))

    assert report.errors == ()
    assert names(report) == ["one.en.txt", "one.ar.txt"]
    assert "تحدثوا عن القواعد[1]." in (out / "one" / "one.ar.txt").read_text(encoding="utf-8")


def test_all_articles_are_built_when_none_is_named(project: Project, out: Path) -> None:
    report = build(project, BuildRequest(out, formats=TEXT, locales=("ar-SY",)))

    assert names(report) == ["one.ar-SY.txt", "two.ar-SY.txt"]
    assert sorted(files_in(out)) == ["one/one.ar-SY.txt", "two/two.ar-SY.txt"]


def test_any_number_of_processes_writes_the_same_bytes(project: Project, tmp_path: Path) -> None:
    wishes = {jobs: BuildRequest(tmp_path / str(jobs), jobs=jobs, formats=("pdf", "txt")) for jobs in (1, 3)}

    reports = {jobs: build(project, request) for jobs, request in wishes.items()}

    assert names(reports[1]) == names(reports[3])
    assert len(names(reports[1])) == 8
    assert files_in(tmp_path / "1") == files_in(tmp_path / "3")


def test_processes_that_are_spawned_write_the_same_bytes(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project, BuildRequest(tmp_path / "forked", jobs=2, slugs=("one",), formats=("pdf", "txt")))

    monkeypatch.setattr(workers, "_can_fork", lambda: False)
    report = build(
        project, BuildRequest(tmp_path / "spawned", jobs=2, slugs=("one",), formats=("pdf", "txt"))
    )

    assert report.errors == ()
    assert files_in(tmp_path / "spawned") == files_in(tmp_path / "forked")


def test_a_broken_article_does_not_stop_the_others(project: Project, out: Path) -> None:
    write_article(project.root, "one", BROKEN)

    report = build(project, BuildRequest(out, formats=TEXT))

    assert [type(error) for error in report.errors] == [HeadingLevelError]
    assert names(report) == ["two.en.txt", "two.ar.txt"]


def test_a_locale_without_translation_does_not_stop_the_others(project: Project, out: Path) -> None:
    report = build(project, BuildRequest(out, slugs=("one",), locales=("ru", "en"), formats=TEXT))

    assert [type(error) for error in report.errors] == [UntranslatedError]
    assert names(report) == ["one.en.txt"]


def test_a_catalog_with_a_broken_header_is_refused(project: Project, out: Path) -> None:
    catalog = project.root / project.catalog_path("ar", "one")
    catalog.write_text(catalog.read_text(encoding="utf-8").replace("nplurals=6", "nplurals=999999999"))

    report = build(project, BuildRequest(out, slugs=("one",), formats=TEXT, draft=True))

    assert [type(error) for error in report.errors] == [CatalogHeaderError]
    assert names(report) == ["one.en.txt"]


def test_a_draft_is_built_without_translation(project: Project, out: Path) -> None:
    report = build(project, BuildRequest(out, slugs=("one",), locales=("ru",), formats=TEXT, draft=True))

    assert names(report) == ["one.ru.txt"]


def test_everything_that_does_not_exist_is_named_at_once(project: Project, out: Path) -> None:
    request = BuildRequest(out, slugs=("onee",), locales=("xx",), formats=("dox",))

    with pytest.raises(Problems) as caught:
        build(project, request)

    assert {type(error) for error in caught.value.errors} == {FormatError, LocaleError, ProjectError}
    assert not out.exists()


def test_a_project_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no article"):
        build(make_project(tmp_path), BuildRequest(tmp_path / "dist"))


def test_a_folder_whose_name_is_no_slug_is_told(project: Project, out: Path) -> None:
    write_article(project.root, "Bad_Name", BROKEN)

    report = build(project, BuildRequest(out, formats=TEXT))

    assert [str(error.at) for error in report.errors] == ["content/Bad_Name"]
    assert len(report.files) == 4


def test_a_name_given_twice_is_built_once(project: Project, out: Path) -> None:
    request = BuildRequest(out, slugs=("one", "one"), locales=("en", "en"), formats=("txt", "txt"))

    assert names(build(project, request)) == ["one.en.txt"]


def test_a_folder_that_cannot_be_made_is_an_error_for_each_file(project: Project, tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("a file")

    report = build(project, BuildRequest(tmp_path / "dist", slugs=("one",), formats=TEXT))

    assert report.files == ()
    assert [type(error) for error in report.errors] == [OutputError, OutputError]


def test_progress_ends_with_all_files_done(project: Project, out: Path) -> None:
    seen: list[Progress] = []

    build(project, BuildRequest(out, formats=TEXT), on_progress=seen.append)

    assert [progress.done for progress in seen] == [1, 2, 3, 4]
    assert {progress.total for progress in seen} == {4}


def test_progress_expects_no_files_of_an_article_that_cannot_be_read(project: Project, out: Path) -> None:
    write_article(project.root, "one", BROKEN)
    seen: list[Progress] = []

    build(project, BuildRequest(out, formats=TEXT), on_progress=seen.append)

    assert seen[-1] == Progress(2, 2)


# --- what goes wrong in a writer --------------------------------------------------


def use_writer(monkeypatch: pytest.MonkeyPatch, write: registry.Writer) -> None:
    """Add a format with a writer, here and in processes that are forked."""
    monkeypatch.setitem(registry.BUILT_IN, "test", Format("test", "test", "text/plain", "", write))


def refuse_arabic(edition: Edition, options: WriterOptions) -> bytes:
    if edition.locale.tag == "ar":
        raise MissingGlyphError("no font has the letter U+0626")
    return b"good"


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_a_writer_names_the_file_and_stops_no_other(
    jobs: int, project: Project, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_writer(monkeypatch, refuse_arabic)

    report = build(project, BuildRequest(out, slugs=("one",), formats=("test",), jobs=jobs))

    assert [str(error.at) for error in report.errors] == [(out / "one" / "one.ar.test").as_posix()]
    assert [error.exit_code for error in report.errors] == [41]
    assert files_in(out) == {"one/one.en.test": b"good"}


def die_on_arabic(edition: Edition, options: WriterOptions) -> bytes:
    if edition.locale.tag == "ar":
        os.kill(os.getpid(), signal.SIGKILL)
    return b"good"


def test_a_process_that_is_killed_is_an_error_for_what_it_was_given(
    project: Project, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_writer(monkeypatch, die_on_arabic)

    report = build(project, BuildRequest(out, slugs=("one",), formats=("test",), jobs=2))

    assert [type(error) for error in report.errors] == [WorkerError]
    assert files_in(out) == {"one/one.en.test": b"good"}


def have_a_bug(edition: Edition, options: WriterOptions) -> bytes:
    return bytes([len(edition.slug) // 0])


def test_a_bug_in_a_process_keeps_its_traceback(
    project: Project, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_writer(monkeypatch, have_a_bug)

    with pytest.raises(RuntimeError, match=r"(?s)a writer failed.*have_a_bug.*ZeroDivisionError"):
        build(project, BuildRequest(out, formats=("test",), jobs=2))


def stop_in_the_middle(_path: object, _target: object) -> None:
    raise KeyboardInterrupt


def test_an_interrupted_write_leaves_nothing(
    project: Project, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.replace", stop_in_the_middle)

    with pytest.raises(KeyboardInterrupt):
        build(project, BuildRequest(out, formats=TEXT, jobs=1))

    assert files_in(out) == {}


def slow(edition: Edition, options: WriterOptions) -> bytes:
    Path(os.environ["MARK"]).write_text(str(os.getpid()))
    signal.pause()
    return b""


def test_an_interrupted_build_ends_its_processes(
    project: Project, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "mark"
    monkeypatch.setenv("MARK", str(mark))
    use_writer(monkeypatch, slow)

    def interrupt(_progress: Progress) -> None:
        while not mark.exists() or not mark.read_text():
            pass
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(
            project,
            BuildRequest(out, slugs=("one",), locales=("en",), formats=("test", "txt"), jobs=2),
            on_progress=interrupt,
        )

    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)

"""Packs to files, manifests, and what verification says of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from exporter import errors
from exporter.pipeline.pack_build import PackReport, PackRequest, build_packs
from exporter.pipeline.pack_verify import verify_pack
from exporter.project import Project
from exporter.writers import registry
from exporter.writers.registry import Format
from tests.pipeline.test_build import files_in
from tests.pipeline.test_packs import DESCRIPTION, make_pack

PDF = ("pdf",)
FOLDER = "packs/p"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_pack(tmp_path / "project")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "dist"


def built(project: Project, out: Path, **wishes: Any) -> PackReport:
    report = build_packs(project, PackRequest(out, **{"formats": PDF, "jobs": 1, **wishes}))
    assert report.errors == ()
    return report


def changed(report: PackReport) -> list[str]:
    return [file.path.name for file in report.files if not file.unchanged]


def manifest(out: Path) -> Any:
    return json.loads((out / FOLDER / "p.manifest.json").read_text(encoding="utf-8"))


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_given_a_description_when_built_then_each_language_has_a_file_and_a_manifest_beside(
    project: Project, out: Path
) -> None:
    report = built(project, out)
    assert [file.path.name for file in report.files] == ["p.en.pdf", "p.ar.pdf"]
    assert report.manifests == (out / FOLDER / "p.manifest.json",)
    assert set(files_in(out)) == {f"{FOLDER}/{name}" for name in ("p.en.pdf", "p.ar.pdf", "p.manifest.json")}


def test_given_all_formats_when_none_is_named_then_each_that_writes_packs_is_built(
    project: Project, out: Path
) -> None:
    names = [file.path.name for file in built(project, out, formats=(), locales=("en",)).files]
    assert names == [f"p.en.{name}" for name, found in registry.BUILT_IN.items() if found.write_pack]


@pytest.mark.parametrize(("binding", "name"), [("together", "p.en+ar.pdf"), ("facing", "p.en+ar.facing.pdf")])
def test_given_a_binding_when_built_then_all_languages_are_in_one_file(
    project: Project, out: Path, binding: str, name: str
) -> None:
    rewrite(project.root / "content/packs/p.yaml", "languages:", f"binding: {binding}\nlanguages:")
    assert [file.path.name for file in built(project, out).files] == [name]


def test_given_one_language_of_a_bound_pack_when_built_then_it_has_a_file_of_its_own(
    project: Project, out: Path
) -> None:
    rewrite(project.root / "content/packs/p.yaml", "languages:", "binding: facing\nlanguages:")
    assert [file.path.name for file in built(project, out, locales=("ar",)).files] == ["p.ar.pdf"]


def test_given_a_binding_that_does_not_fit_when_asked_for_then_the_next_step_is_told(
    project: Project, out: Path
) -> None:
    request = PackRequest(out, formats=PDF, locales=("en",), binding="facing")
    (error,) = build_packs(project, request).errors
    assert isinstance(error, errors.PackError)
    assert "-l TAG" in error.hint
    assert not (out / FOLDER).exists()


def test_given_nothing_changed_when_built_again_then_no_file_is_written(project: Project, out: Path) -> None:
    built(project, out)
    before = {path: path.stat().st_mtime_ns for path in (out / FOLDER).iterdir()}
    assert changed(built(project, out)) == []
    assert {path: path.stat().st_mtime_ns for path in (out / FOLDER).iterdir()} == before


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/packs/p.yaml", "A pack", "The pack"),
        ("content/two/article.md", "spoke about", "talked about"),
    ],
)
def test_given_a_changed_source_when_built_again_then_the_pack_is(
    project: Project, out: Path, path: str, old: str, new: str
) -> None:
    built(project, out, locales=("en",))
    rewrite(project.root / path, old, new)
    assert changed(built(project, out, locales=("en",))) == ["p.en.pdf"]


def test_given_a_changed_translation_of_a_name_when_built_again_then_all_languages_are(
    project: Project, out: Path
) -> None:
    built(project, out)
    rewrite(project.root / "locales/ar/LC_MESSAGES/one.po", "جين الدو", "جين دو")
    assert changed(built(project, out)) == ["p.en.pdf", "p.ar.pdf"]


def test_given_a_damaged_file_when_built_again_then_it_alone_is(project: Project, out: Path) -> None:
    built(project, out)
    first = files_in(out)
    (out / FOLDER / "p.ar.pdf").write_bytes(b"%PDF-")
    assert changed(built(project, out)) == ["p.ar.pdf"]
    assert files_in(out) == first


def test_given_several_processes_when_built_then_the_bytes_are_the_same(
    project: Project, tmp_path: Path
) -> None:
    built(project, tmp_path / "one", jobs=1)
    built(project, tmp_path / "many", jobs=3)
    assert files_in(tmp_path / "one") == files_in(tmp_path / "many")


def test_given_a_broken_article_when_built_then_the_other_packs_still_are(
    project: Project, out: Path
) -> None:
    other = DESCRIPTION.replace("[one, two]", "[one]").replace("First", "Only")
    (project.root / "content/packs/q.yaml").write_text(other, encoding="utf-8")
    rewrite(project.root / "content/two/article.md", "## Talks", "##### Talks")
    report = build_packs(project, PackRequest(out, formats=PDF, locales=("en",)))
    assert [file.path.name for file in report.files] == ["q.en.pdf"]
    assert [type(error) for error in report.errors] == [errors.HeadingLevelError]
    assert not (out / FOLDER / "p.manifest.json").exists()


def test_given_names_that_do_not_exist_when_asked_for_then_all_are_told_and_nothing_is_built(
    project: Project, out: Path
) -> None:
    with pytest.raises(errors.Problems) as caught:
        build_packs(project, PackRequest(out, names=("x",), locales=("zz",), formats=("odt",)))
    kinds = {type(error) for error in caught.value.errors}
    assert kinds == {errors.ProjectError, errors.LocaleError, errors.FormatError}
    assert not out.exists()


def test_given_a_format_without_packs_when_asked_for_then_it_is_refused(
    project: Project, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Format("html", "html", "text/html", "the web", lambda _edition, _options: b"")
    monkeypatch.setitem(registry.BUILT_IN, "html", plain)
    with pytest.raises(errors.FormatError) as caught:
        build_packs(project, PackRequest(out, formats=("html",)))
    assert '"html" writes no packs' in caught.value.problem


# --- manifests -------------------------------------------------------------------


def test_the_manifest_names_sources_editions_and_digests(project: Project, out: Path) -> None:
    report = built(project, out)
    found = manifest(out)
    assert found["editions"] == [
        {"article": slug, "locale": tag} for tag in ("en", "ar") for slug in ("one", "two")
    ]
    assert [(file["name"], file["sha256"]) for file in found["files"]] == [
        (file.path.name, file.sha256) for file in report.files
    ]
    assert {
        "content/packs/p.yaml",
        "content/one/article.md",
        "content/two/article.md",
        "locales/ar/LC_MESSAGES/one.po",
        "locales/ar/LC_MESSAGES/pack.p.po",
    } <= set(found["inputs"])
    assert any(name.startswith("font:") for name in found["inputs"])
    assert str(project.root) not in json.dumps(found)


def test_given_another_binding_when_built_after_then_the_manifest_has_both(
    project: Project, out: Path
) -> None:
    built(project, out)
    built(project, out, binding="together")
    assert [file["name"] for file in manifest(out)["files"]] == ["p.en.pdf", "p.en+ar.pdf", "p.ar.pdf"]


def test_given_a_changed_source_when_one_language_is_built_then_the_manifest_drops_the_other(
    project: Project, out: Path
) -> None:
    built(project, out)
    rewrite(project.root / "content/two/article.md", "spoke about", "talked about")
    built(project, out, locales=("en",))
    assert [file["name"] for file in manifest(out)["files"]] == ["p.en.pdf"]


# --- verification ----------------------------------------------------------------


def differences(project: Project, out: Path, *, rebuild: bool = True) -> list[tuple[str, str]]:
    found = verify_pack(project, "p", out, rebuild=rebuild).differences
    return [(error.at.path.rpartition("/")[2] if error.at else "", error.problem) for error in found]


def test_given_a_pack_as_it_was_built_when_verified_then_nothing_differs(project: Project, out: Path) -> None:
    built(project, out, binding="together")
    built(project, out)
    verified = verify_pack(project, "p", out)
    assert (verified.files, verified.differences) == (3, ())


def test_given_an_edited_file_when_verified_then_it_is_named(project: Project, out: Path) -> None:
    built(project, out)
    (out / FOLDER / "p.ar.pdf").write_bytes(b"%PDF-")
    assert differences(project, out, rebuild=False) == [
        ("p.ar.pdf", "the file has other bytes than the pack that was built")
    ]


def test_given_a_lost_file_when_verified_then_it_is_named(project: Project, out: Path) -> None:
    built(project, out)
    (out / FOLDER / "p.ar.pdf").unlink()
    assert differences(project, out, rebuild=False) == [("p.ar.pdf", "the file is missing")]


def test_given_a_changed_source_when_verified_then_it_and_its_files_are_named(
    project: Project, out: Path
) -> None:
    built(project, out)
    rewrite(project.root / "content/two/article.md", "spoke about", "talked about")
    rewrite(project.root / "locales/ar/LC_MESSAGES/two.po", "spoke about", "talked about")
    found = differences(project, out)
    assert ("article.md", "the source is not what the pack was built from") in found
    assert ("two.po", "the source is not what the pack was built from") in found
    assert [name for name, problem in found if "other bytes" in problem] == ["p.en.pdf"]


def test_given_a_new_catalog_when_verified_then_making_the_files_again_shows_it(
    project: Project, out: Path
) -> None:
    catalog = project.root / "locales/ar-SY/LC_MESSAGES"
    built(project, out, locales=("ar-SY",))
    catalog.mkdir(parents=True)
    text = (project.root / "locales/ar/LC_MESSAGES/one.po").read_text(encoding="utf-8")
    text = text.replace("Language: ar", "Language: ar_SY").replace("محادثات", "مباحثات")
    (catalog / "one.po").write_text(text, encoding="utf-8")
    assert differences(project, out, rebuild=False) == []
    assert differences(project, out) == [("p.ar-SY.pdf", "made again, the file gets other bytes")]


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"manifest": 2}', b"[" * 100_000, b"\xff"])
def test_given_a_damaged_manifest_when_verified_then_that_is_told_and_a_build_mends_it(
    project: Project, out: Path, data: bytes
) -> None:
    built(project, out, locales=("en",))
    (out / FOLDER / "p.manifest.json").write_bytes(data)
    with pytest.raises(errors.PackDifferenceError) as caught:
        verify_pack(project, "p", out)
    assert "damaged" in caught.value.problem
    built(project, out, locales=("en",))
    assert differences(project, out, rebuild=False) == []


def test_given_a_manifest_that_names_a_file_elsewhere_when_verified_then_it_is_not_read(
    project: Project, out: Path
) -> None:
    built(project, out, locales=("en",))
    rewrite(out / FOLDER / "p.manifest.json", '"p.en.pdf"', '"../../secret"')
    with pytest.raises(errors.PackDifferenceError):
        verify_pack(project, "p", out)

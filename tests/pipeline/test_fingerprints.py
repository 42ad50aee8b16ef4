from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

import exporter
from exporter.localization.resources import read_resource
from exporter.pipeline import fingerprints
from exporter.pipeline.fingerprints import (
    IGNORED,
    LIBRARIES,
    digest_of,
    font_fingerprint,
    format_fingerprint,
    labels_fingerprint,
    options_fingerprint,
    toolkit_fingerprint,
)
from exporter.pipeline.inputs import font_inputs
from exporter.pipeline.watching import watch
from exporter.writers.pdf.theme_settings import PageGeometry, ThemeSettings
from exporter.writers.registry import BUILT_IN, WriterOptions
from tests.projects import make_project

ROOT = Path(__file__).parents[2]
PLAIN = WriterOptions()
OTHERS: dict[str, Any] = {
    "text_width": 60,
    "theme": ThemeSettings(PageGeometry(width=600.0)),
    "jobs": 2,
}


@pytest.mark.parametrize("name", sorted(IGNORED))
def test_a_format_looks_at_no_option_that_is_left_out_of_its_fingerprint(name: str, tmp_path: Path) -> None:
    project = make_project(tmp_path, "one")
    edition = exporter.localize(project, "one", "en")
    found = BUILT_IN[name]

    for option in IGNORED[name]:
        other = replace(PLAIN, **{option: OTHERS[option]})
        assert found.write(edition, other) == found.write(edition, PLAIN)
        assert options_fingerprint(found, other) == options_fingerprint(found, PLAIN)


@pytest.mark.parametrize("name", sorted(BUILT_IN))
def test_every_other_option_counts(name: str) -> None:
    found = BUILT_IN[name]

    for option in {field.name for field in fields(WriterOptions)} - IGNORED[name]:
        other = replace(PLAIN, **{option: OTHERS[option]})
        assert options_fingerprint(found, other) != options_fingerprint(found, PLAIN)


def test_the_versions_of_all_libraries_that_write_count() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {re.split(r"[^\w.-]", line)[0] for line in settings["project"]["dependencies"]}
    ours = {name.lower().replace("-", "_") for name in names if not name.startswith("fontpkg-")}
    installed = {name.partition("-")[0].lower() for name in fingerprints._distributions()}

    assert ours - {"click", "rich"} <= LIBRARIES
    assert installed >= LIBRARIES


def test_a_font_is_known_by_its_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = tmp_path / "fontpkg_test" / "files"
    files.mkdir(parents=True)
    (tmp_path / "fontpkg_test" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    states = []
    for data in (None, b"one", b"two", b"one"):
        if data is not None:
            (files / "a.ttf").write_bytes(data)
        font_fingerprint.cache_clear()
        states.append(font_fingerprint("fontpkg_test/a.ttf"))

    assert states[0] is None
    assert states[1] == states[3] != states[2]
    assert font_fingerprint("fontpkg_that_is_not_there/a.ttf") is None
    assert font_fingerprint("no package/a.ttf") is None


def test_all_fonts_of_a_locale_are_found(tmp_path: Path) -> None:
    project = watch(make_project(tmp_path))
    from exporter.pipeline.editions import read_profile

    names = {tag: font_inputs(read_profile(project, tag), PLAIN) for tag in ("ar", "en", "ru")}

    for tag, fonts in names.items():
        assert "absent" not in {project.state(name) for name in fonts}, tag
    assert "font:fontpkg_amiri/Amiri-Bold.ttf" in names["ar"]
    assert "font:fontpkg_pt_serif/PT_Serif-Web-Regular.ttf" in names["ru"]
    assert "font:fontpkg_ibm_plex_mono/IBMPlexMono-Regular.ttf" in names["en"]


def test_fonts_that_are_opened_for_a_pdf_are_all_inputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from exporter.typesetting import fonts
    from tests.editions import sample_edition

    opened: set[str] = set()
    monkeypatch.setattr(fonts, "load_font", _noting(opened))
    edition = sample_edition("ar")

    BUILT_IN["pdf"].write(edition, PLAIN)

    assert len(opened) > 4
    assert opened <= set(font_inputs(edition.locale, PLAIN))


def test_labels_are_known_by_language() -> None:
    assert labels_fingerprint("ar") != labels_fingerprint("ru")
    assert labels_fingerprint("tlh") is None


def copy_toolkit(folder: Path) -> Path:
    package = folder / "package"
    (package / "rooms").mkdir(parents=True)
    (package / "rooms" / "a.py").write_text("a = 1\n")
    (package / "data.xml").write_text("<a/>")
    return package


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("rooms/a.py", True),
        ("rooms/new.py", True),
        ("data.xml", True),
        ("rooms/__pycache__/a.cpython-311.pyc", False),
        ("rooms/.a.py.swp", False),
        ("locales/ar/profile.toml", False),  # read on its own, where it is
        ("_compiled/rooms/a.so", False),  # the sources count
    ],
)
def test_code_and_data_of_a_package_count_but_not_what_is_made_of_them(
    tmp_path: Path, name: str, counts: bool
) -> None:
    package = copy_toolkit(tmp_path)
    before = fingerprints._tree_digest(package, without=("locales/", "_compiled/"))

    (package / name).parent.mkdir(parents=True, exist_ok=True)
    (package / name).write_text("changed")

    assert (fingerprints._tree_digest(package, without=("locales/", "_compiled/")) != before) == counts


def test_profiles_of_the_toolkit_count(monkeypatch: pytest.MonkeyPatch) -> None:
    before = toolkit_fingerprint()
    changed = {"ar/profile.toml": b"changed"}
    monkeypatch.setattr(
        "exporter.pipeline.fingerprints.read_resource", lambda name: changed.get(name) or read_resource(name)
    )
    toolkit_fingerprint.cache_clear()

    try:
        assert toolkit_fingerprint() != before
    finally:
        toolkit_fingerprint.cache_clear()


def test_the_fingerprint_is_the_same_in_every_process_and_holds_no_path() -> None:
    import subprocess

    code = "from exporter.pipeline.fingerprints import toolkit_fingerprint; print(toolkit_fingerprint())"
    command = [sys.executable, "-c", code]

    printed = {
        subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=env).stdout
        for env in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C"})
    }

    assert len(printed) == 1


def test_a_format_of_ours_is_known_by_the_toolkit() -> None:
    assert [format_fingerprint(found) for found in BUILT_IN.values()] == list(BUILT_IN)


def test_texts_are_kept_apart() -> None:
    assert (
        len({digest_of(parts) for parts in ([], [""], ["a"], ["a", ""], ["", "a"], ["a", "b"], ["ab"])}) == 7
    )


def _noting(opened: set[str]) -> object:
    from exporter.typesetting.fonts import load_font

    def load(package: str, file: str) -> object:
        opened.add(f"font:{package}/{file}")
        return load_font(package, file)

    return load

"""The compiled modules: used while they are what their sources say, and never with another result."""

from __future__ import annotations

import ast
import hashlib
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from exporter import compiled

ROOT = Path(__file__).parents[1]
HOOK = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LIBRARIES: dict[str, list[str]] = HOOK["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"][
    "libraries"
]
SOURCES = [
    ROOT.joinpath(*library.split(".")[:-1], f"{name}.py")
    for library, names in LIBRARIES.items()
    for name in names
]

# A property that mypyc compiles is worked out anew each time, and without a word.
UNSUPPORTED = {"cached_property"}

DIGESTS = """
import hashlib, sys
from exporter import compiled
from exporter.errors import ExportError
from exporter.writers.pdf import write_pack_pdf, write_pdf
from tests.editions import sample_edition
from tests.generated import generated_edition
from tests.packs import sample_pack
from exporter.model.pack import PackFile

print(compiled.in_use(), file=sys.stderr)
for tag in ("en", "ar", "ru"):
    print(tag, hashlib.sha256(write_pack_pdf(PackFile((sample_pack(tag),)))).hexdigest())
    for edition in (sample_edition(tag, repeat=3), *(generated_edition(tag, seed) for seed in range(12))):
        try:
            print(hashlib.sha256(write_pdf(edition)).hexdigest())
        except ExportError as problem:
            print(problem)
"""


def digests(**environment: str) -> tuple[str, str]:
    """Return digests of files written by a process of its own, and whether it used compiled modules."""
    done = subprocess.run(
        [sys.executable, "-c", DIGESTS],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout, done.stderr.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of compiled modules that are as their only source."""
    (tmp_path / "one.py").write_text("ONE = 1\n")
    digest = hashlib.sha256(b"ONE = 1\n").hexdigest()
    (tmp_path / compiled.SUMS).write_text(f"{digest}  one.py\n")
    return tmp_path


def test_given_sources_as_compiled_when_asked_then_the_modules_are_current(folder: Path) -> None:
    assert compiled.are_current(folder, folder)


def test_given_an_edited_source_when_asked_then_the_modules_are_not_current(folder: Path) -> None:
    (folder / "one.py").write_text("ONE = 2\n")

    assert not compiled.are_current(folder, folder)


def test_given_a_removed_source_when_asked_then_the_modules_are_not_current(folder: Path) -> None:
    (folder / "one.py").unlink()

    assert not compiled.are_current(folder, folder)


@pytest.mark.parametrize("sums", ["", "no digest\n", "\u00e9"])
def test_given_broken_sums_when_asked_then_the_modules_are_not_current(folder: Path, sums: str) -> None:
    (folder / compiled.SUMS).write_text(sums, encoding="utf-8")

    assert not compiled.are_current(folder, folder)


def test_given_nothing_compiled_when_asked_then_the_modules_are_not_current(tmp_path: Path) -> None:
    assert not compiled.are_current(tmp_path, tmp_path)


def test_given_compiled_modules_when_writing_then_the_bytes_are_those_of_the_sources() -> None:
    files, used = digests()
    if used != "True":
        assert os.environ.get("CI") != "true", "continuous integration compiles"
        pytest.skip("nothing is compiled, or a source was edited since: pip install -e . compiles")

    plain, unused = digests(**{compiled.PURE: "1"})

    assert unused == "False"
    assert files.count("\n") == 3 * 14
    assert files == plain


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_given_a_compiled_module_when_read_then_it_uses_nothing_that_the_compiler_changes(
    source: Path,
) -> None:
    nodes = list(ast.walk(ast.parse(source.read_bytes())))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    names |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}

    assert not names & UNSUPPORTED

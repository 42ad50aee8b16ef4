"""What only a process shows: start-up, pipes, signals, the shell."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from exporter import __version__
from tests.projects import ARTICLE, make_project, write_article

COMMAND = (sys.executable, "-m", "exporter")
ROOT = Path(__file__).parents[2]
HEAVY = {
    "reportlab", "docx", "lxml", "icu", "uharfbuzz", "babel", "rich", "PIL", "yaml", "markdown_it", "pyphen",
    "importlib.metadata", "multiprocessing", "concurrent", "asyncio", "logging", "subprocess",
}  # fmt: skip


def execute(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, cwd=cwd, env=env, check=False
    )


def imported(arguments: list[str]) -> set[str]:
    """Return the modules that a command imports, and their packages."""
    code = (
        f"import sys\nfrom exporter.cli.main import run\nrun({arguments!r})\nprint('modules', *sys.modules)\n"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    modules = printed.stdout.rpartition("modules ")[2].split()
    return {*modules, *(name.partition(".")[0] for name in modules)}


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"], ["completion", "zsh"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    assert HEAVY & imported(arguments) == set()


def test_a_build_without_changes_imports_nothing_heavy(tmp_path: Path) -> None:
    make_project(tmp_path, "one", arabic=True)
    arguments = ["build", "--project", str(tmp_path), "-f", "txt"]
    execute(*arguments)

    assert HEAVY & imported(arguments) == set()


def test_the_version_is_that_of_the_package() -> None:
    assert execute("--version").stdout == f"exporter {__version__}\n"


def test_a_command_line_that_cannot_be_understood_ends_with_2() -> None:
    finished = execute("build", "--no-such-option")

    assert finished.returncode == 2
    assert "Traceback" not in finished.stderr


def test_a_folder_that_is_no_project_ends_with_3_and_says_what_to_do(tmp_path: Path) -> None:
    finished = execute("build", cwd=tmp_path)

    assert finished.returncode == 3
    assert "is no project" in finished.stderr
    assert "hint: " in finished.stderr
    assert "\x1b" not in finished.stderr


def test_a_name_that_is_no_text_is_refused_without_traceback(tmp_path: Path) -> None:
    make_project(tmp_path, "one")

    finished = execute("build", os.fsdecode(b"\xff\xfe"), cwd=tmp_path)

    assert finished.returncode == 3
    assert "Traceback" not in finished.stderr


def test_a_reader_that_stops_early_makes_no_noise(tmp_path: Path) -> None:
    write_article(tmp_path, "one", ARTICLE + "\nMany words.\n" * 20_000)
    command = f"{sys.executable} -m exporter show one | head -c 10"

    finished = subprocess.run(
        ["bash", "-c", f"{command}; exit ${{PIPESTATUS[0]}}"],
        capture_output=True, text=True, check=False, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""},
    )  # fmt: skip

    assert finished.stderr == ""
    assert finished.returncode == 141


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_stopped_leaves_no_half_written_file(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    for index in range(60):
        write_article(tmp_path, f"story-{index}", ARTICLE + "\nMany words.\n" * 200)
    process = subprocess.Popen(
        [*COMMAND, "build", "-j", "2", "-f", "txt", "-f", "docx"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    while process.poll() is None and not list(tmp_path.glob("dist/*/*")):
        time.sleep(0.01)

    process.send_signal(number)
    _out, err = process.communicate(timeout=30)

    assert process.returncode == code
    assert err.strip() == ""
    names = {path.suffix for path in tmp_path.glob("dist/story-*/*")} | {
        path.suffix for path in tmp_path.glob("dist/story-*/.*")
    }
    assert names <= {".txt", ".docx"}
    assert not list(tmp_path.glob("dist/.exporter/*.tmp"))


def test_the_shell_completes_commands_and_the_names_of_articles(tmp_path: Path) -> None:
    make_project(tmp_path, "moscow-visit", "other")

    def complete(words: str) -> list[str]:
        index = str(len(words.split(" ")) - 1)
        finished = execute(
            cwd=tmp_path, _EXPORTER_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=index
        )
        return [line.partition(",")[2] for line in finished.stdout.splitlines() if line]

    assert complete("exporter ca") == ["catalog"]
    assert complete("exporter build mos") == ["moscow-visit"]
    assert complete("exporter build -l a") == ["ar"]
    assert complete("exporter build -f d") == ["docx"]
    assert complete("exporter --project /nowhere build x") == []


def test_the_output_is_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    make_project(tmp_path, "one", arabic=True)

    finished = subprocess.run(
        [*COMMAND, "show", "one", "-l", "ar"], capture_output=True, cwd=tmp_path, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii", "LC_ALL": "C"},
    )  # fmt: skip

    assert finished.stdout.decode().startswith("زيارة\n")

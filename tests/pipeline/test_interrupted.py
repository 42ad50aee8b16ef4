from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.interrupted import PATIENCE, ROOT, Siege
from tests.projects import make_project

SLOW_BUILD = """
import os, sys, time
from dataclasses import replace
from pathlib import Path
from exporter.pipeline import BuildRequest, build
from exporter.project import open_project
from exporter.writers import registry

def write(edition, options):
    print(os.getpid(), flush=True)
    time.sleep(60)

registry.BUILT_IN["pdf"] = replace(registry.BUILT_IN["pdf"], write=write)
folder = Path(sys.argv[1])
build(open_project(folder), BuildRequest(folder / "dist", formats=("pdf", "txt"), locales=("en",), jobs=2))
"""


def test_a_build_that_is_killed_is_completed_by_the_next_one(tmp_path: Path) -> None:
    siege = Siege(tmp_path, formats=("docx", "txt"), articles=2)

    siege.run(5, seed=1)

    assert (siege.broken, siege.leftovers, siege.wrong, siege.orphans) == ([], [], [], 0)
    assert sum(siege.moments.values()) == 5


def test_a_build_of_packs_that_is_killed_is_completed_by_the_next_one(tmp_path: Path) -> None:
    siege = Siege(tmp_path, formats=("docx", "txt"), articles=2, packs=True)

    siege.run(3, seed=2)

    assert (siege.broken, siege.leftovers, siege.wrong, siege.orphans) == ([], [], [], 0)


@pytest.mark.skipif(sys.platform != "linux", reason="only there a process is forked")
def test_a_process_whose_build_is_killed_ends_at_once(tmp_path: Path) -> None:
    make_project(tmp_path, "one")
    with subprocess.Popen(
        [sys.executable, "-c", SLOW_BUILD, tmp_path], stdout=subprocess.PIPE, cwd=ROOT
    ) as build:
        assert build.stdout is not None
        worker = int(build.stdout.readline())
        assert worker != build.pid
        build.send_signal(signal.SIGKILL)

    end = time.monotonic() + PATIENCE
    while _is_running(worker) and time.monotonic() < end:
        time.sleep(0.01)

    assert not _is_running(worker)


def _is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False

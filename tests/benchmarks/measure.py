"""A command to its wall time and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS_BETWEEN_LOOKS = 0.1
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Run:
    """Hold what a process and its children took: wall seconds, peak megabytes, and what it printed."""

    seconds: float
    megabytes: float
    output: str


def run(command: Sequence[str | Path], *, cwd: Path = ROOT) -> Run:
    """Run a command once; its failure is ours."""
    start = time.perf_counter()
    memory = _Memory()
    process = subprocess.Popen([str(part) for part in command], cwd=cwd, stdout=subprocess.PIPE, text=True)
    memory.watch(process.pid)
    output = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    memory.leave()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Run(time.perf_counter() - start, max(usage.ru_maxrss / 1024, memory.megabytes), output)


class _Memory:
    """Watch what a process and its children use together; what they share counts once.

    Attributes:
        megabytes: The most of it so far, of several processes at a time.
    """

    def __init__(self) -> None:
        self.megabytes = 0.0
        self._left = threading.Event()
        self._thread: threading.Thread | None = None

    def watch(self, process: int) -> None:
        """Begin."""
        self._thread = threading.Thread(target=self._look, args=(process,), daemon=True)
        self._thread.start()

    def leave(self) -> None:
        """End."""
        self._left.set()
        if self._thread is not None:
            self._thread.join()

    def _look(self, process: int) -> None:
        while not self._left.wait(SECONDS_BETWEEN_LOOKS):
            children = _children(process)
            if children:
                self.megabytes = max(self.megabytes, sum(map(_share, [process, *children])))


def _children(process: int) -> list[int]:
    try:
        text = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    own = list(map(int, text.split()))
    return [*own, *(grandchild for child in own for grandchild in _children(child))]


def _share(process: int) -> float:
    """Return a process's proportional share of memory, in megabytes."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(text.partition("\nPss:")[2].split(maxsplit=1)[0]) / 1024


def run_module(module: str, *arguments: str) -> Run:
    """Run a module of the benchmarks with this Python."""
    return run([sys.executable, "-m", module, *arguments])


def best(runs: Sequence[float]) -> float:
    """Return the least: what is left when nothing else ran."""
    return min(runs)

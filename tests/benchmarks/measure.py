"""A command to its wall time and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Run:
    """Hold what one process took: wall seconds, peak megabytes, and what it printed."""

    seconds: float
    megabytes: float
    output: str


def run(command: Sequence[str | Path], *, cwd: Path = ROOT) -> Run:
    """Run a command once; its failure is ours."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], cwd=cwd, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024, output)


def run_module(module: str, *arguments: str) -> Run:
    """Run a module of the benchmarks with this Python."""
    return run([sys.executable, "-m", module, *arguments])


def best(runs: Sequence[float]) -> float:
    """Return the least: what is left when nothing else ran."""
    return min(runs)

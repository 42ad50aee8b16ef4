"""A PDF file to its errors of syntax, and to a form that can be read, by qpdf."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


def available() -> bool:
    return shutil.which("qpdf") is not None


def qpdf_check(path: Path) -> str:
    """Return what is wrong with the file, nothing if it is sound."""
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, check=False, timeout=60)
    return "" if done.returncode == 0 else (done.stdout + done.stderr).decode("utf-8", "replace")

"""A PDF file to its text, its structure and its pictures, by poppler."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

_PROGRAMS = ("pdftotext", "pdfinfo", "pdftoppm")


def available() -> bool:
    return all(shutil.which(program) for program in _PROGRAMS)


def pdftotext(path: Path, *options: str) -> str:
    """Return the text of all pages in the order of reading; options as poppler's own, such as ``-layout``."""
    return _run("pdftotext", *options, "-enc", "UTF-8", str(path), "-")


def pdfinfo_struct_text(path: Path) -> str:
    """Return the structure tree with its text, one element a line."""
    return _run("pdfinfo", "-struct-text", str(path))


def pdftoppm(path: Path, folder: Path, *, resolution: int = 72) -> list[Path]:
    """Draw every page as PNG and return the files in order of pages."""
    folder.mkdir(parents=True, exist_ok=True)
    _run("pdftoppm", "-png", "-r", str(resolution), str(path), str(folder / "page"))
    return sorted(folder.glob("page-*.png"))


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    # Poppler tells of a damaged file on stderr only.
    if done.stderr:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))
    return done.stdout.decode("utf-8")

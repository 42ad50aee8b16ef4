"""Modules that were compiled at installation, used as long as they are what their sources say."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

_ROOT = Path(__file__).parent
FOLDER = _ROOT / "_compiled"
SUMS = "sources.sha256"  # a line for each source, as sha256sum writes it; paths begin at the package
PURE = "EXPORTER_PURE"  # in the environment: the sources are used in any case


def search_path(package: str, own: Sequence[str]) -> list[str]:
    """Return where a package's modules are looked for: first among the compiled ones, if they are in use.

    A module that was not compiled, or was for another Python, is found at its own place.

    Args:
        package: Its full name.
        own: Its ``__path__``.
    """
    return [str(FOLDER.joinpath(*package.split("."))), *own] if in_use() else list(own)


@lru_cache(maxsize=1)
def in_use() -> bool:
    """Tell whether every source is the one that was compiled: whoever edits one sees the change at once."""
    return not os.environ.get(PURE) and are_current(FOLDER, _ROOT.parent)


def are_current(folder: Path, root: Path) -> bool:
    """Tell whether a folder holds what was compiled from the sources below a root as they are now."""
    try:
        lines = (folder / SUMS).read_text(encoding="ascii").splitlines()
        return bool(lines) and all(_digest(root / line[66:]) == line[:64] for line in lines)
    except (OSError, ValueError):
        return False


def _digest(source: Path) -> str:
    return hashlib.sha256(source.read_bytes()).hexdigest()

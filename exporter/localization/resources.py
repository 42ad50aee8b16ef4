"""Names of the toolkit's own locale files to their bytes: the one module here that opens files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def read_resource(name: str) -> bytes | None:
    """Return a file of the toolkit's ``locales`` folder, such as ``ar/profile.toml``, or None."""
    try:
        return (resource_folder() / name).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


@cache
def toolkit_tags() -> tuple[str, ...]:
    """Return the tags that have a profile in the toolkit, in order."""
    return tuple(sorted(path.parent.name for path in resource_folder().glob("*/profile.toml")))


def resource_folder() -> Path:
    """Return the toolkit's ``locales`` folder."""
    # A wheel carries the folder inside the package; a checkout has it beside the package.
    inside = _PACKAGE / "locales"
    return inside if inside.is_dir() else _PACKAGE.parent / "locales"

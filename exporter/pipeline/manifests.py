"""What a pack's files are and were made of to a manifest in JSON, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from exporter.errors import PackDifferenceError, SourceLocation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from exporter.model.pack import Binding

FORM: Final = 1
MOST_BYTES: Final = 50_000_000
_HINT: Final = 'build the pack again with "exporter pack build"'


@dataclass(frozen=True, slots=True)
class PackWishes:
    """Hold what a user chose for a file, beside the pack's description.

    Attributes:
        theme: Its path, or empty for the project's own if there is one.
    """

    binding: Binding
    draft: bool = False
    text_width: int = 72
    theme: str = ""


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """Tell the bytes of one file, by its name beside the manifest."""

    name: str
    locales: tuple[str, ...]
    format: str
    bytes: int
    sha256: str
    wishes: PackWishes


@dataclass(frozen=True, slots=True)
class Manifest:
    """Tell all that makes a pack.

    Attributes:
        toolkit: Version.
        articles: Slugs in order; with the locales of the files these are the editions.
        inputs: Digest of each thing that was read: files of the project by path, fonts as
            ``font:package/file``, the toolkit's labels as ``labels:language``.
    """

    pack: str
    toolkit: str
    articles: tuple[str, ...]
    inputs: Mapping[str, str]
    files: tuple[ManifestFile, ...]

    @property
    def editions(self) -> list[dict[str, str]]:
        """Return each article in each locale that a file holds."""
        locales = dict.fromkeys(tag for file in self.files for tag in file.locales)
        return [{"article": slug, "locale": tag} for tag in locales for slug in self.articles]


def write_manifest(manifest: Manifest) -> bytes:
    """Return a manifest as JSON; the same manifest gives the same bytes."""
    value = {
        "manifest": FORM,
        "pack": manifest.pack,
        "toolkit": manifest.toolkit,
        "articles": manifest.articles,
        "editions": manifest.editions,
        "inputs": dict(sorted(manifest.inputs.items())),
        "files": [asdict(file) for file in manifest.files],
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def load_manifest(path: Path) -> Manifest:
    """Read a manifest's file.

    Raises:
        PackDifferenceError: It is missing, damaged, or of another form.
    """
    at = SourceLocation(path.as_posix())
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PackDifferenceError("the manifest is too large to be one", at=at, hint=_HINT)
        data = path.read_bytes()
    except OSError as error:
        problem = "the pack has no manifest that can be read"
        raise PackDifferenceError(problem, at=at, hint='build it first with "exporter pack build"') from error
    return _read_manifest(data, at)


def _read_manifest(data: bytes, at: SourceLocation) -> Manifest:
    try:
        return _manifest(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        problem = "the manifest is damaged, or that of another version"
        raise PackDifferenceError(problem, at=at, hint=_HINT) from error


def _manifest(value: dict[str, Any]) -> Manifest:
    if value["manifest"] != FORM:
        raise ValueError("another form")
    return Manifest(
        pack=str(value["pack"]),
        toolkit=str(value["toolkit"]),
        articles=tuple(map(str, value["articles"])),
        inputs={str(name): str(state) for name, state in value["inputs"].items()},
        files=tuple(_file(item) for item in value["files"]),
    )


def _file(item: dict[str, Any]) -> ManifestFile:
    name, sha256 = str(item["name"]), str(item["sha256"])
    if "/" in name or "\\" in name or name.startswith("."):
        raise ValueError("a file elsewhere")  # nothing outside the manifest's folder is ever read
    locales = tuple(map(str, item["locales"]))
    wishes = PackWishes(**item["wishes"])
    return ManifestFile(name, locales, str(item["format"]), int(item["bytes"]), sha256, wishes)

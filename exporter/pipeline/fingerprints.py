"""The toolkit, a format, a font or the toolkit's labels to digests that change when their bytes do."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from exporter.compiled import FOLDER
from exporter.localization.resources import read_resource, resource_folder
from exporter.writers.registry import BUILT_IN

if TYPE_CHECKING:
    from exporter.writers.registry import Format, WriterOptions

# Whose versions decide about bytes; fonts are known by their files.
LIBRARIES: Final = frozenset(
    {
        "babel", "isal", "lxml", "markdown_it_py", "mdit_py_plugins", "mdurl", "pillow", "pyicu_wheels",
        "pyphen", "python_docx", "pyyaml", "reportlab", "uharfbuzz",
    }
)  # fmt: skip
# What a format does not look at; all other options count, so that a new one is never forgotten.
_NO_MATTER: Final = frozenset({"jobs"})  # to any format, as a writer's options say
IGNORED: Final = {
    "docx": _NO_MATTER | {"text_width", "theme"},
    "pdf": _NO_MATTER | {"text_width"},
    "txt": _NO_MATTER | {"theme"},
}
_MOST_FILES = 5_000  # of a package that offers a format
_DISTRIBUTION = ".dist-info"


@cache
def toolkit_fingerprint() -> str:
    """Return a digest of the toolkit's code and data, of the libraries' versions and of Python's.

    The code itself counts and not its version alone: in a checkout one changes without the other.
    The catalogs of labels are left out: each is an input of its language's editions alone; and compiled
    modules, which are used only while they are what the code says.
    """
    package = Path(__file__).parent.parent
    code = _tree_digest(package, without=("locales/", f"{FOLDER.name}/"))
    folder = resource_folder()
    names = sorted(
        p.relative_to(folder).as_posix() for p in (*folder.glob("*.toml"), *folder.glob("*/*.toml"))
    )
    data = (sha256(read_resource(name) or b"").hexdigest() + " " + name for name in names)
    libraries = (name for name in _distributions() if name.partition("-")[0].lower() in LIBRARIES)
    return digest_of([code or "", *data, *libraries, sys.version])


def format_fingerprint(found: Format) -> str | None:
    """Return a digest of a format's code; None if it cannot be known, so that nothing is up to date."""
    if BUILT_IN.get(found.name) is found and found.write.__module__.startswith("exporter."):
        return found.name
    module = sys.modules.get(found.write.__module__.partition(".")[0])
    file = getattr(module, "__file__", None)
    if not file or not Path(file).is_file():
        return None
    whole = _tree_digest(Path(file).parent) if hasattr(module, "__path__") else _file_digest(file)
    return digest_of([found.name, found.extension, whole, *_distributions()]) if whole else None


def options_fingerprint(found: Format, options: WriterOptions) -> str:
    """Return what a format's files depend on among a user's wishes."""
    ignored = IGNORED.get(found.name, _NO_MATTER)
    return repr({name: getattr(options, name) for name in options.__slots__ if name not in ignored})


@cache
def font_fingerprint(name: str) -> str | None:
    """Return a digest of a font, named as ``package/file``; None if it is not installed."""
    package, _, file = name.partition("/")
    spec = importlib.util.find_spec(package) if package.isidentifier() else None
    if spec is None or not spec.origin:
        return None
    return _file_digest(Path(spec.origin).parent / "files" / file)


def labels_fingerprint(language: str) -> str | None:
    """Return a digest of the toolkit's labels in a language; None if there are none."""
    data = read_resource(f"{language}/LC_MESSAGES/exporter.po")
    return None if data is None else sha256(data).hexdigest()


def digest_of(parts: Iterable[str]) -> str:
    """Return a digest of texts that hold no NUL, each kept apart."""
    return sha256("".join(f"{part}\0" for part in parts).encode("utf-8", "surrogatepass")).hexdigest()


def _tree_digest(folder: Path, without: tuple[str, ...] = ()) -> str | None:
    digest = sha256()
    for number, (name, path) in enumerate(_files(str(folder), "")):
        if number > _MOST_FILES:
            return None
        if not name.startswith(without):
            digest.update(f"{name}\0{_file_digest(path)}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _files(folder: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the names of all files below a folder, and their paths, in order."""
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    for name, is_folder in found:
        if is_folder and name != "__pycache__":
            yield from _files(f"{folder}/{name}", f"{prefix}{name}/")
        elif not is_folder and not name.endswith((".pyc", "~")) and not name.startswith("."):
            yield prefix + name, f"{folder}/{name}"


def _file_digest(path: str | Path) -> str | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - hundreds of files, before anything is built
            return sha256(file.read()).hexdigest()
    except (OSError, ValueError):
        return None


@cache
def _distributions() -> tuple[str, ...]:
    """Return names and versions of what is installed; importlib.metadata would take 50 ms."""
    found: set[str] = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - names, not paths
        except OSError:
            continue
        found.update(name.removesuffix(_DISTRIBUTION) for name in names if name.endswith(_DISTRIBUTION))
    return tuple(sorted(found))

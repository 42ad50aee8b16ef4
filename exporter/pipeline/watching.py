"""A project to the names and digests of all that is read of it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from exporter.errors import ExportError
from exporter.pipeline.fingerprints import digest_of, font_fingerprint, labels_fingerprint
from exporter.project import Project

ABSENT: Final = "absent"
UNFIT: Final = "unfit"  # there, but no reader takes it
UNSTABLE: Final = "unstable"  # changed between two looks: what is made of it is out of date at once
MOST_BYTES: Final = 20_000_000  # what the largest file of a project may have, a picture
_OPEN: Final = (
    os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)


@dataclass(slots=True)
class _Memory:
    """Hold what has been seen; ``noted`` what is seen now."""

    states: dict[str, str] = field(default_factory=dict)
    digests: dict[tuple[str, ...], str] = field(default_factory=dict)
    plain: dict[str, bool] = field(default_factory=dict)
    tags: tuple[str, ...] | None = None
    noted: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class WatchedProject(Project):
    """See a project as it was at the first look, and note each look.

    An input is named by what it is: ``file:content/a/article.md``, ``names:content/a`` (the files of a
    folder), ``font:package/file``, ``labels:ar`` (the toolkit's own). Its state is a digest of what it
    holds; what is missing has a state, too, so that its appearance is a change.
    """

    memory: _Memory = field(default_factory=_Memory)

    @contextmanager
    def noting(self) -> Iterator[dict[str, None]]:
        """Give the names of all inputs that are looked at within, in order."""
        outer, self.memory.noted = self.memory.noted, {}
        try:
            yield self.memory.noted
        finally:
            outer.update(self.memory.noted)
            self.memory.noted = outer

    def digest(self, names: Iterable[str]) -> str:
        """Return a digest of names and states."""
        group = tuple(names)
        found = self.memory.digests.get(group)
        if found is None:
            found = self.memory.digests[group] = digest_of(f"{self.state(name)} {name}" for name in group)
        return found

    def state(self, name: str) -> str:
        """Return the state of an input, by its name."""
        found = self.memory.states.get(name)
        if found is None:
            found = self.memory.states[name] = self._look(name)
        return found

    def exists(self, path: str) -> bool:
        """Tell whether a regular file lies there, inside the project."""
        name = f"file:{path}"
        self.memory.noted[name] = None
        known = self.memory.states.get(name)
        return self._is_file(path) if known is None else known != ABSENT

    def file_names(self, folder: str) -> tuple[str, ...]:
        """Return the names of the files in a folder, in order; none if there is no such folder."""
        found = self._list(folder)
        self._learn(f"names:{folder}", digest_of(found))
        return found

    def locale_tags(self) -> tuple[str, ...]:
        """Return the tags that have a folder under ``locales/``, in order."""
        if self.memory.tags is None:
            self.memory.tags = Project.locale_tags(self)
        return self.memory.tags

    def read_bytes(self, path: str, limit: int, *, within: str = "") -> bytes:
        """Read a file as any project does, and note its state."""
        self.memory.noted[f"file:{path}"] = None
        data = Project.read_bytes(self, path, limit, within=within)
        self._learn(f"file:{path}", sha256(data).hexdigest())
        return data

    def _learn(self, name: str, state: str) -> None:
        self.memory.noted[name] = None
        known = self.memory.states.setdefault(name, state)
        if known != state:
            self.memory.states[name] = UNSTABLE
            self.memory.digests.clear()

    def _look(self, name: str) -> str:
        kind, _, rest = name.partition(":")
        if kind == "file":
            return self._file_state(rest)
        if kind == "names":
            return digest_of(self._list(rest))
        found = font_fingerprint(rest) if kind == "font" else labels_fingerprint(rest)
        return ABSENT if found is None else found

    def _file_state(self, path: str) -> str:
        if self._is_plain(path.rpartition("/")[0]):
            try:
                return _state_of_plain(f"{self.root}/{path}")
            except FileNotFoundError:
                return ABSENT
            except (OSError, ValueError):
                pass  # a link, or no permission: the careful way knows
        if not Project.exists(self, path):
            return ABSENT
        try:
            return sha256(Project.read_bytes(self, path, MOST_BYTES)).hexdigest()
        except ExportError:
            return UNFIT

    def _is_file(self, path: str) -> bool:
        if not self._is_plain(path.rpartition("/")[0]):
            return Project.exists(self, path)
        try:
            mode = os.lstat(f"{self.root}/{path}").st_mode
        except (OSError, ValueError):
            return False
        return stat.S_ISREG(mode) or (stat.S_ISLNK(mode) and Project.exists(self, path))

    def _is_plain(self, folder: str) -> bool:
        """Tell whether no link is on the way to a folder: then looks at its files are cheap."""
        found = self.memory.plain.get(folder)
        if found is None:
            place = f"{self.root}/{folder}" if folder else str(self.root)
            found = self.memory.plain[folder] = "\0" not in place and os.path.realpath(place) == place
        return found

    def _list(self, folder: str) -> tuple[str, ...]:
        place = self.root / folder if self._is_plain(folder) else self._inside(folder)
        try:
            with os.scandir(place) as entries:
                found = sorted((e.name, e.is_file(follow_symlinks=False), e.is_symlink()) for e in entries)
        except OSError:
            return ()
        return tuple(
            name for name, file, link in found if file or (link and Project.exists(self, f"{folder}/{name}"))
        )


def watch(project: Project) -> WatchedProject:
    """Return a project that notes what is read of it from now on."""
    return WatchedProject(project.root)


def _state_of_plain(path: str) -> str:
    descriptor = os.open(path, _OPEN)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return ABSENT
        if status.st_size > MOST_BYTES:
            return UNFIT
        digest = sha256()
        while piece := os.read(descriptor, MOST_BYTES):
            digest.update(piece)
        return digest.hexdigest()
    finally:
        os.close(descriptor)

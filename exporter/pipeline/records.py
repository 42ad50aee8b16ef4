"""An output folder to a record of what its files were made of, and back.

The record is a file of lines in the folder itself. Lines are only ever added, each in one step and
with a checksum, so whatever stops a build or damages the file costs single lines: the files of lines
that are lost are built again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from exporter.errors import OutputError
from exporter.output import FileStamp, WrittenFile, remove_leftovers, stamp_of, write_atomically

FOLDER: Final = ".exporter"
NAME: Final = "builds.jsonl"
MOST_BYTES: Final = 500_000_000
_GROUP, _FILE, _VALUE = "inputs-1", "file-1", "value-1"  # with the version of a line's form
_WORN: Final = 100  # lines that are out of date before the record is written anew, beside half of all
_APPEND: Final = (
    os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FileRecord:
    """Tell what a file was made of and which bytes it got.

    Attributes:
        key: Digest of the settings and of all inputs, as they were.
        groups: Names of groups of inputs.
    """

    key: str
    groups: Names
    written: WrittenFile


@dataclass(frozen=True, slots=True)
class ValueRecord:
    """Keep a word that was read from inputs, such as an article's language."""

    key: str
    groups: Names
    value: str


class Records:
    """Hold the record of an output folder; what cannot be read is as if it were not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FOLDER / NAME
        self.files: dict[str, FileRecord] = {}
        self.values: dict[str, ValueRecord] = {}
        self.groups: dict[str, Names] = {}
        self.noted = 0  # when the last line was written, by the clock of the file system
        self._lines = self._bad = 0
        self._load()

    def keep_file(self, name: str, key: str, inputs: Iterable[Names], written: WrittenFile) -> None:
        """Record a file of the folder, by its name relative to it."""
        record = FileRecord(key, self._keep_groups(inputs), written)
        self.files[name] = record
        self._append(_file_line(name, record))

    def keep_value(self, name: str, key: str, inputs: Iterable[Names], value: str) -> None:
        """Record a value."""
        record = ValueRecord(key, self._keep_groups(inputs), value)
        if self.values.get(name) != record:
            self.values[name] = record
            self._append([_VALUE, name, key, list(record.groups), value])

    def names_of(self, groups: Names) -> tuple[Names, ...] | None:
        """Return groups of inputs by their names; None if the record has lost one."""
        found = tuple(self.groups[group] for group in groups if group in self.groups)
        return found if len(found) == len(groups) else None

    def tidy(self) -> None:
        """Write the record anew if much of it is out of date or damaged."""
        remove_leftovers(self.path.parent)
        alive = len(self.files) + len(self.values) + len(self.groups)
        if self._bad or self._lines > 2 * alive + _WORN:
            lines = b"".join(_encode(line) for line in self._all_lines())
            with suppress(OutputError):  # as `_append`
                write_atomically(self.path, lines)

    def _keep_groups(self, inputs: Iterable[Names]) -> Names:
        groups = []
        for names in inputs:
            group = sha256("\0".join(names).encode("utf-8", "surrogatepass")).hexdigest()[:16]
            if group not in self.groups:
                self.groups[group] = names
                self._append([_GROUP, group, list(names)])
            groups.append(group)
        return tuple(groups)

    def _append(self, line: list[Any]) -> None:
        self._lines += 1
        # Without a record the next build has more to do, and that is all.
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.path, _APPEND, 0o666)
            try:
                os.write(descriptor, _encode(line))
            finally:
                os.close(descriptor)

    def _load(self) -> None:
        data = b""
        with suppress(OSError):
            stamp = stamp_of(self.path)
            self._bad = int(stamp is not None and stamp.size > MOST_BYTES)
            if stamp and not self._bad:
                self.noted = stamp.modified
                data = self.path.read_bytes()
        lines = list(filter(None, data.split(b"\n")))
        self._lines = len(lines)
        taken = sum(map(self._take, _decode(lines)))
        self._bad += len(lines) - taken

    def _take(self, line: Any) -> bool:
        """Take a line; later ones replace earlier ones. Return whether it was whole."""
        match line:
            case ["file-1", str(name), str(key), [*groups], str(digest), *stamp] if _are_stamp(stamp):
                self.files[name] = FileRecord(key, tuple(groups), WrittenFile(digest, FileStamp(*stamp)))
            case ["inputs-1", str(group), [*names]] if all(isinstance(name, str) for name in names):
                self.groups[group] = tuple(names)
            case ["value-1", str(name), str(key), [*groups], str(value)]:
                self.values[name] = ValueRecord(key, tuple(groups), value)
            case _:
                return False
        return True

    def _all_lines(self) -> Iterable[list[Any]]:
        files = {name: record for name, record in self.files.items() if stamp_of(self.folder / name)}
        used = {group for record in files.values() for group in record.groups}
        used.update(group for record in self.values.values() for group in record.groups)
        for group, names in self.groups.items():
            if group in used:
                yield [_GROUP, group, list(names)]
        for name, record in self.values.items():
            yield [_VALUE, name, record.key, list(record.groups), record.value]
        for name, kept in files.items():
            yield _file_line(name, kept)


def _file_line(name: str, record: FileRecord) -> list[Any]:
    stamp = record.written.stamp
    times = (stamp.size, stamp.modified, stamp.changed, stamp.inode)
    return [_FILE, name, record.key, list(record.groups), record.written.sha256, *times]


def _are_stamp(values: list[Any]) -> bool:
    return len(values) == 4 and all(type(value) is int for value in values)


def _encode(line: list[Any]) -> bytes:
    """Return a line that begins on a new one, in case that a writer before was cut off."""
    text = json.dumps(line, separators=(",", ":")).encode()
    return b"\n%08x %s" % (crc32(text), text)


def _decode(lines: Iterable[bytes]) -> Iterable[Any]:
    """Return what lines say, without those that are damaged."""
    whole = [line[9:] for line in lines if line[:9] == b"%08x " % crc32(line[9:])]
    try:
        said: list[Any] = json.loads(b"[%s]" % b",".join(whole))  # at once, which takes half the time
    except (ValueError, RecursionError):
        return ()  # a checksum that is right by chance, or by intent
    return said

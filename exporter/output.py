"""Bytes to a file that is whole or not there at all."""

from __future__ import annotations

import os
import re
import stat
import sys
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from exporter.errors import OutputError, SourceLocation

if sys.platform != "win32":
    import fcntl

_CREATE: Final = (
    os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)
_LOOK: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_TEMPORARY: Final = re.compile(r"\..+\.[0-9]+-[0-9]+\.tmp")
_PIECE: Final = 1 << 20  # bytes that are read at a time


@dataclass(frozen=True, slots=True)
class FileStamp:
    """Tell a file from what others put in its place, without reading it.

    Attributes:
        modified, changed: Times in nanoseconds; the second one cannot be set by a program.
    """

    size: int
    modified: int
    changed: int
    inode: int


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """Tell which bytes a file holds, and how it looked then."""

    sha256: str
    stamp: FileStamp


def write_atomically(path: Path, data: bytes) -> WrittenFile:
    """Write a file in one step: readers see the old bytes or the new ones.

    The folder is made if it is missing. A symbolic link in the file's place is replaced, not
    followed.

    Raises:
        OutputError: If the folder or the file cannot be written; nothing is left behind.
    """
    from hashlib import sha256

    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary, descriptor = _create_beside(path)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            written = os.fstat(file.fileno())
            if sys.platform != "win32":  # while the lock holds, and where an open file may be renamed
                os.replace(temporary, path)  # noqa: PTH105 - the call whose atomicity is documented
        if sys.platform == "win32":
            os.replace(temporary, path)  # noqa: PTH105 - the same
        return WrittenFile(sha256(data).hexdigest(), _stamp_after(path, written))
    except OSError as error:
        raise _output_error(path, error) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def stamp_of(path: Path | str) -> FileStamp | None:
    """Return the stamp of a regular file, or None; a link is none."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return None
    return _stamp(status) if stat.S_ISREG(status.st_mode) else None


def digest_of_file(path: Path | str) -> str | None:
    """Return a digest of a file's bytes, however many; None where it cannot be read."""
    from hashlib import sha256

    digest = sha256()
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - the path may be text
            while piece := file.read(_PIECE):
                digest.update(piece)
    except OSError:
        return None
    return digest.hexdigest()


def remove_leftovers(folder: Path | str) -> None:
    """Remove the temporary files of writers that were killed; those of running ones stay.

    A writer holds a lock on its file, which ends with the process whatever happens to it.
    """
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names, and many folders
    except OSError:
        return
    for name in names:
        if name.endswith(".tmp") and _TEMPORARY.fullmatch(name):
            with suppress(OSError):
                _remove_unlocked(Path(folder, name))


def _remove_unlocked(path: Path) -> None:
    if sys.platform == "win32":
        path.unlink()  # fails while a writer has the file open
        return
    descriptor = os.open(path, _LOOK)
    try:
        if stat.S_ISREG(os.fstat(descriptor).st_mode) and _lock(descriptor) is True:
            path.unlink()
    finally:
        os.close(descriptor)


def _create_beside(path: Path) -> tuple[Path, int]:
    # In the same folder, because a rename is atomic only within one file system.
    for attempt in count():
        temporary = path.with_name(f".{path.name}.{os.getpid()}-{attempt}.tmp")
        with suppress(FileExistsError):
            descriptor = os.open(temporary, _CREATE, 0o666)
            # Who tidies up may have been faster than the lock.
            if _lock(descriptor) is not False and os.fstat(descriptor).st_nlink:
                return temporary, descriptor
            os.close(descriptor)
    raise AssertionError("count() never ends")  # for the type checker


def _lock(descriptor: int) -> bool | None:
    """Lock a file until it is closed; False if another process holds it, None where nothing can be locked."""
    if sys.platform == "win32":
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _stamp_after(path: Path, written: os.stat_result) -> FileStamp:
    """Return the stamp of a renamed file; renaming has changed one of its times."""
    now = stamp_of(path)
    before = _stamp(written)
    same = now and (now.size, now.modified, now.inode) == (before.size, before.modified, before.inode)
    return now if now and same else before  # another process may have put its file there


def _stamp(status: os.stat_result) -> FileStamp:
    return FileStamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


def _output_error(path: Path, error: OSError) -> OutputError:
    reason = (error.strerror or "unknown reason").lower()
    hint = "choose a folder that you may write to"
    if isinstance(error, FileExistsError | NotADirectoryError):
        hint = "a file stands where a folder is needed; move it away"
    elif isinstance(error, IsADirectoryError):
        hint = "a folder stands where the file belongs; move it away"
    return OutputError(f"cannot write the file: {reason}", at=SourceLocation(path.as_posix()), hint=hint)

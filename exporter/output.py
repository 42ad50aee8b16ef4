"""Bytes to a file that is whole or not there at all."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import count
from pathlib import Path

from exporter.errors import OutputError, SourceLocation

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file in one step: readers see the old bytes or the new ones.

    The folder is made if it is missing. A symbolic link in the file's place is replaced, not
    followed.

    Raises:
        OutputError: If the folder or the file cannot be written; nothing is left behind.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary, descriptor = _create_beside(path)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105 - the call whose atomicity is documented
    except OSError as error:
        raise _output_error(path, error) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _create_beside(path: Path) -> tuple[Path, int]:
    # In the same folder, because a rename is atomic only within one file system.
    for attempt in count():
        temporary = path.with_name(f".{path.name}.{os.getpid()}-{attempt}.tmp")
        with suppress(FileExistsError):
            return temporary, os.open(temporary, _CREATE, 0o666)
    raise AssertionError("count() never ends")  # for the type checker


def _output_error(path: Path, error: OSError) -> OutputError:
    reason = (error.strerror or "unknown reason").lower()
    hint = "choose a folder that you may write to"
    if isinstance(error, FileExistsError | NotADirectoryError):
        hint = "a file stands where a folder is needed; move it away"
    elif isinstance(error, IsADirectoryError):
        hint = "a folder stands where the file belongs; move it away"
    return OutputError(f"cannot write the file: {reason}", at=SourceLocation(path.as_posix()), hint=hint)

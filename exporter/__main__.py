"""``python -m exporter`` and the ``exporter`` command."""

from __future__ import annotations

import gc
import signal
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from types import FrameType

TERMINATED = 143  # as shells count: 128 and the signal's number


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    # Nearly all objects of a build live until its end: looking for cycles less often saves a twentieth.
    gc.set_threshold(200_000, 20, 100)
    from exporter.cli.main import run

    signal.signal(signal.SIGTERM, _terminate)
    for stream in (sys.stdout, sys.stderr):
        # Names of files may hold bytes that are no text, and a console may know fewer letters.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    """Unwind, so that half-written files are removed."""
    sys.exit(TERMINATED)


if __name__ == "__main__":
    main()

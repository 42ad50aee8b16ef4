"""A build's progress to a bar on a terminal."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exporter.pipeline import Progress

PATIENCE: Final = 1.0  # seconds; a shorter build needs no bar, and importing rich takes a tenth of that


@contextmanager
def follow(*, silent: bool) -> Iterator[Callable[[Progress], None] | None]:
    """Give a function that shows progress on standard error; none where nobody would see it."""
    if silent or not sys.stderr.isatty():
        yield None
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.close()


class _Bar:
    """Appear when a build takes long."""

    def __init__(self) -> None:
        self.begin = time.monotonic()
        self.close: Callable[[], None] = lambda: None
        self.update: Callable[[Progress], None] | None = None

    def show(self, progress: Progress) -> None:
        if self.update is None and time.monotonic() - self.begin > PATIENCE:
            self._open(progress.total)
        if self.update is not None:
            self.update(progress)

    def _open(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        bar = RichProgress(
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        task = bar.add_task("", total=total)
        bar.start()
        self.close = bar.stop
        self.update = lambda progress: bar.update(task, completed=progress.done, total=progress.total)

"""Wanted files to written ones: which are up to date, who writes the others, and what has come of it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.errors import ExportError, SourceLocation
from exporter.output import WrittenFile
from exporter.pipeline.crew import Crew
from exporter.pipeline.editions import flatten
from exporter.pipeline.ledger import Ledger
from exporter.pipeline.tasks import Outcome, WriteTask
from exporter.pipeline.themes import read_project_theme
from exporter.writers.registry import WriterOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from exporter.model.edition import Edition
    from exporter.model.pack import PackFile
    from exporter.pipeline.records import Names
    from exporter.pipeline.watching import WatchedProject
    from exporter.writers.registry import Format


@dataclass(frozen=True, slots=True)
class Request:
    """Say where files go, and how they are wanted.

    Attributes:
        out: Folder that gets them.
        locales: Tags; empty for those that each article or pack has by itself.
        formats: Names; empty for all our own.
        draft: Whether editions may lack translations.
        jobs: Processes to use; 0 for as many as there are processors.
        theme: Path of a theme relative to the project; empty for ``content/theme.toml`` if it is there.
        force: Whether to build files that are up to date, too.
    """

    out: Path
    locales: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    draft: bool = False
    options: WriterOptions = field(default_factory=WriterOptions)
    jobs: int = 0
    theme: str = ""
    force: bool = False


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """Name a file that is up to date.

    Attributes:
        size: In bytes.
        unchanged: Whether an earlier build has written it.
    """

    slug: str
    tag: str
    format: str
    path: Path
    size: int
    sha256: str
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """Tell how many of the files to build are done; ``total`` is an estimate until all articles are read."""

    done: int
    total: int


@dataclass(frozen=True, slots=True, eq=False)
class WantedFile:
    """Name a file that is wanted.

    Attributes:
        name: Relative to the output folder, with forward slashes.
        slug: The article's, or the pack's name.
        tag: What the file's name says of its locales.
        settings: A digest of all that decides about it beside its inputs; None if that cannot be known.
    """

    name: str
    slug: str
    tag: str
    format: Format
    settings: str | None


class Writing:
    """Have wanted files written that are not up to date.

    Attributes:
        files: What is up to date now, by name.
        errors: Of all that was not built.
        expected: How many files are to be written.
    """

    def __init__(
        self, project: WatchedProject, request: Request, on_progress: Callable[[Progress], None] | None
    ) -> None:
        self.project = project
        self.request = request
        self.options = request.options
        self.ledger = Ledger(project, request.out, force=request.force)
        self.files: dict[str, BuiltFile] = {}
        self.errors: list[ExportError] = []
        self.expected = 0
        self._on_progress = on_progress
        self._tasks: list[tuple[WantedFile, tuple[Names, ...]]] = []  # by index, with the names of all inputs
        self._done = 0

    def find(self, wanted: WantedFile) -> BuiltFile | None:
        """Return a file if it is up to date."""
        written = self.ledger.find_file(wanted.name, wanted.settings)
        return self._built(wanted, written, unchanged=True) if written else None

    def read_theme(self) -> None:
        """Read the theme that is asked for, or the project's own; raise what is wrong with it."""
        theme = read_project_theme(self.project, self.request.theme)
        self.options = replace(self.options, theme=theme or self.options.theme)

    def start_crew(self, formats: Sequence[str]) -> Crew:
        """Start who writes the files; their formats stand once for each."""
        self.options = replace(self.options, jobs=_jobs_for_each(len(formats), self.request.jobs))
        self.expected = len(formats)
        return Crew(_worker_count(formats, self.request.jobs), tuple(dict.fromkeys(formats)), self._record)

    def submit(
        self, crew: Crew, wanted: WantedFile, content: Edition | PackFile, inputs: Iterable[Names]
    ) -> None:
        """Hand over what a file shows, with the names of all that it is made of."""
        path = self.request.out / wanted.name
        task = WriteTask(len(self._tasks), content, wanted.format.name, path, self.options)
        self._tasks.append((wanted, tuple(inputs)))
        crew.submit(task)

    def submitted(self) -> int:
        """Return how many files were handed over."""
        return len(self._tasks)

    def _record(self, outcome: Outcome) -> None:
        self._done += 1
        wanted, inputs = self._tasks[outcome.index]
        if isinstance(outcome.result, WrittenFile):
            self.files[wanted.name] = self._built(wanted, outcome.result)
            self.ledger.keep_file(wanted.name, wanted.settings, inputs, outcome.result)
        else:
            path = self.request.out / wanted.name
            self.errors += [_placed(error, path) for error in flatten(outcome.result)]
        if self._on_progress:
            self._on_progress(Progress(self._done, max(self.expected, self._done)))

    def _built(self, wanted: WantedFile, written: WrittenFile, *, unchanged: bool = False) -> BuiltFile:
        path = self.request.out / wanted.name
        size = written.stamp.size
        return BuiltFile(wanted.slug, wanted.tag, wanted.format.name, path, size, written.sha256, unchanged)


def _placed(error: ExportError, path: Path) -> ExportError:
    """Return an error that names a place: its own, or the file that was not written."""
    if error.at:
        return error
    return type(error)(error.problem, at=SourceLocation(path.as_posix()), hint=error.hint)


def _processors() -> int:
    # A container may be given fewer processors than the machine has.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _worker_count(formats: Sequence[str], jobs: int) -> int:
    """Return how many processes help this one to write files of named formats; 0 jobs: a processor each.

    None for plain text, which takes less time than they would. A single file is written here, where
    nothing hinders its writer to use all processors itself.
    """
    heavy = sum(name != "txt" for name in formats)
    return 0 if len(formats) == 1 else min((jobs or _processors()) - 1, heavy)


def _jobs_for_each(files: int, jobs: int) -> int:
    """Return how many processes may write each of some files at the same time; 0 jobs: a processor each."""
    return max((jobs or _processors()) // max(files, 1), 1)

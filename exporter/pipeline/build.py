"""A project and what is wanted of it to files, and a report of them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from exporter.errors import ExportError, Problems, ProjectError, SourceLocation, raise_problems
from exporter.output import WrittenFile, remove_leftovers
from exporter.pipeline.crew import Crew
from exporter.pipeline.editions import (
    Localizer,
    flatten,
    locales_of,
    read_profile,
    read_source,
    translated_locales,
)
from exporter.pipeline.fingerprints import toolkit_fingerprint
from exporter.pipeline.inputs import edition_settings, format_inputs, translation_inputs
from exporter.pipeline.ledger import Ledger
from exporter.pipeline.tasks import Outcome, WriteTask
from exporter.pipeline.themes import read_project_theme
from exporter.pipeline.watching import WatchedProject, watch
from exporter.writers.registry import BUILT_IN, Format, WriterOptions, find_format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from exporter.model.edition import Edition
    from exporter.pipeline.records import Names
    from exporter.project import Project

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """Say what to build.

    Attributes:
        slugs: Articles; empty for all.
        locales: Tags; empty for each article's own language and those with a catalog of it.
        formats: Names; empty for all our own.
        out: Folder that gets a folder for each article.
        draft: Whether editions may lack translations.
        jobs: Processes to use; 0 for as many as there are processors.
        theme: Path of a theme relative to the project; empty for ``content/theme.toml`` if it is there.
        force: Whether to build files that are up to date, too.
    """

    out: Path
    slugs: tuple[str, ...] = ()
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
class BuildReport:
    """Tell which files are up to date now, in the order of the request, and what was not built."""

    files: tuple[BuiltFile, ...]
    errors: tuple[ExportError, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Tell how many of the files to build are done; ``total`` is an estimate until all articles are read."""

    done: int
    total: int


def build(
    project: Project, request: BuildRequest, *, on_progress: Callable[[Progress], None] | None = None
) -> BuildReport:
    """Build the editions that are not up to date; what fails does not stop the others.

    Raises:
        ExportError: The request names an article, locale or format that does not exist, or
            there is no article at all, or the theme is not fit for use; nothing is built then.
    """
    watched = watch(project)
    slugs, formats = plan(watched, request)
    return _Build(watched, request, formats, on_progress).run(slugs)


def plan(project: Project, request: BuildRequest) -> tuple[tuple[str, ...], tuple[Format, ...]]:
    """Return articles and formats of a request; raise all that do not exist together."""
    errors: list[ExportError] = []
    formats = [_tried(errors, find_format, name) for name in dict.fromkeys(request.formats or BUILT_IN)]
    for tag in request.locales:
        _tried(errors, lambda tag: read_profile(project, tag), tag)
    slugs = chosen_slugs(project, request.slugs, errors)
    raise_problems(errors)
    return slugs, tuple(filter(None, formats))


def chosen_slugs(project: Project, slugs: tuple[str, ...], errors: list[ExportError]) -> tuple[str, ...]:
    """Return the named articles, or all; add those that do not exist to the errors."""
    for slug in slugs:
        _tried(errors, project.article_file, slug)
    found = tuple(dict.fromkeys(slugs)) or project.slugs()
    if not found and not project.folder_problems():
        errors.append(ProjectError("the project has no article", hint='make one with "exporter new SLUG"'))
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Output:
    """Name a file that is wanted, and its place in the report."""

    place: tuple[int, int, int]
    name: str
    slug: str
    tag: str
    format: Format


class _Build:
    """Carry one build: what comes next, and what has come of it."""

    def __init__(
        self,
        project: WatchedProject,
        request: BuildRequest,
        formats: tuple[Format, ...],
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self.project = project
        self.request = request
        self.options = request.options
        self.formats = formats
        self.on_progress = on_progress
        self.localizer = Localizer(project, draft=request.draft)
        self.ledger = Ledger(project, request.out, force=request.force)
        self.settings = {
            found.name: edition_settings(found, request.options, theme=request.theme, draft=request.draft)
            for found in formats
        }
        self.errors: list[ExportError] = []
        self.tasks: list[tuple[_Output, tuple[Names, ...]]] = []  # by index, with the names of all inputs
        self.files: dict[tuple[int, int, int], BuiltFile] = {}
        self.done = 0
        self.expected = 0

    def run(self, slugs: tuple[str, ...]) -> BuildReport:
        due = {(place, slug): self._due(place, slug) for place, slug in enumerate(slugs)}
        due = {key: names for key, names in due.items() if names}
        if due:
            self._write(due)
        if not self.request.slugs:
            self.errors += self.project.folder_problems()
        for slug in slugs:
            remove_leftovers(f"{self.request.out}/{slug}")
        self.ledger.close()
        files = tuple(self.files[place] for place in sorted(self.files))
        return BuildReport(files, tuple(sort_errors(self.errors)))

    # --- what is up to date ---

    def _due(self, place: int, slug: str) -> list[str]:
        """Return the formats of all files that an article lacks, as far as that can be told unread."""
        language = self.ledger.find_value(f"article:{slug}", toolkit_fingerprint())
        if language is None:
            count = len(self.request.locales) or len({*translated_locales(self.project, slug), ""})
            return [found.name for found in self.formats] * count
        tags = self.request.locales or locales_of(self.project, slug, language)
        files = {output: self._find(output) for output in self._outputs(place, slug, tags)}
        if None not in files.values():
            self.files.update({output.place: found for output, found in files.items() if found})
        return [output.format.name for output, found in files.items() if found is None]

    def _outputs(self, place: int, slug: str, tags: Iterable[str]) -> Iterator[_Output]:
        for row, tag in enumerate(dict.fromkeys(tags)):
            for column, found in enumerate(self.formats):
                name = f"{slug}/{slug}.{tag}.{found.extension}"
                yield _Output((place, row, column), name, slug, tag, found)

    def _find(self, output: _Output) -> BuiltFile | None:
        written = self.ledger.find_file(output.name, self.settings[output.format.name])
        return self._built(output, written, unchanged=True) if written else None

    def _built(self, output: _Output, written: WrittenFile, *, unchanged: bool = False) -> BuiltFile:
        path = self.request.out / output.name
        size = written.stamp.size
        return BuiltFile(output.slug, output.tag, output.format.name, path, size, written.sha256, unchanged)

    # --- what is not ---

    def _write(self, due: dict[tuple[int, str], list[str]]) -> None:
        theme = read_project_theme(self.project, self.request.theme)
        names = [name for waiting in due.values() for name in waiting]
        jobs = jobs_for_each(len(names), self.request.jobs)
        self.options = replace(self.options, theme=theme or self.options.theme, jobs=jobs)
        formats = tuple(found.name for found in self.formats if found.name in names)
        self.expected = len(names)
        with Crew(worker_count(names, self.request.jobs), formats, self._record) as crew:
            for (place, slug), waiting in due.items():
                self.expected += self._submit(crew, place, slug) - len(waiting)
            crew.finish()

    def _submit(self, crew: Crew, place: int, slug: str) -> int:
        """Read and localize an article, hand over its editions, and return how many files they make."""
        before = len(self.tasks)
        try:
            with self.project.noting() as inputs:
                article = read_source(self.project, slug)
        except ExportError as error:
            self.errors += flatten(error)
            return 0
        source = tuple(inputs)
        self.ledger.keep_value(f"article:{slug}", toolkit_fingerprint(), [source], article.language)
        tags = self.request.locales or locales_of(self.project, slug, article.language)
        waiting: dict[str, list[_Output]] = {}
        for output in self._outputs(place, slug, tags):
            if found := self._find(output):
                self.files[output.place] = found
            else:
                waiting.setdefault(output.tag, []).append(output)
        for tag, outputs in waiting.items():
            try:
                edition = self.localizer.edition(article, tag)
            except ExportError as error:
                self.errors += flatten(error)
            else:
                self._hand_over(crew, edition, outputs, source)
        return len(self.tasks) - before

    def _hand_over(self, crew: Crew, edition: Edition, outputs: Sequence[_Output], source: Names) -> None:
        inputs = (source, *translation_inputs(self.project, edition.slug, edition.locale.tag))
        for output in outputs:
            more = format_inputs(output.format, edition.locale, self.options, self.request.theme)
            path = self.request.out / output.name
            task = WriteTask(len(self.tasks), edition, output.format.name, path, self.options)
            self.tasks.append((output, (*inputs, *more)))
            crew.submit(task)

    def _record(self, outcome: Outcome) -> None:
        self.done += 1
        output, inputs = self.tasks[outcome.index]
        if isinstance(outcome.result, WrittenFile):
            self.files[output.place] = self._built(output, outcome.result)
            self.ledger.keep_file(output.name, self.settings[output.format.name], inputs, outcome.result)
        else:
            path = self.request.out / output.name
            self.errors += [placed(error, path) for error in flatten(outcome.result)]
        if self.on_progress:
            self.on_progress(Progress(self.done, max(self.expected, self.done)))


def placed(error: ExportError, path: Path) -> ExportError:
    """Return an error that names a place: its own, or the file that was not written."""
    if error.at:
        return error
    return type(error)(error.problem, at=SourceLocation(path.as_posix()), hint=error.hint)


def sort_errors(errors: Iterable[ExportError]) -> tuple[ExportError, ...]:
    """Return errors by place; what several editions say alike is said once."""
    return Problems({str(error): error for error in errors}.values()).errors


def processors() -> int:
    """Return how many processors there are for this process."""
    # A container may be given fewer processors than the machine has.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def worker_count(names: Sequence[str], jobs: int) -> int:
    """Return how many processes help this one to write files of named formats; 0 jobs: a processor each.

    None for plain text, which takes less time than they would. A single file is written here, where
    nothing hinders its writer to use all processors itself.
    """
    heavy = sum(name != "txt" for name in names)
    return 0 if len(names) == 1 else min((jobs or processors()) - 1, heavy)


def jobs_for_each(files: int, jobs: int) -> int:
    """Return how many processes may write each of some files at the same time; 0 jobs: a processor each."""
    return max((jobs or processors()) // max(files, 1), 1)


def _tried(errors: list[ExportError], function: Callable[[str], T], name: str) -> T | None:
    try:
        return function(name)
    except ExportError as error:
        errors += flatten(error)
        return None

"""A project and what is wanted of it to files, and a report of them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from exporter.errors import ExportError, Problems, ProjectError, SourceLocation, raise_problems
from exporter.pipeline.crew import Crew
from exporter.pipeline.editions import (
    Localizer,
    default_locales,
    flatten,
    read_profile,
    read_source,
    translated_locales,
)
from exporter.pipeline.tasks import BuiltFile, Outcome, WriteTask
from exporter.pipeline.themes import read_project_theme
from exporter.writers.registry import BUILT_IN, Format, WriterOptions, find_format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from exporter.model.edition import Edition
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
    """

    out: Path
    slugs: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    draft: bool = False
    options: WriterOptions = field(default_factory=WriterOptions)
    jobs: int = 0
    theme: str = ""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """Tell what was built and what was not, files in the order of the request."""

    files: tuple[BuiltFile, ...]
    errors: tuple[ExportError, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Tell how many files are done; ``total`` is an estimate until all articles have been read."""

    done: int
    total: int


def build(
    project: Project, request: BuildRequest, *, on_progress: Callable[[Progress], None] | None = None
) -> BuildReport:
    """Build editions; an article or locale that fails does not stop the others.

    Raises:
        ExportError: The request names an article, locale or format that does not exist, or
            there is no article at all; nothing is built then.
    """
    slugs, formats = plan(project, request)
    theme = read_project_theme(project, request.theme)
    themed = replace(request, options=replace(request.options, theme=theme)) if theme else request
    return _Build(project, themed, formats, on_progress).run(slugs)


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


class _Build:
    """Carry one build: what comes next, and what has come of it."""

    def __init__(
        self,
        project: Project,
        request: BuildRequest,
        formats: tuple[Format, ...],
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self.project = project
        self.request = request
        self.formats = formats
        self.on_progress = on_progress
        self.localizer = Localizer(project, draft=request.draft)
        self.errors: list[ExportError] = []
        self.paths: list[Path] = []  # by index of the task
        self.files: dict[int, BuiltFile] = {}
        self.done = 0
        self.expected = 0

    def run(self, slugs: tuple[str, ...]) -> BuildReport:
        expected = {slug: self._expected_locales(slug) * len(self.formats) for slug in slugs}
        self.expected = sum(expected.values())
        if not self.request.slugs:
            self.errors += self.project.folder_problems()
        with Crew(self._worker_count(), tuple(f.name for f in self.formats), self._record) as crew:
            for slug in slugs:
                tasks = self._submit(crew, slug)
                self.expected += tasks - expected[slug]
            crew.finish()
        files = tuple(self.files[index] for index in sorted(self.files))
        return BuildReport(files, tuple(sort_errors(self.errors)))

    def _expected_locales(self, slug: str) -> int:
        return len(self.request.locales) or len({*translated_locales(self.project, slug), ""})

    def _worker_count(self) -> int:
        """Return how many processes help: none for plain text, which takes less time than they would."""
        heavy = sum(found.name != "txt" for found in self.formats) * self.expected // len(self.formats)
        return min((self.request.jobs or _processors()) - 1, heavy)

    def _submit(self, crew: Crew, slug: str) -> int:
        """Read and localize an article, hand over its editions, and return how many files they make."""
        before = len(self.paths)
        try:
            article = read_source(self.project, slug)
        except ExportError as error:
            self.errors += flatten(error)
            return 0
        for tag in dict.fromkeys(self.request.locales) or default_locales(self.project, article):
            try:
                edition = self.localizer.edition(article, tag)
            except ExportError as error:
                self.errors += flatten(error)
                continue
            for found in self.formats:
                crew.submit(self._task(edition, found))
        return len(self.paths) - before

    def _task(self, edition: Edition, found: Format) -> WriteTask:
        name = f"{edition.slug}.{edition.locale.tag}.{found.extension}"
        path = self.request.out / edition.slug / name
        self.paths.append(path)
        return WriteTask(len(self.paths) - 1, edition, found.name, path, self.request.options)

    def _record(self, outcome: Outcome) -> None:
        self.done += 1
        result = outcome.result
        if isinstance(result, BuiltFile):
            self.files[outcome.index] = result
        else:
            self.errors += [placed(error, self.paths[outcome.index]) for error in flatten(result)]
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


def _processors() -> int:
    # A container may be given fewer processors than the machine has.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _tried(errors: list[ExportError], function: Callable[[str], T], name: str) -> T | None:
    try:
        return function(name)
    except ExportError as error:
        errors += flatten(error)
        return None

"""A project and what is wanted of it to files, and a report of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exporter.errors import ExportError, Problems, ProjectError, raise_problems
from exporter.output import remove_leftovers
from exporter.pipeline.editions import (
    Localizer,
    flatten,
    locales_of,
    read_profile,
    read_source,
    translated_locales,
    tried,
)
from exporter.pipeline.fingerprints import toolkit_fingerprint
from exporter.pipeline.inputs import edition_settings, format_inputs, translation_inputs
from exporter.pipeline.watching import WatchedProject, watch
from exporter.pipeline.writing import BuiltFile, Progress, Request, WantedFile, Writing
from exporter.writers.registry import BUILT_IN, Format, find_format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from exporter.model.edition import Edition
    from exporter.pipeline.crew import Crew
    from exporter.pipeline.records import Names
    from exporter.project import Project


@dataclass(frozen=True, slots=True)
class BuildRequest(Request):
    """Say what to build: into a folder for each article.

    Attributes:
        slugs: Articles; empty for all.
    """

    slugs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildReport:
    """Tell which files are up to date now, in the order of the request, and what was not built."""

    files: tuple[BuiltFile, ...]
    errors: tuple[ExportError, ...]


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
    formats = tried(errors, find_format, dict.fromkeys(request.formats or BUILT_IN))
    tried(errors, lambda tag: read_profile(project, tag), request.locales)
    slugs = chosen_slugs(project, request.slugs, errors)
    raise_problems(errors)
    return slugs, tuple(formats)


def chosen_slugs(project: Project, slugs: tuple[str, ...], errors: list[ExportError]) -> tuple[str, ...]:
    """Return the named articles, or all; add those that do not exist to the errors."""
    tried(errors, project.article_file, slugs)
    found = tuple(dict.fromkeys(slugs)) or project.slugs()
    if not found and not project.folder_problems():
        errors.append(ProjectError("the project has no article", hint='make one with "exporter new SLUG"'))
    return found


class _Build:
    """Carry one build: what comes next."""

    def __init__(
        self,
        project: WatchedProject,
        request: BuildRequest,
        formats: tuple[Format, ...],
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self.project = project
        self.request = request
        self.formats = formats
        self.localizer = Localizer(project, draft=request.draft)
        self.writing = Writing(project, request, on_progress)
        self.settings = {
            found.name: edition_settings(found, request.options, theme=request.theme, draft=request.draft)
            for found in formats
        }
        self.places: dict[str, tuple[int, int, int]] = {}  # of files in the report

    def run(self, slugs: tuple[str, ...]) -> BuildReport:
        due = {(place, slug): self._due(place, slug) for place, slug in enumerate(slugs)}
        due = {key: names for key, names in due.items() if names}
        if due:
            self._write(due)
        errors = self.writing.errors
        if not self.request.slugs:
            errors += self.project.folder_problems()
        for slug in slugs:
            remove_leftovers(f"{self.request.out}/{slug}")
        self.writing.ledger.close()
        files = self.writing.files
        ordered = sorted(files, key=self.places.__getitem__)
        return BuildReport(tuple(files[name] for name in ordered), sort_errors(errors))

    # --- what is up to date ---

    def _due(self, place: int, slug: str) -> list[str]:
        """Return the formats of all files that an article lacks, as far as that can be told unread."""
        language = self.writing.ledger.find_value(f"article:{slug}", toolkit_fingerprint())
        if language is None:
            count = len(self.request.locales) or len({*translated_locales(self.project, slug), ""})
            return [found.name for found in self.formats] * count
        tags = self.request.locales or locales_of(self.project, slug, language)
        files = {wanted: self.writing.find(wanted) for wanted in self._wanted(place, slug, tags)}
        if None not in files.values():
            self.writing.files |= {wanted.name: found for wanted, found in files.items() if found}
        return [wanted.format.name for wanted, found in files.items() if found is None]

    def _wanted(self, place: int, slug: str, tags: Iterable[str]) -> Iterator[WantedFile]:
        for row, tag in enumerate(dict.fromkeys(tags)):
            for column, found in enumerate(self.formats):
                name = f"{slug}/{slug}.{tag}.{found.extension}"
                self.places[name] = (place, row, column)
                yield WantedFile(name, slug, tag, found, self.settings[found.name])

    # --- what is not ---

    def _write(self, due: dict[tuple[int, str], list[str]]) -> None:
        self.writing.read_theme()
        with self.writing.start_crew([name for waiting in due.values() for name in waiting]) as crew:
            for (place, slug), waiting in due.items():
                self.writing.expected += self._submit(crew, place, slug) - len(waiting)
            crew.finish()

    def _submit(self, crew: Crew, place: int, slug: str) -> int:
        """Read and localize an article, hand over its editions, and return how many files they make."""
        before = self.writing.submitted()
        try:
            with self.project.noting() as inputs:
                article = read_source(self.project, slug)
        except ExportError as error:
            self.writing.errors += flatten(error)
            return 0
        source = tuple(inputs)
        self.writing.ledger.keep_value(f"article:{slug}", toolkit_fingerprint(), [source], article.language)
        tags = self.request.locales or locales_of(self.project, slug, article.language)
        waiting: dict[str, list[WantedFile]] = {}
        for wanted in self._wanted(place, slug, tags):
            if found := self.writing.find(wanted):
                self.writing.files[wanted.name] = found
            else:
                waiting.setdefault(wanted.tag, []).append(wanted)
        for tag, files in waiting.items():
            try:
                edition = self.localizer.edition(article, tag)
            except ExportError as error:
                self.writing.errors += flatten(error)
            else:
                self._hand_over(crew, edition, files, source)
        return self.writing.submitted() - before

    def _hand_over(self, crew: Crew, edition: Edition, files: Sequence[WantedFile], source: Names) -> None:
        inputs = (source, *translation_inputs(self.project, edition.slug, edition.locale.tag))
        for wanted in files:
            more = format_inputs(wanted.format, edition.locale, self.writing.options, self.request.theme)
            self.writing.submit(crew, wanted, edition, (*inputs, *more))


def sort_errors(errors: Iterable[ExportError]) -> tuple[ExportError, ...]:
    """Return errors by place; what several editions say alike is said once."""
    return Problems({str(error): error for error in errors}.values()).errors

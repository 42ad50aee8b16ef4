"""Packs and what is wanted of them to files, manifests and a report."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from exporter import __version__
from exporter.errors import (
    ExportError,
    FormatError,
    PackDifferenceError,
    PackError,
    ProjectError,
    SourceLocation,
    did_you_mean,
    raise_problems,
)
from exporter.localization.packs import pack_words
from exporter.model.pack import Binding
from exporter.output import WrittenFile, remove_leftovers, write_atomically
from exporter.pipeline.build import BuiltFile, Progress, jobs_for_each, placed, sort_errors, worker_count
from exporter.pipeline.crew import Crew
from exporter.pipeline.editions import Localizer, flatten, read_profile
from exporter.pipeline.fingerprints import toolkit_fingerprint
from exporter.pipeline.inputs import edition_settings, format_inputs, translation_inputs
from exporter.pipeline.ledger import Ledger
from exporter.pipeline.manifests import (
    MOST_BYTES,
    Manifest,
    ManifestFile,
    PackWishes,
    read_manifest,
    write_manifest,
)
from exporter.pipeline.pack_files import FOLDER, Output, Plan, manifest_name, outputs_of, plan_of
from exporter.pipeline.packs import PackLocalizer, PackSource, read_pack_source
from exporter.pipeline.tasks import Outcome, WriteTask
from exporter.pipeline.themes import read_project_theme
from exporter.pipeline.watching import ABSENT, WatchedProject, watch
from exporter.readers.pack import binding_problem
from exporter.writers.registry import BUILT_IN, Format, WriterOptions, find_format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from exporter.model.pack import PackFile
    from exporter.pipeline.records import Names
    from exporter.project import Project


@dataclass(frozen=True, slots=True)
class PackRequest:
    """Say which packs to build.

    Attributes:
        out: Folder that gets ``packs/<name>/``.
        names: Packs; empty for all.
        locales: Tags; empty for the languages of each description.
        formats: Names; empty for all our own.
        binding: In place of each description's; empty for that.
        draft, jobs, theme, force, options: As in a BuildRequest.
    """

    out: Path
    names: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    binding: Binding | None = None
    draft: bool = False
    options: WriterOptions = field(default_factory=WriterOptions)
    jobs: int = 0
    theme: str = ""
    force: bool = False


@dataclass(frozen=True, slots=True)
class PackReport:
    """Tell which files are up to date now, the manifests beside them, and what was not built."""

    files: tuple[BuiltFile, ...]
    manifests: tuple[Path, ...]
    errors: tuple[ExportError, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Order:
    """Hold a pack that was read, the names of all that was read for it, and the files to write."""

    plan: Plan
    source: PackSource
    inputs: Names
    waiting: tuple[Output, ...]


def build_packs(
    project: Project, request: PackRequest, *, on_progress: Callable[[Progress], None] | None = None
) -> PackReport:
    """Build the packs' files that are not up to date; what fails does not stop the others.

    Raises:
        ExportError: The request names a pack, locale or format that does not exist, or the theme
            is not fit for use; nothing is built then.
    """
    watched = watch(project)
    names, formats = _chosen(watched, request)
    return _PackBuild(watched, request, formats, on_progress).run(names)


def chosen_packs(project: Project, names: Sequence[str], errors: list[ExportError]) -> tuple[str, ...]:
    """Return the named packs, or all; add those that do not exist to the errors."""
    for name in names:
        try:
            project.pack_file(name)
        except ExportError as error:
            errors += flatten(error)
    found = tuple(dict.fromkeys(names)) or project.pack_names()
    if not found:
        hint = 'describe one in content/packs/NAME.yaml; "exporter pack new NAME" begins it'
        errors.append(ProjectError("the project has no pack", hint=hint))
    return found


def _chosen(project: Project, request: PackRequest) -> tuple[tuple[str, ...], tuple[Format, ...]]:
    errors: list[ExportError] = []
    formats: list[Format] = []
    for name in dict.fromkeys(request.formats or _writing_packs()):
        try:
            formats.append(pack_format(name))
        except ExportError as error:
            errors.append(error)
    for tag in request.locales:
        try:
            read_profile(project, tag)
        except ExportError as error:
            errors += flatten(error)
    names = chosen_packs(project, request.names, errors)
    raise_problems(errors)
    return names, tuple(formats)


def pack_format(name: str) -> Format:
    """Return the format of a name that writes packs."""
    found = find_format(name)
    if found.write_pack is None:
        hint = did_you_mean(name, _writing_packs())
        raise FormatError(f'the format "{name}" writes no packs', hint=hint)
    return found


def _writing_packs() -> list[str]:
    return [name for name, found in BUILT_IN.items() if found.write_pack]


class _PackBuild:
    """Carry one build of packs."""

    def __init__(
        self,
        project: WatchedProject,
        request: PackRequest,
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
        self.errors: list[ExportError] = []
        self.tasks: list[tuple[Output, tuple[Names, ...]]] = []  # by index, with the names of all inputs
        self.files: dict[str, BuiltFile] = {}
        self.done = 0
        self.expected = 0

    def run(self, names: Sequence[str]) -> PackReport:
        plans = {name: self._known_plan(name) for name in names}
        due = [name for name, plan in plans.items() if plan is None or not self._is_up_to_date(plan)]
        if due:
            plans |= self._write(due)
        if not self.request.names:
            self.errors += self.project.pack_problems()
        manifests = tuple(path for plan in plans.values() if plan and (path := self._keep_manifest(plan)))
        self.ledger.close()
        return PackReport(tuple(self._in_order(plans)), manifests, sort_errors(self.errors))

    def _in_order(self, plans: dict[str, Plan | None]) -> Iterator[BuiltFile]:
        for plan in filter(None, plans.values()):
            for output in self._outputs(plan):
                if output.name in self.files:
                    yield self.files[output.name]

    def _outputs(self, plan: Plan) -> Iterator[Output]:
        return outputs_of(plan, self.request.locales, self.formats)

    def _wishes(self, binding: Binding) -> PackWishes:
        request = self.request
        return PackWishes(binding, request.draft, request.options.text_width, request.theme)

    # --- what is up to date ---

    def _known_plan(self, name: str) -> Plan | None:
        """Return the plan of a pack whose description is as it was at its last build."""
        kept = self.ledger.find_value(f"pack:{name}", toolkit_fingerprint())
        if kept is None:
            return None
        binding, languages, articles = json.loads(kept)
        return self._bound(Plan(name, binding, tuple(languages), tuple(articles)))

    def _bound(self, plan: Plan) -> Plan | None:
        """Return the plan in the binding that is wanted; None where that does not fit."""
        binding = self.request.binding or plan.binding
        count = len(dict.fromkeys(self.request.locales or plan.languages))
        if count > 1 or self.request.binding:
            problem = binding_problem(binding, count)
        else:
            binding, problem = "separate", ""  # of several languages one was asked for
        if problem:
            path = self.project.pack_file(plan.name)
            hint = 'choose languages with "-l TAG", or another "--binding"'
            self.errors.append(PackError(problem, at=SourceLocation(path), hint=hint))
            return None
        return replace(plan, binding=binding)

    def _is_up_to_date(self, plan: Plan) -> bool:
        found = {output: self._find(output) for output in self._outputs(plan)}
        self.files |= {output.name: file for output, file in found.items() if file}
        return None not in found.values()

    def _find(self, output: Output) -> BuiltFile | None:
        written = self.ledger.find_file(
            output.name, _settings(output.format, self._wishes(output.plan.binding))
        )
        return self._built(output, written, unchanged=True) if written else None

    def _built(self, output: Output, written: WrittenFile, *, unchanged: bool = False) -> BuiltFile:
        path = self.request.out / output.name
        name, size = output.plan.name, written.stamp.size
        return BuiltFile(name, output.tag, output.format.name, path, size, written.sha256, unchanged)

    # --- what is not ---

    def _write(self, due: Sequence[str]) -> dict[str, Plan | None]:
        theme = read_project_theme(self.project, self.request.theme)
        orders = {name: self._order(name) for name in due}
        waiting = [output for order in orders.values() if order for output in order.waiting]
        self.expected = len(waiting)
        jobs = jobs_for_each(self.expected, self.request.jobs)
        self.options = replace(self.options, theme=theme or self.options.theme, jobs=jobs)
        formats = tuple(found.name for found in self.formats if found in {o.format for o in waiting})
        if waiting:
            names = [output.format.name for output in waiting]
            with Crew(worker_count(names, self.request.jobs), formats, self._record) as crew:
                for order in filter(None, orders.values()):
                    self._hand_over(crew, order)
                crew.finish()
        for name in due:
            remove_leftovers(f"{self.request.out}/{FOLDER}/{name}")
        return {name: order.plan if order else None for name, order in orders.items()}

    def _order(self, name: str) -> _Order | None:
        """Read a pack, and find out which of its files must be written."""
        try:
            with self.project.noting() as noted:
                source = read_pack_source(self.project, name)
        except ExportError as error:
            self.errors += flatten(error)
            return None
        inputs, described = tuple(noted), plan_of(source)
        kept = json.dumps([described.binding, described.languages, described.articles])
        self.ledger.keep_value(f"pack:{name}", toolkit_fingerprint(), [inputs], kept)
        plan = self._bound(described)
        if plan is None:
            return None
        found = {output: self._find(output) for output in self._outputs(plan)}
        self.files |= {output.name: file for output, file in found.items() if file}
        return _Order(plan, source, inputs, tuple(output for output, file in found.items() if not file))

    def _hand_over(self, crew: Crew, order: _Order) -> None:
        """Localize a pack, once for all files of the same locales, and hand these over."""
        groups = list(dict.fromkeys(output.locales for output in order.waiting))
        tags = tuple(dict.fromkeys(tag for locales in groups for tag in locales))
        localizer = PackLocalizer(self.localizer, order.source, tags)
        for locales in groups:
            try:
                content = localizer.file(locales, facing=order.plan.binding == "facing")
            except ExportError as error:
                self.errors += flatten(error)
                continue
            for output in order.waiting:
                if output.locales == locales:
                    crew.submit(self._task(order, output, content))

    def _task(self, order: _Order, output: Output, content: PackFile) -> WriteTask:
        groups = [order.inputs, *self._translations(order.source, output.locales)]
        for pack in content.packs:
            groups += format_inputs(output.format, pack.locale, self.options, self.request.theme)
        self.tasks.append((output, tuple(dict.fromkeys(groups))))
        path = self.request.out / output.name
        return WriteTask(len(self.tasks) - 1, content, output.format.name, path, self.options)

    def _translations(self, source: PackSource, locales: Sequence[str]) -> Iterator[Names]:
        """Yield the names of catalogs and profiles; glossaries are made of those of all languages."""
        domains = [pack_words(source.description).slug, *source.description.slugs]
        written = (article.language for article in source.articles)
        for tag in dict.fromkeys((*locales, *source.description.languages, *written)):
            for domain in domains:
                yield from translation_inputs(self.project, domain, tag)

    def _record(self, outcome: Outcome) -> None:
        self.done += 1
        output, inputs = self.tasks[outcome.index]
        if isinstance(outcome.result, WrittenFile):
            self.files[output.name] = self._built(output, outcome.result)
            settings = _settings(output.format, self._wishes(output.plan.binding))
            self.ledger.keep_file(output.name, settings, inputs, outcome.result)
        else:
            path = self.request.out / output.name
            self.errors += [placed(error, path) for error in flatten(outcome.result)]
        if self.on_progress:
            self.on_progress(Progress(self.done, self.expected))

    # --- manifests ---

    def _keep_manifest(self, plan: Plan) -> Path | None:
        """Write what the pack's files are now; files of earlier builds stay while they are up to date."""
        outputs = list(self._outputs(plan))
        if not all(output.name in self.files for output in outputs):
            return None
        path = self.request.out / manifest_name(plan.name)
        entries = {entry.name: entry for entry in self._earlier(plan, path)}
        entries |= {Path(output.name).name: self._entry(output) for output in outputs}
        names = (name for entry in entries for name in self.ledger.inputs_of(f"{FOLDER}/{plan.name}/{entry}"))
        manifest = Manifest(
            pack=plan.name,
            toolkit=__version__,
            articles=plan.articles,
            inputs={name.removeprefix("file:"): state for name, state in self._states(names)},
            files=tuple(sorted(entries.values(), key=lambda entry: _order(entry, plan))),
        )
        data = write_manifest(manifest)
        if not path.is_file() or path.read_bytes() != data:
            write_atomically(path, data)
        return path

    def _states(self, names: Iterator[str]) -> Iterator[tuple[str, str]]:
        for name in dict.fromkeys(names):
            state = self.project.state(name)
            if state != ABSENT and not name.startswith("names:"):
                yield name, state

    def _entry(self, output: Output) -> ManifestFile:
        file = self.files[output.name]
        return ManifestFile(
            Path(output.name).name,
            output.locales,
            output.format.name,
            file.size,
            file.sha256,
            self._wishes(output.plan.binding),
        )

    def _earlier(self, plan: Plan, path: Path) -> Iterator[ManifestFile]:
        """Yield the files of the last manifest that are still what would be built."""
        manifest = load_manifest(path)
        for entry in manifest.files if manifest else ():
            try:
                settings = _settings(pack_format(entry.format), entry.wishes)
            except FormatError:
                continue
            if self.ledger.find_file(f"{FOLDER}/{plan.name}/{entry.name}", settings):
                yield entry


def _settings(found: Format, wishes: PackWishes) -> str | None:
    """Return a digest of what decides about a file beside its inputs and locales."""
    options = WriterOptions(text_width=wishes.text_width)
    own = edition_settings(found, options, theme=wishes.theme, draft=wishes.draft)
    return own and f"{own} {wishes.binding}"


def _order(entry: ManifestFile, plan: Plan) -> tuple[list[int], str]:
    """Sort files by their locales, in the order of the description."""
    known = {tag: place for place, tag in enumerate(plan.languages)}
    return [known.get(tag, len(known)) for tag in entry.locales], entry.name


def load_manifest(path: Path) -> Manifest | None:
    """Read a manifest that may be missing or damaged: None then."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        return read_manifest(path.read_bytes(), path.as_posix())
    except (OSError, PackDifferenceError):
        return None

"""Packs and what is wanted of them to files, manifests and a report."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.errors import ExportError
from exporter.localization.packs import pack_words
from exporter.output import remove_leftovers
from exporter.pipeline.build import sort_errors
from exporter.pipeline.editions import Localizer, flatten
from exporter.pipeline.fingerprints import toolkit_fingerprint
from exporter.pipeline.inputs import format_inputs, translation_inputs
from exporter.pipeline.pack_files import FOLDER, Plan, WantedPack, plan_of, wanted_packs
from exporter.pipeline.pack_manifests import keep_manifest
from exporter.pipeline.pack_request import PackRequest, bound_plan, chosen
from exporter.pipeline.packs import PackLocalizer, PackSource, read_pack_source
from exporter.pipeline.watching import WatchedProject, watch
from exporter.pipeline.writing import BuiltFile, Progress, Writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from exporter.model.pack import PackFile
    from exporter.pipeline.crew import Crew
    from exporter.pipeline.records import Names
    from exporter.project import Project
    from exporter.writers.registry import Format

__all__ = ["PackReport", "PackRequest", "build_packs"]


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
    waiting: tuple[WantedPack, ...]


def build_packs(
    project: Project, request: PackRequest, *, on_progress: Callable[[Progress], None] | None = None
) -> PackReport:
    """Build the packs' files that are not up to date; what fails does not stop the others.

    Raises:
        ExportError: The request names a pack, locale or format that does not exist, or the theme
            is not fit for use; nothing is built then.
    """
    watched = watch(project)
    names, formats = chosen(watched, request)
    return _PackBuild(watched, request, formats, on_progress).run(names)


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
        self.formats = formats
        self.localizer = Localizer(project, draft=request.draft)
        self.writing = Writing(project, request, on_progress)

    def run(self, names: Sequence[str]) -> PackReport:
        plans = {name: self._known_plan(name) for name in names}
        due = [name for name, plan in plans.items() if plan is None or not self._is_up_to_date(plan)]
        if due:
            plans |= self._write(due)
        if not self.request.names:
            self.writing.errors += self.project.pack_problems()
        wanted = {plan: list(self._wanted(plan)) for plan in plans.values() if plan}
        manifests = tuple(path for plan, files in wanted.items() if (path := self._keep(plan, files)))
        self.writing.ledger.close()
        built = self.writing.files
        ordered = tuple(built[file.name] for files in wanted.values() for file in files if file.name in built)
        return PackReport(ordered, manifests, sort_errors(self.writing.errors))

    def _wanted(self, plan: Plan) -> Iterator[WantedPack]:
        wishes = self.request.wishes(plan.binding)
        return wanted_packs(plan, self.request.locales, self.formats, wishes)

    def _keep(self, plan: Plan, files: Sequence[WantedPack]) -> Path | None:
        return keep_manifest(self.writing, plan, files, self.request.wishes(plan.binding))

    # --- what is up to date ---

    def _known_plan(self, name: str) -> Plan | None:
        """Return the plan of a pack whose description is as it was at its last build."""
        kept = self.writing.ledger.find_value(f"pack:{name}", toolkit_fingerprint())
        if kept is None:
            return None
        binding, languages, articles = json.loads(kept)
        return self._bound(Plan(name, binding, tuple(languages), tuple(articles)))

    def _bound(self, plan: Plan) -> Plan | None:
        """Return the plan in the binding that is wanted; None where that does not fit."""
        try:
            return bound_plan(plan, self.request, self.project.pack_file(plan.name))
        except ExportError as error:
            self.writing.errors.append(error)
            return None

    def _is_up_to_date(self, plan: Plan) -> bool:
        return not self._waiting(plan)

    def _waiting(self, plan: Plan) -> tuple[WantedPack, ...]:
        """Return the files of a pack that are not up to date, and remember those that are."""
        files = {wanted: self.writing.find(wanted) for wanted in self._wanted(plan)}
        self.writing.files |= {wanted.name: found for wanted, found in files.items() if found}
        return tuple(wanted for wanted, found in files.items() if not found)

    # --- what is not ---

    def _write(self, due: Sequence[str]) -> dict[str, Plan | None]:
        self.writing.read_theme()
        orders = {name: self._order(name) for name in due}
        waiting = [wanted.format.name for order in orders.values() if order for wanted in order.waiting]
        if waiting:
            with self.writing.start_crew(waiting) as crew:
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
            self.writing.errors += flatten(error)
            return None
        inputs, described = tuple(noted), plan_of(source)
        kept = json.dumps([described.binding, described.languages, described.articles])
        self.writing.ledger.keep_value(f"pack:{name}", toolkit_fingerprint(), [inputs], kept)
        plan = self._bound(described)
        return _Order(plan, source, inputs, self._waiting(plan)) if plan else None

    def _hand_over(self, crew: Crew, order: _Order) -> None:
        """Localize a pack, once for all files of the same locales, and hand these over."""
        groups = list(dict.fromkeys(wanted.locales for wanted in order.waiting))
        tags = tuple(dict.fromkeys(tag for locales in groups for tag in locales))
        localizer = PackLocalizer(self.localizer, order.source, tags)
        for locales in groups:
            try:
                content = localizer.file(locales, facing=order.plan.binding == "facing")
            except ExportError as error:
                self.writing.errors += flatten(error)
                continue
            for wanted in order.waiting:
                if wanted.locales == locales:
                    self.writing.submit(crew, wanted, content, self._inputs(order, wanted, content))

    def _inputs(self, order: _Order, wanted: WantedPack, content: PackFile) -> tuple[Names, ...]:
        groups = [order.inputs, *self._translations(order.source, wanted.locales)]
        for pack in content.packs:
            groups += format_inputs(wanted.format, pack.locale, self.writing.options, self.request.theme)
        return tuple(dict.fromkeys(groups))

    def _translations(self, source: PackSource, locales: Sequence[str]) -> Iterator[Names]:
        """Yield the names of catalogs and profiles; glossaries are made of those of all languages."""
        domains = [pack_words(source.description).slug, *source.description.slugs]
        written = (article.language for article in source.articles)
        for tag in dict.fromkeys((*locales, *source.description.languages, *written)):
            for domain in domains:
                yield from translation_inputs(self.project, domain, tag)

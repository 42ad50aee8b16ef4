"""A request for packs to the packs, formats and bindings that it names, all of which exist."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from exporter.errors import (
    ExportError,
    FormatError,
    PackError,
    ProjectError,
    SourceLocation,
    did_you_mean,
    raise_problems,
)
from exporter.model.pack import Binding
from exporter.pipeline.editions import read_profile, tried
from exporter.pipeline.manifests import PackWishes
from exporter.pipeline.writing import Request
from exporter.readers.pack import binding_problem
from exporter.writers.registry import BUILT_IN, Format, find_format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.pipeline.pack_files import Plan
    from exporter.project import Project


@dataclass(frozen=True, slots=True)
class PackRequest(Request):
    """Say which packs to build: into ``packs/<name>/``.

    Attributes:
        names: Packs; empty for all.
        binding: In place of each description's; empty for that.
    """

    names: tuple[str, ...] = ()
    binding: Binding | None = None

    def wishes(self, binding: Binding) -> PackWishes:
        """Return what decides about the files of a pack in a binding."""
        return PackWishes(binding, self.draft, self.options.text_width, self.theme)


def chosen(project: Project, request: PackRequest) -> tuple[tuple[str, ...], tuple[Format, ...]]:
    """Return packs and formats of a request; raise all that do not exist together."""
    errors: list[ExportError] = []
    formats = tried(errors, pack_format, dict.fromkeys(request.formats or _writing_packs()))
    tried(errors, lambda tag: read_profile(project, tag), request.locales)
    names = chosen_packs(project, request.names, errors)
    raise_problems(errors)
    return names, tuple(formats)


def chosen_packs(project: Project, names: Sequence[str], errors: list[ExportError]) -> tuple[str, ...]:
    """Return the named packs, or all; add those that do not exist to the errors."""
    tried(errors, project.pack_file, names)
    found = tuple(dict.fromkeys(names)) or project.pack_names()
    if not found:
        hint = 'describe one in content/packs/NAME.yaml; "exporter pack new NAME" begins it'
        errors.append(ProjectError("the project has no pack", hint=hint))
    return found


def pack_format(name: str) -> Format:
    """Return the format of a name that writes packs."""
    found = find_format(name)
    if found.write_pack is None:
        hint = did_you_mean(name, _writing_packs())
        raise FormatError(f'the format "{name}" writes no packs', hint=hint)
    return found


def bound_plan(plan: Plan, request: PackRequest, path: str) -> Plan:
    """Return the plan of the pack described in ``path``, in the binding that is wanted.

    Raises:
        PackError: That does not fit the number of its languages.
    """
    binding = request.binding or plan.binding
    count = len(dict.fromkeys(request.locales or plan.languages))
    if count < 2 and not request.binding:
        return replace(plan, binding="separate")  # of several languages one was asked for
    if problem := binding_problem(binding, count):
        hint = 'choose languages with "-l TAG", or another "--binding"'
        raise PackError(problem, at=SourceLocation(path), hint=hint)
    return replace(plan, binding=binding)


def _writing_packs() -> list[str]:
    return [name for name, found in BUILT_IN.items() if found.write_pack]

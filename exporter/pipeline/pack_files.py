"""A pack and wishes for it to the names of its files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exporter.model.pack import Binding
    from exporter.pipeline.packs import PackSource
    from exporter.writers.registry import Format

FOLDER: Final = "packs"


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold what of a description decides which files there are; kept between builds."""

    name: str
    binding: Binding
    languages: tuple[str, ...]
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Output:
    """Name a file that is wanted.

    Attributes:
        name: Relative to the output folder.
        locales: Tags of the packs in it.
    """

    plan: Plan
    name: str
    locales: tuple[str, ...]
    format: Format

    @property
    def tag(self) -> str:
        """Return what the file's name says of its locales."""
        return _joined_tags(self.plan.binding, self.locales)


def plan_of(source: PackSource) -> Plan:
    """Return what of a pack decides about its files."""
    pack = source.description
    return Plan(pack.name, pack.binding, pack.languages, pack.slugs)


def outputs_of(plan: Plan, locales: Sequence[str], formats: Sequence[Format]) -> Iterator[Output]:
    """Yield the files of a pack: one for each language, or one for all, in each format."""
    tags = tuple(dict.fromkeys(locales or plan.languages))
    for together in ((tag,) for tag in tags) if plan.binding == "separate" else (tags,):
        for found in formats:
            name = f"{plan.name}.{_joined_tags(plan.binding, together)}.{found.extension}"
            yield Output(plan, f"{FOLDER}/{plan.name}/{name}", together, found)


def _joined_tags(binding: Binding, locales: Sequence[str]) -> str:
    return "+".join(locales) + (".facing" if binding == "facing" else "")


def manifest_name(pack: str) -> str:
    """Return the name of a pack's manifest in the output folder."""
    return f"{FOLDER}/{pack}/{pack}.manifest.json"

"""A pack and wishes for it to its files: their names, and what decides about each beside its inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exporter.pipeline.inputs import edition_settings
from exporter.pipeline.writing import WantedFile
from exporter.writers.registry import WriterOptions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exporter.model.pack import Binding
    from exporter.pipeline.manifests import PackWishes
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
class WantedPack(WantedFile):
    """Name a file of a pack that is wanted.

    Attributes:
        locales: Tags of the packs in it.
    """

    locales: tuple[str, ...]


def plan_of(source: PackSource) -> Plan:
    """Return what of a pack decides about its files."""
    pack = source.description
    return Plan(pack.name, pack.binding, pack.languages, pack.slugs)


def wanted_packs(
    plan: Plan, locales: Sequence[str], formats: Sequence[Format], wishes: PackWishes
) -> Iterator[WantedPack]:
    """Yield the files of a pack: one for each language, or one for all, in each format."""
    tags = tuple(dict.fromkeys(locales or plan.languages))
    for together in ((tag,) for tag in tags) if plan.binding == "separate" else (tags,):
        joined = "+".join(together) + (".facing" if plan.binding == "facing" else "")
        for found in formats:
            name = f"{FOLDER}/{plan.name}/{plan.name}.{joined}.{found.extension}"
            yield WantedPack(name, plan.name, joined, found, pack_settings(found, wishes), together)


def pack_settings(found: Format, wishes: PackWishes) -> str | None:
    """Return a digest of what decides about a file beside its inputs and locales."""
    options = WriterOptions(text_width=wishes.text_width)
    own = edition_settings(found, options, theme=wishes.theme, draft=wishes.draft)
    return own and f"{own} {wishes.binding}"


def manifest_name(pack: str) -> str:
    """Return the name of a pack's manifest in the output folder."""
    return f"{FOLDER}/{pack}/{pack}.manifest.json"

"""A pack's files that are up to date to the manifest beside them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from exporter import __version__
from exporter.errors import FormatError, PackDifferenceError
from exporter.output import write_atomically
from exporter.pipeline.manifests import Manifest, ManifestFile, load_manifest, write_manifest
from exporter.pipeline.pack_files import FOLDER, manifest_name, pack_settings
from exporter.pipeline.pack_request import pack_format
from exporter.pipeline.watching import ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exporter.pipeline.manifests import PackWishes
    from exporter.pipeline.pack_files import Plan, WantedPack
    from exporter.pipeline.watching import WatchedProject
    from exporter.pipeline.writing import BuiltFile, Writing


def keep_manifest(
    writing: Writing, plan: Plan, files: Sequence[WantedPack], wishes: PackWishes
) -> Path | None:
    """Write what a pack's files are now, unless one is missing; return the manifest's path.

    Files of earlier builds stay in it while they are up to date.
    """
    if not all(file.name in writing.files for file in files):
        return None
    path = writing.request.out / manifest_name(plan.name)
    entries = {entry.name: entry for entry in _earlier(writing, plan, path)}
    for file in files:
        entry = _entry(file, writing.files[file.name], wishes)
        entries[entry.name] = entry
    manifest = Manifest(
        pack=plan.name,
        toolkit=__version__,
        articles=plan.articles,
        inputs=dict(_states(writing.project, _inputs(writing, plan, entries))),
        files=tuple(sorted(entries.values(), key=lambda entry: _order(entry, plan))),
    )
    data = write_manifest(manifest)
    if not path.is_file() or path.read_bytes() != data:
        write_atomically(path, data)
    return path


def _earlier(writing: Writing, plan: Plan, path: Path) -> Iterator[ManifestFile]:
    """Yield the files of the last manifest, if there is one, that are still what would be built."""
    try:
        manifest = load_manifest(path)
    except PackDifferenceError:
        return
    for entry in manifest.files:
        try:
            settings = pack_settings(pack_format(entry.format), entry.wishes)
        except FormatError:
            continue
        if writing.ledger.find_file(f"{FOLDER}/{plan.name}/{entry.name}", settings):
            yield entry


def _entry(file: WantedPack, built: BuiltFile, wishes: PackWishes) -> ManifestFile:
    name = Path(file.name).name
    return ManifestFile(name, file.locales, built.format, built.size, built.sha256, wishes)


def _inputs(writing: Writing, plan: Plan, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from writing.ledger.inputs_of(f"{FOLDER}/{plan.name}/{name}")


def _states(project: WatchedProject, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys(names):
        state = project.state(name)
        if state != ABSENT and not name.startswith("names:"):
            yield name.removeprefix("file:"), state


def _order(entry: ManifestFile, plan: Plan) -> tuple[list[int], str]:
    """Sort files by their locales, in the order of the description."""
    known = {tag: place for place, tag in enumerate(plan.languages)}
    return [known.get(tag, len(known)) for tag in entry.locales], entry.name

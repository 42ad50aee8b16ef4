"""A built pack and its project to what differs between them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from exporter import __version__
from exporter.errors import ExportError, PackDifferenceError, SourceLocation
from exporter.output import digest_of_file
from exporter.pipeline.editions import Localizer, flatten
from exporter.pipeline.manifests import Manifest, ManifestFile, load_manifest
from exporter.pipeline.pack_files import manifest_name, plan_of
from exporter.pipeline.packs import PackLocalizer, PackSource, read_pack_source
from exporter.pipeline.tasks import write_content
from exporter.pipeline.themes import read_project_theme
from exporter.pipeline.watching import ABSENT, WatchedProject, watch
from exporter.writers.registry import WriterOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exporter.project import Project

_REBUILD = 'build it again with "exporter pack build"'


@dataclass(frozen=True, slots=True)
class PackVerification:
    """Tell what was compared, and what differs."""

    name: str
    files: int
    inputs: int
    differences: tuple[ExportError, ...]


def verify_pack(
    project: Project,
    name: str,
    out: Path,
    *,
    rebuild: bool = True,
    on_file: Callable[[int, int], None] | None = None,
) -> PackVerification:
    """Compare a pack's files with its manifest, its sources with those it was made of, and make it again.

    Args:
        project: Of the pack.
        name: The pack's.
        out: Output folder of the build.
        rebuild: Whether each file is made again in memory, and its bytes are compared.
        on_file: Told how many files of how many have been made again.

    Raises:
        ProjectError: There is no such pack.
        PackDifferenceError: There is no manifest, or it cannot be read.
    """
    project.pack_file(name)
    path = out / manifest_name(name)
    manifest = load_manifest(path)
    watched = watch(project)
    differences: list[ExportError] = [
        *_version_differences(manifest, path),
        *_input_differences(watched, manifest),
        *_file_differences(manifest, path.parent),
    ]
    if rebuild:
        differences += _Rebuild(watched, manifest, path.parent).differences(on_file)
    return PackVerification(name, len(manifest.files), len(manifest.inputs), tuple(differences))


def _version_differences(manifest: Manifest, path: Path) -> Iterator[ExportError]:
    if manifest.toolkit != __version__:
        problem = f"the pack was built by exporter {manifest.toolkit}, and this is {__version__}"
        yield PackDifferenceError(problem, at=SourceLocation(path.as_posix()), hint=_REBUILD)


def _input_differences(project: WatchedProject, manifest: Manifest) -> Iterator[ExportError]:
    for name, state in manifest.inputs.items():
        kind = name if name.startswith(("font:", "labels:")) else f"file:{name}"
        now = project.state(kind)
        if now != state:
            what = "is missing" if now == ABSENT else "is not what the pack was built from"
            hint = f"bring it back, or {_REBUILD}" if now == ABSENT else _REBUILD
            yield PackDifferenceError(f"the source {what}", at=SourceLocation(name), hint=hint)


def _file_differences(manifest: Manifest, folder: Path) -> Iterator[ExportError]:
    for file in manifest.files:
        at = SourceLocation((folder / file.name).as_posix())
        found = digest_of_file(folder / file.name)
        if found is None:
            yield PackDifferenceError("the file is missing", at=at, hint=_REBUILD)
        elif found != file.sha256:
            problem = "the file has other bytes than the pack that was built"
            yield PackDifferenceError(problem, at=at, hint=f"somebody has changed it; {_REBUILD}")


class _Rebuild:
    """Make each file again, in memory."""

    def __init__(self, project: WatchedProject, manifest: Manifest, folder: Path) -> None:
        self.project = project
        self.manifest = manifest
        self.folder = folder
        self.localizers: dict[bool, PackLocalizer] = {}

    def differences(self, on_file: Callable[[int, int], None] | None) -> list[ExportError]:
        try:
            source = read_pack_source(self.project, self.manifest.pack)
        except ExportError as error:
            return list(flatten(error))
        found: list[ExportError] = [*self._plan_differences(source)]
        for number, file in enumerate(self.manifest.files, 1):
            found += self._file(file, source)
            if on_file:
                on_file(number, len(self.manifest.files))
        return found

    def _plan_differences(self, source: PackSource) -> Iterator[ExportError]:
        if plan_of(source).articles != self.manifest.articles:
            at = SourceLocation(source.description.path)
            yield PackDifferenceError("the pack names other articles now", at=at, hint=_REBUILD)

    def _file(self, file: ManifestFile, source: PackSource) -> Iterator[ExportError]:
        at = SourceLocation((self.folder / file.name).as_posix())
        try:
            data = self._made(file, source)
        except ExportError as error:
            yield from flatten(error)
            return
        if sha256(data).hexdigest() != file.sha256:
            yield PackDifferenceError("made again, the file gets other bytes", at=at, hint=_REBUILD)

    def _made(self, file: ManifestFile, source: PackSource) -> bytes:
        wishes = file.wishes
        theme = read_project_theme(self.project, wishes.theme)
        options = WriterOptions(text_width=wishes.text_width, theme=theme)
        localizer = self._localizer(source, draft=wishes.draft)
        content = localizer.file(file.locales, facing=wishes.binding == "facing")
        return write_content(content, file.format, options)

    def _localizer(self, source: PackSource, *, draft: bool) -> PackLocalizer:
        """Return a localizer that gathers all names once, for final files or for drafts."""
        if draft not in self.localizers:
            tags = tuple(dict.fromkeys(tag for file in self.manifest.files for tag in file.locales))
            self.localizers[draft] = PackLocalizer(Localizer(self.project, draft=draft), source, tags)
        return self.localizers[draft]

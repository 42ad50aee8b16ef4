"""An output file and all that it is made of to whether it must be made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporter.output import FileStamp, WrittenFile, digest_of_file, stamp_of
from exporter.pipeline.fingerprints import digest_of
from exporter.pipeline.records import Names, Records

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from exporter.pipeline.watching import WatchedProject


class Ledger:
    """Know which files of an output folder are up to date.

    A file is, when its settings and the content of every input are those of its record, and when the
    file itself is the one that was written: the same size, times and inode, or else the same bytes.

    Attributes:
        force: Whether nothing counts as up to date.
    """

    def __init__(self, project: WatchedProject, folder: Path, *, force: bool = False) -> None:
        self.project = project
        self.folder = folder
        self.force = force
        self._records = Records(folder)

    def find_file(self, name: str, settings: str | None) -> WrittenFile | None:
        """Return what a file of the folder holds if it is up to date.

        Args:
            name: Relative to the folder, with forward slashes.
            settings: A digest of all that decides about the file beside its inputs; None if that
                cannot be known.
        """
        record = self._records.files.get(name)
        if record is None or settings is None or self.force:
            return None
        inputs = self._records.names_of(record.groups)
        if inputs is None or self._key(settings, inputs) != record.key:
            return None
        stamp = stamp_of(f"{self.folder}/{name}")
        if stamp is None or not self._is_whole(name, record.written, stamp):
            return None
        if stamp != record.written.stamp:
            self.keep_file(name, settings, inputs, WrittenFile(record.written.sha256, stamp))
        return record.written

    def inputs_of(self, name: str) -> Names:
        """Return the names of all inputs that a recorded file was made of; none if that is not known."""
        record = self._records.files.get(name)
        groups = self._records.names_of(record.groups) if record else None
        return tuple(dict.fromkeys(name for group in groups or () for name in group))

    def keep_file(
        self, name: str, settings: str | None, inputs: Iterable[Names], written: WrittenFile
    ) -> None:
        """Record a file that was written.

        Args:
            name: As for `find_file`.
            settings: The same.
            inputs: Names of all inputs in groups: those that many files share are best kept together.
            written: What the writer returned.
        """
        if settings is not None:
            groups = tuple(inputs)
            self._records.keep_file(name, self._key(settings, groups), groups, written)

    def find_value(self, name: str, settings: str) -> str | None:
        """Return a recorded value if its inputs are what they were."""
        record = self._records.values.get(name)
        inputs = self._records.names_of(record.groups) if record else None
        if record is None or inputs is None or self._key(settings, inputs) != record.key:
            return None
        return record.value

    def keep_value(self, name: str, settings: str, inputs: Iterable[Names], value: str) -> None:
        """Record a word that was read from inputs."""
        groups = tuple(inputs)
        self._records.keep_value(name, self._key(settings, groups), groups, value)

    def close(self) -> None:
        """Leave a tidy record behind."""
        self._records.tidy()

    def _key(self, settings: str, inputs: Iterable[Names]) -> str:
        return digest_of([settings, *map(self.project.digest, inputs)])

    def _is_whole(self, name: str, written: WrittenFile, stamp: FileStamp) -> bool:
        # A file that was changed in the same tick of the clock as the record may look as it did.
        if stamp == written.stamp and max(stamp.modified, stamp.changed) < self._records.noted:
            return True
        return stamp.size == written.stamp.size and digest_of_file(f"{self.folder}/{name}") == written.sha256

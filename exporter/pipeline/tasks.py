"""A task to a written file: the unit of work that crosses process borders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.errors import ExportError, FormatError

if TYPE_CHECKING:
    from exporter.model.edition import Edition
    from exporter.model.pack import PackFile
    from exporter.output import WrittenFile
    from exporter.writers.registry import WriterOptions


@dataclass(frozen=True, slots=True, eq=False)
class WriteTask:
    """Ask for one edition or pack in one format.

    Attributes:
        index: Place in the report.
        path: Of the file to write.
    """

    index: int
    content: Edition | PackFile
    format: str
    path: Path
    options: WriterOptions


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what became of a task: a file or an error."""

    index: int
    result: WrittenFile | ExportError


@dataclass(frozen=True, slots=True)
class Failure:
    """Hold the traceback of what no user's mistake may cause."""

    trace: str


def run_task(task: WriteTask) -> Outcome:
    """Write an edition or pack and its file; an ExportError is an outcome, too."""
    from exporter.output import write_atomically

    try:
        data = write_content(task.content, task.format, task.options)
        return Outcome(task.index, write_atomically(task.path, data))
    except ExportError as error:
        return Outcome(task.index, error)


def write_content(content: Edition | PackFile, name: str, options: WriterOptions) -> bytes:
    """Return an edition or a pack in a format, by the format's name.

    Raises:
        FormatError: There is no such format, or it writes no packs.
        ExportError: It cannot show the content.
    """
    from exporter.model.edition import Edition
    from exporter.writers.registry import find_format

    found = find_format(name)
    if isinstance(content, Edition):
        return found.write(content, options)
    if found.write_pack is None:
        raise FormatError(f'the format "{name}" writes no packs', hint="choose another format")
    return found.write_pack(content, options)


def warm_up(name: str) -> None:
    """Import what a format needs, while there is nothing else to do."""
    if name == "pdf":
        import exporter.writers.pdf.book
    elif name == "docx":
        import exporter.writers.docx  # noqa: F401

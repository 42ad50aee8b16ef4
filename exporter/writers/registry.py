"""A format's name to its writer, imported when it is first used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from exporter.errors import FormatError, did_you_mean

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from exporter.model.edition import Edition
    from exporter.model.pack import PackFile
    from exporter.writers.pdf.theme_settings import ThemeSettings

ENTRY_POINTS: Final = "exporter.writers"


@dataclass(frozen=True, slots=True)
class WriterOptions:
    """Set what a user may choose about files of any format.

    Attributes:
        text_width: Display cells of a line of plain text.
        theme: Page and colours of PDFs; None for our own.
        jobs: Processes that write one long file; its bytes are the same for any number.
    """

    text_width: int = 72
    theme: ThemeSettings | None = None
    jobs: int = 1


Writer: TypeAlias = Callable[["Edition", WriterOptions], bytes]
PackWriter: TypeAlias = Callable[["PackFile", WriterOptions], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """Describe an output format.

    Another package adds one by an entry point of the group ``exporter.writers`` that leads to
    a Format; the entry point has the format's name.

    Attributes:
        extension: Without a dot.
        write: Imports what it needs when it is called.
        write_pack: The same for briefing packs; None for a format that has none.
    """

    name: str
    extension: str
    media_type: str
    description: str
    write: Writer
    write_pack: PackWriter | None = None


def find_format(name: str) -> Format:
    """Return the format of a name.

    Raises:
        FormatError: There is none, or the package that offers it is broken.
    """
    if name in BUILT_IN:
        return BUILT_IN[name]
    # Looking through all installed packages costs 50 ms: only a name that is not ours is worth it.
    for entry_point in _entry_points():
        if entry_point.name == name:
            return _load(entry_point)
    raise FormatError(f'there is no format "{name}"', hint=did_you_mean(name, _names()))


def all_formats() -> tuple[Format, ...]:
    """Return our formats and then those of other packages, each group by name.

    Raises:
        FormatError: A package that offers a format is broken.
    """
    others = {entry_point.name: entry_point for entry_point in _entry_points()}
    return (*BUILT_IN.values(), *(_load(others[name]) for name in sorted(others) if name not in BUILT_IN))


def _names() -> list[str]:
    return [*BUILT_IN, *(entry_point.name for entry_point in _entry_points())]


@cache
def _entry_points() -> tuple[EntryPoint, ...]:
    from importlib.metadata import entry_points

    return tuple(entry_points(group=ENTRY_POINTS))


def _load(entry_point: EntryPoint) -> Format:
    try:
        found = entry_point.load()
    except Exception as error:
        raise _broken(entry_point, f"{type(error).__name__}: {error}") from error
    if not isinstance(found, Format):
        raise _broken(entry_point, f"{entry_point.value} is no exporter.writers.registry.Format")
    return found


def _broken(entry_point: EntryPoint, reason: str) -> FormatError:
    package = entry_point.dist.name if entry_point.dist else entry_point.module
    return FormatError(
        f'the format "{entry_point.name}" of the package {package} cannot be loaded: {reason}',
        hint=f"upgrade or remove {package}",
    )


# --- our own ---------------------------------------------------------------------


def _write_docx(edition: Edition, options: WriterOptions) -> bytes:  # noqa: ARG001 - a Writer
    from exporter.writers.docx import write_docx

    return write_docx(edition)


def _write_pack_docx(file: PackFile, options: WriterOptions) -> bytes:  # noqa: ARG001 - a PackWriter
    from exporter.writers.docx import write_pack_docx

    return write_pack_docx(file)


def _write_pdf(edition: Edition, options: WriterOptions) -> bytes:
    from exporter.writers.pdf import write_pdf

    return write_pdf(edition, options.theme, jobs=options.jobs)


def _write_pack_pdf(file: PackFile, options: WriterOptions) -> bytes:
    from exporter.writers.pdf import write_pack_pdf

    return write_pack_pdf(file, options.theme, jobs=options.jobs)


def _write_text(edition: Edition, options: WriterOptions) -> bytes:
    from exporter.writers.text import write_text

    return write_text(edition, width=options.text_width)


def _write_pack_text(file: PackFile, options: WriterOptions) -> bytes:
    from exporter.writers.text import write_pack_text

    return write_pack_text(file, width=options.text_width)


BUILT_IN: Final = {
    found.name: found
    for found in (
        Format(
            "docx",
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "Word, for editors",
            _write_docx,
            _write_pack_docx,
        ),
        Format(
            "pdf",
            "pdf",
            "application/pdf",
            "PDF/A-2a and PDF/UA-1, for readers",
            _write_pdf,
            _write_pack_pdf,
        ),
        Format(
            "txt",
            "txt",
            "text/plain; charset=utf-8",
            "plain text, for wires and mail",
            _write_text,
            _write_pack_text,
        ),
    )
}

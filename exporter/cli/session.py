"""What every command shares: the project, how to answer, and the options that say so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporter.project import Project

Command = TypeVar("Command", bound="Callable[..., Any]")


@dataclass(slots=True)
class Session:
    """Hold the options that stand before or after a command.

    Attributes:
        folder: Of the project, as the user named it.
        json: Whether to answer with one JSON result.
        quiet: Whether to print nothing but problems.
    """

    folder: Path = Path()
    json: bool = False
    quiet: bool = False

    def project(self) -> Project:
        """Open the project."""
        from exporter.project import open_project

        return open_project(self.folder)


def shared_options(command: Command) -> Command:
    """Add the options that all commands have; they may stand before or after the command's name."""
    for option in (
        click.option(
            "-q",
            "--quiet",
            is_flag=True,
            expose_value=False,
            callback=_set_quiet,
            help="Print only problems.",
        ),
        click.option(
            "--json", is_flag=True, expose_value=False, callback=_set_json, help="Print one JSON result."
        ),
        click.option(
            "--project",
            type=click.Path(path_type=Path, file_okay=False),
            expose_value=False,
            callback=_set_folder,
            metavar="DIR",
            help="Project folder, if not this one.",
        ),
    ):
        command = option(command)
    return command


def session_of(context: click.Context) -> Session:
    """Return the session that all contexts of a command line share."""
    return context.ensure_object(Session)


def _set_quiet(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    session_of(context).quiet |= value


def _set_json(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    session_of(context).json |= value


def _set_folder(context: click.Context, _parameter: click.Parameter, value: Path | None) -> None:
    if value is not None:
        session_of(context).folder = value


# --- completion of values --------------------------------------------------------


def complete_slugs(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Offer the project's articles."""
    return _completed(context, incomplete, lambda project: project.slugs())


def complete_packs(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Offer the project's briefing packs."""
    return _completed(context, incomplete, lambda project: project.pack_names())


def complete_locales(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Offer the locales that have a profile."""
    from exporter.pipeline.editions import known_locales

    return _completed(context, incomplete, known_locales)


def complete_formats(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Offer our own formats; looking for others takes too long between two keystrokes."""
    from exporter.writers.registry import BUILT_IN

    return [name for name in BUILT_IN if name.startswith(incomplete)]


def _completed(
    context: click.Context, incomplete: str, names: Callable[[Project], tuple[str, ...]]
) -> list[str]:
    from exporter.errors import ExportError

    try:
        return [name for name in names(session_of(context).project()) if name.startswith(incomplete)]
    except ExportError:
        return []  # a shell has no place for messages

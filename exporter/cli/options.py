"""What every building command lets the user choose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from exporter.cli.session import complete_formats, complete_locales

if TYPE_CHECKING:
    from collections.abc import Callable

Command = TypeVar("Command", bound="Callable[..., Any]")

out_option = click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Output folder. Default: dist in the project.",
)
_OPTIONS = (
    click.option(
        "-f",
        "--format",
        "formats",
        multiple=True,
        metavar="FORMAT",
        shell_complete=complete_formats,
        help="docx, pdf or txt; may be repeated. Default: all three.",
    ),
    out_option,
    click.option("--draft", is_flag=True, help="Build in spite of missing translations, and mark them."),
    click.option(
        "--width",
        type=click.IntRange(20, 1000),
        default=72,
        show_default=True,
        metavar="N",
        help="Columns of plain text.",
    ),
    click.option(
        "--theme",
        default="",
        metavar="FILE",
        help="Page and colours of PDFs, a path in the project. Default: content/theme.toml, if it is there.",
    ),
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(0, 256),
        default=0,
        metavar="N",
        help="Processes to use. Default: one a processor.",
    ),
    click.option("--force", is_flag=True, help="Build what is up to date, too."),
)


def build_options(locales: str) -> Callable[[Command], Command]:
    """Add the options of a command that builds files; ``locales`` names those that are built by default."""
    locale = click.option(
        "-l",
        "--locale",
        "locales",
        multiple=True,
        metavar="TAG",
        shell_complete=complete_locales,
        help=f"Locale such as ar or ar-SY; may be repeated. Default: {locales}.",
    )

    def decorate(command: Command) -> Command:
        for option in reversed((locale, *_OPTIONS)):  # the first one comes first in the help
            command = option(command)
        return command

    return decorate

"""A command line to a command, and every error to a message and an exit code."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final

import click

from exporter import __version__
from exporter.cli.session import Session, shared_options
from exporter.errors import ExportError, Problems

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: Final = {
    "build": "exporter.cli.build",
    "check": "exporter.cli.check",
    "pack": "exporter.cli.pack",
    "catalog": "exporter.cli.catalog",
    "new": "exporter.cli.articles",
    "show": "exporter.cli.articles",
    "locales": "exporter.cli.listings",
    "formats": "exporter.cli.listings",
    "schema": "exporter.cli.listings",
    "completion": "exporter.cli.completion",
}
INTERRUPTED, BROKEN_PIPE = 130, 141  # as shells count: 128 and the signal's number
COMPLETION: Final = "_EXPORTER_COMPLETE"


class LazyGroup(click.Group):
    """Import a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """Return a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command; for one that does not exist, name the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from exporter.errors import did_you_mean

            hint = did_you_mean(args[0], COMMANDS)
            raise click.UsageError(f'there is no command "{args[0]}"\n  hint: {hint}', ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@shared_options
def exporter() -> None:
    """Turn one structured article into DOCX, PDF and plain text in every language that has a catalog."""


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; nothing but a bug leaves a traceback."""
    if COMPLETION in os.environ:
        exporter.main(list(arguments), prog_name="exporter", complete_var=COMPLETION)
    try:
        code = _invoke(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # What follows must not write into the broken pipe either, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    return code


def _invoke(arguments: Sequence[str]) -> int:
    wants_json = "--json" in arguments
    try:
        with exporter.make_context("exporter", list(arguments)) as context:
            code = exporter.invoke(context)
            return code if isinstance(code, int) else 0
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.ClickException as error:
        return _refuse(error, wants_json=wants_json)
    except ExportError as error:
        return _report(error, wants_json=wants_json)


def _refuse(error: click.ClickException, *, wants_json: bool) -> int:
    """Answer a command line that cannot be understood."""
    if wants_json:
        from exporter.cli.answers import json_refusal, print_json

        print_json(json_refusal(error.format_message(), error.exit_code))
    else:
        error.show()
    return error.exit_code


def _report(error: ExportError, *, wants_json: bool) -> int:
    from exporter.cli.answers import finish

    session = Session(json=wants_json)
    return finish(session, {}, error.errors if isinstance(error, Problems) else [error], [])

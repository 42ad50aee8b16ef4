"""Results and errors to what a person or a program reads."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from exporter.errors import ExportError, Problems, exit_code_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from exporter.cli.session import Session


def print_json(result: Mapping[str, Any]) -> None:
    """Print one JSON object on standard output."""
    import json

    click.echo(json.dumps(result, ensure_ascii=False, indent=2))


def print_lines(session: Session, lines: Iterable[str]) -> None:
    """Print lines on standard output unless the user wants silence."""
    if not session.quiet:
        for line in lines:
            click.echo(line)


def report_errors(errors: Sequence[ExportError]) -> int:
    """Print errors on standard error and return the exit code of the first one by place."""
    for error in errors:
        click.echo(_colored(error), err=True, color=False if "NO_COLOR" in os.environ else None)
    return exit_code_of(Problems(errors)) if errors else 0


def json_error(error: ExportError) -> dict[str, Any]:
    """Return an error as data."""
    return {
        "kind": type(error).__name__,
        "path": error.at.path if error.at else None,
        "line": error.at.line or None if error.at else None,
        "problem": error.problem,
        "hint": error.hint or None,
        "exit_code": error.exit_code,
    }


def json_refusal(problem: str, exit_code: int) -> dict[str, Any]:
    """Return a command line's error as a result."""
    error = {"kind": "UsageError", "path": None, "line": None, "problem": problem, "hint": None}
    return {"ok": False, "errors": [{**error, "exit_code": exit_code}]}


def finish(
    session: Session, result: Mapping[str, Any], errors: Sequence[ExportError], lines: Iterable[str]
) -> int:
    """Answer with a result and the errors beside it, and return the exit code."""
    if session.json:
        print_json({"ok": not errors, **result, "errors": [json_error(error) for error in errors]})
        return exit_code_of(Problems(errors)) if errors else 0
    print_lines(session, lines)
    return report_errors(errors)


def format_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines of aligned columns."""
    from exporter.writers.text.width import display_width

    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def count(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def format_size(size: int) -> str:
    """Return a file size for people."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(size // 1000, 1)} kB"


def _colored(error: ExportError) -> str:
    head = click.style(f"{error.at}:", bold=True) + f" {error.problem}" if error.at else error.problem
    return f"{head}\n  {click.style('hint:', fg='cyan')} {error.hint}" if error.hint else head

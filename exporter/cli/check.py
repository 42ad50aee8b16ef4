"""``exporter check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from exporter.cli.answers import count, finish, json_error, report_errors
from exporter.cli.session import Session, complete_slugs, session_of, shared_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.errors import ExportError


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...", shell_complete=complete_slugs)
@click.option("--strict", is_flag=True, help="Count doubts as errors.")
@shared_options
@click.pass_context
def check(context: click.Context, slugs: tuple[str, ...], *, strict: bool) -> int:
    """Find problems, and write nothing.

    Looks at articles, catalogs and translations: all of them, or those of the named articles.
    """
    from exporter.pipeline.checks import check_project

    session = session_of(context)
    project = session.project()
    problems = check_project(project, slugs)
    return answer_check(session, problems, len(set(slugs)) or len(project.slugs()), strict=strict)


def answer_check(session: Session, problems: Sequence[ExportError], checked: int, *, strict: bool) -> int:
    """Answer with errors, and with doubts, which change the exit code only if the user is strict."""
    from exporter.pipeline.build import sort_errors
    from exporter.pipeline.catalogs import is_doubt

    errors = sort_errors(problem for problem in problems if strict or not is_doubt(problem))
    doubts = sort_errors(problem for problem in problems if not strict and is_doubt(problem))
    result = {"checked": checked, "doubts": [json_error(doubt) for doubt in doubts]}
    if doubts and not session.json:
        report_errors(doubts)
    summary = f"{count(checked, 'article')}: {count(len(errors), 'problem')}, {count(len(doubts), 'doubt')}"
    return finish(session, result, errors, [summary])

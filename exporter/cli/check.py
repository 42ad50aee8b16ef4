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

    Looks at articles, catalogs, translations and packs: all of them, or those of the named articles.
    """
    from exporter.pipeline.checks import check_project

    session = session_of(context)
    project = session.project()
    problems = check_project(project, slugs)
    checked = len(set(slugs)) or len(project.slugs())
    packs = 0 if slugs else len(project.pack_names())
    return answer_check(session, problems, checked, packs=packs, strict=strict)


def answer_check(
    session: Session, problems: Sequence[ExportError], checked: int, *, packs: int = 0, strict: bool
) -> int:
    """Answer with errors, and with doubts, which change the exit code only if the user is strict."""
    from exporter.pipeline.build import sort_errors
    from exporter.pipeline.catalogs import is_doubt

    errors = sort_errors(problem for problem in problems if strict or not is_doubt(problem))
    doubts = sort_errors(problem for problem in problems if not strict and is_doubt(problem))
    result = {"checked": checked, "packs": packs, "doubts": [json_error(doubt) for doubt in doubts]}
    if doubts and not session.json:
        report_errors(doubts)
    looked_at = f"{count(checked, 'article')}, {count(packs, 'pack')}" if packs else count(checked, "article")
    summary = f"{looked_at}: {count(len(errors), 'problem')}, {count(len(doubts), 'doubt')}"
    return finish(session, result, errors, [summary])

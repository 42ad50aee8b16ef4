"""``exporter check``."""

from __future__ import annotations

import click

from exporter.cli.answers import count, finish
from exporter.cli.session import complete_slugs, session_of, shared_options


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...", shell_complete=complete_slugs)
@shared_options
@click.pass_context
def check(context: click.Context, slugs: tuple[str, ...]) -> int:
    """Look for problems in articles, catalogs and translations, and write nothing."""
    from exporter.pipeline import check_project

    session = session_of(context)
    project = session.project()
    problems = check_project(project, slugs)
    checked = len(set(slugs)) or len(project.slugs())
    lines = [] if problems else [f"{count(checked, 'article')}: no problems"]
    return finish(session, {"checked": checked}, problems, lines)

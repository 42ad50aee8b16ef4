"""``exporter catalog``: what translators need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from exporter.cli.answers import count, finish, format_columns
from exporter.cli.session import Session, complete_locales, complete_slugs, session_of, shared_options
from exporter.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from exporter.pipeline.catalogs import Change, Coverage
    from exporter.project import Project

slugs_argument = click.argument("slugs", nargs=-1, metavar="[SLUG]...", shell_complete=complete_slugs)


@click.group()
@shared_options
def catalog() -> None:
    """Extract texts for translators, and look after translations.

    A briefing pack's own texts have catalogs as well: its SLUG is pack.NAME.
    """


@catalog.command()
@slugs_argument
@shared_options
@click.pass_context
def extract(context: click.Context, slugs: tuple[str, ...]) -> int:
    """Write templates: locales/SLUG.pot, the texts of an article."""
    from exporter.pipeline.catalogs import extract_templates

    return _change_all(session_of(context), slugs, extract_templates, catalogs=False)


@catalog.command()
@slugs_argument
@shared_options
@click.pass_context
def update(context: click.Context, slugs: tuple[str, ...]) -> int:
    """Bring templates and translations up to date with their articles.

    A catalog that a language of the project lacks is begun: its translations are empty.
    """
    from exporter.pipeline.catalogs import update_catalogs

    return _change_all(session_of(context), slugs, update_catalogs, catalogs=True)


@catalog.command()
@slugs_argument
@shared_options
@click.pass_context
def status(context: click.Context, slugs: tuple[str, ...]) -> int:
    """Count what is translated, article by article and language by language."""
    from exporter.pipeline.catalogs import catalog_coverage

    session = session_of(context)
    project = session.project()
    found: list[Coverage] = []
    errors = _each(_chosen(project, slugs), lambda slug: found.extend(catalog_coverage(project, slug)))
    return finish(session, {"catalogs": [_coverage(c) for c in found]}, errors, _coverage_table(found))


@catalog.command()
@slugs_argument
@click.option("--strict", is_flag=True, help="Count doubts as errors.")
@shared_options
@click.pass_context
def check(context: click.Context, slugs: tuple[str, ...], *, strict: bool) -> int:
    """Look for what is wrong in catalogs, and for values that differ from the source text."""
    from exporter.cli.check import answer_check
    from exporter.pipeline.catalogs import catalog_problems, read_words

    session = session_of(context)
    project = session.project()
    problems: list[ExportError] = []
    chosen = _chosen(project, slugs)
    problems += _each(
        chosen, lambda slug: problems.extend(catalog_problems(project, read_words(project, slug)))
    )
    return answer_check(session, problems, len(chosen), strict=strict)


@catalog.command()
@click.argument("tag", shell_complete=complete_locales)
@shared_options
@click.pass_context
def add(context: click.Context, tag: str) -> int:
    """Add a locale: a profile if there is none, and empty catalogs of all articles."""
    from exporter.pipeline.catalogs import add_locale

    session = session_of(context)
    return _answer_changes(session, add_locale(session.project(), tag), [])


def _change_all(
    session: Session,
    slugs: tuple[str, ...],
    change: Callable[[Project, str], list[Change]],
    *,
    catalogs: bool,
) -> int:
    """Change what is named, or everything and the toolkit's labels with it."""
    from exporter.pipeline.catalogs import update_labels

    project = session.project()
    changes = [] if slugs else update_labels(project, catalogs=catalogs)
    errors = _each(_chosen(project, slugs), lambda slug: changes.extend(change(project, slug)))
    return _answer_changes(session, changes, errors)


def _chosen(project: Project, names: tuple[str, ...]) -> tuple[str, ...]:
    from exporter.pipeline.catalogs import chosen_domains

    return chosen_domains(project, names)


def _each(slugs: Sequence[str], work: Callable[[str], None]) -> list[ExportError]:
    """Work on each article, and return the errors of those that failed."""
    from exporter.pipeline.editions import tried

    errors: list[ExportError] = []
    tried(errors, work, slugs)
    return errors


def _answer_changes(session: Session, changes: list[Change], errors: list[ExportError]) -> int:
    files = [{"path": change.path, "written": change.written} for change in changes]
    written = [change.path for change in changes if change.written]
    summary = f"{count(len(written), 'file')} written, {len(changes) - len(written)} up to date"
    return finish(session, {"files": files}, errors, [*written, summary])


def _coverage(coverage: Coverage) -> dict[str, Any]:
    status = coverage.status
    return {
        "slug": coverage.domain,
        "locale": coverage.tag,
        "path": coverage.path,
        "translated": status.translated,
        "fuzzy": status.fuzzy,
        "untranslated": status.untranslated,
        "obsolete": status.obsolete,
        "words": status.words,
        "translated_words": status.translated_words,
    }


def _coverage_table(found: Sequence[Coverage]) -> list[str]:
    rows = [("ARTICLE", "LOCALE", "DONE", "TRANSLATED", "TO REVIEW", "MISSING")]
    for coverage in found:
        status = coverage.status
        total = status.translated + status.fuzzy + status.untranslated
        done = f"{100 * status.translated // total}%" if total else "100%"
        numbers = (str(status.translated), str(status.fuzzy), str(status.untranslated))
        rows.append((coverage.domain, coverage.tag, done, *numbers))
    return format_columns(rows) if found else ['no catalogs; add a language with "exporter catalog add TAG"']

"""``exporter build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exporter.cli.answers import count, finish, format_columns, format_size
from exporter.cli.session import (
    Session,
    complete_formats,
    complete_locales,
    complete_slugs,
    session_of,
    shared_options,
)

if TYPE_CHECKING:
    from exporter.pipeline import BuildReport, BuiltFile


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...", shell_complete=complete_slugs)
@click.option(
    "-l",
    "--locale",
    "locales",
    multiple=True,
    metavar="TAG",
    shell_complete=complete_locales,
    help="Locale such as ar or ar-SY; may be repeated. Default: the article's own and all with a catalog.",
)
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    shell_complete=complete_formats,
    help="docx, pdf or txt; may be repeated. Default: all three.",
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Output folder. Default: dist in the project.",
)
@click.option("--draft", is_flag=True, help="Build in spite of missing translations, and mark them.")
@click.option(
    "--width",
    type=click.IntRange(20, 1000),
    default=72,
    show_default=True,
    metavar="N",
    help="Columns of plain text.",
)
@click.option(
    "--theme",
    default="",
    metavar="FILE",
    help="Page and colours of PDFs, a path in the project. Default: content/theme.toml, if it is there.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0, 256),
    default=0,
    metavar="N",
    help="Processes to use. Default: one a processor.",
)
@click.option("--force", is_flag=True, help="Build what is up to date, too.")
@shared_options
@click.pass_context
def build(context: click.Context, /, out: Path | None, width: int, **wishes: Any) -> int:
    """Build editions of articles.

    Without a SLUG all articles are built. Files go to dist/SLUG/SLUG.TAG.FORMAT. What has not
    changed is not built again. What fails does not stop the rest.
    """
    from exporter.cli.progress import follow
    from exporter.pipeline import BuildRequest
    from exporter.pipeline import build as build_editions
    from exporter.writers.registry import WriterOptions

    session = session_of(context)
    request = BuildRequest(out or session.folder / "dist", options=WriterOptions(text_width=width), **wishes)
    with follow(silent=session.quiet or session.json) as on_progress:
        report = build_editions(session.project(), request, on_progress=on_progress)
    return _answer(session, report)


def _answer(session: Session, report: BuildReport) -> int:
    return finish(session, {"files": list(map(_describe, report.files))}, report.errors, _list(report))


def _describe(file: BuiltFile) -> dict[str, Any]:
    return {
        "slug": file.slug,
        "locale": file.tag,
        "format": file.format,
        "path": file.path.as_posix(),
        "size": file.size,
        "sha256": file.sha256,
        "unchanged": file.unchanged,
    }


def _list(report: BuildReport) -> list[str]:
    built = [file for file in report.files if not file.unchanged]
    same = len(report.files) - len(built)
    unchanged = f"{count(same, 'file')} unchanged" if same else ""
    if not built:
        return [unchanged] if unchanged else []
    lines = format_columns([(file.path.as_posix(), format_size(file.size)) for file in built])
    locales = len({file.tag for file in built})
    articles = len({file.slug for file in built})
    total = f"{count(len(built), 'file')}: {count(articles, 'article')}, {count(locales, 'locale')}"
    return [*lines, f"{total}; {unchanged}" if unchanged else total]

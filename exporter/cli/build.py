"""``exporter build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exporter.cli.answers import count, finish, format_columns, format_size
from exporter.cli.options import build_options
from exporter.cli.session import Session, complete_slugs, session_of, shared_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.pipeline import BuildReport, BuiltFile


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...", shell_complete=complete_slugs)
@build_options("the article's own and all with a catalog")
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
    files = list(map(describe_file, report.files)) if session.json else []
    return finish(session, {"files": files}, report.errors, list_files(report.files, "article"))


def describe_file(file: BuiltFile) -> dict[str, Any]:
    """Return a built file as data."""
    return {
        "slug": file.slug,
        "locale": file.tag,
        "format": file.format,
        "path": file.path.as_posix(),
        "size": file.size,
        "sha256": file.sha256,
        "unchanged": file.unchanged,
    }


def list_files(files: Sequence[BuiltFile], noun: str) -> list[str]:
    """Return the files that were built as lines for people, and a summary of all."""
    built = [file for file in files if not file.unchanged]
    same = len(files) - len(built)
    unchanged = f"{count(same, 'file')} unchanged" if same else ""
    if not built:
        return [unchanged] if unchanged else []
    lines = format_columns([(file.path.as_posix(), format_size(file.size)) for file in built])
    locales = len({tag for file in built for tag in file.tag.partition(".")[0].split("+")})
    sources = len({file.slug for file in built})
    total = f"{count(len(built), 'file')}: {count(sources, noun)}, {count(locales, 'locale')}"
    return [*lines, f"{total}; {unchanged}" if unchanged else total]

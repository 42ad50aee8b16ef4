"""``exporter new`` and ``exporter show``."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path
from string import Template
from typing import Final

import click

from exporter.cli.answers import finish, print_json
from exporter.cli.session import complete_locales, complete_slugs, session_of, shared_options
from exporter.errors import ProjectError, SourceLocation

TEMPLATES: Final = Path(__file__).parent / "templates"


@click.command()
@click.argument("slug")
@click.option("--lang", default="en", show_default=True, metavar="TAG", help="Language of the article.")
@click.option("--title", metavar="TEXT", help="Its title. Default: made from the slug.")
@shared_options
@click.pass_context
def new(context: click.Context, slug: str, lang: str, title: str | None) -> int:
    """Start an article that builds at once.

    It is content/SLUG/article.md; nothing is ever overwritten.
    """
    from exporter.localization.profiles import load_profile
    from exporter.output import write_atomically

    session = session_of(context)
    _check_free(session.folder, slug)
    language = load_profile(lang).language
    template = TEMPLATES / f"article.{language}.md"
    if not template.exists():
        template = TEMPLATES / "article.en.md"
    text = Template(template.read_text(encoding="utf-8")).substitute(
        title=json.dumps(title or title_of(slug), ensure_ascii=False),  # JSON strings are YAML strings
        lang=lang,
        date=today().isoformat(),
    )
    path = session.folder / "content" / slug / "article.md"
    write_atomically(path, text.encode())
    lines = [f"{path.as_posix()}", f'  next: write it, then run "exporter build {slug}"']
    return finish(session, {"path": path.as_posix()}, [], lines)


@click.command()
@click.argument("slug", shell_complete=complete_slugs)
@click.option(
    "-l",
    "--locale",
    "tag",
    metavar="TAG",
    shell_complete=complete_locales,
    help="Show the edition of a locale as text, with gaps marked, and not the article.",
)
@shared_options
@click.pass_context
def show(context: click.Context, slug: str, tag: str | None) -> int:
    """Print an article as JSON, or an edition as text.

    The JSON form loses nothing: as article.json it may stand in place of article.md.
    """
    session = session_of(context)
    project = session.project()
    if tag is None:
        from exporter.pipeline import read_source
        from exporter.readers import article_to_json

        print_json(article_to_json(read_source(project, slug)))
        return 0
    from exporter import export, localize

    text = export(localize(project, slug, tag, draft=True), "txt").decode()
    return finish(session, {"text": text}, [], [text.rstrip("\n")])


def _check_free(folder: Path, slug: str) -> None:
    from exporter.project import is_slug

    if slug == "packs" or not is_slug(slug):
        hint = "use one to 80 of the letters a-z, digits and hyphens"
        raise ProjectError(f'"{slug}" is no name for an article', hint=hint)
    place = folder / "content" / slug
    if os.path.lexists(place):
        at = SourceLocation(place.as_posix())
        raise ProjectError("there is an article already", at=at, hint="choose another name")


def title_of(slug: str) -> str:
    """Return a title made from a name, for a start."""
    return slug.replace("-", " ").strip().capitalize() or slug


def today() -> datetime.date:
    """Return the day that SOURCE_DATE_EPOCH names, or this one."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.date.today()  # noqa: DTZ011, TID251 - the writer's own day; cli may ask the clock

"""``exporter locales``, ``exporter formats`` and ``exporter schema``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from exporter.cli.answers import finish, format_columns, print_json
from exporter.cli.session import session_of, shared_options

if TYPE_CHECKING:
    from exporter.pipeline.locales import LocaleUse


@click.command()
@shared_options
@click.pass_context
def locales(context: click.Context) -> int:
    """List locales and their catalogs.

    CATALOGS tells how many articles are translated into a locale, and of how many it is the source
    language; "exporter catalog status" tells how far translations are.
    """
    from exporter.pipeline.locales import locale_uses

    session = session_of(context)
    project = session.project()
    uses = locale_uses(project)
    rows = [("TAG", "NAME", "DIRECTION", "DIGITS", "CATALOGS")]
    rows += [(p.tag, p.name, p.direction, p.digits, _catalogs(use)) for use in uses for p in (use.profile,)]
    data = [
        {
            "tag": use.profile.tag,
            "name": use.profile.name,
            "script": use.profile.script,
            "direction": use.profile.direction,
            "digits": use.profile.digits,
            "catalogs": use.translated,
            "source_of": use.written,
        }
        for use in uses
    ]
    return finish(session, {"locales": data, "articles": len(project.slugs())}, [], format_columns(rows))


def _catalogs(use: LocaleUse) -> str:
    translated = f"{use.translated} of {use.others}"
    if not use.written:
        return translated
    source = f"source of {use.written}"
    return f"{translated}, {source}" if use.others else source


@click.command()
@shared_options
@click.pass_context
def formats(context: click.Context) -> int:
    """List output formats, ours and those of other packages."""
    from exporter.writers.registry import all_formats

    found = all_formats()
    rows = [("FORMAT", "FILE", "MEDIA TYPE", "FOR")]
    rows += [(f.name, f".{f.extension}", f.media_type, f.description) for f in found]
    data = [
        {
            "name": f.name,
            "extension": f.extension,
            "media_type": f.media_type,
            "description": f.description,
        }
        for f in found
    ]
    return finish(session_of(context), {"formats": data}, [], format_columns(rows))


@click.command()
@click.argument("what", type=click.Choice(["article", "pack", "theme"]), default="article")
@shared_options
@click.pass_context
def schema(_context: click.Context, what: str) -> int:
    """Print the JSON Schema of an article, of a pack's description, or of a theme."""
    from exporter.readers.schema import article_schema, pack_schema
    from exporter.writers.pdf.theme_settings import theme_schema

    print_json({"article": article_schema, "pack": pack_schema, "theme": theme_schema}[what]())
    return 0

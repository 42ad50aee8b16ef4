"""``exporter locales``, ``exporter formats`` and ``exporter schema``."""

from __future__ import annotations

import click

from exporter.cli.answers import finish, format_columns, print_json
from exporter.cli.session import session_of, shared_options


@click.command()
@shared_options
@click.pass_context
def locales(context: click.Context) -> int:
    """List locales and their catalogs.

    CATALOGS tells how many articles are translated into a locale; "exporter catalog status" tells how far.
    """
    from exporter.pipeline.editions import known_locales, read_profile, translated_locales

    session = session_of(context)
    project = session.project()
    slugs = project.slugs()
    translated = [tag for slug in slugs for tag in translated_locales(project, slug)]
    profiles = [read_profile(project, tag) for tag in known_locales(project)]
    rows = [("TAG", "NAME", "DIRECTION", "DIGITS", "CATALOGS")]
    rows += [
        (p.tag, p.name, p.direction, p.digits, f"{translated.count(p.tag)} of {len(slugs)}") for p in profiles
    ]
    data = [
        {
            "tag": p.tag,
            "name": p.name,
            "script": p.script,
            "direction": p.direction,
            "digits": p.digits,
            "catalogs": translated.count(p.tag),
        }
        for p in profiles
    ]
    return finish(session, {"locales": data, "articles": len(slugs)}, [], format_columns(rows))


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

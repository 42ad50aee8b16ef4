"""A project to all its problems, without writing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporter.errors import ExportError, raise_problems
from exporter.pipeline.build import chosen_slugs, sort_errors
from exporter.pipeline.catalogs import catalog_problems
from exporter.pipeline.editions import Localizer, default_locales, flatten, read_source, tried
from exporter.pipeline.themes import read_project_theme

if TYPE_CHECKING:
    from exporter.project import Project


def check_project(project: Project, slugs: tuple[str, ...] = ()) -> tuple[ExportError, ...]:
    """Return the problems of articles, catalogs and translations by place; without slugs of packs, too.

    Raises:
        ExportError: An article is named that does not exist, or there is none at all.
    """
    unknown: list[ExportError] = []
    chosen = chosen_slugs(project, slugs, unknown)
    raise_problems(unknown)
    errors = [] if slugs else [*project.folder_problems(), *_check_theme(project)]
    localizer = Localizer(project)
    for slug in chosen:
        errors += _check_article(project, localizer, slug)
    if not slugs:
        errors += project.pack_problems()
        for name in project.pack_names():
            errors += _check_pack(project, localizer, name)
    return sort_errors(errors)


def _check_theme(project: Project) -> list[ExportError]:
    try:
        read_project_theme(project)
    except ExportError as error:
        return list(flatten(error))
    return []


def _check_article(project: Project, localizer: Localizer, slug: str) -> list[ExportError]:
    try:
        article = read_source(project, slug)
    except ExportError as error:
        return list(flatten(error))
    errors = list(catalog_problems(project, article))
    tried(errors, lambda tag: localizer.edition(article, tag), default_locales(project, article))
    return errors


def _check_pack(project: Project, localizer: Localizer, name: str) -> list[ExportError]:
    from exporter.localization.packs import pack_words
    from exporter.pipeline.packs import PackLocalizer, read_pack_source

    try:
        source = read_pack_source(project, name)
    except ExportError as error:
        return list(flatten(error))
    errors = list(catalog_problems(project, pack_words(source.description)))
    packs = PackLocalizer(localizer, source, source.description.languages)
    tried(errors, packs.pack, source.description.languages)
    return errors

"""Articles and packs to their catalogs: templates, updates, new languages, and how far translations are."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exporter.errors import (
    CatalogOutdatedError,
    DoubtfulTranslationError,
    ExportError,
    SourceLocation,
    raise_problems,
)
from exporter.localization.catalog import Catalog
from exporter.localization.checking import check_catalog
from exporter.localization.default_profile import default_profile
from exporter.localization.labels import DOMAIN, labels_template, load_labels
from exporter.localization.po_writer import write_catalog
from exporter.localization.profiles import available_tags
from exporter.localization.status import CatalogStatus, catalog_status
from exporter.localization.tags import check_exists, check_tag, fallbacks, language_of, region_of
from exporter.localization.templates import new_catalog, template_of
from exporter.localization.updating import update_catalog
from exporter.model.pack import DOMAIN_PREFIX
from exporter.output import write_atomically
from exporter.pipeline.build import chosen_slugs
from exporter.pipeline.editions import (
    catalog_tag,
    flatten,
    known_locales,
    profile_overrides,
    read_catalog_file,
    read_source,
    translated_locales,
    tried,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exporter.model.article import Article
    from exporter.model.pack import PackDescription
    from exporter.project import Project

LABELS_DATE: Final = datetime.date(2025, 1, 1)  # of new catalogs of labels, which have no article


@dataclass(frozen=True, slots=True)
class Change:
    """Tell what happened to a file; ``path`` is relative to the project."""

    path: str
    written: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """Tell how far the translation of a domain into a locale is."""

    domain: str
    tag: str
    path: str
    status: CatalogStatus


def all_domains(project: Project) -> tuple[str, ...]:
    """Return what has catalogs: articles by slug, then packs as ``pack.NAME``."""
    return (*project.slugs(), *(DOMAIN_PREFIX + name for name in project.pack_names()))


def chosen_domains(project: Project, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the named domains, or all.

    Raises:
        ProjectError: A name is that of no article and no pack, or there is nothing at all.
    """
    errors: list[ExportError] = []
    packs = [name for name in names if name.startswith(DOMAIN_PREFIX)]
    tried(errors, lambda name: project.pack_file(name.removeprefix(DOMAIN_PREFIX)), packs)
    slugs = tuple(name for name in names if name not in packs)
    if slugs or not names:
        chosen_slugs(project, slugs, errors)
    raise_problems(errors)
    return tuple(dict.fromkeys(names)) or all_domains(project)


def read_words(project: Project, domain: str) -> Article:
    """Read an article, or a pack's own texts in the shape of one."""
    if not domain.startswith(DOMAIN_PREFIX):
        return read_source(project, domain)
    from exporter.localization.packs import pack_words

    return pack_words(_read_description(project, domain))


def _read_description(project: Project, domain: str) -> PackDescription:
    from exporter.readers.pack import read_pack

    return read_pack(project, domain.removeprefix(DOMAIN_PREFIX))


def extract_templates(project: Project, domain: str) -> list[Change]:
    """Write a template where it has changed."""
    return [_write(project, template_of(read_words(project, domain)))]


def update_catalogs(project: Project, domain: str) -> list[Change]:
    """Write a template, bring all its catalogs up to date, and begin those that are lacking.

    An article is translated into each language that has a folder under ``locales/`` and a profile,
    a pack into those that it names.
    """
    article = read_words(project, domain)
    template = template_of(article)
    changes = _update(project, template, domain)
    return changes + _begin_catalogs(project, article, template, _wanted_locales(project, domain))


def update_labels(project: Project, *, catalogs: bool) -> list[Change]:
    """Do the same for the toolkit's labels, in a project that translates them itself."""
    if not project.exists(project.template_path(DOMAIN)):
        return []
    template = labels_template()
    return _update(project, template, DOMAIN) if catalogs else [_write(project, template)]


def catalog_coverage(project: Project, domain: str) -> list[Coverage]:
    """Return how far each catalog of a domain is, by locale."""
    paths = {tag: project.catalog_path(tag, domain) for tag in translated_locales(project, domain)}
    return [
        Coverage(domain, tag, path, catalog_status(read_catalog_file(project, path)))
        for tag, path in paths.items()
    ]


def catalog_problems(project: Project, article: Article) -> Iterator[ExportError]:
    """Yield what is wrong or doubtful in an article's catalogs, and which of them lag behind it."""
    template = template_of(article)
    if project.exists(template.path):
        yield from _file_problems(project, template.path, template, None)
    for tag in translated_locales(project, article.slug):
        yield from _file_problems(project, project.catalog_path(tag, article.slug), template, tag)


def is_doubt(error: ExportError) -> bool:
    """Tell whether an error is only a doubt, which a look at the text may settle."""
    return isinstance(error, DoubtfulTranslationError)


def add_locale(project: Project, tag: str) -> list[Change]:
    """Give a locale what it lacks: a profile, catalogs of the labels, of every article and every pack.

    Raises:
        LocaleError: There is no such locale.
    """
    known = available_tags(profile_overrides(project))
    check_exists(check_tag(tag, known), known)
    changes = [] if any(name in known for name in fallbacks(tag)) else [_write_profile(project, tag)]
    changes += _add_labels(project, language_of(tag))
    for domain in all_domains(project):
        article = read_words(project, domain)
        changes += _begin_catalogs(project, article, template_of(article), (tag,))
    return changes


def _wanted_locales(project: Project, domain: str) -> Iterator[str]:
    """Yield the tags that a pack names, or for which the project has a folder; all have a profile."""
    known = known_locales(project)
    if domain.startswith(DOMAIN_PREFIX):
        tags = _read_description(project, domain).languages
    else:
        tags = project.locale_tags()
    yield from (tag for tag in tags if any(name in known for name in fallbacks(tag)))


def _begin_catalogs(
    project: Project, article: Article, template: Catalog, tags: Iterable[str]
) -> list[Change]:
    """Write empty catalogs for locales that read none; the regions of a language share one."""
    changes: list[Change] = []
    for tag in tags:
        if language_of(article.language) == language_of(tag) or catalog_tag(project, article.slug, tag):
            continue
        shared = next(name for name in fallbacks(tag) if not region_of(name))
        changes.append(_write(project, new_catalog(template, shared, date=article.date)))
    return changes


def _add_labels(project: Project, language: str) -> list[Change]:
    if language == "en" or load_labels(language).entries or catalog_tag(project, DOMAIN, language):
        return []
    return [_write(project, new_catalog(labels_template(), language, date=LABELS_DATE))]


def _write_profile(project: Project, tag: str) -> Change:
    path = project.profile_path(tag)
    write_atomically(project.root / path, default_profile(tag).encode())
    return Change(path, written=True)


def _update(project: Project, template: Catalog, domain: str) -> list[Change]:
    changes = [_write(project, template)]
    for tag in translated_locales(project, domain):
        catalog = read_catalog_file(project, project.catalog_path(tag, domain))
        changes.append(_write(project, update_catalog(catalog, template)))
    return changes


def _write(project: Project, catalog: Catalog) -> Change:
    """Write a catalog where it would change, so that build tools see no new file."""
    data = write_catalog(catalog)
    old = (
        project.read_bytes(catalog.path, max(len(data), 1))
        if _same_size(project, catalog.path, data)
        else b""
    )
    if old == data:
        return Change(catalog.path, written=False)
    write_atomically(project.root / catalog.path, data)
    return Change(catalog.path, written=True)


def _same_size(project: Project, path: str, data: bytes) -> bool:
    return project.exists(path) and (project.root / path).stat().st_size == len(data)


def _file_problems(project: Project, path: str, template: Catalog, tag: str | None) -> Iterator[ExportError]:
    try:
        catalog = read_catalog_file(project, path)
    except ExportError as error:
        yield from flatten(error)
        return
    if tag:
        yield from check_catalog(catalog, language=tag)
    yield from _outdated(catalog, template)


def _outdated(catalog: Catalog, template: Catalog) -> Iterator[CatalogOutdatedError]:
    """Compare the texts, not the line numbers, which change with every edit."""
    wanted = {entry.key for entry in template.messages}
    found = {entry.key for entry in catalog.messages}
    if wanted == found:
        return
    problem = f"the article has {len(wanted - found)} new texts and lacks {len(found - wanted)} of these"
    hint = f'run "exporter catalog update {template.path.rpartition("/")[2].removesuffix(".pot")}"'
    yield CatalogOutdatedError(problem, at=SourceLocation(catalog.path), hint=hint)

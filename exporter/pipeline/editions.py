"""A project's article and locales to editions: reading and localizing, each once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

from exporter.errors import ExportError, Problems, raise_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from exporter.localization.catalog import Catalog
    from exporter.localization.localize import Setting
    from exporter.model.article import Article
    from exporter.model.edition import Edition
    from exporter.model.locale import LocaleProfile
    from exporter.project import Project

T = TypeVar("T")
PROFILE_LIMIT: Final = 100_000
CATALOG_LIMIT: Final = 16_000_000
LABELS: Final = "exporter"


def read_source(project: Project, slug: str) -> Article:
    """Read an article; raise all its problems together."""
    from exporter.readers import read_article

    return read_article(project, slug)


def read_profile(project: Project, tag: str) -> LocaleProfile:
    """Return a locale's profile: the toolkit's, with the project's own laid over it."""
    from exporter.localization.profiles import load_profile

    return load_profile(tag, overrides=profile_overrides(project))


def profile_overrides(project: Project) -> Mapping[str, bytes]:
    """Return the project's own profiles by tag."""
    paths = {tag: project.profile_path(tag) for tag in project.locale_tags()}
    return {tag: project.read_bytes(p, PROFILE_LIMIT) for tag, p in paths.items() if project.exists(p)}


def known_locales(project: Project) -> tuple[str, ...]:
    """Return the tags of all profiles, the toolkit's and the project's, in order."""
    from exporter.localization.profiles import available_tags

    return available_tags(profile_overrides(project))


def catalog_tag(project: Project, slug: str, tag: str) -> str | None:
    """Return whose catalog a locale reads: its own or that of what it is a variant of; None without one."""
    from exporter.localization.tags import fallbacks

    return next((name for name in fallbacks(tag) if project.exists(project.catalog_path(name, slug))), None)


def default_locales(project: Project, article: Article) -> list[str]:
    """Return an article's own language, then each locale that has a catalog of it."""
    return locales_of(project, article.slug, article.language)


def locales_of(project: Project, slug: str, language: str) -> list[str]:
    """Return the default locales of an article that need not be read: its language is known."""
    return [language, *(tag for tag in translated_locales(project, slug) if tag != language)]


def translated_locales(project: Project, slug: str) -> list[str]:
    """Return the locales that have a catalog of an article, in order."""
    return [tag for tag in project.locale_tags() if project.exists(project.catalog_path(tag, slug))]


@dataclass(slots=True)
class Localizer:
    """Localize articles of one project; profiles and labels are read once.

    Attributes:
        draft: Whether editions may lack translations.
    """

    project: Project
    draft: bool = False
    _profiles: dict[str, LocaleProfile] = field(default_factory=dict)

    def profile(self, tag: str) -> LocaleProfile:
        """Return a locale's profile."""
        if tag not in self._profiles:
            self._profiles[tag] = read_profile(self.project, tag)
        return self._profiles[tag]

    def edition(self, article: Article, tag: str, setting: Setting | None = None) -> Edition:
        """Localize an article; raise what is wrong with its translation together."""
        from exporter.localization.localize import ALONE, localize_article

        profile = self.profile(tag)
        return localize_article(
            article,
            profile,
            translation=self.translation(article, tag),
            labels=self.labels(profile.language),
            draft=self.draft,
            setting=setting or ALONE,
        )

    def translation(self, article: Article, tag: str) -> Catalog | None:
        """Return the catalog of an article that a locale reads; None without one, or without need."""
        return None if _same(article, self.profile(tag)) else self._translation(article.slug, tag)

    def _translation(self, slug: str, tag: str) -> Catalog | None:
        from exporter.localization.headers import header_problems

        found = catalog_tag(self.project, slug, tag)
        if found is None:
            return None
        catalog = read_catalog_file(self.project, self.project.catalog_path(found, slug))
        raise_problems(header_problems(catalog, found))
        return catalog

    def labels(self, language: str) -> Catalog:
        """Return the toolkit's labels in a language, or the project's own in their place."""
        from exporter.localization.labels import load_labels

        path = self.project.catalog_path(language, LABELS)
        own = {language: self.project.read_bytes(path, CATALOG_LIMIT)} if self.project.exists(path) else {}
        return load_labels(language, overrides=own)


def read_catalog_file(project: Project, path: str) -> Catalog:
    """Read a catalog or template of the project."""
    from exporter.localization.po_reader import read_catalog

    return read_catalog(project.read_bytes(path, CATALOG_LIMIT), path)


def flatten(error: ExportError) -> tuple[ExportError, ...]:
    """Return the single errors that an error carries."""
    return error.errors if isinstance(error, Problems) else (error,)


def tried(errors: list[ExportError], function: Callable[[str], T], names: Iterable[str]) -> list[T]:
    """Return what a function makes of names; add the errors of those that fail to the errors."""
    made: list[T] = []
    for name in names:
        try:
            made.append(function(name))
        except ExportError as error:
            errors += flatten(error)
    return made


def _same(article: Article, profile: LocaleProfile) -> bool:
    from exporter.localization.tags import language_of

    return language_of(article.language) == profile.language

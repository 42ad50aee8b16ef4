"""A project's locales to how its articles use them: as their own language, or by catalogs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exporter.errors import ExportError
from exporter.localization.tags import language_of
from exporter.pipeline.editions import catalog_tag, known_locales, read_profile
from exporter.readers import read_language

if TYPE_CHECKING:
    from exporter.model.locale import LocaleProfile
    from exporter.project import Project


@dataclass(frozen=True, slots=True)
class LocaleUse:
    """Tell how the articles of a project use a locale.

    Attributes:
        written: How many articles are written in its language.
        translated: How many of the others have a catalog that it reads: its own or its language's.
        others: How many others there are.
    """

    profile: LocaleProfile
    written: int
    translated: int
    others: int


def locale_uses(project: Project) -> list[LocaleUse]:
    """Return how each locale that has a profile is used, by tag."""
    languages = {slug: _language(project, slug) for slug in project.slugs()}
    return [_use(project, tag, languages) for tag in known_locales(project)]


def _use(project: Project, tag: str, languages: dict[str, str]) -> LocaleUse:
    others = [slug for slug, language in languages.items() if language != language_of(tag)]
    translated = sum(catalog_tag(project, slug, tag) is not None for slug in others)
    return LocaleUse(read_profile(project, tag), len(languages) - len(others), translated, len(others))


def _language(project: Project, slug: str) -> str:
    try:
        return language_of(read_language(project, slug))
    except ExportError:
        return ""  # of an article that cannot be read: "exporter check" tells why

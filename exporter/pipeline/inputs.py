"""An edition to the names of what its files are made of, and a digest of the wishes for them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from exporter.localization.tags import fallbacks, language_of
from exporter.pipeline.fingerprints import (
    digest_of,
    format_fingerprint,
    options_fingerprint,
    toolkit_fingerprint,
)
from exporter.pipeline.themes import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporter.model.locale import FontFamily, LocaleProfile
    from exporter.pipeline.records import Names
    from exporter.project import Project
    from exporter.writers.registry import Format, WriterOptions

_SET_WITHOUT_FONTS = frozenset({"docx", "txt"})  # and without a theme


def translation_inputs(project: Project, slug: str, tag: str) -> tuple[Names, Names]:
    """Return what makes an edition of an article: its catalogs, and what all of a locale's editions share."""
    tags = tuple(fallbacks(tag))
    language = language_of(tag)
    catalogs = tuple(f"file:{project.catalog_path(name, slug)}" for name in tags)
    profiles = tuple(f"file:{project.profile_path(name)}" for name in tags)
    return catalogs, (*profiles, f"file:{project.catalog_path(language, 'exporter')}", f"labels:{language}")


def format_inputs(
    found: Format, profile: LocaleProfile, options: WriterOptions, theme: str
) -> tuple[Names, ...]:
    """Return what a format adds to an edition: a theme and fonts, unless it has no use for them."""
    if found.name in _SET_WITHOUT_FONTS:
        return ()
    return (f"file:{theme or DEFAULT}",), font_inputs(profile, options)


def font_inputs(profile: LocaleProfile, options: WriterOptions) -> Names:
    """Return the font files that a PDF in a locale may take letters from."""
    from exporter.writers.pdf.theme import CODE_FAMILY

    families = dict.fromkeys((*_families(profile), *_families(options), CODE_FAMILY))
    files = (
        f"font:{family.package}/{file}"
        for family in families
        for file in (family.regular, family.bold, family.italic, family.bold_italic)
    )
    return tuple(dict.fromkeys(files))


def edition_settings(
    found: Format, options: WriterOptions, *, theme: str = "", draft: bool = False
) -> str | None:
    """Return a digest of what decides about an edition's file beside its inputs and its locale.

    None if the format's code cannot be known.
    """
    code = format_fingerprint(found)
    if code is None:
        return None
    path = "" if found.name in _SET_WITHOUT_FONTS else theme
    return digest_of([toolkit_fingerprint(), code, options_fingerprint(found, options), path, repr(draft)])


def _families(value: object) -> Iterator[FontFamily]:
    """Yield the families that are named anywhere in a profile, in a theme or in another setting."""
    from exporter.model.locale import FontFamily  # 15 ms that a build without changes can do without

    if isinstance(value, FontFamily):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _families(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _families(item)

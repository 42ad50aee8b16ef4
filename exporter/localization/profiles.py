"""A locale tag and its TOML files to the profile that writers and typesetting use."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, replace
from functools import cache
from types import MappingProxyType
from typing import Any, TypeAlias

from exporter.errors import LocaleError, SourceLocation
from exporter.localization.numbering import digits_of
from exporter.localization.profile_settings import check_settings
from exporter.localization.resources import read_resource, toolkit_tags
from exporter.localization.tags import check_exists, check_tag, fallbacks, language_of, region_of
from exporter.model.locale import DocxTypography, FontFamily, LocaleProfile, PdfTypography

Settings: TypeAlias = Mapping[str, Any]
NO_OVERRIDES: Mapping[str, bytes] = MappingProxyType({})


def load_profile(tag: str, *, overrides: Mapping[str, bytes] = NO_OVERRIDES) -> LocaleProfile:
    """Return a locale's profile; a variant inherits from its language.

    Args:
        tag: BCP 47 tag, such as ``ar-SY``.
        overrides: The project's own ``profile.toml`` files by tag; each is laid over the
            toolkit's file of the same tag, key by key.

    Raises:
        LocaleError: The tag is ill-formed, unknown or without a profile, or a file is wrong.
    """
    known = available_tags(overrides)
    check_tag(tag, known)
    layers = [layer for name in fallbacks(tag) for layer in _layers(name, overrides)]
    if not layers:
        check_exists(tag, known)
        raise LocaleError(f"locale {tag} has no profile", hint=f"run: exporter catalog add {tag}")
    own = dict(_merged(_layers(tag, overrides)))
    if not own:
        check_exists(tag, known)
    return _profile(tag, _merged(layers), own)


def available_tags(overrides: Mapping[str, bytes] = NO_OVERRIDES) -> tuple[str, ...]:
    """Return the tags that have a profile of their own; their variants need none."""
    return tuple(sorted({*toolkit_tags(), *overrides}))


def _layers(tag: str, overrides: Mapping[str, bytes]) -> list[Settings]:
    """Return a tag's settings, the strongest first."""
    path = f"locales/{tag}/profile.toml"
    found = [overrides.get(tag), read_resource(f"{tag}/profile.toml") if tag in toolkit_tags() else None]
    return [_read_settings(data, path) for data in found if data is not None]


@cache
def _read_settings(data: bytes, path: str) -> Settings:
    if len(data) > 100_000:
        raise LocaleError("the profile is larger than 100 kB", at=SourceLocation(path), hint="shorten it")
    try:
        settings = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise LocaleError(
            f"the profile is no TOML: {error}", at=SourceLocation(path), hint="mend it"
        ) from None
    check_settings(settings, path)
    return MappingProxyType(settings)


def _merged(layers: list[Settings]) -> Settings:
    """Lay settings over each other, key by key; the first layer wins."""
    result: dict[str, Any] = {}
    for layer in reversed(layers):
        for key, value in layer.items():
            old = result.get(key)
            result[key] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def _profile(tag: str, settings: Settings, own: Settings) -> LocaleProfile:
    at = SourceLocation(f"locales/{language_of(tag)}/profile.toml")
    if missing := sorted(_missing(settings)):
        raise LocaleError(
            f"the profile of {tag} lacks {', '.join(missing)}", at=at, hint="add these settings"
        )
    profile = LocaleProfile(
        tag=tag,
        language=language_of(tag),
        name=settings["name"] if "name" in own else _own_name(own.get("formats", tag)),
        script=settings["script"],
        direction=settings["direction"],
        digits=_digits(own.get("numbering") or _default_numbering(own.get("formats", tag))),
        bullets=tuple(settings["bullets"]),
        pdf=_pdf(settings["pdf"], at),
        docx=DocxTypography(**settings["docx"]),
        formats=own.get("formats", ""),
    )
    if region_of(tag) and "proofing" not in own.get("docx", {}):
        return replace(profile, docx=replace(profile.docx, proofing=tag))
    return profile


def _missing(settings: Settings) -> Iterator[str]:
    for key in ("name", "script", "direction", "bullets"):
        if key not in settings:
            yield key
    for table, kind in (("pdf", PdfTypography), ("docx", DocxTypography)):
        for key, field in kind.__dataclass_fields__.items():
            if field.default is MISSING and key not in settings.get(table, {}):
                yield f"{table}.{key}"


def _own_name(tag: str) -> str:
    from exporter.localization.cldr import cldr_locale

    return str(cldr_locale(tag).display_name)


def _default_numbering(tag: str) -> str:
    from exporter.localization.cldr import cldr_locale

    system = cldr_locale(tag).default_numbering_system
    return system if digits_of(system) else "latn"


def _digits(system: str) -> str:
    return digits_of(system) or "0123456789"


def _pdf(table: Settings, at: SourceLocation) -> PdfTypography:
    return PdfTypography(
        text=_family(table["text"], at),
        display=_family(table["display"], at),
        fallback=tuple(_family(family, at) for family in table["fallback"]),
        size=float(table["size"]),
        leading=float(table["leading"]),
        hyphenation=table["hyphenation"],
        justify=table["justify"],
        kashida=table.get("kashida", False),
    )


def _family(value: str | Mapping[str, str], at: SourceLocation) -> FontFamily:
    if not isinstance(value, str):
        return FontFamily(**value)
    families = _toolkit_families()
    if value not in families:
        raise LocaleError(
            f"there is no font family {value!r}", at=at, hint=f"use one of {', '.join(families)}"
        )
    return families[value]


@cache
def _toolkit_families() -> Mapping[str, FontFamily]:
    data = read_resource("fonts.toml") or b""
    return {name: FontFamily(**table) for name, table in tomllib.loads(data.decode()).items()}

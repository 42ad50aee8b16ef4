"""The settings of a profile.toml to nothing, or to every problem in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from exporter.errors import LocaleError, SourceLocation, raise_problems
from exporter.localization.numbering import NUMBERING_SYSTEMS

_FILE = re.compile(r"[A-Za-z0-9_-]{1,80}\.ttf")


def check_settings(settings: Mapping[str, Any], path: str) -> None:
    """Raise every unknown key and wrong value of one file together; keys may be absent."""
    at = SourceLocation(path)
    raise_problems(LocaleError(problem, at=at, hint=hint) for problem, hint in _problems("", settings, _TOP))


def _problems(prefix: str, table: Mapping[str, Any], rules: Mapping[str, _Rule]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if key not in rules:
            yield f"there is no setting {prefix}{key}", f"use {', '.join(rules)}"
        elif isinstance(rule := rules[key], dict):
            if isinstance(value, dict):
                yield from _problems(f"{prefix}{key}.", value, rule)
            else:
                yield f"{prefix}{key} is no table", f"write [{prefix}{key}]"
        elif not rule[0](value):
            yield f"{prefix}{key} cannot be {str(value)[:40]!r}", rule[1]


def _text(pattern: str) -> Callable[[Any], bool]:
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def _between(low: float, high: float) -> Callable[[Any], bool]:
    return lambda value: type(value) in {int, float} and low <= value <= high


def _is_bullets(value: Any) -> bool:
    return isinstance(value, list) and 0 < len(value) <= 9 and all(map(_text(r"\S{1,3}"), value))


def _is_family(value: Any) -> bool:
    if isinstance(value, str):
        return re.fullmatch(r"[a-z0-9-]{1,40}", value) is not None
    return (
        isinstance(value, dict)
        and set(value) == {"package", "regular", "bold", "italic", "bold_italic"}
        and _text(r"fontpkg_[a-z0-9_]{1,60}")(value["package"])
        and all(_text(_FILE.pattern)(value[key]) for key in value if key != "package")
    )


def _is_families(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= 8 and all(map(_is_family, value))


_Check = tuple[Callable[[Any], bool], str]
_Rule = _Check | dict[str, _Check]

_FONT_NAME: _Check = (_text(r"[^\x00-\x1f]{1,60}"), "name one font as Word lists it")
_SIZE: _Check = (_between(5, 40), "give points between 5 and 40")
_FAMILY: _Check = (_is_family, "name a family of locales/fonts.toml, or give package and four .ttf files")
_TOP: dict[str, _Rule] = {
    "name": (_text(r"[^\x00-\x1f]{1,100}"), "write the locale's own name for itself"),
    "script": (_text(r"[A-Z][a-z]{3}"), "write an ISO 15924 code such as Latn"),
    "direction": (_text(r"ltr|rtl"), "write ltr or rtl"),
    "numbering": (
        lambda value: isinstance(value, str) and value in NUMBERING_SYSTEMS,
        f"use one of {', '.join(NUMBERING_SYSTEMS)}",
    ),
    "formats": (_text(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?"), "write a tag such as en-GB"),
    "bullets": (_is_bullets, 'write a list such as ["•", "–"]'),
    "pdf": {
        "text": _FAMILY,
        "display": _FAMILY,
        "fallback": (_is_families, "write a list of families"),
        "size": _SIZE,
        "leading": (_between(1, 3), "give a multiple of the size between 1 and 3"),
        "hyphenation": (
            _text(r"([a-z]{2,3}(_[A-Za-z]{2,8})?)?"),
            "write pyphen's code such as en_GB, or nothing",
        ),
        "justify": (lambda value: isinstance(value, bool), "write true or false"),
        "kashida": (lambda value: isinstance(value, bool), "write true or false"),
    },
    "docx": {
        "text": _FONT_NAME,
        "display": _FONT_NAME,
        "complex_text": _FONT_NAME,
        "complex_display": _FONT_NAME,
        "size": _SIZE,
        "complex_size": _SIZE,
        "proofing": (_text(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?"), "write a tag such as en-GB"),
    },
}

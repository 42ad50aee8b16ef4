"""A locale's name as somebody typed it to a well-formed BCP 47 tag, or an error that says what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from exporter.errors import LocaleError

_TAG = re.compile(r"([a-z]{2,3})(?:-([A-Z][a-z]{3}))?(?:-([A-Z]{2}|[0-9]{3}))?")


def check_tag(tag: str, known: Iterable[str] = ()) -> str:
    """Return the tag, or raise LocaleError when it is no ``language[-Script][-REGION]``."""
    if _TAG.fullmatch(tag):
        return tag
    raise LocaleError(f"{tag[:40]!r} is no locale tag", hint=_suggestion(tag[:40], known))


def check_exists(tag: str, known: Iterable[str] = ()) -> str:
    """Return the tag, or raise LocaleError when CLDR does not know it."""
    if cldr_knows(tag):
        return tag
    raise LocaleError(f"there is no locale {tag}", hint=_suggestion(tag, known))


@cache
def cldr_knows(tag: str) -> bool:
    """Tell whether CLDR has data for exactly this locale."""
    from babel import localedata

    return _TAG.fullmatch(tag) is not None and bool(localedata.exists(tag.replace("-", "_")))


def language_of(tag: str) -> str:
    """Return the language alone: ``ar`` for ``ar-SY``."""
    return tag.partition("-")[0]


def region_of(tag: str) -> str:
    """Return the region alone: ``SY`` for ``ar-SY``, or empty."""
    found = _TAG.fullmatch(tag)
    return (found[3] or "") if found else ""


def fallbacks(tag: str) -> Iterator[str]:
    """Yield the tag and then what it is a variant of: ``zh-Hant-HK``, ``zh-Hant``, ``zh``."""
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        yield "-".join(parts[:length])


def _suggestion(tag: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    names = sorted(set(known))
    tidy = _tidy(tag)
    if tidy != tag and (tidy in names or cldr_knows(tidy)):
        return f"did you mean {tidy}?"
    close = get_close_matches(tag.lower(), names, n=1, cutoff=0.5)
    if close:
        return f"did you mean {close[0]}?"
    return f"write a BCP 47 tag such as {', '.join(names[:4]) or 'en, ar-SY'}"


def _tidy(tag: str) -> str:
    """Mend case and separators: ``AR_sy`` to ``ar-SY``."""
    language, *rest = re.split(r"[-_ .@]", tag)
    return "-".join([language.lower(), *(p.title() if len(p) == 4 else p.upper() for p in rest[:2])])

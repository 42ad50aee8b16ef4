"""A link's address as written to the absolute address that every edition can carry."""

from __future__ import annotations

import re

_SCHEMES = "http, https, mailto or tel"
_ABSOLUTE = re.compile(r"(https?)://[^/?#\s]|(mailto|tel):[^\s]", re.IGNORECASE)
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.\-\s]*):")
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# RFC 3986: what a URI may hold, and the percent sign as it stands.
_URI = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


def normalize_address(address: str) -> str:
    """Return an address as an ASCII URI with its scheme in lower case.

    Raises:
        ValueError: With the problem, such as ``the link "data:…" has the scheme data``.
    """
    match = _ABSOLUTE.match(address)
    if match is None:
        raise ValueError(_problem(address))
    if _UNSAFE.search(address):
        raise ValueError(f"the address {_shown(address)} holds a space or control code")
    scheme = match[1] or match[2]
    address = scheme.lower() + address[len(scheme) :]
    return address if _URI.fullmatch(address) else _encode(address)


def _problem(address: str) -> str:
    shown = _shown(address)
    scheme = _SCHEME.match(address)
    if not address.strip():
        return "the link has no address"
    if scheme is None:
        return f"the link {shown} is not absolute"
    name = "".join(scheme[1].split()).lower()
    if name in {"http", "https", "mailto", "tel"}:
        return f"the link {shown} is incomplete"
    return f"the link {shown} has the scheme {name}, not {_SCHEMES}"


def _shown(address: str) -> str:
    short = address if len(address) <= 60 else address[:59] + "…"
    return '"' + short.encode("unicode_escape").decode("ascii").replace("\\u2026", "…") + '"'


def _encode(address: str) -> str:
    """Percent-encode what is not ASCII; a host name becomes Punycode."""
    # markdown-it's own rule for addresses; needed for few of them, so imported late.
    from markdown_it.common.normalize_url import normalizeLink

    encoded = normalizeLink(address)
    if not _URI.fullmatch(encoded):
        raise ValueError(f"the address {_shown(address)} cannot be written as a URI")
    return encoded

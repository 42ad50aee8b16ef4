"""Numbering systems to digits, and Latin numbers in running text to the locale's own."""

from __future__ import annotations

import re

from exporter.model.locale import LATIN_DIGITS

# CLDR's names of positional systems, by their zero (Unicode: decimal digits stand in rows of ten).
_ZEROS = {
    "latn": 0x30,
    "arab": 0x660,
    "arabext": 0x6F0,
    "beng": 0x9E6,
    "deva": 0x966,
    "gujr": 0xAE6,
    "guru": 0xA66,
    "khmr": 0x17E0,
    "knda": 0xCE6,
    "laoo": 0xED0,
    "mlym": 0xD66,
    "mymr": 0x1040,
    "nkoo": 0x7C0,
    "olck": 0x1C50,
    "orya": 0xB66,
    "tamldec": 0xBE6,
    "telu": 0xC66,
    "thai": 0xE50,
    "tibt": 0xF20,
}
NUMBERING_SYSTEMS = tuple(_ZEROS)
_NUMBER = re.compile(r"(?<![\d.,:/])(?:\d{1,3}(?:,\d{3})+|\d+)(?:[.,]\d+)?(?=[^\d.,:/]|[.,:/](?!\d)|$)")


def digits_of(system: str) -> str | None:
    """Return the ten digits of a CLDR numbering system, or None when it has none."""
    zero = _ZEROS.get(system)
    return None if zero is None else "".join(chr(zero + n) for n in range(10))


def numbering_system_of(digits: str) -> str:
    """Return CLDR's name of the system that has these digits."""
    return next((name for name, zero in _ZEROS.items() if chr(zero) == digits[0]), "latn")


def localize_digits(text: str, digits: str) -> str:
    """Write the Latin numbers of running text in the locale's digits, separators included.

    The text keeps its length. Dates, times and versions keep their dots and colons: only
    a lone number such as ``1,250.5`` or ``12%`` takes the separators of the digits.
    """
    if digits == LATIN_DIGITS:
        return text
    if is_arabic_indic(digits):
        text = re.sub(r"(?<=\d)%", "٪", _NUMBER.sub(_arabic_separators, text))
    return text.translate(str.maketrans(LATIN_DIGITS, digits))


def is_arabic_indic(digits: str) -> bool:
    """Tell whether the digits are Arabic-Indic, Eastern or extended."""
    return digits[0] in "٠۰"


def _arabic_separators(number: re.Match[str]) -> str:
    whole, dot, fraction = number[0].partition(".")
    if not dot and not re.fullmatch(r"\d{1,3}(,\d{3})+", whole):
        return whole.replace(",", "٫")
    return whole.replace(",", "٬") + ("٫" if dot else "") + fraction

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.localization.formats import Formats, format_number
from exporter.localization.numbering import digits_of, localize_digits
from exporter.localization.numbers import read_number, relocalize_numbers
from exporter.localization.values import find_numbers
from exporter.model.inlines import Code, Emphasis, Text

ARABIC_INDIC = digits_of("arab") or ""


@pytest.mark.parametrize(
    ("written", "tag", "digits", "expected"),
    [
        ("37.5%", "ru", "0123456789", "37,5\u00a0%"),
        ("-37.5%", "ar-EG", ARABIC_INDIC, "\u2212٣٧٫٥٪"),
        ("1,250", "ru", "0123456789", "1\u00a0250"),
        ("1,250.50", "ar-MA", "0123456789", "1.250,50"),
        ("2024", "ru", "0123456789", "2024"),
        ("(37.5%)", "ru", "0123456789", "(37,5\u00a0%)"),
        ("1,250; 2,500", "ru", "0123456789", "1\u00a0250; 2\u00a0500"),
        # No plain numbers, so left alone.
        ("+971 4 123 4567", "ru", "0123456789", "+971 4 123 4567"),
        ("2025-10-15", "ru", "0123456789", "2025-10-15"),
        ("(04) 1234567", "ru", "0123456789", "(04) 1234567"),
        ("12:30", "ru", "0123456789", "12:30"),
        ("15.10.2025", "ru", "0123456789", "15.10.2025"),
        ("1.2.3", "ru", "0123456789", "1.2.3"),
        ("15/10/2025", "ru", "0123456789", "15/10/2025"),
        ("1,25", "ru", "0123456789", "1,25"),
    ],
)
def test_plain_numbers_of_a_cell_take_the_locales_form(
    written: str, tag: str, digits: str, expected: str
) -> None:
    formats = Formats(tag, digits)
    assert relocalize_numbers((Text(written),), "en", formats) == (Text(expected),)
    assert relocalize_numbers((Emphasis((Text(written),)),), "en", formats) == (Emphasis((Text(expected),)),)
    assert relocalize_numbers((Code(written),), "en", formats) == (Code(written),)


@given(
    st.decimals(min_value=0, max_value=10**12, places=2),
    st.sampled_from(["en", "ru", "ar", "ar-MA", "de", "fr"]),
)
def test_a_number_written_in_a_language_is_read_in_it(value: Decimal, tag: str) -> None:
    written = format_number(value, Formats(tag))
    assert read_number(written, tag) == value
    assert value in find_numbers(written)[0].readings


@given(st.text("0123456789.,%:/- اب", max_size=30))
def test_digits_are_replaced_one_by_one(text: str) -> None:
    localized = localize_digits(text, ARABIC_INDIC)
    assert len(localized) == len(text)
    assert not set(localized) & set("0123456789")
    back = (
        localized.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩٪", "0123456789%")).replace("٫", ".").replace("٬", ",")
    )
    assert back.replace(",", ".") == text.replace(",", ".")


def test_latin_digits_stay() -> None:
    assert localize_digits("1,250.5%", "0123456789") == "1,250.5%"
    assert localize_digits("1,250.5%", digits_of("deva") or "") == "१,२५०.५%"

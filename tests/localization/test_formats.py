from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.errors import FactError
from exporter.localization.formats import format_fact
from exporter.localization.profiles import load_profile
from exporter.model.facts import (
    AmountFact,
    DateFact,
    Fact,
    LiteralFact,
    MonthFact,
    NumberFact,
    PercentFact,
    YearFact,
    YearRangeFact,
)

VISIT = DateFact(dt.date(2025, 10, 15))
FALL = MonthFact(2024, 12)


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "15 October 2025"),
        ("en-GB", "15 October 2025"),
        ("en-US", "October 15, 2025"),
        ("ar", "15 أكتوبر 2025"),
        ("ar-AE", "15 أكتوبر 2025"),
        ("ar-EG", "١٥ أكتوبر ٢٠٢٥"),
        ("ar-SY", "١٥ تشرين الأول ٢٠٢٥"),
        ("ar-IQ", "١٥ تشرين الأول ٢٠٢٥"),
        ("ar-MA", "15 أكتوبر 2025"),
        ("ru", "15 октября 2025\u00a0г."),
        ("ru-KZ", "15 октября 2025\u00a0г."),
    ],
)
def test_a_day_is_written_in_the_long_form(tag: str, written: str) -> None:
    assert format_fact(VISIT, "", load_profile(tag)) == written


@pytest.mark.parametrize(
    ("tag", "fact", "pattern", "written"),
    [
        ("en", FALL, "", "December 2024"),
        ("ru", FALL, "", "декабрь 2024\u00a0г."),
        ("ar-SY", FALL, "", "كانون الأول ٢٠٢٤"),
        ("ar-MA", FALL, "", "دجنبر 2024"),
        ("ru", FALL, "MMMM y", "декабря 2024"),
        ("ru", FALL, "LLLL", "декабрь"),
        ("en", VISIT, "EEEE, d MMMM", "Wednesday, 15 October"),
        ("ar", VISIT, "EEEE", "الأربعاء"),
        ("ru", VISIT, "d MMMM y 'года'", "15 октября 2025 года"),
        ("ar-EG", VISIT, "yyyy-MM-dd", "٢٠٢٥-١٠-١٥"),
        ("en", YearFact(1944), "", "1944"),
        ("ar-EG", YearFact(1944), "", "١٩٤٤"),
        ("en", YearRangeFact(2011, 2024), "", "2011–2024"),
        ("en-US", YearRangeFact(2011, 2024), "", "2011–2024"),
        ("ar-SY", YearRangeFact(2011, 2024), "", "٢٠١١–٢٠٢٤"),
        ("ru", YearRangeFact(2011, 2024), "", "2011–2024"),
    ],
)
def test_months_years_ranges_and_patterns(tag: str, fact: Fact, pattern: str, written: str) -> None:
    assert format_fact(fact, pattern, load_profile(tag)) == written


@pytest.mark.parametrize(
    ("tag", "number", "percent"),
    [
        ("en", "1,234,567.50", "\u221237.5%"),
        ("ar", "1,234,567.50", "\u221237.5%"),
        ("ar-EG", "١٬٢٣٤٬٥٦٧٫٥٠", "\u2212٣٧٫٥٪"),
        ("ar-SY", "١٬٢٣٤٬٥٦٧٫٥٠", "\u2212٣٧٫٥٪"),
        ("ar-MA", "1.234.567,50", "\u221237,5%"),
        ("ru", "1\u00a0234\u00a0567,50", "\u221237,5\u00a0%"),
    ],
)
def test_numbers_keep_their_decimals_and_take_the_signs_of_the_locale(
    tag: str, number: str, percent: str
) -> None:
    profile = load_profile(tag)
    assert format_fact(NumberFact(Decimal("1234567.50")), "", profile) == number
    assert format_fact(PercentFact(Decimal("-37.5")), "", profile) == percent


@pytest.mark.parametrize(
    ("tag", "value", "written"),
    [
        ("en", "1200000", "1,200,000\u00a0US dollars"),
        ("en", "1", "1\u00a0US dollar"),
        ("ru", "1200000", "1\u00a0200\u00a0000\u00a0долларов США"),
        ("ru", "2", "2\u00a0доллара США"),
        ("ar", "1200000", "1,200,000\u00a0دولار أمريكي"),
        ("ar-EG", "3", "٣\u00a0دولار أمريكي"),
    ],
)
def test_money_is_written_with_the_name_of_its_currency(tag: str, value: str, written: str) -> None:
    assert format_fact(AmountFact(Decimal(value), "USD"), "", load_profile(tag)) == written


def test_a_literal_stays_as_it_is() -> None:
    assert format_fact(LiteralFact("+7 495 123"), "", load_profile("ar-EG")) == "+7 495 123"


@pytest.mark.parametrize("pattern", ["HH:mm", "foo", "d'", "{0}", "d" * 61, "%s"])
def test_what_is_no_date_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(FactError, match="is no date pattern"):
        format_fact(VISIT, pattern, load_profile("en"))


def test_only_dates_take_a_pattern() -> None:
    with pytest.raises(FactError, match="only dates take a pattern"):
        format_fact(NumberFact(Decimal(1)), "y", load_profile("en"))


@pytest.mark.parametrize("value", ["1E+1000000", "1E-1000000", "NaN", "Infinity", "9" * 40])
def test_numbers_that_would_fill_the_memory_are_refused(value: str) -> None:
    with pytest.raises(FactError, match="too long"):
        format_fact(NumberFact(Decimal(value)), "", load_profile("en"))


@given(
    st.dates(),
    st.sampled_from(["en", "en-US", "ar", "ar-EG", "ar-SY", "ar-MA", "ru"]),
)
def test_no_date_holds_bidi_controls_or_foreign_digits(day: dt.date, tag: str) -> None:
    profile = load_profile(tag)
    written = format_fact(DateFact(day), "", profile)
    assert not set(written) & set("\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u202f")
    assert all(c in profile.digits for c in written if c.isdigit())
    assert profile.with_digits(str(day.day)) in written

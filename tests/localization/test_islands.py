from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.localization.islands import find_islands
from exporter.model.inlines import Direction


def marked(text: str, own: str, direction: Direction, *, arabic_digits: bool = False) -> str:
    """Return a text with its isolates in brackets and other islands in braces."""
    shown, position = "", 0
    for island in find_islands(text, own, direction, arabic_digits=arabic_digits):
        opening, closing = "[]" if island.direction else "{}"
        shown += text[position : island.start] + opening + text[island.start : island.end] + closing
        position = island.end
    return shown + text[position:]


ARABIC = [
    # phones, ranges, times, dates in digits
    "اتصل على ⟦+971 4 123 4567⟧ الآن",
    "رقمنا ⟦+7 495 123-45-67⟧.",
    "رقمنا ⟦(04) 123 4567⟧.",
    "الأعوام ⟦2011–2024⟧ شهدت ⟦12-15%⟧ نموا",
    "من ⟦10 – 15⟧ قتيلا",
    "تراجعت ⟦-37.5%⟧ عند ⟦12:30⟧ في ⟦2025-10-15⟧ و⟦15/10/2025⟧",
    "تراجعت ⟦−37.5%⟧ أي ⟦37.5%⟧ أو ⟦$100⟧",
    # the locale's own numbers and dates stay where they are
    "في 15 أكتوبر 2025 بلغت 1,250.5 دولار",
    "عام 2025، ثم 12 شخصا",
    "قال «نعم» 15 مرة (3 مرات).",
    # codes and names with symbols
    "لغة ⟦C++⟧ و ⟦C#⟧ و ⟦.NET⟧ ونظام ⟦S-400⟧ الروسي",
    "شبكة ⟦5G⟧ وفيلم ⟦3D⟧ ووكالة ⟦U.S.⟧.",
    "الدالة ⟦exporter.build()⟧ ثم ⟦article.md⟧.",
    # addresses
    "زر ⟦https://example.org/a/?b=1⟧. ثم",
    "راسل ⟦news@example.org⟧، أو زر ⟦www.example.org/a⟧.",
    # phrases: inner punctuation inside, outer outside
    "قالت ⟦The Moscow Times⟧ إن",
    "وفق «⟦Foo, Bar & Baz⟧».",
    "قال (⟦AFP⟧) إن ⟦NATO (North Atlantic Treaty Organization)⟧ هنا",
    "وفق ⟦Reuters⟧ (⟦AP⟧ وغيرها)",
    "عن ⟦Reuters⟧. ⟦AFP⟧ قالت",
    "في ⟦St. Petersburg⟧ اليوم",
    "قالت ⟦BBC⟧، ⟦CNN⟧ وغيرهما",
    "ـ⟦NATO⟧ والـ⟦DNA⟧",
    # numbers after names
    "نظام ⟦Windows 11⟧ في السوق",
    "مقاتلات ⟦MiG 29⟧ الروسية",
    "استخدم ⟦Windows 11⟧.",
    "ذكرت ⟦Reuters⟧ 15 شخصا",
    # other scripts
    "قالت ⟦Москва⟧ إن",
]


@pytest.mark.parametrize("text", ARABIC)
def test_in_arabic_what_would_be_torn_apart_is_isolated(text: str) -> None:
    plain = text.replace("⟦", "").replace("⟧", "")
    assert marked(plain, "a", "rtl").replace("[", "⟦").replace("]", "⟧") == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("-٣٧٫٥٪ و١٬٢٥٠ و٢٠١١–٢٠٢٤", "-٣٧٫٥٪ و١٬٢٥٠ و[٢٠١١–٢٠٢٤]"),
        ("١٢:٣٠ ثم ٢٠٢٥-١٠-١٥", "[١٢:٣٠] ثم [٢٠٢٥-١٠-١٥]"),
    ],
)
def test_arabic_indic_numbers_need_no_isolate_for_their_signs(text: str, shown: str) -> None:
    assert marked(text, "a", "rtl", arabic_digits=True) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Газета The New York Times (США), 2011–2024", "Газета {The New York Times} (США), 2011–2024"),
        ("Президент «أحمد الشرع» сказал", "Президент «[أحمد الشرع]» сказал"),
        ("موسكو ودمشق — «أحمد الشرع» в Москве", "[موسكو ودمشق — «أحمد الشرع]» в Москве"),
        ("Пишите a@b.ru.", "Пишите {a@b.ru}."),
        ("телефон +7 495 123-45-67", "телефон +7 495 123-45-67"),
    ],
)
def test_in_russian_latin_is_marked_and_arabic_isolated(text: str, shown: str) -> None:
    # A quotation whose end is outside of the phrase is cut off at its mark, or taken in whole.
    found = marked(text, "c", "ltr")
    assert found in {shown, shown.replace("]»", "»]")}


def test_in_english_latin_needs_nothing() -> None:
    assert find_islands("The S-400, https://a.org and +7 495", "l", "ltr") == []


LETTERS = st.text(alphabet=st.sampled_from("ابم،؟«»() .,-–+%:/#123٤٥abCя中א\u0651\u00a0'\"[]"), max_size=40)


@given(LETTERS, st.sampled_from([("a", "rtl"), ("l", "ltr"), ("c", "ltr"), ("h", "rtl")]))
def test_every_strong_letter_of_the_opposite_direction_is_in_an_isolate(
    text: str, locale: tuple[str, Direction]
) -> None:
    own, direction = locale
    islands = find_islands(text, own, direction)
    inside = {n for island in islands if island.direction for n in range(island.start, island.end)}
    opposite = {"L"} if direction == "rtl" else {"R", "AL"}
    outside = [c for n, c in enumerate(text) if n not in inside and unicodedata.bidirectional(c) in opposite]
    assert outside == []


@given(LETTERS, st.sampled_from([("a", "rtl"), ("l", "ltr"), ("c", "ltr")]), st.booleans())
def test_islands_are_in_order_and_do_not_overlap(
    text: str, locale: tuple[str, Direction], arabic_digits: bool
) -> None:
    islands = find_islands(text, *locale, arabic_digits=arabic_digits)
    edges = [edge for island in islands for edge in (island.start, island.end)]
    assert edges == sorted(edges)
    assert all(0 <= island.start < island.end <= len(text) for island in islands)


@given(LETTERS)
def test_the_locales_own_letters_are_never_in_an_island(text: str) -> None:
    for island in find_islands(text, "a", "rtl"):
        inside = text[island.start : island.end]
        assert not any(unicodedata.bidirectional(c) == "AL" and c.isalpha() for c in inside)


def test_long_texts_take_time_in_proportion() -> None:
    # 400,000 letters with a bracket that never closes and phrases that never end.
    text = "موسكو (Reuters [AP «BBC 12-15% " * 13_000
    assert len(find_islands(text, "a", "rtl")) > 39_000

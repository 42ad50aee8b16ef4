from __future__ import annotations

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.typesetting.hyphenate import AFTER, BEFORE, load_hyphenator

PATTERNS = {code: pyphen.Pyphen(lang=code, left=BEFORE, right=AFTER) for code in ("en_GB", "ru_RU", "fr")}
LETTERS = {
    "en_GB": "abcdefghijklmnopqrstuvwxyz",
    "ru_RU": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "fr": "aàbcéèeilmnorstu",
}


@pytest.mark.parametrize("code", sorted(PATTERNS))
@given(data=st.data())
def test_words_are_divided_where_pyphen_divides_them(code: str, data: st.DataObject) -> None:
    word = data.draw(st.text(alphabet=LETTERS[code], min_size=5, max_size=24))
    hyphenator = load_hyphenator(code)
    assert hyphenator is not None
    assert list(hyphenator.divide(word)) == [int(at) for at in PATTERNS[code].positions(word)]


def test_signs_around_a_word_are_not_counted_as_letters() -> None:
    hyphenator = load_hyphenator("en_GB")
    assert hyphenator is not None
    bare = hyphenator.divide("government")
    assert bare
    assert hyphenator.divide("(government’s),") == tuple(at + 1 for at in bare)


@pytest.mark.parametrize(
    "text",
    [
        "UNHCR",
        "GOVERNMENT",
        "covid19vaccine",
        "example.org/government",
        "name@government",
        "non-government",
        "a" * 500,
    ],
)
def test_codes_addresses_and_compounds_stay_whole(text: str) -> None:
    hyphenator = load_hyphenator("en_GB")
    assert hyphenator is not None
    assert hyphenator.divide(text) == ()


@pytest.mark.parametrize("language", ["ar", "xx", "", "../en", "ar_SY"])
def test_a_language_without_patterns_has_no_hyphenator(language: str) -> None:
    assert load_hyphenator(language) is None


@pytest.mark.parametrize("tag", ["en-GB", "en_GB", "en", "ru", "de-LU"])
def test_a_tag_finds_the_patterns_of_its_language(tag: str) -> None:
    assert load_hyphenator(tag) is not None

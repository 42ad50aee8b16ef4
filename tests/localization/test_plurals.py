from __future__ import annotations

import gettext
from collections.abc import Callable
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.localization.plurals import (
    PluralFormsError,
    check_plural_forms,
    plural_forms,
    plural_header,
    read_plural_forms,
)

c2py = cast("Callable[[str], Callable[[int], int]]", getattr(gettext, "c2py"))  # noqa: B009 - not in the stubs


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", {1: 0, 0: 1, 2: 1, 21: 1}),
        ("ru", {1: 0, 21: 0, 2: 1, 24: 1, 5: 2, 11: 2, 12: 2, 111: 2, 0: 2}),
        ("ar", {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 103: 3, 11: 4, 99: 4, 100: 5, 102: 5}),
        ("fr", {0: 0, 1: 0, 2: 1}),
        ("ja", {0: 0, 5: 0}),
    ],
)
def test_each_language_has_cldrs_forms(language: str, forms: dict[int, int]) -> None:
    found = plural_forms(language)
    assert {number: found(number) for number in forms} == forms


@pytest.mark.parametrize(
    ("variant", "count"),
    [
        ("ar-SY", 6),
        ("ar-EG", 6),
        ("ru-KZ", 3),
        ("en-US", 2),
        ("fr-CA", 2),
        ("zh-Hant-TW", 1),
        ("sr-Latn-RS", 3),
    ],
)
def test_a_variant_has_the_forms_of_its_language(variant: str, count: int) -> None:
    assert plural_forms(variant).count == count
    assert plural_header(variant) == plural_header(variant.partition("-")[0])


def test_a_region_with_a_rule_of_its_own_has_that() -> None:
    assert [plural_forms(tag)(0) for tag in ("pt", "pt-PT", "pt-BR")] == [1, 1, 0]


def test_a_language_that_no_table_knows_has_two_forms() -> None:
    assert plural_forms("ckb-IQ").count == 2


@pytest.mark.parametrize("language", ["en", "ru", "ar", "ar-SY", "pt-BR", "fr", "pl", "he", "cy", "ja"])
def test_a_languages_own_header_is_accepted(language: str) -> None:
    check_plural_forms(plural_header(language), language)


@pytest.mark.parametrize(
    ("value", "language"),
    [
        # As Weblate and others write them.
        (
            "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>2&&n%100<11 ? 3 : n%100>10 ? 4 : 5",
            "ar",
        ),
        (
            "nplurals=3; plural=n%10==1&&n%100!=11 ? 0 : n%10>=2&&n%10<=4&&(n%100<10||n%100>=20) ? 1 : 2",
            "ru",
        ),
        ("nplurals=2; plural=n != 1;", "en"),
    ],
)
def test_another_wording_of_the_same_rule_is_accepted(value: str, language: str) -> None:
    check_plural_forms(value, language)


@pytest.mark.parametrize(
    ("value", "language", "problem"),
    [
        ("", "ar", "is no rule"),
        ("nplurals=999999999; plural=n;", "ar", "is no rule"),
        ("nplurals=999; plural=n;", "ar", "nplurals is 999, not 6"),
        ("nplurals=2; plural=(n != 1);", "ar", "nplurals is 2, not 6"),
        ("nplurals=2; plural=(n > 1);", "en", "wrong form"),
        ("nplurals=2; plural=n/0;", "en", "divides by zero"),
        ("nplurals=2; plural=n%(n-n);", "en", "divides by zero"),
        ("nplurals=2; plural=__import__('os');", "en", "is no rule"),
        ("nplurals=2; plural=n**n**n;", "en", "goes wrong"),
        ("nplurals=2; plural=" + "(" * 200 + "n" + ")" * 200, "en", "nested too deep"),
        ("nplurals=2; plural=" + "!" * 400 + "n", "en", "nested too deep"),
        ("nplurals=2; plural=" + "n?n:" * 100 + "n", "en", "nested too deep"),
        ("nplurals=2; plural=" + "n+" * 400 + "n", "en", "is no rule"),
        ("nplurals=2; plural=(n;", "en", "lacks ')'"),
        ("nplurals=2; plural=n?1;", "en", "lacks ':'"),
        ("nplurals=2; plural=1 n;", "en", "goes wrong"),
        ("nplurals=2; plural=;", "en", "is no rule"),
    ],
)
def test_a_hostile_or_wrong_header_is_refused_before_it_costs_anything(
    value: str, language: str, problem: str
) -> None:
    with pytest.raises(PluralFormsError, match=problem.replace("(", r"\(").replace(")", r"\)")):
        check_plural_forms(value, language)


EXPRESSIONS = st.recursive(
    st.one_of(st.just("n"), st.integers(0, 120).map(str)),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["&&", "||", "==", "!=", "<", ">=", "+", "-", "*"]), inner).map(
            # Python's reading keeps the operand where C has 1.
            lambda parts: f"({' '.join(parts)} ? 1 : 0)" if parts[1] in "&&||" else f"({' '.join(parts)})"
        ),
        inner.map(lambda e: f"({e} % 10)"),
        st.tuples(inner, inner, inner).map(lambda parts: f"({parts[0]} ? {parts[1]} : {parts[2]})"),
    ),
    max_leaves=6,
)


@given(EXPRESSIONS, st.integers(0, 200))
def test_rules_mean_what_python_gettext_reads_in_them(expression: str, number: int) -> None:
    rule = read_plural_forms(f"nplurals=6; plural={expression};").rule
    assert int(rule(number)) == int(c2py(expression)(number))

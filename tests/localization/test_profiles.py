from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.errors import LocaleError, exit_code_of
from exporter.localization.default_profile import default_profile
from exporter.localization.profiles import available_tags, load_profile
from exporter.model.locale import FontFamily

ARABIC_INDIC = "٠١٢٣٤٥٦٧٨٩"


def test_the_toolkit_has_profiles_of_its_three_languages() -> None:
    assert {"ar", "en", "ru"} <= set(available_tags())
    arabic = load_profile("ar")
    assert (arabic.language, arabic.script, arabic.direction) == ("ar", "Arab", "rtl")
    assert arabic.name == "العربية"
    assert arabic.pdf.text.package == "fontpkg_amiri"
    assert load_profile("ru").docx.proofing == "ru-RU"


@pytest.mark.parametrize(
    ("tag", "digits"),
    [
        ("ar", "0123456789"),
        ("ar-AE", "0123456789"),
        ("ar-MA", "0123456789"),
        ("ar-EG", ARABIC_INDIC),
        ("ar-SY", ARABIC_INDIC),
        ("ar-SA", ARABIC_INDIC),
        ("ar-IQ", ARABIC_INDIC),
        ("ru-KZ", "0123456789"),
        ("en-US", "0123456789"),
    ],
)
def test_a_variant_takes_its_digits_from_cldr(tag: str, digits: str) -> None:
    assert load_profile(tag).digits == digits


def test_a_variant_inherits_all_else_and_proofs_in_its_own_region() -> None:
    syrian, arabic = load_profile("ar-SY"), load_profile("ar")
    assert syrian.pdf == arabic.pdf
    assert syrian.language == "ar"
    assert syrian.docx.proofing == "ar-SY"
    assert load_profile("en-US").pdf.hyphenation == "en_US"
    assert load_profile("en-GB").pdf.hyphenation == "en_GB"


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("AR_sy", "did you mean ar-SY?"),
        ("en_GB", "did you mean en-GB?"),
        ("arr", "did you mean ar?"),
        ("ar-XX", "did you mean ar?"),
        ("xx", "write a BCP 47 tag such as"),
        ("../../etc", "write a BCP 47 tag such as"),
        ("", "write a BCP 47 tag such as"),
        ("fr", "run: exporter catalog add fr"),
        ("de-AT", "run: exporter catalog add de-AT"),
    ],
)
def test_an_unknown_tag_is_refused_with_what_was_meant(tag: str, hint: str) -> None:
    with pytest.raises(LocaleError) as caught:
        load_profile(tag)
    assert caught.value.hint.startswith(hint)


@given(st.text(max_size=12))
def test_any_text_as_a_tag_is_a_profile_or_a_locale_error(tag: str) -> None:
    try:
        found = load_profile(tag).tag
    except LocaleError as error:
        found = tag if error.hint else "no hint"
    assert found == tag


def test_a_project_overrides_single_settings() -> None:
    profile = load_profile("ar-SY", overrides={"ar": b"[pdf]\nsize = 15\n", "ar-SY": b'numbering = "latn"\n'})
    assert profile.pdf.size == 15
    assert profile.pdf.leading == 1.6
    assert profile.digits == "0123456789"


def test_a_project_brings_a_language_and_a_font_of_its_own() -> None:
    text = default_profile("he").replace(
        'text = "pt-serif"',
        'text = { package = "fontpkg_hebrew", regular = "R.ttf", bold = "B.ttf", italic = "R.ttf",'
        ' bold_italic = "B.ttf" }',
        1,
    )
    profile = load_profile("he", overrides={"he": text.encode()})
    assert profile.direction == "rtl"
    assert profile.pdf.text == FontFamily("fontpkg_hebrew", "R.ttf", "B.ttf", "R.ttf", "B.ttf")


@pytest.mark.parametrize("tag", ["fr", "fa", "he", "uk", "kk", "el", "zh-Hant", "sr-Latn", "ckb", "hi", "ur"])
def test_a_generated_profile_is_complete(tag: str) -> None:
    profile = load_profile(tag, overrides={tag: default_profile(tag).encode()})
    assert profile.tag == tag
    assert len(profile.digits) == 10
    assert profile.direction == ("rtl" if tag in {"fa", "he", "ckb", "ur"} else "ltr")


@pytest.mark.parametrize(
    ("tag", "kashida"),
    [
        ("fa", True),
        ("fa-AF", True),
        ("ar", True),
        ("ur", False),
        ("ks", False),
        ("pa-Arab", False),
        ("ps", False),
        ("ckb", False),
        ("ug", False),
        ("uz-Arab", False),
    ],
)
def test_a_generated_profile_says_whether_joins_stretch(tag: str, kashida: bool) -> None:
    text = default_profile(tag)

    assert f"\nkashida = {str(kashida).lower()}  " in text
    assert load_profile(tag, overrides={tag: text.encode()}).pdf.kashida is kashida


@pytest.mark.parametrize("tag", ["fr", "he", "kk", "pa", "uz", "hi"])
def test_a_generated_profile_of_another_script_leaves_kashida_out(tag: str) -> None:
    assert "kashida" not in default_profile(tag)


def test_arabic_letters_are_never_divided_by_rules_for_another_script() -> None:
    overrides = {tag: default_profile(tag).encode() for tag in ("pa", "pa-Arab")}

    assert load_profile("pa", overrides=overrides).pdf.hyphenation == "pa_IN"
    assert load_profile("pa-Arab", overrides=overrides).pdf.hyphenation == ""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"colour = 1", "there is no setting colour"),
        (b"[pdf]\nsize = 900", "pdf.size cannot be '900'"),
        (b"[pdf]\nsize = true", "pdf.size cannot be 'True'"),
        (b"[pdf]\njustify = 1", "pdf.justify cannot be '1'"),
        (b'direction = "up"', "direction cannot be 'up'"),
        (b'numbering = "roman"', "numbering cannot be 'roman'"),
        (b"bullets = []", "bullets cannot be '[]'"),
        (b"pdf = 3", "pdf is no table"),
        (b'[pdf]\ntext = "comic"', "there is no font family 'comic'"),
        (
            b'pdf.text = {package = "os", regular = "../a.ttf", bold = "", italic = "", bold_italic = ""}',
            "pdf.text cannot be",
        ),
        (b"[pdf", "the profile is no TOML"),
        (b"\xff\xfe", "the profile is no TOML"),
        (b"#" * 200_000, "the profile is larger than 100 kB"),
        (b"x = " + b"[" * 5000, "the profile is no TOML"),
    ],
)
def test_a_broken_profile_is_an_error_with_its_path(text: bytes, problem: str) -> None:
    with pytest.raises(LocaleError) as caught:
        load_profile("ar", overrides={"ar": text})
    assert problem in str(caught.value)
    assert "locales/ar/profile.toml" in str(caught.value)


def test_all_problems_of_a_profile_are_told_together() -> None:
    from exporter.errors import Problems

    with pytest.raises(Problems) as caught:
        load_profile("ar", overrides={"ar": b"a = 1\nb = 2\n[docx]\nsize = 0"})
    assert len(caught.value.errors) == 3
    assert exit_code_of(caught.value) == LocaleError.exit_code


def test_a_new_language_lacking_settings_says_which() -> None:
    with pytest.raises(LocaleError, match="the profile of fr lacks bullets, direction"):
        load_profile("fr", overrides={"fr": 'name = "français"'.encode()})

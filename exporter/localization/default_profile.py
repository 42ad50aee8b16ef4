"""A locale's tag to a profile.toml to begin with."""

from __future__ import annotations

from exporter.localization.cldr import cldr_locale
from exporter.localization.numbering import digits_of
from exporter.localization.tags import check_exists, check_tag, language_of

# Scripts that our font packages have letters for; others need a package of their own.
_FONTS = {
    "Latn": ("pt-serif", "pt-sans", '["amiri"]'),
    "Cyrl": ("pt-serif", "pt-sans", '["amiri"]'),
    "Arab": ("amiri", "plex-sans-arabic", '["pt-serif", "pt-sans"]'),
}
_MISSING_FONTS = """\
# None of the font packages at hand has letters of this script: install one with static TrueType files
# and spell it out: text = { package = "fontpkg_…", regular = "….ttf", bold = …, italic = …, bold_italic = … }
"""
# Languages whose print in Naskh stretches joins, and of whose letters the typesetting knows the joins.
_STRETCHED = frozenset(("apc", "ar", "fa", "mzn"))
_NASTALIQ = frozenset(("ks", "pa", "skr", "trw", "ur"))
_RIGHT_TO_LEFT = frozenset(("Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"))


def default_profile(tag: str) -> str:
    """Return the TOML text of a profile for any locale that CLDR knows.

    Raises:
        LocaleError: The tag is ill-formed, or CLDR does not know it.
    """
    check_exists(check_tag(tag))
    locale = cldr_locale(tag)
    script = _script(tag)
    direction = "rtl" if script in _RIGHT_TO_LEFT else "ltr"
    numbering = str(locale.default_numbering_system)
    text, display, fallback = _FONTS.get(script, _FONTS["Latn"])
    arabic = script == "Arab"
    return f"""\
# {locale.english_name}.
name = "{locale.display_name}"
script = "{script}"
direction = "{direction}"
numbering = "{numbering if digits_of(numbering) else "latn"}"   # CLDR numbering system
bullets = ["•", "–"]

{"" if script in _FONTS else _MISSING_FONTS}[pdf]
text = "{text}"
display = "{display}"
fallback = {fallback}
size = {13 if arabic else 10.5}
leading = {1.6 if arabic else 1.4}
hyphenation = "{"" if arabic else _hyphenation(tag)}"
justify = true
{_kashida(language_of(tag)) if arabic else ""}\

# Everywhere at hand, with Latin, Cyrillic, Greek, Hebrew and Arabic letters.
[docx]
text = "Times New Roman"
display = "Arial"
complex_text = "Times New Roman"
complex_display = "Arial"
size = 11
complex_size = {14 if arabic else 13}
proofing = "{_proofing(tag)}"
"""


def _kashida(language: str) -> str:
    """Return the setting that tells whether joins stretch in justified lines, and why."""
    if language in _STRETCHED:
        return "kashida = true       # stretched joins share what gaps would take alone\n"
    if language in _NASTALIQ:
        return "kashida = false      # it is read in Nastaliq, whose slanting joins do not stretch\n"
    return "kashida = false      # true stretches words of Arabic and Persian letters alone\n"


def _script(tag: str) -> str:
    return _likely(tag)[1]


def _proofing(tag: str) -> str:
    """Return the tag with a region, as Word wants it."""
    language, _, region = _likely(tag)
    return f"{language}-{region}"


def _likely(tag: str) -> tuple[str, str, str]:
    """Return language, script and region, those not in the tag as CLDR expects them."""
    from babel.core import get_global, parse_locale

    language, region, script = parse_locale(tag, sep="-")[:3]
    likely = get_global("likely_subtags")
    names = (f"{language}_{script}", f"{language}_{region}", language)
    full = next(
        (str(likely[name]) for name in names if name in likely), f"{language}_Latn_{language.upper()}"
    )
    expected = full.split("_")
    return language, script or expected[1], region or expected[2]


def _hyphenation(tag: str) -> str:
    """Return pyphen's code for a language that it can hyphenate, else nothing."""
    import pyphen

    known = pyphen.LANGUAGES
    language, _, region = _likely(tag)
    found = [code for code in (f"{language}_{region}", language) if code in known]
    found += sorted(code for code in known if language_of(code.replace("_", "-")) == language)
    return str(found[0]) if found else ""

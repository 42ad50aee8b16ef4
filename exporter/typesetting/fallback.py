"""A word to runs of one font and one script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import icu

from exporter.errors import MissingGlyphError
from exporter.typesetting.fonts import Font

_COMMON = frozenset({"Zyyy", "Zinh", "Zzzz"})
_LANGUAGE_SCRIPTS = {
    "ar": "Arab",
    "fa": "Arab",
    "ur": "Arab",
    "ru": "Cyrl",
    "uk": "Cyrl",
    "be": "Cyrl",
    "bg": "Cyrl",
}


class FontRun(NamedTuple):
    """Hold the part of a word that one font shows in one script."""

    start: int
    end: int
    font: Font
    script: str


class PlainLetters:
    """Know the letters that a list of fonts shows with its first one, by script.

    Nearly every word has no others; the few that do go to `font_runs`.
    """

    def __init__(self, font: Font) -> None:
        self._font = font
        self._scripts: dict[str, str] = {}  # empty for a letter that the font lacks

    def script(self, text: str, usual: str) -> str:
        """Return the one script of a word, or nothing if it has several or needs another font."""
        known = self._scripts
        try:
            scripts = {known[letter] for letter in text}
        except KeyError:
            scripts = {self._learn(letter) for letter in text}
        scripts.discard("Zyyy")
        if not scripts:
            return usual
        return scripts.pop() if len(scripts) == 1 else ""

    def _learn(self, letter: str) -> str:
        shown = self._font.covers(ord(letter)) or needs_no_glyph(letter)
        script = script_of(letter) if shown else ""
        self._scripts[letter] = found = "Zyyy" if script in _COMMON else script
        return found


def usual_script(language: str) -> str:
    """Return the script of signs and digits that stand alone."""
    return _LANGUAGE_SCRIPTS.get(language.partition("-")[0], "Latn")


def font_runs(text: str, fonts: Sequence[Font], language: str) -> list[FontRun]:
    """Divide a word by font, grapheme for grapheme, and by script.

    Raises:
        MissingGlyphError: No font has a letter.
    """
    runs: list[FontRun] = []
    script = _first_script(text, language)
    for start, end in _graphemes(text):
        found = script_of(text[start])
        script = script if found in _COMMON else found
        font = _font_of(text[start:end], fonts, runs[-1].font if runs else fonts[0])
        if runs and runs[-1].font is font and runs[-1].script == script:
            runs[-1] = runs[-1]._replace(end=end)
        else:
            runs.append(FontRun(start, end, font, script))
    return runs


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """Return the ISO 15924 code of a letter's script; ``Zyyy`` or ``Zinh`` for what any script uses."""
    name: str = icu.Script.getScript(letter).getShortName()
    return name


@lru_cache(maxsize=4096)
def needs_no_glyph(letter: str) -> bool:
    """Tell whether a code point shows nothing of its own: a control, a joiner, a space."""
    return unicodedata.category(letter) in {"Cf", "Cc", "Zs", "Zl", "Zp"} or letter in _INVISIBLE


_INVISIBLE = frozenset("\u034f") | {chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))}


def _first_script(text: str, language: str) -> str:
    scripts = (script_of(letter) for letter in text)
    return next((script for script in scripts if script not in _COMMON), usual_script(language))


def _graphemes(text: str) -> Iterator[tuple[int, int]]:
    # A coarse grapheme is enough to keep a mark on its base: a code point and what combines with it.
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not extends(text[at]):
            yield start, at
            start = at


@lru_cache(maxsize=4096)
def extends(letter: str) -> bool:
    """Tell whether a code point combines with the one before it."""
    return unicodedata.category(letter) in {"Mn", "Me", "Mc", "Cf"} or letter in _INVISIBLE


def _font_of(cluster: str, fonts: Sequence[Font], usual: Font) -> Font:
    if all(needs_no_glyph(letter) for letter in cluster):
        return usual
    for font in fonts:
        if can_show(font, cluster):
            return font
    raise _missing(cluster, fonts)


def can_show(font: Font, cluster: str) -> bool:
    """Tell whether a font has all letters of a grapheme, composed or decomposed."""
    if all(font.covers(ord(letter)) or needs_no_glyph(letter) for letter in cluster):
        return True
    # HarfBuzz tries both forms.
    forms = (unicodedata.normalize("NFC", cluster), unicodedata.normalize("NFD", cluster))
    return any(all(font.covers(ord(c)) or needs_no_glyph(c) for c in form) for form in forms)


def _missing(cluster: str, fonts: Sequence[Font]) -> MissingGlyphError:
    letters = [letter for letter in cluster if not needs_no_glyph(letter)]
    owner = next((font for font in fonts if font.covers(ord(letters[0]))), None)
    # A mark must come from the font that has its base.
    letter = next((c for c in letters if owner is None or not owner.covers(ord(c))), letters[0])
    name = unicodedata.name(letter, "a letter without a name")
    shown = f"\u25cc{letter}" if unicodedata.combining(letter) else letter
    place = f" on {letters[0]}" if owner else ""
    return MissingGlyphError(
        f"no font of the locale has the letter {shown}{place} ({name}, U+{ord(letter):04X})",
        hint="add a font family that has it to the fallback fonts of the locale's profile, or replace it",
    )

"""Words by pairs of letters: the same tiles as HarfBuzz's, or none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.typesetting.fonts import Font, load_font
from exporter.typesetting.pairs import LetterPairs, knows_pairs
from exporter.typesetting.shape import Shaper, parts_of
from exporter.typesetting.tiles import Tile, TileRegistry
from tests.typesetting.faces import BOLD, NASKH, PLEX, SERIF

SANS = load_font("fontpkg_pt_sans", "PT_Sans-Web-Regular.ttf")
MONO = load_font("fontpkg_ibm_plex_mono", "IBMPlexMono-Regular.ttf")

words = st.text(alphabet="abcfghijlotvwyAKTVWYабвгдежйоуфАГРТУЧ.,:;-–’“”()«»0127%", min_size=1, max_size=14)


def tiles(font: Font, word: str, *, pairs: bool) -> tuple[list[Tile], float]:
    registry = TileRegistry()
    shaper = Shaper((font, NASKH), "ru", registry)
    if not pairs:
        shaper._pairs = dict.fromkeys(("Latn", "Cyrl", "Grek", ""))
    box = shaper.box(word, rtl=False)
    found = [
        registry.of(part.font).tiles[int(part.hex[at : at + 4], 16)]
        for part in parts_of(box, rtl=False)
        for at in range(0, len(part.hex), 4)
    ]
    return found, box.width


@given(words)
@pytest.mark.parametrize("font", [SERIF, BOLD, SANS, MONO], ids=["serif", "bold", "sans", "mono"])
def test_given_any_word_when_set_by_pairs_then_tiles_and_width_are_those_of_harfbuzz(
    font: Font, word: str
) -> None:
    by_pairs, width = tiles(font, word, pairs=True)
    by_harfbuzz, expected = tiles(font, word, pairs=False)
    assert by_pairs == by_harfbuzz
    assert width == pytest.approx(expected)


def test_given_a_ligature_or_a_mark_when_set_by_pairs_then_the_word_is_left_to_harfbuzz() -> None:
    pairs = LetterPairs(TileRegistry().of(SERIF), "Latn", "en")
    assert pairs.shape("final") is None
    assert pairs.shape("e\u0301t") is None
    assert pairs.shape("talk") is not None


def test_given_a_font_with_contextual_forms_when_asked_then_it_is_no_sum_of_pairs() -> None:
    assert knows_pairs(SERIF, "Cyrl")
    assert not knows_pairs(NASKH, "Arab")
    assert not knows_pairs(NASKH, "Latn")
    assert not knows_pairs(PLEX, "Latn")

"""Arabic words with signs around them: set from their parts as HarfBuzz sets the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.typesetting.fonts import Font
from exporter.typesetting.shape import Shaper, parts_of
from exporter.typesetting.signs import Signed, Signs
from exporter.typesetting.tiles import TileRegistry
from tests.typesetting.faces import NASKH, PLEX

letters = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ", min_size=2, max_size=7)
leads = st.text(alphabet='«([“"', max_size=2)
tails = st.text(alphabet='»)]”"،؛:.؟!…', max_size=3)


@given(leads, letters, tails)
@pytest.mark.parametrize("font", [NASKH, PLEX], ids=["naskh", "plex"])
def test_given_any_word_with_signs_when_set_from_parts_then_it_is_what_harfbuzz_makes_of_the_whole(
    font: Font, lead: str, word: str, tail: str
) -> None:
    shaper = Shaper((font,), "ar", TileRegistry())

    box = shaper.box(lead + word + tail, rtl=True)

    (whole,) = shaper.parts(lead + word + tail, rtl=True)
    (part,) = parts_of(box, rtl=True)
    assert part.hex == whole.hex
    assert part.width == pytest.approx(whole.width)


def test_given_a_word_between_signs_when_parted_then_signs_and_word_stand_alone() -> None:
    assert Signs(NASKH, "ar").part("«كتاب»،") == Signed("«", "كتاب", "»،")


@pytest.mark.parametrize("text", ["كتاب", "كتابٌ.", "و.", "12.", "NATO.", ".كتاب", "كـتاب.", "«»"])
def test_given_no_sign_or_more_than_letters_when_parted_then_the_text_stays_whole(text: str) -> None:
    assert Signs(NASKH, "ar").part(text) is None


def test_given_a_font_that_kerns_a_sign_when_parted_then_the_text_stays_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shape = Signs._shape

    def kerned(self: Signs, text: str) -> list[tuple[int, int, int, int]]:
        forms = shape(self, text)
        if "ر." in text:
            glyph, x, y, advance = forms[1]
            forms[1] = glyph, x, y, advance - 40
        return forms

    monkeypatch.setattr(Signs, "_shape", kerned)
    signs = Signs(NASKH, "ar")

    assert signs.part("دار.") is None
    assert signs.part("دار،") == Signed("", "دار", "،")
    assert signs.part("باب.") == Signed("", "باب", ".")

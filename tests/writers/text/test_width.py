from __future__ import annotations

import pytest

from exporter.writers.text.width import display_width


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("plain", 5),
        ("Привет", 6),
        ("السلام", 6),
        ("سَلَام", 4),  # marks stand above the letters
        ("e\u0301", 1),
        ("東京", 4),
        ("ﾊﾟ", 2),  # halfwidth forms
        ("각", 2),
        ("\u1100\u1161\u11a8", 2),  # the same, from its letters
        ("\u2067سلام\u2069", 4),
        ("\u06dd", 1),  # a format control that shows
        ("re\u00adset", 5),
        ("\U0001f600", 2),
        ("\u2764\ufe0f", 2),  # shown as emoji
        ("\U0001f469\u200d\U0001f680", 2),  # one emoji of two
        ("\U0001f44d\U0001f3fd\ufe0f", 2),
        ("می\u200cخواهم", 7),
    ],
)
def test_width_is_that_of_a_terminal(text: str, cells: int) -> None:
    assert display_width(text) == cells

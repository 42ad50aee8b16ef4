"""Theme files: page and colours of PDFs."""

from __future__ import annotations

import io
import json
from pathlib import Path

import jsonschema
import pikepdf
import pytest

from exporter.errors import Problems, ThemeError
from exporter.writers.pdf import write_pdf
from exporter.writers.pdf.theme import theme_for
from exporter.writers.pdf.theme_settings import (
    LEAST_CONTRAST,
    Palette,
    ThemeSettings,
    contrast,
    read_theme,
    theme_schema,
)
from tests.checkers import poppler, require, verapdf
from tests.editions import PROFILES, sample_edition
from tests.words import missing_words

LETTER = b"""
page = "Letter"
[margins]
side = 30
top = 25
bottom = 25
[colors]
accent = "#7a1f2b"
tint = "#f8f1f1"
"""


def read(text: str) -> ThemeSettings:
    return read_theme(text.encode(), "content/theme.toml")


def problems(text: str) -> list[ThemeError]:
    with pytest.raises((ThemeError, Problems)) as caught:
        read(text)
    error = caught.value
    found = error.errors if isinstance(error, Problems) else (error,)
    assert all(
        isinstance(one, ThemeError) and one.hint and str(one.at) == "content/theme.toml" for one in found
    )
    return [one for one in found if isinstance(one, ThemeError)]


def test_given_no_theme_when_colours_are_measured_then_all_text_can_be_read() -> None:
    palette = Palette()
    for name in ("ink", "accent", "quiet"):
        for ground in ((1.0, 1.0, 1.0), palette.tint):
            assert contrast(getattr(palette, name), ground) >= LEAST_CONTRAST


def test_given_black_and_white_when_measured_then_the_contrast_is_21() -> None:
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)


def test_given_letter_paper_when_written_then_page_and_column_follow() -> None:
    settings = read_theme(LETTER, "content/theme.toml")
    assert settings.page.width == 612.0
    assert settings.page.text == pytest.approx(612 - 2 * 30 * 72 / 25.4, abs=0.01)
    with pikepdf.open(io.BytesIO(write_pdf(sample_edition("en"), settings))) as pdf:
        assert [float(side) for side in pdf.pages[0].mediabox] == [0, 0, 612, 792]


def test_given_a_theme_when_roles_are_made_then_text_keeps_its_sizes() -> None:
    plain = theme_for(PROFILES["ar"].pdf, ThemeSettings())
    themed = theme_for(PROFILES["ar"].pdf, read_theme(LETTER, "content/theme.toml"))
    assert themed.body == plain.body
    assert themed.palette.accent != plain.palette.accent


def test_given_two_columns_when_laid_out_then_reading_begins_at_the_start_edge() -> None:
    page = read("columns = 2").page
    assert page.column_x(0, rtl=False) == page.column_x(1, rtl=True) == page.text_x
    assert page.column_x(1, rtl=False) + page.column == pytest.approx(page.width - page.text_x)


@pytest.mark.checker
@pytest.mark.parametrize("theme", [LETTER, b"columns = 2"], ids=["letter", "columns"])
def test_given_a_theme_when_written_then_files_conform_and_no_word_is_lost(
    tmp_path: Path, theme: bytes
) -> None:
    require(verapdf)
    require(poppler)
    settings = read_theme(theme, "content/theme.toml")
    paths = []
    for tag in ("en", "ar", "ru"):
        edition = sample_edition(tag)
        path = tmp_path / f"{tag}.pdf"
        path.write_bytes(write_pdf(edition, settings))
        assert missing_words(edition, poppler.pdftotext(path)) == []
        paths.append(path)
    assert [verapdf.verapdf(paths, flavour) for flavour in verapdf.FLAVOURS] == [[], []]


@pytest.mark.parametrize(
    ("text", "problem", "hint"),
    [
        ("page = 'A9'", "page cannot be 'A9'", "A4 or Letter"),
        ("pgae = 'A4'", "there is no setting pgae", "page"),
        ("[margins]\nside = 200", "margins.side cannot be '200'", "12 to 90"),
        ("[margins]\nleft = 20", "there is no setting margins.left", "known"),
        ("margins = 3", "margins is no table", "[margins]"),
        ("[colors]\nink = 'black'", "colors.ink cannot be 'black'", "#1f4e79"),
        ("[colors]\nquiet = '#999999'", "colors.quiet on white has a contrast of 2.8 : 1", "darker"),
        ("[colors]\ntint = '#333333'", "colors.ink on colors.tint has a contrast", "darker"),
        ("[margins]\nside = 80", "the columns are too narrow", "70"),
        ("columns = 3", "columns cannot be '3'", "1 or 2"),
        ("columns = 2\n[margins]\nside = 50", "the columns are too narrow", "70"),
        ("page", "the theme is no TOML", "README"),
    ],
)
def test_given_an_unfit_theme_when_read_then_the_problem_and_the_next_step_are_told(
    text: str, problem: str, hint: str
) -> None:
    first = problems(text)[0]
    assert problem in first.problem
    assert hint in first.hint


def test_given_several_mistakes_when_read_then_all_are_told_at_once() -> None:
    assert len(problems("page = 'A9'\n[colors]\nink = 'x'\nacent = '#000000'")) == 3


def test_given_the_schema_when_a_theme_is_judged_then_it_agrees_with_the_reader() -> None:
    schema = json.loads(json.dumps(theme_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    judge = jsonschema.Draft202012Validator(schema)
    assert judge.is_valid({"page": "Letter", "margins": {"side": 30}, "colors": {"accent": "#7a1f2b"}})
    assert not judge.is_valid({"page": "A9"})
    assert not judge.is_valid({"colors": {"acent": "#7a1f2b"}})

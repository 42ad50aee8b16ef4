from __future__ import annotations

import pytest

from exporter.errors import LocaleError
from exporter.model.locale import FontFamily
from exporter.typesetting.fonts import Font, load_family, load_font
from tests.typesetting.faces import NASKH, SERIF


def test_a_font_tells_its_metrics() -> None:
    assert NASKH.name == "Amiri-Regular"
    assert (NASKH.upem, NASKH.ascent, NASKH.descent, NASKH.weight) == (1000, 1124, -634, 400)
    assert SERIF.cap_height == 700
    assert load_font("fontpkg_pt_serif", "PT_Serif-Web-BoldItalic.ttf").italic_angle == -12
    assert {"head", "glyf", "loca", "hmtx", "cmap"} <= set(SERIF.tables)


def test_a_font_knows_its_letters_and_their_advances() -> None:
    assert SERIF.covers(ord("Ж"))
    assert not SERIF.covers(ord("ع"))
    glyph = SERIF.glyph(ord(" "))
    assert glyph is not None
    assert SERIF.advance(glyph) > 0


def test_a_font_is_made_once() -> None:
    assert load_font("fontpkg_amiri", "Amiri-Regular.ttf") is NASKH


def test_a_font_is_read_only_when_it_is_used() -> None:
    reads: list[int] = []

    def read() -> bytes:
        reads.append(1)
        return b""

    font = Font(read, "unused.ttf")

    assert not reads
    with pytest.raises(LocaleError):
        font.ascent  # noqa: B018 - reading it is the test
    assert reads == [1]


def test_a_missing_face_is_no_matter_until_it_is_asked_for() -> None:
    family = FontFamily("fontpkg_amiri", "Amiri-Regular.ttf", "Missing.ttf", "Missing.ttf", "Missing.ttf")

    faces = load_family(family)

    assert faces.face() is NASKH
    with pytest.raises(LocaleError, match=r"fontpkg_amiri has no file Missing\.ttf"):
        faces.face(bold=True, italic=True)


@pytest.mark.parametrize("package", ["fontpkg_nowhere", "../fontpkg_amiri", "fontpkg_amiri.files"])
def test_a_font_package_that_is_not_installed_is_named(package: str) -> None:
    with pytest.raises(LocaleError, match="is not installed") as caught:
        load_font(package, "Amiri-Regular.ttf")
    assert package in caught.value.problem
    assert "pip install" in caught.value.hint


@pytest.mark.parametrize("data", [b"", b"OTTO" + bytes(40), b"\0\1\0\0\0\x20" + bytes(30), b"%PDF-1.7"])
def test_a_file_that_is_no_font_is_refused(data: bytes) -> None:
    with pytest.raises(LocaleError, match=r"broken\.ttf is no TrueType font"):
        Font(lambda: data, "broken.ttf").shaper  # noqa: B018 - reading it is the test

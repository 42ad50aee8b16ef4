from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from tests.drawings.timeline import ACCENT, ARTICLE, AXIS, MARKS, QUIET, WIDTH, draw_timeline, png_bytes

PICTURES = {"timeline.png": False, "timeline.ar.png": True}
LIMIT = 40_000  # bytes; both pictures travel in every edition


def pixels(image: Image.Image) -> bytes:
    return image.convert("RGB").tobytes()


def luminance(color: str) -> float:
    """Source: WCAG 2.2, relative luminance."""
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", PICTURES)
def test_drawing_again_gives_the_picture_beside_the_article(name: str) -> None:
    stored = Image.open(BytesIO((ARTICLE / name).read_bytes()))

    drawn = draw_timeline(mirrored=PICTURES[name])

    assert stored.size == drawn.size
    assert pixels(stored) == pixels(drawn)


def test_the_same_drawing_packs_to_the_same_bytes() -> None:
    first, second = png_bytes(draw_timeline()), png_bytes(draw_timeline())

    assert first == second


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_wide_light_and_without_metadata(name: str) -> None:
    data = (ARTICLE / name).read_bytes()

    with Image.open(BytesIO(data)) as image:
        assert image.size[0] == WIDTH
        assert image.info == {}
    assert len(data) < LIMIT


@pytest.mark.parametrize(("name", "mirrored"), PICTURES.items())
def test_the_latest_date_is_where_the_reading_ends(name: str, mirrored: bool) -> None:
    with Image.open(ARTICLE / name) as stored:
        row = stored.convert("RGB")
    last = MARKS[-1]

    here, there = (WIDTH - last.at, last.at) if mirrored else (last.at, WIDTH - last.at)

    accent = tuple(int(ACCENT[start : start + 2], 16) for start in (1, 3, 5))
    assert row.getpixel((here, AXIS - last.radius // 2)) == accent
    assert row.getpixel((there, AXIS - last.radius // 2)) != accent


@pytest.mark.parametrize("color", [ACCENT, QUIET])
def test_every_ink_stands_out_from_the_paper(color: str) -> None:
    contrast = 1.05 / (luminance(color) + 0.05)

    assert contrast >= 4.5

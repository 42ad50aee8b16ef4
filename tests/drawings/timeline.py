"""Three dates to the timeline of the Moscow article: ``python -m tests.drawings.timeline``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ARTICLE = Path(__file__).parents[2] / "content" / "syria-russia-moscow-2025"

WIDTH, HEIGHT = 2000, 360
SCALE = 4  # drawn larger, then reduced: smooth edges for every shape
AXIS = 215

WHITE = "#FFFFFF"
ACCENT = "#1F4E79"  # 8.6 : 1 on white
QUIET = "#55616C"  # 6.4 : 1 on white

SINCE, FALL, VISIT = 150, 1100, 1770  # from the start of the line, in reading order
DECADES = 8  # 1944 to 2024
MONTHS = 10  # December 2024 to October 2025


@dataclass(frozen=True, slots=True)
class Mark:
    """Place a date on the line; a ``hole`` of 0 fills the disc."""

    at: int
    date: str
    size: int
    radius: int
    hole: int


MARKS = (
    Mark(SINCE, "1944", 92, 26, 15),
    Mark(FALL, "12/2024", 92, 26, 15),
    Mark(VISIT, "10/2025", 104, 40, 0),
)


def draw_timeline(*, mirrored: bool = False) -> Image.Image:
    """Draw the line in at most 64 colours; mirrored for readers from the other side."""
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), WHITE)
    draw = ImageDraw.Draw(image)
    for at, date in _ticks():
        _draw_tick(draw, _across(at, mirrored=mirrored), date)
    _draw_line(draw, mirrored=mirrored)
    for mark in MARKS:
        _draw_mark(draw, mark, _across(mark.at, mirrored=mirrored))
    return image.reduce(SCALE).quantize(64, dither=Image.Dither.NONE)


def png_bytes(image: Image.Image) -> bytes:
    """Pack a picture as small as PNG can, without any metadata."""
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _across(at: int, *, mirrored: bool) -> int:
    return WIDTH - at if mirrored else at


def _ticks() -> Iterator[tuple[int, str]]:
    """Yield each decade, then each month, and the date under some of them."""
    for decade in range(1, DECADES):
        date = str(1944 + 10 * decade) if decade % 2 == 0 else ""
        yield SINCE + (FALL - SINCE) * decade // DECADES, date
    for month in range(1, MONTHS):
        date = f"{month:02}/2025" if month in {3, 7} else ""
        yield FALL + (VISIT - FALL) * month // MONTHS, date


def _draw_line(draw: ImageDraw.ImageDraw, *, mirrored: bool) -> None:
    for start, end, color, half in ((SINCE, FALL, QUIET, 3), (FALL, VISIT, ACCENT, 6)):
        edges = sorted(_across(at, mirrored=mirrored) for at in (start, end))
        draw.rectangle(_scaled(edges[0], AXIS - half, edges[1], AXIS + half), fill=color)


def _draw_tick(draw: ImageDraw.ImageDraw, x: int, date: str) -> None:
    length = 30 if date else 18
    draw.rectangle(_scaled(x - 2, AXIS, x + 2, AXIS + length), fill=QUIET)
    if date:
        draw.text((x * SCALE, (AXIS + 86) * SCALE), date, fill=QUIET, font=_font(44), anchor="ms")


def _draw_mark(draw: ImageDraw.ImageDraw, mark: Mark, x: int) -> None:
    for radius, color in ((mark.radius + 10, WHITE), (mark.radius, ACCENT), (mark.hole, WHITE)):
        if radius:
            draw.ellipse(_scaled(x - radius, AXIS - radius, x + radius, AXIS + radius), fill=color)
    font = _font(mark.size, bold=True)
    draw.text((x * SCALE, (AXIS - 88) * SCALE), mark.date, fill=ACCENT, font=font, anchor="ms")


def _scaled(*edges: int) -> tuple[float, float, float, float]:
    """Scale a box; Pillow counts its last pixel as inside."""
    x0, y0, x1, y1 = (edge * SCALE for edge in edges)
    return x0, y0, x1 - 1, y1 - 1


def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    name = "PT_Sans-Web-Bold.ttf" if bold else "PT_Sans-Web-Regular.ttf"
    data = files("fontpkg_pt_sans").joinpath("files", name).read_bytes()
    # The basic engine is in every build of Pillow: same digits, same places.
    return ImageFont.truetype(BytesIO(data), size * SCALE, layout_engine=ImageFont.Layout.BASIC)


def main() -> None:
    """Write both pictures beside the article."""
    (ARTICLE / "timeline.png").write_bytes(png_bytes(draw_timeline()))
    (ARTICLE / "timeline.ar.png").write_bytes(png_bytes(draw_timeline(mirrored=True)))


if __name__ == "__main__":
    main()

from __future__ import annotations

import io
import struct
import zlib
from typing import Any, Literal

import pikepdf
import pytest
from PIL import Image, ImageChops

from exporter.errors import PictureError
from exporter.model.article import Picture
from tests.writers.pdf.reading import read
from tests.writers.pdf.samples import Sheet, picture


def embed(*pictures: Picture) -> list[Any]:
    sheet = Sheet("en")
    for index, shown in enumerate(pictures):
        figure = sheet.root.add("Figure", alt="tones")
        sheet.canvas.image(shown, 40 * index, 100, 24, 16, figure)
    pdf = read(sheet.finish())
    found = pdf.pages[0].Resources.XObject
    images = [found[key] for key in sorted(found.keys(), key=lambda key: int(str(key)[2:]))]
    return [pdf, *images]


def decoded(image: Any) -> Image.Image:
    return pikepdf.PdfImage(image).as_pil_image()


def difference(one: Image.Image, other: Image.Image) -> int:
    extrema = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).getextrema()
    return max(int(high) for _, high in extrema)  # type: ignore[misc]


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1"])
def test_a_png_is_taken_over_as_it_is_packed(mode: str) -> None:
    shown = picture(mode)

    _, image = embed(shown)

    packed = image.read_raw_bytes()
    assert packed in shown.data
    assert difference(decoded(image), Image.open(io.BytesIO(shown.data))) == 0


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_an_alpha_channel_becomes_a_soft_mask(mode: str) -> None:
    shown = picture(mode)

    _, image = embed(shown)

    source = Image.open(io.BytesIO(shown.data)).convert("RGBA")
    mask = Image.frombytes("L", source.size, image.SMask.read_bytes())
    pixels = Image.frombytes("RGB", source.size, image.read_bytes())
    assert list(mask.tobytes()) == list(source.getchannel("A").tobytes())
    assert difference(pixels, source.convert("RGB")) == 0


def test_a_transparent_colour_of_a_palette_becomes_a_soft_mask() -> None:
    _, image = embed(picture("P", transparency=0))

    assert "/SMask" in image


def interlaced_png() -> Picture:
    """One pixel, said to be interlaced: the same bytes either way."""

    def chunk(tag: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + tag + body + struct.pack(">I", zlib.crc32(tag + body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 1)
    rows = zlib.compress(b"\0\x10\x80\xf0")
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return Picture(data, "image/png", 1, 1)


def test_an_interlaced_png_is_unpacked() -> None:
    _, image = embed(interlaced_png())

    assert image.read_bytes() == b"\x10\x80\xf0"
    assert "/DecodeParms" not in image


@pytest.mark.parametrize(("mode", "space"), [("RGB", "/DeviceRGB"), ("L", "/DeviceGray")])
@pytest.mark.parametrize("progressive", [False, True])
def test_a_jpeg_is_taken_over_whole(mode: str, space: str, *, progressive: bool) -> None:
    shown = picture(mode, "JPEG", progressive=progressive)

    _, image = embed(shown)

    assert image.read_raw_bytes() == shown.data
    assert (str(image.Filter), str(image.ColorSpace)) == ("/DCTDecode", space)
    assert (int(image.Width), int(image.Height)) == (shown.width, shown.height)


def test_a_cmyk_jpeg_is_converted_for_the_output_intent() -> None:
    shown = picture("CMYK", "JPEG", quality=95)

    _, image = embed(shown)

    pixels = Image.frombytes("RGB", (shown.width, shown.height), image.read_bytes())
    assert str(image.ColorSpace) == "/DeviceRGB"
    assert difference(pixels, Image.open(io.BytesIO(shown.data))) <= 1


def test_the_same_picture_is_embedded_once() -> None:
    shown = picture()

    _, *images = embed(shown, shown, picture("L"))

    assert len(images) == 2


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("size", [0, 10, 40])
def test_a_damaged_picture_is_an_error(kind: Literal["PNG", "JPEG"], size: int) -> None:
    whole = picture("RGB", kind)
    damaged = Picture(whole.data[:size], whole.media_type, whole.width, whole.height)

    with pytest.raises(PictureError, match="cannot be read"):
        embed(damaged)

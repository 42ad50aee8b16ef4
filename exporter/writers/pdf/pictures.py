"""PNG and JPEG bytes to image objects, unpacked only where a PDF cannot hold them as they are."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from exporter.errors import PictureError
from exporter.writers.pdf.objects import PdfFile

if TYPE_CHECKING:
    from PIL.Image import Image

    from exporter.model.article import Picture

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GRAY, _RGB, _PALETTE = 0, 2, 3
_COLORS = {_GRAY: 1, _RGB: 3, _PALETTE: 1}
_JPEG_FRAMES = range(0xC0, 0xD0)
_JPEG_NO_FRAMES = frozenset({0xC4, 0xC8, 0xCC})
_JPEG_PLAIN_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
_JPEG_SCAN = 0xDA


def write_picture(file: PdfFile, picture: Picture) -> int:
    """Write an image and return its number.

    Raises:
        PictureError: The picture cannot be read.
    """
    try:
        number = _embed_png(file, picture.data) or _embed_jpeg(file, picture.data)
    except (struct.error, IndexError):
        number = None
    return number or _embed_pixels(file, picture.data)


def _embed_png(file: PdfFile, data: bytes) -> int | None:
    """Take over the compressed rows: PDF knows PNG's filters."""
    if not data.startswith(_PNG_SIGNATURE):
        return None
    chunks = list(_png_chunks(data))
    width, height, depth, kind, _, _, interlaced = struct.unpack_from(">IIBBBBB", chunks[0][1])
    rows = b"".join(body for tag, body in chunks if tag == b"IDAT")
    if kind not in _COLORS or interlaced or not rows or any(tag == b"tRNS" for tag, _ in chunks):
        return None
    space = _png_color_space(kind, chunks)
    parameters = f"/Predictor 15/Colors {_COLORS[kind]}/BitsPerComponent {depth}/Columns {width}"
    entries = _entries(width, height, space, depth)
    return file.add_stream(f"{entries}/Filter/FlateDecode/DecodeParms<<{parameters}>>", rows, encoded=True)


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_PNG_SIGNATURE)
    while place + 8 <= len(data):
        length, tag = struct.unpack_from(">I4s", data, place)
        yield tag, data[place + 8 : place + 8 + length]
        place += 12 + length


def _png_color_space(kind: int, chunks: list[tuple[bytes, bytes]]) -> str:
    if kind != _PALETTE:
        return "/DeviceGray" if kind == _GRAY else "/DeviceRGB"
    palette = next(body for tag, body in chunks if tag == b"PLTE")
    return f"[/Indexed/DeviceRGB {len(palette) // 3 - 1}<{palette.hex().upper()}>]"


def _embed_jpeg(file: PdfFile, data: bytes) -> int | None:
    """Take over the file as it is; CMYK does not fit the output intent and is converted."""
    if not data.startswith(b"\xff\xd8"):
        return None
    kind, depth, height, width, components = _jpeg_frame(data)
    if kind not in _JPEG_PLAIN_FRAMES or depth != 8 or components not in {1, 3} or not height:
        return None
    entries = _entries(width, height, "/DeviceGray" if components == 1 else "/DeviceRGB", 8)
    return file.add_stream(f"{entries}/Filter/DCTDecode", data, encoded=True)


def _jpeg_frame(data: bytes) -> tuple[int, int, int, int, int]:
    """Return marker, depth, height, width and number of components of the first frame."""
    place = 2
    while data[place] == 0xFF:
        kind = data[place + 1]
        if kind == 0xFF:
            place += 1
        elif kind in _JPEG_BARE:
            place += 2
        elif kind in _JPEG_FRAMES and kind not in _JPEG_NO_FRAMES:
            depth, height, width, components = struct.unpack_from(">BHHB", data, place + 4)
            return kind, depth, height, width, components
        elif kind == _JPEG_SCAN:
            break
        else:
            place += 2 + struct.unpack_from(">H", data, place + 2)[0]
    return 0, 0, 0, 0, 0


def _embed_pixels(file: PdfFile, data: bytes) -> int:
    image = _decode(data)
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    if has_alpha:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        mask = file.add_stream(_entries(*image.size, "/DeviceGray", 8), alpha.tobytes())
        soft_mask = f"/SMask {mask} 0 R"
    else:
        soft_mask = ""
    is_gray = image.mode in {"1", "L", "I", "I;16", "F"}
    pixels = image.convert("L" if is_gray else "RGB").tobytes()
    space = "/DeviceGray" if is_gray else "/DeviceRGB"
    return file.add_stream(_entries(*image.size, space, 8) + soft_mask, pixels)


def _decode(data: bytes) -> Image:
    from PIL import Image, UnidentifiedImageError

    try:
        image = Image.open(BytesIO(data), formats=("PNG", "JPEG"))
        image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureError(
            "a picture cannot be read", hint="save it again as PNG or JPEG with a picture editor"
        ) from error
    return image


def _entries(width: int, height: int, space: str, depth: int) -> str:
    return (
        f"/Type/XObject/Subtype/Image/Width {width}/Height {height}"
        f"/ColorSpace{space}/BitsPerComponent {depth}"
    )

"""A picture file's bytes to its kind and size, from its own headers alone."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from exporter.model.article import Picture

_MOST_PIXELS = 50_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_JPEG_END = b"\xff\xd9"
# Baseline, extended and progressive Huffman frames; viewers need not know the others.
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_OTHER_FRAMES = frozenset({0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF})
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
_PNG_DEPTHS = {0: {1, 2, 4, 8, 16}, 2: {8, 16}, 3: {1, 2, 4, 8}, 4: {8, 16}, 6: {8, 16}}


def read_picture(data: bytes) -> Picture:
    """Read a PNG or JPEG file.

    Raises:
        ValueError: With the problem as the rest of a sentence: ``is cut off``.
    """
    if data.startswith(_PNG):
        kind, (width, height) = "image/png", _read_png(data)
    elif data.startswith(_JPEG):
        kind, (width, height) = "image/jpeg", _read_jpeg(data)
    else:
        raise ValueError("is empty" if not data else "is neither PNG nor JPEG")
    if not width or not height:
        raise ValueError("has no size")
    if width * height > _MOST_PIXELS:
        raise ValueError(f"has {width} × {height} pixels, more than {_MOST_PIXELS // 1_000_000} million")
    return Picture(data, kind, width, height)


def _read_png(data: bytes) -> tuple[int, int]:
    """Read a PNG's size; every chunk must be whole (PNG, 3rd edition, 5)."""
    kinds: list[bytes] = []
    size = (0, 0)
    for kind, body in _png_chunks(data):
        if not kinds:
            size = _png_size(kind, body)
        kinds.append(kind)
        if kind == b"IEND":
            break
    if b"IDAT" not in kinds or kinds[-1] != b"IEND":
        raise ValueError("is cut off")
    return size


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(_PNG)
    while position < len(data):
        length = int.from_bytes(data[position : position + 4])
        end = position + 12 + length
        if end > len(data):
            raise ValueError("is cut off")
        checksum = int.from_bytes(data[end - 4 : end])
        if zlib.crc32(memoryview(data)[position + 4 : end - 4]) != checksum:
            raise ValueError("is damaged: a checksum is wrong")
        yield data[position + 4 : position + 8], data[position + 8 : position + 21]
        position = end


def _png_size(kind: bytes, body: bytes) -> tuple[int, int]:
    if kind != b"IHDR" or len(body) < 13 or body[8] not in _PNG_DEPTHS.get(body[9], ()):
        raise ValueError("is damaged: its header is wrong")
    return int.from_bytes(body[:4]), int.from_bytes(body[4:8])


def _read_jpeg(data: bytes) -> tuple[int, int]:
    """Read a JPEG's size from its frame header (ITU-T T.81, B.2)."""
    if _JPEG_END not in data[-1024:]:
        raise ValueError("is cut off")
    position = 2
    while position + 4 <= len(data):
        if data[position] != 0xFF:
            raise ValueError("is damaged: a marker is missing")
        marker = data[position + 1]
        if marker == 0xFF or marker in _ALONE:
            position += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES:
            return _jpeg_size(data[position + 4 : position + 10])
        if marker in _OTHER_FRAMES:
            raise ValueError("is a kind of JPEG that few programs can show")
        position += 2 + int.from_bytes(data[position + 2 : position + 4])
    raise ValueError("is damaged: its size is missing")


def _jpeg_size(frame: bytes) -> tuple[int, int]:
    if len(frame) < 6 or frame[0] != 8 or frame[5] not in {1, 3, 4}:
        raise ValueError("is a kind of JPEG that few programs can show")
    return int.from_bytes(frame[3:5]), int.from_bytes(frame[1:3])

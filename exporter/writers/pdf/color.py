"""The numbers of sRGB (IEC 61966-2-1) to an ICC profile."""

from __future__ import annotations

import struct
from functools import cache

# Colorants and white point adapted to D50, as s15Fixed16 (ICC.1:2001-04, annex A).
_WHITE = (0xF6D6, 0x10000, 0xD32D)
_COLORANTS = {
    b"rXYZ": (0x6FA2, 0x38F5, 0x0390),
    b"gXYZ": (0x6299, 0xB785, 0x18DA),
    b"bXYZ": (0x24A0, 0x0F84, 0xB6CF),
}
_CURVE_POINTS = 1024
_HEADER = 128
_DATE = (2000, 1, 1, 0, 0, 0)


@cache
def srgb_profile() -> bytes:
    """Build a version 2 display profile; the same bytes every time."""
    curve = b"curv" + bytes(4) + struct.pack(f">I{_CURVE_POINTS}H", _CURVE_POINTS, *_tone_curve())
    tags = {
        b"desc": _description("sRGB IEC61966-2.1"),
        b"cprt": b"text" + bytes(4) + b"No copyright, use freely\0",
        b"wtpt": _xyz(_WHITE),
        **{tag: _xyz(values) for tag, values in _COLORANTS.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    return _assemble(tags)


def _tone_curve() -> list[int]:
    return [round(65535 * _linear(i / (_CURVE_POINTS - 1))) for i in range(_CURVE_POINTS)]


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _xyz(values: tuple[int, int, int]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *values)


def _description(text: str) -> bytes:
    ascii_text = text.encode("ascii") + b"\0"
    # No Unicode and no Macintosh form: counts of zero, then the fixed room of the latter.
    return b"desc" + bytes(4) + struct.pack(">I", len(ascii_text)) + ascii_text + bytes(4 + 4 + 2 + 1 + 67)


def _assemble(tags: dict[bytes, bytes]) -> bytes:
    start = _HEADER + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    table, body = struct.pack(">I", len(tags)), b""
    for tag, data in tags.items():
        if data not in places:  # the three curves are one
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += tag + struct.pack(">II", places[data], len(data))
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    head = struct.pack(">I4xI", size, 0x02400000) + b"mntrRGB XYZ " + struct.pack(">6H", *_DATE) + b"acsp"
    # Flags, maker, model and attributes are zero; intent: perceptual; then the illuminant D50.
    return (head + bytes(28) + struct.pack(">3i", *_WHITE)).ljust(_HEADER, b"\0")

"""PDF objects to a file: streams are written at once, all other objects packed into object streams."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from io import BytesIO

from exporter.writers.pdf.compression import deflate

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_OBJECTS_PER_STREAM = 200
_FREE, _PLAIN, _PACKED = 0, 1, 2
_ENTRY = struct.Struct(">BIH")  # of the cross-reference table: kind, place, index


class PdfFile:
    """Collect the objects of one file; ISO 32000-1, 7.5.7 and 7.5.8.

    Attributes:
        count: The highest object number given out.
    """

    def __init__(self) -> None:
        self.count = 0
        self._file = BytesIO()
        self._file.write(_HEADER)
        self._table = bytearray(_ENTRY.pack(_FREE, 0, 65535))
        self._waiting: list[tuple[int, bytes]] = []
        self._digest = hashlib.md5(usedforsecurity=False)

    def allocate(self, count: int = 1) -> int:
        """Reserve consecutive object numbers and return the first."""
        first = self.count + 1
        self.count += count
        return first

    def put(self, number: int, body: bytes) -> None:
        """Store an object that is no stream."""
        self._waiting.append((number, body))
        self._digest.update(body)
        if len(self._waiting) == _OBJECTS_PER_STREAM:
            self._pack()

    def add(self, body: str) -> int:
        """Store an object that is no stream and return its number; the text is ASCII."""
        number = self.allocate()
        self.put(number, body.encode("ascii"))
        return number

    def add_stream(self, entries: str, data: bytes, *, encoded: bool = False) -> int:
        """Write a stream and return its number.

        Args:
            entries: Of its dictionary, without Length.
            data: Deflated here, unless it is ``encoded``.
            encoded: The entries name the filter of the data, if it has one.
        """
        number = self.allocate()
        if not encoded:
            entries += "/Filter/FlateDecode"
            data = deflate(data)
        self.put_stream(number, entries, data)
        return number

    def put_stream(self, number: int, entries: str, data: bytes) -> None:
        """Write a stream whose data are encoded, as its entries say."""
        self._write_stream(number, entries, data)
        self._digest.update(data)

    def close(self, root: int, info: int) -> bytes:
        """Return the whole file.

        Args:
            root: Number of the catalog.
            info: Number of the document information.
        """
        self._pack()
        number = self.allocate()
        start = self._file.tell()
        self._enter(number, _PLAIN, start)
        if self._table[:: _ENTRY.size].count(_FREE) > 1 or len(self._table) != _ENTRY.size * (number + 1):
            raise AssertionError("an object was numbered and never written")
        identifier = self._digest.hexdigest().upper()
        entries = (
            f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{identifier}><{identifier}>]/Filter/FlateDecode"
        )
        self._write_stream(number, entries, deflate(bytes(self._table)))
        self._file.write(b"startxref\n%d\n%%%%EOF\n" % start)
        return self._file.getvalue()

    def _pack(self) -> None:
        if not self._waiting:
            return
        number = self.allocate()
        offsets, position = [], 0
        for index, (packed, body) in enumerate(self._waiting):
            offsets.append(b"%d %d" % (packed, position))
            position += len(body) + 1
            self._enter(packed, _PACKED, number, index)
        head = b" ".join(offsets) + b"\n"
        data = head + b"\n".join(body for _, body in self._waiting) + b"\n"
        entries = f"/Type/ObjStm/N {len(offsets)}/First {len(head)}/Filter/FlateDecode"
        self._waiting.clear()
        self._write_stream(number, entries, deflate(data))

    def _write_stream(self, number: int, entries: str, data: bytes) -> None:
        # PDF/A-2, 6.1.7.1: an end-of-line marker stands before endstream and is not counted.
        head = f"{number} 0 obj\n<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii")
        self._enter(number, _PLAIN, self._file.tell())
        self._file.write(head)
        self._file.write(data)
        self._file.write(b"\nendstream\nendobj\n")

    def _enter(self, number: int, kind: int, place: int, index: int = 0) -> None:
        missing = _ENTRY.size * (number + 1) - len(self._table)
        if missing > 0:
            self._table += bytes(missing)
        _ENTRY.pack_into(self._table, _ENTRY.size * number, kind, place, index)


def text_string(text: str) -> str:
    """Write a text string (ISO 32000-1, 7.9.2.2): readable ASCII where it can be, else UTF-16."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return "<FEFF" + text.encode("utf-16-be", "replace").hex().upper() + ">"


def name(text: str) -> str:
    """Write a name, escaping what may not stand in it."""
    return "/" + "".join(
        chr(byte) if 0x21 <= byte <= 0x7E and byte not in b"#%()<>[]{}/" else f"#{byte:02X}"
        for byte in text.encode("utf-8")
    )


def number(value: float) -> str:
    """Write a number with as few digits as a thousandth needs."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def array(numbers: Iterable[float]) -> str:
    """Write an array of numbers."""
    return "[" + " ".join(map(number, numbers)) + "]"

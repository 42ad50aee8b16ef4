"""Project folders with one article, and what reading it reports."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from exporter.errors import ExportError, Problems
from exporter.model.article import Article
from exporter.project import open_project
from exporter.readers import read_article

FRONT = ["title: A visit", "lang: en", "date: 2025-10-15", "summary: What happened."]
BODY = "Words.\n"


def source(body: str = BODY, *front: str, without: str = "") -> str:
    """Write an article.md; ``front`` is added to the required keys but for one."""
    kept = [line for line in FRONT if not without or not line.startswith(without)]
    return "\n".join(["---", *kept, *front, "---", "", body])


def first_line_of_body(*front: str) -> int:
    """Return the line on which a body of ``source`` begins."""
    return len(FRONT) + len(front) + 4


def article_folder(root: Path) -> Path:
    folder = root / "content" / "visit"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def read(root: Path, text: str | bytes, name: str = "article.md") -> Article:
    data = text if isinstance(text, bytes) else text.encode()
    (article_folder(root) / name).write_bytes(data)
    return read_article(open_project(root), "visit")


def problems(root: Path, text: str | bytes, name: str = "article.md") -> tuple[ExportError, ...]:
    """Return everything that reading reports; fail if it reports nothing."""
    with pytest.raises(ExportError) as caught:
        read(root, text, name)
    error = caught.value
    return error.errors if isinstance(error, Problems) else (error,)


def problem(root: Path, text: str | bytes, name: str = "article.md") -> ExportError:
    """Return the only problem that reading reports."""
    (only,) = problems(root, text, name)
    return only


def png(width: int = 2, height: int = 3) -> bytes:
    """Make a picture of one grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x80" * width) * min(height, 4))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def jpeg(width: int = 4, height: int = 5) -> bytes:
    """Make the frame of a picture; its scan holds nothing to see."""
    application = b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + application + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9"

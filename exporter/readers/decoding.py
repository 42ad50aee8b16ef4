"""A file's bytes to text without control codes."""

from __future__ import annotations

from exporter.errors import EncodingError, ExportError, SourceLocation
from exporter.markup.letters import CONTROLS, control_problem

_MOST_PROBLEMS = 20
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes, path: str, problems: list[ExportError]) -> str:
    r"""Decode UTF-8 with or without byte order mark; line ends become ``\n``.

    Control codes are added to ``problems`` and left out.

    Raises:
        EncodingError: If the bytes are not UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_utf8(data, path, error.start) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not CONTROLS.search(text):
        return text
    for found in list(CONTROLS.finditer(text))[:_MOST_PROBLEMS]:
        line = text.count("\n", 0, found.start()) + 1
        problems.append(control_problem(found[0], SourceLocation(path, line)))
    return CONTROLS.sub("", text)


def _no_utf8(data: bytes, path: str, position: int) -> EncodingError:
    if data.startswith(_UTF16):
        problem, line = "the file is UTF-16, not UTF-8", 1
    else:
        before = data[:position].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        problem, line = f"the byte 0x{data[position]:02X} is not UTF-8", before.count(b"\n") + 1
    return EncodingError(problem, at=SourceLocation(path, line), hint="save the file as UTF-8")

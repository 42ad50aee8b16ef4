"""Text to the problems of its letters: control codes and explicit bidi controls."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.errors import BidiControlError, EncodingError, ExportError, SourceLocation

# C0 but tab and newline, DEL, C1, line and paragraph separators, byte order mark, surrogates,
# replacement character, noncharacters.
_CONTROLS = (
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ud800-\\udfff\\ufffd\\ufffe\\uffff\\ufdd0-\\ufdef"
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 17))
)
CONTROLS = re.compile(f"[{_CONTROLS}]")
_SUSPICIOUS = re.compile(f"[{_CONTROLS}\\u202a-\\u202e\\u2066-\\u2069]")
_OVERRIDES = re.compile("[\\u202a-\\u202e]")
_ISOLATES = re.compile("[\\u2066-\\u2069]")
_POP_ISOLATE = "\u2069"

_BIDI_HINT = "delete it; each edition isolates foreign words by itself"


def letter_problems(text: str, at: SourceLocation) -> list[ExportError]:
    """List what no edition may hold: control codes, bidi overrides, unbalanced isolates.

    Args:
        text: One segment, so isolates must be balanced within it.
        at: Where the segment stands.
    """
    if is_harmless(text) or not _SUSPICIOUS.search(text):
        return []
    return [*_control_problems(text, at), *_override_problems(text, at), *_isolate_problems(text, at)]


def is_harmless(text: str) -> bool:
    """Tell quickly that nothing is wrong with most texts; False says nothing."""
    return text.isprintable() and "\ufffd" not in text


def code_point(letter: str) -> str:
    """Name a letter that cannot be shown: ``U+202E``."""
    return f"U+{ord(letter):04X}"


def control_problem(letter: str, at: SourceLocation) -> EncodingError:
    """Describe one control code or damaged letter."""
    if letter == "\ufffd":
        return EncodingError(
            "the replacement character U+FFFD stands where a letter was lost",
            at=at,
            hint="restore the letter from the original text",
        )
    return EncodingError(f"the text holds the control code {code_point(letter)}", at=at, hint="delete it")


def _control_problems(text: str, at: SourceLocation) -> Iterator[ExportError]:
    for letter in sorted(set(CONTROLS.findall(text))):
        yield control_problem(letter, at)


def _override_problems(text: str, at: SourceLocation) -> Iterator[ExportError]:
    for letter in sorted(set(_OVERRIDES.findall(text))):
        problem = f"the text overrides its direction with {code_point(letter)}"
        yield BidiControlError(problem, at=at, hint=_BIDI_HINT)


def _isolate_problems(text: str, at: SourceLocation) -> Iterator[ExportError]:
    open_isolates: list[str] = []
    for letter in _ISOLATES.findall(text):
        if letter != _POP_ISOLATE:
            open_isolates.append(letter)
        elif open_isolates:
            open_isolates.pop()
        else:
            yield BidiControlError(
                f"{code_point(letter)} closes an isolate that nothing opens", at=at, hint=_BIDI_HINT
            )
            return
    if open_isolates:
        problem = f"the isolate {code_point(open_isolates[0])} is never closed in its paragraph"
        yield BidiControlError(problem, at=at, hint="close it with U+2069, or delete it")

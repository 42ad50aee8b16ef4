"""A front matter's data to YAML that reads back to it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

# Text that YAML cannot take for anything else, in a block; within {} and [] text is quoted.
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 .,()/\u2019-]*[A-Za-z0-9.)]")
_WORD = re.compile("true|false|null", re.IGNORECASE)
_DATE = re.compile("[0-9]{4}-[0-9]{2}(-[0-9]{2})?")


def front_matter_lines(data: dict[str, Any]) -> Iterator[str]:
    """Write a front matter, one key or list entry a line."""
    for key, value in data.items():
        if key == "facts":
            yield "facts:"
            yield from (f"  {name}: {_inline(fact)}" for name, fact in value.items())
        elif isinstance(value, list):
            yield f"{key}:"
            for item in value:
                yield from _entry(item)
        else:
            yield f"{key}: {_block_value(value)}"


def _entry(item: Any) -> Iterator[str]:
    if not isinstance(item, dict) or "text" in item:
        yield f"  - {_block_value(item)}"
        return
    dash = "- "
    for key, value in item.items():
        yield f"  {dash}{key}: {_block_value(value)}"
        dash = "  "


def _block_value(value: Any) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and not _WORD.fullmatch(value):
        return value
    return _inline(value)


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_inline(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if value is None:
        return "null"
    if isinstance(value, Decimal | int):
        return str(value)
    text = str(value)
    # A JSON string is a double-quoted YAML scalar.
    return text if _DATE.fullmatch(text) else json.dumps(text, ensure_ascii=False)

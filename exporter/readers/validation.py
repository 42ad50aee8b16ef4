"""Nodes and a JSON Schema to problems, each with its line and a hint."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import islice
from typing import Any, TypeAlias

from exporter.errors import (
    ExportError,
    InvalidDateError,
    InvalidValueError,
    MissingKeyError,
    SourceLocation,
    UnknownKeyError,
    did_you_mean,
)
from exporter.readers.nodes import Node

Schema: TypeAlias = dict[str, Any]

_MOST_PROBLEMS = 200  # more are never shown, and each takes a search for the nearest word
_KIND_NAMES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "empty",
    "array": "a list",
    "object": "a mapping",
}


def validate(
    node: Node, schema: Schema, path: str, root: Schema | None = None, *, what: str = "front matter"
) -> list[ExportError]:
    """List what a tree has against the schema that describes it, up to 200 problems.

    Args:
        node: The tree.
        schema: The whole schema, or the part of it that describes the tree.
        path: For places in problems.
        root: The whole schema, if it is another.
        what: What messages call the whole tree.
    """
    return list(islice(_Validator(root or schema, path, what).check(node, schema, ""), _MOST_PROBLEMS))


def as_decimal(text: str) -> Decimal | None:
    """Return a number as it is written, or None if it is none that can be held."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


class _Validator:
    """Check nodes by the keywords that the article's schema uses."""

    def __init__(self, root: Schema, path: str, what: str) -> None:
        self._what = what
        self._definitions: Schema = root["$defs"]
        self._path = path

    def check(self, node: Node, schema: Schema, name: str, hint: str = "") -> Iterator[ExportError]:
        """Yield the problems of a node; ``name`` is what messages call it."""
        if node.kind == "unknown":
            return
        schema = self._resolve(schema)
        hint = schema.get("description", hint) if name else ""
        if "oneOf" in schema:
            yield from self._check_branches(node, schema, name, hint)
        elif not _fits_type(node, schema):
            yield self._wrong_type(node, schema, name, hint)
        elif node.kind == "object":
            yield from self._check_object(node, schema, name)
        elif node.kind == "array":
            yield from self._check_array(node, schema, name, hint)
        else:
            yield from self._check_scalar(node, schema, name, hint)

    def _resolve(self, schema: Schema) -> Schema:
        while "$ref" in schema:
            schema = self._definitions[schema["$ref"].rpartition("/")[2]]
        return schema

    def _at(self, line: int) -> SourceLocation:
        return SourceLocation(self._path, line)

    def _check_branches(self, node: Node, schema: Schema, name: str, hint: str) -> Iterator[ExportError]:
        branches = [self._resolve(branch) for branch in schema["oneOf"]]
        branch = max(branches, key=lambda branch: _likeness(node, branch))  # the first of the best
        if _likeness(node, branch) > 0:
            yield from self.check(node, branch, name, hint)
        else:
            problem = f"{name} is {_shown(node)}, which is none of its forms"
            yield InvalidValueError(problem, at=self._at(node.line), hint=hint)

    def _wrong_type(self, node: Node, schema: Schema, name: str, hint: str) -> ExportError:
        wanted = _KIND_NAMES[schema["type"]] if "type" in schema else "a constant"
        problem = f"{name or f'the {self._what}'} must be {wanted}, but is {_shown(node)}"
        return InvalidValueError(problem, at=self._at(node.line), hint=hint and f"write {hint}")

    def _check_object(self, node: Node, schema: Schema, name: str) -> Iterator[ExportError]:
        properties: Schema = schema.get("properties", {})
        of = f" of {name}" if name else ""
        for key in schema.get("required", ()):
            if key not in node.members:
                wanted = self._resolve(properties[key]).get("description", "")
                hint = f'add "{key}": {wanted}' if wanted else f'add "{key}"'
                yield MissingKeyError(f'the key "{key}"{of} is missing', at=self._at(node.line), hint=hint)
        for key, value in node.members.items():
            inner = f"{name}.{key}" if name else key
            if key in properties:
                yield from self.check(value, properties[key], inner)
            elif isinstance(more := schema.get("additionalProperties"), dict):
                yield from self._check_key(key, node.key_lines[key], schema)
                yield from self.check(value, more, inner)
            else:
                hint = did_you_mean(key, properties)
                yield UnknownKeyError(
                    f'the key "{key}"{of} is unknown', at=self._at(node.key_lines[key]), hint=hint
                )

    def _check_key(self, key: str, line: int, schema: Schema) -> Iterator[ExportError]:
        names = schema.get("propertyNames", {})
        if not _matches(names.get("pattern", ""), key):
            problem = f'"{key}" is no name that can be used'
            yield InvalidValueError(problem, at=self._at(line), hint=names.get("description", ""))

    def _check_array(self, node: Node, schema: Schema, name: str, hint: str) -> Iterator[ExportError]:
        count = len(node.items)
        if count < schema.get("minItems", 0) or count > schema.get("maxItems", count):
            problem = f"{name} has {count} entries" if count else f"{name} is an empty list"
            yield InvalidValueError(problem, at=self._at(node.line), hint=hint)
        for index, item in enumerate(node.items, 1):
            yield from self.check(item, schema.get("items", {}), f"{name}[{index}]", hint)

    def _check_scalar(self, node: Node, schema: Schema, name: str, hint: str) -> Iterator[ExportError]:
        if schema.get("format") == "date" and not is_date(node.text):
            problem = f'{name} "{node.text[:40]}" is no day of the calendar in the form YYYY-MM-DD'
            yield InvalidDateError(problem, at=self._at(node.line), hint=hint and f"write {hint}")
            return
        problem = _scalar_problem(node, schema)
        if problem:
            yield InvalidValueError(
                f"{name} {problem}", at=self._at(node.line), hint=_value_hint(node, schema, hint)
            )


def is_date(text: str) -> bool:
    """Tell whether a text is an existing day in the form YYYY-MM-DD."""
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _fits_type(node: Node, schema: Schema) -> bool:
    if "const" in schema:
        return bool(node.text == schema["const"])
    wanted = schema.get("type")
    if wanted == "integer":
        return node.kind == "number" and _is_whole(node.text)
    # Without quotes, YAML's 2025 and true are as good a text as any.
    if wanted == "string" and node.bare:
        return node.kind in {"string", "number", "boolean"}
    return wanted is None or node.kind == wanted


def _is_whole(text: str) -> bool:
    value = as_decimal(text)
    return value is not None and value.is_finite() and value == value.to_integral_value()


def _likeness(node: Node, branch: Schema) -> int:
    """Tell how well a branch describes a node: 0 is not at all."""
    if branch.get("type") != "object" or node.kind != "object":
        exact = branch.get("type") == node.kind
        return 2 * exact + (not exact and "const" not in branch and _fits_type(node, branch))
    properties = branch.get("properties", {})
    constants = [key for key, value in properties.items() if "const" in value]
    if constants:
        return int(
            all(key in node.members and _fits_type(node.members[key], properties[key]) for key in constants)
        )
    return sum(key in node.members for key in branch.get("required", ()))


def _scalar_problem(node: Node, schema: Schema) -> str:
    text = node.text
    if "enum" in schema and text not in schema["enum"]:
        return f'cannot be "{text[:40]}"'
    if len(text) > schema.get("maxLength", len(text)):
        return f"is longer than {schema['maxLength']} letters"
    if not _matches(schema.get("pattern", ""), text):
        return f'is "{text[:40]}"' if text.strip() else "is empty"
    if "minimum" in schema or "maximum" in schema:
        value = as_decimal(text)
        if value is None or not schema["minimum"] <= value <= schema["maximum"]:
            return f"is {text[:40]}, which is out of range"
    return ""


def _value_hint(node: Node, schema: Schema, hint: str) -> str:
    if "enum" in schema:
        return did_you_mean(node.text, schema["enum"])
    return hint and f"write {hint}"


def _matches(pattern: str, text: str) -> bool:
    return _compiled(pattern).search(text) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    # In ECMA 262, which JSON Schema follows, $ is the very end; in Python not before a newline.
    return re.compile(pattern[:-1] + r"\Z" if pattern.endswith("$") else pattern)


def _shown(node: Node) -> str:
    if node.kind in {"array", "object", "null"}:
        return _KIND_NAMES[node.kind]
    if node.kind == "string":
        return f'the text "{node.text[:40]}"'
    return node.text[:40]

"""Scanned YAML or JSON to a tree of nodes that know their lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from exporter.errors import (
    DuplicateKeyError,
    ExportError,
    FrontMatterSyntaxError,
    NestingError,
    SourceLocation,
)
from exporter.markup.letters import CONTROLS, control_problem, is_harmless

# Unknown is what was refused already; nothing more is said about it.
NodeKind: TypeAlias = Literal["string", "number", "boolean", "null", "array", "object", "unknown"]


@dataclass(frozen=True, slots=True)
class Node:
    """Hold one value as it is written.

    Attributes:
        text: A scalar's text; a number keeps its zeros.
        line: Where it begins.
        bare: Whether the scalar stands without quotes in YAML, where text needs none.
        members: An object's values by key.
        key_lines: Where each key stands.
    """

    kind: NodeKind
    line: int
    text: str = ""
    bare: bool = False
    items: tuple[Node, ...] = ()
    members: Mapping[str, Node] = field(default_factory=dict)
    key_lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Tell whether no part of it was refused already."""
        parts = (*self.items, *self.members.values())
        return self.kind != "unknown" and all(part.is_known for part in parts)


@dataclass(slots=True, eq=False, repr=False)
class _Open:
    """Hold an array or object that is still being read."""

    kind: Literal["array", "object"]
    line: int
    items: list[Node] = field(default_factory=list)
    members: dict[str, Node] = field(default_factory=dict)
    key_lines: dict[str, int] = field(default_factory=dict)
    key: str | None = None


class TreeBuilder:
    """Collect values in the order they are scanned; never recurses."""

    def __init__(self, path: str, depth: int, problems: list[ExportError]) -> None:
        """Begin a tree that is at most ``depth`` levels deep."""
        self._path = path
        self._depth = depth
        self._problems = problems
        self._open: list[_Open] = []
        self.root: Node | None = None

    @property
    def wants_key(self) -> bool:
        """Tell whether the next scalar is a key."""
        return bool(self._open) and self._open[-1].kind == "object" and self._open[-1].key is None

    @property
    def depth(self) -> int:
        """Return how many arrays and objects are open."""
        return len(self._open)

    def at(self, line: int) -> SourceLocation:
        """Name a line of the file."""
        return SourceLocation(self._path, line)

    def key(self, text: str, line: int) -> None:
        """Add a key; a second one of the same name is a problem, and its value is dropped."""
        frame = self._open[-1]
        if text in frame.key_lines:
            problem = f'the key "{text}" stands twice, first on line {frame.key_lines[text]}'
            self._problems.append(DuplicateKeyError(problem, at=self.at(line), hint="delete one of them"))
        frame.key_lines.setdefault(text, line)
        frame.key = text

    def scalar(self, kind: NodeKind, text: str, line: int, *, bare: bool = False) -> None:
        """Add a value without parts."""
        if not is_harmless(text) and (found := CONTROLS.findall(text)):
            self._problems.extend(control_problem(letter, self.at(line)) for letter in sorted(set(found)))
            text = CONTROLS.sub("", text)
        self._add(Node(kind, line, text, bare))

    def open(self, kind: Literal["array", "object"], line: int) -> None:
        """Begin an array or object.

        Raises:
            NestingError: If the tree gets too deep.
        """
        if len(self._open) >= self._depth:
            problem = f"the data is nested more than {self._depth} levels deep"
            raise NestingError(problem, at=self.at(line), hint="make it flatter")
        self._open.append(_Open(kind, line))

    def close(self) -> None:
        """End the array or object opened last."""
        frame = self._open.pop()
        if frame.kind == "array":
            self._add(Node("array", frame.line, items=tuple(frame.items)))
        else:
            self._add(Node("object", frame.line, members=frame.members, key_lines=frame.key_lines))

    def _add(self, node: Node) -> None:
        if not self._open:
            if self.root is not None:
                problem = "there is more than one document"
                raise FrontMatterSyntaxError(problem, at=self.at(node.line), hint="keep one of them")
            self.root = node
        elif self._open[-1].kind == "array":
            self._open[-1].items.append(node)
        else:
            frame = self._open[-1]
            frame.members.setdefault(frame.key or "", node)
            frame.key = None

"""Headings with their levels to the outline that a viewer shows beside the pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from exporter.writers.pdf.objects import PdfFile, text_string

_OPEN_LEVELS = 2


class OutlineEntry(NamedTuple):
    """Name a place in the document; levels count from 0."""

    title: str
    destination: str
    level: int


@dataclass(slots=True)
class _Node:
    number: int
    depth: int
    entry: OutlineEntry | None = None
    children: list[_Node] = field(default_factory=list)

    def visible(self) -> int:
        """Count the entries shown below this one when it is open."""
        return sum(1 + (child.visible() if child.depth < _OPEN_LEVELS else 0) for child in self.children)


def write_outline(
    file: PdfFile, entries: Sequence[OutlineEntry], destination: Callable[[str], str]
) -> int | None:
    """Write the outline and return its number, None when there are no entries.

    Two levels are shown at first, the deeper ones are folded. An entry that skips a level
    stands directly below the one before it.

    Args:
        file: Receives the objects.
        entries: In reading order.
        destination: Gives the explicit destination of a bookmark.
    """
    if not entries:
        return None
    root = _nest(file, entries)
    stack = [root]
    while stack:
        node = stack.pop()
        _write_children(file, node, destination)
        stack.extend(node.children)
    body = f"<</Type/Outlines{_ends(root)}/Count {root.visible()}>>"
    file.put(root.number, body.encode("ascii"))
    return root.number


def _nest(file: PdfFile, entries: Sequence[OutlineEntry]) -> _Node:
    root = _Node(file.allocate(), 0)
    path = [root]
    levels = [-1]
    for entry in entries:
        while levels[-1] >= entry.level:
            path.pop()
            levels.pop()
        node = _Node(file.allocate(), len(path), entry)
        path[-1].children.append(node)
        path.append(node)
        levels.append(entry.level)
    return root


def _write_children(file: PdfFile, parent: _Node, destination: Callable[[str], str]) -> None:
    nodes = parent.children
    for index, node in enumerate(nodes):
        if node.entry is None:
            continue
        parts = [f"<</Title{text_string(node.entry.title)}/Parent {parent.number} 0 R"]
        parts.append(f"/Dest{destination(node.entry.destination)}")
        if index:
            parts.append(f"/Prev {nodes[index - 1].number} 0 R")
        if index + 1 < len(nodes):
            parts.append(f"/Next {nodes[index + 1].number} 0 R")
        if node.children:
            sign = "" if node.depth < _OPEN_LEVELS else "-"
            parts.append(f"{_ends(node)}/Count {sign}{node.visible()}")
        file.put(node.number, ("".join(parts) + ">>").encode("ascii"))


def _ends(node: _Node) -> str:
    return f"/First {node.children[0].number} 0 R/Last {node.children[-1].number} 0 R"

"""PDF bytes to what tests ask about: structure elements, operators, streams."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf


class Operation(NamedTuple):
    """Hold one operator of a content stream."""

    name: str
    operands: list[Any]


def read(data: bytes) -> Any:
    return pikepdf.open(io.BytesIO(data))


def elements(pdf: Any) -> Iterator[Any]:
    """Yield the structure elements in reading order."""
    stack = [pdf.Root.StructTreeRoot.K]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(reversed([kid for kid in kids(element) if _is_element(kid)]))


def kids(element: Any) -> list[Any]:
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array | list) else [found]


def tags(pdf: Any) -> list[str]:
    return [str(element.S)[1:] for element in elements(pdf)]


def only(pdf: Any, tag: str) -> Any:
    (found,) = (element for element in elements(pdf) if str(element.S) == f"/{tag}")
    return found


def parent_tree(pdf: Any) -> dict[int, Any]:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def operations(page: Any) -> list[Operation]:
    parsed: Any = pikepdf.parse_content_stream(page)
    return [Operation(str(operator), list(operands)) for operands, operator in parsed]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid

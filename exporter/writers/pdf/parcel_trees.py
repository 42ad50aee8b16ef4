"""Structure elements to codes and back, for processes that share the work on a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from exporter.writers.pdf.structure import StructureElement

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Both ends speak of nothing else.
Code: TypeAlias = Any

_NO_OPTIONS = StructureElement.__init__.__kwdefaults__ or {}
_ROOT, _TOP = -1, -2  # parents of elements that have none in the parcel
NOBODY: Final = -1  # number of no element


class UnsendableError(Exception):
    """Something holds what no parcel can: it must be made where it is needed."""


class ElementNumbers:
    """Number the elements of a parcel.

    Attributes:
        codes: Of all elements, in order of their numbers.
    """

    def __init__(self, elements: Sequence[StructureElement], notes: Sequence[StructureElement] = ()) -> None:
        """Number trees.

        Args:
            elements: Children of the edition's root.
            notes: Without parents so far.
        """
        self._numbers: dict[int, int] = {}
        self.codes = [*self._walk(elements, _ROOT), *self._walk(notes, _TOP)]

    def __getitem__(self, element: object) -> int:
        """Return the number of an element, or of none."""
        if element is None:
            return NOBODY
        try:
            return self._numbers[id(element)]
        except KeyError:
            raise UnsendableError from None

    def _walk(self, tops: Sequence[StructureElement], parent: int) -> Iterator[Code]:
        stack = [(element, parent) for element in reversed(tops)]
        while stack:
            element, above = stack.pop()
            number = self._numbers[id(element)] = len(self._numbers)
            options = {
                name: value
                for name, usual in _NO_OPTIONS.items()
                if (value := getattr(element, name)) != usual
            }
            yield above, element.tag, options, element.bbox
            stack += [(child, number) for child in reversed(element.children)]


def unpack_elements(codes: Sequence[Code], root: StructureElement) -> list[StructureElement]:
    """Return the elements by their numbers, those of an edition as children of its root."""
    elements: list[StructureElement] = []
    for above, tag, options, box in codes:
        parent = elements[above] if above >= 0 else root if above == _ROOT else None
        element = StructureElement(tag, parent, **options)
        element.bbox = box
        elements.append(element)
    return elements

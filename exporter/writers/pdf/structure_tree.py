"""A drawn tree of structure elements to the objects of a tagged PDF (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exporter.writers.pdf.objects import PdfFile, array, text_string
from exporter.writers.pdf.structure import ROLES, StructureElement, place_of

_CELLS = frozenset({"TH", "TD"})
_UNDRAWN = 1 << 60


def write_structure(
    file: PdfFile,
    root: StructureElement,
    pages: Sequence[int],
    marked: Sequence[Sequence[StructureElement]],
    links: Sequence[StructureElement],
) -> int:
    """Write the tree and return the number of its root object.

    Args:
        file: Receives the objects.
        root: Usually a ``Document``; nothing drawn, nothing written but the root object.
        pages: Object numbers of the pages.
        marked: For each page, whose StructParents is its index, the elements by MCID.
        links: For each annotation, the element; StructParent counts on from the pages.
    """
    starts = _find_starts(root)
    tree = file.allocate()
    drawn = list(_drawn(root, starts))
    first = file.allocate(len(drawn))
    for number, element in enumerate(drawn, first):
        element.number = number
    notes = [element for element in drawn if element.tag in {"Note", "FENote"}]
    identifiers = {element: f"note-{index:06}" for index, element in enumerate(notes, 1)}
    for element in drawn:
        body = _format_element(element, tree, pages, starts, identifiers.get(element, ""))
        file.put(element.number, body.encode("ascii"))
    entries = _parent_tree(file, marked, links) + _identifier_tree(identifiers) + _role_map(drawn)
    kids = f"/K {root.number} 0 R" if drawn else ""
    file.put(tree, f"<</Type/StructTreeRoot{kids}{entries}>>".encode("ascii"))
    return tree


def _find_starts(root: StructureElement) -> dict[StructureElement, int]:
    """Return the place in reading order where each element's drawn content begins."""
    order, stack = [], [root]
    while stack:
        element = stack.pop()
        order.append(element)
        stack.extend(element.children)
    starts: dict[StructureElement, int] = {}
    for element in reversed(order):
        own = min(element.marks, default=_UNDRAWN)
        starts[element] = min((own, *(starts[child] for child in element.children)))
    return starts


def _drawn(root: StructureElement, starts: dict[StructureElement, int]) -> Iterable[StructureElement]:
    stack = [root] if starts[root] < _UNDRAWN else []
    while stack:
        element = stack.pop()
        yield element
        stack.extend(reversed(_kept(element, starts)))


def _kept(element: StructureElement, starts: dict[StructureElement, int]) -> list[StructureElement]:
    # An empty cell keeps its row regular (PDF/UA-1, 7.5).
    return [
        child
        for child in element.children
        if starts[child] < _UNDRAWN or (child.tag in _CELLS and starts[element] < _UNDRAWN)
    ]


def _format_element(
    element: StructureElement,
    tree: int,
    pages: Sequence[int],
    starts: dict[StructureElement, int],
    identifier: str,
) -> str:
    parent = element.parent.number if element.parent is not None else tree
    parts = [f"<</Type/StructElem/S/{element.tag}/P {parent} 0 R"]
    page = place_of(min(element.marks))[0] if element.marks else -1
    if page >= 0:
        parts.append(f"/Pg {pages[page]} 0 R")
    kids = _format_kids(element, page, pages, starts)
    if kids:
        parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
    parts += _format_attributes(element)
    if identifier:
        parts.append(f"/ID({identifier})")
    texts = (
        ("Alt", element.alt),
        ("ActualText", element.actual_text),
        ("Lang", element.language),
        ("T", element.title),
    )
    parts += [f"/{key}{text_string(text)}" for key, text in texts if text is not None]
    return "".join(parts) + ">>"


def _format_kids(
    element: StructureElement,
    page: int,
    pages: Sequence[int],
    starts: dict[StructureElement, int],
) -> list[str]:
    content = [
        (mark, str(mcid) if on == page else f"<</Type/MCR/Pg {pages[on]} 0 R/MCID {mcid}>>")
        for mark, (on, mcid) in zip(element.marks, map(place_of, element.marks), strict=True)
    ]
    children = [(starts[child], f"{child.number} 0 R") for child in _kept(element, starts)]
    # Text and inline children take turns as they are read; blocks stay as they were added.
    kids = sorted(content + children, key=lambda kid: kid[0]) if content else children
    objects = [f"<</Type/OBJR/Pg {pages[on]} 0 R/Obj {number} 0 R>>" for on, number in element.annotations]
    return [text for _, text in kids] + objects


def _format_attributes(element: StructureElement) -> list[str]:
    dictionaries = [f"<<{element.attributes}>>"] if element.attributes else []
    if element.bbox is not None:
        dictionaries.append(f"<</O/Layout/Placement/Block/BBox{array(element.bbox)}>>")
    if len(dictionaries) > 1:
        return [f"/A[{''.join(dictionaries)}]"]
    return [f"/A{entry}" for entry in dictionaries]


def _parent_tree(
    file: PdfFile, marked: Sequence[Sequence[StructureElement]], links: Sequence[StructureElement]
) -> str:
    pages = [
        f"{key} {file.add('[' + ' '.join(f'{element.number} 0 R' for element in elements) + ']')} 0 R"
        for key, elements in enumerate(marked)
        if elements
    ]
    annotations = [f"{key} {link.number} 0 R" for key, link in enumerate(links, len(marked))]
    tree = file.add(f"<</Nums[{' '.join(pages + annotations)}]>>")
    return f"/ParentTree {tree} 0 R/ParentTreeNextKey {len(marked) + len(links)}"


def _identifier_tree(identifiers: dict[StructureElement, str]) -> str:
    names = " ".join(f"({identifier}) {element.number} 0 R" for element, identifier in identifiers.items())
    return f"/IDTree<</Names[{names}]>>" if names else ""


def _role_map(drawn: Iterable[StructureElement]) -> str:
    used = sorted({element.tag for element in drawn} & ROLES.keys())
    return f"/RoleMap<<{''.join(f'/{tag}/{ROLES[tag]}' for tag in used)}>>" if used else ""

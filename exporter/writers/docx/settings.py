"""A look to the settings part and the section of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporter.writers.docx.elements import add, make_root, name
from exporter.writers.docx.languages import default_languages
from exporter.writers.docx.look import MARGIN, PAGE_HEIGHT, PAGE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from exporter.writers.docx.look import Look

_COMPATIBILITY: Final = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}
_FURNITURE_DISTANCE: Final = 680


def make_settings(look: Look, *, footnotes: bool) -> _Element:
    """Make the settings part."""
    root = make_root("w:settings")
    add(root, "w:zoom", percent=100)
    add(root, "w:defaultTabStop", val=709)
    add(root, "w:characterSpacingControl", val="doNotCompress")
    if footnotes:
        separators = add(root, "w:footnotePr")
        for number in (-1, 0):
            add(separators, "w:footnote", id=number)
    compatibility = add(root, "w:compat")
    for setting, value in _COMPATIBILITY.items():
        add(
            compatibility,
            "w:compatSetting",
            name=setting,
            uri="http://schemas.microsoft.com/office/word",
            val=value,
        )
    own, bidi = default_languages(look.profile)
    add(root, "w:themeFontLang", val=own, bidi=bidi)
    add(root, "w:decimalSymbol", val=".")
    add(root, "w:listSeparator", val=";")
    return root


def add_section(body: _Element, furniture: Mapping[str, str], look: Look) -> None:
    """Add the page: A4, furniture by kind, mirrored where the edition runs from right to left."""
    section = add(body, "w:sectPr")
    for kind, relation in furniture.items():
        element, _, which = kind.partition(" ")
        add(section, f"w:{element}Reference", type=which).set(name("r:id"), relation)
    add(section, "w:pgSz", w=PAGE_WIDTH, h=PAGE_HEIGHT)
    sides = dict.fromkeys(("top", "right", "bottom", "left"), MARGIN)
    add(section, "w:pgMar", **sides, header=_FURNITURE_DISTANCE, footer=_FURNITURE_DISTANCE, gutter=0)
    add(section, "w:cols", space=709)
    add(section, "w:titlePg")
    if look.rtl:
        add(section, "w:bidi")
        add(section, "w:rtlGutter")

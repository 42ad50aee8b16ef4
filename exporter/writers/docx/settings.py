"""A look to the settings part and the section of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from exporter.writers.docx.look import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from exporter.writers.docx.markup import root

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exporter.writers.docx.look import Look

_COMPATIBILITY: Final = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}
_FURNITURE_DISTANCE: Final = 680
# Where the notes of a section count from, if it says so.
NoteCount: TypeAlias = Literal["", "eachSect", "continuous"]


def write_settings(look: Look, *, footnotes: bool) -> str:
    """Return the settings part."""
    own, bidi = look.languages
    uri = "http://schemas.microsoft.com/office/word"
    compatibility = "".join(
        f'<w:compatSetting w:name="{setting}" w:uri="{uri}" w:val="{value}"/>'
        for setting, value in _COMPATIBILITY.items()
    )
    separators = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    return root(
        "settings",
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{separators if footnotes else ""}'
        f'<w:compat>{compatibility}</w:compat><w:themeFontLang w:val="{own}" w:bidi="{bidi}"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=";"/>',
    )


def write_section(
    furniture: Mapping[str, str],
    look: Look,
    *,
    columns: int = 1,
    note_count: NoteCount = "",
    same_page: bool = False,
) -> str:
    """Return the page: A4, furniture by kind, mirrored where its text runs from right to left."""
    references = "".join(
        '<w:{}Reference w:type="{}" r:id="{}"/>'.format(*kind.split(), relation)
        for kind, relation in furniture.items()
    )
    margins = "".join(f' w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    restart = f'<w:footnotePr><w:numRestart w:val="{note_count}"/></w:footnotePr>' if note_count else ""
    kind = '<w:type w:val="continuous"/>' if same_page else ""
    count = f' w:num="{columns}"' if columns > 1 else ""
    direction = "<w:bidi/><w:rtlGutter/>" if look.rtl else ""
    return (
        f"<w:sectPr>{references}{restart}{kind}"
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/><w:pgMar{margins}'
        f' w:header="{_FURNITURE_DISTANCE}" w:footer="{_FURNITURE_DISTANCE}" w:gutter="0"/>'
        f'<w:cols{count} w:space="709"/><w:titlePg/>{direction}</w:sectPr>'
    )

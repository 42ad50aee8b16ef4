"""A look to the styles part: every style that our paragraphs, runs and tables name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporter.writers.docx.look import ACCENT, HAIRLINE, INK, TEXT_WIDTH, TINT
from exporter.writers.docx.markup import attribute, root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.writers.docx.look import Face, Look
    from exporter.writers.docx.sheet import Style

_EDGES: Final = {
    "bar": f'<w:{{start}} w:val="single" w:sz="18" w:space="11" w:color="{ACCENT}"/>',
    "below": f'<w:bottom w:val="single" w:sz="4" w:space="5" w:color="{HAIRLINE}"/>',
    "above": f'<w:top w:val="single" w:sz="4" w:space="5" w:color="{HAIRLINE}"/>',
    "rule": f'<w:bottom w:val="single" w:sz="4" w:space="1" w:color="{HAIRLINE}"/>',
}
_HIDDEN: Final = "<w:semiHidden/><w:unhideWhenUsed/>"
_LATENT: Final = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0"'
    ' w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376"/>'
)
_NO_LIST: Final = (
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    f'<w:uiPriority w:val="99"/>{_HIDDEN}</w:style>'
)
_DEFAULT_FONT: Final = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    f'<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/>{_HIDDEN}</w:style>'
)
_FIELD: Final = f'w:val="single" w:sz="4" w:space="6" w:color="{TINT}"'


def write_styles(look: Look, sheet: Sequence[Style]) -> str:
    """Return the styles part."""
    styles = [
        _defaults(look),
        _LATENT,
        _normal(look),
        *(_paragraph_style(style, look) for style in sheet),
        *_character_styles(look),
        *_table_styles(),
        _NO_LIST,
    ]
    return root("styles", "".join(styles))


def turned_styles(look: Look, sheet: Sequence[Style]) -> dict[str, str]:
    """Return what paragraphs say themselves, by style, in a document whose styles run the other way.

    Code runs from left to right in every document.
    """
    direction = "<w:bidi/>" if look.rtl else '<w:bidi w:val="0"/>'
    return {style.id: _borders(style, look) + direction for style in sheet if not style.left_to_right}


def _defaults(look: Look) -> str:
    val, bidi = look.languages
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts('text', look)}{_sizes(11, 'text', look)}"
        f'<w:lang w:val="{val}" w:eastAsia="en-US" w:bidi="{bidi}"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>"
    )


def _normal(look: Look) -> str:
    bidi = "<w:bidi/>" if look.rtl else ""
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:widowControl/>{bidi}<w:spacing w:line="288" w:lineRule="auto"/></w:pPr>'
        f'<w:rPr><w:color w:val="{INK}"/></w:rPr></w:style>'
    )


def _paragraph_style(style: Style, look: Look) -> str:
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    custom = ' w:customStyle="1"' if style.own else ""
    shown = "<w:qFormat/>" if style.common else '<w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
    r_pr = _run_properties(style, look)
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based_on}"/>{following}{shown}'
        f"<w:pPr>{_paragraph_properties(style, look)}</w:pPr>"
        f"{f'<w:rPr>{r_pr}</w:rPr>' if r_pr else ''}</w:style>"
    )


def _paragraph_properties(style: Style, look: Look) -> str:
    parts = [
        "<w:keepNext/>" if style.keep_next else "",
        "<w:keepLines/>" if style.keep_lines else "",
        f'<w:numPr><w:numId w:val="{style.numbering}"/></w:numPr>' if style.numbering else "",
        _borders(style, look),
        f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/>' if style.edge == "box" else "",
        _tabs(style),
        '<w:bidi w:val="0"/>' if style.left_to_right and look.rtl else "",
        _spacing(style),
        _indent(style),
        "<w:contextualSpacing/>" if style.contextual else "",
        '<w:jc w:val="right"/>' if style.at_end else "",
        f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "",
    ]
    return "".join(parts)


def _borders(style: Style, look: Look) -> str:
    if not style.edge:
        return ""
    start, end = ("right", "left") if look.rtl and not style.left_to_right else ("left", "right")
    if style.edge != "box":
        return f"<w:pBdr>{_EDGES[style.edge].format(start=start)}</w:pBdr>"
    bar = f'w:val="single" w:sz="24" w:space="8" w:color="{ACCENT}"'
    sides = {start: _FIELD if style.left_to_right else bar, end: _FIELD, "top": _FIELD, "bottom": _FIELD}
    # The schema wants this order.
    return f"<w:pBdr>{''.join(f'<w:{s} {sides[s]}/>' for s in ('top', 'left', 'bottom', 'right'))}</w:pBdr>"


def _tabs(style: Style) -> str:
    if style.tabs != "contents":
        return ""
    return f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>'


def _spacing(style: Style) -> str:
    wanted = {"before": style.before, "after": style.after, "line": style.line}
    shown = "".join(f' w:{key}="{twips}"' for key, twips in wanted.items() if twips is not None)
    rule = ' w:lineRule="auto"' if style.line is not None else ""
    return f"<w:spacing{shown}{rule}/>" if shown else ""


def _indent(style: Style) -> str:
    if style.indent is None:
        return ""
    start, end, hanging = style.indent
    last = f' w:hanging="{hanging}"' if hanging else ' w:firstLine="0"'
    return f'<w:ind w:left="{start}" w:right="{end}"{last}/>'


def _run_properties(style: Style, look: Look) -> str:
    parts = [
        _fonts(style.face, look) if style.face else "",
        "<w:b/><w:bCs/>" if style.bold else "",
        "<w:i/><w:iCs/>" if style.italic else "",
        "<w:noProof/>" if style.face == "code" else "",
        f'<w:color w:val="{style.color}"/>' if style.color else "",
        _sizes(style.size, style.face or "text", look) if style.size else "",
    ]
    return "".join(parts)


def _fonts(face: Face, look: Look) -> str:
    own, complex_script = map(attribute, look.fonts(face))
    return f'<w:rFonts w:ascii="{own}" w:eastAsia="{own}" w:hAnsi="{own}" w:cs="{complex_script}"/>'


def _sizes(drawn: float, face: Face, look: Look) -> str:
    size, complex_size = look.half_points(drawn, face)
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{complex_size}"/>'


def _character_styles(look: Look) -> list[str]:
    bold, italic, superscript = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>", '<w:vertAlign w:val="superscript"/>'
    code = f"{_fonts('code', look)}<w:noProof/>{_sizes(10, 'code', look)}"
    return [
        _DEFAULT_FONT,
        _character_style("Strong", "Strong", bold),
        _character_style("Emphasis", "Emphasis", italic),
        _character_style("CodeLetters", "Code Letters", code, own=True),
        _character_style("Label", "Label", bold, own=True),
        _character_style("Hyperlink", "Hyperlink", f'<w:color w:val="{ACCENT}"/><w:u w:val="single"/>'),
        _character_style("FootnoteReference", "footnote reference", superscript),
    ]


def _character_style(style_id: str, style_name: str, properties: str, *, own: bool = False) -> str:
    custom = ' w:customStyle="1"' if own else ""
    return (
        f'<w:style w:type="character"{custom} w:styleId="{style_id}"><w:name w:val="{style_name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{properties}</w:rPr></w:style>'
    )


def _table_styles() -> list[str]:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{HAIRLINE}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"'
    plain = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'<w:uiPriority w:val="99"/>{_HIDDEN}<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{_cell_margins(0)}</w:tblPr></w:style>"
    )
    header = (
        f"<w:tcBorders><w:top {strong}/><w:bottom {line}/></w:tcBorders>"
        f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/><w:vAlign w:val="bottom"/>'
    )
    hairlines = (
        '<w:style w:type="table" w:customStyle="1" w:styleId="HairlineTable"><w:name w:val="Hairline Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders><w:top {strong}/><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
        f"{_cell_margins(70)}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>{header}</w:tcPr></w:tblStylePr></w:style>'
    )
    return [plain, hairlines]


def _cell_margins(vertical: int) -> str:
    sides = (("top", vertical), ("left", 100), ("bottom", vertical), ("right", 100))
    inner = "".join(f'<w:{side} w:w="{twips}" w:type="dxa"/>' for side, twips in sides)
    return f"<w:tblCellMar>{inner}</w:tblCellMar>"

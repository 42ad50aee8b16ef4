"""A look to the theme and the font table: what Word's galleries offer for new text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exporter.writers.docx.look import ACCENT, CODE_FONT, INK, QUIET, TINT
from exporter.writers.docx.markup import NAMESPACES, attribute, root

if TYPE_CHECKING:
    from exporter.writers.docx.look import Look

# Five tones beside the accent, all of contrast 4.5 : 1 or more on white.
_COLORS: Final = {
    "dk1": INK,
    "lt1": "FFFFFF",
    "dk2": QUIET,
    "lt2": TINT,
    "accent1": ACCENT,
    "accent2": "8A4B08",
    "accent3": "2F6B3A",
    "accent4": "6B3F7C",
    "accent5": "9B2D30",
    "accent6": "4A5A6A",
    "hlink": ACCENT,
    "folHlink": "6B3F7C",
}
_FILL: Final = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE: Final = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT: Final = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_KINDS: Final = {"Courier New": ("modern", "fixed"), "Arial": ("swiss", "variable")}


def write_theme(look: Look) -> str:
    """Return the theme part: our colours and fonts, no effects."""
    colors = "".join(f'<a:{key}><a:srgbClr val="{color}"/></a:{key}>' for key, color in _COLORS.items())
    fonts = "".join(
        f'<a:{kind}><a:latin typeface="{attribute(own)}"/><a:ea typeface=""/>'
        f'<a:cs typeface="{attribute(complex_script)}"/></a:{kind}>'
        for kind, (own, complex_script) in (
            ("majorFont", look.fonts("display")),
            ("minorFont", look.fonts("text")),
        )
    )
    formats = (
        f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
    )
    return (
        f'<a:theme xmlns:a="{NAMESPACES["a"]}" name="Exporter"><a:themeElements>'
        f'<a:clrScheme name="Exporter">{colors}</a:clrScheme>'
        f'<a:fontScheme name="Exporter">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="Exporter">{formats}</a:fmtScheme></a:themeElements></a:theme>'
    )


def write_font_table(look: Look) -> str:
    """Return the font table: a hint for machines that lack a font."""
    named = dict.fromkeys((*look.fonts("text"), *look.fonts("display"), CODE_FONT))
    return root("fonts", "".join(map(_write_font, named)))


def _write_font(font: str) -> str:
    family, pitch = _KINDS.get(font, ("auto", "variable"))
    return (
        f'<w:font w:name="{attribute(font)}"><w:charset w:val="00"/><w:family w:val="{family}"/>'
        f'<w:pitch w:val="{pitch}"/></w:font>'
    )

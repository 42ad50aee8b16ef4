"""Text and properties to WordprocessingML, as strings.

Building one element with two attributes takes lxml as long as writing ten of them as text, and
python-docx ten times longer still.
"""

from __future__ import annotations

import re
from typing import Final

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
_DECLARED: Final = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_FORMATTERS: Final = {
    "\t": "<w:tab/>",
    "\n": "<w:br/>",
    "\u2028": "<w:br/>",
    "\u00ad": "<w:softHyphen/>",
}
_CUT: Final = re.compile(f"([{''.join(_FORMATTERS)}])")
# All but these are written as they are.
_SPECIAL: Final = re.compile(
    r"""[^ !#$%'-;=?-\xac\xae-\u2027\u2029-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"""
)
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)

CLOSE_FIELD: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def root(name: str, content: str) -> str:
    """Return a part's root element, with all prefixes declared."""
    return f"{open_root(name)}{content}</w:{name}>"


def open_root(name: str) -> str:
    """Return the beginning of a root element."""
    return f"<w:{name}{_DECLARED}>"


def legal(text: str) -> str:
    """Replace what XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)


def attribute(text: str) -> str:
    """Return text as it stands between the quotes of an attribute."""
    return legal(text).translate(_ESCAPES) if _SPECIAL.search(text) else text


def letters(text: str) -> str:
    """Return text as the content of a run; tabs, line ends and soft hyphens have elements of their own."""
    if _SPECIAL.search(text) is None:
        return _letters(text)
    plain = legal(text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(_FORMATTERS.get(piece) or _letters(_escape(piece)) for piece in _CUT.split(plain))


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _letters(text: str) -> str:
    if not text:
        return ""
    padded = text[0].isspace() or text[-1].isspace()
    return f'<w:t xml:space="preserve">{text}</w:t>' if padded else f"<w:t>{text}</w:t>"


def paragraph(style: str, content: str = "", properties: str = "") -> str:
    """Return a paragraph of a style; properties come in the order of the schema."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def run(content: str, properties: str = "") -> str:
    """Return a run; properties come in the order of the schema."""
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>" if properties else f"<w:r>{content}</w:r>"


def field(instruction: str, result: str, properties: str = "") -> str:
    """Return a field with its result, so that nothing waits to be updated."""
    return f"{open_field(instruction)}{run(letters(result), properties)}{CLOSE_FIELD}"


def open_field(instruction: str) -> str:
    """Return the beginning of a field, up to where its result stands."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )

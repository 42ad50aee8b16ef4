"""Segments to runs: fonts, languages, directions, links, notes and bookmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never
from unicodedata import bidirectional

from exporter.model.inlines import LineBreak, NoteReference, Span
from exporter.writers.docx.languages import proofing_language
from exporter.writers.docx.look import CODE_FONT
from exporter.writers.docx.markup import attribute, field, letters, run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.model.blocks import EditionSegment
    from exporter.model.inlines import Direction, EditionInline
    from exporter.writers.docx.draft import Draft
    from exporter.writers.docx.look import Look

# Word knows no isolates: a mark on either side makes its neighbours see letters of that direction.
MARKS: Final[dict[Direction, str]] = {"ltr": "\u200e", "rtl": "\u200f"}
_STRONG: Final[dict[str, Direction]] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_DIGITS: Final = frozenset({"EN", "AN"})
_COMPLEX: Final = '<w:rFonts w:hint="cs"/>'
_RTL: Final = "<w:rtl/>"
REFERENCE: Final = '<w:rStyle w:val="FootnoteReference"/>'


def write_segment(segment: EditionSegment, draft: Draft) -> str:
    """Return a segment's runs within its bookmark."""
    return bookmarked(draft.bookmark(segment.id), write_inlines(segment.inlines, draft), draft)


def bookmarked(bookmark: str, content: str, draft: Draft) -> str:
    """Return content within a bookmark, or alone when there is one of that name already."""
    number = draft.bookmarks.number(bookmark)
    if number is None:
        return content
    return f'<w:bookmarkStart w:id="{number}" w:name="{bookmark}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def write_label(text: str, draft: Draft, *, style: str = "") -> str:
    """Return words that the edition's labels give."""
    if not text:
        return ""
    styled = f'<w:rStyle w:val="{style}"/>' if style else ""
    return run(letters(text), styled + _label_properties(draft.look))


def _label_properties(look: Look) -> str:
    own = look.profile.docx.proofing
    if look.rtl:
        return _COMPLEX + _RTL + ("" if own == look.languages[1] else _language("bidi", own))
    return "" if own == look.languages[0] else _language("val", own)


def write_inlines(inlines: Sequence[EditionInline], draft: Draft) -> str:
    """Return inlines; neighbours that link to the same address share a hyperlink."""
    linked = ""
    parts: list[str] = []
    for index, inline in enumerate(inlines):
        href = inline.href if isinstance(inline, Span) else ""
        if href != linked:
            parts += ["</w:hyperlink>" if linked else "", _open_link(href, draft) if href else ""]
            linked = href
        match inline:
            case Span():
                text = _marked(inlines, index, inline, draft.look.profile.direction)
                parts.append(run(letters(text), run_properties(inline, draft)))
            case NoteReference():
                parts.append(_write_reference(inline, draft))
            case LineBreak():
                parts.append("<w:r><w:br/></w:r>")
            case _:
                assert_never(inline)
    return "".join(parts) + ("</w:hyperlink>" if linked else "")


def _open_link(href: str, draft: Draft) -> str:
    return f'<w:hyperlink r:id="{draft.relations.link(href)}" w:history="1">'


# --- how a run looks ---------------------------------------------------------------


def run_properties(span: Span, draft: Draft) -> str:
    """Return the properties of a span's run, in the order of the schema."""
    key = (span.bold, span.italic, span.code, bool(span.href), span.language, span.direction)
    known = draft.run_properties.get(key)
    if known is None:
        known = draft.run_properties[key] = _properties(span, draft.look)
    return known


def _properties(span: Span, look: Look) -> str:
    # A run has one style; what else it is, it says itself.
    styles = {"Hyperlink": span.href, "CodeLetters": span.code, "Strong": span.bold, "Emphasis": span.italic}
    style = next((style for style, applies in styles.items() if applies), "")
    parts = [
        f'<w:rStyle w:val="{style}"/>' if style else "",
        _run_fonts(span.direction, code=span.code and style != "CodeLetters"),
        "<w:b/><w:bCs/>" if span.bold and style != "Strong" else "",
        "<w:i/><w:iCs/>" if span.italic and style != "Emphasis" else "",
        _RTL if span.direction == "rtl" else "",
        _run_language(span, look),
    ]
    return "".join(parts)


def _run_fonts(direction: Direction, *, code: bool) -> str:
    hint = ' w:hint="cs"' if direction == "rtl" else ""
    fonts = "".join(f' w:{slot}="{CODE_FONT}"' for slot in ("ascii", "hAnsi", "cs")) if code else ""
    return f"<w:rFonts{hint}{fonts}/>" if hint or fonts else ""


def _run_language(span: Span, look: Look) -> str:
    profile = look.profile
    tag = proofing_language(span.language, profile)
    usual, usual_bidi = look.languages
    # A number that is isolated in Arabic text is of no language of its own.
    own_number = span.direction != profile.direction and tag == profile.docx.proofing
    if span.code or own_number or tag == (usual_bidi if span.direction == "rtl" else usual):
        return ""
    return _language("bidi" if span.direction == "rtl" else "val", tag)


def _language(slot: str, tag: str) -> str:
    return f'<w:lang w:{slot}="{attribute(tag)}"/>'


# --- isolates ----------------------------------------------------------------------


def _marked(inlines: Sequence[EditionInline], index: int, span: Span, direction: Direction) -> str:
    """Return a span's text with the marks that open or close its isolate."""
    if not span.isolate or span.direction == direction:
        return span.text
    mark = MARKS[span.direction]
    opening = "" if _isolate_at(inlines, index - 1) == span.isolate else mark
    if _isolate_at(inlines, index + 1) == span.isolate:
        return opening + span.text
    return f"{opening}{span.text}{mark}{_restore(inlines[index + 1 :], direction)}"


def _isolate_at(inlines: Sequence[EditionInline], index: int) -> int:
    inline = inlines[index] if 0 <= index < len(inlines) else None
    return inline.isolate if isinstance(inline, Span) else 0


def _restore(following: Sequence[EditionInline], direction: Direction) -> str:
    """Return a mark of the edition's direction if the next letters would else follow the isolate.

    Digits and another isolate have no direction that holds against a strong neighbour
    (UAX 9, W7 and N1): ``C++ 20`` and ``CNN, BBC`` would each become one phrase.
    """
    for inline in following:
        match inline:
            case NoteReference():
                continue
            case LineBreak():
                return ""
            case Span(text=text, isolate=isolate):
                if isolate and inline.direction != direction:
                    return MARKS[direction]
                for letter in text:
                    kind = bidirectional(letter)
                    if kind in _DIGITS or kind in _STRONG:
                        return "" if _STRONG.get(kind) == direction else MARKS[direction]
    return ""


# --- notes -------------------------------------------------------------------------


def _write_reference(reference: NoteReference, draft: Draft) -> str:
    number, marks = reference.number, draft.marks
    if draft.in_notes or number not in marks.anchored:
        return run(letters(reference.mark), REFERENCE)
    identity = draft.notes + number
    bookmark = f"_RefNote{identity}"
    if not marks.place(number):
        return field(rf"NOTEREF {bookmark} \f \h", reference.mark, REFERENCE)
    if marks.automatic:
        anchor = run(f'<w:footnoteReference w:id="{identity}"/>', REFERENCE)
    else:
        follows = f'<w:footnoteReference w:customMarkFollows="1" w:id="{identity}"/>'
        anchor = run(follows + letters(reference.mark), REFERENCE)
    return bookmarked(bookmark, anchor, draft) if number in marks.repeated else anchor

"""Segments to runs: fonts, languages, directions, links, notes and bookmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never
from unicodedata import bidirectional

from lxml.etree import SubElement

from exporter.model.inlines import LineBreak, NoteReference, Span
from exporter.writers.docx.draft import bookmark_name
from exporter.writers.docx.elements import add, add_field, add_run, add_text, name, prop
from exporter.writers.docx.languages import default_languages, proofing_language
from exporter.writers.docx.look import CODE_FONT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from exporter.model.blocks import EditionSegment
    from exporter.model.inlines import Direction, EditionInline
    from exporter.model.locale import LocaleProfile
    from exporter.writers.docx.draft import Draft
    from exporter.writers.docx.elements import Property

# Word knows no isolates: a mark on either side makes its neighbours see letters of that direction.
MARKS: Final[dict[Direction, str]] = {"ltr": "\u200e", "rtl": "\u200f"}
_STRONG: Final[dict[str, Direction]] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_DIGITS: Final = frozenset({"EN", "AN"})
_BOOKMARK_START: Final = name("w:bookmarkStart")
_BOOKMARK_END: Final = name("w:bookmarkEnd")
_ID: Final = name("w:id")
_NAME: Final = name("w:name")
_HYPERLINK: Final = name("w:hyperlink")
_RELATION: Final = name("r:id")
_HISTORY: Final = name("w:history")
_BREAK: Final = name("w:br")
_COMPLEX: Final = prop("w:rFonts", hint="cs")
_RTL: Final = prop("w:rtl")
_REFERENCE: Final = prop("w:rStyle", val="FootnoteReference")


def add_segment(paragraph: _Element, segment: EditionSegment, draft: Draft) -> None:
    """Add a segment's runs within its bookmark."""
    opened = open_bookmark(paragraph, bookmark_name(segment.id), draft)
    add_inlines(paragraph, segment.inlines, draft)
    close_bookmark(paragraph, opened)


def open_bookmark(paragraph: _Element, bookmark: str, draft: Draft) -> str:
    """Begin a bookmark and return its id, empty when there is one of that name already."""
    number = draft.bookmarks.number(bookmark)
    if number is None:
        return ""
    SubElement(paragraph, _BOOKMARK_START, {_ID: str(number), _NAME: bookmark})
    return str(number)


def close_bookmark(paragraph: _Element, opened: str) -> None:
    """End a bookmark."""
    if opened:
        SubElement(paragraph, _BOOKMARK_END, {_ID: opened})


def add_label(paragraph: _Element, text: str, draft: Draft, *, style: str = "") -> None:
    """Add words that the edition's labels give."""
    if text:
        styled = (prop("w:rStyle", val=style),) if style else ()
        marks = (_COMPLEX, _RTL) if draft.look.rtl else ()
        add_text(add_run(paragraph, (*styled, *marks)), text)


def add_inlines(paragraph: _Element, inlines: Sequence[EditionInline], draft: Draft) -> None:
    """Add inlines; neighbours that link to the same address share a hyperlink."""
    linked, parent = "", paragraph
    for index, inline in enumerate(inlines):
        href = inline.href if isinstance(inline, Span) else ""
        if href != linked:
            linked, parent = href, _open_link(paragraph, href, draft) if href else paragraph
        match inline:
            case Span():
                run = add_run(parent, run_properties(inline, draft))
                add_text(run, _marked(inlines, index, inline, draft.edition.locale.direction))
            case NoteReference():
                _add_reference(parent, inline, draft)
            case LineBreak():
                SubElement(add_run(parent), _BREAK)
            case _:
                assert_never(inline)


def _open_link(paragraph: _Element, href: str, draft: Draft) -> _Element:
    return SubElement(paragraph, _HYPERLINK, {_RELATION: draft.relations.link(href), _HISTORY: "1"})


# --- how a run looks ---------------------------------------------------------------


def run_properties(span: Span, draft: Draft) -> Sequence[Property]:
    """Return the properties of a span's run, in the order of the schema."""
    key = (span.bold, span.italic, span.code, bool(span.href), span.language, span.direction)
    known = draft.run_properties.get(key)
    if known is None:
        known = draft.run_properties[key] = tuple(_properties(span, draft.edition.locale))
    return known


def _properties(span: Span, profile: LocaleProfile) -> list[Property]:
    # A run has one style; what else it is, it says itself.
    styles = {"Hyperlink": span.href, "CodeLetters": span.code, "Strong": span.bold, "Emphasis": span.italic}
    style = next((style for style, applies in styles.items() if applies), "")
    found = [prop("w:rStyle", val=style)] if style else []
    found += _run_fonts(span.direction, code=span.code and style != "CodeLetters")
    if span.bold and style != "Strong":
        found += [prop("w:b"), prop("w:bCs")]
    if span.italic and style != "Emphasis":
        found += [prop("w:i"), prop("w:iCs")]
    if span.direction == "rtl":
        found.append(_RTL)
    return found + _run_language(span, profile)


def _run_fonts(direction: Direction, *, code: bool) -> list[Property]:
    hint = {"hint": "cs"} if direction == "rtl" else {}
    fonts = {"ascii": CODE_FONT, "hAnsi": CODE_FONT, "cs": CODE_FONT} if code else {}
    return [prop("w:rFonts", **hint, **fonts)] if hint or fonts else []


def _run_language(span: Span, profile: LocaleProfile) -> list[Property]:
    tag = proofing_language(span.language, profile)
    usual, usual_bidi = default_languages(profile)
    # A number that is isolated in Arabic text is of no language of its own.
    own_number = span.direction != profile.direction and tag == profile.docx.proofing
    if span.code or own_number or tag == (usual_bidi if span.direction == "rtl" else usual):
        return []
    return [prop("w:lang", bidi=tag) if span.direction == "rtl" else prop("w:lang", val=tag)]


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


def _add_reference(parent: _Element, reference: NoteReference, draft: Draft) -> None:
    number, marks = reference.number, draft.marks
    if draft.in_notes or number not in marks.anchored:
        add_text(add_run(parent, (_REFERENCE,)), reference.mark)
    elif marks.place(number):
        repeated = number in marks.repeated
        opened = open_bookmark(parent, _note_bookmark(number), draft) if repeated else ""
        run = add_run(parent, (_REFERENCE,))
        if marks.automatic:
            add(run, "w:footnoteReference", id=number)
        else:
            add(run, "w:footnoteReference", customMarkFollows=1, id=number)
            add_text(run, reference.mark)
        close_bookmark(parent, opened)
    else:
        add_field(parent, rf"NOTEREF {_note_bookmark(number)} \f \h", reference.mark, (_REFERENCE,))


def _note_bookmark(number: int) -> str:
    return f"_RefNote{number}"

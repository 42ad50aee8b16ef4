"""Inlines of an edition to styled text, each piece owned by its structure element."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from exporter.model.inlines import LineBreak, NoteReference, Span
from exporter.typesetting.fonts import load_family
from exporter.typesetting.lines import StyledText, TextStyle
from exporter.writers.pdf.theme import CODE_FAMILY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.model.inlines import EditionInline
    from exporter.model.locale import FontFamily, LocaleProfile
    from exporter.typesetting.fonts import Font
    from exporter.writers.pdf.structure import StructureElement
    from exporter.writers.pdf.theme import Face, TextSpec
    from exporter.writers.pdf.theme_settings import Palette

FORCED_BREAK = "\u2028"
# Note marks are isolates of their own, or digits before them would pull them to the wrong side.
FIRST_MARK_ISOLATE = 1 << 20
# Neighbouring isolates need something of the paragraph's direction between them to stay in order.
BETWEEN_ISOLATES = {"ltr": "\u200e", "rtl": "\u200f"}
MARK_SIZE, MARK_RISE = 0.62, 0.36  # of the text's size


class StyleBook:
    """Resolve the theme's roles to fonts, once for each combination."""

    def __init__(self, profile: LocaleProfile, palette: Palette) -> None:
        self._profile = profile
        self._palette = palette
        self._styles: dict[tuple[TextSpec, bool, bool, str, bool], TextStyle] = {}

    def style(
        self,
        spec: TextSpec,
        *,
        bold: bool = False,
        italic: bool = False,
        language: str = "",
        raised: bool = False,
        owner: StructureElement | None = None,
        plain: bool = False,
    ) -> TextStyle:
        """Return the style of a piece of text; the same object for the same arguments without owner.

        Links take the accent colour unless they are ``plain``.
        """
        tag = language or self._profile.tag
        key = (spec, bold or spec.bold, italic or spec.italic, tag, raised)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._make(*key)
        if owner is None:
            return style
        color = self._palette.accent if owner.link is not None and not plain else style.color
        return TextStyle(style.fonts, style.size, style.language, color, style.rise, owner)

    def faces(self) -> tuple[Font, ...]:
        """Return all fonts that a style may have."""
        families = self._families().values(), self._profile.pdf.fallback
        return tuple(
            load_family(family).face(bold=bold, italic=italic)
            for family in dict.fromkeys(chain(*families))
            for bold in (False, True)
            for italic in (False, True)
        )

    def _make(self, spec: TextSpec, bold: bool, italic: bool, language: str, raised: bool) -> TextStyle:
        return TextStyle(
            fonts=self._fonts(spec.face, bold=bold, italic=italic),
            size=spec.size * (MARK_SIZE if raised else 1.0),
            language=language,
            color=getattr(self._palette, spec.ink),
            rise=spec.size * MARK_RISE if raised else 0.0,
        )

    def _fonts(self, face: Face, *, bold: bool, italic: bool) -> tuple[Font, ...]:
        typography = self._profile.pdf
        first = self._families()[face]
        families = (first, *typography.fallback, typography.text, typography.display)
        return tuple(load_family(family).face(bold=bold, italic=italic) for family in dict.fromkeys(families))

    def _families(self) -> dict[Face, FontFamily]:
        typography = self._profile.pdf
        return {"text": typography.text, "display": typography.display, "code": CODE_FAMILY}


def style_inlines(
    inlines: Sequence[EditionInline],
    spec: TextSpec,
    book: StyleBook,
    profile: LocaleProfile,
    element: StructureElement,
    *,
    prefix: str = "",
) -> tuple[list[StyledText], dict[object, int]]:
    """Return styled texts, and the note number behind each owner that refers to a note.

    Links, foreign words and note references become children of ``element``; ``prefix`` is that
    of the edition's anchors.
    """
    texts: list[StyledText] = []
    notes: dict[object, int] = {}
    link: tuple[str, StructureElement] | None = None
    for index, inline in enumerate(inlines):
        match inline:
            case Span():
                link = _link_for(inline, link, element)
                owner = link[1] if link else _owner(inline, profile, element)
                texts.append(_style_span(inline, spec, book, owner))
            case NoteReference(number=number, mark=mark):
                link = None
                name = note_name(number, prefix)
                owner = element.add("Reference").add("Link", destination=name, contents=mark)
                notes[owner] = number
                if texts and texts[-1].isolate:
                    texts.append(StyledText(BETWEEN_ISOLATES[profile.direction], book.style(spec)))
                style = book.style(spec, raised=True, owner=owner)
                texts.append(StyledText(mark, style, profile.direction, FIRST_MARK_ISOLATE + index))
            case LineBreak():
                texts.append(StyledText(FORCED_BREAK, book.style(spec), profile.direction))
    return texts, notes


def note_name(number: int, prefix: str) -> str:
    """Name the place where a note of the edition with this prefix stands."""
    return f"{prefix}note-{number}"


def _link_for(
    span: Span, current: tuple[str, StructureElement] | None, element: StructureElement
) -> tuple[str, StructureElement] | None:
    """Keep neighbouring spans of one address in one link."""
    if not span.href:
        return None
    if current and current[0] == span.href:
        return current
    return span.href, element.add("Link", uri=span.href, contents=span.text)


def _owner(span: Span, profile: LocaleProfile, element: StructureElement) -> StructureElement | None:
    if span.code:
        return element.add("Code", language=_foreign(span, profile))
    if span.language not in {profile.tag, profile.language}:
        return element.add("Span", language=span.language)
    return None


def _foreign(span: Span, profile: LocaleProfile) -> str | None:
    return None if span.language in {profile.tag, profile.language} else span.language


def _style_span(span: Span, spec: TextSpec, book: StyleBook, owner: StructureElement | None) -> StyledText:
    language = span.language
    if span.code:
        spec = _code_like(spec)
    style = book.style(spec, bold=span.bold, italic=span.italic, language=language, owner=owner)
    return StyledText(span.text, style, span.direction, span.isolate)


def _code_like(spec: TextSpec) -> TextSpec:
    return replace(spec, face="code", size=spec.size * 0.86)

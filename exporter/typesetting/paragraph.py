"""Styled text to shaped paragraphs, and these to lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from exporter.typesetting.itemize import Itemized, itemize
from exporter.typesetting.linebreak import held_breaks, unicode_breaks
from exporter.typesetting.material import Material
from exporter.typesetting.row import Breaks, Row
from exporter.typesetting.setting import set_line
from exporter.typesetting.shape import Shaper
from exporter.typesetting.tiles import TileRegistry

if TYPE_CHECKING:
    from exporter.model.inlines import Direction
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.lines import Align, Line, StyledText, TextStyle


class Typesetter:
    """Shape the text of one document; holds its tiles and every word it has shaped."""

    def __init__(self, *, kashida: bool = False, tiles: TileRegistry | None = None) -> None:
        """Start a document; ``kashida`` lets joins of Arabic letters stretch in justified lines.

        Typesetters of one file share its ``tiles``.
        """
        self._kashida = kashida
        self.tiles = tiles or TileRegistry()
        self._shapers: dict[tuple[tuple[Font, ...], str], Shaper] = {}

    def shape(
        self, texts: Sequence[StyledText], *, direction: Direction, hyphenation: str = ""
    ) -> ShapedParagraph:
        """Shape a paragraph.

        Args:
            texts: In logical order.
            direction: Of the paragraph.
            hyphenation: pyphen's code of the paragraph's language; empty: words are not divided.

        Raises:
            MissingGlyphError: No font of a style has a letter.
        """
        itemized = itemize(texts, direction)
        if not itemized.text:
            return ShapedParagraph(None, ())
        material = Material(itemized, self._shaper, self.tiles, kashida=self._kashida)
        language = _main_language(itemized)
        breaks = Breaks(
            held_breaks(itemized.text, language),
            sorted(itemized.soft),
            hyphenation,
        )
        return ShapedParagraph(material, _rows(material, unicode_breaks(itemized.text, language), breaks))

    def _shaper(self, style: TextStyle) -> Shaper:
        key = (style.fonts, style.language)
        shaper = self._shapers.get(key)
        if shaper is None:
            shaper = self._shapers[key] = Shaper(style.fonts, style.language, self.tiles)
        return shaper


class ShapedParagraph:
    """Hold a shaped paragraph that can be filled into any measure.

    Attributes:
        natural_width: Of the longest line if only forced breaks are used, in points.
        min_width: Of the widest part that holds no break; hyphens and breaks inside long
            addresses are not counted as such.
    """

    def __init__(self, material: Material | None, rows: Sequence[Row]) -> None:
        self._material = material
        self._rows = rows

    @property
    def natural_width(self) -> float:
        """Return the width of everything on one line, in points."""
        return max((row.natural_width for row in self._rows), default=0.0)

    @property
    def min_width(self) -> float:
        """Return the width of the widest part that cannot be divided, in points."""
        return max((row.min_width for row in self._rows), default=0.0)

    @property
    def least_width(self) -> float:
        """Return the width of the widest part if words are divided wherever they may be, in points."""
        return max((row.least_width for row in self._rows), default=0.0)

    def fill(self, measure: float | Sequence[float], *, align: Align) -> list[Line]:
        """Break and set the paragraph.

        Args:
            measure: In points; a sequence gives that of line 1, 2, …, and the last one repeats.
            align: Along the direction of the paragraph.

        Raises:
            TooWideError: A word is wider than the measure and cannot be divided.
        """
        material = self._material
        if material is None:
            return []
        measures = (measure,) if isinstance(measure, int | float) else tuple(measure)
        owned, seen = material.owned, set[int]()
        lines: list[Line] = []
        for row in self._rows:
            for boxes in row.fill(measures[len(lines) :] or measures[-1:], align):
                width = measures[min(len(lines), len(measures) - 1)]
                owners = _new_owners(material.styles(boxes.starts[0], boxes.end), seen) if owned else ()
                last = boxes.forced and row is self._rows[-1]
                lines.append(set_line(material, boxes, width, align, owners, last=last))
        return lines


def _rows(material: Material, ends: Sequence[int], breaks: Breaks) -> list[Row]:
    boxes, text = material.boxes(ends), material.text
    forced: list[int] = []
    if "\u2028" in text:
        forced = [at for at, end in enumerate(ends[:-1], 1) if text[end - 1] == "\u2028"]
    return [
        Row(material, ends[begin - 1] if begin else 0, ends[begin:end], boxes[begin:end], breaks)
        for begin, end in pairwise([0, *forced, len(ends)])
    ]


def _new_owners(styles: Iterable[TextStyle], seen: set[int]) -> tuple[object, ...]:
    found = []
    for style in styles:
        owner = style.owner
        if owner is not None and id(owner) not in seen:
            seen.add(id(owner))
            found.append(owner)
    return tuple(found)


def _main_language(itemized: Itemized) -> str:
    """Return the language of most letters."""
    if len(itemized.styles) == 1:
        return itemized.styles[0].style.language
    letters: dict[str, int] = {}
    start = 0
    for end, style in itemized.styles:
        letters[style.language] = letters.get(style.language, 0) + end - start
        start = end
    return max(letters, key=letters.__getitem__)

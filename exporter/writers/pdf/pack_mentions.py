"""Names of an index to anchors on the lines that have them."""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from exporter.typesetting.flow import Anchor, PlacedLine
from exporter.writers.pdf.compositor import Compositor
from exporter.writers.pdf.structure import StructureElement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from exporter.model.blocks import EditionSegment
    from exporter.model.edition import Edition
    from exporter.model.inlines import Direction
    from exporter.typesetting.flow import Strip
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.lines import Line, Piece, StyledText
    from exporter.typesetting.paragraph import ShapedParagraph, Typesetter
    from exporter.typesetting.tiles import TileRegistry
    from exporter.writers.pdf.compositor import Standing
    from exporter.writers.pdf.styles import StyleBook
    from exporter.writers.pdf.theme import TextSpec
    from exporter.writers.pdf.theme_settings import ThemeSettings

SHORTEST_STEM = 4  # letters
_BETWEEN = "0000"  # words: tile 0
_HYPHENS = "-\u2010"
_VOWELS = "аеёиоуыэюяйь"  # with which Russian words end when they are declined
_DEFINITE = "ال"  # in Arabic, particles come before it or swallow its first letter
_FEMININE = "ة"  # becomes another letter before a suffix


class Name(NamedTuple):
    """Look for an entry of the index by the stems of its words, the longest first."""

    entry: int
    stems: tuple[str, ...]


class LineReader:
    """Read set lines back."""

    def __init__(self, tiles: TileRegistry) -> None:
        self._tiles = tiles
        self._letters: dict[Font, list[str]] = {}

    def read(self, line: Line) -> str:
        """Return a line's plain letters as they stand, from left to right."""
        return _plain(" ".join(map(self._read_piece, line.pieces)))

    def _read_piece(self, piece: Piece) -> str:
        tiles = self._tiles.of(piece.font).tiles
        letters = self._letters.setdefault(piece.font, [" "])  # of tile 0, which no text has
        if len(letters) < len(tiles):
            letters += [text for _, _, text in tiles[len(letters) :]]
        ids = array("H", bytes.fromhex(_BETWEEN.join(piece.words)))
        if sys.byteorder == "little":
            ids.byteswap()
        return "".join(map(letters.__getitem__, ids))


class MentioningCompositor(Compositor):
    """Set an article and tell which elements show segments that mention names.

    Attributes:
        wanted: The names by the ids of these segments.
        reader: Of the pack's lines.
        seen: Ids of segments whose names have an anchor.
        counts: How many anchors each entry of the index has in the article.
    """

    def __init__(
        self,
        edition: Edition,
        settings: ThemeSettings,
        *,
        typesetter: Typesetter,
        standing: Standing,
        book: StyleBook,
        wanted: Mapping[str, Sequence[Name]],
        reader: LineReader,
    ) -> None:
        super().__init__(edition, settings, typesetter=typesetter, standing=standing, book=book)
        self.wanted = wanted
        self.reader = reader
        self.seen: set[str] = set()
        self.counts: Counter[int] = Counter()

    def shape_segment(
        self,
        segment: EditionSegment,
        spec: TextSpec,
        element: StructureElement,
        *,
        lead: StyledText | None = None,
        direction: Direction | None = None,
    ) -> ShapedParagraph:
        """Shape a segment as any compositor does."""
        if segment.id in self.wanted:
            element.segment = segment.id
        return super().shape_segment(segment, spec, element, lead=lead, direction=direction)


def stems_of(name: str) -> tuple[str, ...]:
    """Return what stays of a name's words however they are inflected.

    The longest comes first, of several the last; short words are left out beside longer ones.
    """
    words = re.findall(r"\w+", _plain(name))[::-1]
    words.sort(key=len, reverse=True)
    telling = [word for word in words if len(word) >= SHORTEST_STEM] or words[:1]
    return tuple(map(_stem, telling))


def _stem(word: str) -> str:
    if word.startswith(_DEFINITE) and len(word) - len(_DEFINITE) >= SHORTEST_STEM - 1:
        word = word.removeprefix(_DEFINITE)
    word = word.removesuffix(_FEMININE)
    ending = len(word) - len(word.rstrip(_VOWELS))
    return word[: max(len(word) - min(ending, 2), SHORTEST_STEM)]


def mark_mentions(strips: Iterable[Strip], c: MentioningCompositor) -> Iterator[Strip]:
    """Return the strips that a compositor has set, in order; those with an index's names have anchors."""

    def shows(strip: Strip) -> bool:
        return any(_segment_of(item) for item in strip.content)

    for showing, group in groupby(strips, shows):
        if showing:
            yield from _marked(list(group), c)
        else:
            yield from group


def _segment_of(item: object) -> str:
    if not isinstance(item, PlacedLine) or not isinstance(item.element, StructureElement):
        return ""
    return item.element.segment


def _marked(strips: list[Strip], c: MentioningCompositor) -> Sequence[Strip]:
    lines: dict[str, list[tuple[int, Line]]] = {}
    for index, strip in enumerate(strips):
        for item in strip.content:
            if isinstance(item, PlacedLine) and (segment := _segment_of(item)):
                lines.setdefault(segment, []).append((index, item.line))
    for segment, shown in lines.items():
        text = _Text([line for _, line in shown], c.reader)
        for name in c.wanted[segment]:
            found = next(filter(None, map(text.find, name.stems)), [])
            places = found or ([] if segment in c.seen else [0])
            for index in dict.fromkeys(shown[place][0] for place in places):
                strips[index] = _anchored(strips[index], name, c)
        c.seen.add(segment)
    return strips


def _anchored(strip: Strip, name: Name, c: MentioningCompositor) -> Strip:
    anchor = Anchor(mention_name(c.standing.prefix, name.entry, c.counts[name.entry]))
    c.counts[name.entry] += 1
    return strip._replace(anchors=(*strip.anchors, anchor))


def mention_name(prefix: str, entry: int, number: int) -> str:
    """Name the place in an article where an entry of the index stands for the n-th time, from 0."""
    return f"{prefix}name-{entry}-{number}"


class _Text:
    """Hold a segment's text as its lines show it, from left to right."""

    def __init__(self, lines: Sequence[Line], reader: LineReader) -> None:
        self.text = ""
        self.starts: list[int] = []
        for line in lines:
            self.starts.append(len(self.text))
            shown = reader.read(line)
            self.text += shown.rstrip(_HYPHENS) if line.hyphenated else shown + " "

    def find(self, stem: str) -> list[int]:
        """Return the lines that have a stem; words from right to left stand turned round."""
        pattern = f"{re.escape(stem)}|{re.escape(stem[::-1])}"
        places = (match.start() for match in re.finditer(pattern, self.text))
        return list(dict.fromkeys(bisect_right(self.starts, place) - 1 for place in places))


def _plain(text: str) -> str:
    """Return letters without their marks; the letters of presentation become plain ones."""
    folded = text.casefold()
    return folded if folded.isascii() else unicodedata.normalize("NFKD", folded).translate(_KEPT)


class _Kept(dict[int, int | None]):
    """Tell which letters stay, looking at each once."""

    def __missing__(self, code: int) -> int | None:
        kept = self[code] = None if unicodedata.category(chr(code)) in {"Mn", "Cf"} else code
        return kept


_KEPT = _Kept()

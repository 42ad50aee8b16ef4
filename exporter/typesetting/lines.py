"""What typesetting receives and gives back: styled text, and lines of pieces ready to be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from exporter.model.inlines import Direction
    from exporter.typesetting.fonts import Font

Align: TypeAlias = Literal["start", "center", "end", "justify"]
Color: TypeAlias = tuple[float, float, float]  # sRGB, 0 to 1

BLACK: Color = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Set how text looks.

    Attributes:
        fonts: First choice, then fallbacks, tried in order for each grapheme.
        size: In points.
        language: BCP 47 tag; chooses glyph variants and hyphenation.
        rise: Of the baseline, in points.
        owner: What the writer wants back on the pieces (a structure element, a link, a note).
            Compared by identity; texts with different owners stay different pieces, but are
            shaped together where letters join.
    """

    fonts: tuple[Font, ...]
    size: float
    language: str
    color: Color = BLACK
    rise: float = 0.0
    owner: object = None


@dataclass(frozen=True, slots=True)
class StyledText:
    """Hold text of one style.

    Attributes:
        text: Holds no bidi controls; U+2028 forces a new line; U+00AD is a hyphenation point.
        direction: Of the text itself.
        isolate: 0, or the number of the bidi isolate it belongs to (UAX 9, X5a–X5c).
    """

    text: str
    style: TextStyle
    direction: Direction = "ltr"
    isolate: int = 0


class Piece(NamedTuple):
    """Hold neighbouring words of one style, font and direction within a line.

    Attributes:
        font: The one of the style's fonts that has the letters.
        x: Left edge, in points from the left edge of the line's measure.
        width: In points, gaps included.
        words: Tile ids in visual order, four upper-case hex digits each; between two words
            stands one space. An empty word at either end means that the piece begins or
            ends with a space.
        space: Tile id of the space, four hex digits.
        gap: Points added to each space; negative where the line is squeezed.
    """

    style: TextStyle
    font: Font
    x: float
    width: float
    words: tuple[str, ...]
    space: str
    gap: float


class Line(NamedTuple):
    """Hold one set line.

    Attributes:
        pieces: In visual order, from left to right.
        width: Of the ink and its spaces, in points, after justification.
        owners: Owners that first appear in this line, in logical order, without repeats.
        last: Whether it ends the paragraph.
        hyphenated: Whether it ends inside a word: a hyphen was added, or it ends at a sign of the word.
    """

    pieces: tuple[Piece, ...]
    width: float
    owners: tuple[object, ...] = ()
    last: bool = False
    hyphenated: bool = False

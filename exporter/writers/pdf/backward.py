"""Pieces from right to left to the operators that show them so that programs read them in order.

Such a piece is drawn from left to right, and programs turn it round. Each of them has a rule of its
own for where it begins, for signs that have no direction and for vowel marks; what is done here serves
all of them at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from unicodedata import bidirectional, category

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporter.typesetting.fonts import Font
    from exporter.typesetting.lines import Piece
    from exporter.typesetting.tiles import Tile, TileRegistry

_MARK = "\u061c"  # the letter that nobody sees: of all such, every program takes only this one for Arabic
_JOINER = "\u2060"  # a second one that has no direction: mupdf drops one of two alike in the same place
_LETTERS = frozenset({"R", "AL", "NSM"})
_MARK_WIDTH = 0.02  # ems, lent by the sign behind the mark
# pdf.js sees a space before a letter that stands more than 0.102 em from the one before, even if a
# vowel mark is between; Poppler sees none between words that are nearer than 0.03 em.
_BETWEEN_WORDS = 0.04
_NARROW = f"{1000 * _BETWEEN_WORDS:.6g}"
_STEP = 0.06  # ems by which letters reach back over the gap before them; together less than 0.102
_DIGITS = 4


class _Vowelled(NamedTuple):
    """Hold a word that ends, at its left, with vowel marks: the marks, their letter and what follows."""

    marks: str
    letter: Tile
    rest: str


class _Spaces(NamedTuple):
    """Hold tiles of a font's space: plain, two that stay at an edge (one follows a mark), one hardly seen."""

    advance: int
    plain: str
    parting: str
    following: str
    narrow: str
    edge: str
    mark: str
    closing: str


class BackwardCoder:
    """Show pieces from right to left, each word looked at once."""

    def __init__(self, tiles: TileRegistry) -> None:
        self._tiles = tiles
        self._known: dict[Font, tuple[set[str], dict[str, _Vowelled]]] = {}
        self._reaching: dict[tuple[Font, str, int], str] = {}
        self._spaces: dict[Font, _Spaces] = {}
        self._openings: dict[tuple[Font, str, bool], str] = {}

    def show(self, piece: Piece, *, spaced: bool) -> str:
        """Show a piece that is all of its line; ``spaced``: a space is to stand at its left end."""
        spaces, vowelled, first = self._spaces_of(piece), self._vowelled(piece), piece.words[0]
        if first in vowelled:
            return self._array(piece, f"{_NARROW}<{spaces.edge}{first}", vowelled)
        if not spaced:
            return self._array(piece, f"<{first}", vowelled)
        width = f"{spaces.advance * 1000 / piece.font.upem:.6g}"
        return self._array(piece, f"{width}<{spaces.plain}{first}", vowelled)

    def show_part(self, piece: Piece, *, lettered: bool, last: bool, spaced: bool) -> str:
        """Show one of a line's pieces.

        Args:
            piece: What to show.
            lettered: Whether it has letters.
            last: Whether it ends the line.
            spaced: Whether then a space is to stand at its left end.
        """
        spaces, vowelled = self._spaces_of(piece), self._vowelled(piece)
        start, opening = "<", self._opening(piece, lettered=lettered)
        if last and piece.words[0] in vowelled:
            start = f"{_NARROW}<{spaces.edge}"
        elif last and spaced:
            # Poppler drops a mark that is near another one.
            mark = spaces.mark if opening == piece.words[0] else ""
            start = f"{_NARROW}<{mark}{spaces.narrow}"
        return self._array(piece, start + opening, vowelled, parted=True)

    def _array(
        self, piece: Piece, start: str, vowelled: dict[str, _Vowelled], *, parted: bool = False
    ) -> str:
        words, spaces = piece.words, self._spaces_of(piece)
        gap = -1000 * piece.gap / piece.style.size
        between = f">{gap:.1f}<{spaces.plain}"
        if not parted and vowelled.keys().isdisjoint(words):
            return f"[{start}{between if len(words) > 1 else ''}{between.join(words[1:])}>]TJ"
        shown, last = [start], len(words) - 1
        for number, word in enumerate(words[1:], 1):
            if parted and number == last and word in {"", spaces.mark}:
                shown.append(f">{gap:.1f}<{spaces.closing if word else spaces.parting}")
            elif parted and number == 1 and not words[0]:
                space = spaces.following if start.endswith(spaces.mark) else spaces.parting
                shown.append(f">{gap:.1f}<{space}{word}")
            elif word in vowelled:
                shown.append(self._reach_back(piece, word, vowelled[word]))
            else:
                shown.append(between + word)
        return f"[{''.join(shown)}>]TJ"

    def _reach_back(self, piece: Piece, word: str, parts: _Vowelled) -> str:
        """Show a word with its last letter beginning where the word to the left ends."""
        font, spaces = piece.font, self._spaces_of(piece)
        room = piece.gap / piece.style.size + spaces.advance / font.upem - _BETWEEN_WORDS
        steps = max(int(room / _STEP), 0)
        key = (font, word, steps)
        known = self._reaching.get(key)
        if known is None:
            reach = round(steps * _STEP * font.upem)
            ink, advance, text = parts.letter
            moved = tuple((glyph, x + reach, y) for glyph, x, y in ink)
            sign = self._tiles.of(font).sign_of((moved, advance + reach, text))
            known = self._reaching[key] = spaces.narrow + parts.marks + sign + parts.rest
        return f">{1000 * (steps * _STEP - room):.1f}<{known}"

    def _opening(self, piece: Piece, *, lettered: bool) -> str:
        """Return the first word, with a mark before what is no letter."""
        key = (piece.font, piece.words[0], lettered)
        known = self._openings.get(key)
        if known is None:
            known = self._openings[key] = self._open(piece, lettered=lettered)
        return known

    def _open(self, piece: Piece, *, lettered: bool) -> str:
        word, font = piece.words[0], piece.font
        tiles = self._tiles.of(font)
        if not word:
            return self._spaces_of(piece).mark if lettered else ""
        ink, advance, text = tiles.tiles[int(word[:_DIGITS], 16)]
        if bidirectional(text[-1]) in _LETTERS:
            return word
        sign = text.lstrip(_MARK)
        if not lettered:
            return tiles.sign_of((ink, advance, _MARK + sign)) + word[_DIGITS:]
        width = min(advance // 2, round(_MARK_WIDTH * font.upem))
        ink = tuple((glyph, x - width, y) for glyph, x, y in ink)
        joined = _JOINER + sign if sign != text else sign
        opened = tiles.sign_of(((), width, _MARK)) + tiles.sign_of((ink, advance - width, joined))
        return opened + word[_DIGITS:]

    def _vowelled(self, piece: Piece) -> dict[str, _Vowelled]:
        """Return the words that end with vowel marks, of all those seen so far in the font."""
        known = self._known.get(piece.font)
        if known is None:
            known = self._known[piece.font] = {""}, {}
        plain, vowelled = known
        heads = {word[:_DIGITS] for word in piece.words} - plain
        if heads:
            plain.update(head for head in heads if not self._is_mark(piece.font, head))
            for word in piece.words:
                if word[:_DIGITS] not in plain and word not in vowelled:
                    vowelled.update((word, parts) for parts in self._divide(piece.font, word))
        return vowelled

    def _is_mark(self, font: Font, sign: str) -> bool:
        return category(self._tiles.of(font).letter_of(sign)[-1:] or " ") == "Mn"

    def _divide(self, font: Font, word: str) -> Iterator[_Vowelled]:
        tiles = self._tiles.of(font).tiles
        for at in range(0, len(word), _DIGITS):
            tile = tiles[int(word[at : at + _DIGITS], 16)]
            if category(tile[2][-1:] or " ") != "Mn":
                if at:
                    yield _Vowelled(word[:at], tile, word[at + _DIGITS :])
                return

    def _spaces_of(self, piece: Piece) -> _Spaces:
        known = self._spaces.get(piece.font)
        if known is None:
            tiles = self._tiles.of(piece.font)
            ink, advance, text = tiles.tiles[int(piece.space, 16)]
            narrow = round(_BETWEEN_WORDS * piece.font.upem)
            width = round(_MARK_WIDTH * piece.font.upem)
            known = self._spaces[piece.font] = _Spaces(
                advance,
                piece.space,
                tiles.sign_of((ink, advance, _MARK + " ")),
                tiles.sign_of((ink, advance, _JOINER + " ")),
                tiles.sign_of(((), narrow, text)),
                tiles.sign_of(((), narrow, _MARK + " ")),
                tiles.sign_of(((), 0, _MARK)),
                tiles.sign_of((ink, advance - width, _MARK + " ")) + tiles.sign_of(((), width, _MARK)),
            )
        return known

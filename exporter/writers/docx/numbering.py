"""Lists to numbering definitions that show exactly the markers of the edition."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from exporter.writers.docx.look import ACCENT, BOX_HANGING, BOX_PADDING, LIST_HANGING, LIST_STEP
from exporter.writers.docx.markup import attribute, root

if TYPE_CHECKING:
    from exporter.model.blocks import ListBlock
    from exporter.model.inlines import EditionInline
    from exporter.writers.docx.look import Look

DEEPEST_LEVEL: Final = 8
LONGEST_NUMBER: Final = 9  # digits that fit Word's integers
MARKER_LETTER: Final = 9  # twips for each point of running text
MARKER_GAP: Final = 60
MOST_COUNTING: Final = 1500  # Word knows 2,047 lists; the markers of later ones are written as they are
FIRST_ID: Final = 0x1F4E7900  # Word tells definitions apart by such numbers
# Word has formats for these digits and no others: "hindiNumbers" is Devanagari ([MS-DOCX] 2.4), and its
# "decimal" shows Arabic-Indic digits only where a user's settings say so. Markers in any other digits
# are written as they are, one definition a number.
_FORMATS: Final = {"0": "decimal", "\u0966": "hindiNumbers", "\u0e50": "thaiNumbers"}


@dataclass(frozen=True, slots=True)
class Marker:
    """Hold what Word shows before an item: a number between two texts, or a text alone.

    Attributes:
        form: ``w:numFmt``.
        number: 0 where there is none.
    """

    form: str
    before: str
    number: int = 0
    after: str = ""

    def level_text(self, level: int) -> str:
        """Return ``w:lvlText``."""
        return f"{self.before}%{level + 1}{self.after}" if self.number else self.before

    def following(self) -> Marker:
        """Return the marker that Word shows next."""
        return Marker(self.form, self.before, self.number + bool(self.number), self.after)


@dataclass(frozen=True, slots=True)
class Level:
    """Place a marker: the text starts at ``indent``, the marker ``hanging`` before it, in twips."""

    depth: int
    indent: int
    hanging: int

    @property
    def is_usual(self) -> bool:
        """Tell whether the level's own indent is meant."""
        return self.hanging == LIST_HANGING and self.indent == LIST_STEP * (self.depth + 1)


class Hand(NamedTuple):
    """Hold what the markers of one locale share."""

    rtl: bool
    bullets: tuple[str, ...]

    def bullet(self, depth: int) -> Marker:
        """Return the marker of bulleted lists at a depth."""
        return Marker("bullet", self.bullets[depth % len(self.bullets)])


@dataclass(slots=True)
class Numbering:
    """Collect the definitions that one document needs; each of its locales has a view of its own."""

    look: Look
    _patterns: dict[tuple[Hand, str, str, str], int] = field(default_factory=dict)
    _lists: list[tuple[int, Marker, Level, Hand]] = field(default_factory=list)
    _shared: dict[tuple[Marker, Level, Hand], int] = field(default_factory=dict)
    _hand: Hand = field(init=False)
    facts: int = field(init=False)

    def __post_init__(self) -> None:
        self._hand = Hand(self.look.rtl, self.look.profile.bullets)
        # The document's first one is BULLETS_OF_FACTS of the style sheet.
        self.facts = self.number_of(self._hand.bullet(0), Level(0, BOX_PADDING + BOX_HANGING, BOX_HANGING))

    def level_of(self, block: ListBlock[EditionInline], depth: int, indent: int) -> Level:
        """Return where a list stands within text that starts at ``indent``."""
        longest = max((len(item.marker) for item in block.items), default=0)
        docx = self.look.profile.docx
        size = docx.complex_size if self.look.rtl else docx.size
        hanging = max(LIST_HANGING, int(longest * MARKER_LETTER * size) + MARKER_GAP)
        return Level(min(depth, DEEPEST_LEVEL), indent + max(LIST_STEP, hanging), hanging)

    def numbers(self, block: ListBlock[EditionInline], level: Level) -> list[int]:
        """Return the number of the definition of each item."""
        found: list[int] = []
        expected: Marker | None = None
        for item in block.items:
            marker = self._marker(item.marker, ordered=block.ordered)
            if marker != expected or not found:
                found.append(self.number_of(marker, level))
            else:
                found.append(found[-1])
            expected = marker.following()
        return found

    def number_of(self, marker: Marker, level: Level) -> int:
        """Return a definition that starts with a marker; texts share theirs, numbers start anew."""
        known = None if marker.number else self._shared.get((marker, level, self._hand))
        if known is not None:
            return known
        self._lists.append((self._pattern(marker), marker, level, self._hand))
        self._shared[marker, level, self._hand] = len(self._lists)
        return len(self._lists)

    def _marker(self, text: str, *, ordered: bool) -> Marker:
        zero = self.look.profile.digits[0]
        counts = ordered and zero in _FORMATS and len(self._lists) < MOST_COUNTING
        match = re.fullmatch(r"([^\d%]*)(\d+)([^\d%]*)", text) if counts else None
        if match and len(match[2]) <= LONGEST_NUMBER:
            number = int(match[2])
            if number and match[2] == self.look.profile.with_digits(str(number)):
                return Marker(_FORMATS[zero], match[1], number, match[3])
        # A level without a place for its number shows the text alone. LibreOffice has bullets of one
        # letter only.
        literal = "decimal" if ordered else "none"
        return Marker("bullet" if len(text) == 1 and not ordered else literal, text)

    def _pattern(self, marker: Marker) -> int:
        """Return the abstract definition of numbers in one form, or that of the locale's bullets."""
        form = (marker.form, marker.before, marker.after) if marker.number else ("bullet", "", "")
        return self._patterns.setdefault((self._hand, *form), len(self._patterns) + 1)

    def write(self) -> str:
        """Return the numbering part."""
        patterns = "".join(
            _write_pattern(number, Marker(form, before, int(form != "bullet"), after), hand)
            for (hand, form, before, after), number in self._patterns.items()
        )
        lists = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{pattern}"/>'
            f"{_write_difference(marker, level, hand)}</w:num>"
            for number, (pattern, marker, level, hand) in enumerate(self._lists, 1)
        )
        return root("numbering", patterns + lists)


def _write_pattern(number: int, marker: Marker, hand: Hand) -> str:
    levels = "".join(
        _write_level(marker if marker.number else hand.bullet(depth), _usual(depth), hand)
        for depth in range(DEEPEST_LEVEL + 1)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{FIRST_ID + number:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def _write_difference(marker: Marker, level: Level, hand: Hand) -> str:
    """Return how a list differs from its pattern."""
    is_usual = level.is_usual and (marker.number or marker == hand.bullet(level.depth))
    start = f'<w:startOverride w:val="{marker.number}"/>' if marker.number else ""
    difference = start + ("" if is_usual else _write_level(marker, level, hand))
    return f'<w:lvlOverride w:ilvl="{level.depth}">{difference}</w:lvlOverride>' if difference else ""


def _write_level(marker: Marker, level: Level, hand: Hand) -> str:
    direction = "<w:rtl/>" if hand.rtl else ""
    text = attribute(marker.level_text(level.depth))
    indent = f'<w:ind w:left="{level.indent}" w:hanging="{level.hanging}"/>'
    return (
        f'<w:lvl w:ilvl="{level.depth}"><w:start w:val="{marker.number or 1}"/>'
        f'<w:numFmt w:val="{marker.form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr>{indent}</w:pPr>'
        f'<w:rPr><w:color w:val="{ACCENT}"/>{direction}</w:rPr></w:lvl>'
    )


def _usual(depth: int) -> Level:
    return Level(depth, LIST_STEP * (depth + 1), LIST_HANGING)

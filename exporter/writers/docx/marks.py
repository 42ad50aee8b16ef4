"""Note references to the marks that Word shows for them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from exporter.model.inlines import NoteReference
from exporter.writers.docx.segments import main_segments

if TYPE_CHECKING:
    from exporter.model.edition import Edition


@dataclass(slots=True)
class NoteMarks:
    """Know how each note is referred to.

    Attributes:
        automatic: Whether Word's own numbers are the marks of the edition: Latin digits, counted
            in the order of the references. Otherwise marks are written as they are.
        repeated: Notes that are referred to more than once.
        anchored: Notes that have a reference outside of notes; Word allows none inside.
    """

    automatic: bool = False
    repeated: frozenset[int] = frozenset()
    anchored: frozenset[int] = frozenset()
    _placed: set[int] = field(default_factory=set)

    def place(self, number: int) -> bool:
        """Tell whether this is the first reference to a note."""
        if number in self._placed:
            return False
        self._placed.add(number)
        return True


def find_marks(edition: Edition) -> NoteMarks:
    """Return the marks of an edition."""
    known = {note.number for note in edition.notes}
    references = [
        inline
        for segment in main_segments(edition)
        for inline in segment.inlines
        if isinstance(inline, NoteReference) and inline.number in known
    ]
    counts = Counter(reference.number for reference in references)
    automatic = list(counts) == list(range(1, len(counts) + 1)) and all(
        reference.mark == str(reference.number) for reference in references
    )
    repeated = frozenset(number for number, count in counts.items() if count > 1)
    return NoteMarks(automatic, repeated, frozenset(counts))

"""Texts of an article to its segments; the one place where a reading collects its problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from exporter.errors import (
    ExportError,
    FactError,
    FootnoteError,
    InvalidValueError,
    MarkupError,
    SourceLocation,
    TooLargeError,
    did_you_mean,
)
from exporter.markup import SegmentIds, walk_inlines, write_message
from exporter.markup.letters import letter_problems
from exporter.markup.parser import References
from exporter.markup.reading import collect_inlines
from exporter.model.blocks import Role, Segment, SourceSegment
from exporter.model.facts import DateFact, Fact, MonthFact
from exporter.model.inlines import (
    Code,
    FactReference,
    FootnoteReference,
    LineBreak,
    Link,
    SourceInline,
    Text,
)

LONGEST_TEXT = 20_000  # letters of one paragraph; the parser's worst cases are quadratic
_MOST_HINTS = 20  # words whose neighbours are looked for, which takes long
_ONE_LINE: frozenset[Role] = frozenset(
    {
        "title",
        "place",
        "author",
        "heading",
        "header",
        "cell",
        "caption",
        "alt",
        "source",
        "publisher",
        "term",
        "event",
        "audience",
        "credit",
        "category",
        "series",
        "unit",
    }
)
_WITHOUT_NOTES: frozenset[Role] = frozenset(
    {
        "title",
        "summary",
        "place",
        "author",
        "key-fact",
        "source",
        "publisher",
        "term",
        "note",
        "alt",
        "event",
        "audience",
        "about",
        "credit",
        "category",
        "series",
        "unit",
    }
)
_SPACES = re.compile(r"\s+")
_BROKEN: tuple[SourceInline, ...] = (Text("…"),)


class Desk:
    """Hold what one reading knows: ids given, facts declared, notes referred to, problems found.

    Attributes:
        facts: By name; None while the front matter could not be read, so that no text is blamed.
            A fact whose value is wrong is None.
        notes: The lines of first references to footnotes, in their order.
        in_note: Whether the text at hand is that of a footnote.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[ExportError] = []
        self.facts: Mapping[str, Fact | None] | None = None
        self.notes: dict[str, int] = {}
        self.in_note = False
        self._ids = SegmentIds()
        self._hints: dict[str, str] = {}

    def at(self, line: int) -> SourceLocation:
        """Name a line of the article's file."""
        return SourceLocation(self.path, line)

    def report(self, kind: type[ExportError], problem: str, line: int, hint: str = "") -> None:
        """Note a problem and go on."""
        self.problems.append(kind(problem, at=self.at(line), hint=hint))

    def nearest(self, word: str, known: Iterable[str]) -> str:
        """Return a hint that names the nearest known word, for the first words that are wrong."""
        if word not in self._hints and len(self._hints) < _MOST_HINTS:
            self._hints[word] = did_you_mean(word, known)
        return self._hints.get(word, "")

    def segment(
        self, role: Role, text: str, line: int, *, comment: str = "", references: References | None = None
    ) -> SourceSegment:
        """Read inline Markdown into a segment; a broken one stands in for what is reported."""
        inlines = self._inlines(text, line, references) or _BROKEN
        if len(inlines) > 1 or not isinstance(inlines[0], Text):
            self._check_place(role, inlines, line)
            self._check_facts(inlines, line)
            if role not in _WITHOUT_NOTES and not self.in_note:
                self._note_references(inlines, line)
        return Segment(self._ids.next_id(role, write_message(inlines)[0]), role, inlines, line, comment)

    def comment(self, text: str, line: int) -> str:
        """Return a note for translators on one line."""
        self.problems.extend(letter_problems(text, self.at(line)))
        return _SPACES.sub(" ", text).strip()

    def literal(self, text: str, line: int) -> str:
        """Return text that is shown as it is, once its letters are judged."""
        self.problems.extend(letter_problems(text, self.at(line)))
        return text

    def _inlines(self, text: str, line: int, references: References | None) -> tuple[SourceInline, ...]:
        if len(text) > LONGEST_TEXT:
            hint = "split it into paragraphs"
            self.report(TooLargeError, f"a text is longer than {LONGEST_TEXT} letters", line, hint)
            return ()
        before = len(self.problems)
        inlines = collect_inlines(text, self.problems, at=self.at(line), references=references)
        if not inlines and len(self.problems) == before:
            self.report(InvalidValueError, "a text is empty", line, "write it, or delete its place")
        return inlines

    def _check_place(self, role: Role, inlines: tuple[SourceInline, ...], line: int) -> None:
        for inline in walk_inlines(inlines):
            if isinstance(inline, LineBreak) and role in _ONE_LINE:
                self.report(MarkupError, f"a line break stands in a {role}", line, "write it on one line")
            elif isinstance(inline, Link) and role == "alt":
                hint = "put the link into the caption"
                self.report(MarkupError, "a link stands in a picture's description", line, hint)
            elif isinstance(inline, Code) and role == "caption" and '"' in inline.text:
                # Markdown writes a figure's caption between such marks.
                hint = "take it out of the code, or write the code in the text"
                self.report(MarkupError, 'code in a caption holds the sign "', line, hint)
            elif isinstance(inline, FootnoteReference) and (self.in_note or role in _WITHOUT_NOTES):
                place = "another footnote" if self.in_note else f"the {role}"
                hint = "move it into the body"
                self.report(
                    FootnoteError, f"the footnote [^{inline.label}] is referred to in {place}", line, hint
                )

    def _check_facts(self, inlines: tuple[SourceInline, ...], line: int) -> None:
        if self.facts is None:
            return
        for inline in walk_inlines(inlines):
            if isinstance(inline, FactReference):
                self._check_fact(inline, self.facts, line)

    def _check_fact(self, reference: FactReference, facts: Mapping[str, Fact | None], line: int) -> None:
        name = reference.name
        if name not in facts:
            hint = (
                self.nearest(name, facts)
                or f'add "{name}" to the facts, or write {{{{{name}}}}} for the text'
            )
            self.report(FactError, f'the fact "{name}" is not among the facts', line, hint)
        elif reference.pattern and not isinstance(facts[name], DateFact | MonthFact | None):
            problem = f'the fact "{name}" is no date, so it has no form "{reference.pattern}"'
            self.report(FactError, problem, line, f"write {{{name}}}")

    def _note_references(self, inlines: tuple[SourceInline, ...], line: int) -> None:
        for inline in walk_inlines(inlines):
            if isinstance(inline, FootnoteReference):
                self.notes.setdefault(inline.label, line)

"""A source text and its translation to what one refers to and the other does not."""

from __future__ import annotations

from exporter.markup import references
from exporter.model.inlines import SourceInline, Text


def reference_problem(
    source: tuple[SourceInline, ...], translation: tuple[SourceInline, ...]
) -> tuple[str, str] | None:
    """Return problem and hint when a translation's facts, links or footnotes differ from its source."""
    if _is_plain(source) and _is_plain(translation):
        return None
    wanted, found = references(source), references(translation)
    for name, want, have in (
        ("fact", set(wanted.facts), set(found.facts)),
        ("link", set(wanted.links), set(found.links)),
        ("footnote", set(wanted.footnotes), set(found.footnotes)),
    ):
        if lost := sorted(want - have):
            return f"the translation lacks the {name} {lost[0]}", "take it over from the source text"
        if extra := sorted(have - want):
            return f"the translation has the {name} {extra[0]}, which its source lacks", "remove it"
    if len(found.footnotes) != len(wanted.footnotes):
        return "the translation repeats a footnote", "refer to each note as often as the source does"
    return None


def _is_plain(inlines: tuple[SourceInline, ...]) -> bool:
    return len(inlines) == 1 and isinstance(inlines[0], Text)

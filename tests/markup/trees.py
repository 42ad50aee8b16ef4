"""Inlines of every kind, with nasty text, for property tests."""

from __future__ import annotations

from random import Random  # noqa: TID251 - hypothesis draws its seed

from hypothesis import strategies as st

from exporter.model.inlines import (
    Code,
    Emphasis,
    FactReference,
    FootnoteReference,
    LineBreak,
    Link,
    SourceInline,
    Strong,
    Text,
)

NASTY = [
    "*", "**", "_", "__", "`", "``", "[", "]", "[1]", "[sic]", "](", "(x)", "\\", "{", "}", "{visit}", "{{",
    "<b>", "<", ">", "# ", "1. ", "2) ", "- ", "+ ", "> ", "!", "![", "&amp;", "&#65;", "&", "|", "~~", "---",
    "===", ":", ": ", " ", "  ", "\u00a0", "\u2003", "a", "Б", "ب", "e\u0301", "\u0301", "\u0338", "«", "»",
    "—", "— ", "-- ", "½", "https://x.org", "<!--", "-->", "snake_case", "x", "7", "@", "[^n]", "^[", "\t",
    "\n", "'", '"', "|---|", "<https://x>", "[a]: b", "😀", "\u200f",
]  # fmt: skip
HREFS = [
    "https://example.org/",
    "https://example.org/a_(b)?q=*x*&amp;lt;#f",
    "mailto:desk@example.org",
    "tel:+74950000000",
    "http://[::1]/x[y]",
]
FACTS = [FactReference("trade"), FactReference("x_1"), FactReference("visit", "d MMMM y 'г'.")]
LABELS = ["1", "note", "сноска", "a_b-c.d"]


class TreeMaker:
    """Make inlines of any form, normal or not, from a source of chance."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def text(self) -> str:
        return "".join(self.random.choices(NASTY, k=self.random.randint(1, 6)))

    def inlines(self, *, breaks: bool = True, notes: bool = True, links: bool = True) -> list[SourceInline]:
        """Make a line of text; a link holds no footnote reference."""
        return [
            self._inline(
                breaks=breaks, notes=notes, links=links, depth=self.random.choice([0, 0, 0, 1, 2, 3])
            )
            for _ in range(self.random.randint(1, 5))
        ]

    def _inline(self, *, breaks: bool, notes: bool, links: bool, depth: int) -> SourceInline:
        if not depth:
            return self._leaf(breaks=breaks, notes=notes)
        kind = self.random.choice(["emphasis", "strong", "link"] if links else ["emphasis", "strong"])
        linked = kind == "link"
        children = tuple(
            self._inline(
                breaks=breaks,
                notes=notes and not linked,
                links=links and not linked,
                depth=self.random.randrange(depth),
            )
            for _ in range(self.random.randint(1, 3))
        )
        if linked:
            return Link(children, self.random.choice(HREFS))
        return Emphasis(children) if kind == "emphasis" else Strong(children)

    def _leaf(self, *, breaks: bool, notes: bool) -> SourceInline:
        leaves: list[SourceInline] = [
            Text(self.text()),
            Text(self.text()),
            Code(self.text().replace("\n", " ")),
            self.random.choice(FACTS),
        ]
        if breaks:
            leaves.append(LineBreak())
        if notes:
            leaves.append(FootnoteReference(self.random.choice(LABELS)))
        return self.random.choice(leaves)


def inlines() -> st.SearchStrategy[list[SourceInline]]:
    """Draw a line of text."""
    return st.randoms(use_true_random=True).map(lambda random: TreeMaker(random).inlines())

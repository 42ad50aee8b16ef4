"""Inlines of every kind, with nasty text, for property tests."""

from __future__ import annotations

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

texts = st.lists(st.sampled_from(NASTY), min_size=1, max_size=6).map("".join)


def inlines(
    *, breaks: bool = True, notes: bool = True, links: bool = True
) -> st.SearchStrategy[list[SourceInline]]:
    """Draw inlines in any form, normal or not; a link holds no footnote reference."""
    plain = _styled(_leaves(breaks=breaks, notes=False))
    outer = _styled(_leaves(breaks=breaks, notes=notes))
    if links:
        linked = st.builds(Link, st.lists(plain, min_size=1, max_size=3).map(tuple), st.sampled_from(HREFS))
        outer = st.one_of(
            outer, linked, st.lists(linked, min_size=1, max_size=2).map(lambda c: Strong(tuple(c)))
        )
    return st.lists(outer, min_size=1, max_size=5)


def _leaves(*, breaks: bool, notes: bool) -> st.SearchStrategy[SourceInline]:
    leaves: list[st.SearchStrategy[SourceInline]] = [
        texts.map(Text),
        texts.map(lambda text: Code(text.replace("\n", " "))),
        st.sampled_from(FACTS),
    ]
    if breaks:
        leaves.append(st.just(LineBreak()))
    if notes:
        leaves.append(st.sampled_from(LABELS).map(FootnoteReference))
    return st.one_of(leaves)


def _styled(leaves: st.SearchStrategy[SourceInline]) -> st.SearchStrategy[SourceInline]:
    return st.recursive(leaves, _style, max_leaves=6)


def _style(children: st.SearchStrategy[SourceInline]) -> st.SearchStrategy[SourceInline]:
    several = st.lists(children, min_size=1, max_size=3).map(tuple)
    return st.one_of(several.map(Emphasis), several.map(Strong))

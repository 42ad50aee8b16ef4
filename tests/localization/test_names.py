"""The names of a pack's glossaries and the segments that mention them."""

from __future__ import annotations

import datetime as dt

from exporter.localization.names import find_mentions, gather_terms
from exporter.model.article import Article, GlossaryEntry
from exporter.model.blocks import Paragraph, Role, Segment, SourceSegment
from exporter.model.inlines import Text


def segment(text: str, role: Role = "paragraph") -> SourceSegment:
    return Segment(text, role, (Text(text),))


def article(*paragraphs: str, terms: tuple[str, ...] = (), explained: bool = False) -> Article:
    """Make an article whose segments have their text as id."""
    return Article(
        slug="a",
        path="content/a/article.md",
        language="en",
        title=segment("A title", "title"),
        summary=segment("A summary", "summary"),
        date=dt.date(2025, 1, 1),
        body=tuple(Paragraph(segment(text)) for text in paragraphs),
        glossary=tuple(
            GlossaryEntry(segment(term, "term"), segment(f"What {term} is", "note") if explained else None)
            for term in terms
        ),
    )


def mentions(*articles: Article) -> dict[str, list[tuple[int, str]]]:
    terms = gather_terms(articles)
    return {term.text: found for term, found in zip(terms, find_mentions(articles, terms), strict=True)}


def test_given_two_glossaries_when_gathered_then_each_name_is_there_once_with_its_explanation() -> None:
    bare = article(terms=("Vladimir Putin", "Tartous"))
    full = article(terms=("Vladimir Putin", "Damascus"), explained=True)
    terms = gather_terms((bare, full))
    assert [(t.text, t.article, t.entry) for t in terms] == [
        ("Vladimir Putin", 1, 0),
        ("Tartous", 0, 1),
        ("Damascus", 1, 1),
    ]


def test_given_a_name_of_one_glossary_when_another_article_mentions_it_then_that_counts() -> None:
    found = mentions(article("Nothing.", terms=("Vladimir Putin",)), article("Putin spoke.", "He left."))
    assert found == {"Vladimir Putin": [(1, "Putin spoke.")]}


def test_given_a_particle_when_the_name_stands_without_it_then_it_is_mentioned() -> None:
    found = mentions(article("Assad fled.", "On al-Assad.", terms=("Bashar al-Assad",)))
    assert found == {"Bashar al-Assad": [(0, "Assad fled."), (0, "On al-Assad.")]}


def test_given_two_names_with_one_last_word_when_it_stands_alone_then_neither_is_meant() -> None:
    text = article("Assad ruled.", "Hafez al-Assad ruled.", terms=("Bashar al-Assad", "Hafez al-Assad"))
    assert mentions(text) == {"Bashar al-Assad": [], "Hafez al-Assad": [(0, "Hafez al-Assad ruled.")]}


def test_given_a_longer_word_when_it_begins_like_a_name_then_it_is_not_the_name() -> None:
    assert mentions(article("The Putinists met.", terms=("Vladimir Putin",))) == {"Vladimir Putin": []}


def test_given_a_common_last_word_when_it_stands_alone_then_the_name_is_not_meant() -> None:
    text = article("The group left.", "The Air group left.", terms=("Air group",))
    assert mentions(text) == {"Air group": [(0, "The Air group left.")]}

from __future__ import annotations

from hypothesis import given, settings

from exporter.errors import SourceLocation
from exporter.markup import normalize_inlines, read_inlines, write_inlines, write_message
from exporter.model.inlines import SourceInline
from tests.markup.trees import inlines

AT = SourceLocation("article.md", 1)


@settings(max_examples=150, deadline=None)
@given(inlines())
def test_a_message_reads_back_to_the_inlines_it_was_written_from(tree: list[SourceInline]) -> None:
    message, hrefs = write_message(tree)

    assert read_inlines(message, hrefs=hrefs, at=AT) == normalize_inlines(tree)


@settings(max_examples=100, deadline=None)
@given(inlines())
def test_markdown_with_full_links_reads_back_to_the_inlines_it_was_written_from(
    tree: list[SourceInline],
) -> None:
    assert read_inlines(write_inlines(tree), at=AT) == normalize_inlines(tree)


@settings(max_examples=100, deadline=None)
@given(inlines())
def test_the_normal_form_of_a_normal_form_is_itself(tree: list[SourceInline]) -> None:
    normal = normalize_inlines(tree)

    assert normalize_inlines(normal) == normal


@settings(max_examples=50, deadline=None)
@given(inlines())
def test_writing_a_message_twice_gives_the_same_message(tree: list[SourceInline]) -> None:
    message, hrefs = write_message(tree)

    assert write_message(read_inlines(message, hrefs=hrefs, at=AT)) == (message, hrefs)

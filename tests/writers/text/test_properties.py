"""What must hold for every edition, whatever its texts."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.model.blocks import (
    Cell,
    CodeBlock,
    EditionBlock,
    EditionSegment,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Segment,
    Table,
    ThematicBreak,
)
from exporter.model.edition import Edition
from exporter.model.inlines import LineBreak, Span
from exporter.writers.text import write_text
from exporter.writers.text.width import display_width
from tests.editions import PROFILES, sample_edition

if TYPE_CHECKING:
    from collections.abc import Iterator

INVISIBLE = re.compile("[\u200e\u200f\u2066-\u2069\u00ad\\s-]")
LETTERS = {"ltr": "abc дж 東é́ .,(—) 12-3\u00ad", "rtl": "سلام عليكم، «١٢» (2011-2024).ً "}

words = {
    direction: st.text(letters, min_size=1, max_size=60).filter(str.strip)
    for direction, letters in LETTERS.items()
}
foreign = st.sampled_from(["rtl", "ltr"]).flatmap(
    lambda direction: st.builds(
        Span,
        words[direction],
        st.just("en" if direction == "ltr" else "ar"),
        st.just(direction),
        href=st.sampled_from(["", "https://a.test/x", "https://b.test/long/" + "y" * 30]),
        isolate=st.integers(1, 3),
    )
)


def segments(tag: str) -> st.SearchStrategy[EditionSegment]:
    direction = PROFILES[tag].direction
    own = st.builds(Span, words[direction], st.just(tag), st.just(direction))
    inlines = st.lists(st.one_of(own, own, foreign, st.just(LineBreak())), min_size=1, max_size=5)
    return inlines.map(lambda found: Segment("1", "paragraph", (own_start(tag), *found)))


def own_start(tag: str) -> Span:
    return Span("x " if PROFILES[tag].direction == "ltr" else "و ", tag, PROFILES[tag].direction)


def code(text: str) -> EditionBlock:
    return CodeBlock(text)


def blocks(tag: str) -> st.SearchStrategy[EditionBlock]:
    segment = segments(tag)
    cell = st.builds(Cell, st.none() | segment)
    leaf: st.SearchStrategy[EditionBlock] = st.one_of(
        st.builds(Paragraph, segment),
        st.builds(Heading, st.integers(2, 6), segment),
        st.builds(Figure, st.just("map.png"), segment, st.none() | segment, st.sampled_from(["", "F 1"])),
        st.text(LETTERS["ltr"] + LETTERS["rtl"] + "\n", max_size=40).map(code),
        st.just(ThematicBreak()),
        st.integers(1, 4).flatmap(
            lambda n: st.builds(
                Table,
                st.tuples(*[cell] * n),
                st.lists(st.tuples(*[cell] * n), max_size=3).map(tuple),
                st.tuples(*[st.sampled_from(["", "start", "center", "end"])] * n),
                st.none() | segment,
            )
        ),
    )

    def nest(inner: st.SearchStrategy[EditionBlock]) -> st.SearchStrategy[EditionBlock]:
        some = st.lists(inner, min_size=1, max_size=2).map(tuple)
        item = st.builds(ListItem, some, st.sampled_from(["•", "10."]))
        return st.builds(Quote, some, st.none() | segment) | st.builds(
            ListBlock, st.lists(item, min_size=1, max_size=2).map(tuple), tight=st.booleans()
        )

    return st.recursive(leaf, nest, max_leaves=5)


editions = st.sampled_from(["en", "ar", "ar-SY"]).flatmap(
    lambda tag: st.lists(blocks(tag), max_size=3).map(
        lambda body: replace(sample_edition(tag), body=tuple(body))
    )
)
widths = st.sampled_from([20, 40, 72])


def texts_of(value: object) -> Iterator[str]:
    """Yield every forced line that an edition says, wherever it stands."""
    if isinstance(value, Segment):
        yield from "".join(i.text if isinstance(i, Span) else "\n" for i in value.inlines).split("\n")
    elif isinstance(value, CodeBlock):
        yield from value.text.split("\n")
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_of(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))


def letters(text: str) -> str:
    return INVISIBLE.sub("", text)


@given(editions, st.just(2000))
@settings(max_examples=25, deadline=None)
def test_every_text_of_the_edition_is_there(edition: Edition, width: int) -> None:
    text = letters(re.sub(r"\[[\d٠-٩]+\]", "", write_text(edition, width=width).decode()))

    missing = [said for said in texts_of(edition) if letters(said) not in text]

    assert missing == []


@given(editions, widths)
@settings(max_examples=25, deadline=None)
def test_every_letter_is_there_at_any_width(edition: Edition, width: int) -> None:
    text = sorted(letters(write_text(edition, width=width).decode()))

    said = sorted(letters("".join(texts_of(edition))))

    for letter in set(said):
        assert text.count(letter) >= said.count(letter), letter


@given(editions, widths)
@settings(max_examples=25, deadline=None)
def test_isolates_are_balanced_on_every_line(edition: Edition, width: int) -> None:
    lines = write_text(edition, width=width).decode().split("\n")

    for line in lines:
        marks = "".join(re.findall("[\u2066-\u2069]", line))
        assert re.fullmatch("([\u2066\u2067]\u2069)*", marks), ascii(line)


@given(editions, widths)
@settings(max_examples=25, deadline=None)
def test_lines_are_clean_and_end_with_a_line_feed(edition: Edition, width: int) -> None:
    text = write_text(edition, width=width).decode()

    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\r" not in text
    assert [line for line in text.split("\n") if line != line.rstrip()] == []
    assert "\n\n\n" not in text


@given(editions, widths)
@settings(max_examples=25, deadline=None)
def test_only_an_unbreakable_word_is_wider_than_the_line(edition: Edition, width: int) -> None:
    prose = replace(edition, body=tuple(block for block in edition.body if isinstance(block, Paragraph)))

    lines = write_text(prose, width=width).decode().split("\n")

    for line in lines:
        assert display_width(line) <= width or " " not in re.sub(r"^\W*\d*\W+ ", "", line), line


@given(editions)
@settings(max_examples=10, deadline=None)
def test_the_same_edition_gives_the_same_bytes(edition: Edition) -> None:
    assert write_text(edition) == write_text(edition)

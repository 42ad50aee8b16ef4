"""What plain text of packs must hold: markings, numbered articles, glossary, index."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from exporter.model.edition import plain_text
from exporter.model.inlines import NoteReference, Span
from exporter.model.pack import Pack, PackFile
from exporter.writers.text import write_pack_text, write_text
from exporter.writers.text.width import display_width
from tests.packs import SPELLINGS, sample_pack

GOLDEN = Path(__file__).parent / "golden"
TAGS = ["en", "ru", "ar", "ar-SY"]


def write(*packs: Pack, width: int = 72, facing: bool = False) -> str:
    return write_pack_text(PackFile(packs, facing), width=width).decode()


def pieces(text: str) -> list[str]:
    """Return what the rules divide."""
    return re.split("\n\n\u200f?={40,}\n\n", text)


@pytest.mark.parametrize(("tag", "width"), [("en", 72), ("ar-SY", 40)])
def test_a_pack_reads_as_agreed(tag: str, width: int, request: pytest.FixtureRequest) -> None:
    pack = sample_pack(tag)
    short = tuple(
        replace(part, editions=tuple(replace(e, body=e.body[:2], back=()) for e in part.editions))
        for part in pack.parts
    )
    golden = GOLDEN / f"pack.{tag}.{width}.txt"

    text = write(replace(pack, parts=short), width=width)

    if request.config.getoption("--update-golden"):
        golden.write_bytes(text.encode())
    assert text == golden.read_bytes().decode()


@pytest.mark.parametrize("tag", TAGS)
def test_an_article_reads_as_it_does_alone(tag: str) -> None:
    pack = sample_pack(tag)
    alone = write_text(replace(pack.editions[0], classification="")).decode().splitlines()

    article = pieces(write(pack))[2].splitlines()

    assert article[4:] == alone[2:]


@pytest.mark.parametrize("tag", TAGS)
def test_the_marking_is_first_and_last_and_above_each_article(tag: str) -> None:
    pack = sample_pack(tag)

    text = write(pack)

    cover, section, *articles, back = pieces(text)
    assert [piece.splitlines()[0] for piece in (cover, *articles)] == [pack.marking] * 4
    assert back.splitlines()[-1] == pack.marking
    assert pack.marking not in section


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("width", [72, 40])
def test_no_line_is_wider_than_the_measure(tag: str, width: int) -> None:
    lines = write(sample_pack(tag), width=width).split("\n")

    assert [line for line in lines if display_width(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []


def test_articles_are_numbered_in_the_contents_and_above_them() -> None:
    pack = sample_pack("ar-SY")

    text = write(pack)

    title = plain_text(pack.editions[0].title)
    cover, _, *articles, _ = pieces(text)
    section = pack.parts[0].title
    assert section
    start = cover.index(pack.wording.contents)
    assert [line for line in cover[start:].splitlines()[3:] if line] == [
        plain_text(section), f"  ١. {title}", f"  ٢. {title}", f"٣. {title}",
    ]  # fmt: skip
    assert [article.splitlines()[2] for article in articles] == [f"{n}. {title}" for n in "١٢٣"]


@pytest.mark.parametrize(
    ("tag", "lines"),
    [
        ("en", ["Ahmed al-Sharaa: 1, 2, 3", "Hmeimim: 3"]),
        ("ar-SY", ["أحمد الشرع: ١، ٢، ٣", "حميميم: ٣"]),
    ],
)
def test_the_index_names_articles_by_their_numbers(tag: str, lines: list[str]) -> None:
    pack = sample_pack(tag)

    back = pieces(write(pack))[-1]

    shown = back[back.index(pack.labels.index) :].splitlines()
    assert shown[3:5] == lines


@pytest.mark.parametrize("tag", TAGS)
def test_the_glossary_shows_all_spellings(tag: str) -> None:
    back = pieces(write(sample_pack(tag)))[-1]

    plain = re.sub("[\u200e\u200f\u2066-\u2069]", "", back)
    assert [name for row in SPELLINGS for name in row if name not in plain] == []


def test_packs_follow_each_other_or_alternate_by_article() -> None:
    packs = sample_pack("en"), sample_pack("ar")
    first, second = (pieces(write(pack)) for pack in packs)

    in_turn, alternating = pieces(write(*packs)), pieces(write(*packs, facing=True))

    assert [piece.rstrip("\n") for piece in in_turn] == [piece.rstrip("\n") for piece in (*first, *second)]
    assert [piece.rstrip("\n") for piece in alternating] == [
        piece.rstrip("\n") for pair in zip(first, second, strict=True) for piece in pair
    ]


def test_the_rule_has_the_direction_of_what_follows_it() -> None:
    text = write(sample_pack("en"), sample_pack("ar"), facing=True)

    rules = re.findall("^(\u200f?)={72}$", text, re.MULTILINE)
    assert (
        rules
        == ["\u200f", "", "\u200f", "", "\u200f", "", "\u200f", "", "\u200f", "", "\u200f"][: len(rules)]
    )
    assert len(rules) == 11


def test_links_of_the_packs_own_texts_are_listed_at_its_end() -> None:
    pack = sample_pack("en")
    about = replace(pack.about[0], inlines=(Span("here", "en", "ltr", href="https://example.org/"),))

    shown = pieces(write(replace(pack, about=(about,))))

    assert "\n\nhere[1]\n\n" in shown[0]
    assert shown[-1].endswith("Notes\n-----\n\n[1] <https://example.org/>\n\nRestricted\n")


def test_the_contents_show_no_marks_of_notes_and_links() -> None:
    pack = sample_pack("en")
    first, *others = pack.parts[0].editions
    words = Span("Linked", "en", "ltr", href="https://example.org/")
    title = replace(first.title, inlines=(words, NoteReference(1, "1")))
    part = replace(pack.parts[0], editions=(replace(first, title=title), *others))

    shown = pieces(write(replace(pack, parts=(part, *pack.parts[1:]))))

    assert "\n  1. Linked\n" in shown[0]
    assert "1. Linked[3][1]\n" in shown[2]


def test_a_pack_without_marking_and_listings_ends_with_its_last_article() -> None:
    pack = replace(sample_pack("en"), marking="", glossary=None, index=(), about=())

    text = write(pack)

    assert len(pieces(text)) == 5
    assert text.startswith(f"{plain_text(pack.title)}\n====")
    assert text.endswith("[3] <https://example.org/a?b=1>\n")


def test_a_measure_that_holds_no_words_is_refused() -> None:
    with pytest.raises(ValueError, match="lines need a width of 20, not 19"):
        write(sample_pack("en"), width=19)

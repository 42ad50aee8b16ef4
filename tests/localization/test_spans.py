from __future__ import annotations

import unicodedata
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.localization.profiles import load_profile
from exporter.localization.spans import FactText, Voice, edition_voice, localize_inlines, source_voice
from exporter.model.inlines import (
    Code,
    EditionInline,
    Emphasis,
    FactReference,
    FootnoteReference,
    LineBreak,
    Link,
    NoteReference,
    SourceInline,
    Span,
    Strong,
    Text,
)

FACTS = {
    "day": FactText("15 октября 2025 г."),
    "phone": FactText("+971 4 123 4567", literal=True),
    "office": FactText("مكتب 12", literal=True),
    "code": FactText("C++", literal=True),
    "fall": FactText("−37.5%"),
}
CONTROLS = "\u061c\u200e\u200f\u2066\u2067\u2068\u2069"


def voice(tag: str) -> Voice:
    return edition_voice(
        load_profile(tag),
        fact=lambda reference: FACTS[reference.name],
        note=lambda label: NoteReference(1, label),
        languages={"l": "en", "c": "ru", "a": "ar"},
    )


def localized(tag: str, *inlines: SourceInline) -> tuple[EditionInline, ...]:
    return localize_inlines(inlines, voice(tag))


def spans(tag: str, *inlines: SourceInline) -> list[Span]:
    return [inline for inline in localized(tag, *inlines) if isinstance(inline, Span)]


def test_styles_are_flattened_and_links_keep_their_address() -> None:
    found = localized(
        "en",
        Text("a "),
        Strong((Emphasis((Text("b"),)), Link((Text("c"), Code("d")), "https://x.org"))),
        FootnoteReference("n"),
        LineBreak(),
        Text("e"),
    )
    assert found == (
        Span("a ", "en", "ltr"),
        Span("b", "en", "ltr", bold=True, italic=True),
        Span("c", "en", "ltr", bold=True, href="https://x.org"),
        Span("d", "en", "ltr", bold=True, code=True, href="https://x.org"),
        NoteReference(1, "n"),
        LineBreak(),
        Span("e", "en", "ltr"),
    )


def test_a_phrase_keeps_one_isolate_although_its_style_changes() -> None:
    found = spans("ar", Text("قالت The "), Emphasis((Text("Moscow"),)), Text(" Times و"), Text("BBC"))
    assert [(s.text, s.language, s.direction, s.isolate) for s in found] == [
        ("قالت ", "ar", "rtl", 0),
        ("The ", "en", "ltr", 1),
        ("Moscow", "en", "ltr", 1),
        (" Times", "en", "ltr", 1),
        (" و", "ar", "rtl", 0),
        ("BBC", "en", "ltr", 2),
    ]


def test_code_and_literal_facts_are_isolated_in_right_to_left_text() -> None:
    found = spans(
        "ar",
        Text("رقم "),
        FactReference("phone"),
        Text(" لغة "),
        Code("x = 1"),
        Text(" "),
        FactReference("code"),
    )
    assert [(s.text, s.isolate) for s in found if s.isolate] == [
        ("+971 4 123 4567", 1),
        ("x = 1", 2),
        ("C++", 3),
    ]


def test_a_literal_fact_in_the_editions_own_words_is_running_text() -> None:
    assert spans("ar", FactReference("office")) == [Span("مكتب 12", "ar", "rtl")]
    (found,) = spans("en", FactReference("office"))
    assert (found.language, found.direction, found.isolate) == ("ar", "rtl", 1)


def test_text_in_the_editions_own_script_needs_no_isolate() -> None:
    assert spans("en", Text("+971 4 123 4567, C++ and "), FactReference("phone")) == [
        Span("+971 4 123 4567, C++ and +971 4 123 4567", "en", "ltr")
    ]


def test_a_foreign_phrase_of_the_same_direction_gets_its_language_alone() -> None:
    assert spans("ru", Text("Газета The Times, Дамаск")) == [
        Span("Газета ", "ru", "ltr"),
        Span("The Times", "en", "ltr"),
        Span(", Дамаск", "ru", "ltr"),
    ]


def test_the_language_of_a_script_that_nobody_named_is_undetermined() -> None:
    assert [s.language for s in spans("en", Text("Ω and 中"))] == ["und", "en", "und"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال \u2068Foo 12\u2069 ثم", [("قال ", 0, "rtl"), ("Foo 12", 1, "ltr"), (" ثم", 0, "rtl")]),
        ("قال \u2067Foo 12\u2069", [("قال ", 0, "rtl"), ("Foo 12", 1, "rtl")]),
        ("قال \u20682011\u2069 ثم", [("قال ", 0, "rtl"), ("2011", 1, "ltr"), (" ثم", 0, "rtl")]),
        ("أ\u200fب\u200e \u061cج", [("أب ج", 0, "rtl")]),
        ("\u2066a \u2067ب\u2069 c\u2069", [("a ب c", 1, "ltr")]),
        ("أ\u2069ب", [("أب", 0, "rtl")]),
        ("أ \u2066b", [("أ ", 0, "rtl"), ("b", 1, "ltr")]),
        ("أ\u2066\u2069ب", [("أب", 0, "rtl")]),
    ],
)
def test_isolates_of_the_author_become_isolates_and_all_controls_vanish(
    text: str, expected: list[tuple[str, int, str]]
) -> None:
    assert [(s.text, s.isolate, s.direction) for s in spans("ar", Text(text))] == expected


def test_digits_become_the_locales_own_but_not_in_codes_phones_and_addresses() -> None:
    text = "في 12 مارس 1,250.5 و37.5% مع S-400 و+971 4 123 4567 وhttps://a.org/12 و2011–2024"
    assert "".join(s.text for s in spans("ar-EG", Text(text))) == (
        "في ١٢ مارس ١٬٢٥٠٫٥ و٣٧٫٥٪ مع S-400 و+971 4 123 4567 وhttps://a.org/12 و٢٠١١–٢٠٢٤"
    )


def test_dates_and_times_in_digits_keep_their_dots_and_colons() -> None:
    assert "".join(s.text for s in spans("ar-EG", Text("15.10.2025 12:30 1.2.3 12,5"))) == (
        "١٥.١٠.٢٠٢٥ ١٢:٣٠ ١.٢.٣ ١٢٫٥"
    )


def test_a_fact_that_ends_in_a_full_stop_ends_the_sentence_too() -> None:
    assert spans("ru", Text("Это было "), FactReference("day"), Text(". Потом")) == [
        Span("Это было 15 октября 2025 г. Потом", "ru", "ltr")
    ]
    assert spans("ru", FactReference("day"), Text("... и всё"))[0].text == "15 октября 2025 г.... и всё"


def test_untranslated_text_of_the_other_direction_is_one_isolate() -> None:
    edition = voice("ar")
    inlines = (Text("He said "), Strong((Text("نعم"),)), FootnoteReference("n"), Text(" in 2025."))
    found = localize_inlines(inlines, source_voice("en", "He said", edition, fact=edition.fact))
    assert [(i.text, i.direction, i.isolate) for i in found if isinstance(i, Span)] == [
        ("He said ", "ltr", 1),
        ("نعم", "ltr", 1),
        (" in 2025.", "ltr", 2),
    ]


TEXTS = st.text(st.sampled_from("ابم،؟«»() .,-–+%:/123abCяц中\u0651\u00a0'" + CONTROLS), max_size=30)
INLINES: st.SearchStrategy[SourceInline] = st.recursive(
    st.one_of(
        TEXTS.map(Text),
        TEXTS.map(Code),
        st.sampled_from(sorted(FACTS)).map(FactReference),
        st.just(LineBreak()),
        st.just(FootnoteReference("n")),
    ),
    lambda children: st.one_of(
        st.lists(children, min_size=1, max_size=3).map(lambda c: Emphasis(tuple(c))),
        st.lists(children, min_size=1, max_size=3).map(lambda c: Strong(tuple(c))),
        st.lists(children, min_size=1, max_size=3).map(lambda c: Link(tuple(c), "https://x.org")),
    ),
    max_leaves=8,
)
TAGS = st.sampled_from(["en", "ar", "ru"])


def plain(inlines: list[SourceInline]) -> str:
    """Return a text without controls, with a mark for what interrupts it."""
    shown = ""
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                shown += "".join(c for c in text if c not in CONTROLS)
            case FactReference(name):
                shown += FACTS[name].text
            case Emphasis(children) | Strong(children) | Link(children):
                shown += plain(list(children))
            case FootnoteReference() | LineBreak():
                shown += "|"
    return shown


@given(TAGS, st.lists(INLINES, max_size=6))
def test_no_letter_is_lost_or_moved(tag: str, inlines: list[SourceInline]) -> None:
    found = "".join(i.text if isinstance(i, Span) else "|" for i in localized(tag, *inlines))
    # Only a full stop after a date that has one of its own may go.
    assert found in {plain(inlines), plain(inlines).replace("г..", "г.")}


@given(TAGS, st.lists(INLINES, max_size=6))
def test_isolates_are_contiguous_uniform_and_numbered_in_order(tag: str, inlines: list[SourceInline]) -> None:
    found = localized(tag, *inlines)
    runs = [
        (number, list(group))
        for number, group in groupby(found, key=lambda i: i.isolate if isinstance(i, Span) else -1)
    ]
    numbers = [number for number, _ in runs if number > 0]
    assert numbers == list(range(1, len(numbers) + 1))
    for number, group in runs:
        directions = {i.direction for i in group if isinstance(i, Span)}
        assert number == -1 or len(directions) == 1
        assert number != 0 or directions == {load_profile(tag).direction}


@given(TAGS, st.lists(INLINES, max_size=6))
def test_spans_are_not_empty_hold_no_controls_and_isolate_the_opposite(
    tag: str, inlines: list[SourceInline]
) -> None:
    opposite = {"L"} if load_profile(tag).direction == "rtl" else {"R", "AL"}
    for span in localized(tag, *inlines):
        if isinstance(span, Span):
            assert span.text
            assert not set(span.text) & set(CONTROLS)
            assert span.isolate or not any(unicodedata.bidirectional(c) in opposite for c in span.text)


def runs(inlines: tuple[EditionInline, ...]) -> list[tuple[str, str, bool]]:
    """Return the text of each isolate, and of what stands between them, with its direction."""
    groups = groupby(
        (inline for inline in inlines if isinstance(inline, Span)), key=lambda s: (s.isolate, s.direction)
    )
    return [("".join(s.text for s in group), key[1], key[0] > 0) for key, group in groups]


@given(TAGS, TEXTS, TEXTS)
def test_localizing_twice_changes_nothing(tag: str, first: str, second: str) -> None:
    once = runs(localized(tag, Text(first), Strong((Code(second), Text(first)))))
    opening = {"ltr": "\u2066", "rtl": "\u2067"}
    again = "".join(f"{opening[way]}{run}\u2069" if isolated else run for run, way, isolated in once)
    assert runs(localized(tag, Text(again))) == once

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.localization.catalog import Catalog, Entry, Previous
from exporter.localization.opposites import turns_round
from exporter.localization.status import catalog_status
from exporter.localization.updating import update_catalog


def catalog(*entries: Entry, language: str = "ru") -> Catalog:
    return Catalog("locales/x/LC_MESSAGES/a.po", (Entry("", (f"Language: {language}\n",)), *entries))


def template(*entries: Entry) -> Catalog:
    return Catalog("locales/a.pot", (Entry("", ("Language:\nX-Source-Language: en\n",)), *entries))


def message(msgid: str, msgstr: str = "", context: str = "paragraph", **more: object) -> Entry:
    return Entry(msgid, (msgstr,), context, **more)  # type: ignore[arg-type]


def updated(old: str, translation: str, new: str, language: str = "ru") -> Entry:
    """Return the message ``new`` after an update of a catalog that has ``old``."""
    found = update_catalog(catalog(message(old, translation), language=language), template(message(new)))
    entry = found.find("paragraph", new)
    assert entry is not None
    return entry


def test_an_unchanged_message_keeps_its_translation_and_its_translators_comments() -> None:
    old = message("A", "А", comments=(" mine",), notes=(" old",), references=("a.md:1",), flags=("md-text",))
    new = message("A", notes=(" new",), references=("a.md:9",), flags=("md-text",))
    (_, found) = update_catalog(catalog(old), template(new)).entries
    assert found == message(
        "A", "А", comments=(" mine",), notes=(" new",), references=("a.md:9",), flags=("md-text",)
    )


def test_a_fuzzy_translation_stays_fuzzy_with_the_text_it_was_made_for() -> None:
    old = message("A b c d", "А", flags=("fuzzy",), previous=Previous("A b c", "paragraph"))
    (_, found) = update_catalog(catalog(old), template(message("A b c d"))).entries
    assert (found.flags, found.previous) == (("fuzzy",), Previous("A b c", "paragraph"))


@pytest.mark.parametrize(
    ("old", "translation", "new", "patched", "language"),
    [
        ("It fell by 12%.", "Упало на 12 %.", "It fell by 21%.", "Упало на 21 %.", "ru"),
        ("It fell by 12%.", "تراجع بنسبة ١٢٪.", "It fell by 21%.", "تراجع بنسبة ٢١٪.", "ar"),
        ("It cost 1,250.5 dollars.", "Стоило 1250,5 доллара.", "It cost 12,300.5 dollars.",
         "Стоило 12\u00a0300,5 доллара.", "ru"),
        ("They met on Wednesday, 15 October 2025.", "Они встретились в среду, 15 октября 2025 года.",
         "They met on Thursday, 16 November 2025.", "Они встретились в четверг, 16 ноября 2025 года.", "ru"),
        ("On 15 October 2025.", "في ١٥ تشرين الأول ٢٠٢٥.", "On 3 December 2024.",
         "في ٣ كانون الأول ٢٠٢٤.", "ar"),
        ("In October 2025.", "В октябре 2025 года.", "In May 2025.", "В мае 2025 года.", "ru"),
    ],
)  # fmt: skip
def test_a_change_of_numbers_or_dates_alone_is_patched_for_review(
    old: str, translation: str, new: str, patched: str, language: str
) -> None:
    found = updated(old, translation, new, language)
    assert found.msgstr == (patched,)
    assert found.flags == ("fuzzy",)
    assert found.previous == Previous(old, "paragraph")


def test_what_cannot_be_patched_for_sure_is_offered_as_it_was() -> None:
    assert updated("12 and 12 men.", "12 и 12 человек.", "12 and 13 men.").msgstr == ("12 и 12 человек.",)
    assert updated("12 men came.", "Дюжина человек пришла.", "13 men came.").msgstr == (
        "Дюжина человек пришла.",
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Trade rose by 12% in the year 2024.", "Trade fell by 12% in the year 2024."),
        ("The council approved the plan on Monday.", "The council has not approved the plan on Monday."),
        ("The council approved the plan on Monday.", "The council rejected the plan on Monday."),
        ("They can leave the country today.", "They can’t leave the country today."),
        ("It is legal to vote here today.", "It is illegal to vote here today."),
        ("They met with the minister in Moscow.", "They met without the minister in Moscow."),
        ("The bases will stay open after 2025.", "The bases will stay open before 2025."),
        ("Exports of oil increased last year.", "Imports of oil increased last year."),
    ],
)
def test_a_turned_statement_never_keeps_its_old_translation(old: str, new: str) -> None:
    found = updated(old, "Перевод", new)
    assert found.msgstr == ("",)
    assert not found.is_fuzzy


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        ("Торговля выросла за год", "Торговля упала за год", "ru"),
        ("Совет одобрил план", "Совет не одобрил план", "ru"),
        ("وافق المجلس على الخطة", "رفض المجلس الخطة", "ar"),
        ("صادق المجلس على الخطة", "لم يصادق المجلس على الخطة", "ar"),
    ],
)
def test_opposites_are_known_in_each_source_language(old: str, new: str, language: str) -> None:
    assert turns_round(old, new, language)
    assert turns_round(new, old, language)


def test_an_ordinary_change_is_offered_fuzzy() -> None:
    found = updated(
        "The leaders discussed bases and trade.",
        "Лидеры обсудили.",
        "The leaders discussed bases, oil and trade.",
    )
    assert (found.msgstr, found.flags) == (("Лидеры обсудили.",), ("fuzzy",))


def test_texts_that_share_little_do_not_match() -> None:
    assert updated("The leaders met in Moscow.", "Перевод", "Oil is sold in Damascus.").msgstr == ("",)


def test_a_match_of_the_same_context_comes_first() -> None:
    old = [message("Talks in Moscow now", "заголовок", "heading"), message("Talks in Moscow now", "абзац")]
    found = update_catalog(catalog(*old), template(message("Talks in Moscow today now"))).entries[1]
    assert found.msgstr == ("абзац",)


def test_a_text_that_moved_to_another_role_is_offered() -> None:
    found = update_catalog(
        catalog(message("Talks", "Переговоры", "heading")), template(message("Talks"))
    ).entries[1]
    assert (found.msgstr, found.flags) == (("Переговоры",), ("fuzzy",))
    assert found.previous == Previous("Talks", "heading")


def test_what_is_not_used_any_more_is_kept_and_comes_back_reviewed() -> None:
    before = catalog(message("A first text.", "Один"), message("Quite another thing.", "Два"))
    without = update_catalog(before, template(message("A first text.")))
    assert [(e.msgid, e.obsolete) for e in without.entries[1:]] == [
        ("A first text.", False),
        ("Quite another thing.", True),
    ]
    again = update_catalog(without, template(message("A first text."), message("Quite another thing.")))
    assert again == before


def test_the_catalogs_header_and_order_of_the_template_stay() -> None:
    old = Catalog(
        "p", (Entry("", ("Language: ru\nX-Generator: Weblate\n",), comments=(" me",)), message("A", "А"))
    )
    found = update_catalog(old, template(message("B"), message("A")))
    assert found.entries[0] == old.entries[0]
    assert [entry.msgid for entry in found.entries[1:]] == ["B", "A"]


def test_plural_messages_have_as_many_forms_as_the_language() -> None:
    found = update_catalog(catalog(), template(Entry("day", ("", ""), plural="days")))
    assert found.entries[1].msgstr == ("", "", "")
    assert "Plural-Forms" in found.header_fields()


WORDS = st.lists(
    st.sampled_from(["the", "leaders", "met", "not", "in", "Moscow", "12", "13", "rose", "fell", "Monday"]),
    min_size=1,
    max_size=7,
).map(" ".join)
OLD = st.lists(
    st.tuples(WORDS, st.sampled_from(["", "раз", "два 12"]), st.sampled_from([(), ("fuzzy",)])),
    max_size=6,
    unique_by=lambda entry: entry[0],
)


@given(OLD, st.lists(WORDS, max_size=6, unique=True))
def test_updating_loses_nothing_settles_at_once_and_invents_no_review(
    old: list[tuple[str, str, tuple[str, ...]]], new: list[str]
) -> None:
    before = catalog(*(message(msgid, msgstr, flags=flags) for msgid, msgstr, flags in old))
    wanted = template(*map(message, new))
    after = update_catalog(before, wanted)
    assert [entry.msgid for entry in after.messages] == new
    assert update_catalog(after, wanted) == after
    kept = {(entry.msgid, entry.msgstr) for entry in after.entries}
    assert {(msgid, (msgstr,)) for msgid, msgstr, _ in old if msgstr} <= kept
    reviewed = {entry.msgid for entry in after.messages if entry.is_translated and not entry.is_fuzzy}
    assert reviewed == {msgid for msgid, msgstr, flags in old if msgstr and not flags} & set(new)


def test_a_large_catalog_is_updated_without_comparing_all_with_all() -> None:
    old = [
        message(f"The leaders of number {n} met in town {n * 7} on a day", f"Перевод {n}")
        for n in range(3000)
    ]
    new = [message(f"The leaders of place {n} met in city {n * 7} on a day now") for n in range(300)]
    found = update_catalog(catalog(*old), template(*new))
    assert len(found.entries) == 3301


def test_a_repetitive_text_costs_no_more_than_its_length() -> None:
    old = [message("a b " * 2_000 + f"{n}z", "x") for n in range(40)]
    new = [message("a b " * 1_999 + f"c {n}q") for n in range(40)]
    found = update_catalog(catalog(*old), template(*new))
    assert all(entry.is_fuzzy for entry in found.messages)


def test_status_counts_messages_and_words() -> None:
    status = catalog_status(
        catalog(
            message("one two", "раз два"),
            message("three", "три", flags=("fuzzy",)),
            message("four five six"),
            message("gone", "ушло", obsolete=True),
        )
    )
    assert (status.translated, status.fuzzy, status.untranslated, status.obsolete) == (1, 1, 1, 1)
    assert (status.total, status.words, status.translated_words) == (3, 6, 2)
    assert status.share == pytest.approx(1 / 3)

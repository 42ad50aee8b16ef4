from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter.errors import UntranslatedError
from exporter.localization.labels import load_labels
from exporter.localization.localize import localize_article
from exporter.localization.messages import extract_messages
from exporter.localization.profiles import load_profile
from exporter.localization.ticks import nice_ticks
from exporter.model.blocks import Chart, Event, Series
from exporter.model.charts import chart_table
from exporter.model.edition import plain_text
from exporter.model.facts import DateFact, MonthFact, YearFact
from exporter.model.inlines import EditionInline, SourceInline, Span
from tests.localization.articles import FACTS, Writer, article, catalog

TRANSLATED = {
    "A visit to Moscow": "زيارة إلى موسكو",
    "S": "م",
    "Exports by year": "الصادرات حسب السنة",
    "tonnes": "طن",
    "Last year": "العام الماضي",
    "Wheat": "القمح",
    "Maize": "الذرة",
    "Steps": "الخطوات",
    "Relations": "العلاقات",
    "Visit": "الزيارة",
    "Photo: Anna": "تصوير: آنا",
}
VALUES = st.lists(
    st.decimals(-(10**15), 10**15, places=6, allow_nan=False, allow_infinity=False), min_size=1, max_size=9
)


def bars(seg: Writer, **changes: Any) -> Chart[SourceInline]:
    chart = Chart(
        "bar",
        seg("caption", "Exports by year"),
        (seg("category", "2023"), seg("category", "Last year")),
        (
            Series(seg("series", "Wheat"), (Decimal("1234.50"), None)),
            Series(seg("series", "Maize"), (Decimal(-2), Decimal(3))),
        ),
        seg("unit", "tonnes"),
        credit=seg("credit", "Photo: Anna"),
    )
    return replace(chart, **changes)


def steps(seg: Writer) -> Chart[SourceInline]:
    events = (
        Event(YearFact(1944), seg("event", "Relations")),
        Event(MonthFact(2024, 12), seg("event", "Visit")),
        Event(
            FACTS["visit"] if isinstance(FACTS["visit"], DateFact) else YearFact(1),
            seg("event", "Visit"),
            "visit",
        ),
    )
    return Chart("timeline", seg("caption", "Steps"), events=events)


def localized(
    tag: str, chart: Chart[SourceInline], *, texts: dict[str, str] = TRANSLATED
) -> Chart[EditionInline]:
    seg = Writer()
    source = article(
        title=seg("title", "A visit to Moscow"), summary=seg("summary", "S"), place=None, authors=(),
        key_facts=(), sources=(), glossary=(), footnotes=(), body=(chart,),
    )  # fmt: skip
    profile = load_profile(tag)
    translation = None if profile.language == "en" else catalog(texts, source, profile.language)
    found = localize_article(source, profile, translation=translation, labels=load_labels(profile.language))
    (shown,) = found.body
    assert isinstance(shown, Chart)
    return shown


def table_of(chart: Chart[EditionInline]) -> list[list[str]]:
    table = chart_table(chart)
    return [
        [plain_text(cell.text) if cell.text else "" for cell in row] for row in (table.header, *table.rows)
    ]


def alt_of(chart: Chart[EditionInline]) -> str:
    assert chart.alt is not None
    return plain_text(chart.alt)


def test_numbers_of_a_chart_are_written_as_the_locale_writes_them() -> None:
    assert table_of(localized("en", bars(Writer()))) == [
        ["Category", "Wheat (tonnes)", "Maize (tonnes)"],
        ["2023", "1,234.50", "\u22122"],
        ["Last year", "", "3"],
    ]
    assert table_of(localized("ar-SY", bars(Writer())))[1] == ["٢٠٢٣", "١٬٢٣٤٫٥٠", "\u2212٢"]


def test_a_negative_number_is_isolated_in_right_to_left_text() -> None:
    words = localized("ar", bars(Writer())).series[1].words[0]

    assert words is not None
    (span,) = words.inlines
    assert isinstance(span, Span)
    assert (span.text, span.direction, bool(span.isolate)) == ("\u22122", "ltr", True)


def test_dates_of_a_timeline_are_in_the_words_of_the_locale() -> None:
    assert [row[0] for row in table_of(localized("en", steps(Writer())))] == [
        "Date", "1944", "December 2024", "15 October 2025",
    ]  # fmt: skip
    assert table_of(localized("ar-SY", steps(Writer())))[2] == ["كانون الأول ٢٠٢٤", "الزيارة"]


def test_the_description_tells_all_of_the_data() -> None:
    assert alt_of(localized("en", bars(Writer()))) == (
        "Bar chart: Exports by year. Unit: tonnes. Wheat: 2023 – 1,234.50; Last year – no data. "
        "Maize: 2023 – \u22122; Last year – 3."
    )
    assert alt_of(localized("en", steps(Writer()))) == (
        "Timeline: Steps. 1944 – Relations; December 2024 – Visit; 15 October 2025 – Visit."
    )
    assert alt_of(localized("ar", bars(Writer()))) == (
        "رسم بياني بالأعمدة: الصادرات حسب السنة. وحدة القياس: طن. القمح: 2023: 1,234.50؛ العام الماضي: "
        "لا تتوفر بيانات. الذرة: 2023: \u22122؛ العام الماضي: 3."
    )


def test_a_caption_that_ends_a_sentence_ends_it_once_in_the_description() -> None:
    seg = Writer()

    found = localized("en", bars(seg, caption=seg("caption", "They fell."), unit=None, credit=None))

    assert alt_of(found).startswith("Bar chart: They fell. Wheat: ")


def test_of_many_points_the_description_tells_the_extremes() -> None:
    seg = Writer()
    values = tuple(Decimal(abs(n - 12)) for n in range(30))
    names = tuple(seg("category", str(2000 + n)) for n in range(30))
    chart = Chart("line", seg("caption", "Steps"), names, (Series(None, values),))

    assert alt_of(localized("en", chart)) == (
        "Line chart: Steps. lowest value 0 (2012), highest value 17 (2029)."
    )


def test_every_text_of_a_chart_is_a_message_and_numbers_are_none() -> None:
    seg = Writer()
    source = article(body=(bars(seg), steps(seg)))

    found = [
        (m.role, m.msgid)
        for m in extract_messages(source)
        if m.role in {"category", "series", "unit", "event"}
    ]

    assert found == [
        ("unit", "tonnes"), ("category", "Last year"), ("series", "Wheat"), ("series", "Maize"),
        ("event", "Relations"), ("event", "Visit"),
    ]  # fmt: skip
    assert ("credit", "Photo: Anna") in {(m.role, m.msgid) for m in extract_messages(source)}


def test_a_chart_without_a_translation_is_refused() -> None:
    lacking = {msgid: text for msgid, text in TRANSLATED.items() if msgid != "Wheat"}

    with pytest.raises(UntranslatedError):
        localized("ar", bars(Writer()), texts=lacking)


@given(VALUES, st.booleans())
def test_ticks_are_few_rising_round_and_around_all_values(values: list[Decimal], from_zero: bool) -> None:
    ticks = nice_ticks(values, from_zero=from_zero)

    steps = {after - before for before, after in pairwise(ticks)}
    assert 2 <= len(ticks) <= 6
    assert ticks[0] <= min(values)
    assert max(values) <= ticks[-1]
    assert len(steps) == 1
    assert steps.pop().normalize().as_tuple().digits in {(1,), (2,), (5,)}
    assert not from_zero or 0 in ticks


@pytest.mark.parametrize(
    ("values", "from_zero", "ticks"),
    [
        ([33, 51], True, [0, 20, 40, 60]),
        ([65, 79], False, [65, 70, 75, 80]),
        ([64, 79], False, [60, 65, 70, 75, 80]),
        ([10, 79], False, [0, 20, 40, 60, 80]),
        ([-12, 22], True, [-20, -10, 0, 10, 20, 30]),
        ([0], True, [Decimal(n) / 5 for n in range(6)]),
        ([7], False, [Decimal(n) / 2 for n in range(12, 17)]),
    ],
)
def test_ticks_stand_where_people_expect_them(
    values: list[int], from_zero: bool, ticks: list[Decimal]
) -> None:
    found = nice_ticks([Decimal(value) for value in values], from_zero=from_zero)

    assert list(found) == ticks

from __future__ import annotations

import datetime as dt
import textwrap
from decimal import Decimal

import pytest

from exporter.errors import (
    ExportError,
    FactError,
    InvalidDateError,
    InvalidValueError,
    MarkupError,
    MissingKeyError,
    Problems,
    TooLargeError,
    UnknownKeyError,
    YamlFeatureError,
)
from exporter.markup import source_text
from exporter.model.blocks import Chart, CodeBlock, Event, Figure, SourceBlock
from exporter.model.facts import DateFact, MonthFact, YearFact
from exporter.model.inlines import SourceInline
from exporter.readers import read_json_article, read_markdown_article

FRONT = """---
title: T
lang: en
date: 2025-10-15
summary: S
facts:
  visit: 2025-10-15
  trade: {percent: 3}
---
"""
BAR = """
kind: bar
caption: Exports
unit: tonnes
categories: ["2023", "2024"]
series:
  - name: Wheat
    values: [1.50, null]
  - name: Maize
    values: [-2, 3]
credit: "Source: {visit}"
"""
TIMELINE = """
kind: timeline
caption: Steps
events:
  - {date: 1944, label: One}
  - {date: 2024-12, label: Two}
  - {fact: visit, label: Three}
"""


def blocks(body: str) -> tuple[SourceBlock, ...]:
    return read_markdown_article((FRONT + body).encode(), slug="x", path="content/x/article.md").body


def chart(yaml: str) -> Chart[SourceInline]:
    (found,) = blocks(f"```chart\n{yaml.strip()}\n```\n")
    assert isinstance(found, Chart)
    return found


def problems(yaml: str) -> list[ExportError]:
    with pytest.raises(ExportError) as caught:
        chart(yaml)
    return list(caught.value.errors) if isinstance(caught.value, Problems) else [caught.value]


def test_a_fenced_block_is_read_as_a_chart_with_its_numbers_as_written() -> None:
    found = chart(BAR)

    assert found.kind == "bar"
    assert source_text(found.caption.inlines) == "Exports"
    assert [series.values for series in found.series] == [(Decimal("1.50"), None), (Decimal(-2), Decimal(3))]
    assert str(found.series[0].values[0]) == "1.50"
    assert found.credit is not None
    assert source_text(found.credit.inlines) == "Source: {visit}"


def test_events_are_days_months_years_or_facts() -> None:
    found = chart(TIMELINE)

    moments = [event.moment for event in found.events]
    assert moments == [YearFact(1944), MonthFact(2024, 12), DateFact(dt.date(2025, 10, 15))]
    assert [event.fact for event in found.events] == ["", "", "visit"]


def test_a_text_of_a_chart_knows_its_line_and_comment() -> None:
    found = chart(BAR.replace("unit: tonnes", "unit: {text: tonnes, comment: Metric ones.}"))

    assert found.unit is not None
    assert (found.unit.line, found.unit.comment) == (13, "Metric ones.")


def test_a_code_block_in_another_language_stays_code() -> None:
    (found,) = blocks(f"```charts\n{BAR.strip()}\n```\n")

    assert isinstance(found, CodeBlock)


def test_a_paragraph_with_a_colon_after_a_picture_is_its_credit() -> None:
    body = '![Map](map.png "Bases")\n\n<!-- translators: A name. -->\n\n: Photo: SANA\n\nText.\n'

    figure, _ = blocks(body)

    assert isinstance(figure, Figure)
    assert figure.credit is not None
    assert source_text(figure.credit.inlines) == "Photo: SANA"
    assert figure.credit.comment == "A name."


WRONG = {
    "kind: pie": (BAR.replace("kind: bar", "kind: pie"), InvalidValueError, 11),
    "no caption": (BAR.replace("caption: Exports\n", ""), MissingKeyError, 11),
    "an unknown key": (BAR.replace("unit:", "units:"), UnknownKeyError, 13),
    "too few values": (BAR.replace("[-2, 3]", "[-2]"), InvalidValueError, 19),
    "only nulls": (BAR.replace("[-2, 3]", "[null, null]"), InvalidValueError, 19),
    "no name": (BAR.replace("  - name: Maize\n    values", "  - values"), MissingKeyError, 18),
    "too many decimals": (BAR.replace("3]", "0.1234567]"), InvalidValueError, 19),
    "an immense number": (BAR.replace("3]", "1e16]"), InvalidValueError, 19),
    "words for a number": (BAR.replace("3]", "three]"), InvalidValueError, 19),
    "an alias": (BAR.replace("caption: Exports", "caption: &a Exports"), YamlFeatureError, 12),
    "a link": (BAR.replace("unit: tonnes", 'unit: "[t](https://x.org)"'), MarkupError, 13),
    "a long name": (BAR.replace("Maize", "m" * 121), TooLargeError, 18),
    "a list": ("- kind: bar", InvalidValueError, 11),
    "a day that is none": (TIMELINE.replace("2024-12,", "2024-02-30,"), InvalidDateError, 15),
    "a month that is none": (TIMELINE.replace("2024-12,", "2024-13,"), InvalidValueError, 15),
    "a fact that is none": (TIMELINE.replace("fact: visit", "fact: visits"), FactError, 16),
    "a fact that is no date": (TIMELINE.replace("fact: visit", "fact: trade"), FactError, 16),
    "events out of order": (TIMELINE.replace("1944", "2025"), InvalidValueError, 15),
    "one event": (TIMELINE.partition("  - {date: 2024")[0], InvalidValueError, 14),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_with_its_line_and_a_hint(name: str) -> None:
    yaml, kind, line = WRONG[name]

    found = problems(yaml)

    assert [(type(error), error.at and error.at.line) for error in found] == [(kind, line)]
    assert found[0].hint


@pytest.mark.parametrize(
    ("moments", "ordered"),
    [(("2024", "2024-12"), True), (("2024-12", "2024"), True), (("2024-12-08", "2024-11"), False)],
)
def test_events_are_compared_as_exactly_as_both_are_known(moments: tuple[str, str], ordered: bool) -> None:
    events = "".join(f"\n  - {{date: {moment}, label: x}}" for moment in moments)
    yaml = f"kind: timeline\ncaption: c\nevents:{events}"

    if ordered:
        assert all(isinstance(event, Event) for event in chart(yaml).events)
    else:
        assert [type(error) for error in problems(yaml)] == [InvalidValueError]


def test_limits_bound_what_a_chart_can_hold() -> None:
    names = ", ".join("c" for _ in range(61))
    values = ", ".join("1" for _ in range(61))
    yaml = textwrap.dedent(f"""
        kind: line
        caption: c
        categories: [{names}]
        series: [{{values: [{values}]}}]
        """)

    assert {type(error) for error in problems(yaml)} == {InvalidValueError}


def test_json_has_no_code_that_markdown_would_take_for_a_chart() -> None:
    data = b"""{"title": "T", "lang": "en", "date": "2025-10-15", "summary": "S",
        "body": [{"type": "code", "text": "x", "info": "chart"}]}"""

    with pytest.raises(InvalidValueError):
        read_json_article(data, slug="x", path="article.json")

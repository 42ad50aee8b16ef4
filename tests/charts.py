"""Charts of each kind for editions, plain and strange ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random  # noqa: TID251  seeded: the same charts at every run

from exporter.localization.ticks import nice_ticks
from exporter.model.blocks import Chart, EditionSegment, Event, Role, Segment, Series, Tick
from exporter.model.facts import DateFact
from exporter.model.inlines import EditionInline, Span
from exporter.model.locale import LocaleProfile


@dataclass(frozen=True, slots=True)
class ChartMaker:
    """Make charts of one edition.

    Attributes:
        segment: Makes a segment of a role and words.
    """

    profile: LocaleProfile
    segment: Callable[[Role, str], EditionSegment]
    label: str

    def numbers(
        self,
        kind: str,
        names: Sequence[str],
        values: Sequence[Sequence[Decimal | None]],
        categories: Sequence[str],
        *,
        caption: str,
        unit: str = "",
        credit: str = "",
    ) -> Chart[EditionInline]:
        known = [value for row in values for value in row if value is not None]
        ticks = nice_ticks(known, from_zero=kind == "bar")
        series = tuple(
            Series(
                self.segment("series", name) if name else None,
                tuple(row),
                tuple(None if value is None else self.number(value) for value in row),
            )
            for name, row in zip(names, values, strict=True)
        )
        return Chart(
            kind="bar" if kind == "bar" else "line",
            caption=self.segment("caption", caption),
            categories=tuple(self.segment("category", name) for name in categories),
            series=series,
            unit=self.segment("unit", unit) if unit else None,
            credit=self.segment("credit", credit) if credit else None,
            label=self.label,
            alt=self.segment("alt", caption),
            ticks=tuple(Tick(value, self.number(value)) for value in ticks),
            headings=tuple(
                self.segment("header", text) for text in (caption, *(n or unit or "%" for n in names))
            ),
        )

    def timeline(
        self, days: Sequence[dt.date], texts: Sequence[str], *, caption: str, credit: str = ""
    ) -> Chart[EditionInline]:
        events = tuple(
            Event(DateFact(day), self.segment("event", text), "", self.segment("cell", self.digits(day)))
            for day, text in zip(days, texts, strict=True)
        )
        return Chart(
            kind="timeline",
            caption=self.segment("caption", caption),
            events=events,
            credit=self.segment("credit", credit) if credit else None,
            label=self.label,
            alt=self.segment("alt", caption),
            headings=(self.segment("header", caption), self.segment("header", caption)),
        )

    def number(self, value: Decimal) -> EditionSegment:
        text = self.profile.with_digits(f"{value:f}").replace("-", "\u2212")
        torn = self.profile.direction == "rtl" and value < 0
        span = Span(text, self.profile.language, "ltr" if torn else self.profile.direction, isolate=int(torn))
        first = self.segment("cell", text)
        return Segment(first.id, "cell", (span,), first.line, state=first.state)

    def digits(self, day: dt.date) -> str:
        return self.profile.with_digits(f"{day.day}.{day.month}.{day.year}")


def sample_charts(maker: ChartMaker, words: Sequence[str]) -> tuple[Chart[EditionInline], ...]:
    """Return a bar chart, one whose bars lie, a line chart, and both forms of a timeline."""
    title, heading, name, item, sentence = words
    one, two = Decimal("12.5"), Decimal(-3)
    days = [dt.date(1944, 7, 21), dt.date(2024, 12, 8), dt.date(2025, 10, 15)]
    return (
        maker.numbers(
            "bar", [heading, name], [[one, None, two], [two, one, Decimal(0)]], ["2023", "2024", "2025"],
            caption=title, unit="%", credit=name,
        ),
        maker.numbers("bar", [""], [[one, Decimal(7)]], [sentence[:80], item], caption=heading),
        maker.numbers(
            "line", [item, heading], [[one, two, None, one], [two, two, one, two]],
            ["2022", "2023", "2024", "2025"], caption=item, unit=item,
        ),
        maker.timeline(days, [item, name, heading], caption=name, credit=item),
        maker.timeline(days * 3, [item, name, sentence] * 3, caption=heading),
    )  # fmt: skip


def strange_charts(maker: ChartMaker, chance: Random, words: Sequence[str]) -> Iterator[Chart[EditionInline]]:
    """Yield charts of any size, with values and names of any length."""

    def text(most: int) -> str:
        return " ".join(chance.choices(words, k=chance.randint(1, most)))

    def value() -> Decimal | None:
        if chance.random() < 0.1:
            return None
        size = chance.choice((0, 1, 1, 4, 12))
        return Decimal(chance.randint(-(10**size), 10**size)).scaleb(-chance.choice((0, 0, 1, 3)))

    for _ in range(chance.choice((0, 1, 1, 2))):
        kind = chance.choice(("bar", "bar", "line", "timeline"))
        if kind == "timeline":
            count = chance.choice((2, 3, 5, 12, 40))
            days = sorted(dt.date.fromordinal(chance.randint(650_000, 739_000)) for _ in range(count))
            yield maker.timeline(days, [text(8) for _ in days], caption=text(10))
            continue
        count, rows = chance.choice((1, 3, 5, 12, 60)), chance.choice((1, 1, 2, 8))
        values = [[value() for _ in range(count)] for _ in range(rows)]
        values[0][0] = values[0][0] or Decimal(1)
        names = [text(4) for _ in values] if rows > 1 else [""]
        categories = [text(chance.choice((1, 1, 5))) for _ in range(count)]
        yield maker.numbers(
            kind, names, values, categories, caption=text(10), unit=text(2) if chance.random() < 0.5 else ""
        )

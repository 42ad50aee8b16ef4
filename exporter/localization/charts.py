"""A chart of the article to that of an edition: numbers and dates in words, and all of it described."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from exporter.errors import SourceLocation
from exporter.localization import chart_labels as labels
from exporter.localization.catalog import Entry
from exporter.localization.composition import join_inlines, last_letter
from exporter.localization.formats import format_number, format_value
from exporter.localization.ticks import nice_ticks
from exporter.localization.translation import Translator
from exporter.model.blocks import Chart, ChartKind, EditionSegment, Event, Series, Tick
from exporter.model.inlines import EditionInline, LineBreak, NoteReference, SourceInline, Span

_MOST_TOLD = 24  # points; of more the description tells the extremes
_FIELD = re.compile(r"\{(\w+)\}")
_ENDS = frozenset(".?!…؟")
_DESCRIPTIONS: dict[ChartKind, Entry] = {
    "bar": labels.BAR_CHART,
    "line": labels.LINE_CHART,
    "timeline": labels.TIMELINE,
}


def localize_chart(chart: Chart[SourceInline], translator: Translator, label: str) -> Chart[EditionInline]:
    """Return a chart in the edition's words.

    Args:
        chart: Of the article.
        translator: Of the edition.
        label: ``Figure 1`` in the edition's words.
    """
    return _ChartLocalizer(chart, translator).localize(label)


class _ChartLocalizer:
    """Localize the texts of one chart in the order of the article."""

    def __init__(self, chart: Chart[SourceInline], translator: Translator) -> None:
        self._chart = chart
        self._translator = translator
        self._say = translator.wording.say
        self._name = chart.caption.id  # begins the identity of all that is put together here

    def localize(self, label: str) -> Chart[EditionInline]:
        chart, segment = self._chart, self._translator.segment
        found = Chart(
            kind=chart.kind,
            caption=segment(chart.caption),
            unit=segment(chart.unit) if chart.unit else None,
            categories=tuple(map(segment, chart.categories)),
            series=tuple(self._series(series, number) for number, series in enumerate(chart.series)),
            events=tuple(self._event(event, number) for number, event in enumerate(chart.events)),
            credit=segment(chart.credit) if chart.credit else None,
            label=label,
        )
        found = replace(found, ticks=self._ticks(), headings=self._headings(found))
        return replace(found, alt=self._describe(found))

    def _series(self, series: Series[SourceInline], number: int) -> Series[EditionInline]:
        name = self._translator.segment(series.name) if series.name else None
        words = tuple(
            None if value is None else self._number(value, f"value {number} {place}")
            for place, value in enumerate(series.values)
        )
        return Series(name, series.values, words)

    def _event(self, event: Event[SourceInline], number: int) -> Event[EditionInline]:
        words = format_value(event.moment, "", self._translator.formats)
        date = self._translator.text("cell", f"{self._name} date {number}", words)
        return Event(event.moment, self._translator.segment(event.text), event.fact, date)

    def _ticks(self) -> tuple[Tick[EditionInline], ...]:
        values = [value for series in self._chart.series for value in series.values if value is not None]
        if not values:
            return ()
        ticks = nice_ticks(values, from_zero=self._chart.kind == "bar")
        return tuple(Tick(value, self._number(value, f"tick {n}")) for n, value in enumerate(ticks))

    def _number(self, value: Decimal, identity: str) -> EditionSegment:
        at = SourceLocation(self._translator.article.path, self._chart.caption.line)
        words = format_number(value, self._translator.formats, at=at)
        return self._translator.text("cell", f"{self._name} {identity}", words)

    # --- the table's head

    def _headings(self, chart: Chart[EditionInline]) -> tuple[EditionSegment, ...]:
        if chart.kind == "timeline":
            return self._label(labels.MOMENT), self._label(labels.EVENT)
        columns = (self._heading(series, chart, number) for number, series in enumerate(chart.series))
        return self._label(labels.CATEGORY), *columns

    def _heading(
        self, series: Series[EditionInline], chart: Chart[EditionInline], number: int
    ) -> EditionSegment:
        if series.name is None or chart.unit is None:
            return series.name or chart.unit or self._label(labels.VALUE)
        parts = {"name": series.name.inlines, "unit": chart.unit.inlines}
        inlines = self._filled(labels.NAME_AND_UNIT, parts)
        name = f"{self._name} heading {number}"
        return self._translator.composed("header", name, inlines, (series.name, chart.unit))

    def _label(self, label: Entry) -> EditionSegment:
        return self._translator.text("header", f"{self._name} {label.msgid}", self._say(label))

    # --- the description

    def _describe(self, chart: Chart[EditionInline]) -> EditionSegment:
        parts = {"title": _spoken(chart.caption.inlines), "data": self._spaced(self._sentences(chart))}
        inlines = self._filled(_DESCRIPTIONS[chart.kind], parts)
        names = [series.name for series in chart.series]
        texts = [event.text for event in chart.events]
        told = (chart.caption, chart.unit, *chart.categories, *names, *texts)
        return self._translator.composed("alt", f"{self._name} alt", inlines, told)

    def _sentences(self, chart: Chart[EditionInline]) -> list[Sequence[EditionInline]]:
        if chart.kind == "timeline":
            points = [self._point(event.words, event.text) for event in chart.events]
            return [self._filled(labels.VALUES, {"values": self._joined(points)})]
        told = len(chart.series) * len(chart.categories) <= _MOST_TOLD
        sentences = [self._filled(labels.UNIT, {"unit": chart.unit.inlines})] if chart.unit else []
        for series in chart.series:
            values = self._points(series, chart) if told else self._extremes(series, chart)
            sentences.append(self._sentence(series, values))
        return [*sentences]

    def _sentence(
        self, series: Series[EditionInline], values: Sequence[EditionInline]
    ) -> tuple[EditionInline, ...]:
        if series.name is None:
            return self._filled(labels.VALUES, {"values": values})
        return self._filled(labels.NAMED_VALUES, {"name": series.name.inlines, "values": values})

    def _points(self, series: Series[EditionInline], chart: Chart[EditionInline]) -> Sequence[EditionInline]:
        pairs = zip(chart.categories, series.words, strict=True)
        return self._joined([self._point(category, words) for category, words in pairs])

    def _point(self, name: EditionSegment | None, value: EditionSegment | None) -> Sequence[EditionInline]:
        nothing = self._translator.spans(self._say(labels.NO_DATA))
        shown = (segment.inlines if segment else nothing for segment in (name, value))
        return self._filled(labels.POINT, dict(zip(("name", "value"), shown, strict=True)))

    def _extremes(
        self, series: Series[EditionInline], chart: Chart[EditionInline]
    ) -> Sequence[EditionInline]:
        known = [(value, place) for place, value in enumerate(series.values) if value is not None]
        parts: dict[str, Sequence[EditionInline]] = {}
        for field, (_, place) in (("low", min(known)), ("high", max(known, key=_highest_first))):
            words = series.words[place]
            parts[field] = words.inlines if words else ()
            parts[f"{field}_name"] = chart.categories[place].inlines
        return self._filled(labels.EXTREMES, parts)

    # --- putting together

    def _joined(self, points: Sequence[Sequence[EditionInline]]) -> Sequence[EditionInline]:
        separator = self._translator.spans(self._say(labels.SEPARATOR))
        return join_inlines(part for point in points for part in (separator, point))[len(separator) :]

    def _spaced(self, sentences: Sequence[Sequence[EditionInline]]) -> Sequence[EditionInline]:
        space = self._translator.spans(" ")
        return join_inlines(part for sentence in sentences for part in (space, sentence))[len(space) :]

    def _filled(
        self, label: Entry, parts: Mapping[str, Sequence[EditionInline]]
    ) -> tuple[EditionInline, ...]:
        """Put texts in the places of a label's fields; a text that ends a sentence ends it alone."""
        pieces: list[Sequence[EditionInline]] = []
        for number, piece in enumerate(_FIELD.split(self._say(label))):
            doubled = piece.startswith(".") and pieces and last_letter(pieces[-1]) in _ENDS
            if number % 2:
                pieces.append(parts[piece])
            elif shown := piece[1:] if doubled else piece:
                pieces.append(self._translator.spans(shown))
        return join_inlines(pieces)


def _highest_first(known: tuple[Decimal, int]) -> tuple[Decimal, int]:
    return known[0], -known[1]


def _spoken(inlines: Iterable[EditionInline]) -> tuple[EditionInline, ...]:
    """Leave out what a description cannot hold: notes, links, line breaks."""
    spoken: list[EditionInline] = []
    for inline in inlines:
        match inline:
            case Span():
                spoken.append(replace(inline, href=""))
            case NoteReference() | LineBreak():
                pass
    return tuple(spoken)

"""A chart of an edition to the table of its data."""

from __future__ import annotations

from exporter.model.blocks import Alignment, Cell, Chart, EditionSegment, Table
from exporter.model.inlines import EditionInline


def chart_table(chart: Chart[EditionInline]) -> Table[EditionInline]:
    """Return what a chart shows as a table with its caption and label."""
    first: Alignment = ""
    rest: Alignment = "" if chart.kind == "timeline" else "end"
    return Table(
        header=tuple(map(Cell, chart.headings)),
        rows=_events(chart) if chart.kind == "timeline" else _numbers(chart),
        alignments=(first, *(rest for _ in chart.headings[1:])),
        caption=chart.caption,
        label=chart.label,
    )


def chart_segments(chart: Chart[EditionInline]) -> tuple[EditionSegment, ...]:
    """Return the segments that the table and the credit show, in reading order."""
    table = chart_table(chart)
    cells = (cell.text for row in (table.header, *table.rows) for cell in row)
    return tuple(filter(None, (chart.caption, *cells, chart.credit)))


def _events(chart: Chart[EditionInline]) -> tuple[tuple[Cell[EditionInline], ...], ...]:
    return tuple((Cell(event.words), Cell(event.text)) for event in chart.events)


def _numbers(chart: Chart[EditionInline]) -> tuple[tuple[Cell[EditionInline], ...], ...]:
    return tuple(
        (Cell(category), *(Cell(series.words[number]) for series in chart.series))
        for number, category in enumerate(chart.categories)
    )

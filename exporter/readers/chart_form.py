"""A chart to the data of its JSON form, and to the lines of its fenced block."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exporter.model.blocks import Chart, Event, Series, SourceSegment
from exporter.model.inlines import SourceInline
from exporter.readers.body import CHART_FENCE
from exporter.readers.facts import moment_to_text
from exporter.readers.yaml_form import front_matter_lines


def chart_to_data(chart: Chart[SourceInline], write: Callable[[SourceSegment], Any]) -> dict[str, Any]:
    """Return a chart in the form of the schema; ``write`` turns a text into data."""
    data: dict[str, Any] = {"kind": chart.kind, "caption": write(chart.caption)}
    if chart.unit:
        data["unit"] = write(chart.unit)
    if chart.kind == "timeline":
        data["events"] = [_event(event, write) for event in chart.events]
    else:
        data["categories"] = [write(category) for category in chart.categories]
        data["series"] = [_series(series, write) for series in chart.series]
    if chart.credit:
        data["credit"] = write(chart.credit)
    return data


def chart_lines(data: dict[str, Any]) -> list[str]:
    """Return the fenced block that reads back to a chart's data."""
    return [f"```{CHART_FENCE}", *front_matter_lines(data), "```"]


def _series(series: Series[SourceInline], write: Callable[[SourceSegment], Any]) -> dict[str, Any]:
    name = {"name": write(series.name)} if series.name else {}
    return {**name, "values": list(series.values)}


def _event(event: Event[SourceInline], write: Callable[[SourceSegment], Any]) -> dict[str, Any]:
    moment = {"fact": event.fact} if event.fact else {"date": moment_to_text(event.moment)}
    return {**moment, "label": write(event.text)}

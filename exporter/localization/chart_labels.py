"""The toolkit's own words for charts: what their descriptions and tables say."""

from __future__ import annotations

from exporter.localization.catalog import Entry

_FIELDS = ("python-brace-format",)

BAR_CHART = Entry(
    "Bar chart: {title}. {data}",
    context="chart",
    notes=(" Description of a drawing for those who cannot see it.",),
    flags=_FIELDS,
)
LINE_CHART = Entry(
    "Line chart: {title}. {data}",
    context="chart",
    notes=(" Description of a drawing for those who cannot see it.",),
    flags=_FIELDS,
)
TIMELINE = Entry(
    "Timeline: {title}. {data}",
    context="chart",
    notes=(" Description of a drawing for those who cannot see it; {data} are dates and events.",),
    flags=_FIELDS,
)
UNIT = Entry(
    "Unit: {unit}.", context="chart", notes=(" Sentence that says in what the numbers count.",), flags=_FIELDS
)
VALUES = Entry("{values}.", context="chart", notes=(" Sentence with all points of a chart.",), flags=_FIELDS)
NAMED_VALUES = Entry(
    "{name}: {values}.",
    context="chart",
    notes=(" Sentence with all points of one series of a chart, after its name.",),
    flags=_FIELDS,
)
POINT = Entry(
    "{name} – {value}",
    context="chart",
    notes=(" One point of a chart: a category and its value, or a date and its event.",),
    flags=_FIELDS,
)
SEPARATOR = Entry("; ", context="chart", notes=(" Between two points of a chart.",))
EXTREMES = Entry(
    "lowest value {low} ({low_name}), highest value {high} ({high_name})",
    context="chart",
    notes=(" In place of all points where they are many; each value with its category.",),
    flags=_FIELDS,
)
NO_DATA = Entry("no data", context="chart", notes=(" In place of a value that is not known.",))
CATEGORY = Entry("Category", context="column", notes=(" Column with the names of what a chart compares.",))
VALUE = Entry("Value", context="column", notes=(" Column with the numbers of a chart.",))
MOMENT = Entry("Date", context="column", notes=(" Column with the dates of a timeline.",))
EVENT = Entry("Event", context="column", notes=(" Column with the events of a timeline.",))
NAME_AND_UNIT = Entry(
    "{name} ({unit})",
    context="column",
    notes=(" Column with the numbers of a chart: what they are, and in what they count.",),
    flags=_FIELDS,
)
CHART_LABELS: tuple[Entry, ...] = (
    BAR_CHART,
    LINE_CHART,
    TIMELINE,
    UNIT,
    VALUES,
    NAMED_VALUES,
    POINT,
    SEPARATOR,
    EXTREMES,
    NO_DATA,
    CATEGORY,
    VALUE,
    MOMENT,
    EVENT,
    NAME_AND_UNIT,
)

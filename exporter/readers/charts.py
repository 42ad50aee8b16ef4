"""A chart's nodes, from JSON or from a fenced block of YAML, to the chart."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from exporter.errors import (
    FactError,
    InvalidDateError,
    InvalidValueError,
    MarkupError,
    MissingKeyError,
    TooLargeError,
)
from exporter.markup import source_text, walk_inlines
from exporter.model.blocks import CHART_KINDS, Chart, Event, Moment, Role, Series, SourceSegment
from exporter.model.facts import DateFact, MonthFact, YearFact
from exporter.model.inlines import Link, SourceInline
from exporter.readers.desk import Desk
from exporter.readers.facts import read_number
from exporter.readers.front_matter import read_text
from exporter.readers.nodes import Node
from exporter.readers.schema import schema_of_articles, schema_of_charts
from exporter.readers.validation import is_date, validate
from exporter.readers.yaml_nodes import read_yaml_nodes

_MOST_DECIMALS = 6
_LONGEST = {"category": 120, "series": 120, "unit": 60, "event": 400, "credit": 400}
_SOME_TIME = YearFact(1)  # stands in for what is reported


def read_fenced_chart(text: str, line: int, desk: Desk) -> Chart[SourceInline] | None:
    """Read the YAML of a fenced block, or return None when it does not fit the schema.

    Args:
        text: Between the fences.
        line: Of the file, on which the text begins.
        desk: Receives every problem.
    """
    node = read_yaml_nodes(text, desk.path, line, desk.problems, what="chart")
    if node is None:
        return None
    if node.kind != "object":
        hint = "write kind, caption and the data, each as key: value"
        desk.report(InvalidValueError, "a chart is no mapping", node.line, hint)
        return None
    kind = node.members["kind"].text if "kind" in node.members else ""
    problems = validate(node, schema_of_charts(kind), desk.path, schema_of_articles())
    desk.problems.extend(problems)
    return None if problems or not node.is_known else read_chart(node, desk)


def read_chart(node: Node, desk: Desk) -> Chart[SourceInline]:
    """Read a chart that fits the schema; segments get their ids in this order."""
    kind = next(kind for kind in CHART_KINDS if kind == node.members["kind"].text)
    caption = read_text(node.members["caption"], "caption", desk)
    if kind == "timeline":
        events = tuple(_read_event(item, desk) for item in node.members["events"].items)
        _check_order(events, node, desk)
        return Chart(kind, caption, events=events, credit=_read_optional(node, "credit", desk))
    unit = _read_optional(node, "unit", desk)
    categories = tuple(_read_short(item, "category", desk) for item in node.members["categories"].items)
    nodes = node.members["series"].items
    series = tuple(_read_series(item, len(categories), desk) for item in nodes)
    _check_names(series, nodes, desk)
    return Chart(kind, caption, categories, series, unit, credit=_read_optional(node, "credit", desk))


def _read_optional(node: Node, role: Role, desk: Desk) -> SourceSegment | None:
    return _read_short(node.members[role], role, desk) if role in node.members else None


def _read_short(node: Node, role: Role, desk: Desk) -> SourceSegment:
    """Read a text that has to find room in a drawing."""
    segment = read_text(node, role, desk)
    if len(source_text(segment.inlines)) > _LONGEST[role]:
        problem = f"a chart's {role} is longer than {_LONGEST[role]} letters"
        desk.report(TooLargeError, problem, node.line, "shorten it; the text around the chart can say more")
    if role != "credit" and any(isinstance(inline, Link) for inline in walk_inlines(segment.inlines)):
        problem = f"a link stands in a chart's {role}, which is drawn"
        desk.report(MarkupError, problem, node.line, "put the link into the caption or the credit")
    return segment


# --- numbers -----------------------------------------------------------------------


def _read_series(node: Node, count: int, desk: Desk) -> Series[SourceInline]:
    name = _read_short(node.members["name"], "series", desk) if "name" in node.members else None
    values = node.members["values"]
    if len(values.items) != count:
        problem = f"a series has {len(values.items)} values, but the chart {count} categories"
        hint = "write one value for each category, null for one that is not known"
        desk.report(InvalidValueError, problem, values.line, hint)
    if all(item.kind == "null" for item in values.items):
        desk.report(InvalidValueError, "a series has no values", values.line, "write them, or delete it")
    numbers = tuple(None if item.kind == "null" else _read_value(item, desk) for item in values.items)
    return Series(name, numbers)


def _read_value(node: Node, desk: Desk) -> Decimal | None:
    try:
        value = read_number(node.text)
    except ValueError as error:
        desk.report(InvalidValueError, str(error), node.line, "round it")
        return None
    if int(value.as_tuple().exponent) < -_MOST_DECIMALS:
        problem = f"{node.text[:40]} has more than {_MOST_DECIMALS} decimals"
        desk.report(InvalidValueError, problem, node.line, "round it, or count in a smaller unit")
    return value


def _check_names(series: Sequence[Series[SourceInline]], nodes: Sequence[Node], desk: Desk) -> None:
    for found, node in zip(series, nodes, strict=True):
        if found.name is None and len(series) > 1:
            problem = "a series has no name, but the chart several series"
            desk.report(MissingKeyError, problem, node.line, 'add "name": what its values count')


# --- events ------------------------------------------------------------------------


def _read_event(node: Node, desk: Desk) -> Event[SourceInline]:
    if "fact" in node.members:
        fact = node.members["fact"]
        moment = _moment_of_fact(fact, desk)
        return Event(moment, _read_short(node.members["label"], "event", desk), fact.text)
    moment = _read_moment(node.members["date"], desk)
    return Event(moment, _read_short(node.members["label"], "event", desk))


def _moment_of_fact(node: Node, desk: Desk) -> Moment:
    facts = desk.facts
    if facts is None or (node.text in facts and facts[node.text] is None):
        return _SOME_TIME  # the front matter has been blamed already
    fact = facts.get(node.text)
    if isinstance(fact, DateFact | MonthFact | YearFact):
        return fact
    if fact is None:
        hint = desk.nearest(node.text, facts) or f'add "{node.text}" to the facts'
        desk.report(FactError, f'the fact "{node.text}" is not among the facts', node.line, hint)
    else:
        hint = "name a fact that is a day, month or year"
        desk.report(FactError, f'the fact "{node.text}" is no date', node.line, hint)
    return _SOME_TIME


def _read_moment(node: Node, desk: Desk) -> Moment:
    """Read ``2025-10-15``, ``2025-10`` or ``2025``."""
    year, _, rest = node.text.partition("-")
    month, _, day = rest.partition("-")
    if day and not is_date(node.text):
        problem = f'"{node.text}" is no day of the calendar'
        desk.report(InvalidDateError, problem, node.line, "write a day that exists as YYYY-MM-DD")
        return _SOME_TIME
    if day:
        return DateFact(datetime.date.fromisoformat(node.text))
    return MonthFact(int(year), int(month)) if month else YearFact(int(year))


def _check_order(events: Sequence[Event[SourceInline]], node: Node, desk: Desk) -> None:
    nodes = node.members["events"].items
    for (before, after), item in zip(pairwise(events), nodes[1:], strict=True):
        pairs = zip(_parts(before.moment), _parts(after.moment), strict=False)
        first = next(((one, other) for one, other in pairs if one != other), (0, 0))
        if first[0] > first[1] and _SOME_TIME not in {before.moment, after.moment}:
            problem = "an event of the timeline is earlier than the one before it"
            desk.report(InvalidValueError, problem, item.line, "put the earliest event first")


def _parts(moment: Moment) -> tuple[int, ...]:
    match moment:
        case DateFact(day):
            return day.year, day.month, day.day
        case MonthFact(year, month):
            return year, month
        case YearFact(year):
            return (year,)

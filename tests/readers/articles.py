"""Articles of every block and inline, in their JSON form, for property tests."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from random import Random  # noqa: TID251 - hypothesis draws its seed
from typing import Any

from hypothesis import strategies as st

from exporter.markup import normalize_inlines, write_inlines
from exporter.model.article import Article
from exporter.model.blocks import Segment
from tests.markup.trees import LABELS, TreeMaker

FACTS = {
    "trade": {"percent": Decimal("-37.50")},
    "x_1": {"amount": Decimal(1200000), "currency": "USD"},
    "visit": "2025-10-15",
    "fall": {"month": "2024-12"},
    "since": {"year": 1944},
    "seats": Decimal(119),
    "war": {"years": [2011, 2024]},
    "desk": {"literal": '+7 495 "a" {b} \\ # : ,'},
}
COMMENTS = ["Keep it short.", "translators: a -- b > c", '"quoted": {x} #1', "— ->"]
CODE = [
    "x = 1",
    "```\nfenced\n```",
    "  two\n\n\ttab",
    "> quote\n- item\n   \nend",
    "\n\nlines\n",
    "[^q]: `a` | b",
    "~~~~",
]

KINDS = ["paragraph", "paragraph", "table", "figure", "code", "break"]
NESTED_KINDS = ["list", "list", "quote"]
INFOS = ["", "python", "a b'c\""]
FILES = ["map.png", "a b/(c)&amp;<d>.png", "карта.jpg"]

Json = dict[str, Any]


class ArticleMaker:
    """Make an article's JSON form from a source of chance."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._trees = TreeMaker(random)

    def article(self) -> Json:
        """Make an article that reads; every footnote that is referred to is defined."""
        data: Json = {
            "title": self.text(breaks=False, notes=False),
            "summary": self.text(notes=False),
            "lang": self.random.choice(["en", "ar", "pt-BR", "no"]),
            "date": "2025-10-15",
            "facts": FACTS,
            "body": self._headed(self.blocks(notes=True, depth=3)),
        }
        if self.random.random() < 0.5:
            data |= self._details()
        written = json.dumps(data["body"], ensure_ascii=False, default=str)
        used = [label for label in LABELS if f"[^{label}]" in written]
        notes = [{"label": label, "blocks": self.blocks(notes=False, depth=2)} for label in used]
        return {**data, "footnotes": notes}

    def _details(self) -> Json:
        def name() -> str | Json:
            return self.text(breaks=False, notes=False)

        return {
            "place": name(),
            "authors": [name() for _ in range(self.random.randrange(3))],
            "classification": self.random.choice(["public", "secret"]),
            "key_facts": [self.text(notes=False) for _ in range(self.random.randrange(3))],
            "sources": [
                {"title": name(), "url": "https://example.org/", "date": "2024-02-29"},
                {"title": name()},
            ],
            "glossary": [{"term": name(), "note": self.text(notes=False)}, {"term": name()}],
        }

    def markdown(self, *, breaks: bool = True, notes: bool = True, links: bool = True) -> str:
        while True:
            inlines = self._trees.inlines(breaks=breaks, notes=notes, links=links)
            if normalize_inlines(inlines):
                return write_inlines(inlines)

    def text(self, *, breaks: bool = True, notes: bool = True, links: bool = True) -> str | Json:
        text = self.markdown(breaks=breaks, notes=notes, links=links)
        return {"text": text, "comment": self.random.choice(COMMENTS)} if self.random.random() < 0.2 else text

    def blocks(self, *, notes: bool, depth: int) -> list[Json]:
        return [self._block(notes=notes, depth=depth) for _ in range(self.random.choice([1, 1, 1, 2, 2, 3]))]

    def _block(self, *, notes: bool, depth: int) -> Json:
        kinds = [
            "paragraph",
            "paragraph",
            "table",
            "figure",
            "chart",
            "code",
            "break",
            *["list", "list", "quote"] * bool(depth),
        ]
        match self.random.choice(kinds):
            case "table":
                return self._table(notes=notes)
            case "figure":
                return self._figure(notes=notes)
            case "chart":
                return self._chart(notes=notes)
            case "code":
                return {"type": "code", "text": self.random.choice(CODE), "info": self.random.choice(INFOS)}
            case "break":
                return {"type": "break"}
            case "list":
                return self._list(notes=notes, depth=depth - 1)
            case "quote":
                quote: Json = {"type": "quote", "blocks": self.blocks(notes=notes, depth=depth - 1)}
                return (
                    {**quote, "attribution": self.text(notes=notes)} if self.random.random() < 0.5 else quote
                )
            case _:
                return {"type": "paragraph", "text": self.text(notes=notes)}

    def _list(self, *, notes: bool, depth: int) -> Json:
        simple = self.random.random() < 0.5
        items = [
            [{"type": "paragraph", "text": self.text(notes=notes)}]
            if simple
            else self.blocks(notes=notes, depth=depth)
            for _ in range(self.random.randint(1, 3))
        ]
        data = {"type": "list", "tight": self.random.random() < 0.5, "items": items}
        if self.random.random() < 0.5:
            data |= {"ordered": True, "start": self.random.choice([0, 1, 1, 7, 999_999_990])}
        return data

    def _table(self, *, notes: bool) -> Json:
        columns = self.random.randint(1, 3)

        def row() -> list[str | None]:
            texts = (self.markdown(breaks=False, notes=notes) for _ in range(columns))
            return [text if self.random.random() < 0.8 else None for text in texts]

        data: Json = {
            "type": "table",
            "header": row(),
            "rows": [row() for _ in range(self.random.randrange(3))],
            "alignments": self.random.choices(["", "start", "center", "end"], k=columns),
        }
        if self.random.random() < 0.5:
            data["caption"] = self._caption(notes=notes)
        if data["header"][0] and self.random.random() < 0.5:
            data["comment"] = self.random.choice(COMMENTS)
        return data

    def _figure(self, *, notes: bool) -> Json:
        alt = self.text(breaks=False, notes=False, links=False)
        data: Json = {"type": "figure", "src": self.random.choice(FILES), "alt": alt}
        if self.random.random() < 0.3:
            data["credit"] = self.text(breaks=False, notes=False)
        return {**data, "caption": self._caption(notes=notes)} if self.random.random() < 0.5 else data

    def _chart(self, *, notes: bool) -> Json:
        data: Json = {"type": "chart", "kind": self.random.choice(["bar", "line", "timeline"])}
        if data["kind"] == "timeline":
            return {**data, "caption": self._caption(notes=notes), "events": self._events()}
        count = self.random.randint(1, 4)
        series = [
            {"name": self._drawn(), "values": self._values(count)} for _ in range(self.random.randint(1, 3))
        ]
        if len(series) == 1 and self.random.random() < 0.5:
            del series[0]["name"]
        return {
            **data,
            "caption": self._caption(notes=notes),
            "unit": self._drawn(60),
            "categories": [self._drawn() for _ in range(count)],
            "series": series,
            "credit": self.text(breaks=False, notes=False),
        }

    def _values(self, count: int) -> list[Decimal | None]:
        some = [None, Decimal("-12.50"), Decimal(0), Decimal("1E+3"), Decimal("0.000001")]
        return [Decimal(7), *self.random.choices(some, k=count - 1)]

    def _events(self) -> list[Json]:
        moments: list[Json] = [
            {"date": "0944"}, {"date": "1944"}, {"date": "2024-12"}, {"date": "2024-12-08"},
            {"fact": "fall"}, {"fact": "visit"},
        ]  # fmt: skip
        chosen = sorted(self.random.sample(range(len(moments)), self.random.randint(2, 4)))
        return [{**moments[place], "label": self._drawn()} for place in chosen]

    def _drawn(self, longest: int = 120) -> str:
        while True:
            text = self.markdown(breaks=False, notes=False, links=False)
            if len(text) <= longest:
                return text

    def _caption(self, *, notes: bool) -> str:
        while True:
            caption = self.markdown(breaks=False, notes=notes)
            if '"' not in caption or "`" not in caption:  # no code in a caption holds such a mark
                return caption

    def _headed(self, blocks: list[Json]) -> list[Json]:
        """Put headings that skip no level between blocks."""
        last, result = 1, list[Json]()
        for block in blocks:
            if self.random.random() < 0.5:
                last = self.random.randint(2, min(6, last + 1))
                result.append({"type": "heading", "level": last, "text": self.text(breaks=False)})
            result.append(block)
        return result


def articles() -> st.SearchStrategy[Json]:
    """Draw an article's JSON form."""
    return st.randoms(use_true_random=True).map(lambda random: ArticleMaker(random).article())


def as_text(data: Any) -> str:
    """Write the JSON form as text; decimals as they are."""
    marked = json.dumps(data, ensure_ascii=True, default=lambda number: f"\x00{number}\x00")
    return marked.replace('"\\u0000', "").replace('\\u0000"', "")


def comparable(value: Any) -> Any:
    """Take an article apart into plain data, without the lines of its source."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        skipped = (
            {"line"} if isinstance(value, Segment) else {"path"} if isinstance(value, Article) else set[str]()
        )
        parts = {name: comparable(getattr(value, name)) for name in names if name not in skipped}
        return (type(value).__name__, parts)
    if isinstance(value, tuple):
        return [comparable(item) for item in value]
    if isinstance(value, dict):
        return {key: comparable(item) for key, item in value.items()}
    return value

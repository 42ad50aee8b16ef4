"""Small articles for the tests of localization."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from exporter.errors import SourceLocation
from exporter.localization.catalog import Catalog, Entry
from exporter.localization.messages import extract_messages
from exporter.markup import SegmentIds, read_inlines, write_message
from exporter.model.article import Article, Footnote, GlossaryEntry, Picture, Source
from exporter.model.blocks import (
    Cell,
    CodeBlock,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Role,
    Segment,
    SourceSegment,
    Table,
    ThematicBreak,
)
from exporter.model.facts import DateFact, Fact, LiteralFact, PercentFact, YearRangeFact

FACTS: dict[str, Fact] = {
    "visit": DateFact(dt.date(2025, 10, 15)),
    "trade": PercentFact(Decimal("-37.5")),
    "war": YearRangeFact(2011, 2024),
    "desk": LiteralFact("+971 4 123 4567"),
}


class Writer:
    """Make segments with ids and rising line numbers."""

    def __init__(self) -> None:
        self.ids = SegmentIds()
        self.line = 0

    def __call__(self, role: Role, text: str, hrefs: Iterable[str] = (), comment: str = "") -> SourceSegment:
        self.line += 1
        at = SourceLocation("content/visit/article.md", self.line)
        inlines = read_inlines(text, hrefs=tuple(hrefs), at=at)
        return Segment(self.ids.next_id(role, write_message(inlines)[0]), role, inlines, self.line, comment)


def article(**changes: Any) -> Article:
    """Return an article with every block, in English."""
    seg = Writer()
    values: dict[str, Any] = {
        "slug": "visit",
        "path": "content/visit/article.md",
        "language": "en",
        "title": seg("title", "A visit to Moscow"),
        "summary": seg("summary", "They met on {visit} and trade fell by {trade}."),
        "date": dt.date(2025, 10, 15),
        "place": seg("place", "Moscow"),
        "authors": (seg("author", "Anna Smith"), seg("author", "Omar Haddad")),
        "classification": "internal",
        "key_facts": (seg("key-fact", "The war lasted {war}."),),
        "facts": FACTS,
        "body": (
            Heading(2, seg("heading", "The talks")),
            Paragraph(
                seg(
                    "paragraph",
                    "He *said* **so** in [an interview][1] with `C++`[^b] and[^a] called {desk}.",
                    ["https://example.org/a?b=1"],
                    "Said in the Kremlin.",
                )
            ),
            Quote(
                (Paragraph(seg("quote", "We honour all accords.")),), seg("attribution", "Ahmed al-Sharaa")
            ),
            ListBlock(
                (
                    ListItem(
                        (
                            Paragraph(seg("item", "First")),
                            ListBlock((ListItem((Paragraph(seg("item", "Inner")),)),)),
                        )
                    ),
                    ListItem((Paragraph(seg("item", "Second")),)),
                )
            ),
            ListBlock((ListItem((Paragraph(seg("item", "Third")),)),), ordered=True, start=12),
            Table(
                header=(Cell(seg("header", "Year")), Cell(seg("header", "Trade"))),
                rows=(
                    (Cell(seg("cell", "2024")), Cell(seg("cell", "1,250.5"))),
                    (Cell(seg("cell", "{war}")), Cell(seg("cell", "-37.5%"))),
                    (Cell(seg("cell", "note")), Cell(None)),
                ),
                alignments=("", "end"),
                caption=seg("caption", "Trade by year"),
            ),
            Figure("map.png", seg("alt", "A map of bases"), seg("caption", "Bases")),
            ThematicBreak(),
            CodeBlock("x = 1"),
        ),
        "footnotes": (
            Footnote("b", (Paragraph(seg("footnote", "Note b.")),)),
            Footnote("a", (Paragraph(seg("footnote", "Note a.")),)),
        ),
        "sources": (
            Source(
                seg("source", "Syria’s leader meets Putin"),
                seg("publisher", "The Moscow Times"),
                "https://example.org/moscow",
                dt.date(2025, 10, 16),
            ),
            Source(seg("source", "What next?")),
        ),
        "glossary": (
            GlossaryEntry(seg("term", "Hmeimim"), seg("note", "An air base.")),
            GlossaryEntry(seg("term", "Tartous")),
        ),
        "pictures": {
            "map.png": Picture(b"en", "image/png", 4, 3),
            "map.ar.png": Picture(b"ar", "image/png", 4, 3),
        },
    }
    return Article(**{**values, **changes})


ARABIC = {
    "A visit to Moscow": "زيارة إلى موسكو",
    "They met on {visit} and trade fell by {trade}.": "التقيا في {visit} وتراجعت التجارة بنسبة {trade}.",
    "Moscow": "موسكو",
    "Anna Smith": "آنا سميث",
    "Omar Haddad": "عمر حداد",
    "The war lasted {war}.": "دامت الحرب {war}.",
    "The talks": "المحادثات",
    "He *said* **so** in [an interview][1] with `C++`[^b] and[^a] called {desk}.": (
        "اتصل بالرقم {desk}[^a] و*قال* **ذلك** في [مقابلة][1] مع The Moscow Times بلغة `C++`[^b]."
    ),
    "We honour all accords.": "نحترم جميع الاتفاقات.",
    "Ahmed al-Sharaa": "أحمد الشرع",
    "First": "أولا",
    "Inner": "داخلي",
    "Second": "ثانيا",
    "Third": "ثالثا",
    "Year": "السنة",
    "Trade": "التجارة",
    "note": "ملاحظة",
    "Trade by year": "التجارة حسب السنة",
    "A map of bases": "خريطة القواعد",
    "Bases": "القواعد",
    "Note b.": "ملاحظة ب.",
    "Note a.": "ملاحظة أ.",
    "Syria’s leader meets Putin": "زعيم سوريا يلتقي بوتين",
    "The Moscow Times": "موسكو تايمز",
    "What next?": "ماذا بعد؟",
    "Hmeimim": "حميميم",
    "An air base.": "قاعدة جوية.",
    "Tartous": "طرطوس",
}


def catalog(texts: dict[str, str], source: Article | None = None, language: str = "ar") -> Catalog:
    """Return the article's catalog with these translations."""
    entries = [
        Entry(m.msgid, (texts.get(m.msgid, ""),), m.role, line=number)
        for number, m in enumerate(extract_messages(source or article()), 10)
    ]
    return Catalog(f"locales/{language}/LC_MESSAGES/visit.po", tuple(entries))

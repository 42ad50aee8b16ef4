"""Packs that hold everything a pack can, in each language: what pack writers are tested with."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from exporter.model.blocks import Alignment, Cell, EditionSegment, Figure, Role, Segment, Table
from exporter.model.edition import Detail, Edition
from exporter.model.inlines import EditionInline, Span
from exporter.model.pack import FigureEntry, IndexEntry, Mention, Pack, PackLabels, PackPart
from tests.editions import LABELS, PROFILES, WORDS, sample_edition

PACK_LABELS = {
    "en": PackLabels("Glossary", "List of figures", "Index of names", "About this pack"),
    "ar": PackLabels("مسرد الأسماء والمصطلحات", "قائمة الأشكال", "فهرس الأسماء", "عن هذا الملف"),
    "ru": PackLabels("Глоссарий", "Список иллюстраций", "Указатель имен", "Об этой подборке"),
}
MARKINGS = {"en": "Restricted", "ar": "محدود التداول", "ru": "Для ограниченного пользования"}
SPELLINGS = (
    ("Ahmed al-Sharaa", "أحمد الشرع", "Ахмед аш-Шараа"),
    ("Hmeimim", "حميميم", "Хмеймим"),
)


def sample_pack(tag: str, *, repeat: int = 1) -> Pack:
    """Return a pack of three articles in two parts; ``repeat`` makes the articles longer."""
    profile = PROFILES[tag]
    title, summary, heading, subheading, sentence, name, item, *_ = WORDS[profile.language]
    editions = tuple(_edition(tag, number, repeat) for number in range(3))
    say = _Sayer(profile.language)
    return Pack(
        name="sample-pack",
        locale=profile,
        title=say("title", title),
        subtitle=say("summary", summary),
        date=dt.date(2025, 10, 15),
        details=(Detail(item, say("label", heading)), Detail(subheading, say("label", name))),
        marking=MARKINGS[profile.language],
        parts=(PackPart(say("heading", subheading), editions[:2]), PackPart(None, editions[2:])),
        glossary=_glossary(profile.language),
        figures=tuple(
            entry for number, edition in enumerate(editions) for entry in _figures(number, edition)
        ),
        index=_index(profile.language, editions),
        about=(say("paragraph", sentence), say("paragraph", summary)),
        labels=PACK_LABELS[profile.language],
        wording=LABELS[profile.language],
    )


def _edition(tag: str, number: int, repeat: int) -> Edition:
    edition = sample_edition(tag, repeat=repeat)
    return replace(edition, slug=f"sample-{number}", path=f"content/sample-{number}/article.md")


class _Sayer:
    """Make segments of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, role: Role, text: str) -> EditionSegment:
        span = Span(text, self.language, PROFILES[self.language].direction)
        return Segment(f"pack-{role}-{len(text)}", role, (span,))


def _glossary(language: str) -> Table[EditionInline]:
    columns = ("en", "ar", "ru")
    header = tuple(Cell(_foreign(language, tag, PROFILES[tag].name)) for tag in columns)
    alignment: Alignment = ""
    rows = tuple(
        tuple(Cell(_foreign(language, tag, word)) for tag, word in zip(columns, row, strict=True))
        for row in SPELLINGS
    )
    return Table(header, rows, (alignment,) * 3)


def _foreign(language: str, tag: str, word: str) -> EditionSegment:
    direction = PROFILES[tag].direction
    isolate = int(direction != PROFILES[language].direction)
    return Segment(f"g{tag}{len(word):05d}", "cell", (Span(word, tag, direction, isolate=isolate),))


def _figures(number: int, edition: Edition) -> tuple[FigureEntry, ...]:
    return tuple(
        FigureEntry(block.label, block.caption, Mention(number, block.caption.id))
        for block in edition.body
        if isinstance(block, Figure) and block.caption
    )


def _index(language: str, editions: tuple[Edition, ...]) -> tuple[IndexEntry, ...]:
    """Let the first name stand in every summary and key fact, the second in the last article's summary."""
    place = ("en", "ar", "ru").index(language)
    first, second = (row[place] for row in SPELLINGS)
    say = _Sayer(language)
    everywhere = tuple(
        Mention(number, segment.id)
        for number, edition in enumerate(editions)
        for segment in (edition.summary, *edition.key_facts)
    )
    last = (Mention(2, editions[2].summary.id),)
    return (
        IndexEntry(say("label", first), first[0], everywhere),
        IndexEntry(say("label", second), second[0], last),
    )

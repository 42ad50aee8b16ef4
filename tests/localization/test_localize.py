from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from exporter.errors import (
    BidiControlError,
    ExportError,
    LinkError,
    PlaceholderError,
    Problems,
    SourceLocation,
    UntranslatedError,
)
from exporter.localization.catalog import Catalog
from exporter.localization.labels import load_labels
from exporter.localization.localize import localize_article
from exporter.localization.profiles import load_profile
from exporter.markup import segment_id
from exporter.model.article import Article
from exporter.model.blocks import (
    Chart,
    CodeBlock,
    EditionBlock,
    EditionSegment,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
)
from exporter.model.charts import chart_segments
from exporter.model.edition import Edition, plain_text
from exporter.model.inlines import LineBreak, NoteReference, Span
from tests.localization.articles import ARABIC, Writer, article, catalog


def edition(
    tag: str, translation: Catalog | None = None, *, source: Article | None = None, draft: bool = False
) -> Edition:
    profile = load_profile(tag)
    labels = load_labels(profile.language)
    return localize_article(source or article(), profile, translation=translation, labels=labels, draft=draft)


def arabic(tag: str = "ar", **changes: str) -> Edition:
    return edition(tag, catalog({**ARABIC, **changes}))


def segments(blocks: Iterable[EditionBlock]) -> Iterator[EditionSegment]:
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text):
                yield text
            case Quote(inner, attribution):
                yield from segments(inner)
                if attribution:
                    yield attribution
            case ListBlock(items):
                for item in items:
                    yield from segments(item.blocks)
            case Table(header, rows, caption=caption):
                if caption:
                    yield caption
                yield from (cell.text for row in (header, *rows) for cell in row if cell.text)
            case Figure(alt=alt, caption=caption):
                yield alt
                if caption:
                    yield caption
            case Chart():
                yield from chart_segments(block)
            case CodeBlock() | ThematicBreak():
                pass


def all_segments(found: Edition) -> list[EditionSegment]:
    blocks = (*found.body, *found.back, *(block for note in found.notes for block in note.blocks))
    around = (found.title, found.summary, *(d.value for d in found.details), *found.key_facts)
    return [*around, *segments(blocks)]


def test_the_source_language_needs_no_catalog_and_neither_do_its_variants() -> None:
    for tag in ("en", "en-GB", "en-US"):
        found = edition(tag)
        assert plain_text(found.title) == "A visit to Moscow"
        assert found.title.state == "source"
    assert (
        plain_text(edition("en-US").summary) == "They met on October 15, 2025 and trade fell by \u221237.5%."
    )


def test_the_details_are_in_the_locales_words() -> None:
    found = arabic("ar-SY")
    assert [(d.label, plain_text(d.value)) for d in found.details] == [
        ("التاريخ", "١٥ تشرين الأول ٢٠٢٥"),
        ("المكان", "موسكو"),
        ("الكاتبان", "آنا سميث وعمر حداد"),
        ("درجة السرية", "للاستخدام الداخلي"),
    ]
    assert found.authors == ("آنا سميث", "عمر حداد")
    assert found.classification == "للاستخدام الداخلي"
    assert found.date == dt.date(2025, 10, 15)


def test_one_author_keeps_the_segment_and_three_are_many() -> None:
    seg = Writer()
    one = edition("en", source=article(authors=(seg("author", "A"),)))
    assert [d.label for d in one.details][2] == "Author"
    assert one.details[2].value.id == segment_id("author", "A")
    three = edition("en", source=article(authors=tuple(seg("author", name) for name in ("A", "B", "C"))))
    assert plain_text(three.details[2].value) == "A, B and C"


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_text_that_is_put_together_names_the_segments_it_is_made_of(tag: str) -> None:
    source = article()
    found = edition("en") if tag == "en" else arabic(tag)

    authors = found.details[2].value
    _, listed, *_ = found.back
    assert isinstance(listed, ListBlock)
    reports = [item.blocks[0].text for item in listed.items if isinstance(item.blocks[0], Paragraph)]

    assert authors.parts == tuple(author.id for author in source.authors)
    assert [report.parts for report in reports] == [
        tuple(part.id for part in (entry.title, entry.publisher) if part) for entry in source.sources
    ]
    assert found.title.parts == ()


def test_lists_tables_and_figures_are_numbered_in_the_locales_digits() -> None:
    found = arabic("ar-SY")
    bullets, numbered = (block for block in found.body if isinstance(block, ListBlock))
    assert [item.marker for item in bullets.items] == ["•", "•"]
    (inner,) = (block for block in bullets.items[0].blocks if isinstance(block, ListBlock))
    assert inner.items[0].marker == "–"
    assert [item.marker for item in numbered.items] == ["١٢."]
    assert [b.label for b in found.body if isinstance(b, Table | Figure)] == ["الجدول ١", "الشكل ١"]


def test_tables_and_figures_without_a_caption_are_not_counted() -> None:
    tables = [block for block in article().body if isinstance(block, Table)]
    bare = replace(tables[0], caption=None)
    found = edition("en", source=article(body=(bare, tables[0])))
    assert [block.label for block in found.body if isinstance(block, Table)] == ["", "Table 1"]


def test_notes_are_numbered_in_the_order_of_the_edition() -> None:
    english, translated = edition("en"), arabic()
    assert [plain_text(s) for note in english.notes for s in segments(note.blocks)] == ["Note b.", "Note a."]
    assert [plain_text(s) for note in translated.notes for s in segments(note.blocks)] == [
        "ملاحظة أ.",
        "ملاحظة ب.",
    ]
    marks = [i for s in segments(translated.body) for i in s.inlines if isinstance(i, NoteReference)]
    assert marks == [NoteReference(1, "1"), NoteReference(2, "2")]
    assert [(note.number, note.mark) for note in arabic("ar-SY").notes] == [(1, "١"), (2, "٢")]


def test_numbers_and_facts_alone_are_localized_without_a_catalog() -> None:
    (table,) = (block for block in arabic("ar-SY").body if isinstance(block, Table))
    cells = [plain_text(cell.text) if cell.text else None for row in table.rows for cell in row]
    assert cells == ["٢٠٢٤", "١٬٢٥٠٫٥", "٢٠١١–٢٠٢٤", "\u2212٣٧٫٥٪", "ملاحظة", None]


def test_sources_are_a_numbered_list_with_publisher_date_and_address() -> None:
    heading, sources, *_ = arabic().back
    assert isinstance(heading, Heading)
    assert isinstance(sources, ListBlock)
    assert plain_text(heading.text) == "المصادر"
    first, second = (next(segments(item.blocks)) for item in sources.items)
    assert plain_text(first) == (
        "زعيم سوريا يلتقي بوتين. موسكو تايمز، 16 أكتوبر 2025. https://example.org/moscow"
    )
    assert plain_text(second) == "ماذا بعد؟"
    url = first.inlines[-1]
    assert isinstance(url, Span)
    assert (url.direction, url.isolate, url.href) == ("ltr", 1, "https://example.org/moscow")


def test_the_glossary_has_the_original_spelling_in_other_languages_alone() -> None:
    english = edition("en").back[-1]
    translated = arabic().back[-1]
    assert isinstance(english, Table)
    assert isinstance(translated, Table)
    assert [plain_text(c.text) for c in english.header if c.text] == ["Name or term", "Explanation"]
    rows = [[plain_text(c.text) if c.text else None for c in row] for row in translated.rows]
    assert rows == [["حميميم", "Hmeimim", "قاعدة جوية."], ["طرطوس", "Tartous", None]]
    original = translated.rows[0][1].text
    assert original is not None
    assert original.inlines == (Span("Hmeimim", "en", "ltr", isolate=1),)


def test_the_picture_in_the_editions_language_is_preferred() -> None:
    assert edition("en").pictures["map.png"].data == b"en"
    assert arabic("ar-SY").pictures["map.png"].data == b"ar"


def test_ids_are_those_of_the_article_and_never_stand_twice() -> None:
    ids = [segment.id for segment in segments(edition("en").body)]
    assert ids == [segment.id for segment in segments(arabic().body)]
    for found in (edition("en"), arabic(), edition("ru", draft=True)):
        seen = [segment.id for segment in all_segments(found)]
        assert len(seen) == len(set(seen))


def test_an_article_without_the_optional_parts_has_none() -> None:
    bare = article(
        place=None, authors=(), classification=None, key_facts=(), sources=(), glossary=(), footnotes=(),
        body=(Paragraph(Writer()("paragraph", "Text.")),), pictures={},
    )  # fmt: skip
    found = edition("en", source=bare)
    assert [d.label for d in found.details] == ["Date"]
    assert (found.back, found.notes, found.key_facts, found.classification) == ((), (), (), "")


def test_a_final_edition_refuses_what_is_not_translated_and_says_where() -> None:
    texts = {**ARABIC, "The talks": "", "Bases": "", "An air base.": ""}
    with pytest.raises(UntranslatedError) as caught:
        edition("ar", catalog(texts))
    assert caught.value.problem == (
        "3 texts have no final translation in ar (3 not translated): content/visit/article.md:7, "
        "content/visit/article.md:24, content/visit/article.md:31"
    )
    assert caught.value.at == SourceLocation("locales/ar/LC_MESSAGES/visit.po")
    assert "finish locales/ar/LC_MESSAGES/visit.po" in caught.value.hint


def test_fuzzy_translations_are_never_final() -> None:
    entries = tuple(
        replace(entry, flags=("fuzzy",)) if entry.msgid == "The talks" else entry
        for entry in catalog(ARABIC).entries
    )
    fuzzy = Catalog("locales/ar/LC_MESSAGES/visit.po", entries)
    with pytest.raises(UntranslatedError, match="1 to be reviewed"):
        edition("ar", fuzzy)
    heading = next(segments(edition("ar", fuzzy, draft=True).body))
    assert heading.state == "fuzzy"
    assert plain_text(heading) == "[يحتاج إلى مراجعة] المحادثات"


def test_without_a_catalog_the_hint_is_how_to_make_one() -> None:
    with pytest.raises(UntranslatedError) as caught:
        edition("ru")
    assert caught.value.hint == "run: exporter catalog add ru, or build a draft"
    assert " and 23 more" in caught.value.problem


def test_a_draft_shows_the_source_text_marked_and_isolated() -> None:
    found = edition("ar", catalog({}), draft=True)
    mark, text = found.title.inlines
    assert mark == Span("[لم يُترجم] ", "ar", "rtl")
    assert text == Span("A visit to Moscow", "en", "ltr", isolate=1)
    assert found.title.state == "untranslated"
    # Facts in it speak the source language.
    assert "15 October 2025" in plain_text(found.summary)


@pytest.mark.parametrize(
    ("translation", "kind", "problem"),
    [
        ("التقيا في {visit}.", PlaceholderError, "the translation lacks the fact trade"),
        ("{visit} {trade} {war}", PlaceholderError, "the translation has the fact war"),
        ("{visit} {trade} [س](javascript:x)", LinkError, "has the scheme javascript"),
        ("{visit} {trade} \u202eس", BidiControlError, "overrides its direction"),
    ],
)
def test_a_translation_that_would_break_the_edition_is_an_error_with_its_line(
    translation: str, kind: type[ExportError], problem: str
) -> None:
    with pytest.raises(kind) as caught:
        arabic(**{"They met on {visit} and trade fell by {trade}.": translation})
    assert problem in caught.value.problem
    assert caught.value.at == SourceLocation("locales/ar/LC_MESSAGES/visit.po", 11)


def test_all_problems_are_raised_together() -> None:
    with pytest.raises(Problems) as caught:
        arabic(**{"The talks": "", "The war lasted {war}.": "دامت", "Moscow": "<b>"})
    assert sorted(type(error).__name__ for error in caught.value.errors) == [
        "MarkupError",
        "PlaceholderError",
        "UntranslatedError",
    ]


def test_the_same_article_gives_the_same_edition_and_crosses_processes() -> None:
    found = arabic("ar-SY")
    assert found == arabic("ar-SY")
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes


def test_every_span_of_an_edition_is_text_with_language_and_direction() -> None:
    for found in (edition("en"), arabic("ar-EG"), edition("ru", draft=True)):
        for segment in all_segments(found):
            assert segment.inlines
            for inline in segment.inlines:
                assert isinstance(inline, NoteReference | LineBreak) or (inline.text and inline.language)

"""An article, a catalog and a profile to an edition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from exporter.errors import SourceLocation, UntranslatedError, raise_problems
from exporter.localization.back_matter import glossary_blocks, source_blocks
from exporter.localization.catalog import Catalog, Entry
from exporter.localization.cldr import join_list
from exporter.localization.composition import join_inlines
from exporter.localization.formats import format_date
from exporter.localization.labels import (
    AUTHOR,
    CLASSIFICATION,
    DATE,
    FIGURE,
    LEVELS,
    LIST_NUMBER,
    PLACE,
    TABLE,
    Wording,
    check_labels,
    edition_labels,
)
from exporter.localization.translation import Translator
from exporter.model.article import Article, Picture
from exporter.model.blocks import (
    Cell,
    Chart,
    CodeBlock,
    EditionBlock,
    EditionSegment,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    SourceBlock,
    Table,
    ThematicBreak,
)
from exporter.model.edition import Detail, Edition, Note, plain_text
from exporter.model.inlines import EditionInline, SourceInline
from exporter.model.locale import LocaleProfile

_PLACES_SHOWN = 5
_PRIVATE = 0xE000  # private use: stands for names while CLDR joins them


@dataclass(frozen=True, slots=True)
class Setting:
    """Tell where an edition stands: alone, or in a pack that says some things once for all.

    Attributes:
        tables, figures: How many captioned ones stand before it.
        key_facts, sources, glossary: Whether it shows its own.
    """

    tables: int = 0
    figures: int = 0
    key_facts: bool = True
    sources: bool = True
    glossary: bool = True


ALONE = Setting()


def localize_article(
    article: Article,
    profile: LocaleProfile,
    *,
    translation: Catalog | None,
    labels: Catalog,
    draft: bool = False,
    setting: Setting = ALONE,
) -> Edition:
    """Return the article's edition in one locale.

    Args:
        article: In its source language.
        profile: Of the edition's locale; a variant of the source language needs no translation.
        translation: The article's catalog in the profile's language, or None.
        labels: The toolkit's labels in the profile's language, see ``load_labels``.
        draft: Whether text without a final translation is marked instead of refused.
        setting: Where the edition stands.

    Raises:
        UntranslatedError: Text or labels lack a final translation, and this is no draft.
        PlaceholderError: Facts, links or notes of a translation differ from its source.
    """
    translator = begin_translation(article, profile, translation, labels, draft=draft)
    edition = _Localizer(translator, setting).edition()
    refuse_gaps(translator, draft=draft)
    return edition


def begin_translation(
    article: Article, profile: LocaleProfile, translation: Catalog | None, labels: Catalog, *, draft: bool
) -> Translator:
    """Return who translates an article's segments; a final text lacks no label."""
    wording = Wording(profile.language, labels)
    if not draft:
        check_labels(wording)
    return Translator(article, profile, translation, wording)


def refuse_gaps(translator: Translator, *, draft: bool) -> None:
    """Raise what is wrong with the translations that were asked for, and what they lack for a final text."""
    problems = list(translator.problems)
    if translator.gaps and not draft:
        problems.append(_untranslated(translator))
    raise_problems(problems)


def _untranslated(translator: Translator) -> UntranslatedError:
    article, profile, gaps = translator.article, translator.profile, translator.gaps
    translation = translator.translation
    path = translation.path if translation else f"locales/{profile.language}/LC_MESSAGES/{article.slug}.po"
    fuzzy = sum(gap.fuzzy for gap in gaps)
    counts = [f"{len(gaps) - fuzzy} not translated"] if fuzzy < len(gaps) else []
    counts += [f"{fuzzy} to be reviewed"] if fuzzy else []
    places = ", ".join(str(gap.at) for gap in gaps[:_PLACES_SHOWN])
    more = f" and {len(gaps) - _PLACES_SHOWN} more" if len(gaps) > _PLACES_SHOWN else ""
    hint = f"finish {path}" if translation else f"run: exporter catalog add {profile.language}"
    return UntranslatedError(
        f"{len(gaps)} texts have no final translation in {profile.language} "
        f"({', '.join(counts)}): {places}{more}",
        at=SourceLocation(path),
        hint=f"{hint}, or build a draft",
    )


class _Localizer:
    """Walk an article in reading order: notes, tables and figures are numbered on the way."""

    def __init__(self, translator: Translator, setting: Setting) -> None:
        self.translator = translator
        self.article = translator.article
        self.profile = translator.profile
        self.say = translator.wording.say
        self.setting = setting
        self.tables = setting.tables
        self.figures = setting.figures
        self.pictures: dict[str, Picture] = {}

    def edition(self) -> Edition:
        article, segment = self.article, self.translator.segment
        title, summary = segment(article.title), segment(article.summary)
        place = segment(article.place) if article.place else None
        authors = tuple(map(segment, article.authors))
        key_facts = tuple(map(segment, article.key_facts)) if self.setting.key_facts else ()
        body = self.blocks(article.body)
        notes = self.notes()
        sources = source_blocks(self.translator) if self.setting.sources else ()
        glossary = glossary_blocks(self.translator) if self.setting.glossary else ()
        return Edition(
            slug=article.slug,
            locale=self.profile,
            title=title,
            summary=summary,
            date=article.date,
            authors=tuple(map(plain_text, authors)),
            details=self.details(place, authors),
            classification=self.classification(),
            key_facts=key_facts,
            body=body,
            back=(*sources, *glossary),
            notes=notes,
            labels=edition_labels(self.translator.wording),
            pictures=self.pictures,
        )

    # --- around the body

    def details(
        self, place: EditionSegment | None, authors: tuple[EditionSegment, ...]
    ) -> tuple[Detail, ...]:
        text = self.translator.text
        date = text("label", "date", format_date(self.article.date, self.translator.formats))
        found = [Detail(self.say(DATE), date)]
        if place:
            found.append(Detail(self.say(PLACE), place))
        if authors:
            # The count is not shown, so 21 authors are many although Russian says "21 автор".
            label = self.translator.wording.say_for(AUTHOR, min(len(authors), 3))
            found.append(Detail(label, self.listed(authors)))
        if self.article.classification:
            level = text("label", "classification", self.classification())
            found.append(Detail(self.say(CLASSIFICATION), level))
        return tuple(found)

    def classification(self) -> str:
        level = self.article.classification
        return self.say(LEVELS[level]) if level else ""

    def listed(self, authors: tuple[EditionSegment, ...]) -> EditionSegment:
        """Join names as the locale does, each with its own isolates."""
        if len(authors) == 1:
            return authors[0]
        marks = [chr(_PRIVATE + number) for number in range(len(authors))]
        parts = re.split(f"([{marks[0]}-{marks[-1]}])", join_list(marks, self.translator.formats.tag))
        inlines = join_inlines(
            authors[ord(part) - _PRIVATE].inlines if part in marks else self.translator.spans(part)
            for part in filter(None, parts)
        )
        return self.translator.composed("author", "authors", inlines, authors)

    def notes(self) -> tuple[Note, ...]:
        """Localize the notes that the edition refers to; notes may refer to further ones."""
        by_label = {note.label: note for note in self.article.footnotes}
        for label in by_label if not self.translator.notes else ():
            self.translator.note(label)
        found: list[Note] = []
        while len(found) < len(self.translator.notes):
            label = list(self.translator.notes)[len(found)]
            mark = self.translator.note(label).mark
            found.append(Note(len(found) + 1, mark, self.blocks(by_label[label].blocks)))
        return tuple(found)

    # --- blocks

    def blocks(self, blocks: Sequence[SourceBlock], depth: int = 0) -> tuple[EditionBlock, ...]:
        return tuple(self.block(block, depth) for block in blocks)

    def block(self, block: SourceBlock, depth: int) -> EditionBlock:
        segment = self.translator.segment
        match block:
            case Heading(level, text):
                return Heading(level, segment(text))
            case Paragraph(text):
                return Paragraph(segment(text))
            case Quote(blocks, attribution):
                quoted = self.blocks(blocks, depth)
                return Quote(quoted, segment(attribution) if attribution else None)
            case ListBlock():
                return self.list_block(block, depth)
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case Chart():
                from exporter.localization.charts import localize_chart  # few articles have one

                self.figures += 1
                return localize_chart(block, self.translator, self.numbered(FIGURE, self.figures))
            case CodeBlock(text, info):
                return CodeBlock(text, info)
            case ThematicBreak():
                return ThematicBreak()

    def list_block(self, block: ListBlock[SourceInline], depth: int) -> ListBlock[EditionInline]:
        items = tuple(
            ListItem(self.blocks(item.blocks, depth + 1), self.marker(block, number, depth))
            for number, item in enumerate(block.items, block.start)
        )
        return ListBlock(items, block.ordered, block.start, block.tight)

    def marker(self, block: ListBlock[SourceInline], number: int, depth: int) -> str:
        if block.ordered:
            return self.numbered(LIST_NUMBER, number)
        return self.profile.bullets[depth % len(self.profile.bullets)]

    def numbered(self, label: Entry, number: int) -> str:
        return self.say(label).replace("{number}", self.profile.with_digits(str(number)))

    def table(self, table: Table[SourceInline]) -> Table[EditionInline]:
        caption = self.translator.segment(table.caption) if table.caption else None
        self.tables += caption is not None
        return Table(
            header=self.row(table.header),
            rows=tuple(map(self.row, table.rows)),
            alignments=table.alignments,
            caption=caption,
            label=self.numbered(TABLE, self.tables) if caption else "",
        )

    def row(self, row: tuple[Cell[SourceInline], ...]) -> tuple[Cell[EditionInline], ...]:
        return tuple(Cell(self.translator.segment(cell.text) if cell.text else None) for cell in row)

    def figure(self, figure: Figure[SourceInline]) -> Figure[EditionInline]:
        alt = self.translator.segment(figure.alt)
        caption = self.translator.segment(figure.caption) if figure.caption else None
        credit = self.translator.segment(figure.credit) if figure.credit else None
        self.figures += caption is not None
        self.choose_picture(figure.src)
        label = self.numbered(FIGURE, self.figures) if caption else ""
        return Figure(figure.src, alt, caption, label, credit)

    def choose_picture(self, src: str) -> None:
        """Take the picture with words in the edition's language, where there is one."""
        path = PurePosixPath(src)
        names = [f"{path.stem}.{tag}{path.suffix}" for tag in (self.profile.tag, self.profile.language)]
        for name in (*(str(path.with_name(name)) for name in names), src):
            if picture := self.article.pictures.get(name):
                self.pictures[src] = picture
                return

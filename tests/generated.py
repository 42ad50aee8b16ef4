"""Seeds to strange editions, and their PDFs to what is wrong with them.

``python -m tests.generated --count 200 --language ar --out DIR`` writes and judges any number.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random  # noqa: TID251  seeded: the same editions at every run

import pikepdf

from exporter.errors import ExportError
from exporter.model.article import Picture
from exporter.model.blocks import (
    Alignment,
    Cell,
    CodeBlock,
    EditionBlock,
    EditionSegment,
    Figure,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Role,
    Segment,
    Table,
    ThematicBreak,
)
from exporter.model.edition import Detail, Edition, Note, plain_text
from exporter.model.inlines import Direction, EditionInline, LineBreak, NoteReference, Span
from exporter.writers.pdf import write_pdf
from exporter.writers.pdf.theme_settings import PageGeometry
from tests.charts import ChartMaker, strange_charts
from tests.checkers import poppler, qpdf, verapdf
from tests.editions import LABELS, PROFILES, WORDS, png
from tests.words import missing_words

LANGUAGES = ("en", "ar", "ru")
_DATE = dt.date(2025, 10, 15)
_WORD = re.compile(r'<word xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="([^"]+)">(.*)</word>')
HANGING = 2.0  # points that a sign may stand outside the column
MARGIN = 20.0  # points of a page that are always blank
TOUCHING = 0.55  # of a line's height
PAGE = PageGeometry()
DEEPEST = 9  # lists in lists, and quotations in quotations
PICTURES = {
    "wide.png": (3000, 3),
    "tall.png": (2, 3000),
    "dot.png": (1, 1),
    "large.png": (1600, 1200),
    "small.png": (40, 20),
}
FOREIGN = {"en": ("ar", "ru"), "ar": ("en", "ru"), "ru": ("ar", "en")}
LONG_WORDS = {
    "en": "counter\u00adrevolution\u00adaries’",
    "ar": "فسيستخدمونهما",
    "ru": "водо\u00adгрязе\u00adторфо\u00adпарафино\u00adлечение",
}
CODE_LINES = (
    "",
    "def build(project: Path) -> None:",
    "\treturn [edition for edition in editions if edition is not known and edition in notes]  # a long line",
    "x" * 40,
    "",
    "    echo " + "one two three " * 12,
    "f(x) = 1",
)


@dataclass(frozen=True, slots=True)
class Box:
    """Hold a word's place on a page, in points from its top."""

    page: int
    start: float
    top: float
    end: float
    bottom: float
    word: str


def write_generated(language: str, seeds: Sequence[int], folder: Path) -> Iterator[tuple[Path, Edition, str]]:
    """Write the editions of seeds; with each comes the error that forbids its file, or nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        edition = generated_edition(language, seed)
        path = folder / f"{language}.{seed:04}.pdf"
        try:
            path.write_bytes(write_pdf(edition))
        except ExportError as error:
            yield path, edition, str(error)
        else:
            yield path, edition, ""


def flaws(path: Path, edition: Edition, page: PageGeometry = PAGE) -> list[str]:
    """Return what a reader would miss or could not read, and errors of syntax."""
    found = [f"no word {word}" for word in missing_words(edition, poppler.pdftotext(path))]
    boxes = _boxes(poppler.pdftotext(path, "-bbox"))
    found += [f"outside the page: {box}" for box in boxes if _is_outside(box, page)]
    found += [f"{one} lies on {other}" for one, other in _overlaps(boxes)]
    found += [report] if (report := qpdf.qpdf_check(path)) else []
    return [*found, *_lost_bookmarks(path, edition)]


def _boxes(text: str) -> list[Box]:
    number, found = 0, []
    for line in text.splitlines():
        number += "<page " in line
        if match := _WORD.search(line):
            start, top, end, bottom = map(float, match.groups()[:4])
            found.append(Box(number, start, top, end, bottom, match[5]))
    return found


def _is_outside(box: Box, page: PageGeometry) -> bool:
    start, end = page.text_x - HANGING, page.text_x + page.text + HANGING
    return box.start < start or box.end > end or box.top < MARGIN or box.bottom > page.height - MARGIN


def _overlaps(boxes: Sequence[Box]) -> Iterator[tuple[Box, Box]]:
    """Yield words that stand on each other; lines of different size may touch."""
    ordered = sorted(boxes, key=lambda box: (box.page, box.top))
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if other.page != one.page or other.top > one.bottom:
                break
            across = min(one.end, other.end) - max(one.start, other.start)
            down = min(one.bottom, other.bottom) - other.top
            if across > 1.0 and down > TOUCHING * min(one.bottom - one.top, other.bottom - other.top):
                yield one, other


def _lost_bookmarks(path: Path, edition: Edition) -> Iterator[str]:
    headings = [plain_text(b.text) for b in (*edition.body, *edition.back) if isinstance(b, Heading)]
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        stack, titles = list(outline.root), []
        while stack:
            entry = stack.pop()
            titles.append(entry.title)
            stack += entry.children
    lost = Counter([plain_text(edition.title), *headings]) - Counter(titles)
    yield from (f"no bookmark {title}" for title in sorted(lost))


def generated_edition(language: str, seed: int) -> Edition:
    """Return the edition of a seed; most are ordinary in most respects and strange in a few."""
    return _Generator(language, seed).edition()


class _Generator:
    """Make the parts of one edition, with ids and notes in order."""

    def __init__(self, language: str, seed: int) -> None:
        chance = Random(f"{language} {seed}")  # noqa: S311  no secret
        self.chance = chance
        self.profile = PROFILES["ar-SY" if language == "ar" and chance.random() < 0.3 else language]
        self.language = language
        words = WORDS[language]
        self.words = [word for text in words[:7] for word in text.split()] + [LONG_WORDS[language]]
        self.figure, self.table = words[8:]
        self.ids = 0
        self.notes: list[Note] = []
        self.isolates = 0
        self.noted = chance.choice((0.0, 0.02, 0.3))  # how many segments have a note
        self.in_note = False
        self.level = 1  # of the heading before
        self.drawn = Random(f"{language} {seed} charts")  # noqa: S311  no secret

    def edition(self) -> Edition:
        chance = self.chance
        title = self.segment("title", chance.choice((1, 4, 4, 12, 40)))
        summary = self.segment("summary", chance.choice((3, 20, 200)))
        details = tuple(
            Detail(self.text(chance.choice((1, 2, 8))), self.segment("place", chance.choice((1, 3, 30))))
            for _ in range(chance.choice((0, 1, 4)))
        )
        facts = tuple(
            self.segment("key-fact", chance.choice((1, 10, 60))) for _ in range(chance.choice((0, 3, 25)))
        )
        body = self.with_charts(self.body())
        self.level = 1  # back matter opens with a heading of level 2
        back = self.blocks(chance.choice((0, 0, 2, 6)))
        return Edition(
            slug="generated",
            locale=self.profile,
            title=title,
            summary=summary,
            date=_DATE,
            authors=(self.text(2),),
            details=details,
            classification=self.text(chance.choice((1, 2, 25))) if chance.random() < 0.6 else "",
            key_facts=facts,
            body=body,
            back=back,
            notes=tuple(self.notes),
            labels=LABELS[self.language],
            pictures={name: Picture(png(*size), "image/png", *size) for name, size in PICTURES.items()},
        )

    def body(self) -> tuple[EditionBlock, ...]:
        roll = self.chance.random()
        if roll < 0.06:
            return tuple(self.heading() for _ in range(self.chance.choice((30, 120))))
        if roll < 0.12:
            return ()
        return self.blocks(self.chance.choice((1, 5, 12, 25)))

    def with_charts(self, blocks: tuple[EditionBlock, ...]) -> tuple[EditionBlock, ...]:
        """Put charts between blocks; they have their own chance, so that the blocks stay what they are."""
        maker = ChartMaker(self.profile, lambda role, text: self.of(role, [self.span(text)]), self.figure)
        found = list(blocks)
        for chart in strange_charts(maker, self.drawn, self.words):
            found.insert(self.drawn.randint(0, len(found)), chart)
        return tuple(found)

    def blocks(self, count: int, depth: int = 0, quotes: int = 0) -> tuple[EditionBlock, ...]:
        return tuple(self.block(depth, quotes) for _ in range(count))

    def block(self, depth: int, quotes: int) -> EditionBlock:
        kinds = ["paragraph"] * 5 + ["code", "figure", "table", "list", "quote"]
        if depth == quotes == 0 and not self.in_note:
            kinds += ["heading"] * 3 + ["break"]
        match self.chance.choice(kinds):
            case "heading":
                return self.heading()
            case "code":
                longest = 4 if self.language == "ar" else 90  # poppler turns a page of mostly code round
                lines = self.chance.choices(CODE_LINES, k=self.chance.choice((1, 4, 4, longest)))
                return CodeBlock("\n".join(lines))
            case "figure":
                return self.shown()
            case "table":
                return self.grid(narrow=depth + quotes > 1)
            case "list" if depth < DEEPEST:
                return self.listed(depth, quotes)
            case "quote" if quotes < DEEPEST:
                named = self.segment("attribution", 3) if self.chance.random() < 0.5 else None
                return Quote(self.blocks(self.chance.choice((1, 1, 3)), depth, quotes + 1), named)
            case "break":
                return ThematicBreak()
            case _:
                pass
        return Paragraph(self.segment("paragraph", self.chance.choice((1, 3, 20, 60, 60, 150, 900))))

    def heading(self) -> EditionBlock:
        self.level = min(self.chance.choice((2, 2, 3, 3, 4, 5, 6)), self.level + 1)
        return Heading(self.level, self.segment("heading", self.chance.choice((1, 3, 3, 8, 40))))

    def shown(self) -> EditionBlock:
        caption = (
            self.segment("caption", self.chance.choice((2, 15, 80))) if self.chance.random() < 0.7 else None
        )
        label = self.figure if caption else ""
        return Figure(self.chance.choice(tuple(PICTURES)), self.plain("alt", 4), caption, label)

    def listed(self, depth: int, quotes: int) -> EditionBlock:
        chance = self.chance
        ordered, start = chance.random() < 0.5, chance.choice((1, 98, 12345))
        straight = chance.random() < 0.3  # down to the deepest level
        items = []
        for number in range(1 if straight else chance.choice((1, 3, 3, 8))):
            marker = self.profile.with_digits(f"{start + number}.") if ordered else "•"
            blocks: tuple[EditionBlock, ...]
            if not straight and chance.random() < 0.3:
                blocks = self.blocks(chance.choice((1, 2)), depth + 1, quotes)
            else:
                blocks = (Paragraph(self.segment("item", chance.choice((1, 6, 30)))),)
            if straight and depth + 1 < DEEPEST:
                blocks += (self.listed(depth + 1, quotes),)
            items.append(ListItem(blocks, marker))
        return ListBlock(tuple(items), ordered, start, chance.random() < 0.7)

    def grid(self, *, narrow: bool) -> EditionBlock:
        chance = self.chance
        columns = chance.randint(1, 3 if narrow else 12)
        rows = chance.choice((0, 1, 3, 3, 20)) if narrow else chance.choice((0, 1, 4, 12, 80))
        longest = (1, 2, 5, 20) if columns < 5 else (1, 2, 2) if columns < 7 else ()
        caption = self.segment("caption", chance.choice((2, 30))) if chance.random() < 0.6 else None
        header = tuple(self.cell("header", longest) for _ in range(columns))
        body = [[self.cell("cell", longest) for _ in range(columns)] for _ in range(rows)]
        if not narrow and columns < 5 and chance.random() < 0.3:
            tall = (chance.choice((150, 900)),)
            body.append([self.cell("cell", tall if n == 0 else longest) for n in range(columns)])
        alignments: tuple[Alignment, ...] = ("", "start", "center", "end")
        return Table(
            header,
            tuple(map(tuple, body)),
            tuple(chance.choice(alignments) for _ in range(columns)),
            caption,
            self.table if caption else "",
        )

    def cell(self, role: Role, lengths: Sequence[int]) -> Cell[EditionInline]:
        if not lengths:
            return Cell(self.of(role, [self.span(self.profile.with_digits(f"{self.chance.random():.2f}"))]))
        return Cell(None if self.chance.random() < 0.1 else self.segment(role, self.chance.choice(lengths)))

    def plain(self, role: Role, count: int) -> EditionSegment:
        return self.of(role, [self.span(self.text(count))])

    def segment(self, role: Role, count: int) -> EditionSegment:
        """Return a segment of about so many words, with foreign words, links and notes strewn in."""
        inlines: list[EditionInline] = []
        left = count
        while left > 0:
            run = min(left, self.chance.randint(1, 40))
            left -= run
            inlines += self.piece(self.text(run))
            if left and self.chance.random() < 0.2:
                inlines += [self.span(" "), *self.foreign()]
            if left:
                inlines.append(LineBreak() if self.chance.random() < 0.03 else self.span(" "))
        if not self.in_note and role != "title" and self.chance.random() < self.noted:
            inlines.append(self.note())
        return self.of(role, inlines)

    def piece(self, text: str) -> list[EditionInline]:
        span, roll = self.span(text), self.chance.random()
        if roll < 0.1:
            return [replace(span, bold=True, italic=roll < 0.05)]
        if roll < 0.2:
            return [replace(span, href=f"https://example.org/{len(text)}?a=b&c=(d)")]
        return [span]

    def foreign(self) -> list[EditionInline]:
        self.isolates += 1
        if self.chance.random() < 0.2:
            return [Span("exporter.build(project)", "en", "ltr", code=True, isolate=self.isolates)]
        language = self.chance.choice(FOREIGN[self.language])
        direction: Direction = "rtl" if language == "ar" else "ltr"
        text = " ".join(WORDS[language][2].split()[: self.chance.choice((1, 4))])
        return [Span(text, language, direction, isolate=self.isolates)]

    def note(self) -> EditionInline:
        number = len(self.notes) + 1
        mark = self.profile.with_digits(str(number))
        self.notes.append(Note(number, mark, ()))  # keeps its number while its text is made
        self.in_note = True
        count = self.chance.choice((3, 10, 25, 25, 60)) if self.chance.random() < 0.97 else 1500
        blocks: tuple[EditionBlock, ...] = (Paragraph(self.segment("footnote", count)),)
        if self.chance.random() < 0.1:
            blocks += self.blocks(1, depth=DEEPEST - 1, quotes=DEEPEST - 1)
        self.in_note = False
        self.notes[number - 1] = Note(number, mark, blocks)
        return NoteReference(number, mark)

    def of(self, role: Role, inlines: Sequence[EditionInline]) -> EditionSegment:
        self.ids += 1
        return Segment(f"{self.ids:010x}", role, tuple(inlines), line=self.ids)

    def span(self, text: str) -> Span:
        return Span(text, self.language, self.profile.direction)

    def text(self, count: int) -> str:
        return self.profile.with_digits(" ".join(self.chance.choices(self.words, k=count)))


def main() -> int:
    """Write and judge editions as the command line asks; 1 if one of them has a flaw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    seeds = range(options.first, options.first + options.count)
    paths, problems = [], []
    for path, edition, error in write_generated(options.language, seeds, options.out):
        paths += [] if error else [path]
        found = [error] if error else flaws(path, edition)
        problems += [f"{path.name}: {flaw}" for flaw in found]
    for flavour in verapdf.FLAVOURS if paths and verapdf.available() else ():
        problems += map(str, verapdf.verapdf(paths, flavour))
    sys.stdout.write("".join(f"{problem}\n" for problem in problems))
    sys.stdout.write(f"{len(paths)} of {options.count} written, {len(problems)} flaws\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

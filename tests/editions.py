"""Editions that hold every block and inline, in each language: what writers are tested with."""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from dataclasses import replace

from exporter.model.article import Picture
from exporter.model.blocks import (
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
from exporter.model.edition import Detail, Edition, Labels, Note
from exporter.model.inlines import Direction, EditionInline, LineBreak, NoteReference, Span
from exporter.model.locale import DocxTypography, FontFamily, LocaleProfile, PdfTypography
from tests.charts import ChartMaker, sample_charts

PT_SERIF = FontFamily(
    "fontpkg_pt_serif",
    "PT_Serif-Web-Regular.ttf",
    "PT_Serif-Web-Bold.ttf",
    "PT_Serif-Web-Italic.ttf",
    "PT_Serif-Web-BoldItalic.ttf",
)
PT_SANS = FontFamily(
    "fontpkg_pt_sans",
    "PT_Sans-Web-Regular.ttf",
    "PT_Sans-Web-Bold.ttf",
    "PT_Sans-Web-Italic.ttf",
    "PT_Sans-Web-BoldItalic.ttf",
)
AMIRI = FontFamily(
    "fontpkg_amiri", "Amiri-Regular.ttf", "Amiri-Bold.ttf", "Amiri-Italic.ttf", "Amiri-BoldItalic.ttf"
)
PLEX = FontFamily(
    "fontpkg_ibm_plex_sans_arabic",
    "IBMPlexSansArabic-Regular.ttf",
    "IBMPlexSansArabic-Bold.ttf",
    "IBMPlexSansArabic-Regular.ttf",
    "IBMPlexSansArabic-Bold.ttf",
)

LATIN_PDF = PdfTypography(
    text=PT_SERIF,
    display=PT_SANS,
    fallback=(AMIRI,),
    size=10.5,
    leading=1.4,
    hyphenation="en_GB",
    justify=True,
)
LATIN_DOCX = DocxTypography(
    text="Times New Roman",
    display="Arial",
    complex_text="Times New Roman",
    complex_display="Arial",
    size=11,
    complex_size=13,
    proofing="en-GB",
)
PROFILES = {
    "en": LocaleProfile(
        tag="en",
        language="en",
        name="English",
        script="Latn",
        direction="ltr",
        digits="0123456789",
        bullets=("•", "–"),
        pdf=LATIN_PDF,
        docx=LATIN_DOCX,
    ),
    "ru": LocaleProfile(
        tag="ru",
        language="ru",
        name="русский",
        script="Cyrl",
        direction="ltr",
        digits="0123456789",
        bullets=("•", "–"),
        pdf=replace(LATIN_PDF, hyphenation="ru_RU"),
        docx=replace(LATIN_DOCX, proofing="ru-RU"),
    ),
    "ar": LocaleProfile(
        tag="ar",
        language="ar",
        name="العربية",
        script="Arab",
        direction="rtl",
        digits="0123456789",
        bullets=("•", "–"),
        pdf=PdfTypography(
            text=AMIRI,
            display=PLEX,
            fallback=(PT_SERIF, PT_SANS),
            size=13,
            leading=1.6,
            hyphenation="",
            justify=True,
        ),
        docx=replace(LATIN_DOCX, proofing="ar-SA"),
    ),
}
PROFILES["ar-SY"] = replace(PROFILES["ar"], tag="ar-SY", digits="٠١٢٣٤٥٦٧٨٩")

LABELS = {
    "en": Labels(
        contents="Contents",
        key_facts="Key facts",
        notes="Notes",
        page_of="Page {page} of {pages}",
        attribution="— ",
        label_end=". ",
        colon=": ",
    ),
    "ar": Labels(
        contents="المحتويات",
        key_facts="أبرز الوقائع",
        notes="الحواشي",
        page_of="صفحة {page} من {pages}",
        attribution="— ",
        label_end=". ",
        colon=": ",
    ),
    "ru": Labels(
        contents="Содержание",
        key_facts="Главное",
        notes="Примечания",
        page_of="Страница {page} из {pages}",
        attribution="— ",
        label_end=". ",
        colon=": ",
    ),
}

# Words by language: title, summary, heading, subheading, sentence, name, item, foreign phrase, figure, table.
WORDS = {
    "en": (
        "A visit that resets relations",
        "The new leadership met its old adversary in the Kremlin and promised to honour every agreement.",
        "Bases and agreements",
        "Extradition",
        "The president said that all accords signed with Moscow remain in force and the bases stay open.",
        "Ahmed al-Sharaa, at the Kremlin",
        "Hmeimim air base",
        "موسكو ودمشق",
        "Figure",
        "Table",
    ),
    "ar": (
        "زيارة تعيد رسم العلاقات",
        "التقت القيادة الجديدة خصمها القديم في الكرملين وتعهدت باحترام جميع الاتفاقات.",
        "القواعد والاتفاقات",
        "طلب التسليم",
        "قال الرئيس إن جميع الاتفاقات المبرمة مع موسكو ما زالت سارية، وإن القواعد «ستبقى مفتوحة» كما كانت.",
        "أحمد الشرع، في الكرملين",
        "قاعدة حميميم الجوية",
        "The Moscow Times",
        "الشكل",
        "الجدول",
    ),
    "ru": (
        "Визит, меняющий отношения",
        "Новое руководство встретилось в Кремле с прежним противником и обещало соблюдать все соглашения.",
        "Базы и соглашения",
        "Выдача",
        "Президент заявил, что все подписанные с Москвой соглашения в силе и базы «продолжат работу».",
        "Ахмед аш-Шараа, в Кремле",
        "Авиабаза Хмеймим",
        "موسكو ودمشق",
        "Рисунок",
        "Таблица",
    ),
}


def sample_edition(tag: str, *, repeat: int = 1) -> Edition:
    """Return an edition with every block and inline; ``repeat`` makes its body longer."""
    return _Sample(tag).edition(repeat)


def png(width: int = 40, height: int = 20, color: tuple[int, int, int] = (31, 78, 121)) -> bytes:
    """Return a one-colour PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(color) * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


class _Sample:
    """Make the parts of one sample edition, with ids in order."""

    def __init__(self, tag: str) -> None:
        self.profile = PROFILES[tag]
        self.language = self.profile.language
        (
            self.title,
            self.summary,
            self.heading,
            self.subheading,
            self.sentence,
            self.name,
            self.item,
            self.foreign,
            self.figure,
            self.table,
        ) = WORDS[self.language]
        self.count = 0

    def edition(self, repeat: int) -> Edition:
        body: tuple[EditionBlock, ...] = ()
        for _ in range(repeat):
            body += self.body()
        body += sample_charts(
            ChartMaker(self.profile, self.seg, f"{self.figure} {self.digits('2')}"),
            tuple(map(self.digits, (self.title, self.heading, self.name, self.item, self.sentence))),
        )
        return Edition(
            slug="sample",
            locale=self.profile,
            title=self.seg("title", self.title),
            summary=self.seg("summary", self.summary),
            date=dt.date(2025, 10, 15),
            authors=(self.name,),
            details=(Detail(self.item, self.seg("place", self.digits("15.10.2025"))),),
            classification=self.item,
            key_facts=(self.seg("key-fact", self.sentence), self.seg("key-fact", self.item)),
            body=body,
            back=(
                Heading(2, self.seg("heading", self.heading)),
                ListBlock((self.entry(1), self.entry(2)), ordered=True),
                Heading(2, self.seg("heading", self.subheading)),
                self.grid(caption=False),
            ),
            notes=tuple(
                Note(
                    n,
                    self.digits(str(n)),
                    (Paragraph(self.seg("footnote", f"{self.sentence} {self.digits(str(n))}")),),
                )
                for n in (1, 2)
            ),
            labels=LABELS[self.language],
            pictures={"map.png": Picture(png(), "image/png", 40, 20)},
        )

    def body(self) -> tuple[EditionBlock, ...]:
        return (
            Heading(2, self.seg("heading", self.heading)),
            Paragraph(self.rich()),
            Paragraph(self.seg("paragraph", " ".join([self.sentence] * 4))),
            Quote((Paragraph(self.seg("quote", self.sentence)),), self.seg("attribution", self.name)),
            Heading(3, self.seg("heading", self.subheading)),
            self.bullets(),
            ListBlock((self.entry(3), self.entry(4)), ordered=True, start=3),
            self.grid(caption=True),
            Figure(
                "map.png",
                self.seg("alt", self.item),
                self.seg("caption", self.sentence),
                f"{self.figure} {self.digits('1')}",
                self.seg("credit", self.name),
            ),
            ThematicBreak(),
            CodeBlock("for x in range(3):\n    print(x)", "python"),
        )

    def rich(self) -> EditionSegment:
        foreign_language = "en" if self.language == "ar" else "ar"
        foreign: Direction = "ltr" if self.language == "ar" else "rtl"
        inlines: tuple[EditionInline, ...] = (
            self.span(self.sentence + " "),
            self.span(self.item, bold=True),
            self.span(" "),
            self.span(self.name, italic=True),
            NoteReference(1, self.digits("1")),
            self.span(" ("),
            Span(self.foreign, foreign_language, foreign, isolate=1),
            self.span(") "),
            Span("+971 4 123 4567", self.language, "ltr", isolate=2),
            LineBreak(),
            self.span(self.heading, href="https://example.org/a?b=1"),
            self.span(" "),
            Span("exporter.build()", "en", "ltr", code=True, isolate=3),
            NoteReference(2, self.digits("2")),
            self.span("."),
        )
        return self.segment("paragraph", inlines)

    def bullets(self) -> ListBlock[EditionInline]:
        nested = ListBlock((ListItem((Paragraph(self.seg("item", self.name)),), "–"),))
        return ListBlock(
            (
                ListItem((Paragraph(self.seg("item", self.item)), nested), "•"),
                ListItem((Paragraph(self.seg("item", self.sentence)),), "•"),
            )
        )

    def entry(self, number: int) -> ListItem[EditionInline]:
        return ListItem((Paragraph(self.seg("item", self.item)),), self.digits(f"{number}."))

    def grid(self, *, caption: bool) -> Table[EditionInline]:
        return Table(
            header=(
                self.cell("header", self.item),
                self.cell("header", self.heading),
                self.cell("header", "%"),
            ),
            rows=(
                (self.cell("cell", self.name), self.cell("cell", self.sentence), self.cell("cell", "1")),
                (self.cell("cell", self.item), Cell(None), self.cell("cell", "22")),
            ),
            alignments=("", "start", "end"),
            caption=self.seg("caption", self.heading) if caption else None,
            label=f"{self.table} {self.digits('1')}" if caption else "",
        )

    def cell(self, role: Role, text: str) -> Cell[EditionInline]:
        return Cell(self.seg(role, self.digits(text)))

    def seg(self, role: Role, text: str) -> EditionSegment:
        return self.segment(role, (self.span(text),))

    def segment(self, role: Role, inlines: tuple[EditionInline, ...]) -> EditionSegment:
        self.count += 1
        return Segment(f"{self.count:010x}", role, inlines, state="translated")

    def span(self, text: str, *, bold: bool = False, italic: bool = False, href: str = "") -> Span:
        return Span(text, self.language, self.profile.direction, bold=bold, italic=italic, href=href)

    def digits(self, text: str) -> str:
        return self.profile.with_digits(text)

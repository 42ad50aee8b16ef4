"""Documents that hold every construct of the file layer, in each language."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from PIL import Image

from exporter.model.article import Picture
from exporter.typesetting.fonts import Font, load_font
from exporter.typesetting.lines import Align, Line, StyledText, TextStyle
from exporter.typesetting.paragraph import Typesetter
from exporter.writers.pdf.canvas import TaggedCanvas
from exporter.writers.pdf.document import Leaf
from exporter.writers.pdf.metadata import PdfMetadata
from exporter.writers.pdf.page_canvas import PageCanvas
from exporter.writers.pdf.structure import ARTIFACT, StructureElement

Language: TypeAlias = Literal["en", "ru", "ar"]

LANGUAGES: tuple[Language, ...] = ("en", "ru", "ar")
PAGE = (595.28, 841.89)
LEFT, MEASURE, TOP, BOTTOM = 70.0, 440.0, 770.0, 70.0

SENTENCES: dict[Language, str] = {
    "en": "Syrian leader Ahmed al-Sharaa met President Putin in Moscow on 15 October 2025 (his first visit), "
    "offering talks on Khmeimim and Tartus; “trade fell by 37.5%”, the office said in its final brief.",
    "ru": "Президент Сирии Ахмед аш-Шараа встретился с Владимиром Путиным в Москве 15 октября 2025 года "
    "(первый визит), обсудив базы Хмеймим и Тартус; «товарооборот упал на 37,5 %», сообщили агентства.",
    "ar": "التقى الرئيس السوري أحمد الشرع الرئيس فلاديمير بوتين في موسكو يوم الأربعاء (أول زيارة له)، "
    "وعرض محادثات بشأن حميميم وطرطوس؛ «وتراجعت التجارة الثنائية»، وفق بيان لمكتبه.",
}


@dataclass(slots=True)
class Sheet:
    """Draw paragraphs one below the other, onto new pages where needed."""

    language: Language
    setter: Typesetter = field(default_factory=Typesetter)
    y: float = TOP
    root: StructureElement = field(init=False)
    canvas: PageCanvas = field(init=False)
    file: TaggedCanvas = field(init=False)
    leaf: Leaf = field(init=False)

    def __post_init__(self) -> None:
        self.root = StructureElement("Document", language=self.language)
        self.canvas = PageCanvas(self.setter.tiles)
        self.file = TaggedCanvas(metadata(self.language), self.setter.tiles, self.root)
        self._open_page()

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        return "rtl" if self.language == "ar" else "ltr"

    def style(
        self, *, size: float = 11, bold: bool = False, owner: StructureElement | None = None
    ) -> TextStyle:
        return TextStyle(fonts(self.language, bold=bold), size, self.language, owner=owner)

    def lines(
        self, text: str | Sequence[StyledText], *, size: float = 11, align: Align = "start"
    ) -> list[Line]:
        texts = [StyledText(text, self.style(size=size), self.direction)] if isinstance(text, str) else text
        return self.setter.shape(texts, direction=self.direction).fill(MEASURE, align=align)

    def draw(
        self,
        text: str | Sequence[StyledText],
        element: StructureElement,
        *,
        size: float = 11,
        align: Align = "start",
    ) -> None:
        waiting: list[tuple[Line, float, float]] = []
        for line in self.lines(text, size=size, align=align):
            if self.y < BOTTOM:
                self.canvas.draw_lines(waiting, element)
                waiting = []
                self.next_page()
            waiting.append((line, LEFT, self.y))
            self.y -= 1.6 * size
        self.canvas.draw_lines(waiting, element)
        self.y -= 6

    def bookmark(self, name: str, y: float) -> None:
        self.file.bookmark(name, self.leaf, y)

    def next_page(self) -> None:
        self.file.place(self.canvas.take_plate(), self.leaf)
        self._open_page()
        self.y = TOP

    def finish(self) -> bytes:
        self.file.place(self.canvas.take_plate(), self.leaf)
        return self.file.finish()

    def _open_page(self) -> None:
        self.leaf = self.file.open_page(PAGE)
        self.canvas.open_page(rtl=self.direction == "rtl")


def metadata(language: Language) -> PdfMetadata:
    return PdfMetadata(
        title=SENTENCES[language][:40],
        language=language,
        date=dt.date(2025, 10, 16),
        producer="exporter 0",
        author="A & B <press>",
        subject=SENTENCES[language],
        keywords=("visit", SENTENCES[language][:12]),
        direction="rtl" if language == "ar" else "ltr",
    )


def fonts(language: Language, *, bold: bool = False) -> tuple[Font, ...]:
    weight = "Bold" if bold else "Regular"
    amiri = load_font("fontpkg_amiri", f"Amiri-{weight}.ttf")
    serif = load_font("fontpkg_pt_serif", f"PT_Serif-Web-{weight}.ttf")
    return (amiri, serif) if language == "ar" else (serif, amiri)


def picture(mode: str = "RGB", kind: Literal["PNG", "JPEG"] = "PNG", **options: object) -> Picture:
    """Return a small picture with a slope of tones in each direction."""
    bands = Image.merge("RGB", [_slope(0), _slope(90), _slope(180)])
    image = bands.convert(mode)
    if mode.endswith("A"):
        image.putalpha(_slope(270))
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return Picture(buffer.getvalue(), f"image/{kind.lower()}", *image.size)


def write_everything(language: Language) -> bytes:
    """Return a document with every construct on several pages."""
    sheet = Sheet(language)
    _draw_front(sheet)
    _draw_prose(sheet)
    _draw_list_and_table(sheet)
    _draw_figures(sheet)
    return sheet.finish()


def _slope(angle: int) -> Image.Image:
    return Image.linear_gradient("L").resize((24, 16)).rotate(angle)


def _draw_front(sheet: Sheet) -> None:
    text = SENTENCES[sheet.language]
    sheet.bookmark("title", sheet.y + 20)
    sheet.file.outline(text[:40], "title", 0)
    sheet.draw(text[:40], sheet.root.add("H1"), size=18)
    link = sheet.root.add("TOC").add("TOCI").add("Reference").add("Link", destination="part", contents="p. 2")
    label = StyledText(text[:20], sheet.style(owner=link), sheet.direction)
    leader = StyledText(" . . . ", sheet.style(owner=ARTIFACT), sheet.direction)
    sheet.draw([label, leader, StyledText("2", sheet.style(owner=link), sheet.direction)], link)
    with sheet.canvas.artifact("Layout"):
        sheet.canvas.fill_rectangle(LEFT, 60, 30, 5, (0.9, 0.9, 0.9), stroke=(0.2, 0.3, 0.5))
        sheet.canvas.rule(LEFT, 50, LEFT + MEASURE, 50, 0.5, (0.5, 0.5, 0.5), dotted=True)
    sheet.canvas.draw_lines([(sheet.lines(text[:20])[0], LEFT, 800)], None, artifact="Header")
    sheet.next_page()


def _draw_prose(sheet: Sheet) -> None:
    text = SENTENCES[sheet.language]
    sheet.bookmark("part", sheet.y + 14)
    sheet.file.outline(text[:20], "part", 2)
    section = sheet.root.add("Sect")
    sheet.draw(text[:20], section.add("H2"), size=14)
    paragraph = section.add("P")
    link = paragraph.add("Link", uri="https://example.org/вид?a=(b)", contents="Reuters")
    strong = paragraph.add("Strong")
    note = paragraph.add("Reference").add("Link", destination="note", contents="1")
    sheet.draw(
        [
            StyledText(text + " ", sheet.style(), sheet.direction),
            StyledText("Reuters News Agency", sheet.style(owner=link), "ltr", 1),
            StyledText(" " + text[:30], sheet.style(bold=True, owner=strong), sheet.direction),
            StyledText("1", sheet.style(size=7, owner=note), sheet.direction),
            StyledText(" " + text, sheet.style(), sheet.direction),
        ],
        paragraph,
        align="justify",
    )
    sheet.draw(" ".join([text] * 30), section.add("P"), align="justify")
    sheet.draw(text, section.add("BlockQuote").add("P"))
    sheet.bookmark("note", sheet.y + 9)
    footnote = section.add("Note")
    sheet.draw("1", footnote.add("Lbl"), size=9)
    sheet.draw(text, footnote.add("P"), size=9)
    sheet.draw("print(1)", section.add("Code", language="zxx"))


def _draw_list_and_table(sheet: Sheet) -> None:
    text = SENTENCES[sheet.language]
    items = sheet.root.add("L", attributes="/O/List/ListNumbering/Disc")
    for _ in range(2):
        item = items.add("LI")
        sheet.draw("•", item.add("Lbl"))
        sheet.draw(text, item.add("LBody").add("P"))
    table = sheet.root.add("Table")
    header = table.add("THead").add("TR")
    for _ in range(2):
        sheet.draw(text[:12], header.add("TH", attributes="/O/Table/Scope/Column").add("P"))
    row = table.add("TBody").add("TR")
    sheet.draw(text[:12], row.add("TD").add("P"))
    row.add("TD")


def _draw_figures(sheet: Sheet) -> None:
    shown = (
        picture(),
        picture("RGBA"),
        picture("L"),
        picture("P"),
        picture("RGB", "JPEG"),
        picture("CMYK", "JPEG"),
    )
    sheet.next_page()
    for index, image in enumerate(shown):
        figure = sheet.root.add("Figure", alt=f"Tones {index}")
        sheet.canvas.image(image, LEFT + 60 * index, 400, 48, 32, figure)
    sheet.canvas.image(shown[0], LEFT, 300, 48, 32, None)
    sheet.draw(SENTENCES[sheet.language], sheet.root.add("Caption"))

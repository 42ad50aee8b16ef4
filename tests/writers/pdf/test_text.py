from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from exporter.typesetting.lines import Piece, StyledText
from tests.checkers import poppler, require
from tests.words import words
from tests.writers.pdf.reading import operations, read
from tests.writers.pdf.samples import LANGUAGES, LEFT, SENTENCES, Language, Sheet

pytestmark = pytest.mark.checker


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_comes_out_as_it_went_in(tmp_path: Path, language: Language) -> None:
    require(poppler)
    sheet = Sheet(language)
    said = [SENTENCES[language], " ".join([SENTENCES[language]] * 8), SENTENCES[language].split()[0]]
    for text in said:
        sheet.draw(text, sheet.root.add("P"), align="justify")
    path = tmp_path / "words.pdf"

    path.write_bytes(sheet.finish())

    assert words(poppler.pdftotext(path)) == words(" ".join(said))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_structure_says_the_text_line_after_line(tmp_path: Path, language: Language) -> None:
    require(poppler)
    sheet = Sheet(language)
    text = " ".join([SENTENCES[language]] * 3)
    sheet.draw(text, sheet.root.add("P"), align="justify")
    path = tmp_path / "structure.pdf"

    path.write_bytes(sheet.finish())

    assert f'"{text}"' in poppler.pdfinfo_struct_text(path)


def test_the_structure_of_an_arabic_page_is_in_reading_order(tmp_path: Path) -> None:
    require(poppler)
    sheet = Sheet("ar")
    paragraph = sheet.root.add("P")
    link = paragraph.add("Link", uri="https://example.org")
    sheet.draw(
        [
            StyledText("أول ", sheet.style(), "rtl"),
            StyledText("Reuters", sheet.style(owner=link), "ltr", 1),
            StyledText(" ثان", sheet.style(), "rtl"),
        ],
        paragraph,
    )
    path = tmp_path / "order.pdf"

    path.write_bytes(sheet.finish())

    said = poppler.pdfinfo_struct_text(path)
    places = [said.index(part) for part in ("لوأ", "Link", "Reuters", "ناث")]
    assert places == sorted(places)


def test_a_number_comes_between_arabic_words_also_where_only_the_order_of_content_counts() -> None:
    import pypdf

    sheet = Sheet("ar")
    text = "وقع البلدان عام 1989 اتفاقا ثم في يناير 2025 اتفاقا جديدا"
    sheet.draw(text, sheet.root.add("P"))

    (page,) = pypdf.PdfReader(io.BytesIO(sheet.finish())).pages

    assert words(page.extract_text()) == words(text)


def test_pieces_of_an_arabic_line_are_drawn_from_its_start_with_a_space_that_stays() -> None:
    sheet = Sheet("ar")
    sheet.draw("عام 1989 اتفاق", sheet.root.add("P"))

    pdf = read(sheet.finish())

    shown = operations(pdf.pages[0])
    steps = [float(operands[0]) for name, operands in shown if name == "Td"]
    unicode_map = b"".join(font.ToUnicode.read_bytes() for font in pdf.pages[0].Resources.Font.values())
    assert len(steps) == 3
    assert all(step < 0 for step in steps[1:])
    assert b"<061C0020>" in unicode_map


def test_a_mark_without_width_is_drawn_before_the_piece_at_whose_edge_it_stands() -> None:
    sheet = Sheet("ar")
    style = sheet.style()
    (line,) = sheet.lines("نص AFP")
    latin = line.pieces[0]
    mark = sheet.setter.tiles.of(latin.font).sign_of(((), 0, "\u200f"))
    edge = Piece(style, latin.font, latin.x, 0.0, (mark,), latin.space, 0.0)
    sheet.canvas.draw_lines([(line._replace(pieces=(edge, *line.pieces)), LEFT, 700)], sheet.root.add("P"))

    pdf = read(sheet.finish())

    shown = [operands[0] for name, operands in operations(pdf.pages[0]) if name == "TJ"]
    assert [bytes(part) for part in shown[1]] == [bytes.fromhex(mark)]


def test_a_link_of_several_pieces_is_one_area_in_an_arabic_line() -> None:
    sheet = Sheet("ar")
    link = sheet.root.add("P").add("Link", uri="https://example.org")
    sheet.draw([StyledText("عام 1989 اتفاق", sheet.style(owner=link), "rtl")], link)

    pdf = read(sheet.finish())

    assert len(pdf.pages[0].Annots) == 1


def test_lines_of_a_paragraph_are_words_apart_and_halves_of_a_word_are_not() -> None:
    sheet = Sheet("ru")
    paragraph = sheet.setter.shape(
        [StyledText(SENTENCES["ru"], sheet.style(), "ltr")], direction="ltr", hyphenation="ru"
    )
    lines = paragraph.fill(90, align="justify")
    sheet.canvas.draw_lines([(line, 70, 700 - 14 * i) for i, line in enumerate(lines)], sheet.root.add("P"))

    pdf = read(sheet.finish())

    space = lines[0].pieces[0].space
    ends: list[bytes] = []
    for name, operands in operations(pdf.pages[0]):
        if name == "Td":
            ends.append(b"")
        elif name in {"TJ", "Tj"}:
            shown = operands[0]
            ends[-1] = bytes(shown[-1] if isinstance(shown, pikepdf.Array) else shown)
    assert {line.hyphenated for line in lines} == {True, False}
    assert [end.endswith(bytes.fromhex(space)) for end in ends] == [
        not (line.hyphenated or line.last) for line in lines
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_looks_as_its_lines_say(tmp_path: Path, language: Language) -> None:
    require(poppler)
    from PIL import Image, ImageOps

    sheet = Sheet(language)
    (first, *_) = lines = sheet.lines(SENTENCES[language] * 2, align="justify")
    sheet.canvas.draw_lines([(first, 70, 700)], sheet.root.add("P"))
    path = tmp_path / "look.pdf"
    path.write_bytes(sheet.finish())

    (page,) = poppler.pdftoppm(path, tmp_path / "pages")

    with Image.open(page) as image:
        box = ImageOps.invert(image.convert("L")).getbbox()
    assert len(lines) > 1
    assert box is not None
    assert box[0] == pytest.approx(70, abs=3)
    assert box[2] == pytest.approx(70 + first.width, abs=3)
    assert box[1] < 842 - 700 < box[3]

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random  # noqa: TID251  seeded: the same charts at every run

import pikepdf
import pytest

from exporter.model.blocks import Chart, EditionBlock, EditionSegment, Role, Segment
from exporter.model.edition import Edition
from exporter.model.inlines import EditionInline, Span
from exporter.typesetting.flow import PlacedDrawing
from exporter.typesetting.shapes import Outline
from exporter.writers.pdf import write_pdf
from exporter.writers.pdf.book import write_edition
from exporter.writers.pdf.charts.paint import _FILLS, _STROKES
from exporter.writers.pdf.charts.sketch import Sketch
from exporter.writers.pdf.compositor import Area, Compositor
from exporter.writers.pdf.structure import StructureElement
from exporter.writers.pdf.theme_settings import Palette, ThemeSettings, contrast, read_theme
from tests.charts import ChartMaker, strange_charts
from tests.checkers import poppler, qpdf, require, verapdf
from tests.editions import PROFILES, WORDS, sample_edition
from tests.generated import _boxes, flaws

TAGS = ("en", "ru", "ar", "ar-SY")
TWO = read_theme(b"columns = 2", "theme.toml")
WHITE = (1.0, 1.0, 1.0)


def maker(tag: str) -> ChartMaker:
    profile = PROFILES[tag]
    count = iter(range(100_000))

    def segment(role: Role, text: str) -> EditionSegment:
        span: EditionInline = Span(text, profile.language, profile.direction)
        return Segment(f"{next(count):010x}", role, (span,), line=7)

    return ChartMaker(profile, segment, WORDS[profile.language][8])


def only(tag: str, *body: EditionBlock) -> Edition:
    return replace(
        sample_edition(tag), key_facts=(), back=(), details=(), notes=(), classification="", body=body
    )


def years(tag: str, kind: str = "bar", count: int = 3) -> Chart[EditionInline]:
    names = [PROFILES[tag].with_digits(str(2020 + n)) for n in range(count)]
    values = [Decimal(n + 1) for n in range(count)]
    return maker(tag).numbers(kind, [""], [values], names, caption=WORDS[PROFILES[tag].language][0])


def figures(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found, stack = [], [pdf.Root.StructTreeRoot]
    while stack:
        element = stack.pop()
        found_kids = element.get("/K", pikepdf.Array())
        kids = list(found_kids) if isinstance(found_kids, pikepdf.Array) else [found_kids]
        stack += [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
        found += [element] if element.get("/S") == "/Figure" else []
    return found


def place_of(word: str, path: Path) -> float:
    (box,) = [box for box in _boxes(poppler.pdftotext(path, "-bbox")) if box.word == word]
    return box.start


@pytest.mark.parametrize("kind", ["bar", "line"])
def test_a_chart_is_one_figure_with_its_description_and_no_picture(kind: str) -> None:
    chart = years("en", kind)

    with pikepdf.open(io.BytesIO(write_pdf(only("en", chart)))) as pdf:
        (figure,) = figures(pdf)
        operators = {str(found.operator) for found in pikepdf.parse_content_stream(pdf.pages[0])}

        assert str(figure.Alt) == WORDS["en"][0]
        assert "/BBox" in figure.A
        assert {"m", "l"} <= operators
        assert len(pdf.pages[0].get_images()) == 0


@pytest.mark.checker
@pytest.mark.parametrize("kind", ["bar", "line"])
@pytest.mark.parametrize(("tag", "mirrored"), [("en", False), ("ar", True), ("ar-SY", True)])
def test_categories_run_in_the_direction_of_reading(
    kind: str, tag: str, mirrored: bool, tmp_path: Path
) -> None:
    require(poppler)
    path = tmp_path / "years.pdf"

    path.write_bytes(write_pdf(only(tag, years(tag, kind))))

    first, last = (place_of(PROFILES[tag].with_digits(year), path) for year in ("2020", "2022"))
    assert (first > last) is mirrored


@pytest.mark.checker
@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("theme", [ThemeSettings(), TWO], ids=["one", "two"])
def test_words_of_strange_charts_are_all_there_and_never_touch(
    tag: str, theme: ThemeSettings, tmp_path: Path
) -> None:
    require(poppler)
    require(qpdf)
    words = " ".join(WORDS[PROFILES[tag].language][:7]).split()
    chance = Random(f"{tag} charts")  # noqa: S311  no secret
    charts = [chart for _ in range(5) for chart in strange_charts(maker(tag), chance, words)]
    path = tmp_path / "charts.pdf"
    edition = only(tag, *charts)

    path.write_bytes(write_edition(edition, theme))

    assert len(charts) >= 4
    assert flaws(path, edition, theme.page) == []


@pytest.mark.checker
@pytest.mark.parametrize("flavour", verapdf.FLAVOURS)
def test_a_chart_longer_than_a_page_goes_on_and_conforms(flavour: verapdf.Flavour, tmp_path: Path) -> None:
    require(verapdf)
    values = [[Decimal(n * m - 40) for n in range(60)] for m in range(1, 9)]
    names = [f"Series {n}" for n in range(8)]
    chart = maker("en").numbers("bar", names, values, [f"Category {n}" for n in range(60)], caption="Long")
    path = tmp_path / "long.pdf"

    path.write_bytes(write_pdf(only("en", chart)))

    with pikepdf.open(path) as pdf:
        assert len(pdf.pages) > 3
        assert len(figures(pdf)) == 1
    assert verapdf.verapdf([path], flavour) == []


@pytest.mark.parametrize("theme", [ThemeSettings(), TWO], ids=["one", "two"])
@pytest.mark.parametrize("count", [3, 40])
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_timeline_of_any_length_is_set_the_same_each_time(
    tag: str, count: int, theme: ThemeSettings
) -> None:
    import datetime as dt

    days = [dt.date(1950 + n, 1, 1) for n in range(count)]
    texts = [WORDS[PROFILES[tag].language][4]] * count

    first, second = (
        write_edition(only(tag, maker(tag).timeline(days, texts, caption="x")), theme) for _ in range(2)
    )

    assert first == second


@pytest.mark.parametrize(("tag", "points"), [("en", (0.0, 10.0)), ("ar", (100.0, 90.0))])
def test_shapes_are_mirrored_where_text_runs_from_right_to_left(tag: str, points: tuple[float, ...]) -> None:
    sketch = Sketch(Compositor(only(tag), ThemeSettings()), Area(50.0, 100.0), StructureElement("Figure"))

    sketch.line([(0.0, 1.0), (10.0, 1.0)], WHITE)

    (drawing,) = sketch.strip(5.0).content
    assert isinstance(drawing, PlacedDrawing)
    (shape,) = drawing.shapes
    assert isinstance(shape, Outline)
    assert tuple(x for x, _ in shape.paths[0]) == points


def test_series_differ_without_colour() -> None:
    # Fills of one hatch differ in lightness by more than 1.5 : 1.
    shades = {
        "white": WHITE,
        **{name: getattr(Palette(), name) for name in ("ink", "accent", "hairline", "tint")},
    }
    plain = [shades[fill.fill] for fill in _FILLS if not fill.hatch]

    assert len({(stroke.dash, stroke.mark, stroke.hollow) for stroke in _STROKES}) == len(_STROKES) == 8
    assert len({(fill.fill, fill.hatch) for fill in _FILLS}) == len(_FILLS) == 8
    assert all(contrast(one, other) > 1.5 for n, one in enumerate(plain) for other in plain[:n])


def test_every_edge_and_line_of_a_series_stands_out_from_the_page() -> None:
    inks = {fill.ink for fill in _FILLS} | {stroke.ink for stroke in _STROKES}

    assert all(contrast(getattr(Palette(), ink), WHITE) >= 3.0 for ink in inks)

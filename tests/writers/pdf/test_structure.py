from __future__ import annotations

from typing import Any

import pytest

from exporter.typesetting.lines import StyledText
from exporter.writers.pdf.structure import ARTIFACT, StructureElement
from tests.writers.pdf.reading import kids, only, operations, parent_tree, read, tags
from tests.writers.pdf.samples import LANGUAGES, LEFT, SENTENCES, Language, Sheet, picture, write_everything


def test_elements_that_were_never_drawn_are_left_out_with_their_empty_parents() -> None:
    sheet = Sheet("en")
    sheet.draw("Drawn.", sheet.root.add("P"))
    sheet.root.add("Sect").add("P").add("Span")

    pdf = read(sheet.finish())

    assert tags(pdf) == ["Document", "P"]


def test_an_empty_cell_keeps_its_row_regular() -> None:
    sheet = Sheet("en")
    row = sheet.root.add("Table").add("TR")
    sheet.draw("1", row.add("TD"))
    row.add("TD")
    sheet.root.add("Table").add("TR").add("TD")

    pdf = read(sheet.finish())

    assert tags(pdf) == ["Document", "Table", "TR", "TD", "TD"]


def test_a_paragraph_on_two_pages_is_one_element() -> None:
    sheet = Sheet("en")
    sheet.draw(" ".join([SENTENCES["en"]] * 25), sheet.root.add("P"))

    pdf = read(sheet.finish())

    first, second = kids(only(pdf, "P"))
    assert len(pdf.pages) == 2
    assert first == 0
    assert (second.Pg.objgen, second.MCID) == (pdf.pages[1].obj.objgen, 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_and_inline_children_take_turns_as_they_are_read(language: Language) -> None:
    sheet = Sheet(language)
    paragraph = sheet.root.add("P")
    link = paragraph.add("Link", uri="https://example.org")
    word = SENTENCES[language].split()[0]
    sheet.draw(
        [
            StyledText(f"{word} ", sheet.style(), sheet.direction),
            StyledText(word, sheet.style(owner=link), sheet.direction),
            StyledText(f" {word} {word}", sheet.style(), sheet.direction),
        ],
        paragraph,
    )

    pdf = read(sheet.finish())

    before, inside, after = kids(only(pdf, "P"))
    assert (before, after) == (0, 2)
    assert inside.S == "/Link"


def test_a_latin_link_in_an_arabic_line_comes_between_what_is_read_around_it() -> None:
    sheet = Sheet("ar")
    paragraph = sheet.root.add("P")
    link = paragraph.add("Link", uri="https://example.org")
    texts = [("وفق ", None), ("Reuters 24", link), (" و", None), ("AFP", None), (" في باريس", None)]
    sheet.draw(
        [
            StyledText(text, sheet.style(owner=owner), *(("ltr", index) if text.isascii() else ("rtl", 0)))
            for index, (text, owner) in enumerate(texts)
        ],
        paragraph,
    )

    pdf = read(sheet.finish())

    places = [kid if isinstance(kid, int) else "Link" for kid in kids(only(pdf, "P"))]
    assert places == [0, "Link", 2]


def test_every_marked_stretch_leads_back_to_its_element() -> None:
    pdf = read(write_everything("ar"))

    parents = parent_tree(pdf)

    for page in pdf.pages:
        marked = parents[int(page.obj.StructParents)]
        used = [
            int(operation.operands[1].MCID)
            for operation in operations(page)
            if operation.name == "BDC" and "/MCID" in operation.operands[1]
        ]
        assert sorted(used) == list(range(len(marked)))
        for mcid, element in enumerate(marked):
            assert owns(element, page.obj, mcid)


def owns(element: Any, page: Any, mcid: int) -> bool:
    here = element.get("/Pg")
    return any(
        (kid == mcid and here.objgen == page.objgen)
        if isinstance(kid, int)
        else "/MCID" in kid and mcid == kid.MCID and kid.Pg.objgen == page.objgen
        for kid in kids(element)
    )


def test_nothing_on_a_page_is_outside_an_element_or_an_artifact() -> None:
    pdf = read(write_everything("en"))

    for page in pdf.pages:
        depth = 0
        for name, _ in operations(page):
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
            assert depth in {0, 1}
            assert depth == 1 or name not in {"Tj", "TJ", "S", "f", "B", "Do"}


def test_a_link_over_two_lines_has_an_annotation_on_each() -> None:
    sheet = Sheet("en")
    paragraph = sheet.root.add("P")
    link = paragraph.add("Link", uri="https://example.org/ü (1)", contents="The agency")
    text = "word " * 14
    sheet.draw(
        [StyledText(text, sheet.style(), "ltr"), StyledText(text.strip(), sheet.style(owner=link), "ltr")],
        paragraph,
    )

    pdf = read(sheet.finish())

    annotations = list(pdf.pages[0].Annots)
    tops = [float(annotation.Rect[3]) for annotation in annotations]
    parents = parent_tree(pdf)
    assert len(annotations) == 2
    assert tops[0] > tops[1]
    for annotation in annotations:
        assert annotation.A.URI == "https://example.org/%C3%BC%20(1)"
        assert annotation.Contents == "The agency"
        assert parents[int(annotation.StructParent)].objgen == only(pdf, "Link").objgen
    assert [str(kid.Type) for kid in kids(only(pdf, "Link"))[1:]] == ["/OBJR", "/OBJR"]


def test_a_link_to_a_bookmark_goes_to_its_height_on_its_page() -> None:
    sheet = Sheet("en")
    link = sheet.root.add("P").add("Link", destination="there")
    sheet.draw("go", link)
    sheet.next_page()
    sheet.bookmark("there", 321.5)
    sheet.draw("arrived", sheet.root.add("P"))

    pdf = read(sheet.finish())

    page, kind, _, height, _ = pdf.pages[0].Annots[0].Dest
    assert page.objgen == pdf.pages[1].obj.objgen
    assert (str(kind), float(height)) == ("/XYZ", 321.5)
    assert pdf.pages[0].Annots[0].Contents == "there"


def test_a_link_to_nowhere_is_refused() -> None:
    sheet = Sheet("en")
    sheet.draw("go", sheet.root.add("Link", destination="nowhere"))

    with pytest.raises(ValueError, match="no bookmark nowhere"):
        sheet.finish()


def test_a_bookmark_stands_once() -> None:
    sheet = Sheet("en")
    sheet.bookmark("here", 1)

    with pytest.raises(ValueError, match="stands twice"):
        sheet.bookmark("here", 2)


def test_notes_have_identifiers_that_the_tree_knows() -> None:
    sheet = Sheet("en")
    for _ in range(12):
        sheet.draw("A note.", sheet.root.add("Note"))

    pdf = read(sheet.finish())

    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    assert [str(name) for name in names[::2]] == sorted({str(name) for name in names[::2]})
    assert [str(element.ID) for element in names[1::2]] == [str(name) for name in names[::2]]
    assert len(names) == 24


def test_a_figure_has_its_description_and_its_place() -> None:
    sheet = Sheet("en")
    figure = sheet.root.add("Figure", alt="Слоны (2)")
    sheet.canvas.image(picture(), 10, 20, 30, 40, figure)

    pdf = read(sheet.finish())

    element = only(pdf, "Figure")
    assert element.Alt == "Слоны (2)"
    assert [float(edge) for edge in element.A.BBox] == [10, 20, 40, 60]


def test_types_of_newer_standards_are_mapped_where_they_are_used() -> None:
    sheet = Sheet("en")
    sheet.draw("Loud", sheet.root.add("P").add("Strong"))

    pdf = read(sheet.finish())

    assert dict(pdf.Root.StructTreeRoot.RoleMap) == {"/Strong": "/Span"}


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(ValueError, match="no structure type: Paragraph"):
        StructureElement("Paragraph")


def test_leaders_between_owned_text_are_artifacts() -> None:
    sheet = Sheet("en")
    entry = sheet.root.add("TOC").add("TOCI")
    sheet.draw(
        [StyledText("1", sheet.style(), "ltr"), StyledText(" ...", sheet.style(owner=ARTIFACT), "ltr")], entry
    )

    pdf = read(sheet.finish())

    starts = [name for name, _ in operations(pdf.pages[0]) if name in {"BDC", "BMC"}]
    assert starts == ["BDC", "BMC"]


def test_content_with_meaning_inside_an_artifact_is_refused() -> None:
    sheet = Sheet("en")

    with pytest.raises(ValueError, match="inside an artifact"), sheet.canvas.artifact("Layout"):
        sheet.canvas.image(picture(), 0, 0, 1, 1, sheet.root.add("Figure", alt="x"))


def test_rules_outside_an_artifact_are_refused() -> None:
    sheet = Sheet("en")

    with pytest.raises(ValueError, match="inside an artifact"):
        sheet.canvas.rule(0, 0, 1, 1, 0.5, (0, 0, 0))
    with pytest.raises(ValueError, match="inside an artifact"):
        sheet.canvas.fill_rectangle(0, 0, 1, 1, (0, 0, 0))


def test_owned_text_inside_an_artifact_stays_an_artifact() -> None:
    sheet = Sheet("en")
    owner = sheet.root.add("P")
    (line,) = sheet.lines([StyledText("Running title", sheet.style(owner=owner), "ltr")])
    sheet.canvas.draw_lines([(line, LEFT, 800)], None, artifact="Header")

    pdf = read(sheet.finish())

    start = operations(pdf.pages[0])[0]
    assert dict(start.operands[1]) == {"/Type": "/Pagination", "/Subtype": "/Header"}
    assert "/K" not in pdf.Root.StructTreeRoot

from __future__ import annotations

from dataclasses import replace

import pytest

from exporter.model.edition import Edition
from exporter.model.inlines import NoteReference
from exporter.writers.docx import write_docx
from tests.checkers.docx_lint import lint_docx
from tests.checkers.docx_parts import W, read_package, val
from tests.editions import sample_edition


def references(edition: Edition) -> list[tuple[str, str, str]]:
    """Return id, whether its mark is written, and that mark, of each reference."""
    document = read_package(write_docx(edition)).document()
    return [
        (val(e, "id"), val(e, "customMarkFollows"), "".join(t.text or "" for t in e.itersiblings(W + "t")))
        for e in document.iter(W + "footnoteReference")
    ]


def test_notes_are_numbered_by_word_itself() -> None:
    assert references(sample_edition("en")) == [("1", "", ""), ("2", "", "")]


def test_marks_in_other_digits_are_written() -> None:
    assert references(sample_edition("ar-SY")) == [("1", "1", "١"), ("2", "1", "٢")]


def test_marks_that_word_would_count_differently_are_written() -> None:
    sample = sample_edition("en")
    title = replace(sample.title, inlines=(*sample.title.inlines, NoteReference(2, "2")))

    found = references(replace(sample, title=title))

    assert found == [("2", "1", "2"), ("1", "1", "1")]


@pytest.mark.parametrize("tag", ["en", "ar-SY"])
def test_a_second_reference_is_a_field_that_leads_to_the_first(tag: str) -> None:
    edition = sample_edition(tag, repeat=3)

    data = write_docx(edition)

    document = read_package(data).document()
    fields = [e.text for e in document.iter(W + "instrText") if "NOTEREF" in (e.text or "")]
    assert fields == [rf" NOTEREF _RefNote{n} \f \h " for n in (1, 2, 1, 2)]
    assert lint_docx(data) == []


def test_an_edition_without_notes_has_no_footnotes_part() -> None:
    sample = sample_edition("en")
    edition = replace(sample, body=sample.body[:1], notes=())

    package = read_package(write_docx(edition))

    assert "word/footnotes.xml" not in package.names
    assert package.roots["word/settings.xml"].find(W + "footnotePr") is None

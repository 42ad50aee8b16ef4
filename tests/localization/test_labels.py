from __future__ import annotations

from pathlib import Path

import pytest

from exporter.errors import UntranslatedError
from exporter.localization.catalog import Catalog
from exporter.localization.checking import check_catalog
from exporter.localization.labels import (
    ALL_LABELS,
    AUTHOR,
    CONTENTS,
    Wording,
    check_labels,
    edition_labels,
    labels_template,
    load_labels,
)
from exporter.localization.po_reader import read_catalog
from exporter.localization.po_writer import write_catalog
from exporter.localization.updating import update_catalog

LOCALES = Path(__file__).parents[2] / "locales"


def test_the_template_on_disk_is_the_one_in_the_code() -> None:
    assert (LOCALES / "exporter.pot").read_bytes() == write_catalog(labels_template())


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_a_catalog_of_labels_is_complete_current_and_right(language: str) -> None:
    catalog = load_labels(language)
    assert Wording(language, catalog).missing() == []
    assert check_catalog(catalog, language=language) == []
    assert update_catalog(catalog, labels_template()) == catalog
    path = LOCALES / language / "LC_MESSAGES" / "exporter.po"
    assert path.read_bytes() == write_catalog(read_catalog(path.read_bytes(), str(path)))


def test_english_labels_are_their_own_msgids() -> None:
    wording = Wording("en", load_labels("en"))
    assert [wording.say(label) for label in ALL_LABELS] == [label.msgid for label in ALL_LABELS]
    assert edition_labels(wording).page_of == "Page {page} of {pages}"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", {1: "Author", 2: "Authors"}),
        ("ru", {1: "Автор", 2: "Авторы", 5: "Авторы"}),
        ("ar", {1: "الكاتب", 2: "الكاتبان", 3: "الكتّاب", 11: "الكتّاب"}),
    ],
)
def test_the_label_of_the_authors_follows_their_number(language: str, forms: dict[int, str]) -> None:
    wording = Wording(language, load_labels(language))
    assert {number: wording.say_for(AUTHOR, number) for number in forms} == forms


def test_a_project_may_reword_labels() -> None:
    own = {"ru": 'msgctxt "heading"\nmsgid "Contents"\nmsgstr "Оглавление"\n'.encode()}
    assert Wording("ru", load_labels("ru", overrides=own)).say(CONTENTS) == "Оглавление"


def test_a_language_without_labels_is_refused_and_drafts_say_them_in_english() -> None:
    wording = Wording("fr", Catalog("locales/fr/LC_MESSAGES/exporter.po", ()))
    with pytest.raises(UntranslatedError, match="labels have no translation in fr: Contents, Key facts"):
        check_labels(wording)
    assert wording.say(CONTENTS) == "Contents"

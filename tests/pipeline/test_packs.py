"""A pack's description, its articles and catalogs to what writers receive."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter import errors
from exporter.model.blocks import Heading, Table
from exporter.model.edition import plain_text
from exporter.model.pack import Pack
from exporter.pipeline.editions import Localizer
from exporter.pipeline.packs import PackLocalizer, read_pack_source
from exporter.project import Project
from tests.projects import ARABIC, ARTICLE, make_project, write_article, write_catalog

WITH_NAMES = ARTICLE.replace(
    "---\n\n## Talks",
    """\
key_facts:
  - Talks went on.
sources:
  - title: A report
glossary:
  - term: Jane al-Doe
    note: A minister.
  - term: The Bases
---

## Talks""",
).replace("West  |\n", "West  |\n\n: A table\n\nDoe was there.\n")
ARABIC_NAMES = ARABIC | {
    ("key-fact", "Talks went on."): "استمرت المحادثات.",
    ("source", "A report"): "تقرير",
    ("term", "Jane al-Doe"): "جين الدو",
    ("note", "A minister."): "وزيرة.",
    ("term", "The Bases"): "القواعد",
    ("caption", "A table"): "جدول",
    ("paragraph", "Doe was there."): "كانت الدو هناك.",
}
ARABIC_PACK = {
    ("title", "A pack"): "ملف",
    ("summary", "Of papers"): "من أوراق",
    ("heading", "First"): "أولًا",
    ("event", "A visit"): "زيارة",
}
DESCRIPTION = """\
title: A pack
subtitle: Of papers
lang: en
date: 2025-10-15
event: A visit
classification: internal
languages: [en, ar]
sections:
  - title: First
    articles: [one, two]
"""


def make_pack(root: Path, description: str = DESCRIPTION) -> Project:
    """Write two articles with names, and a pack of both, with Arabic catalogs."""
    project = make_project(root)
    for slug in ("one", "two"):
        write_article(root, slug, WITH_NAMES)
        write_catalog(root, slug, ARABIC_NAMES)
    write_catalog(root, "pack.p", ARABIC_PACK)
    (root / "content" / "packs").mkdir(exist_ok=True)
    (root / "content" / "packs" / "p.yaml").write_text(description, encoding="utf-8")
    return project


def localized(project: Project, tag: str, *, draft: bool = False) -> Pack:
    source = read_pack_source(project, "p")
    return PackLocalizer(Localizer(project, draft=draft), source, (tag,)).pack(tag)


def texts(table: Table) -> list[list[str]]:  # type: ignore[type-arg]
    return [
        [plain_text(cell.text) if cell.text else "" for cell in row] for row in (table.header, *table.rows)
    ]


def test_given_a_catalog_when_localized_then_all_of_the_packs_words_are_arabic(tmp_path: Path) -> None:
    pack = localized(make_pack(tmp_path), "ar")
    assert plain_text(pack.title) == "ملف"
    assert [plain_text(part.title) for part in pack.parts if part.title] == ["أولًا"]
    assert (pack.details[0].label, plain_text(pack.details[0].value)) == ("المناسبة", "زيارة")
    assert pack.marking == "للاستخدام الداخلي"
    assert {edition.locale.tag for edition in pack.editions} == {"ar"}


def test_given_two_glossaries_when_localized_then_one_table_has_all_spellings(tmp_path: Path) -> None:
    pack = localized(make_pack(tmp_path), "ar")
    assert pack.glossary
    assert texts(pack.glossary) == [
        ["العربية", "English", "الإيضاح"],
        ["جين الدو", "Jane al-Doe", "وزيرة."],
        ["القواعد", "The Bases", ""],
    ]
    assert not [block for edition in pack.editions for block in edition.back if isinstance(block, Table)]


def test_given_names_when_localized_then_the_index_points_to_the_segments_that_mention_them(
    tmp_path: Path,
) -> None:
    pack = localized(make_pack(tmp_path), "en")
    found = {plain_text(entry.name): entry for entry in pack.index}
    assert list(found) == ["Jane al-Doe"]
    assert found["Jane al-Doe"].initial == "J"
    assert [mention.edition for mention in found["Jane al-Doe"].mentions] == [0, 1]


def test_given_tables_in_both_articles_when_localized_then_they_are_numbered_through(tmp_path: Path) -> None:
    pack = localized(make_pack(tmp_path), "en")
    labels = [b.label for edition in pack.editions for b in edition.body if isinstance(b, Table)]
    assert labels == ["Table 1", "Table 2"]


def test_given_options_when_localized_then_the_articles_lack_what_is_not_wanted(tmp_path: Path) -> None:
    options = "options: {key_facts: false, sources: false, glossary: false, index: false}\n"
    pack = localized(make_pack(tmp_path, DESCRIPTION + options), "en")
    assert (pack.glossary, pack.index) == (None, ())
    assert all(not edition.key_facts for edition in pack.editions)
    headings = [plain_text(b.text) for b in pack.editions[0].back if isinstance(b, Heading)]
    assert headings == ["Glossary"]  # its own, since there is no combined one


def test_given_a_stricter_article_when_read_then_the_pack_is_refused(tmp_path: Path) -> None:
    project = make_pack(tmp_path)
    write_article(tmp_path, "two", WITH_NAMES.replace("lang: en", "lang: en\nclassification: secret"))
    with pytest.raises(errors.PackClassificationError) as caught:
        read_pack_source(project, "p")
    assert caught.value.at == errors.SourceLocation("content/packs/p.yaml", 10)
    assert '"two" is secret' in caught.value.problem


def test_given_no_classification_when_an_article_has_one_then_the_pack_is_refused(tmp_path: Path) -> None:
    project = make_pack(tmp_path, DESCRIPTION.replace("classification: internal\n", ""))
    write_article(tmp_path, "one", WITH_NAMES.replace("lang: en", "lang: en\nclassification: internal"))
    with pytest.raises(errors.PackClassificationError):
        read_pack_source(project, "p")


def test_given_an_untranslated_text_when_localized_then_its_catalog_is_named(tmp_path: Path) -> None:
    project = make_pack(tmp_path)
    write_catalog(tmp_path, "pack.p", {("title", "A pack"): "ملف"})
    with pytest.raises(errors.UntranslatedError) as caught:
        localized(project, "ar")
    assert caught.value.at
    assert caught.value.at.path == "locales/ar/LC_MESSAGES/pack.p.po"
    assert plain_text(localized(project, "ar", draft=True).title) == "ملف"


def test_given_a_variant_when_localized_then_its_language_has_one_column(tmp_path: Path) -> None:
    pack = localized(make_pack(tmp_path), "ar-SY")
    assert pack.glossary
    assert texts(pack.glossary)[0] == ["العربية (سوريا)", "English", "الإيضاح"]

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Ask
from tests.pipeline.test_packs import make_pack
from tests.projects import ARTICLE, BROKEN, write_article

PDF = ("-f", "pdf", "-j", "1")


def test_a_new_pack_holds_all_articles_and_builds_at_once(ask: Ask, tmp_path: Path) -> None:
    write_article(tmp_path, "one", ARTICLE)
    write_article(tmp_path, "two", ARTICLE)

    made = ask("pack", "new", "visit", "--title", 'Said: "no"')
    checked = ask("check", "--strict")
    built = ask("pack", "build", *PDF)
    verified = ask("pack", "verify")

    assert (made.code, checked.code, built.code, verified.code) == (0, 0, 0, 0), checked.err + built.err
    assert Path("dist/packs/visit/visit.en.pdf").exists()
    assert verified.out == "visit: 1 file as they were built, and made again with the same bytes\n"


def test_a_new_pack_never_overwrites(ask: Ask, tmp_path: Path) -> None:
    make_pack(tmp_path)
    before = Path("content/packs/p.yaml").read_bytes()

    answer = ask("pack", "new", "p")

    assert answer.code == 50
    assert answer.err.startswith("content/packs/p.yaml: the pack is there already")
    assert Path("content/packs/p.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["Visit", "../x", "", "a" * 81])
def test_a_name_that_is_no_slug_is_refused(ask: Ask, tmp_path: Path, name: str) -> None:
    write_article(tmp_path, "one", ARTICLE)

    answer = ask("pack", "new", "--", name)

    assert answer.code == 50
    assert not Path("content/packs").exists()


def test_a_pack_of_a_project_without_articles_cannot_be_begun(ask: Ask) -> None:
    Path("content").mkdir()

    assert ask("pack", "new", "visit").code == 3


def test_building_lists_files_and_then_says_that_nothing_changed(ask: Ask, tmp_path: Path) -> None:
    make_pack(tmp_path)

    first = ask("pack", "build", *PDF)
    second = ask("pack", "build", *PDF)

    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines()[0].startswith("dist/packs/p/p.en.pdf")
    assert first.out.splitlines()[-1] == "2 files: 1 pack, 2 locales"
    assert second.out == "2 files unchanged\n"


def test_building_answers_with_files_and_manifests_as_json(ask: Ask, tmp_path: Path) -> None:
    make_pack(tmp_path)

    data = ask("pack", "build", *PDF, "--binding", "together", "--json").data

    assert data["ok"] is True
    assert [file["path"] for file in data["files"]] == ["dist/packs/p/p.en+ar.pdf"]
    assert data["manifests"] == ["dist/packs/p/p.manifest.json"]


def test_a_problem_of_a_description_is_told_with_its_line(ask: Ask, tmp_path: Path) -> None:
    make_pack(tmp_path)
    path = Path("content/packs/p.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("internal", "intern"), encoding="utf-8")

    for command in (("pack", "build"), ("check",)):
        answer = ask(*command)
        assert answer.code == 16
        assert answer.err.startswith('content/packs/p.yaml:6: classification cannot be "intern"')
        assert 'hint: did you mean "internal"?' in answer.err


def test_a_stricter_article_is_refused_with_a_code_of_its_own(ask: Ask, tmp_path: Path) -> None:
    make_pack(tmp_path)
    path = Path("content/one/article.md")
    text = path.read_text(encoding="utf-8").replace("lang: en", "lang: en\nclassification: secret")
    path.write_text(text, encoding="utf-8")

    answer = ask("pack", "build", *PDF)

    assert answer.code == 51
    assert 'its article "one" is secret' in answer.err
    assert not Path("dist/packs").exists()


def test_a_broken_article_stops_its_pack(ask: Ask, tmp_path: Path) -> None:
    make_pack(tmp_path)
    write_article(tmp_path, "two", BROKEN)

    answer = ask("pack", "build", *PDF)

    assert answer.code == 19
    assert answer.err.startswith("content/two/article.md:")


def test_a_pack_that_differs_is_told_with_a_code_of_its_own(ask: Ask, tmp_path: Path) -> None:
    make_pack(tmp_path)
    ask("pack", "build", *PDF, "-l", "en")
    Path("dist/packs/p/p.en.pdf").write_bytes(b"%PDF-")

    answer = ask("pack", "verify", "--quick")
    data = ask("pack", "verify", "--quick", "--json").data

    assert answer.code == 52
    assert answer.out == "p: 1 difference\n"
    assert answer.err.startswith("dist/packs/p/p.en.pdf: the file has other bytes")
    assert [error["kind"] for error in data["errors"]] == ["PackDifferenceError"]


def test_a_pack_that_was_never_built_cannot_be_verified(ask: Ask, tmp_path: Path) -> None:
    make_pack(tmp_path)

    answer = ask("pack", "verify")

    assert answer.code == 52
    assert 'build it first with "exporter pack build"' in answer.err


def test_a_pack_of_a_wrong_name_is_told_the_nearest(ask: Ask, tmp_path: Path) -> None:
    make_pack(tmp_path)

    answer = ask("pack", "build", "q")

    assert answer.code == 3
    assert 'there is no pack "q"' in answer.err


def test_a_project_without_packs_is_told_how_to_begin_one(ask: Ask, tmp_path: Path) -> None:
    write_article(tmp_path, "one", ARTICLE)

    answer = ask("pack", "build")

    assert answer.code == 3
    assert '"exporter pack new NAME"' in answer.err


def test_catalogs_of_packs_are_extracted_added_and_counted(ask: Ask, tmp_path: Path) -> None:
    make_pack(tmp_path)

    extracted = ask("catalog", "extract", "pack.p")
    added = ask("catalog", "add", "ru")
    status = ask("catalog", "status", "pack.p", "--json").data
    missing = ask("catalog", "status", "pack.x")

    assert extracted.out.splitlines()[0] == "locales/pack.p.pot"
    assert "locales/ru/LC_MESSAGES/pack.p.po" in added.out
    assert [(c["slug"], c["locale"], c["translated"]) for c in status["catalogs"]] == [
        ("pack.p", "ar", 4),
        ("pack.p", "ru", 0),
    ]
    assert missing.code == 3


def test_an_update_begins_the_catalogs_that_a_pack_lacks_in_its_own_languages(
    ask: Ask, tmp_path: Path
) -> None:
    make_pack(tmp_path)
    Path("locales/ar/LC_MESSAGES/pack.p.po").unlink()
    Path("locales/ru").mkdir()

    updated = ask("catalog", "update", "pack.p")

    assert updated.out.splitlines() == [
        "locales/pack.p.pot",
        "locales/ar/LC_MESSAGES/pack.p.po",
        "2 files written, 0 up to date",
    ]


def test_the_schema_of_descriptions_is_printed(ask: Ask) -> None:
    assert ask("schema", "pack").data["title"] == "Briefing pack"

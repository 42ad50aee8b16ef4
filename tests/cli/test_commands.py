from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Ask
from tests.projects import ARABIC, ARTICLE, BROKEN, make_project, write_article, write_catalog

# --- new and show ----------------------------------------------------------------


@pytest.mark.parametrize("lang", ["en", "ar", "ru", "ar-SY"])
def test_a_new_article_is_without_problems_and_builds_at_once(ask: Ask, lang: str) -> None:
    made = ask("new", "first-story", "--lang", lang)
    checked = ask("check", "--strict")
    built = ask("build", "-f", "txt")

    assert (made.code, checked.code, built.code) == (0, 0, 0), checked.err + built.err
    assert Path(f"dist/first-story/first-story.{lang}.txt").exists()


def test_a_new_article_has_the_title_and_the_day_that_are_wanted(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1760486400")

    ask("new", "story", "--title", 'He said: "no" \\ never # again')

    article = ask("show", "story").data
    assert article["date"] == "2025-10-15"
    assert json.dumps(article["title"]).count("never # again") == 1


def test_a_new_article_never_overwrites(ask: Ask, tmp_path: Path) -> None:
    write_article(tmp_path, "story", ARTICLE)

    answer = ask("new", "story")

    assert answer.code == 3
    assert answer.err == "content/story: there is an article already\n  hint: choose another name\n"
    assert Path("content/story/article.md").read_text(encoding="utf-8") == ARTICLE


@pytest.mark.parametrize("slug", ["Story", "a b", "../x", "", "packs", "a" * 81, "история"])
def test_a_name_that_is_no_slug_is_refused(ask: Ask, slug: str) -> None:
    answer = ask("new", "--", slug)

    assert answer.code == 3
    assert "is no name for an article" in answer.err
    assert not Path("content").exists()


def test_a_new_article_in_an_unknown_language_is_refused(ask: Ask) -> None:
    answer = ask("new", "story", "--lang", "xx")

    assert answer.code == 30
    assert not Path("content").exists()


def test_an_article_is_shown_as_json_that_may_stand_in_its_place(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path, "one")
    ask("build", "one", "-f", "txt")
    text = Path("dist/one/one.en.txt").read_bytes()

    shown = ask("show", "one")
    Path("content/one/article.md").unlink()
    Path("content/one/article.json").write_text(shown.out, encoding="utf-8")
    again = ask("build", "one", "-f", "txt")

    assert (shown.code, again.code) == (0, 0), again.err
    assert Path("dist/one/one.en.txt").read_bytes() == text


def test_an_edition_is_shown_as_text_with_its_gaps(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path, "one", arabic=True)

    arabic, russian = ask("show", "one", "-l", "ar"), ask("show", "one", "-l", "ru", "--json")

    assert arabic.out.startswith("زيارة\n")
    assert "A visit" in russian.data["text"]


# --- check -----------------------------------------------------------------------


def test_a_check_finds_every_problem_and_writes_nothing(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path, "one", "two", arabic=True)
    write_article(tmp_path, "one", BROKEN)
    write_catalog(tmp_path, "two", {**ARABIC, ("title", "A visit"): ""})
    before = sorted(tmp_path.rglob("*"))

    answer = ask("check")

    assert answer.code == 19
    assert "content/one/article.md:8: heading jumps" in answer.err
    assert "locales/ar/LC_MESSAGES/two.po" in answer.err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_check_looks_at_the_named_articles_alone(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path, "one", "two")
    write_article(tmp_path, "one", BROKEN)

    assert ask("check", "two").code == 0
    assert ask("check", "one").code == 19


def test_doubts_are_told_and_count_only_for_the_strict(ask: Ask, tmp_path: Path) -> None:
    article = ARTICLE.replace("They spoke about the", "On 12 May they spoke about the")
    write_article(tmp_path, "one", article)
    texts = {k: v for k, v in ARABIC.items() if k[0] != "paragraph"}
    texts["paragraph", "On 12 May they spoke about the [bases][1]."] = "في 21 مايو تحدثوا عن [القواعد][1]."
    write_catalog(tmp_path, "one", texts)

    kind, strict, data = ask("check"), ask("check", "--strict"), ask("check", "--json").data

    assert kind.code == 0
    assert "lacks the number 12" in kind.err
    assert "1 doubt" in kind.out
    assert strict.code == 37
    assert [doubt["exit_code"] for doubt in data["doubts"]] == [37]
    assert data["ok"] is True


# --- catalogs --------------------------------------------------------------------


def test_a_language_is_added_updated_and_counted(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path, "one")

    added = ask("catalog", "add", "fr")
    write_article(tmp_path, "one", ARTICLE + "\nOne more thing.\n")
    late = ask("catalog", "check")
    updated = ask("catalog", "update")
    status = ask("catalog", "status", "--json")

    assert added.out.splitlines()[:3] == [
        "locales/fr/profile.toml",
        "locales/fr/LC_MESSAGES/exporter.po",
        "locales/fr/LC_MESSAGES/one.po",
    ]
    assert late.code == 36
    assert 'run "exporter catalog update one"' in late.err
    assert updated.out.splitlines() == [
        "locales/one.pot",
        "locales/fr/LC_MESSAGES/one.po",
        "2 files written, 0 up to date",
    ]
    assert [(c["locale"], c["untranslated"]) for c in status.data["catalogs"]] == [("fr", 9)]
    assert ask("catalog", "check").code == 0


def test_a_region_shares_the_catalog_of_its_language(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path, "one", arabic=True)

    answer = ask("catalog", "add", "ar-SY")

    assert answer.out == "0 files written, 0 up to date\n"


def test_the_first_region_of_a_language_makes_the_catalog_of_the_language(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path, "one")

    ask("catalog", "add", "ar-SY")

    assert Path("locales/ar/LC_MESSAGES/one.po").exists()


def test_an_update_begins_the_catalogs_that_languages_of_the_project_lack(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path, "one", arabic=True)
    ask("catalog", "add", "fr")
    write_article(tmp_path, "two", ARTICLE)

    updated = ask("catalog", "update", "two")

    assert updated.out.splitlines() == [
        "locales/two.pot",
        "locales/ar/LC_MESSAGES/two.po",
        "locales/fr/LC_MESSAGES/two.po",
        "3 files written, 0 up to date",
    ]
    assert ask("catalog", "update", "two").out == "0 files written, 3 up to date\n"
    assert ask("catalog", "check").code == 0


def test_an_update_begins_one_catalog_for_all_regions_and_none_of_the_own_language(
    ask: Ask, tmp_path: Path
) -> None:
    make_project(tmp_path, "one")
    for tag in ("ar-EG", "ar-SY", "en-US"):
        (tmp_path / "locales" / tag).mkdir(parents=True)
        (tmp_path / "locales" / tag / "profile.toml").write_text("")
    (tmp_path / "locales" / "xx").mkdir()  # of no language that has a profile

    ask("catalog", "update")

    assert [path.as_posix() for path in Path("locales").rglob("*.po")] == ["locales/ar/LC_MESSAGES/one.po"]


def test_an_update_that_changes_nothing_touches_no_file(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path, "one", arabic=True)
    ask("catalog", "update")
    files = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.po*")}

    answer = ask("catalog", "update")

    assert answer.out == "0 files written, 2 up to date\n"
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.po*")} == files


def test_templates_are_extracted_alone(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path, "one", "two", arabic=True)

    answer = ask("catalog", "extract", "two")

    assert answer.out == "locales/two.pot\n1 file written, 0 up to date\n"


def test_a_broken_article_does_not_stop_the_catalogs_of_others(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path, "one", "two")
    write_article(tmp_path, "one", BROKEN)

    answer = ask("catalog", "extract")

    assert answer.code == 19
    assert answer.out == "locales/two.pot\n1 file written, 0 up to date\n"


def test_an_unknown_language_is_refused(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path, "one")

    assert ask("catalog", "add", "xx").code == 30
    assert not Path("locales").exists()


def test_the_status_of_a_project_without_catalogs_says_what_to_do(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path, "one")

    assert "exporter catalog add TAG" in ask("catalog", "status").out


def test_a_status_shows_how_far_each_language_is(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path, "one", arabic=True)
    write_catalog(tmp_path, "one", {**ARABIC, ("title", "A visit"): ""})

    assert ask("catalog", "status").out.splitlines()[1].split() == ["one", "ar", "87%", "7", "0", "1"]


# --- listings --------------------------------------------------------------------


def test_locales_are_listed_with_their_catalogs(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path, "one", "two", arabic=True)
    Path("locales/ar/LC_MESSAGES/two.po").unlink()

    rows = [line.split() for line in ask("locales").out.splitlines()]

    assert ["ar", "العربية", "rtl", "0123456789", "1", "of", "2"] in rows
    assert ["ru", "русский", "ltr", "0123456789", "0", "of", "2"] in rows


def test_the_language_of_the_articles_is_told_to_be_their_source(ask: Ask, tmp_path: Path) -> None:
    make_project(tmp_path, "one", "two")

    last = {line.split()[0]: line.split("  ")[-1] for line in ask("locales").out.splitlines()}

    assert (last["en"], last["en-US"], last["ru"]) == ("source of 2", "source of 2", "0 of 2")


def test_a_language_is_the_source_of_some_articles_and_has_catalogs_of_others(
    ask: Ask, tmp_path: Path
) -> None:
    make_project(tmp_path, "one", "two", arabic=True)
    write_article(tmp_path, "three", ARTICLE.replace("lang: en", "lang: ar-EG"))
    write_article(tmp_path, "broken", "no front matter")
    (tmp_path / "content" / "json").mkdir()
    (tmp_path / "content" / "json" / "article.json").write_text('{"lang": "ru"}')
    (tmp_path / "locales" / "ar-SY").mkdir()
    (tmp_path / "locales" / "ar-SY" / "profile.toml").write_text("")  # it reads the catalogs of its language

    lines = ask("locales").out.splitlines()
    data = {
        use["tag"]: (use["catalogs"], use["source_of"]) for use in ask("locales", "--json").data["locales"]
    }

    assert data == {"ar": (2, 1), "ar-SY": (2, 1), "en": (0, 2), "en-US": (0, 2), "ru": (0, 1)}
    assert [line.split("  ")[-1] for line in lines if line.startswith("ar")] == ["2 of 4, source of 1"] * 2


def test_formats_are_listed(ask: Ask) -> None:
    assert [f["name"] for f in ask("formats", "--json").data["formats"]] == ["docx", "pdf", "txt"]
    assert ask("formats").out.splitlines()[2].startswith("pdf     .pdf")


def test_the_schema_describes_what_show_prints(ask: Ask, tmp_path: Path) -> None:
    from jsonschema import Draft202012Validator

    make_project(tmp_path, "one")

    schema, article = ask("schema").data, ask("show", "one").data

    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(article)) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_is_printed(ask: Ask, shell: str) -> None:
    answer = ask("completion", shell)

    assert answer.code == 0
    assert f"_EXPORTER_COMPLETE={shell}_complete" in answer.out


def test_an_unknown_command_is_refused_with_the_nearest(ask: Ask) -> None:
    answer = ask("biuld")

    assert answer.code == 2
    assert 'did you mean "build"?' in answer.err

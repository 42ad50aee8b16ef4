from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.errors import CatalogSyntaxError, TooLargeError
from exporter.localization.catalog import Catalog, Entry, Previous
from exporter.localization.po_reader import read_catalog
from exporter.localization.po_writer import write_catalog

PATH = "locales/ar/LC_MESSAGES/visit.po"
HEADER_TEXT = """\
Project-Id-Version: visit
PO-Revision-Date: 2025-10-15 00:00+0000
Last-Translator: A
Language-Team: Arabic
Language: ar
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 \
&& n%100<=10 ? 3 : n%100>=11 ? 4 : 5;
"""
HEADER = Entry("", (HEADER_TEXT,), comments=(" Arabic", ""))
FULL = Catalog(
    PATH,
    (
        HEADER,
        Entry(
            "He went to {place} — to the “other” side of the [river][1], and then came back again, twice.",
            ("ذهب إلى {place} — إلى «الجانب» الآخر من [النهر][1]، ثم عاد مرة أخرى إلى حيث كان مرتين.",),
            "paragraph",
            comments=(" by Omar",),
            notes=(" {place} = Moscow", " [1] = https://example.org/a"),
            references=("content/visit/article.md:12", "content/visit/article.md:140"),
            flags=("fuzzy", "python-brace-format"),
            previous=Previous("He went away.", "paragraph"),
        ),
        Entry('Two\nlines\twith "quotes" and a \\', ("سطر\n\\ آخر",), "item"),
        Entry("day", ("", "يوم", "يومان", "أيام", "يوما", "يوم"), plural="days"),
        Entry("", ("نص",), "title"),
        Entry(
            "old", ("قديم",), "title", obsolete=True, flags=("fuzzy",), previous=Previous("older", "title")
        ),
    ),
)


def run_gettext(*command: str, given: bytes) -> subprocess.CompletedProcess[bytes]:
    """Run one of gettext's own tools; skip where there is none, but not in continuous integration."""
    if not shutil.which(command[0]) and not os.environ.get("CI"):
        pytest.skip(f"{command[0]} is not installed")
    return subprocess.run(command, input=given, capture_output=True, check=False)


def read(text: str) -> Catalog:
    return read_catalog(text.encode(), PATH)


def test_what_is_written_is_read_back() -> None:
    assert read_catalog(write_catalog(FULL), PATH) == FULL


@pytest.mark.checker
def test_a_catalog_is_written_as_gettext_writes_it() -> None:
    written = write_catalog(FULL)
    assert run_gettext("msgcat", "-", given=written).stdout == written


@pytest.mark.checker
def test_gettexts_own_check_is_clean() -> None:
    done = run_gettext("msgfmt", "-c", "-o", "/dev/null", "-", given=write_catalog(FULL))
    assert (done.returncode, done.stderr) == (0, b"")


def test_lines_and_places_are_known() -> None:
    catalog = read(
        'msgid ""\nmsgstr ""\n\n#: a b.md:1\n#: \u2068c d.md:2\u2069 e.md:3\nmsgid "x"\nmsgstr "y"\n'
    )
    entry = catalog.find(None, "x")
    assert entry is not None
    assert entry.line == 6
    assert entry.references == ("a", "b.md:1", "c d.md:2", "e.md:3")


def test_windows_line_ends_and_a_byte_order_mark_are_read() -> None:
    catalog = read_catalog(b'\xef\xbb\xbfmsgid ""\r\nmsgstr ""\r\n"Language: ar\\n"\r\n', PATH)
    assert catalog.header_fields() == {"Language": "ar"}


def test_escapes_are_read_as_in_c() -> None:
    catalog = read(r'msgid "a\tb\"\\\n\x41\101\q"' + '\nmsgstr ""\n')
    assert catalog.entries[0].msgid == 'a\tb"\\\nAAq'


def test_messages_may_stand_without_blank_lines_between_them() -> None:
    catalog = read(
        'msgctxt "a"\nmsgid "x"\nmsgstr "1"\nmsgctxt "b"\nmsgid "x"\nmsgstr "2"\nmsgid "x"\nmsgstr "3"\n'
    )
    assert [entry.key for entry in catalog.entries] == [("a", "x"), ("b", "x"), (None, "x")]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("hello", 1, "'hello' is no line of a catalog"),
        ('msgid "x', 1, "is no line of a catalog"),
        ('msgid "x" y', 1, "is no line of a catalog"),
        ('msgid "x\\"', 1, "is no line of a catalog"),
        ('\n"x"', 2, "a string stands without a keyword"),
        ('msgstr "x"', 1, "msgstr stands before its msgid"),
        ('msgid "x"\nmsgid "y"', 1, "a message has no msgid or no msgstr"),
        ('msgid "x"\nmsgctxt "y"', 1, "a message has no msgid or no msgstr"),
        ('msgid "x"\n', 1, "a message has no msgid or no msgstr"),
        ('msgid "x"\nmsgstr "y"\nmsgstr "z"', 3, "msgstr stands twice"),
        ('msgid "x"\nmsgstr[0] "y"', 2, "msgstr[0] stands without msgid_plural"),
        ('msgid "x"\nmsgid_plural "y"\nmsgstr "z"', 3, "msgstr stands after msgid_plural"),
        ('msgid "x"\nmsgid_plural "y"\nmsgstr[1] "z"', 3, "msgstr[1] is out of order"),
        ('msgid "x"\nmsgstr "y"\n\nmsgid "x"\nmsgstr "z"', 4, "the message of line 1 stands twice"),
        ('msgid "x"\nmsgstr "y"\n#~ "z"', 3, "#~ begins or ends within a message"),
        ('domain "x"', 1, "is no line of a catalog"),
    ],
)
def test_what_is_no_catalog_is_an_error_with_its_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(CatalogSyntaxError) as caught:
        read(text)
    assert problem in caught.value.problem
    assert caught.value.at is not None
    assert (caught.value.at.path, caught.value.at.line) == (PATH, line)
    assert caught.value.hint


def test_more_than_six_plural_forms_are_refused() -> None:
    forms = "".join(f'msgstr[{n}] "z"\n' for n in range(200))
    with pytest.raises(CatalogSyntaxError, match="more than six plural forms"):
        read(f'msgid "x"\nmsgid_plural "y"\n{forms}')


def test_bytes_that_are_no_utf8_are_an_error_with_their_line() -> None:
    with pytest.raises(CatalogSyntaxError, match="not UTF-8") as caught:
        read_catalog(b'msgid "a"\nmsgstr "\xff"\n', PATH)
    assert caught.value.at is not None
    assert caught.value.at.line == 2


def test_a_huge_catalog_is_refused_before_it_is_read() -> None:
    with pytest.raises(TooLargeError):
        read_catalog(b"#" * 16_000_001, PATH)


def test_too_many_messages_are_refused() -> None:
    with pytest.raises(TooLargeError, match="more than 100,000 messages"):
        read("".join(f'msgid "{n}"\nmsgstr ""\n' for n in range(100_002)))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_catalog_or_a_syntax_error(data: bytes) -> None:
    try:
        catalog = read_catalog(data, PATH)
    except CatalogSyntaxError as error:
        assert error.at  # noqa: PT017 - either way must hold
    else:
        assert read_catalog(write_catalog(catalog), PATH) == catalog


KEYWORDS = """\
# a
#. b
#: c:1
#, fuzzy, x
#| msgid "o"
msgid "x"
msgstr "y"
"z"
msgctxt "c"
#~ msgid "x"
#~ msgstr "y"
#~| msgid "q"
msgid_plural "p"
msgstr[0] "a"
msgstr[1] "b"
"""
LINES = st.lists(st.sampled_from(KEYWORDS.split("\n")), max_size=14)


@given(LINES)
def test_any_lines_are_a_catalog_that_survives_or_a_syntax_error(lines: list[str]) -> None:
    try:
        catalog = read("\n".join(lines))
    except CatalogSyntaxError:
        return
    again = read_catalog(write_catalog(catalog), PATH)
    in_use = [entry for entry in catalog.entries if not entry.obsolete]
    obsolete = [entry for entry in catalog.entries if entry.obsolete]
    assert again.entries == tuple(map(without_idle_fuzzy, (*in_use, *obsolete)))


def without_idle_fuzzy(entry: Entry) -> Entry:
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy" or any(entry.msgstr))
    return replace(entry, flags=flags)


WORDS = """\
a river of President Moscow موسكو أحمد الشرع، «حميميم» (طرطوس) — – - … . , ; : ! ? 12 37.5% 2011–2024 $100 \
€5 № {visit} [link][1] **so** *it* `C++` .NET S-400 https://example.org/a/b?c=d/e/f-g “quoted” ‘x’ Москва \
и в «ёлочки» „лапки“ a/b/c \u00a0 \u2011 ـ الشَّرْعُ " \\ #1 & + = < > | ~ ^ _ 中文字 한글 ไทย हिन्दी \
עברית עברית-и \t\
"""
TEXTS = st.lists(
    st.tuples(st.sampled_from(WORDS.split(" ")), st.sampled_from([" ", " ", "", "-", "/", "  ", "\n"])),
    max_size=40,
).map(lambda parts: "".join(word + gap for word, gap in parts))
ENTRIES = st.builds(
    Entry,
    TEXTS.filter(bool),
    st.tuples(TEXTS),
    st.sampled_from(["paragraph", "title", None]),
    references=st.lists(
        st.integers(1, 999).map(lambda n: f"content/visit/article.md:{n}"), max_size=6, unique=True
    ).map(tuple),
    flags=st.sampled_from([(), ("fuzzy",), ("python-brace-format",)]),
)


@pytest.mark.checker
@settings(max_examples=30, deadline=None)
@given(st.lists(ENTRIES, min_size=1, max_size=20, unique_by=lambda entry: entry.key))
def test_every_text_is_wrapped_where_gettext_wraps_it(entries: list[Entry]) -> None:
    written = write_catalog(Catalog(PATH, (HEADER, *entries)))
    done = run_gettext("msgcat", "-", given=written)
    assert done.stdout.decode() == written.decode()


@pytest.mark.checker
def test_a_comment_that_ends_in_a_backslash_does_not_swallow_the_next_line() -> None:
    entry = replace(FULL.entries[1], comments=(" path C:\\",))
    written = write_catalog(Catalog(PATH, (HEADER, entry)))
    assert run_gettext("msgcat", "-", given=written).stdout == written


def test_catalogs_cross_process_borders() -> None:
    import pickle

    copy = pickle.loads(pickle.dumps(FULL))  # noqa: S301 - our own bytes
    assert copy == FULL
    assert copy.find("title", "") == FULL.find("title", "")

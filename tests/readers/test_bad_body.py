from __future__ import annotations

from pathlib import Path

import pytest

from exporter import errors
from exporter.errors import ExportError, Problems
from tests.readers.projects import first_line_of_body, problem, problems, read, source

TOP = first_line_of_body()
TEN = "\n".join("  " * depth + "- item" for depth in range(10))


@pytest.mark.parametrize(
    ("body", "kind", "line", "words", "hint"),
    [
        (
            "## A\n\n#### B",
            errors.HeadingLevelError,
            2,
            "heading jumps from level 2 to level 4",
            "use level 3",
        ),
        ("### A", errors.HeadingLevelError, 0, "heading jumps from level 1 to level 3", "use level 2"),
        ("# A", errors.HeadingLevelError, 0, "a heading is of level 1", "the title is level 1 already"),
        ("A\n===", errors.HeadingLevelError, 0, "a heading is of level 1", "the title is level 1 already"),
        ("##\n\nx", errors.MarkupError, 0, "a heading has no text", "write it"),
        ("- x\n\n  ## A", errors.MarkupError, 2, "a heading stands inside", "outside"),
        ("> ## A", errors.MarkupError, 0, "a heading stands inside", "outside"),
        (TEN, errors.NestingError, 9, "lists are nested more than 9 levels deep", "flatter"),
        (">" * 10 + " x", errors.NestingError, 0, "quotations are nested more than 9 levels deep", "flatter"),
        ("x\n\n<div>y</div>", errors.MarkupError, 2, "HTML <div>y</div> cannot be shown", "Markdown"),
        ("x <br> y", errors.MarkupError, 0, "HTML <br> cannot be shown", "\\<"),
        (
            "x\ny <!-- z -->",
            errors.MarkupError,
            1,
            "a comment stands inside a line of text",
            "line of its own",
        ),
        ("<!-- x", errors.MarkupError, 0, "a comment is never closed", "-->"),
        ("<!-- x --> y", errors.MarkupError, 0, "on the line on which a comment ends", "line of its own"),
        ("x\n\n<!-- y -->", errors.MarkupError, 2, "a comment belongs to no text", "before the text"),
        ("<!-- y -->\n\n***\n\nx", errors.MarkupError, 0, "a comment belongs to no text", "before the text"),
        (
            "<!-- y -->\n\n```\nx\n```",
            errors.MarkupError,
            0,
            "a comment belongs to no text",
            "before the text",
        ),
        ("- x\n  <!-- y -->\n\nz", errors.MarkupError, 1, "a comment belongs to no text", "before the text"),
        ("```\nx", errors.MarkupError, 0, "the code that ``` opens is never closed", "add a line ```"),
        ("```\n\n```", errors.MarkupError, 0, "a code block is empty", "delete"),
        ("~~~ a`b\nx\n~~~", errors.MarkupError, 0, 'a code block has the language "a`b"', "alone"),
        ("- x\n-\n- y", errors.MarkupError, 1, "a list item is empty", "delete its sign"),
        (">", errors.MarkupError, 0, "a quotation is empty", "delete its sign"),
        ("1. x\n2. y\n4. z", errors.MarkupError, 0, "a numbered list jumps to 4", "one by one"),
        (
            "| a | b |\n|---|---|\n| c |",
            errors.MarkupError,
            2,
            "has 1 cells, but the header 2",
            "one cell for each",
        ),
        ("|a|b|\n|-|-|\n|c|d|e|", errors.MarkupError, 2, "has 3 cells, but the header 2", "\\|"),
        ("> |a|b|\n> |-|-|\n> |c|", errors.MarkupError, 2, "has 1 cells, but the header 2", ""),
        ("|a|b|\n|-|-|\n: x", errors.MarkupError, 2, "caption is taken for a row", "an empty line before it"),
        ("|a|b|\n|-|-|-|\n|c|d|", errors.MarkupError, 0, "has 2 cells, but the line under it 3", "---"),
        (
            "x ![y](z.png) w",
            errors.MarkupError,
            0,
            "a picture stands inside a line of text",
            "paragraph of its own",
        ),
        ("[x](https://x.org 'T')", errors.MarkupError, 0, 'a link has the title "T"', "into the text"),
        ("[](https://x.org)", errors.MarkupError, 0, "a link has no text", "[text](address)"),
        (
            "[a <https://b.org>](https://x.org)",
            errors.MarkupError,
            0,
            "a link stands inside another",
            "one after",
        ),
        ("[x[^n]](https://x.org)\n\n[^n]: y", errors.MarkupError, 0, "a link is not seen as one", "footnote"),
        ("x\n\n[a]: https://x.org", errors.MarkupError, 2, "the link definition [a] is never used", "delete"),
        (
            "[a]\n\n[a]: https://x.org\n[a]: https://y.org",
            errors.MarkupError,
            3,
            "[a] stands twice",
            "delete",
        ),
        ("A\\\nB\n---", errors.MarkupError, 0, "a line break stands in a heading", "one line"),
        ("[x](javascript:alert(1))", errors.LinkError, 0, "has the scheme javascript", "https://"),
        ("[x](JaVaScRiPt:alert(1))", errors.LinkError, 0, "has the scheme javascript", "https://"),
        ("[x](java&#10;script:alert(1))", errors.LinkError, 0, "has the scheme javascript", "https://"),
        ("[x](&#32;javascript:alert)", errors.LinkError, 0, "has the scheme javascript", "https://"),
        ("[x](file:///etc/passwd)", errors.LinkError, 0, "has the scheme file", "https://"),
        ("[x](data:text/html,y)", errors.LinkError, 0, "has the scheme data", "https://"),
        ("[x](/path)", errors.LinkError, 0, 'the link "/path" is not absolute', "https://"),
        ("[x](#part)", errors.LinkError, 0, 'the link "#part" is not absolute', "https://"),
        ("[x](//x.org)", errors.LinkError, 0, "is not absolute", "https://"),
        ("[x](https:x.org)", errors.LinkError, 0, "is incomplete", "https://"),
        ("[x](<https://x.org/a b>)", errors.LinkError, 0, "holds a space", "https://"),
        ("[x](https://x.org/a&#8238;b)", errors.LinkError, 0, "holds a space or control code", "https://"),
        ("<ftp://x.org>", errors.LinkError, 0, "has the scheme ftp", "https://"),
        ("x\ny [z](vbscript:a)", errors.LinkError, 1, "has the scheme vbscript", "https://"),
        ("x \u202ey", errors.BidiControlError, 0, "overrides its direction with U+202E", "delete it"),
        ("x\n\n`\u202a`", errors.BidiControlError, 2, "overrides its direction with U+202A", "delete it"),
        ("x &#x202D;y", errors.BidiControlError, 0, "overrides its direction with U+202D", "delete it"),
        (
            "x \u2067y\n\nz\u2069",
            errors.BidiControlError,
            0,
            "U+2067 is never closed",
            "close it with U+2069",
        ),
        ("x\u2069", errors.BidiControlError, 0, "closes an isolate that nothing opens", "delete it"),
        ("```\n\u2066\n```", errors.BidiControlError, 0, "U+2066 is never closed", ""),
        ("<!-- \u202e -->\nx", errors.BidiControlError, 0, "U+202E", ""),
        (
            "x {visti}",
            errors.FactError,
            0,
            'the fact "visti" is not among the facts',
            'did you mean "visit"?',
        ),
        ("x {seats:d MMMM}", errors.FactError, 0, 'the fact "seats" is no date', "write {seats}"),
        ("x { visit }", errors.MarkupError, 0, 'the brace "{" belongs to no fact', "{{"),
        ("x[^n]", errors.FootnoteError, 0, "the footnote [^n] is not defined", "add a line [^n]:"),
        ("x[^nite]\n\n[^note]: y", errors.FootnoteError, 0, "[^nite] is not defined", 'did you mean "note"?'),
        ("x\n\n[^n]: y", errors.FootnoteError, 2, "the footnote [^n] is never referred to", "delete it"),
        (
            "x[^n]\n\n[^n]: y\n\n[^n]: z",
            errors.FootnoteError,
            4,
            "defined twice, first on line",
            "delete one",
        ),
        ("x[^a b]", errors.FootnoteError, 0, '"[^a b]" is no footnote reference', "without spaces"),
        ("x[^n]\n\n[^n]: y[^m]\n\nz[^m]\n\n[^m]: w", errors.FootnoteError, 2, "in another footnote", "body"),
        ("x[^n]\n\n- y\n\n  [^n]: z", errors.FootnoteError, 4, "defined inside another block", "outside"),
    ],
)
def test_a_mistake_in_the_body_is_told_with_its_line_and_a_hint(
    tmp_path: Path, body: str, kind: type[ExportError], line: int, words: str, hint: str
) -> None:
    facts = "facts: {visit: 2025-10-15, seats: 119}"

    found = [error for error in problems(tmp_path, source(body + "\n", facts)) if isinstance(error, kind)]

    assert found
    assert found[0].at == errors.SourceLocation("content/visit/article.md", first_line_of_body(facts) + line)
    assert words in found[0].problem
    assert hint in found[0].hint
    assert found[0].exit_code == kind.exit_code > 9


def test_the_message_of_the_design_is_the_message_given(tmp_path: Path) -> None:
    error = problem(tmp_path, source("## A\n\n#### B\n"))

    assert str(error) == (
        f"content/visit/article.md:{TOP + 2}: heading jumps from level 2 to level 4\n"
        "  hint: use level 3, or add the missing section"
    )


def test_all_problems_are_told_at_once_in_the_order_of_their_lines(tmp_path: Path) -> None:
    body = "# Wrong\n\nx [y](file:a) {none}\n\n![](map.png)\n\nz[^n]\n"

    found = problems(tmp_path, source(body, "autors: [A]", without="summary"))

    assert [(type(error).__name__, error.at and error.at.line) for error in found] == [
        ("MissingKeyError", 2),
        ("UnknownKeyError", 5),
        ("HeadingLevelError", TOP),
        ("LinkError", TOP + 2),
        ("FactError", TOP + 2),
        ("MarkupError", TOP + 4),
        ("PictureError", TOP + 4),
        ("FootnoteError", TOP + 6),
    ]


def test_the_exit_code_of_several_problems_is_that_of_the_first(tmp_path: Path) -> None:
    found = problems(tmp_path, source("x {none}\n\n# Wrong\n"))

    assert errors.exit_code_of(Problems(found)) == errors.FactError.exit_code


@pytest.mark.parametrize("body", ["", "\n\n", "  \n\t\n"])
def test_an_article_without_a_body_is_refused(tmp_path: Path, body: str) -> None:
    error = problem(tmp_path, source(body))

    assert isinstance(error, errors.EmptyArticleError)
    assert error.exit_code == 18


def test_a_byte_that_is_not_utf_8_is_told_with_its_line(tmp_path: Path) -> None:
    error = problem(tmp_path, source("Words.\n\nCaf").encode() + b"\xe9\n")

    assert isinstance(error, errors.EncodingError)
    assert str(error).startswith(f"content/visit/article.md:{TOP + 2}: the byte 0xE9 is not UTF-8")


def test_utf_16_is_recognized(tmp_path: Path) -> None:
    assert "is UTF-16" in problem(tmp_path, source().encode("utf-16")).problem


@pytest.mark.parametrize(
    "letter", ["\x00", "\x07", "\x0b", "\x7f", "\x85", "\u2028", "\ufffe", "\U0001ffff", "\ufeff"]
)
def test_a_control_code_is_told_with_its_line(tmp_path: Path, letter: str) -> None:
    error = problem(tmp_path, source(f"Words.\n\nMore{letter} words.\n"))

    assert isinstance(error, errors.EncodingError)
    assert error.at == errors.SourceLocation("content/visit/article.md", TOP + 2)
    assert f"U+{ord(letter):04X}" in error.problem


def test_a_lost_letter_is_told(tmp_path: Path) -> None:
    assert "where a letter was lost" in problem(tmp_path, source("Caf\ufffd\n")).problem


@pytest.mark.parametrize("entity", ["&#0;", "&#x1F;", "&#xD800;"])
def test_a_control_code_behind_an_entity_is_told(tmp_path: Path, entity: str) -> None:
    assert isinstance(problem(tmp_path, source(f"x{entity}y\n")), errors.EncodingError)


def test_a_byte_order_mark_and_windows_line_ends_are_tolerated(tmp_path: Path) -> None:
    article = read(tmp_path, b"\xef\xbb\xbf" + source("One\ntwo\n\nThree\n").replace("\n", "\r\n").encode())

    assert len(article.body) == 2


def test_no_more_problems_are_told_than_anyone_reads(tmp_path: Path) -> None:
    found = problems(tmp_path, source("x {none}\n\n" * 300))

    assert len(found) == 101
    assert found[-1].problem == "200 more problems are not shown"

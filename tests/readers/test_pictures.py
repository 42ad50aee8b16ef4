from __future__ import annotations

from pathlib import Path

import pytest

from exporter.errors import PictureError
from exporter.readers.picture_files import read_picture
from tests.readers.projects import (
    article_folder,
    first_line_of_body,
    jpeg,
    png,
    problem,
    problems,
    read,
    source,
)

FIGURE = '![A map of {a}](map.png "Where *it* happened")\n'


def test_a_figure_holds_its_picture_description_and_caption(tmp_path: Path) -> None:
    (article_folder(tmp_path) / "map.png").write_bytes(png(20, 30))

    article = read(tmp_path, source(FIGURE, "facts: {a: {literal: A}}"))

    picture = article.pictures["map.png"]
    assert (picture.media_type, picture.width, picture.height, picture.data) == (
        "image/png",
        20,
        30,
        png(20, 30),
    )
    assert "Emphasis(children=(Text(text='it'),))" in repr(article.body[0])


def test_variants_in_other_languages_are_read_as_well(tmp_path: Path) -> None:
    folder = article_folder(tmp_path)
    for name in ("map.png", "map.ar.png", "map.pt-BR.png", "map.old.backup.png", "maps.ru.png", "map.ar.jpg"):
        (folder / name).write_bytes(png())

    article = read(tmp_path, source("![A map](map.png)\n"))

    assert sorted(article.pictures) == ["map.ar.png", "map.png", "map.pt-BR.png"]


def test_a_picture_may_lie_in_a_folder_of_the_article_and_be_a_jpeg(tmp_path: Path) -> None:
    (article_folder(tmp_path) / "img").mkdir()
    (article_folder(tmp_path) / "img" / "a b.jpg").write_bytes(jpeg(40, 50))

    article = read(tmp_path, source("![A map](<img/a b.jpg>)\n"))

    picture = article.pictures["img/a b.jpg"]
    assert (picture.media_type, picture.width, picture.height) == ("image/jpeg", 40, 50)


@pytest.mark.parametrize(
    ("src", "words", "hint"),
    [
        ("mpa.png", 'the picture "mpa.png" is missing', 'did you mean "map.png"?'),
        ("../map.png", "lies outside the article's folder", "copy it into the article's folder"),
        ("a/../../map.png", "lies outside the article's folder", "copy it into the article's folder"),
        ("/etc/hostname", "lies outside the article's folder", "copy it into the article's folder"),
        ("link.png", "is a link out of the article's folder", "copy the file itself"),
        ("https://x.org/map.png", "is no file beside the article", "save it in the article's folder"),
        ("C:\\map.png", "is no file beside the article", "save it in the article's folder"),
        ("map.svg", "is SVG", "convert it to PNG"),
        ("text.png", "is neither PNG nor JPEG", "save it again as PNG or JPEG"),
        ("empty.png", "is empty", "save it again"),
        ("article.md", "is neither PNG nor JPEG", "save it again"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told(tmp_path: Path, src: str, words: str, hint: str) -> None:
    folder = article_folder(tmp_path)
    other = tmp_path / "content" / "other"
    other.mkdir()
    (other / "map.png").write_bytes(png())
    (tmp_path / "content" / "map.png").write_bytes(png())
    (folder / "map.png").write_bytes(png())
    (folder / "link.png").symlink_to(other / "map.png")
    (folder / "text.png").write_bytes(b"GIF89a words")
    (folder / "empty.png").write_bytes(b"")

    error = problem(tmp_path, source(f"Words.\n\n![A map](<{src}>)\n"))

    assert isinstance(error, PictureError)
    assert error.at
    assert error.at.line == first_line_of_body() + 2
    assert words in error.problem
    assert hint in error.hint
    assert error.exit_code == 24


def test_a_picture_without_a_description_is_told(tmp_path: Path) -> None:
    (article_folder(tmp_path) / "map.png").write_bytes(png())

    error = problem(tmp_path, source("![](map.png)\n"))

    assert error.problem == "the picture map.png has no description"


def test_a_picture_named_by_reference_is_told(tmp_path: Path) -> None:
    (article_folder(tmp_path) / "map.png").write_bytes(png())

    found = problems(tmp_path, source("![A map][m]\n\n[m]: map.png\n"))

    assert "named by reference" in found[0].problem


def test_a_picture_in_a_footnote_is_read(tmp_path: Path) -> None:
    (article_folder(tmp_path) / "map.png").write_bytes(png())

    article = read(tmp_path, source("x[^n]\n\n[^n]: y\n\n    ![A map](map.png)\n"))

    assert list(article.pictures) == ["map.png"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (png()[:-4], "is cut off"),
        (png()[:40], "is cut off"),
        (png()[:-12], "is cut off"),
        (png()[:20] + b"\xff" + png()[21:], "a checksum is wrong"),
        (png(0, 3), "has no size"),
        (png(10_000, 5_001), "more than 50 million"),
        (jpeg()[:-2], "is cut off"),
        (jpeg(0, 3), "has no size"),
        (jpeg().replace(b"\xff\xc0", b"\xff\xc9"), "a kind of JPEG"),
        (jpeg().replace(b"\xff\xc0", b"\xff\xfe"), "is damaged"),
        (jpeg()[:20] + b"\x00" + jpeg()[21:], "a marker is missing"),
        (b"\xff\xd8\xff" + b"\xff" * 5000 + b"\xff\xd9", "its size is missing"),
    ],
)
def test_a_damaged_picture_is_told(data: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_picture(data)


def test_a_picture_of_more_than_20_mb_is_told(tmp_path: Path) -> None:
    path = article_folder(tmp_path) / "map.png"
    with path.open("wb") as file:
        file.write(png())
        file.truncate(20_000_001)

    assert "larger than 20 MB" in problem(tmp_path, source("![A map](map.png)\n")).problem


def test_a_missing_picture_is_told_once(tmp_path: Path) -> None:
    error = problem(tmp_path, source("![A](no.png)\n\n![B](no.png)\n"))

    assert error.at
    assert error.at.line == first_line_of_body()

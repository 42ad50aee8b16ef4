"""The figures of an article to the pictures that lie beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exporter.errors import (
    ExportError,
    OutsideProjectError,
    PictureError,
    ProjectError,
    TooLargeError,
    did_you_mean,
)
from exporter.model.article import Picture
from exporter.model.blocks import (
    Chart,
    CodeBlock,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    SourceBlock,
    Table,
    ThematicBreak,
)
from exporter.model.inlines import SourceInline
from exporter.project import Project
from exporter.readers.desk import Desk
from exporter.readers.picture_files import read_picture

_MOST_BYTES = 20_000_000
_MOST_PROBLEMS = 100  # each takes a look into the folder
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//|\\")
_LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"


def read_pictures(
    project: Project, folder: str, blocks: Iterable[SourceBlock], desk: Desk
) -> dict[str, Picture]:
    """Read every figure's picture and its variants in other languages.

    Args:
        project: What may be read.
        folder: The article's, relative to the project; pictures lie in it or below.
        blocks: The body, and the blocks of footnotes.
        desk: Receives every problem.
    """
    pictures: dict[str, Picture] = {}
    failed: set[str] = set()
    for figure in _figures(blocks):
        if figure.src in pictures or figure.src in failed or len(failed) >= _MOST_PROBLEMS:
            continue
        try:
            pictures.update(_read_variants(project, folder, figure))
        except ExportError as error:
            failed.add(figure.src)
            desk.report(type(error), error.problem, figure.alt.line, error.hint)
    return pictures


def _figures(blocks: Iterable[SourceBlock]) -> Iterator[Figure[SourceInline]]:
    for block in blocks:
        match block:
            case Figure():
                yield block
            case Quote(inner):
                yield from _figures(inner)
            case ListBlock(items):
                for item in items:
                    yield from _figures(item.blocks)
            case Heading() | Paragraph() | Table() | Chart() | CodeBlock() | ThematicBreak():
                pass


def _read_variants(
    project: Project, folder: str, figure: Figure[SourceInline]
) -> Iterator[tuple[str, Picture]]:
    src = figure.src
    _check_name(src)
    yield src, _read_file(project, folder, src)
    parent, _, name = src.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    variant = re.compile(rf"{re.escape(stem)}\.{_LANGUAGE}{re.escape(dot + ending)}")
    for other in project.file_names(f"{folder}/{parent}".rstrip("/")):
        if variant.fullmatch(other):
            key = f"{parent}/{other}" if parent else other
            yield key, _read_file(project, folder, key)


def _check_name(src: str) -> None:
    if _ADDRESS.match(src):
        problem = f'the picture "{src[:60]}" is no file beside the article'
        raise PictureError(problem, hint="save it in the article's folder and name the file")
    if src.startswith("/") or ".." in src.split("/"):
        problem = f'the picture "{src[:60]}" lies outside the article\'s folder'
        raise PictureError(problem, hint="copy it into the article's folder and name the file")
    if src.lower().endswith((".svg", ".svgz")):
        problem = f'the picture "{src[:60]}" is SVG, which Word cannot show everywhere'
        raise PictureError(problem, hint="convert it to PNG, twice as large as it is shown")


def _read_file(project: Project, folder: str, src: str) -> Picture:
    if not project.exists(f"{folder}/{src}"):
        return _refuse_missing(project, folder, src)
    try:
        data = project.read_bytes(f"{folder}/{src}", _MOST_BYTES, within=folder)
    except TooLargeError as error:
        problem = f'the picture "{src}" is larger than 20 MB'
        raise PictureError(problem, hint="save it smaller or with more compression") from error
    except OutsideProjectError as error:
        problem = f'the picture "{src}" is a link out of the article\'s folder'
        raise PictureError(problem, hint="copy the file itself into the article's folder") from error
    except ProjectError as error:
        raise PictureError(f'the picture "{src}": {error.problem}', hint=error.hint) from error
    try:
        return read_picture(data)
    except ValueError as error:
        problem = f'the picture "{src}" {error}'
        raise PictureError(problem, hint="save it again as PNG or JPEG") from error


def _refuse_missing(project: Project, folder: str, src: str) -> Picture:
    parent, _, name = src.rpartition("/")
    names = project.file_names(f"{folder}/{parent}".rstrip("/"))
    known = [other for other in names if other.lower().endswith((".png", ".jpg", ".jpeg"))]
    hint = did_you_mean(name, known) or "save it in the article's folder"
    raise PictureError(f'the picture "{src[:80]}" is missing', hint=hint)

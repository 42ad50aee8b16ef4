"""A project's slug to its article, or to everything that is wrong with it."""

from __future__ import annotations

import re

from exporter.errors import FrontMatterSyntaxError, TooLargeError
from exporter.model.article import Article
from exporter.project import Project
from exporter.readers.assembly import MOST_BYTES, assemble, read_front
from exporter.readers.decoding import decode
from exporter.readers.desk import Desk
from exporter.readers.markdown import read_body
from exporter.readers.nodes import Node
from exporter.readers.schema import schema_of_front_matter
from exporter.readers.yaml_nodes import read_yaml_nodes

_MOST_FRONT_MATTER = 500_000
_OPENING = re.compile(r"\A---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)


def read_article(project: Project, slug: str) -> Article:
    """Read an article with its pictures.

    Raises:
        ExportError: The only problem, or Problems with all of them: front matter, body and
            pictures are judged together.
    """
    path = project.article_file(slug)
    data = project.read_bytes(path, MOST_BYTES)
    if path.endswith(".json"):
        from exporter.readers.json_article import read_json_article  # most articles are Markdown

        return read_json_article(data, slug=slug, path=path, project=project)
    return read_markdown_article(data, slug=slug, path=path, project=project)


def read_markdown_article(data: bytes, *, slug: str, path: str, project: Project | None = None) -> Article:
    """Read the bytes of an ``article.md``; without a project, pictures are left out."""
    desk = Desk(path)
    matter, body, first_line = _split(decode(data, path, desk.problems), desk)
    front = read_front(_front_node(matter, desk), schema_of_front_matter(), desk)
    return assemble(desk, slug, front, read_body(body, first_line, desk), project)


def read_language(project: Project, slug: str) -> str:
    """Return the language that an article names, or nothing without one; nothing else is judged.

    Raises:
        ExportError: There is no such article, or what it is made of cannot be read.
    """
    path = project.article_file(slug)
    desk = Desk(path)
    text = decode(project.read_bytes(path, MOST_BYTES), path, desk.problems)
    if path.endswith(".json"):
        from exporter.readers.json_nodes import read_json_nodes  # most articles are Markdown

        node: Node | None = read_json_nodes(text, path, desk.problems)
    else:
        node = _front_node(_split(text, desk)[0], desk)
    language = node.members.get("lang") if node else None
    return language.text if language else ""


def _front_node(matter: str | None, desk: Desk) -> Node | None:
    return None if matter is None else read_yaml_nodes(matter, desk.path, 2, desk.problems)


def _split(text: str, desk: Desk) -> tuple[str | None, str, int]:
    """Split front matter and body; the body's first line comes third."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening and closing and closing.start() > _MOST_FRONT_MATTER:
        problem = f"the front matter is longer than {_MOST_FRONT_MATTER} letters"
        desk.report(TooLargeError, problem, 1, "move text into the body")
        return None, text[closing.end() :], text.count("\n", 0, closing.end()) + 1
    if opening and closing:
        return (
            text[opening.end() : closing.start()],
            text[closing.end() :],
            text.count("\n", 0, closing.end()) + 1,
        )
    if opening:
        problem, hint = "the front matter is never closed", "add a line --- after it"
    else:
        problem, hint = (
            "the front matter is missing",
            "begin the file with a line ---, then title, lang, date, summary",
        )
    desk.report(FrontMatterSyntaxError, problem, 1, hint)
    return None, "" if opening else text, 1

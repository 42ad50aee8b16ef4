"""A project's slug to its article, or to everything that is wrong with it."""

from __future__ import annotations

import re

from exporter.errors import FrontMatterSyntaxError, raise_problems
from exporter.model.article import Article, Footnote
from exporter.model.blocks import SourceBlock
from exporter.project import Project
from exporter.readers.decoding import decode
from exporter.readers.desk import Desk
from exporter.readers.front_matter import FrontMatter, declared_facts, read_front_matter
from exporter.readers.json_blocks import read_json_body
from exporter.readers.json_nodes import read_json_nodes
from exporter.readers.markdown import read_body
from exporter.readers.nodes import Node
from exporter.readers.pictures import read_pictures
from exporter.readers.schema import schema_of_articles, schema_of_front_matter
from exporter.readers.validation import validate
from exporter.readers.yaml_nodes import read_yaml_nodes

_MOST_BYTES = 4_000_000
_OPENING = re.compile(r"\A---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)

Body = tuple[tuple[SourceBlock, ...], tuple[Footnote, ...]]


def read_article(project: Project, slug: str) -> Article:
    """Read an article with its pictures.

    Raises:
        ExportError: The only problem, or Problems with all of them: front matter, body and
            pictures are judged together.
    """
    path = project.article_file(slug)
    data = project.read_bytes(path, _MOST_BYTES)
    read = read_json_article if path.endswith(".json") else read_markdown_article
    return read(data, slug=slug, path=path, project=project)


def read_markdown_article(data: bytes, *, slug: str, path: str, project: Project | None = None) -> Article:
    """Read the bytes of an ``article.md``; without a project, pictures are left out."""
    desk = Desk(path)
    text = decode(data, path, desk.problems)
    matter, body, first_line = _split(text, desk)
    node = read_yaml_nodes(matter, path, 2, desk.problems) if matter is not None else None
    front = _read_front(node, schema_of_front_matter(), desk)
    return _finish(desk, slug, front, read_body(body, first_line, desk), project)


def read_json_article(data: bytes, *, slug: str, path: str, project: Project | None = None) -> Article:
    """Read the bytes of an ``article.json``; without a project, pictures are left out."""
    desk = Desk(path)
    node = read_json_nodes(decode(data, path, desk.problems), path, desk.problems)
    front = _read_front(node, schema_of_articles(), desk)
    body: Body = ((), ())
    if front:  # else the body may not fit the schema
        body = read_json_body(node, desk)
    return _finish(desk, slug, front, body, project)


def _split(text: str, desk: Desk) -> tuple[str | None, str, int]:
    """Split front matter and body; the body's first line comes third."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
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


def _read_front(node: Node | None, schema: dict[str, object], desk: Desk) -> FrontMatter | None:
    if node is None:
        return None
    if node.kind == "null":
        node = Node("object", node.line)
    before = len(desk.problems)
    desk.problems.extend(validate(node, schema, desk.path))
    if len(desk.problems) == before:
        return read_front_matter(node, desk)
    desk.facts = declared_facts(node)
    return None


def _finish(desk: Desk, slug: str, front: FrontMatter | None, body: Body, project: Project | None) -> Article:
    blocks, footnotes = body
    pictures = {}
    if project:
        noted = (block for note in footnotes for block in note.blocks)
        pictures = read_pictures(project, desk.path.rpartition("/")[0], (*blocks, *noted), desk)
    raise_problems(desk.problems)
    if front is None:
        raise AssertionError("what hinders the front matter is among the problems")
    return Article(
        slug=slug,
        path=desk.path,
        language=front.language,
        title=front.title,
        summary=front.summary,
        date=front.date,
        body=blocks,
        place=front.place,
        authors=front.authors,
        classification=front.classification,
        key_facts=front.key_facts,
        facts=front.facts,
        sources=front.sources,
        glossary=front.glossary,
        footnotes=footnotes,
        pictures=pictures,
    )

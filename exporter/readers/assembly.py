"""The parts of one reading to an article, or to all its problems at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from exporter.errors import ExportError, raise_problems
from exporter.model.article import Article, Footnote
from exporter.model.blocks import SourceBlock
from exporter.project import Project
from exporter.readers.desk import Desk
from exporter.readers.front_matter import FrontMatter, read_front_matter
from exporter.readers.nodes import Node
from exporter.readers.pictures import read_pictures
from exporter.readers.validation import validate

MOST_BYTES = 4_000_000
_MOST_PROBLEMS = 100
_STAND_IN = {
    key: Node("string", 0, text)
    for key, text in {"title": "…", "lang": "en", "date": "2000-01-01", "summary": "…"}.items()
}

BodyParts: TypeAlias = tuple[tuple[SourceBlock, ...], tuple[Footnote, ...]]


def read_front(node: Node | None, schema: dict[str, Any], desk: Desk) -> FrontMatter | None:
    """Read the front matter, or return None when it does not fit the schema."""
    if node is None:
        return None
    if node.kind == "null":
        node = Node("object", node.line)
    problems = validate(node, schema, desk.path)
    if not problems and node.is_known:
        return read_front_matter(node, desk)
    desk.problems.extend(problems)
    # What fits is read as well, so that its texts are judged in the same run.
    facts = node.members.get("facts")
    read_front_matter(repair(node, schema, desk.path, _STAND_IN), desk, facts.members if facts else ())
    return None


def repair(node: Node, schema: dict[str, Any], path: str, stand_in: Mapping[str, Node]) -> Node:
    """Keep the keys whose values fit; put something where a required one is missing."""
    if node.kind != "object":
        return Node("object", 0, members=dict(stand_in))
    known: dict[str, Any] = schema["properties"]
    fitting = {
        key: value
        for key, value in node.members.items()
        if key in known
        and key != "facts"
        and value.is_known
        and not validate(value, known[key], path, schema)
    }
    return Node("object", node.line, members={**stand_in, **fitting})


def assemble(
    desk: Desk, slug: str, front: FrontMatter | None, body: BodyParts, project: Project | None
) -> Article:
    """Read the pictures and build the article, or raise all that was found wrong with it."""
    blocks, footnotes = body
    pictures = {}
    if project:
        noted = (block for note in footnotes for block in note.blocks)
        pictures = read_pictures(project, desk.path.rpartition("/")[0], (*blocks, *noted), desk)
    raise_problems(listed_problems(desk))
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


def listed_problems(desk: Desk) -> list[ExportError]:
    """Return the problems in the order of their lines, and only as many as anyone reads."""
    found = sorted(desk.problems, key=lambda error: error.at.line if error.at else 0)
    shown = found[:_MOST_PROBLEMS]
    if len(found) > len(shown):
        problem = f"{len(found) - len(shown)} more problems are not shown"
        shown.append(ExportError(problem, at=shown[-1].at, hint="correct these first"))
    return shown

"""The JSON form of an article to the article."""

from __future__ import annotations

from typing import Any

from exporter.model.article import Article
from exporter.project import Project
from exporter.readers.assembly import BodyParts, assemble, read_front
from exporter.readers.decoding import decode
from exporter.readers.desk import Desk
from exporter.readers.json_blocks import read_json_body
from exporter.readers.json_nodes import read_json_nodes
from exporter.readers.nodes import Node
from exporter.readers.schema import BODY_KEYS, schema_of_articles
from exporter.readers.validation import validate


def read_json_article(data: bytes, *, slug: str, path: str, project: Project | None = None) -> Article:
    """Read the bytes of an ``article.json``; without a project, pictures are left out.

    Raises:
        ExportError: The only problem, or Problems with all of them.
    """
    desk = Desk(path)
    node = read_json_nodes(decode(data, path, desk.problems), path, desk.problems)
    schema = schema_of_articles()
    front = read_front(node, schema, desk)
    body: BodyParts = ((), ())
    if front or _has_fitting_body(node, schema, path):
        body = read_json_body(node, desk)
    return assemble(desk, slug, front, body, project)


def _has_fitting_body(node: Node, schema: dict[str, Any], path: str) -> bool:
    if "body" not in node.members:
        return False
    parts = [(node.members[key], schema["properties"][key]) for key in BODY_KEYS if key in node.members]
    return not any(validate(part, known, path, schema) for part, known in parts)

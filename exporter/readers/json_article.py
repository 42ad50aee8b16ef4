"""The JSON form of an article to the article."""

from __future__ import annotations

from exporter.model.article import Article
from exporter.project import Project
from exporter.readers.assembly import BodyParts, assemble, read_front
from exporter.readers.decoding import decode
from exporter.readers.desk import Desk
from exporter.readers.json_blocks import read_json_body
from exporter.readers.json_nodes import read_json_nodes
from exporter.readers.schema import schema_of_articles


def read_json_article(data: bytes, *, slug: str, path: str, project: Project | None = None) -> Article:
    """Read the bytes of an ``article.json``; without a project, pictures are left out.

    Raises:
        ExportError: The only problem, or Problems with all of them.
    """
    desk = Desk(path)
    node = read_json_nodes(decode(data, path, desk.problems), path, desk.problems)
    front = read_front(node, schema_of_articles(), desk)
    body: BodyParts = ((), ())
    if front:  # else the body may not fit the schema
        body = read_json_body(node, desk)
    return assemble(desk, slug, front, body, project)

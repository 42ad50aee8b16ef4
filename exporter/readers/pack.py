"""A pack's description to the pack, or to everything that is wrong with it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from exporter.errors import ExportError, PackError, did_you_mean, raise_problems
from exporter.model.pack import BINDINGS, Binding, PackDescription, PackOptions, PackSection
from exporter.project import Project
from exporter.readers.assembly import listed_problems, repair
from exporter.readers.decoding import decode
from exporter.readers.desk import Desk
from exporter.readers.front_matter import (
    read_classification,
    read_facts,
    read_list,
    read_optional,
    read_text,
)
from exporter.readers.nodes import Node
from exporter.readers.schema import pack_schema
from exporter.readers.validation import validate
from exporter.readers.yaml_nodes import read_yaml_nodes

_WHAT = "description"
_MOST_BYTES = 1_000_000
_STAND_IN = {
    "title": Node("string", 0, "…"),
    "subtitle": Node("string", 0, "…"),
    "lang": Node("string", 0, "en"),
    "date": Node("string", 0, "2000-01-01"),
    "languages": Node("array", 0, items=(Node("string", 0, "en"),)),
}


def read_pack(project: Project, name: str) -> PackDescription:
    """Read ``content/packs/<name>.yaml``.

    Raises:
        ExportError: The only problem, or Problems with all of them. That its articles exist is
            among what is judged, not what they hold.
    """
    path = project.pack_file(name)
    desk = Desk(path)
    text = decode(project.read_bytes(path, _MOST_BYTES), path, desk.problems)
    node = read_yaml_nodes(text, path, 1, desk.problems, what=_WHAT)
    pack = _read(node, name, desk) if node else None
    if pack:
        desk.problems += _contradictions(pack, project, desk)
    raise_problems(listed_problems(desk))
    if pack is None:
        raise AssertionError("what hinders the description is among the problems")
    return pack


def _read(node: Node, name: str, desk: Desk) -> PackDescription:
    """Read what fits the schema, so that all texts are judged in one run; the rest is reported."""
    if node.kind == "null":
        node = Node("object", node.line)
    schema = pack_schema()
    problems = validate(node, schema, desk.path, what=_WHAT)
    desk.problems += problems
    declared = node.members.get("facts")
    if problems or not node.is_known:
        node = repair(node, schema, desk.path, _STAND_IN)
    members = node.members
    facts = read_facts(members.get("facts"), desk)
    # A fact whose value is wrong is reported once, not wherever a text names it.
    desk.facts = dict.fromkeys(declared.members if declared else (), None) | facts
    return PackDescription(
        name=name,
        path=desk.path,
        language=members["lang"].text,
        title=read_text(members["title"], "title", desk),
        subtitle=read_text(members["subtitle"], "summary", desk),
        date=datetime.date.fromisoformat(members["date"].text),
        languages=tuple(item.text for item in members["languages"].items),
        sections=tuple(_read_sections(node, desk)),
        event=read_optional(node, "event", "event", desk),
        audience=read_optional(node, "audience", "audience", desk),
        classification=read_classification(node),
        about=read_list(node, "about", "about", desk),
        binding=_read_binding(members.get("binding")),
        options=_read_options(members.get("options")),
        facts={name: fact for name, fact in facts.items() if fact is not None},
        lines=tuple(item.line for item in _article_nodes(node)),
    )


def _read_sections(node: Node, desk: Desk) -> Iterator[PackSection]:
    if "articles" in node.members:
        yield PackSection(_slugs(node))
    for section in node.members["sections"].items if "sections" in node.members else ():
        yield PackSection(_slugs(section), read_text(section.members["title"], "heading", desk))


def _article_nodes(node: Node) -> Iterator[Node]:
    for owner in (node, *(node.members["sections"].items if "sections" in node.members else ())):
        yield from owner.members["articles"].items if "articles" in owner.members else ()


def _slugs(node: Node) -> tuple[str, ...]:
    return tuple(item.text for item in node.members["articles"].items)


def _read_binding(node: Node | None) -> Binding:
    return next((binding for binding in BINDINGS if node and binding == node.text), "separate")


def _read_options(node: Node | None) -> PackOptions:
    members = dict(node.members) if node else {}
    depth = members.pop("contents_depth", None)
    choices = {key: value.text.lower() == "true" for key, value in members.items()}
    options = PackOptions(**choices)
    return replace(options, contents_depth=int(float(depth.text))) if depth else options


def _contradictions(pack: PackDescription, project: Project, desk: Desk) -> Iterator[ExportError]:
    """Yield what the schema cannot say."""
    if len(pack.sections) > 1 and pack.sections[0].title is None:
        yield PackError(
            "articles and sections are both given",
            at=desk.at(pack.lines[0]),
            hint="move the articles into a section, or delete the sections",
        )
    elif not pack.sections and not desk.problems:
        hint = "add articles: [SLUG, …], or sections: with title and articles each"
        yield PackError("the pack names no articles", at=desk.at(0), hint=hint)
    yield from _article_problems(pack, project, desk)
    if len(set(pack.languages)) < len(pack.languages):
        yield PackError("a language is named twice", at=desk.at(0), hint="delete one of them")
    if problem := binding_problem(pack.binding, len(pack.languages)):
        hint = "name them under languages, or choose another binding"
        yield PackError(problem, at=desk.at(0), hint=hint)


def binding_problem(binding: Binding, languages: int) -> str:
    """Return why so many languages cannot be bound so, or nothing."""
    fits = {"separate": languages >= 1, "together": languages >= 2, "facing": languages == 2}
    number = "exactly two" if binding == "facing" else "at least two"
    return "" if fits[binding] else f'the binding "{binding}" takes {number} languages, not {languages}'


def _article_problems(pack: PackDescription, project: Project, desk: Desk) -> Iterator[ExportError]:
    known = project.slugs()
    seen: dict[str, int] = {}
    for slug, line in zip(pack.slugs, pack.lines, strict=True):
        if slug not in known:
            problem = f'no article has the slug "{slug}"'
            yield PackError(problem, at=desk.at(line), hint=did_you_mean(slug, known))
        if slug in seen:
            problem = f'the article "{slug}" is in the pack twice, first on line {seen[slug]}'
            yield PackError(problem, at=desk.at(line), hint="delete one of the lines")
        seen.setdefault(slug, line)

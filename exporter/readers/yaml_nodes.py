"""Front matter and the like to nodes: YAML without aliases, anchors, tags and merge keys."""

from __future__ import annotations

import re
from typing import Any

import yaml

from exporter.errors import ExportError, FrontMatterSyntaxError, YamlFeatureError
from exporter.readers.nodes import Node, NodeKind, TreeBuilder

_DEPTH = 8
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
# YAML 1.2's core words; "no" and "on" stay text, so that Norwegian is a language.
_WORDS: dict[str, NodeKind] = {
    "": "null", "~": "null", "null": "null", "Null": "null", "NULL": "null",
    "true": "boolean", "True": "boolean", "TRUE": "boolean",
    "false": "boolean", "False": "boolean", "FALSE": "boolean",
}  # fmt: skip
_LOST_TEXT = re.compile(r"[ \t]+#[^\s#!]")
_FEATURE_HINT = "write the value out; only plain keys, texts, numbers and lists are read"


def read_yaml_nodes(
    text: str, path: str, first_line: int, problems: list[ExportError], *, what: str = "front matter"
) -> Node | None:
    """Read YAML text into nodes; what can be told without losing the rest is added to ``problems``.

    Args:
        text: The YAML alone.
        path: For places in problems.
        first_line: The line of the file on which the text begins.
        problems: Receives duplicate keys, forbidden features and lost text.
        what: What messages call the text.

    Returns:
        The root, or None when it cannot be read; the reason is then among the problems.
    """
    reader = _EventReader(text, path, first_line, problems, what)
    try:
        reader.read()
    except yaml.YAMLError as error:
        problems.append(_syntax_error(error, reader))
        return None
    except ExportError as error:
        problems.append(error)
        return None
    return reader.builder.root or Node("null", first_line)


class _EventReader:
    """Feed a tree with the parser's events, which need no recursion."""

    def __init__(self, text: str, path: str, first_line: int, problems: list[ExportError], what: str) -> None:
        self.what = what
        self.builder = TreeBuilder(path, _DEPTH, problems)
        self._text = text
        self._lines = text.split("\n")
        self._first_line = first_line
        self._problems = problems
        self._keyed: list[bool] = []

    def read(self) -> None:
        """Read all events."""
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(self._text)
        try:
            while loader.check_event():
                self._read(loader.get_event())
        finally:
            loader.dispose()

    def line(self, mark: Any) -> int:
        """Return the line of the file that a mark names."""
        return self._first_line + int(mark.line)

    def _read(self, event: Any) -> None:
        self._refuse_features(event)
        line = self.line(event.start_mark)
        match event:
            case yaml.ScalarEvent():
                self._read_scalar(event, line)
            case yaml.AliasEvent():
                self._scalar_or_key("unknown", "", line)
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                if self.builder.wants_key:
                    problem = "a list or mapping stands where a key should be"
                    hint = "put text that begins with [ or { in quotes"
                    raise FrontMatterSyntaxError(problem, at=self.builder.at(line), hint=hint)
                self.builder.open("array" if isinstance(event, yaml.SequenceStartEvent) else "object", line)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.builder.close()
            case _:
                pass  # begin and end of the stream and the document

    def _refuse_features(self, event: Any) -> None:
        found = ""
        if isinstance(event, yaml.AliasEvent):
            found = f"the alias *{event.anchor}"
        elif getattr(event, "anchor", None):
            found = f"the anchor &{event.anchor}"
        elif getattr(event, "tag", None):
            found = f"the tag {event.tag}"
        elif isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
            found = "a directive"
        if found:
            at = self.builder.at(self.line(event.start_mark))
            problem = f"the {self.what} uses {found}"
            self._problems.append(YamlFeatureError(problem, at=at, hint=_FEATURE_HINT))

    def _read_scalar(self, event: Any, line: int) -> None:
        bare = event.style is None or event.style == ""
        if bare:
            self._check_comment(event)
        kind = _kind_of(event.value) if bare else "string"
        # The text of a block scalar begins on the line after its sign.
        self._scalar_or_key(kind, event.value, line + (event.style in {"|", ">"}), bare=bare)

    def _scalar_or_key(self, kind: NodeKind, text: str, line: int, *, bare: bool = False) -> None:
        if not self.builder.wants_key:
            self.builder.scalar(kind, text, line, bare=bare)
            return
        if text == "<<" and bare:
            problem = f"the {self.what} uses the merge key <<"
            self._problems.append(YamlFeatureError(problem, at=self.builder.at(line), hint=_FEATURE_HINT))
        self.builder.key(text, line)

    def _check_comment(self, event: Any) -> None:
        mark = event.end_mark
        rest = self._lines[mark.line][mark.column :] if mark.line < len(self._lines) else ""
        if event.value and _LOST_TEXT.match(rest):
            problem = f'YAML takes "{rest.strip()[:40]}" for a comment, so the text loses it'
            hint = "put the whole text in quotes, or leave a space after the #"
            at = self.builder.at(self.line(mark))
            self._problems.append(FrontMatterSyntaxError(problem, at=at, hint=hint))


def _kind_of(text: str) -> NodeKind:
    if text in _WORDS:
        return _WORDS[text]
    return "number" if _NUMBER.fullmatch(text) else "string"


def _syntax_error(error: yaml.YAMLError, reader: _EventReader) -> FrontMatterSyntaxError:
    mark = getattr(error, "problem_mark", None)
    reason = str(getattr(error, "problem", None) or "it cannot be read")
    at = reader.builder.at(reader.line(mark) if mark else 1)
    return FrontMatterSyntaxError(f"the {reader.what} is no YAML: {reason}", at=at, hint=_syntax_hint(reason))


def _syntax_hint(reason: str) -> str:
    if "mapping values" in reason:
        return 'put text that holds ": " in quotes'
    if "\\t" in reason or "tab" in reason:
        return "indent with spaces, not tabs"
    return "put text that begins with a sign, such as { or @, in quotes; end each quote"

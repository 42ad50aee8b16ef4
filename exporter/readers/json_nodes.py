"""JSON text to nodes: strictly RFC 8259, with lines, without recursion."""

from __future__ import annotations

import json
import re

from exporter.errors import ExportError, FrontMatterSyntaxError
from exporter.readers.nodes import Node, NodeKind, TreeBuilder

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
# Nine lists and nine quotations take 5 levels a list and quotation, and the article three.
_DEPTH = 64
_SPACE = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(
    r'(?P<string>"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*")'
    rf"|(?P<number>{NUMBER.pattern})"
    r"|(?P<word>true|false|null)"
    r"|(?P<sign>[{}\[\],:])"
)
_EXPECTED = {
    "value": "a value",
    "first value": "a value or ]",
    "key": "a key",
    "first key": "a key or }",
    "colon": "a colon",
    "comma": "a comma",
    "end": "the end of the file",
}
_WORDS: dict[str, NodeKind] = {"true": "boolean", "false": "boolean", "null": "null"}


def read_json_nodes(text: str, path: str, problems: list[ExportError]) -> Node:
    """Read JSON text; duplicate keys are added to ``problems``.

    Raises:
        FrontMatterSyntaxError: If it is no JSON.
        NestingError: If it is nested too deep.
    """
    builder = TreeBuilder(path, _DEPTH, problems)
    scanner = _Scanner(text, builder)
    while scanner.step():
        pass
    if builder.root is None:
        raise scanner.error("the file is empty")
    return builder.root


class _Scanner:
    """Walk through the tokens of a JSON text, knowing what may come next."""

    def __init__(self, text: str, builder: TreeBuilder) -> None:
        self._text = text
        self._builder = builder
        self._position = 0
        self._line = 1
        self._kinds: list[str] = []
        self._expected = "value"  # one of _EXPECTED

    def step(self) -> bool:
        """Read one token; return False at the end of the text."""
        space = _SPACE.match(self._text, self._position)
        if space:
            self._line += space[0].count("\n")
            self._position = space.end()
        if self._position == len(self._text):
            if self._expected != "end":
                raise self.error(f"the file ends where {_EXPECTED[self._expected]} should be")
            return False
        match = _TOKEN.match(self._text, self._position)
        if match is None:
            raise self.error(f'"{self._text[self._position]}" is no JSON here')
        self._position = match.end()
        if match.lastgroup == "sign":
            self._read_sign(match[0])
        else:
            self._read_scalar(str(match.lastgroup), match[0])
        return True

    def error(self, problem: str) -> FrontMatterSyntaxError:
        """Describe a mistake at the current line."""
        hint = "check the commas, quotes and brackets before it"
        return FrontMatterSyntaxError(problem, at=self._builder.at(self._line), hint=hint)

    def _read_scalar(self, group: str, token: str) -> None:
        if group == "string" and self._expected.endswith("key"):
            self._builder.key(self._string(token), self._line)
            self._expected = "colon"
            return
        if not self._expected.endswith("value"):
            raise self.error(f"{token[:40]} stands where {_EXPECTED[self._expected]} should be")
        if group == "string":
            self._builder.scalar("string", self._string(token), self._line)
        else:
            self._builder.scalar("number" if group == "number" else _WORDS[token], token, self._line)
        self._end_value()

    def _string(self, token: str) -> str:
        if "\\" not in token:
            return token[1:-1]
        try:
            return str(json.loads(token))
        except ValueError as error:
            raise self.error(f"the string {token[:40]} has a broken escape") from error

    def _read_sign(self, sign: str) -> None:
        if sign in "{[" and self._expected.endswith("value"):
            self._builder.open("object" if sign == "{" else "array", self._line)
            self._kinds.append(sign)
            self._expected = "first key" if sign == "{" else "first value"
        elif sign in "}]" and self._may_close(sign):
            self._kinds.pop()
            self._builder.close()
            self._end_value()
        elif sign == ":" and self._expected == "colon":
            self._expected = "value"
        elif sign == "," and self._expected == "comma":
            self._expected = "key" if self._kinds[-1] == "{" else "value"
        else:
            raise self.error(f'"{sign}" stands where {_EXPECTED[self._expected]} should be')

    def _may_close(self, sign: str) -> bool:
        opened = self._kinds[-1] if self._kinds else ""
        return opened + sign in {"{}", "[]"} and (
            self._expected == "comma" or self._expected.startswith("first")
        )

    def _end_value(self) -> None:
        self._expected = "comma" if self._kinds else "end"

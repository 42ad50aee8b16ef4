"""Bytes of a .po or .pot file to a Catalog, or an error with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from exporter.errors import CatalogSyntaxError, ExportError, SourceLocation, TooLargeError
from exporter.localization.catalog import Catalog, Entry, Previous

MAX_BYTES = 16_000_000
MAX_ENTRIES = 100_000
MAX_PLURALS = 6  # Arabic has six forms, no language has more

_LINE = re.compile(r'\s*(msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]{1,3}\])?)?\s*"((?:[^"\\]|\\.)*)"\s*')
_PLAIN = re.compile(r'"[^"\\]*"')
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|[0-7]{1,3}|.)", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "a": "\a"}
_ISOLATED_REFERENCE = re.compile("\u2068([^\u2069]*)\u2069|(\\S+)")


def read_catalog(data: bytes, path: str) -> Catalog:
    """Read a catalog or template.

    Args:
        data: UTF-8 text in gettext's PO format.
        path: Relative to the project folder, for errors.

    Raises:
        CatalogSyntaxError: The text is not in PO format, or not UTF-8.
        TooLargeError: The file is larger than 16 MB, or has more than 100,000 messages.
    """
    if len(data) > MAX_BYTES:
        raise TooLargeError("the catalog is larger than 16 MB", at=SourceLocation(path), hint="split it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogSyntaxError(
            "the catalog is not UTF-8", at=SourceLocation(path, line), hint="save it as UTF-8"
        ) from None
    reader = _Reader(path)
    for number, content in enumerate(text.split("\n"), 1):
        reader.read_line(content.removesuffix("\r"), number)
    return Catalog(path, reader.finish())


@dataclass(slots=True)
class _Draft:
    """Collect one entry."""

    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    previous: dict[str, list[str]] = field(default_factory=dict)
    obsolete: bool = False
    line: int = 0

    @property
    def is_empty(self) -> bool:
        return not (
            self.comments or self.notes or self.references or self.flags or self.previous or self.texts
        )


class _Reader:
    """Read line by line: comments open a new entry once the last one has its msgstr."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.draft = _Draft()
        self.entries: list[Entry] = []
        self.lines: dict[tuple[str | None, str], int] = {}
        self.keyword = ""
        self.number = 0

    def read_line(self, line: str, number: int) -> None:
        self.number = number
        if line.startswith("#"):
            self._comment(line)
        elif self.keyword in self.draft.texts and not self.draft.obsolete and _PLAIN.fullmatch(line):
            self.draft.texts[self.keyword].append(line[1:-1])
        elif line.strip():
            self._text(line, self.draft.texts)

    def finish(self) -> tuple[Entry, ...]:
        if self.draft.texts:
            self._close()
        return tuple(self.entries)

    def _comment(self, line: str) -> None:
        kind = line[1:2]
        if kind == "~":
            self._obsolete(line[2:].strip())
            return
        if "msgstr" in self.draft.texts or "msgstr[0]" in self.draft.texts:
            self._close()
        match kind:
            case ".":
                self.draft.notes.append(line[2:])
            case ":":
                found = _ISOLATED_REFERENCE.findall(line[2:])
                self.draft.references += [isolated or plain for isolated, plain in found]
            case ",":
                self.draft.flags += [flag.strip() for flag in line[2:].split(",") if flag.strip()]
            case "|":
                self._text(line[2:].strip(), self.draft.previous)
            case _:
                self.draft.comments.append(line[1:])

    def _obsolete(self, content: str) -> None:
        if content.startswith("|"):
            if "msgstr" in self.draft.texts or "msgstr[0]" in self.draft.texts:
                self._close()
            self._text(content[1:].strip(), self.draft.previous)
        elif content:
            self._text(content, self.draft.texts, obsolete=True)

    def _text(self, line: str, texts: dict[str, list[str]], *, obsolete: bool = False) -> None:
        found = _LINE.fullmatch(line)
        if not found:
            raise self._error(f"{line.strip()[:40]!r} is no line of a catalog", "check keyword and quotes")
        keyword, quoted = found.groups()
        if keyword:
            texts = self._opened(keyword, texts, obsolete=obsolete)
        elif self.keyword not in texts:
            raise self._error("a string stands without a keyword", "write msgid or msgstr before it")
        elif texts is self.draft.texts and obsolete != self.draft.obsolete:
            raise self._error("#~ begins or ends within a message", "mark all its lines, or none")
        texts[self.keyword].append(_unescaped(quoted) if "\\" in quoted else quoted)

    def _opened(self, keyword: str, texts: dict[str, list[str]], *, obsolete: bool) -> dict[str, list[str]]:
        """Begin a string, and a new message where one begins; return the texts that it goes into."""
        if texts is self.draft.texts:
            opens = keyword == "msgctxt" or (keyword == "msgid" and set(texts) != {"msgctxt"})
            if texts and opens:
                self._close()
                texts = self.draft.texts
            if not texts:
                self.draft.obsolete, self.draft.line = obsolete, self.number
            if keyword == "msgid":
                self.draft.line = self.number
            self._check_order(keyword, texts)
        if keyword in texts:
            raise self._error(f"{keyword} stands twice in a message", "delete one of them")
        self.keyword = keyword
        texts[keyword] = []
        return texts

    def _check_order(self, keyword: str, texts: dict[str, list[str]]) -> None:
        if keyword not in {"msgctxt", "msgid"} and "msgid" not in texts:
            raise self._error(f"{keyword} stands before its msgid", "write msgid first")
        if keyword.startswith("msgstr["):
            if "msgid_plural" not in texts:
                raise self._error(f"{keyword} stands without msgid_plural", "write msgstr")
            if keyword != f"msgstr[{sum(k.startswith('msgstr[') for k in texts)}]":
                raise self._error(f"{keyword} is out of order", "number the forms from 0")
            if int(keyword[7:-1]) >= MAX_PLURALS:
                raise self._error("a message has more than six plural forms", "remove the last ones")
        elif keyword == "msgstr" and "msgid_plural" in texts:
            raise self._error("msgstr stands after msgid_plural", "write msgstr[0], msgstr[1] …")

    def _close(self) -> None:
        draft, self.draft, self.keyword = self.draft, _Draft(), ""
        texts = {keyword: "".join(parts) for keyword, parts in draft.texts.items()}
        forms = tuple(text for keyword, text in texts.items() if keyword.startswith("msgstr"))
        if "msgid" not in texts or not forms:
            raise self._error("a message has no msgid or no msgstr", "complete it", draft.line)
        entry = Entry(
            msgid=texts["msgid"],
            msgstr=forms,
            context=texts.get("msgctxt"),
            plural=texts.get("msgid_plural"),
            comments=tuple(draft.comments),
            notes=tuple(draft.notes),
            references=tuple(draft.references),
            flags=tuple(dict.fromkeys(draft.flags)),
            previous=_previous(draft.previous),
            obsolete=draft.obsolete,
            line=draft.line,
        )
        if len(self.entries) >= MAX_ENTRIES:
            raise TooLargeError(
                f"the catalog has more than {MAX_ENTRIES:,} messages",
                at=SourceLocation(self.path),
                hint="split it",
            )
        self._check_unique(entry)
        self.entries.append(entry)

    def _check_unique(self, entry: Entry) -> None:
        if entry.obsolete:
            return
        if entry.key in self.lines:
            place = self.lines[entry.key]
            raise self._error(f"the message of line {place} stands twice", "delete one", entry.line)
        self.lines[entry.key] = entry.line

    def _error(self, problem: str, hint: str, line: int = 0) -> ExportError:
        return CatalogSyntaxError(problem, at=SourceLocation(self.path, line or self.number), hint=hint)


def _previous(texts: dict[str, list[str]]) -> Previous | None:
    if "msgid" not in texts:
        return None
    joined = {keyword: "".join(parts) for keyword, parts in texts.items()}
    return Previous(joined["msgid"], joined.get("msgctxt"), joined.get("msgid_plural"))


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_letter, text)


def _letter(escape: re.Match[str]) -> str:
    code = escape[1]
    if code in _SIMPLE:
        return _SIMPLE[code]
    if code[0] == "x" and len(code) == 3:
        return chr(int(code[1:], 16))
    return chr(int(code, 8)) if code[0] in "01234567" else code

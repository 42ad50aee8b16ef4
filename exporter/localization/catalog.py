"""A gettext catalog in memory: its header and entries, in the order of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Previous:
    """Hold the source text that a fuzzy translation was made for (``#|``)."""

    msgid: str
    context: str | None = None
    plural: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one message of a catalog.

    Attributes:
        msgid: Source text.
        msgstr: One translation, or one for each plural form.
        context: msgctxt; None is not the same as empty.
        plural: msgid_plural.
        comments: Translators' comments, as they stand after ``#``.
        notes: Extracted comments, as they stand after ``#.``.
        references: Places, such as ``content/a/article.md:12``.
        flags: In order, ``fuzzy`` first.
        previous: Source text of the fuzzy translation.
        obsolete: Whether the message is not in use any more.
        line: Of its msgid, or 0.
    """

    msgid: str
    msgstr: tuple[str, ...] = ("",)
    context: str | None = None
    plural: str | None = None
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: Previous | None = None
    obsolete: bool = False
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[str | None, str]:
        """Return what makes a message unique."""
        return self.context, self.msgid

    @property
    def is_header(self) -> bool:
        """Tell whether this is the catalog's header."""
        return not self.msgid and self.context is None and not self.obsolete

    @property
    def is_fuzzy(self) -> bool:
        """Tell whether the translation waits for a review."""
        return "fuzzy" in self.flags

    @property
    def is_translated(self) -> bool:
        """Tell whether every form has text, reviewed or not."""
        return all(self.msgstr)


@dataclass(frozen=True, slots=True)
class Catalog:
    """Hold a catalog or a template.

    Attributes:
        path: Relative to the project folder; named in errors.
        entries: Header first when there is one; obsolete messages last.
    """

    path: str
    entries: tuple[Entry, ...]
    _index: Mapping[tuple[str | None, str], Entry] = field(
        init=False, repr=False, compare=False, default_factory=lambda: MappingProxyType({})
    )

    def __post_init__(self) -> None:
        index = {entry.key: entry for entry in self.entries if not entry.obsolete}
        object.__setattr__(self, "_index", MappingProxyType(index))

    def __reduce__(self) -> tuple[object, ...]:
        return Catalog, (self.path, self.entries)

    def find(self, context: str | None, msgid: str) -> Entry | None:
        """Return the message in use with this context and source text."""
        return self._index.get((context, msgid))

    @property
    def header(self) -> Entry | None:
        """Return the header entry."""
        return self._index.get((None, ""))

    @property
    def messages(self) -> Iterator[Entry]:
        """Yield the messages in use, without the header."""
        return (entry for entry in self.entries if not entry.obsolete and not entry.is_header)

    def header_fields(self) -> dict[str, str]:
        """Return the header's fields by name; the first of two wins."""
        header = self.header
        fields: dict[str, str] = {}
        for line in header.msgstr[0].split("\n") if header else ():
            name, colon, value = line.partition(":")
            if colon:
                fields.setdefault(name.strip(), value.strip())
        return fields

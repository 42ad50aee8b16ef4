"""A Catalog to the bytes that gettext's own tools would write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exporter.localization.catalog import Catalog, Entry, Previous
from exporter.localization.po_wrapping import wrap_references, wrap_text

_ESCAPES = str.maketrans(
    {
        "\\": "\\\\",
        '"': '\\"',
        "\n": "\\n",
        "\t": "\\t",
        "\r": "\\r",
        "\b": "\\b",
        "\f": "\\f",
        "\v": "\\v",
        "\a": "\\a",
    }
)


def write_catalog(catalog: Catalog) -> bytes:
    """Write a catalog in gettext's PO format; obsolete messages come last, the order stays else."""
    in_use = [entry for entry in catalog.entries if not entry.obsolete]
    obsolete = [entry for entry in catalog.entries if entry.obsolete]
    blocks = ("".join(f"{line}\n" for line in _entry_lines(entry)) for entry in (*in_use, *obsolete))
    return "\n".join(blocks).encode()


def _entry_lines(entry: Entry) -> Iterator[str]:
    yield from (f"#{_spaced(comment)}" for comment in entry.comments)
    yield from (f"#.{_spaced(note)}" for note in entry.notes)
    yield from wrap_references(entry.references)
    # gettext marks nothing fuzzy that has no translation.
    flags = [flag for flag in entry.flags if flag != "fuzzy" or any(entry.msgstr)]
    if flags:
        yield f"#, {', '.join(flags)}"
    prefix = "#~ " if entry.obsolete else ""
    if entry.previous:
        marks = "#~| " if entry.obsolete else "#| "
        yield from _keyword_lines(marks, _previous_texts(entry.previous))
    yield from _keyword_lines(prefix, _texts(entry))


def _texts(entry: Entry) -> Iterator[tuple[str, str]]:
    if entry.context is not None:
        yield "msgctxt", entry.context
    yield "msgid", entry.msgid
    if entry.plural is None:
        yield "msgstr", entry.msgstr[0]
        return
    yield "msgid_plural", entry.plural
    for number, form in enumerate(entry.msgstr):
        yield f"msgstr[{number}]", form


def _previous_texts(previous: Previous) -> Iterator[tuple[str, str]]:
    if previous.context is not None:
        yield "msgctxt", previous.context
    yield "msgid", previous.msgid
    if previous.plural is not None:
        yield "msgid_plural", previous.plural


def _keyword_lines(prefix: str, texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    for keyword, text in texts:
        yield from wrap_text(f"{prefix}{keyword}", prefix, text.translate(_ESCAPES))


def _spaced(comment: str) -> str:
    """Return a comment as gettext writes it; a backslash at its end would swallow the next line."""
    shown = comment.replace("\n", " ").replace("\r", " ")
    shown = f"{shown} " if shown.endswith("\\") else shown
    return f" {shown}" if shown and not shown.startswith(" ") else shown

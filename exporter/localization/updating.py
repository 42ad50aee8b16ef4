"""A catalog and a new template to a catalog that follows the template and loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exporter.localization.catalog import Catalog, Entry, Previous
from exporter.localization.matching import Matcher
from exporter.localization.patching import differs_in_values_alone, patch_translation
from exporter.localization.plurals import plural_forms, plural_header
from exporter.localization.tags import language_of
from exporter.localization.templates import SOURCE_LANGUAGE


def update_catalog(catalog: Catalog, template: Catalog) -> Catalog:
    """Return the catalog in the template's order, with its translations taken over.

    A message whose text is unchanged keeps its translation. A changed one takes the best match,
    marked fuzzy with the text it was made for (``#|``): patched when only numbers or dates have
    changed, and none at all when the change may have turned the statement round. Whatever is
    not in use any more stays as obsolete; when it comes back, so does its translation.
    """
    return _Update(catalog, template).run()


class _Update:
    """Carry one update: where translations come from, and which ones are in use."""

    def __init__(self, catalog: Catalog, template: Catalog) -> None:
        self.catalog = catalog
        self.template = template
        fields = {**template.header_fields(), **catalog.header_fields()}
        self.source = language_of(fields.get(SOURCE_LANGUAGE, "en") or "en")
        self.target = fields.get("Language", "").replace("_", "-")
        self.obsolete = {entry.key: entry for entry in catalog.entries if entry.obsolete}
        translated = (entry for entry in catalog.entries if not entry.is_header and entry.is_translated)
        self.matcher = Matcher(translated, self.source)

    def run(self) -> Catalog:
        messages = tuple(map(self._message, self.template.messages))
        header = (self._header(),) if self.catalog.header or self.template.header else ()
        in_use = {entry.key for entry in messages}
        left = [entry for entry in self._left() if entry.key not in in_use]
        return Catalog(self.catalog.path, (*header, *messages, *left))

    def _message(self, wanted: Entry) -> Entry:
        same = self.catalog.find(*wanted.key) or self.obsolete.get(wanted.key)
        if same and same.plural == wanted.plural:
            fuzzy = ("fuzzy",) if same.is_fuzzy else ()
            return self._taken(wanted, same, same.msgstr, fuzzy, same.previous)
        found = self.matcher.best(wanted)
        if found is None or (found.plural is None) != (wanted.plural is None):
            return self._blank(wanted)
        previous = found.previous or Previous(found.msgid, found.context, found.plural)
        return self._taken(wanted, found, self._patched(found, wanted), ("fuzzy",), previous)

    def _patched(self, found: Entry, wanted: Entry) -> tuple[str, ...]:
        if found.plural or not differs_in_values_alone(found.msgid, wanted.msgid, self.source):
            return found.msgstr
        patched = patch_translation(
            found.msgid, wanted.msgid, found.msgstr[0], source=self.source, target=language_of(self.target)
        )
        return found.msgstr if patched is None else (patched,)

    def _taken(
        self,
        wanted: Entry,
        found: Entry,
        msgstr: tuple[str, ...],
        fuzzy: tuple[str, ...],
        previous: Previous | None,
    ) -> Entry:
        # Flags of the format come from the template, all others from the translators.
        flags = (*fuzzy, *wanted.flags, *(f for f in found.flags if f.startswith("no-") or f == "read-only"))
        return replace(
            wanted,
            msgstr=msgstr,
            comments=found.comments,
            flags=tuple(dict.fromkeys(flags)),
            previous=previous if fuzzy else None,
        )

    def _blank(self, wanted: Entry) -> Entry:
        forms = plural_forms(self.target).count if wanted.plural is not None else 1
        return replace(wanted, msgstr=("",) * forms)

    def _left(self) -> Iterator[Entry]:
        """Yield what may be needed again: obsolete messages, and those that now become so."""
        retired = {entry.key: _retired(entry) for entry in self.catalog.messages if _worth_keeping(entry)}
        yield from (entry for key, entry in self.obsolete.items() if key not in retired)
        yield from retired.values()

    def _header(self) -> Entry:
        header = self.catalog.header or self.template.header or Entry("")
        fields = self.catalog.header_fields()
        lines = header.msgstr[0].split("\n") if header.msgstr[0] else []
        if lines and lines[-1] == "":
            lines.pop()
        if "Plural-Forms" not in fields and self.target and any(e.plural for e in self.template.messages):
            lines.append(f"Plural-Forms: {plural_header(self.target)}")
        return replace(header, msgstr=("".join(f"{line}\n" for line in lines),))


def _retired(entry: Entry) -> Entry:
    flags = tuple(flag for flag in entry.flags if flag == "fuzzy")
    return replace(entry, notes=(), references=(), flags=flags, obsolete=True)


def _worth_keeping(entry: Entry) -> bool:
    return any(entry.msgstr) or bool(entry.comments)

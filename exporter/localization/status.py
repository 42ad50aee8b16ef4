"""A catalog to how far its translation is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exporter.localization.catalog import Catalog, Entry

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class CatalogStatus:
    """Count messages by state, and their source words.

    Attributes:
        translated: Reviewed translations of every form.
        fuzzy: Translations that wait for a review.
        untranslated: Messages without a translation, or with one of a part of their forms.
        obsolete: Messages that are not in use.
        words: Of all messages in use, in the source language.
        translated_words: Of the translated ones.
    """

    translated: int
    fuzzy: int
    untranslated: int
    obsolete: int
    words: int
    translated_words: int

    @property
    def total(self) -> int:
        """Return the number of messages in use."""
        return self.translated + self.fuzzy + self.untranslated

    @property
    def share(self) -> float:
        """Return the translated share of the words, from 0 to 1."""
        return self.translated_words / self.words if self.words else 1.0


def catalog_status(catalog: Catalog) -> CatalogStatus:
    """Count a catalog's messages by state."""
    messages = tuple(catalog.messages)
    done = [entry for entry in messages if entry.is_translated and not entry.is_fuzzy]
    fuzzy = sum(entry.is_translated and entry.is_fuzzy for entry in messages)
    return CatalogStatus(
        translated=len(done),
        fuzzy=fuzzy,
        untranslated=len(messages) - len(done) - fuzzy,
        obsolete=sum(entry.obsolete for entry in catalog.entries),
        words=sum(map(_words, messages)),
        translated_words=sum(map(_words, done)),
    )


def _words(entry: Entry) -> int:
    return len(_WORD.findall(entry.msgid))

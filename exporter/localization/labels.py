"""The toolkit's own words, as msgids and in each language's catalog ``exporter.po``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from exporter.errors import UntranslatedError
from exporter.localization.catalog import Catalog, Entry
from exporter.localization.chart_labels import CHART_LABELS
from exporter.localization.plurals import plural_forms
from exporter.localization.po_reader import read_catalog
from exporter.localization.resources import read_resource
from exporter.model.article import Classification
from exporter.model.edition import Labels

DOMAIN = "exporter"

# Each label with the comment that its translators read. Labels are short: the context keeps those
# apart that one language writes alike and another does not.
CONTENTS = Entry("Contents", context="heading", notes=(" Heading over the table of contents.",))
KEY_FACTS = Entry("Key facts", context="heading", notes=(" Heading of the box with the main points.",))
NOTES = Entry("Notes", context="heading", notes=(" Heading over the footnotes of a text.",))
SOURCES = Entry("Sources", context="heading", notes=(" Heading over the list of media and documents.",))
GLOSSARY = Entry("Glossary", context="heading", notes=(" Heading over the table of names and terms.",))
PAGE_OF = Entry(
    "Page {page} of {pages}",
    context="page",
    notes=(" Foot of each page.",),
    flags=("python-brace-format",),
)
TABLE = Entry(
    "Table {number}", context="caption", notes=(" Before a caption.",), flags=("python-brace-format",)
)
FIGURE = Entry(
    "Figure {number}", context="caption", notes=(" Before a caption.",), flags=("python-brace-format",)
)
LIST_NUMBER = Entry(
    "{number}.",
    context="list",
    notes=(" Number of an item, with the sign that follows it.",),
    flags=("python-brace-format",),
)
ATTRIBUTION = Entry(
    "— ", context="quotation", notes=(" Before the name under a quotation; keep the space if it is needed.",)
)
LABEL_END = Entry(". ", context="caption", notes=(" Between “Table 1” and its caption.",))
COLON = Entry(": ", context="detail", notes=(" Between a label such as “Date” and its value.",))
SENTENCE_END = Entry(
    ". ", context="source", notes=(" Between the title of a source and what follows: publisher, date.",)
)
COMMA = Entry(", ", context="source", notes=(" Between the publisher of a source and its date.",))
TERM = Entry("Name or term", context="column", notes=(" Column of the glossary.",))
ORIGINAL = Entry(
    "In the source text", context="column", notes=(" Column of the glossary: spelling in the source text.",)
)
NOTE = Entry("Explanation", context="column", notes=(" Column of the glossary.",))
DATE = Entry("Date", context="detail", notes=(" Before the date of the article.",))
PLACE = Entry("Place", context="detail", notes=(" Before the place where the article was written.",))
AUTHOR = Entry(
    "Author",
    msgstr=("", ""),
    context="detail",
    plural="Authors",
    notes=(" Before the names; chosen by their number, which is not shown.",),
)
EVENT = Entry("Event", context="detail", notes=(" Before what a briefing pack was made for.",))
AUDIENCE = Entry("Audience", context="detail", notes=(" Before whom a briefing pack was made for.",))
FIGURES = Entry("List of figures", context="heading", notes=(" Heading in a briefing pack.",))
INDEX = Entry("Index of names", context="heading", notes=(" Heading at the end of a briefing pack.",))
ABOUT = Entry("About this pack", context="heading", notes=(" Heading over what a briefing pack is.",))
CLASSIFICATION = Entry(
    "Classification", context="detail", notes=(" Before one of the levels: who may read the document.",)
)
UNTRANSLATED = Entry(
    "[not translated]", context="draft", notes=(" Before text that is still in the source language.",)
)
FUZZY = Entry(
    "[needs review]", context="draft", notes=(" Before a translation that nobody has approved yet.",)
)
LEVELS: Mapping[Classification, Entry] = MappingProxyType(
    {
        "public": Entry("Public", context="classification", notes=(" Anybody may read the document.",)),
        "internal": Entry("Internal", context="classification", notes=(" For the organization alone.",)),
        "restricted": Entry("Restricted", context="classification", notes=(" For named recipients.",)),
        "confidential": Entry("Confidential", context="classification", notes=(" Second highest level.",)),
        "secret": Entry("Secret", context="classification", notes=(" Highest level.",)),
    }
)
ALL_LABELS: tuple[Entry, ...] = (
    CONTENTS,
    KEY_FACTS,
    NOTES,
    SOURCES,
    GLOSSARY,
    PAGE_OF,
    TABLE,
    FIGURE,
    LIST_NUMBER,
    ATTRIBUTION,
    LABEL_END,
    COLON,
    SENTENCE_END,
    COMMA,
    TERM,
    ORIGINAL,
    NOTE,
    DATE,
    PLACE,
    AUTHOR,
    EVENT,
    AUDIENCE,
    FIGURES,
    INDEX,
    ABOUT,
    CLASSIFICATION,
    *LEVELS.values(),
    UNTRANSLATED,
    FUZZY,
    *CHART_LABELS,
)
_HEADER_TEXT = """\
Project-Id-Version: exporter
PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE
Last-Translator: FULL NAME <EMAIL@ADDRESS>
Language-Team: LANGUAGE
Language:
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;
X-Source-Language: en
"""
_HEADER = Entry(
    "", (_HEADER_TEXT,), comments=(" Labels that the exporter adds to editions.",), flags=("fuzzy",)
)
NO_OVERRIDES: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Wording:
    """Say labels in one language; English labels are their own msgids."""

    language: str
    catalog: Catalog

    def say(self, label: Entry) -> str:
        """Return a label's reviewed translation, or the msgid."""
        return self.say_for(label, 1)

    def say_for(self, label: Entry, number: int) -> str:
        """Return a label in the form that a number asks for."""
        found = self.catalog.find(label.context, label.msgid)
        if found is None or found.is_fuzzy or not found.is_translated:
            return label.plural if label.plural and number != 1 else label.msgid
        if not label.plural:
            return found.msgstr[0]
        return found.msgstr[min(plural_forms(self.language)(number), len(found.msgstr) - 1)]

    def missing(self) -> list[str]:
        """Return the labels without a reviewed translation."""
        if self.language == "en":
            return []
        entries = ((label, self.catalog.find(label.context, label.msgid)) for label in ALL_LABELS)
        return [label.msgid for label, e in entries if e is None or e.is_fuzzy or not e.is_translated]


def load_labels(language: str, *, overrides: Mapping[str, bytes] = NO_OVERRIDES) -> Catalog:
    """Return the catalog of labels of a language; empty when there is none.

    Args:
        language: Without region, such as ``ar``.
        overrides: The project's own ``exporter.po`` files by language, in place of the toolkit's.
    """
    name = f"{language}/LC_MESSAGES/{DOMAIN}.po"
    data = overrides.get(language) or read_resource(name) or b""
    return _read_labels(data, f"locales/{name}")


def labels_template() -> Catalog:
    """Return the template of the labels, as ``locales/exporter.pot`` holds it."""
    return Catalog(f"locales/{DOMAIN}.pot", (_HEADER, *ALL_LABELS))


def check_labels(wording: Wording) -> None:
    """Raise UntranslatedError when a final edition would show English labels in another language."""
    if missing := wording.missing():
        raise UntranslatedError(
            f"{len(missing)} labels have no translation in {wording.language}: {', '.join(missing[:5])}",
            hint=f"translate locales/{wording.language}/LC_MESSAGES/{DOMAIN}.po, or build a draft",
        )


def edition_labels(wording: Wording) -> Labels:
    """Return the labels that writers place themselves."""
    return Labels(
        contents=wording.say(CONTENTS),
        key_facts=wording.say(KEY_FACTS),
        notes=wording.say(NOTES),
        page_of=wording.say(PAGE_OF),
        attribution=wording.say(ATTRIBUTION),
        label_end=wording.say(LABEL_END),
        colon=wording.say(COLON),
    )


@lru_cache(maxsize=32)
def _read_labels(data: bytes, path: str) -> Catalog:
    return read_catalog(data, path)

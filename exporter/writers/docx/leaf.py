"""What one run of pages of a pack shows, and what stands at the head and foot of these pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from exporter.model.edition import plain_text
from exporter.writers.docx.furniture import write_footer, write_header
from exporter.writers.docx.runs import bookmarked, write_label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from exporter.model.edition import Edition
    from exporter.model.pack import Pack
    from exporter.writers.docx.draft import Draft
    from exporter.writers.docx.paging import PageModel

Pages: TypeAlias = "Mapping[str, int]"  # by bookmark


@dataclass(frozen=True, slots=True)
class Leaf:
    """Hold a run of pages.

    Attributes:
        place: Where it stands in its pack, so that packs of the same description can alternate.
        running: Title at the head of all its pages but the first.
        fill: Fills it into a model of pages, which learns where its bookmarks stand.
        write: Returns its paragraphs and tables, once all pages are known.
        edition: Whose notes stand below its text.
    """

    place: tuple[int, int]
    pack: Pack
    draft: Draft
    running: str
    fill: Callable[[PageModel], None]
    write: Callable[[Pages], str]
    columns: int = 1
    edition: Edition | None = None

    def furniture(self, pages: int) -> dict[str, str]:
        """Return headers and footers; the cover has no page number and repeats no title."""
        marking, draft = self.pack.marking, self.draft
        cover = self.place == COVER
        foot = write_footer(pages, draft, marking=marking)
        return {
            "header default": write_header(marking, self.running, draft),
            "header first": write_header(marking, "" if cover else plain_text(self.pack.title), draft),
            "footer default": foot,
            "footer first": write_footer(pages, draft, marking=marking, counted=False) if cover else foot,
        }


COVER = (0, 0)
ABOUT = (1, 0)
CONTENTS = (2, 0)
BODY = 3
GLOSSARY = (4, 0)
INDEX = (5, 0)


def label_bookmark(kind: str, draft: Draft) -> str:
    """Return the bookmark of a heading that is no segment."""
    return f"_Pack_{draft.scope}_{kind}"


def write_label_heading(kind: str, text: str, draft: Draft) -> str:
    """Return such a heading."""
    return draft.paragraph(
        "Heading1", bookmarked(label_bookmark(kind, draft), write_label(text, draft), draft)
    )


def fill_label_heading(kind: str, model: PageModel) -> None:
    """Fill in such a heading."""
    model.place(label_bookmark(kind, model.draft))
    model.lines("Heading1")

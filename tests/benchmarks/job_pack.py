"""One pack of many articles as PDF by one tool, in a process of its own: prints pages, wall and processor
seconds, and bytes.

Both tools get the same texts, fonts, sizes and page, and write contents with page numbers, an outline, a
running header and footer, an index of names and a tagged file. Start-up and imports are not counted.
"""

from __future__ import annotations

import re
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.benchmarks.corpus import load_paragraphs
from tests.benchmarks.job_pdf import FONTS, compile_typst, page_count, processor_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporter.model.blocks import EditionSegment, Role
    from exporter.model.pack import Pack

ARTICLE_PARAGRAPHS = 15  # about three pages
HEADINGS = 3  # of an article
NAMES = 60


def main(tool: str, language: str, corpus: str, jobs: int) -> None:
    """Set the pack and print the figures."""
    texts = load_paragraphs(corpus)
    before = processor_seconds()
    data, seconds = (
        set_by_exporter(language, texts, jobs) if tool == "exporter" else set_by_typst(language, texts)
    )
    print(page_count(data), seconds, processor_seconds() - before, len(data))


def articles_of(texts: list[str]) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each article's title and the paragraphs under its headings."""
    for start in range(0, len(texts), ARTICLE_PARAGRAPHS):
        own = texts[start : start + ARTICLE_PARAGRAPHS]
        title = " ".join(own[0].split()[:6])
        yield title, [own[part::HEADINGS] for part in range(HEADINGS)]


def heading_of(paragraphs: list[str]) -> str:
    """Return a heading that the text itself gives."""
    return " ".join(paragraphs[0].split()[2:6]) if paragraphs else "–"


def names_of(texts: list[str]) -> list[str]:
    """Return long words of the text as names for the index."""
    words = sorted({word for text in texts[:200] for word in re.findall(r"\w{9,}", text)})
    return words[:: max(1, len(words) // NAMES)][:NAMES]


def set_by_exporter(language: str, texts: list[str], jobs: int) -> tuple[bytes, float]:
    """Return a pack and the seconds it took."""
    from exporter.model.pack import PackFile
    from exporter.writers.pdf.pack import write_pack_file

    file = PackFile((_pack(language, texts),))
    start = time.perf_counter()
    data = write_pack_file(file, jobs=jobs)
    return data, time.perf_counter() - start


def _pack(language: str, texts: list[str]) -> Pack:
    from exporter.localization.profiles import load_profile
    from exporter.model.blocks import Heading, Paragraph, Segment
    from exporter.model.inlines import Span
    from exporter.model.pack import IndexEntry, Mention, PackPart
    from tests.packs import sample_pack

    profile = load_profile(language)
    names = names_of(texts)
    mentions: dict[str, list[Mention]] = {name: [] for name in names}
    sample = sample_pack(language)
    editions = []

    def segment(role: Role, text: str, identity: str) -> EditionSegment:
        return Segment(identity, role, (Span(text, language, profile.direction),))

    for number, (title, parts) in enumerate(articles_of(texts)):
        body: list[Heading | Paragraph] = []  # type: ignore[type-arg]
        for part, paragraphs in enumerate(parts):
            body.append(Heading(2, segment("heading", heading_of(paragraphs), f"h{number}-{part}")))
            for place, text in enumerate(paragraphs):
                body.append(Paragraph(segment("paragraph", text, f"p{number}-{part}-{place}")))
                for name in set(names).intersection(re.findall(r"\w{9,}", text)):
                    mentions[name].append(Mention(number, f"p{number}-{part}-{place}"))
        edition = replace(
            sample.editions[0],
            slug=f"article-{number}",
            locale=profile,
            title=segment("title", title, f"t{number}"),
            key_facts=(),
            details=(),
            body=tuple(body),
            back=(),
            notes=(),
        )
        editions.append(edition)
    index = tuple(
        IndexEntry(segment("term", name, f"n{name}"), name[0], tuple(found))
        for name, found in mentions.items()
        if found
    )
    whole = (PackPart(None, tuple(editions)),)
    return replace(sample, locale=profile, parts=whole, figures=(), glossary=None, index=index)


def set_by_typst(language: str, texts: list[str]) -> tuple[bytes, float]:
    """Return a pack and the seconds it took."""
    return compile_typst("\n".join(_typst(language, texts)))


def _typst(language: str, texts: list[str]) -> Iterator[str]:
    from exporter.localization.profiles import load_profile
    from exporter.writers.pdf.theme import theme_for
    from exporter.writers.pdf.theme_settings import ThemeSettings

    theme = theme_for(load_profile(language).pdf, ThemeSettings())
    page, body = theme.page, theme.body
    gap = body.leading - body.size
    yield '#set document(title: "Pack")'
    yield f'#let running = state("running", "")\n#set text(lang: "{language}", font: "{FONTS[language]}",'
    yield f" size: {body.size}pt, hyphenate: true, top-edge: 0.8em, bottom-edge: -0.2em)"
    yield f"#set page(width: {page.width}pt, height: {page.height}pt,"
    yield f" margin: (x: {page.text_x}pt, top: {page.top}pt, bottom: {page.bottom}pt),"
    yield " header: context [Restricted #h(1fr) #running.get()],"
    yield ' footer: context [Restricted #h(1fr) #counter(page).display("1 / 1", both: true)])'
    yield f"#set par(justify: true, leading: {gap}pt, spacing: {gap + 6.5 * theme.scale}pt)"
    yield "= Pack\n#outline(depth: 3, title: none)"
    names = set(names_of(texts))
    for number, (title, parts) in enumerate(articles_of(texts)):
        shown = _escaped(title)
        yield f"#pagebreak()\n#running.update([{shown}])\n== {shown} <a{number}>\n"
        for paragraphs in parts:
            yield f"=== {_escaped(heading_of(paragraphs))}\n"
            for text in paragraphs:
                marks = (
                    f'#metadata("{name}")<name>'
                    for name in sorted(names.intersection(re.findall(r"\w{9,}", text)))
                )
                yield _escaped(text) + "".join(marks) + "\n"
    yield """#pagebreak()
== Index
#context {
  let found = (:)
  for mark in query(<name>) {
    let pages = found.at(mark.value, default: ())
    let here = counter(page).at(mark.location()).first()
    if here not in pages { pages.push(here) }
    found.insert(mark.value, pages)
  }
  for name in found.keys().sorted() [#name: #found.at(name).map(str).join(", ") \\ ]
}"""


def _escaped(text: str) -> str:
    return re.sub(r"([#$*_`@<>\\\[\]/~=+-])", r"\\\1", text)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))

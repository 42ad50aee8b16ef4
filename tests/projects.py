"""Project folders with small articles: what the pipeline and the command line are tested with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporter.project import Project, open_project

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """\
---
title: A visit
lang: en
date: 2025-10-15
summary: The new leadership met its old adversary.
---

## Talks

They spoke about the [bases](https://example.org/bases).

| Base | Place |
|------|-------|
| Air  | West  |
"""
ARABIC = {
    ("title", "A visit"): "زيارة",
    ("summary", "The new leadership met its old adversary."): "التقت القيادة الجديدة خصمها القديم.",
    ("heading", "Talks"): "محادثات",
    ("paragraph", "They spoke about the [bases][1]."): "تحدثوا عن [القواعد][1].",
    ("header", "Base"): "القاعدة",
    ("header", "Place"): "المكان",
    ("cell", "Air"): "جوية",
    ("cell", "West"): "الغرب",
}
BROKEN = ARTICLE.replace("## Talks", "##### Talks")
PLURAL = "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"
HEADER = (
    "Language: ar",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=UTF-8",
    "Content-Transfer-Encoding: 8bit",
    f"Plural-Forms: nplurals=6; plural={PLURAL};",
)


def make_project(folder: Path, *slugs: str, arabic: bool = False) -> Project:
    """Write a small article for each slug, with an Arabic catalog if wanted."""
    for slug in slugs:
        write_article(folder, slug, ARTICLE)
        if arabic:
            write_catalog(folder, slug, ARABIC)
    (folder / "content").mkdir(parents=True, exist_ok=True)
    return open_project(folder)


def write_article(folder: Path, slug: str, text: str) -> None:
    """Write an article's file."""
    place = folder / "content" / slug
    place.mkdir(parents=True, exist_ok=True)
    (place / "article.md").write_text(text, encoding="utf-8")


def write_catalog(folder: Path, slug: str, texts: dict[tuple[str, str], str]) -> None:
    """Write an article's Arabic catalog."""
    entries = ['msgid ""\nmsgstr ""\n' + "".join(f'"{field}\\n"\n' for field in HEADER)]
    entries += [
        f'msgctxt "{role}"\nmsgid "{source}"\nmsgstr "{target}"\n' for (role, source), target in texts.items()
    ]
    place = folder / "locales" / "ar" / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{slug}.po").write_text("\n".join(entries), encoding="utf-8")

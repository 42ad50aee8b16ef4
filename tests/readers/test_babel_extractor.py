"""Articles for pybabel."""

from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
SLUG = "syria-russia-moscow-2025"


def test_given_the_article_when_pybabel_extracts_it_then_the_messages_are_those_of_our_template() -> None:
    found = extract_from_dir(
        str(ROOT / "content" / SLUG), method_map=[("article.md", "exporter")], options_map={}
    )
    extracted = {(context, message) for _, _, message, _, context in found}
    with (ROOT / "locales" / f"{SLUG}.pot").open("rb") as file:
        template = {(message.context, message.id) for message in read_po(file) if message.id}
    assert extracted == template

"""A paragraph that holds one picture to a figure."""

from __future__ import annotations

from exporter.errors import MarkupError, TooLargeError
from exporter.markup.parser import ImageParts, image_parts
from exporter.model.blocks import Figure
from exporter.model.inlines import SourceInline
from exporter.readers.body import Body
from exporter.readers.desk import LONGEST_TEXT


def read_figure(body: Body, index: int) -> Figure[SourceInline] | None:
    """Read a figure, or return None if the paragraph is no lone picture.

    Args:
        body: The tokens.
        index: Of the paragraph's inline token.
    """
    text, line = body.tokens[index].content, body.line(index)
    parts = _parts(text, body)
    if parts is None:
        return None
    if parts.by_reference:
        problem = "a picture's file is named by reference"
        body.report(MarkupError, problem, index, 'write ![description](file.png "caption")')
    alt = body.segment("alt", parts.alt, line) if parts.alt.strip() else None
    if alt is None:
        problem = f"the picture {parts.src} has no description"
        body.report(
            MarkupError, problem, index, "write between ![ and ] what a reader must know who cannot see it"
        )
        alt = body.segment("alt", "…", line)
    caption = body.segment("caption", parts.title, line) if parts.title else None
    return Figure(parts.src, alt, caption)


def _parts(text: str, body: Body) -> ImageParts | None:
    if len(text) > LONGEST_TEXT:
        return None
    try:
        return image_parts(text, body.references)
    except TooLargeError:
        return None  # reading it as text will say so

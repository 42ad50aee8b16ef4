"""An article to messages for ``pybabel extract``: the entry point of ``babel.extractors``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePath
from typing import IO

from exporter.localization.messages import extract_messages
from exporter.readers.article import read_markdown_article


def extract_article(
    fileobj: IO[bytes], keywords: object, comment_tags: Collection[str], options: Mapping[str, object]
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Yield an ``article.md``'s messages as Babel wants them: line, function, arguments, comments.

    Each message is a ``pgettext`` call whose context is the text's role. A mapping file says
    ``[exporter: content/**/article.md]``.

    Raises:
        Problems: The article cannot be read.
    """
    del keywords, comment_tags, options  # every text of an article is for translators
    path = PurePath(getattr(fileobj, "name", "article.md"))
    article = read_markdown_article(fileobj.read(), slug=path.parent.name or "article", path=path.as_posix())
    for message in extract_messages(article):
        notes = [note.strip() for note in message.notes]
        yield message.places[0].line, "pgettext", (message.role, message.msgid), notes

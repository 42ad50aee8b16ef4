"""One structured article to DOCX, PDF and plain text in every language that has a catalog.

>>> import exporter
>>> project = exporter.load(".")
>>> edition = exporter.localize(project, "moscow-visit", "ar")
>>> data = exporter.export(edition, "pdf")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from exporter.errors import ExportError
    from exporter.model.edition import Edition
    from exporter.project import Project

__all__ = ["__version__", "check", "export", "load", "localize"]
__version__ = "0.1.0"


def load(folder: str | os.PathLike[str] = ".") -> Project:
    """Open a project folder: one that holds ``content/``.

    Raises:
        ProjectError: It is no project.
    """
    from pathlib import Path

    from exporter.project import open_project

    return open_project(Path(folder))


def localize(project: Project, slug: str, tag: str, *, draft: bool = False) -> Edition:
    """Read an article and return its edition in one locale.

    Args:
        project: As `load` returns it.
        slug: Name of the article's folder.
        tag: BCP 47 tag, such as ``ar`` or ``ar-SY``.
        draft: Whether text without a final translation is marked instead of refused.

    Raises:
        ExportError: What is wrong with the article, its catalog or the locale; `Problems`
            carries several.
    """
    from exporter.pipeline import Localizer, read_source

    return Localizer(project, draft=draft).edition(read_source(project, slug), tag)


def export(edition: Edition, format: str, *, text_width: int = 72) -> bytes:  # noqa: A002 - the word for it
    """Return an edition as a file's bytes; the same edition gives the same bytes.

    Args:
        edition: As `localize` returns it.
        format: ``docx``, ``pdf``, ``txt``, or one that another package adds.
        text_width: Columns of plain text.

    Raises:
        ExportError: There is no such format, or it cannot show the edition.
    """
    from exporter.writers.registry import WriterOptions, find_format

    return find_format(format).write(edition, WriterOptions(text_width=text_width))


def check(project: Project) -> tuple[ExportError, ...]:
    """Return all problems of a project by place, and write nothing."""
    from exporter.pipeline.checks import check_project

    return check_project(project)

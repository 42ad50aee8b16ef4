"""A project's theme file to its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from exporter.project import Project
    from exporter.writers.pdf.theme_settings import ThemeSettings

DEFAULT: Final = "content/theme.toml"
_LIMIT: Final = 100_000  # bytes


def read_project_theme(project: Project, path: str = "") -> ThemeSettings | None:
    """Return the theme of a path within the project, or of ``content/theme.toml``, or nothing.

    Raises:
        ProjectError: There is no such file.
        ThemeError: The theme is not fit for use.
    """
    if not path and not project.exists(DEFAULT):
        return None
    from exporter.writers.pdf.theme_settings import read_theme

    return read_theme(project.read_bytes(path or DEFAULT, _LIMIT), path or DEFAULT)

"""An edition to a Word file."""

from __future__ import annotations

from exporter.writers.docx.book import write_docx

__all__ = ["write_docx"]

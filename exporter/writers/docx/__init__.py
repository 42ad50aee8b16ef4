"""An edition or a briefing pack to a Word file."""

from __future__ import annotations

from exporter.writers.docx.book import write_docx
from exporter.writers.docx.pack import write_pack_docx

__all__ = ["write_docx", "write_pack_docx"]

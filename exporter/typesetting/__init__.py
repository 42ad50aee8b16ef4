"""Text to lines, lines to pages; knows no file format."""

from __future__ import annotations

from exporter.compiled import search_path

__path__ = search_path(__name__, __path__)

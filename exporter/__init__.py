"""One structured article to DOCX, PDF and plain text in every language that has a catalog."""

from __future__ import annotations

__version__ = "0.1.0"

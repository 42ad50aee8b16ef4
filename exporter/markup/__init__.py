"""Inline Markdown to inlines and back; shared by the reader and the catalogs."""

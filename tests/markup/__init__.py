"""Inline Markdown reads to inlines and is written back."""

"""Editions to bytes, one module a format."""

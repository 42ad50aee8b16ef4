"""A PDF file to the rules of PDF/UA-1 it breaks, by the package pdfua: a second opinion on 16 rules."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def available() -> bool:
    return find_spec("pdfua") is not None


def pdfua(path: Path) -> list[str]:
    """Return its findings, one line each."""
    from pdfua import validate

    return [f"{finding.rule_id}: {finding.message}" for finding in validate(str(path)).findings]

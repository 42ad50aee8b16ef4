from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING

import pytest

from exporter.errors import FormatError
from exporter.writers import registry
from exporter.writers.registry import Format, WriterOptions, all_formats, find_format
from tests.editions import sample_edition

if TYPE_CHECKING:
    from exporter.model.edition import Edition


def shout(edition: Edition, options: WriterOptions) -> bytes:
    return f"{edition.slug.upper()}{options.text_width}".encode()


SHOUT = Format("shout", "loud", "text/loud", "a test", shout)
NO_FORMAT = "a string"


def offer(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    """Let other packages offer formats."""
    found = tuple(EntryPoint(name, value, registry.ENTRY_POINTS) for name, value in values.items())
    monkeypatch.setattr(registry, "_entry_points", lambda: found)


def test_our_own_formats_are_found_without_looking_at_other_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_entry_points", lambda: pytest.fail("looked"))

    assert [find_format(name).extension for name in ("docx", "pdf", "txt")] == ["docx", "pdf", "txt"]


def test_plain_text_takes_its_width_from_the_options() -> None:
    text = find_format("txt").write(sample_edition("en"), WriterOptions(text_width=30)).decode()

    assert max(map(len, text.split("\n"))) <= 31  # one address is longer than the line


def test_an_unknown_format_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(FormatError, match='there is no format "dox"') as caught:
        find_format("dox")

    assert caught.value.hint == 'did you mean "docx"?'


def test_another_package_adds_a_format(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, shout=f"{__name__}:SHOUT")

    found = find_format("shout")

    assert found.write(sample_edition("en"), WriterOptions()) == b"SAMPLE72"
    assert [f.name for f in all_formats()] == ["docx", "pdf", "txt", "shout"]


def test_another_package_cannot_replace_a_format_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, pdf=f"{__name__}:SHOUT")

    assert find_format("pdf").media_type == "application/pdf"
    assert len(all_formats()) == 3


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("tests.no_module:X", "ModuleNotFoundError"),
        (f"{__name__}:NO_FORMAT", "is no exporter.writers.registry.Format"),
    ],
)
def test_a_broken_package_is_named(value: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, broken=value)

    with pytest.raises(FormatError, match="cannot be loaded") as caught:
        find_format("broken")

    assert reason in caught.value.problem
    assert "upgrade or remove" in caught.value.hint


def test_the_registry_imports_no_writer() -> None:
    code = (
        "import sys, exporter.writers.registry as r; r.find_format('pdf');"
        "print([m for m in sys.modules if m.split('.')[0] in {'reportlab', 'docx', 'icu', 'lxml'}])"
    )

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed == "[]\n"

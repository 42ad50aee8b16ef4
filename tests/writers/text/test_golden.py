from __future__ import annotations

from pathlib import Path

import pytest

from exporter.writers.text import write_text
from tests.editions import sample_edition

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("tag", ["en", "ru", "ar", "ar-SY"])
@pytest.mark.parametrize("width", [72, 40])
def test_an_edition_with_every_block_reads_as_agreed(
    tag: str, width: int, request: pytest.FixtureRequest
) -> None:
    golden = GOLDEN / f"sample.{tag}.{width}.txt"

    text = write_text(sample_edition(tag), width=width)

    if request.config.getoption("--update-golden"):
        golden.write_bytes(text)
    assert text.decode() == golden.read_bytes().decode()

"""What the README says of the command line is true."""

from __future__ import annotations

import re
from pathlib import Path

from exporter import errors

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


def test_given_the_readme_when_its_exit_codes_are_compared_then_each_cause_has_its_own() -> None:
    codes = [
        kind.exit_code
        for kind in vars(errors).values()
        if isinstance(kind, type)
        and issubclass(kind, errors.ExportError)
        and kind not in {errors.ExportError, errors.Problems}
    ]
    listed = [
        int(code)
        for row in re.findall(r"^\| `.*$", README, re.MULTILINE)
        for code in re.findall(r"`(\d+)` \|", row)
    ]
    assert len(codes) == len(set(codes))
    assert sorted(listed) == sorted(codes)

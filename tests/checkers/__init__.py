"""Outside checkers, each in one typed module; `require` says what happens where one is missing."""

from __future__ import annotations

import os
from typing import Protocol

import pytest


class Checker(Protocol):
    """What every module here has."""

    __name__: str

    def available(self) -> bool: ...


def require(checker: Checker) -> None:
    """Skip the test where the checker is missing; with ``CI=true`` that is a failure."""
    if checker.available():
        return
    message = f"{checker.__name__.rpartition('.')[2]} is not installed"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)

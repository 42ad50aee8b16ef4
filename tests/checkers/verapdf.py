"""PDF files to the rules of PDF/UA-1 or PDF/A-2a that they break, by veraPDF.

`.ci/verapdf.xml` brings the jars; EXPORTER_VERAPDF_LIB names their folder.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

Flavour: TypeAlias = Literal["ua1", "2a"]

FLAVOURS: tuple[Flavour, ...] = ("ua1", "2a")
_MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
_COMPLIANT, _NOT_COMPLIANT = 0, 1


@dataclass(frozen=True, slots=True)
class Failure:
    """Name one broken rule of one file, with the first place where it is broken."""

    path: str
    flavour: Flavour
    clause: str
    problem: str
    context: str = ""


def available() -> bool:
    return shutil.which("java") is not None and any(_library().glob("greenfield-apps-*.jar"))


def verapdf(paths: Iterable[Path], flavour: Flavour) -> list[Failure]:
    """Validate many files with one start of Java.

    Raises:
        RuntimeError: veraPDF did not finish.
    """
    files = [str(path.resolve()) for path in paths]
    command = ["java", "-cp", f"{_library()}/*", _MAIN, "--flavour", flavour, "--format", "json", *files]
    done = subprocess.run(command, capture_output=True, check=False, timeout=300)
    if done.returncode not in {_COMPLIANT, _NOT_COMPLIANT}:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))
    jobs = json.loads(done.stdout)["report"]["jobs"]
    if len(jobs) != len(files):
        raise RuntimeError(f"veraPDF read {len(jobs)} of {len(files)} files")
    return [failure for job in jobs for failure in _failures(job, flavour)]


def _library() -> Path:
    default = Path.home() / ".cache" / "exporter" / "verapdf"
    return Path(os.environ.get("EXPORTER_VERAPDF_LIB") or default)


def _failures(job: dict[str, Any], flavour: Flavour) -> Iterator[Failure]:
    name = Path(job["itemDetails"]["name"]).name
    results = job.get("validationResult") or []
    if not results:
        yield Failure(name, flavour, "", str(job.get("taskException", "the file cannot be read")))
    for result in results:
        rules = result["details"]["ruleSummaries"]
        for rule in rules:
            context = next((str(check["context"]) for check in rule.get("checks") or []), "")
            yield Failure(name, flavour, rule["clause"], rule["description"], context)
        if not result["compliant"] and not rules:
            yield Failure(name, flavour, "", result["statement"])

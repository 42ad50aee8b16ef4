"""Compile what runs for every word when the toolkit is installed: the same bytes come out, in less time.

Where no compiler is at hand, or ``EXPORTER_PURE`` is set, the toolkit is installed as plain Python.
"""

from __future__ import annotations

import hashlib
import os
import runpy
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Types are checked elsewhere, where the libraries are at hand that the modules use.
_OPTIONS = ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent", "--no-site-packages"]


class CompileHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compile the libraries that pyproject.toml lists."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch's interface
        """Compile if anything has changed; a wheel with compiled modules is one for this Python."""
        names = runpy.run_path(str(Path(self.root, "exporter", "compiled.py")))
        folder, sums = names["FOLDER"], names["FOLDER"] / names["SUMS"]
        if os.environ.get(names["PURE"]):
            return
        libraries = {name: _sources(name, modules) for name, modules in self.config["libraries"].items()}
        wanted = self._sums(libraries)
        if not _is_current(folder, sums, wanted):
            shutil.rmtree(folder, ignore_errors=True)
            self._compile(libraries, folder, {sums.name: wanted})
        if folder.exists():
            build_data["pure_python"], build_data["infer_tag"] = False, True
            build_data["artifacts"].append(f"/{folder.relative_to(self.root)}/**")

    def _sums(self, libraries: dict[str, list[str]]) -> str:
        return "".join(
            f"{hashlib.sha256(Path(self.root, source).read_bytes()).hexdigest()}  {source}\n"
            for sources in libraries.values()
            for source in sources
        )

    def _compile(self, libraries: dict[str, list[str]], folder: Path, texts: dict[str, str]) -> None:
        """Compile beside the folder, which gets its name when all went well."""
        for left in folder.parent.glob("_compiling*"):  # by one that was stopped
            shutil.rmtree(left, ignore_errors=True)
        made = Path(tempfile.mkdtemp(prefix="_compiling", dir=folder.parent))
        try:
            _compile(libraries, made)
            for name, text in texts.items():
                (made / name).write_text(text, encoding="ascii")
            made.chmod(0o755)
            made.rename(folder)
        except (Exception, SystemExit) as problem:  # noqa: BLE001 - whatever a compiler may lack
            self.app.display_warning(f"installed as plain Python, which takes half as long again: {problem}")
        finally:
            shutil.rmtree(made, ignore_errors=True)


def _sources(library: str, modules: list[str]) -> list[str]:
    folder = library.rpartition(".")[0].replace(".", "/")
    return [f"{folder}/{module}.py" for module in modules]


def _is_current(folder: Path, sums: Path, wanted: str) -> bool:
    built = any(folder.rglob(f"*.{sys.implementation.cache_tag}*"))
    return built and sums.exists() and sums.read_text(encoding="ascii") == wanted


def _compile(libraries: dict[str, list[str]], target: Path) -> None:
    from mypyc.build import mypycify
    from setuptools import Distribution

    with tempfile.TemporaryDirectory() as scratch:
        extensions = mypycify(
            [
                *_OPTIONS,
                f"--cache-dir={scratch}/cache",
                *(path for paths in libraries.values() for path in paths),
            ],
            separate=[(paths, name) for name, paths in libraries.items()],
            target_dir=f"{scratch}/c",
            opt_level="1",  # a higher one takes half as long again and gains a hundredth
            debug_level="0",
        )
        command = Distribution({"name": "exporter", "ext_modules": extensions}).get_command_obj("build_ext")
        command.build_lib, command.build_temp, command.parallel = str(target), f"{scratch}/o", os.cpu_count()
        command.ensure_finalized()
        command.run()

"""A project to files: the stages in order, in the one room that knows them all."""

from __future__ import annotations

from exporter.pipeline.build import BuildReport, BuildRequest, build
from exporter.pipeline.editions import Localizer, read_source
from exporter.pipeline.writing import BuiltFile, Progress

__all__ = [
    "BuildReport",
    "BuildRequest",
    "BuiltFile",
    "Localizer",
    "Progress",
    "build",
    "read_source",
]

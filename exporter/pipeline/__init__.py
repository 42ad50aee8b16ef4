"""A project to files: the stages in order, in the one room that knows them all."""

from __future__ import annotations

from exporter.pipeline.build import BuildReport, BuildRequest, Progress, build
from exporter.pipeline.editions import Localizer, read_source
from exporter.pipeline.tasks import BuiltFile

__all__ = [
    "BuildReport",
    "BuildRequest",
    "BuiltFile",
    "Localizer",
    "Progress",
    "build",
    "check_project",
    "read_source",
]

"""A project folder to the bytes of its files; nothing outside it is ever read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from exporter.errors import (
    ExportError,
    OutsideProjectError,
    ProjectError,
    SourceLocation,
    TooLargeError,
    did_you_mean,
)

ARTICLE_FILES = ("article.md", "article.json")
_SLUG = re.compile(r"[a-z0-9-]{1,80}")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_RESERVED = "packs"
# A pipe must not block, and a link swapped in after the check must not be followed.
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def open_project(folder: Path) -> Project:
    """Open a folder that holds ``content/``.

    Raises:
        ProjectError: If it is no project.
    """
    root = folder.resolve()
    if not (root / "content").is_dir():
        problem = f'"{folder}" is no project: it has no folder "content"'
        hint = 'run the command in the project\'s folder, or name it with "--project DIR"'
        raise ProjectError(problem, hint=hint)
    return Project(root)


def is_slug(name: str) -> bool:
    """Tell whether a name is fit for an article's folder or a pack."""
    return _SLUG.fullmatch(name) is not None


def pack_path(name: str) -> str:
    """Return where a pack's description lies."""
    return f"content/{_RESERVED}/{name}.yaml"


@dataclass(frozen=True, slots=True)
class Project:
    """Name the files of a project by paths relative to its root, with forward slashes."""

    root: Path

    def slugs(self) -> tuple[str, ...]:
        """Return the names of all articles in order; odd folders are left to ``folder_problems``."""
        return tuple(name for name in self._article_folders() if is_slug(name))

    def folder_problems(self) -> list[ExportError]:
        """List folders that hold an article, but whose name is no slug."""
        return [
            ProjectError(
                f'the folder name "{name}" is no slug',
                at=SourceLocation(f"content/{name}"),
                hint="use one to 80 of the letters a-z, digits and hyphens",
            )
            for name in self._article_folders()
            if not is_slug(name)
        ]

    def article_file(self, slug: str) -> str:
        """Return the path of an article's file.

        Raises:
            ProjectError: If there is no such article, or both a Markdown and a JSON file.
        """
        found = [path for name in ARTICLE_FILES if self.exists(path := f"content/{slug}/{name}")]
        if not is_slug(slug) or slug == _RESERVED or not found:
            raise ProjectError(f'no article has the slug "{slug}"', hint=did_you_mean(slug, self.slugs()))
        if len(found) > 1:
            at = SourceLocation(f"content/{slug}")
            problem = "the article is there twice, as article.md and as article.json"
            raise ProjectError(problem, at=at, hint="keep the one that is up to date")
        return found[0]

    def pack_names(self) -> tuple[str, ...]:
        """Return the names of all pack descriptions in order; odd file names are left out."""
        return tuple(path.stem for path in self._pack_files() if _is_pack(path))

    def pack_problems(self) -> list[ExportError]:
        """List files among the packs that no pack can be read from."""
        return [
            ProjectError(
                f'the file name "{path.name}" is that of no pack',
                at=SourceLocation(path.as_posix()),
                hint="name it with one to 80 of the letters a-z, digits and hyphens, and .yaml",
            )
            for path in self._pack_files()
            if not _is_pack(path)
        ]

    def pack_file(self, name: str) -> str:
        """Return the path of a pack's description.

        Raises:
            ProjectError: If there is no such pack.
        """
        if not is_slug(name) or not self.exists(pack_path(name)):
            names = self.pack_names()
            hint = did_you_mean(name, names) if names else f"write {pack_path('NAME')}"
            raise ProjectError(f'there is no pack "{name}"', hint=hint)
        return pack_path(name)

    def template_path(self, domain: str) -> str:
        """Return the path of a domain's template."""
        return f"locales/{domain}.pot"

    def catalog_path(self, tag: str, domain: str) -> str:
        """Return the path of a domain's catalog in one locale."""
        return f"locales/{tag}/LC_MESSAGES/{domain}.po"

    def profile_path(self, tag: str) -> str:
        """Return the path of a locale's profile."""
        return f"locales/{tag}/profile.toml"

    def locale_tags(self) -> tuple[str, ...]:
        """Return the tags that have a folder under ``locales/``, in order."""
        return tuple(name for name in self._folders("locales") if _TAG.fullmatch(name))

    def exists(self, path: str) -> bool:
        """Tell whether a regular file lies there, inside the project."""
        try:
            return self._inside(path).is_file()
        except (OutsideProjectError, OSError, ValueError):
            return False

    def file_names(self, folder: str) -> tuple[str, ...]:
        """Return the names of the files in a folder, in order; none if there is no such folder."""
        try:
            entries = sorted(os.listdir(self._inside(folder)))  # noqa: PTH208 - names, not paths
        except OSError:
            return ()
        return tuple(name for name in entries if self.exists(f"{folder}/{name}"))

    def read_bytes(self, path: str, limit: int, *, within: str = "") -> bytes:
        """Read a file of at most ``limit`` bytes that lies within a folder of the project.

        Raises:
            OutsideProjectError: If the path or a link on it leads out of that folder.
            ProjectError: If the file is missing, cannot be read, or is no regular file.
            TooLargeError: If it is larger.
        """
        at = SourceLocation(path)
        try:
            return _read_regular(self._inside(path, within), limit, at)
        except FileNotFoundError as error:
            raise ProjectError("the file is missing", at=at, hint=self._nearest(path)) from error
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else "bad name"
            hint = "check the file and its permissions"
            raise ProjectError(f"the file cannot be read: {reason.lower()}", at=at, hint=hint) from error

    def _nearest(self, path: str) -> str:
        folder, _, name = path.rpartition("/")
        return did_you_mean(name, self.file_names(folder))

    def _inside(self, path: str, within: str = "") -> Path:
        """Resolve every link on a path; refuse what ends outside the folder."""
        resolved = (self.root / path).resolve()
        if not resolved.is_relative_to((self.root / within).resolve()) or not resolved.is_relative_to(
            self.root
        ):
            problem = f"the path leads out of the folder {within or 'of the project'}"
            raise OutsideProjectError(problem, at=SourceLocation(path), hint="copy the file into it")
        return resolved

    def _pack_files(self) -> Iterator[PurePosixPath]:
        folder = PurePosixPath("content", _RESERVED)
        return (folder / name for name in self.file_names(str(folder)) if not name.startswith("."))

    def _article_folders(self) -> Iterator[str]:
        for name in self._folders("content"):
            if name != _RESERVED and any(self.exists(f"content/{name}/{file}") for file in ARTICLE_FILES):
                yield name

    def _folders(self, parent: str) -> list[str]:
        try:
            names = sorted(os.listdir(self._inside(parent)))  # noqa: PTH208 - names, not paths
        except OSError:
            return []
        return [name for name in names if not name.startswith(".") and (self.root / parent / name).is_dir()]


def _is_pack(path: PurePosixPath) -> bool:
    return path.suffix == ".yaml" and is_slug(path.stem)


def _read_regular(path: Path, limit: int, at: SourceLocation) -> bytes:
    descriptor = os.open(path, _OPEN)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise ProjectError("it is no regular file", at=at, hint="put a plain file in its place")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            # The file may grow while it is read, so its size alone is no bound.
            data = b"" if status.st_size > limit else file.read(limit + 1)
    finally:
        os.close(descriptor)
    if status.st_size > limit or len(data) > limit:
        raise TooLargeError(
            f"the file is larger than {_readable(limit)}", at=at, hint="make it smaller, or split it"
        )
    return data


def _readable(size: int) -> str:
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size} bytes"

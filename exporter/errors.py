"""Problems to words: where they are, what is wrong, what to do next; one class and exit code a cause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, order=True)
class SourceLocation:
    """Name a place in a file of the project.

    Attributes:
        path: Path relative to the project folder, with forward slashes.
        line: Line number from 1; 0 means the whole file.
    """

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class ExportError(Exception):
    """Say what stopped an export; children name the cause.

    Attributes:
        problem: One sentence without a final stop.
        at: Where it is, if it is anywhere.
        hint: The next step for the user.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, problem: str, *, at: SourceLocation | None = None, hint: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.at = at
        self.hint = hint

    def __str__(self) -> str:
        head = f"{self.at}: {self.problem}" if self.at else self.problem
        return f"{head}\n  hint: {self.hint}" if self.hint else head

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders when editions are built in parallel.
        return _revive, (type(self), self.problem, self.at, self.hint)


def _revive(kind: type[ExportError], problem: str, at: SourceLocation | None, hint: str) -> ExportError:
    return kind(problem, at=at, hint=hint)


class Problems(ExportError):
    """Carry several errors at once; its exit code is that of the first one by place."""

    def __init__(self, errors: Iterable[ExportError]) -> None:
        flat = [e for error in errors for e in (error.errors if isinstance(error, Problems) else (error,))]
        self.errors: tuple[ExportError, ...] = tuple(sorted(flat, key=_by_place))
        super().__init__("\n".join(str(e) for e in self.errors))

    @property
    def first_exit_code(self) -> int:
        """Return the exit code of the first error by place."""
        return self.errors[0].exit_code

    def __str__(self) -> str:
        return "\n".join(str(e) for e in self.errors)

    def __reduce__(self) -> tuple[object, ...]:
        return Problems, (self.errors,)


def _by_place(error: ExportError) -> tuple[str, int]:
    return (error.at.path, error.at.line) if error.at else ("", 0)


def raise_problems(errors: Iterable[ExportError]) -> None:
    """Raise nothing, the only error, or all of them together."""
    found = list(errors)
    if len(found) == 1:
        raise found[0]
    if found:
        raise Problems(found)


def exit_code_of(error: ExportError) -> int:
    """Return the process exit code for an error."""
    return error.first_exit_code if isinstance(error, Problems) else error.exit_code


_MOST_COMPARED = 200


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known word, or all of them if they are few."""
    from difflib import get_close_matches  # only a mistake needs it

    choices = sorted(set(known))
    if len(choices) > _MOST_COMPARED:  # a comparison takes long, and a mistake may stand in every line
        akin = [other for other in choices if other[:2] == word[:2] or other[-3:] == word[-3:]]
        choices = akin[:_MOST_COMPARED]
    if nearest := get_close_matches(word[:80], choices, n=1):
        return f'did you mean "{nearest[0]}"?'
    return "known: " + ", ".join(choices) if 0 < len(choices) <= 12 else ""


# --- the project -----------------------------------------------------------------


class ProjectError(ExportError):
    """The folder is no project, or a slug or a file of it is missing."""

    exit_code = 3


class OutsideProjectError(ExportError):
    """A path leads out of the folder it must stay in."""

    exit_code = 4


class OutputError(ExportError):
    """A result cannot be written."""

    exit_code = 5


class WorkerError(ExportError):
    """A process that wrote editions was stopped from outside."""

    exit_code = 6


# --- the article -----------------------------------------------------------------


class EncodingError(ExportError):
    """A file is not UTF-8, or holds control codes."""

    exit_code = 10


class FrontMatterSyntaxError(ExportError):
    """The front matter is missing or no YAML, or an article in JSON is no JSON."""

    exit_code = 11


class YamlFeatureError(ExportError):
    """The front matter uses aliases, anchors or tags."""

    exit_code = 12


class DuplicateKeyError(ExportError):
    """A key stands twice."""

    exit_code = 13


class UnknownKeyError(ExportError):
    """A key is not in the schema."""

    exit_code = 14


class MissingKeyError(ExportError):
    """A required key is missing."""

    exit_code = 15


class InvalidValueError(ExportError):
    """A value has the wrong type or form."""

    exit_code = 16


class InvalidDateError(ExportError):
    """A date does not exist, or is not written YYYY-MM-DD."""

    exit_code = 17


class EmptyArticleError(ExportError):
    """The article has no body."""

    exit_code = 18


class HeadingLevelError(ExportError):
    """A heading skips a level, or is of level 1, which the title has."""

    exit_code = 19


class NestingError(ExportError):
    """Lists or quotations are nested too deep."""

    exit_code = 20


class MarkupError(ExportError):
    """The Markdown holds something that no edition can show."""

    exit_code = 21


class LinkError(ExportError):
    """A link has a scheme other than http, https, mailto or tel."""

    exit_code = 22


class BidiControlError(ExportError):
    """The text overrides direction, or leaves an isolate open."""

    exit_code = 23


class PictureError(ExportError):
    """A picture is missing, no picture, or too large."""

    exit_code = 24


class FactError(ExportError):
    """The text names a fact that the front matter does not have."""

    exit_code = 25


class FootnoteError(ExportError):
    """A footnote is missing, or is never referred to."""

    exit_code = 26


class TooLargeError(ExportError):
    """A file is larger than the limit."""

    exit_code = 27


# --- locales and catalogs --------------------------------------------------------


class LocaleError(ExportError):
    """No such locale, or its profile is broken."""

    exit_code = 30


class CatalogSyntaxError(ExportError):
    """A catalog cannot be read."""

    exit_code = 31


class CatalogHeaderError(ExportError):
    """A catalog's header is missing or wrong."""

    exit_code = 32


class PluralError(ExportError):
    """A message has the wrong number of plural forms."""

    exit_code = 33


class PlaceholderError(ExportError):
    """A translation's placeholders, links or notes differ from its source."""

    exit_code = 34


class UntranslatedError(ExportError):
    """A final edition lacks translations."""

    exit_code = 35


class CatalogOutdatedError(ExportError):
    """A template does not match the article any more."""

    exit_code = 36


class DoubtfulTranslationError(ExportError):
    """A translation's numbers, dates, names or quotations seem to differ from its source; it may be right."""

    exit_code = 37


# --- writers and typesetting -----------------------------------------------------


class FormatError(ExportError):
    """No such output format."""

    exit_code = 40


class MissingGlyphError(ExportError):
    """No font of the locale has a letter."""

    exit_code = 41


class TooWideError(ExportError):
    """A word, table or picture is wider than the page can hold."""

    exit_code = 42


class TooTallError(ExportError):
    """A piece that cannot be split is taller than the page."""

    exit_code = 43


class ThemeError(ExportError):
    """A theme is no TOML, or has unknown or unfit values."""

    exit_code = 45


class FontLimitError(ExportError):
    """A text needs more shapes of one font than a font file can hold."""

    exit_code = 44


# --- briefing packs ----------------------------------------------------------------


class PackError(ExportError):
    """A pack's description contradicts itself or its project."""

    exit_code = 50


class PackClassificationError(ExportError):
    """A pack's classification is below that of one of its articles."""

    exit_code = 51


class PackDifferenceError(ExportError):
    """A pack's files are not what its description and sources make."""

    exit_code = 52

"""A theme.toml to the page and colours of all PDFs of a project."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from exporter.errors import SourceLocation, ThemeError, did_you_mean, raise_problems

_Rgb: TypeAlias = tuple[float, float, float]  # sRGB, 0 to 1

POINTS_PER_MM = 72 / 25.4
PAGES = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}  # millimetres
LEAST_CONTRAST = 4.5  # WCAG 2.1, 1.4.3
GUTTER = 20.0  # points between two columns
NARROWEST = 70.0  # millimetres of a column that tables and headings still fit
LOWEST = 120.0
SIDE_OF_TWO = 54.0  # points beside two columns
_WHITE: _Rgb = (1.0, 1.0, 1.0)
_HEX = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
_TEXT_COLORS = ("ink", "accent", "quiet")
_COLORS = (*_TEXT_COLORS, "hairline", "tint")
_MARGINS = {"top": (15.0, 80.0), "bottom": (15.0, 80.0), "side": (12.0, 90.0)}  # millimetres


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """Lay out a page, in points; the text stands in the middle, 60 to 75 letters wide on A4.

    Attributes:
        text: Width of the text, all columns and the gutter between them.
        columns: One or two.
    """

    width: float = 595.28
    height: float = 841.89
    text: float = 372.0
    top: float = 92.0
    bottom: float = 88.0
    columns: int = 1

    @property
    def text_x(self) -> float:
        """Left edge of the text."""
        return (self.width - self.text) / 2

    @property
    def column(self) -> float:
        """Width of one column."""
        return (self.text - GUTTER * (self.columns - 1)) / self.columns

    def column_x(self, number: int, *, rtl: bool) -> float:
        """Left edge of a column, counted from 0 in reading order."""
        place = self.columns - 1 - number if rtl else number
        return self.text_x + place * (self.column + GUTTER)

    @property
    def column_height(self) -> float:
        """Room between top and bottom margin."""
        return self.height - self.top - self.bottom

    @property
    def header(self) -> float:
        """Baseline of the header, down from the page's top."""
        return self.top * 0.61

    @property
    def footer(self) -> float:
        """Baseline of the footer, up from the page's bottom."""
        return self.bottom * 0.545


@dataclass(frozen=True, slots=True)
class Palette:
    """Name the colours; the first three are text's: 15.9, 8.6 and 6.1 : 1 on white."""

    ink: _Rgb = (0.118, 0.125, 0.141)
    accent: _Rgb = (0.122, 0.306, 0.475)
    quiet: _Rgb = (0.353, 0.376, 0.408)
    hairline: _Rgb = (0.757, 0.784, 0.812)
    tint: _Rgb = (0.945, 0.961, 0.976)


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """Hold what a project chooses; fonts and sizes are its locales' own."""

    page: PageGeometry = PageGeometry()
    palette: Palette = Palette()


def read_theme(data: bytes, path: str) -> ThemeSettings:
    """Read a theme file.

    Raises:
        ThemeError: It is no TOML, or has unknown or unfit values; all of them are told together.
    """
    at = SourceLocation(path)
    try:
        settings = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ThemeError(f"the theme is no TOML: {error}", at=at, hint="see the README's example") from error
    raise_problems(ThemeError(problem, at=at, hint=hint) for problem, hint in _shape_problems(settings))
    theme = ThemeSettings(_page(settings), _palette(settings.get("colors", {})))
    raise_problems(ThemeError(problem, at=at, hint=hint) for problem, hint in _sense_problems(theme))
    return theme


def _shape_problems(settings: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _unknown("", settings, ("page", "columns", "margins", "colors"))
    if settings.get("columns", 1) not in {1, 2} or isinstance(settings.get("columns"), bool | float):
        yield f"columns cannot be {str(settings['columns'])[:40]!r}", "use 1 or 2"
    if settings.get("page", "A4") not in PAGES:
        yield f"page cannot be {str(settings['page'])[:40]!r}", f"use {' or '.join(PAGES)}"
    for name, known in (("margins", tuple(_MARGINS)), ("colors", _COLORS)):
        table = settings.get(name, {})
        if isinstance(table, dict):
            yield from _unknown(f"{name}.", table, known)
            yield from _unfit(name, {key: table[key] for key in table if key in known})
        else:
            yield f"{name} is no table", f"write [{name}]"


def _unknown(prefix: str, table: dict[str, Any], known: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for key in table:
        if key not in known:
            yield f"there is no setting {prefix}{key}", did_you_mean(key, known)


def _unfit(name: str, table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if name == "colors" and not (isinstance(value, str) and _HEX.fullmatch(value)):
            yield f"colors.{key} cannot be {str(value)[:40]!r}", "write six hex digits, such as #1f4e79"
        if name == "margins":
            low, high = _MARGINS[key]
            if type(value) not in {int, float} or not low <= value <= high:
                yield f"margins.{key} cannot be {str(value)[:40]!r}", f"give {low:g} to {high:g} millimetres"


def _sense_problems(theme: ThemeSettings) -> Iterator[tuple[str, str]]:
    page, palette = theme.page, theme.palette
    if page.column < NARROWEST * POINTS_PER_MM:
        yield (
            "the columns are too narrow",
            f"leave {NARROWEST:g} millimetres to each: make the side margin smaller",
        )
    if page.column_height < LOWEST * POINTS_PER_MM:
        yield "the column is too low", f"leave {LOWEST:g} millimetres between top and bottom margin"
    for name in _TEXT_COLORS:
        for ground_name, ground in (("white", _WHITE), ("colors.tint", palette.tint)):
            found = contrast(getattr(palette, name), ground)
            if found < LEAST_CONTRAST:
                problem = f"colors.{name} on {ground_name} has a contrast of {found:.1f} : 1"
                yield problem, f"choose a darker one: text needs {LEAST_CONTRAST} : 1"


def _page(settings: dict[str, Any]) -> PageGeometry:
    plain = PageGeometry()
    width, height = (side * POINTS_PER_MM for side in PAGES[settings.get("page", "A4")])
    margins = {key: value * POINTS_PER_MM for key, value in settings.get("margins", {}).items()}
    columns = settings.get("columns", 1)
    text = width - 2 * margins["side"] if "side" in margins else plain.text
    if columns == 2 and "side" not in margins:
        text = width - 2 * SIDE_OF_TWO
    return PageGeometry(
        round(width, 2),
        round(height, 2),
        round(text, 2),
        margins.get("top", plain.top),
        margins.get("bottom", plain.bottom),
        columns,
    )


def _palette(colors: dict[str, str]) -> Palette:
    return Palette(**{name: _rgb(value) for name, value in colors.items()})


def _rgb(value: str) -> _Rgb:
    match = _HEX.fullmatch(value)
    assert match is not None  # noqa: S101  checked before
    red, green, blue = (round(int(part, 16) / 255, 4) for part in match.groups())
    return red, green, blue


def theme_schema() -> dict[str, Any]:
    """Return the JSON Schema of a theme."""
    color = {"type": "string", "pattern": f"^{_HEX.pattern}$"}
    margins = {
        name: {"type": "number", "minimum": low, "maximum": high} for name, (low, high) in _MARGINS.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Theme of a project's PDFs",
        "description": "Margins in millimetres; text colours need 4.5 : 1 on white and on the tint.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "page": {"enum": list(PAGES)},
            "columns": {"enum": [1, 2]},
            "margins": {"type": "object", "additionalProperties": False, "properties": margins},
            "colors": {
                "type": "object",
                "additionalProperties": False,
                "properties": dict.fromkeys(_COLORS, color),
            },
        },
    }


def contrast(one: _Rgb, other: _Rgb) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.1)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: _Rgb) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

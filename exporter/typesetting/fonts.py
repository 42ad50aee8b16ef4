"""A font file to metrics, coverage and a shaper."""

from __future__ import annotations

import importlib.util
import struct
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exporter.errors import LocaleError

if TYPE_CHECKING:
    from exporter.model.locale import FontFamily

_REQUIRED = ("head", "hhea", "maxp", "hmtx", "loca", "glyf", "cmap")
_HEADER = 12
_RECORD = 16
_POSTSCRIPT_NAME = 6
_WINDOWS = 3


class Font:
    """Read one static TrueType font; made once a process, compared by identity.

    Nothing is read before it is asked for, so an unused fallback costs nothing.

    Attributes:
        name: PostScript name, such as ``Amiri-Regular``.
        upem: Units to the em.
        ascent: Above the baseline, in font units.
        descent: Below the baseline, in font units, negative.
        cap_height: In font units.
        line_gap: In font units.
        italic_angle: In degrees, counter-clockwise from the vertical.
        weight: 100 to 900.
        bbox: Of all glyphs, in font units: x min, y min, x max, y max.
        tables: Raw tables by tag (``glyf``, ``loca``, ``head`` …); no table an absent one.
        shaper: HarfBuzz's font, for the module that shapes.
    """

    def __init__(self, read: Callable[[], bytes], label: str) -> None:
        self._read = read
        self._label = label
        self._glyphs: dict[int, int | None] = {}

    @cached_property
    def tables(self) -> Mapping[str, bytes]:
        """Return the raw tables by tag."""
        try:
            tables = _slice_tables(self._data)
        except (struct.error, OSError) as error:
            raise _broken(self._label) from error
        if any(not tables.get(tag) for tag in _REQUIRED):
            raise _broken(self._label)
        return tables

    @cached_property
    def name(self) -> str:
        """Return the PostScript name."""
        return _postscript_name(self.tables.get("name", b"")) or Path(self._label).stem

    @cached_property
    def upem(self) -> int:
        """Return the units to the em."""
        return self._number("head", 18, ">H") or 1000

    @cached_property
    def ascent(self) -> int:
        """Return the height above the baseline."""
        return self._number("hhea", 4, ">h")

    @cached_property
    def descent(self) -> int:
        """Return the depth below the baseline, negative."""
        return self._number("hhea", 6, ">h")

    @cached_property
    def line_gap(self) -> int:
        """Return the extra leading that the font asks for."""
        return self._number("hhea", 8, ">h")

    @cached_property
    def cap_height(self) -> int:
        """Return the height of capitals, or a usual one where the font does not tell."""
        return self._number("OS/2", 88, ">h") or round(0.7 * self.upem)

    @cached_property
    def weight(self) -> int:
        """Return the weight class."""
        return self._number("OS/2", 4, ">H") or 400

    @cached_property
    def italic_angle(self) -> float:
        """Return the slant in degrees."""
        return self._number("post", 4, ">l") / 65536

    @cached_property
    def bbox(self) -> tuple[int, int, int, int]:
        """Return the box around all glyphs."""
        x_min, y_min, x_max, y_max = struct.unpack_from(">4h", self.tables["head"], 36)
        return x_min, y_min, x_max, y_max

    @cached_property
    def shaper(self) -> Any:
        """Return HarfBuzz's font."""
        import uharfbuzz as hb  # 10 ms that metrics alone do not need

        self.tables  # noqa: B018 - refuses a broken file before HarfBuzz sees it
        return hb.Font(hb.Face(hb.Blob(self._data)))

    @cached_property
    def _data(self) -> bytes:
        return self._read()

    def advance(self, glyph: int) -> int:
        """Return a glyph's advance in font units."""
        width: int = self.shaper.get_glyph_h_advance(glyph)
        return width

    def glyph(self, code_point: int) -> int | None:
        """Return the glyph of a code point, None where the font has none."""
        try:
            return self._glyphs[code_point]
        except KeyError:
            found = self._glyphs[code_point] = self.shaper.get_nominal_glyph(code_point) or None
            return found

    def covers(self, code_point: int) -> bool:
        """Tell whether the font has a glyph for a code point."""
        return self.glyph(code_point) is not None

    def __repr__(self) -> str:
        return f"Font({self._label!r})"

    def _number(self, tag: str, offset: int, form: str) -> int:
        table = self.tables.get(tag, b"")
        if len(table) < offset + struct.calcsize(form):
            return 0
        number: int = struct.unpack_from(form, table, offset)[0]
        return number


class FontFaces:
    """Hold the four faces of a family; each is looked up at its first use."""

    def __init__(self, family: FontFamily) -> None:
        self._family = family

    @cached_property
    def regular(self) -> Font:
        """Return the upright face."""
        return load_font(self._family.package, self._family.regular)

    @cached_property
    def bold(self) -> Font:
        """Return the bold face."""
        return load_font(self._family.package, self._family.bold)

    @cached_property
    def italic(self) -> Font:
        """Return the italic face."""
        return load_font(self._family.package, self._family.italic)

    @cached_property
    def bold_italic(self) -> Font:
        """Return the bold italic face."""
        return load_font(self._family.package, self._family.bold_italic)

    def face(self, *, bold: bool = False, italic: bool = False) -> Font:
        """Return the face for emphasis and stress."""
        if bold:
            return self.bold_italic if italic else self.bold
        return self.italic if italic else self.regular


def load_family(family: FontFamily) -> FontFaces:
    """Return the faces of a family, none of them read yet."""
    return FontFaces(family)


@cache
def load_font(package: str, file: str) -> Font:
    """Return a font of an installed font package, made once a process.

    Raises:
        LocaleError: The package is not installed, or has no such file.
    """
    path = _package_folder(package) / "files" / file
    if not path.is_file():
        raise LocaleError(
            f"font package {package} has no file {file}",
            hint="name a file of the package's files folder in the locale's profile",
        )
    return Font(path.read_bytes, file)


def _package_folder(package: str) -> Path:
    # The package itself is not imported: that would cost more than reading the font.
    spec = importlib.util.find_spec(package) if package.isidentifier() else None
    if spec is None or not spec.origin:
        raise LocaleError(
            f"font package {package} is not installed",
            hint=f"run: pip install {package.replace('_', '-')}",
        )
    return Path(spec.origin).parent


def _slice_tables(data: bytes) -> dict[str, bytes]:
    count = struct.unpack_from(">H", data, 4)[0]
    records = struct.iter_unpack(">4sIII", data[_HEADER : _HEADER + _RECORD * count])
    return {
        tag.decode("latin-1").rstrip(): data[offset : offset + length] for tag, _, offset, length in records
    }


def _postscript_name(table: bytes) -> str:
    if len(table) < 6:
        return ""
    count, strings = struct.unpack_from(">HH", table, 2)
    for platform, _, _, name, length, offset in struct.iter_unpack(">6H", table[6 : 6 + 12 * count]):
        if name == _POSTSCRIPT_NAME:
            raw = table[strings + offset : strings + offset + length]
            return raw.decode("utf-16-be" if platform == _WINDOWS else "latin-1", "replace")
    return ""


def _broken(label: str) -> LocaleError:
    return LocaleError(
        f"font {label} is no TrueType font that can be read",
        hint="install a static TrueType font: variable and CFF fonts are not supported",
    )

"""Shaped glyphs to tiles, one for each code point of the text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from exporter.typesetting.tiles import Component, Tile

MARK_ADVANCE = (
    20  # font units of the base's advance lent to each mark: text extractors drop tiles of no width
)

# What NamedTuple's own constructor does in three times the time.
_new = tuple.__new__

_NEAREST = 0.12  # ems: Poppler drops a letter that repeats another nearer than 0.1 em


class Glyph(NamedTuple):
    """Hold one shaped glyph; numbers in font units, ``cluster`` counts code points of the text."""

    glyph: int
    cluster: int
    x: int
    y: int
    advance: int


class Cluster(NamedTuple):
    """Hold the glyphs of neighbouring code points; x offsets count from the cluster's left edge."""

    start: int
    ink: tuple[Component, ...]
    advance: int


def tiles_of(glyphs: Sequence[Glyph], text: str, upem: int, *, rtl: bool) -> list[Tile]:
    """Turn glyphs in visual order into tiles in visual order; ``upem`` is that of their font."""
    clusters = _with_marks(_clusters(glyphs), text, rtl=rtl)
    if len(clusters) < len(text):
        _widen(clusters, round(_NEAREST * upem))
    starts = sorted(cluster.start for cluster in clusters)
    ends = dict(pairwise([*starts, len(text)]))
    tiles: list[Tile] = []
    for cluster in clusters:
        start = 0 if cluster.start == starts[0] else cluster.start
        tiles += _spread(cluster, text[start : ends[cluster.start]], rtl=rtl)
    return tiles


def _clusters(glyphs: Iterable[Glyph]) -> list[Cluster]:
    found: list[Cluster] = []
    for glyph in glyphs:
        if not found or found[-1].start != glyph.cluster:
            found.append(_new(Cluster, (glyph.cluster, (), 0)))
        start, ink, advance = found[-1]
        component = (glyph.glyph, advance + glyph.x, glyph.y)
        found[-1] = _new(Cluster, (start, (*ink, component), advance + glyph.advance))
    return found


def _with_marks(clusters: Sequence[Cluster], text: str, *, rtl: bool) -> list[Cluster]:
    """Join marks, and what moves the pen by nothing, to their base: what is wide in them is a part of it."""
    # HarfBuzz puts marks after their base in left-to-right text, before it in right-to-left.
    ordered = reversed(clusters) if rtl else iter(clusters)
    found: list[Cluster] = []
    for cluster in ordered:
        if found and (cluster.advance <= 0 or _is_mark(text[cluster.start])):
            found[-1] = _joined(cluster, found[-1]) if rtl else _joined(found[-1], cluster)
        else:
            found.append(cluster)
    return found[::-1] if rtl else found


def _widen(clusters: list[Cluster], nearest: int) -> None:
    """Lend room to narrow clusters, so that the same mark on two letters in a row stands apart.

    Letters that stack, such as those of نجح, may move the pen by next to nothing.
    """
    for index, cluster in enumerate(clusters):
        wanted = nearest - cluster.advance
        if wanted <= 0:
            continue
        before = clusters[index - 1].advance if index else 0
        after = clusters[index + 1].advance if index + 1 < len(clusters) else 0
        room = min(wanted, max(before, after) - 2 * nearest)
        if room > 0 and before >= after:
            clusters[index - 1] = clusters[index - 1]._replace(advance=before - room)
            clusters[index] = Cluster(cluster.start, _shifted(cluster.ink, room), cluster.advance + room)
        elif room > 0:
            following = clusters[index + 1]
            clusters[index] = cluster._replace(advance=cluster.advance + room)
            clusters[index + 1] = Cluster(following.start, _shifted(following.ink, -room), after - room)


def _shifted(ink: tuple[Component, ...], by: int) -> tuple[Component, ...]:
    return tuple((glyph, x + by, y) for glyph, x, y in ink)


def _joined(before: Cluster, after: Cluster) -> Cluster:
    ink = before.ink + _shifted(after.ink, before.advance)
    return _new(Cluster, (min(before.start, after.start), ink, before.advance + after.advance))


def _spread(cluster: Cluster, text: str, *, rtl: bool) -> list[Tile]:
    advance = max(cluster.advance, 0)
    if len(text) <= 1:
        return [(cluster.ink, advance, text)]
    shares = _shares(advance, text)
    blanks: list[Tile] = [((), share, letter) for share, letter in zip(shares[1:], text[1:], strict=True)]
    if not rtl:
        return [(cluster.ink, shares[0], text[0]), *blanks]
    ink = _shifted(cluster.ink, shares[0] - advance)
    return [*reversed(blanks), (ink, shares[0], text[0])]


def _shares(advance: int, text: str) -> list[int]:
    """Divide an advance among letters; marks get little: pdf.js and mupdf take them for of no width."""
    marks = [_is_mark(letter) for letter in text]
    marks[0] = False
    letters = marks.count(False)
    mark = MARK_ADVANCE if advance > MARK_ADVANCE * len(text) else 0
    letter = (advance - mark * (len(text) - letters)) // letters
    shares = [mark if is_mark else letter for is_mark in marks]
    return [advance - sum(shares[1:]), *shares[1:]]


@lru_cache(maxsize=4096)
def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in {"Mn", "Me", "Cf"}

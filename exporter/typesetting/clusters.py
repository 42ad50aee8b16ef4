"""Shaped glyphs to tiles, one for each code point of the text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from exporter.typesetting.tiles import Component, Tile

MARK_ADVANCE = (
    20  # font units of the base's advance lent to each mark: text extractors drop tiles of no width
)


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


def tiles_of(glyphs: Sequence[Glyph], text: str, *, rtl: bool) -> list[Tile]:
    """Turn glyphs in visual order into tiles in visual order."""
    clusters = _with_marks(_clusters(glyphs), rtl=rtl)
    starts = sorted(cluster.start for cluster in clusters)
    if starts:
        starts[0] = 0
    ends = dict(pairwise([*starts, len(text)]))
    first = min((cluster.start for cluster in clusters), default=0)
    tiles: list[Tile] = []
    for cluster in clusters:
        start = 0 if cluster.start == first else cluster.start
        tiles += _spread(cluster, text[start : ends[start]], rtl=rtl)
    return tiles


def _clusters(glyphs: Iterable[Glyph]) -> list[Cluster]:
    found: list[Cluster] = []
    for glyph in glyphs:
        if not found or found[-1].start != glyph.cluster:
            found.append(Cluster(glyph.cluster, (), 0))
        start, ink, advance = found[-1]
        component = (glyph.glyph, advance + glyph.x, glyph.y)
        found[-1] = Cluster(start, (*ink, component), advance + glyph.advance)
    return found


def _with_marks(clusters: Sequence[Cluster], *, rtl: bool) -> list[Cluster]:
    # HarfBuzz puts marks after their base in left-to-right text, before it in right-to-left.
    ordered = reversed(clusters) if rtl else iter(clusters)
    found: list[Cluster] = []
    for cluster in ordered:
        if cluster.advance <= 0 and found:
            found[-1] = _joined(cluster, found[-1]) if rtl else _joined(found[-1], cluster)
        else:
            found.append(cluster)
    return found[::-1] if rtl else found


def _joined(before: Cluster, after: Cluster) -> Cluster:
    moved = tuple((glyph, x + before.advance, y) for glyph, x, y in after.ink)
    return Cluster(min(before.start, after.start), before.ink + moved, before.advance + after.advance)


def _spread(cluster: Cluster, text: str, *, rtl: bool) -> list[Tile]:
    advance = max(cluster.advance, 0)
    if len(text) <= 1:
        return [(cluster.ink, advance, text)]
    shares = _shares(advance, text)
    blanks: list[Tile] = [((), share, letter) for share, letter in zip(shares[1:], text[1:], strict=True)]
    if not rtl:
        return [(cluster.ink, shares[0], text[0]), *blanks]
    behind = advance - shares[0]
    ink = tuple((glyph, x - behind, y) for glyph, x, y in cluster.ink)
    return [*reversed(blanks), (ink, shares[0], text[0])]


def _shares(advance: int, text: str) -> list[int]:
    extra = len(text) - 1
    if any(not _is_mark(letter) for letter in text[1:]):
        share = advance // len(text)
    else:
        share = MARK_ADVANCE if advance > MARK_ADVANCE * len(text) else 0
    return [advance - share * extra] + [share] * extra


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in {"Mn", "Me", "Cf"}

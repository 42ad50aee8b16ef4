"""The boxes of a loose Arabic line to boxes with some joins stretched, so that its gaps look usual."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from exporter.typesetting.lineboxes import add_up
from exporter.typesetting.shape import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exporter.typesetting.lineboxes import LineBoxes
    from exporter.typesetting.material import AnyBox, Material, Run

_EASY = 0.38  # of a gap: what gaps stretch by before joins do


def stretch_words(material: Material, line: LineBoxes, measure: float) -> Sequence[AnyBox]:
    """Return a line's boxes with joins stretched, or as they are if its gaps alone fill it well.

    No word is stretched twice, and no two neighbours are. Every chosen word takes one tatweel before
    one takes a second, so that many short stretches stand where a few long ones would.
    """
    _, width, gaps = line.sums or add_up(line.boxes)
    wanted = measure - width * material.unit - gaps * material.unit * _EASY
    run = material.run_at(line.starts[0])
    if wanted < run.shaper.stretcher.step * run.style.size:
        return line.boxes
    stretched: dict[int, AnyBox] = {}
    chosen: list[tuple[int, Run, str, float]] = []
    for number, run, text in _candidates(material, line):
        width = run.shaper.stretcher.step * run.style.size
        if width > wanted or number - 1 in stretched or number + 1 in stretched:
            continue
        box = run.shaper.stretched(text, 1)
        if box is not None:
            stretched[number] = _scaled(box, run, material.unit)
            chosen.append((number, run, text, width))
            wanted -= width
    _lengthen(chosen, stretched, wanted, material.unit)
    if not stretched:
        return line.boxes
    return [stretched.get(number, box) for number, box in enumerate(line.boxes)]


def _lengthen(
    chosen: Sequence[tuple[int, Run, str, float]], stretched: dict[int, AnyBox], wanted: float, unit: float
) -> None:
    count = 2
    while chosen and wanted > 0:
        longer = []
        for number, run, text, width in chosen:
            box = run.shaper.stretched(text, count) if width <= wanted else None
            if box is not None:
                stretched[number] = _scaled(box, run, unit)
                longer.append((number, run, text, width))
                wanted -= width
        chosen = longer
        count += 1


def _candidates(material: Material, line: LineBoxes) -> list[tuple[int, Run, str]]:
    """Return the words that may stretch, the best joins first: number of the box, run, and text."""
    text, edges = material.text, [*line.starts, line.end]
    found = []
    for number, (box, run) in enumerate(zip(line.boxes, material.runs_of(line.starts), strict=True)):
        if box.font is not run.shaper.fonts[0] or not run.level & 1 or not isinstance(box, Box):
            continue
        word = text[edges[number] : edges[number + 1]]
        rank = run.shaper.stretcher.rank(word)
        if rank:
            found.append((rank, number, run, word))
    return [candidate[1:] for candidate in sorted(found, key=_rank_and_number)]


def _scaled(box: Box, run: Run, unit: float) -> Box:
    scale = run.style.size / unit
    if scale == 1.0:
        return box
    return box._replace(width=box.width * scale, inner=box.inner * scale, trail=box.trail * scale)


_rank_and_number = itemgetter(0, 1)

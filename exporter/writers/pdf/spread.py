"""Parts of a book to sheets, set and drawn by forked processes; the same sheets for any number of them.

A short part is set and drawn as a whole. Of a long one the processes set chunks, since it is known only
after all that comes before where its pages end. Each process writes what it has done to its pipe, which
holds as much as it may be ahead.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
import threading
from collections import deque
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

from exporter.errors import ExportError, WorkerError
from exporter.writers.pdf.chunks import Chunk, Chunks
from exporter.writers.pdf.page_canvas import PageCanvas
from exporter.writers.pdf.parcels import Receiver, Sender
from exporter.writers.pdf.sheets import print_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exporter.typesetting.flow import Strip
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.paragraph import Typesetter
    from exporter.typesetting.tiles import TileRegistry
    from exporter.writers.pdf.compositor import Compositor
    from exporter.writers.pdf.sheets import Part, Sheet
    from exporter.writers.pdf.structure import StructureElement

FEWEST_BLOCKS: Final = 200  # fewer are set here sooner than there: about 30 pages
MOST_CHUNKS: Final = 4  # of a short part
_LEARNED: Final = 60  # of so many blocks one is shaped before there are several processes
AHEAD: Final = 1 << 20  # bytes that wait in a pipe; more than Linux allows to everybody is an error
_HEADER: Final = struct.Struct("!cQ")
_PARCEL, _ERROR, _FAILURE = b"p", b"e", b"f"


class _Task(NamedTuple):
    """Name work: to set a chunk, or a whole part and to draw it."""

    part: Part
    flow: Chunks
    chunk: Chunk | None = None

    @property
    def blocks(self) -> int:
        return self.chunk.blocks if self.chunk else sum(chunk.blocks for chunk in self.flow.chunks)


class _Worker(NamedTuple):
    """Hold a process, our end of its pipe, and what knows its tiles."""

    process: int
    pipe: int
    receiver: Receiver


@contextmanager
def spread_work(
    sections: Iterable[Sequence[Part]], tiles: TileRegistry, canvas: PageCanvas, jobs: int
) -> Iterator[Spread]:
    """Set and draw the parts of sections, which are asked for in this order, in a number of processes.

    Raises:
        WorkerError: A process was stopped from outside.
    """
    tasks = list(_tasks(sections))
    workers: list[_Worker] = []
    shares: list[int] = []
    if len(tasks) > 1 and sum(task.blocks for task in tasks) >= FEWEST_BLOCKS:
        _learn(tasks)  # with one process, too: it decides which tiles come first
        if jobs > 1 and _can_fork():
            shares = _share(tasks, min(jobs, len(tasks)))
            workers = _fork(tasks, shares, tiles)
    try:
        yield Spread([(task, workers[share]) for task, share in zip(tasks, shares, strict=False)], canvas)
    finally:
        for worker in workers:
            os.close(worker.pipe)
            os.kill(worker.process, signal.SIGKILL)  # it holds nothing that could be left half done
            os.waitpid(worker.process, 0)


class Spread:
    """Hand out sheets as the processes set and draw them; what they do not is done when it is asked for."""

    def __init__(self, work: Iterable[tuple[_Task, _Worker]], canvas: PageCanvas) -> None:
        """Begin with the first task; ``canvas`` draws what is drawn here."""
        self._work = deque(work)
        self._known = {(id(task.flow), id(task.chunk)) for task, _ in self._work}
        self._canvas = canvas

    def sheets_of(self, part: Part) -> Iterable[Sheet]:
        """Return the sheets of a part, all at once if it is short."""
        flow = part.strips
        if not isinstance(flow, Chunks):
            return print_part(part, flow, self._canvas)
        if not _is_short(flow):
            strips = flow.flow(self._set(flow, chunk) for chunk in flow.chunks)
            return print_part(part, strips, self._canvas)
        received = self._receive_part(part, flow)
        return list(print_part(part, flow, self._canvas)) if received is None else received

    def _receive_part(self, part: Part, flow: Chunks) -> list[Sheet] | None:
        worker = self._take(flow, None)
        if worker is None:
            return None
        parcel = _receive(worker.pipe)
        sheets = worker.receiver.unpack_part(parcel, flow.root, part.compositor.edition.pictures)
        if sheets is None:
            sheets = list(print_part(part, flow, self._canvas))
            worker.receiver.learn(parcel)
        return sheets

    def _set(self, flow: Chunks, chunk: Chunk) -> Sequence[Strip]:
        worker = self._take(flow, chunk)
        if worker is None:
            return flow.set(chunk)
        parcel = _receive(worker.pipe)
        found = worker.receiver.unpack_chunk(parcel, flow.root)
        if found is None:
            strips = flow.set(chunk)
            worker.receiver.learn(parcel)
            return strips
        for number, element, lines in found.notes:
            flow.notes.waiting.setdefault(number, (element, lines))
        fresh = flow.notes.compositor.place_notes
        return [strip._replace(notes=fresh(strip.notes)) if strip.notes else strip for strip in found.strips]

    def _take(self, flow: Chunks, chunk: Chunk | None) -> _Worker | None:
        """Return who does a task, None if it is nobody's."""
        if (id(flow), id(chunk)) not in self._known:
            return None
        task, worker = self._work.popleft()
        if task.flow is not flow or task.chunk is not chunk:
            raise AssertionError("work is not asked for in its order")
        return worker


def _tasks(sections: Iterable[Sequence[Part]]) -> Iterator[_Task]:
    for parts in sections:
        for part in parts:
            flow = part.strips
            if not isinstance(flow, Chunks):
                continue
            if _is_short(flow):
                yield _Task(part, flow)
            elif len(parts) == 1:  # pages of several take turns, and so would their chunks
                yield from (_Task(part, flow, chunk) for chunk in flow.chunks if not chunk.late)


def _learn(tasks: Sequence[_Task]) -> None:
    """Shape some of the text, so that all processes know the words and tiles that most of it is made of."""
    blocks = sum(task.blocks for task in tasks) // _LEARNED
    left: dict[Typesetter, int] = {}
    for c in _compositors(tasks):
        room = left.get(c.typesetter, blocks)
        left[c.typesetter] = room - c.learn(room) if room > 0 else 0


def _compositors(tasks: Iterable[_Task]) -> Iterable[Compositor]:
    return dict.fromkeys(task.flow.notes.compositor for task in tasks)


def _is_short(flow: Chunks) -> bool:
    return len(flow.chunks) <= MOST_CHUNKS and not any(chunk.late for chunk in flow.chunks)


def _share(tasks: Sequence[_Task], count: int) -> list[int]:
    """Return for each task the number of its worker: of those that have least to do, the first."""
    loads, shares = [0] * count, []
    for task in tasks:
        worker = loads.index(min(loads))
        loads[worker] += task.blocks
        shares.append(worker)
    return shares


def _can_fork() -> bool:
    # It is unsafe to fork a process that has threads.
    return sys.platform == "linux" and threading.active_count() == 1


def _fork(tasks: Sequence[_Task], shares: Sequence[int], tiles: TileRegistry) -> list[_Worker]:
    locales = {c.profile.tag: c.book for c in _compositors(tasks)}
    fonts = tuple(dict.fromkeys(font for book in locales.values() for font in book.faces()))
    sys.stdout.flush()
    sys.stderr.flush()
    workers: list[_Worker] = []
    for number in range(max(shares) + 1):
        pipe, end = os.pipe()
        process = os.fork()
        if not process:
            try:
                for other in (pipe, *(worker.pipe for worker in workers)):
                    os.close(other)
                own = [task for task, share in zip(tasks, shares, strict=True) if share == number]
                _serve(own, _Maker(tiles, fonts), end)
            finally:
                os._exit(1)  # whatever happens, the child must not go on as its parent
        os.close(end)
        workers.append(_Worker(process, pipe, Receiver(tiles, fonts)))
    return workers


def _receive(pipe: int) -> bytes:
    kind, size = _HEADER.unpack(_read(pipe, _HEADER.size))
    data = _read(pipe, size)
    if kind == _ERROR:
        error: ExportError = pickle.loads(data)  # noqa: S301 - from our own process
        raise error
    if kind == _FAILURE:
        raise RuntimeError(f"a process that sets text failed:\n{data.decode()}")
    return data


def _read(pipe: int, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = os.read(pipe, size - len(data))
        if not part:
            problem = "a process that set the text of a PDF was stopped from outside"
            raise WorkerError(
                problem, hint="build again with fewer processes (-j 1); the memory may have run out"
            )
        data += part
    return bytes(data)


# --- the other side --------------------------------------------------------------


def _serve(tasks: Sequence[_Task], maker: _Maker, pipe: int) -> NoReturn:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    _widen(pipe)
    with suppress(BrokenPipeError):  # nobody waits for more
        try:
            for task in tasks:
                _send(pipe, _PARCEL, maker.make(task))
        except ExportError as error:
            _send(pipe, _ERROR, pickle.dumps(error))
        except Exception:  # noqa: BLE001 - told to the process that asked
            import traceback

            _send(pipe, _FAILURE, traceback.format_exc().encode("utf-8", "replace"))
    os._exit(0)


class _Maker:
    """Do what the other side asks for."""

    def __init__(self, tiles: TileRegistry, fonts: Sequence[Font]) -> None:
        self._sender = Sender(tiles, fonts)
        self._canvas = PageCanvas(tiles)

    def make(self, task: _Task) -> bytes:
        root = task.flow.root
        before = len(root.children)
        parcel = self._draw(task, before) if task.chunk is None else self._set(task, task.chunk, before)
        _take_apart(root.release(before))
        return parcel

    def _draw(self, task: _Task, before: int) -> bytes:
        sheets = list(print_part(task.part, task.flow, self._canvas))
        elements = task.flow.root.children[before:]
        return self._sender.pack_part(sheets, elements, task.part.compositor.edition.pictures)

    def _set(self, task: _Task, chunk: Chunk, before: int) -> bytes:
        waiting = task.flow.notes.waiting
        strips = task.flow.set(chunk)
        elements = task.flow.root.children[before:]
        parcel = self._sender.pack_chunk(
            strips, elements, [(number, *note) for number, note in waiting.items()]
        )
        waiting.clear()
        return parcel


def _take_apart(elements: list[StructureElement]) -> None:
    while elements:  # cycles are not looked for
        element = elements.pop()
        elements += element.children
        element.children = ()


def _widen(pipe: int) -> None:
    import fcntl

    with suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, AHEAD)


def _send(pipe: int, kind: bytes, data: bytes) -> None:
    view = memoryview(_HEADER.pack(kind, len(data)) + data)
    while view:
        view = view[os.write(pipe, view) :]

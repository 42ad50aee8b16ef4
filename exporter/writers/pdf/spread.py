"""Chunks of a book to strips, set by forked processes; the same strips for any number of them.

Each process sets every n-th chunk and writes it to its pipe, which holds as much as it may be ahead.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn

from exporter.errors import ExportError, WorkerError
from exporter.writers.pdf.chunks import Chunk, Chunks
from exporter.writers.pdf.parcels import Receiver, Sender

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exporter.typesetting.flow import Strip
    from exporter.typesetting.fonts import Font
    from exporter.typesetting.tiles import TileRegistry

FEWEST_CHUNKS: Final = 6  # fewer are set here sooner than there
AHEAD: Final = 1 << 20  # bytes that wait in a pipe; more than Linux allows to everybody is an error
_HEADER: Final = struct.Struct("!cQ")
_PARCEL, _ERROR, _FAILURE = b"p", b"e", b"f"


class _Task(NamedTuple):
    chunks: Chunks
    chunk: Chunk


class _Setter(NamedTuple):
    """Hold a process, our end of its pipe, and what knows its tiles."""

    process: int
    pipe: int
    receiver: Receiver


@contextmanager
def spread_chunks(flows: Iterable[Chunks], tiles: TileRegistry, jobs: int) -> Iterator[Spread]:
    """Set the chunks of editions, which are asked for in this order, in a number of processes.

    Raises:
        WorkerError: A process was stopped from outside.
    """
    tasks = [_Task(flow, chunk) for flow in flows for chunk in flow.chunks if not chunk.late]
    setters: list[_Setter] = []
    if jobs > 1 and len(tasks) >= FEWEST_CHUNKS and _can_fork():
        compositors = {id(task.chunks): task.chunks.notes.compositor for task in tasks}.values()
        fonts = tuple(dict.fromkeys(font for c in compositors for font in c.book.faces()))
        next(iter(compositors)).warm_up()
        setters = _fork(tasks, fonts, tiles, jobs)
    try:
        yield Spread(tasks if setters else (), setters)
    finally:
        for setter in setters:
            os.close(setter.pipe)
            os.kill(setter.process, signal.SIGKILL)  # it holds nothing that could be left half done
            os.waitpid(setter.process, 0)


class Spread:
    """Hand out chunks as the processes set them."""

    def __init__(self, tasks: Sequence[_Task], setters: Sequence[_Setter]) -> None:
        self._tasks = tasks
        self._setters = setters
        self._known = {id(task.chunks) for task in tasks}
        self._next = 0

    def strips_of(self, strips: Iterable[Strip]) -> Iterable[Strip]:
        """Return strips, wherever they are set."""
        if isinstance(strips, Chunks) and id(strips) in self._known:
            return strips.flow(self._set(strips, chunk) for chunk in strips.chunks)
        return strips

    def _set(self, chunks: Chunks, chunk: Chunk) -> Sequence[Strip]:
        if chunk.late:
            return chunks.set(chunk)
        if self._tasks[self._next] != (chunks, chunk):
            raise AssertionError("chunks are not asked for in their order")
        setter = self._setters[self._next % len(self._setters)]
        self._next += 1
        parcel = _receive(setter.pipe)
        found = setter.receiver.unpack(parcel, chunks.root)
        if found is None:
            strips = chunks.set(chunk)
            setter.receiver.learn(parcel)
            return strips
        for number, element, lines in found.notes:
            chunks.notes.waiting.setdefault(number, (element, lines))
        fresh = chunks.notes.compositor.place_notes
        return [replace(strip, notes=fresh(strip.notes)) if strip.notes else strip for strip in found.strips]


def _can_fork() -> bool:
    # It is unsafe to fork a process that has threads.
    return sys.platform == "linux" and threading.active_count() == 1


def _fork(tasks: Sequence[_Task], fonts: Sequence[Font], tiles: TileRegistry, jobs: int) -> list[_Setter]:
    sys.stdout.flush()
    sys.stderr.flush()
    setters: list[_Setter] = []
    count = min(jobs, len(tasks))
    for number in range(count):
        pipe, end = os.pipe()
        process = os.fork()
        if not process:
            try:
                for other in (pipe, *(setter.pipe for setter in setters)):
                    os.close(other)
                _serve(tasks[number::count], Sender(tiles, fonts), end)
            finally:
                os._exit(1)  # whatever happens, the child must not go on as its parent
        os.close(end)
        setters.append(_Setter(process, pipe, Receiver(tiles, fonts)))
    return setters


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


def _serve(tasks: Sequence[_Task], sender: Sender, pipe: int) -> NoReturn:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    _widen(pipe)
    with suppress(BrokenPipeError):  # nobody waits for more
        try:
            for task in tasks:
                _send(pipe, _PARCEL, _pack(task, sender))
        except ExportError as error:
            _send(pipe, _ERROR, pickle.dumps(error))
        except Exception:  # noqa: BLE001 - told to the process that asked
            import traceback

            _send(pipe, _FAILURE, traceback.format_exc().encode("utf-8", "replace"))
    os._exit(0)


def _pack(task: _Task, sender: Sender) -> bytes:
    root, waiting = task.chunks.root, task.chunks.notes.waiting
    before = len(root.children)
    strips = task.chunks.set(task.chunk)
    elements = root.release(before)
    parcel = sender.pack(strips, elements, [(number, *note) for number, note in waiting.items()])
    waiting.clear()
    while elements:  # cycles are not looked for: take them apart
        element = elements.pop()
        elements += element.children
        element.children = ()
    return parcel


def _widen(pipe: int) -> None:
    import fcntl

    with suppress(OSError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, AHEAD)


def _send(pipe: int, kind: bytes, data: bytes) -> None:
    view = memoryview(_HEADER.pack(kind, len(data)) + data)
    while view:
        view = view[os.write(pipe, view) :]

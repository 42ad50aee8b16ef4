"""Tasks to outcomes in other processes, over two pipes each.

The standard pools are built for any function: importing them costs 60 ms, and they start to
work only when the first task is there. Here a worker imports its writer while the
article is still being read.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import struct
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final, NoReturn, TypeAlias

import exporter.model.edition  # noqa: F401 - before processes are forked, and not in each of them
from exporter.pipeline.tasks import Failure, Outcome, WriteTask, run_task, warm_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

HEADER: Final = struct.Struct("!Q")
END: Final = HEADER.pack(0)  # an empty message: no task comes any more
INTERRUPTED: Final = 130
SPAWNED: Final = "from exporter.pipeline.workers import serve_spawned; serve_spawned()"

Message: TypeAlias = "tuple[Worker, Outcome | Failure | None]"  # None: it has ended


@dataclass(frozen=True, slots=True)
class Process:
    """Hold a process and our ends of its pipes."""

    tasks: int
    outcomes: int
    end: Callable[[], object]
    interrupt: Callable[[], object]


@dataclass(slots=True, eq=False)
class Worker:
    """Drive a process.

    Attributes:
        known: Formats whose writers it has imported.
        pending: Indexes of the tasks that it has not finished.
    """

    process: Process
    known: set[str]
    sender: threading.Thread | None = None
    tasks: SimpleQueue[WriteTask | None] = field(default_factory=SimpleQueue)
    pending: set[int] = field(default_factory=set)

    def send(self, task: WriteTask) -> None:
        """Hand over a task without waiting for the pipe, which a busy worker does not empty."""
        self.known.add(task.format)
        self.pending.add(task.index)
        self.tasks.put(task)

    def stop(self, *, now: bool) -> None:
        """Let the process end, after its last task or at once, and wait for it."""
        self.tasks.put(None)
        if now:
            self.process.interrupt()
        self.process.end()
        if self.sender:
            self.sender.join()
        os.close(self.process.tasks)  # not before it has ended: it would think that we were killed


def start_workers(count: int, first: str, messages: SimpleQueue[Message]) -> list[Worker]:
    """Start processes that import a format's writer; what they say goes into ``messages``."""
    sys.stdout.flush()
    sys.stderr.flush()
    processes: list[Process] = []
    for _ in range(count):
        processes.append(_fork(first, processes) if _can_fork() else _spawn(first))
    # Threads come last: it is unsafe to fork a process that has threads.
    return [_drive(process, first, messages) for process in processes]


def serve_spawned() -> NoReturn:
    """Serve over standard input and output, and keep what libraries print out of the way."""
    outcomes = os.dup(1)
    os.dup2(2, 1)
    _serve(0, outcomes, sys.argv[1])


# --- this side -------------------------------------------------------------------


def _can_fork() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1


def _fork(first: str, others: list[Process]) -> Process:
    tasks, to_worker = os.pipe()
    outcomes, from_worker = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            # A pipe ends only when nobody holds its other end.
            for descriptor in (to_worker, outcomes, *(d for p in others for d in (p.tasks, p.outcomes))):
                os.close(descriptor)
            _serve(tasks, from_worker, first)
        finally:
            os._exit(INTERRUPTED)  # an early signal must not let the child go on as its parent
    os.close(tasks)
    os.close(from_worker)
    return Process(to_worker, outcomes, lambda: os.waitpid(pid, 0), lambda: os.kill(pid, signal.SIGTERM))


def _spawn(first: str) -> Process:
    import subprocess

    process = subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", SPAWNED, first], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    if process.stdin is None or process.stdout is None:
        raise AssertionError("both are pipes")  # for the type checker
    with process.stdin as tasks, process.stdout as outcomes:
        return Process(os.dup(tasks.fileno()), os.dup(outcomes.fileno()), process.wait, process.terminate)


def _drive(process: Process, first: str, messages: SimpleQueue[Message]) -> Worker:
    worker = Worker(process, {first})
    worker.sender = threading.Thread(target=_send_tasks, args=(worker,), daemon=True)
    worker.sender.start()
    threading.Thread(target=_receive_outcomes, args=(worker, messages), daemon=True).start()
    return worker


def _send_tasks(worker: Worker) -> None:
    with suppress(OSError):  # it has died; the receiver notices
        while (task := worker.tasks.get()) is not None:
            _write_message(worker.process.tasks, task)
        _write_all(worker.process.tasks, END)


def _receive_outcomes(worker: Worker, messages: SimpleQueue[Message]) -> None:
    while (data := _read_message(worker.process.outcomes)) is not None:
        messages.put((worker, pickle.loads(data)))  # noqa: S301 - from our own process
    messages.put((worker, None))
    os.close(worker.process.outcomes)


# --- the other side --------------------------------------------------------------


def _serve(tasks: int, outcomes: int, first: str) -> NoReturn:
    status = 0
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        _work(tasks, outcomes, first)
    except (KeyboardInterrupt, BrokenPipeError):
        status = INTERRUPTED
    finally:
        # No handlers at exit, no buffers: those belong to the process that forked.
        os._exit(status)


def _interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
    """Unwind once, so that half-written files are removed."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _work(tasks: int, outcomes: int, first: str) -> None:
    gc.freeze()  # what is there now stays: do not copy its pages by looking at it
    waiting: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive_tasks, args=(tasks, waiting), daemon=True).start()
    try:
        warm_up(first)
        while data := waiting.get():
            _write_message(outcomes, run_task(pickle.loads(data)))  # noqa: S301 - from our own process
    except Exception:  # noqa: BLE001 - told to the process that asked
        import traceback

        _write_message(outcomes, Failure(traceback.format_exc()))


def _receive_tasks(pipe: int, waiting: SimpleQueue[bytes]) -> None:
    """Pass tasks on; end this process as soon as the one that asked is no more.

    Otherwise a build that was killed could still replace a file that a later one has made.
    """
    while (data := _read_message(pipe)) is not None:
        waiting.put(data)
    os._exit(INTERRUPTED)


# --- messages --------------------------------------------------------------------


def _write_message(pipe: int, message: WriteTask | Outcome | Failure) -> None:
    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    _write_all(pipe, HEADER.pack(len(data)) + data)


def _write_all(pipe: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(pipe, view) :]


def _read_message(pipe: int) -> bytes | None:
    """Return the next message's bytes; None when the other side has ended, even within one."""
    header = _read_exactly(pipe, HEADER.size)
    return _read_exactly(pipe, HEADER.unpack(header)[0]) if header else None


def _read_exactly(pipe: int, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        part = os.read(pipe, min(size - len(data), 1 << 20))
        if not part:
            return None
        data += part
    return bytes(data)

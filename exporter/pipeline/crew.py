"""Tasks to outcomes, shared between this process and its workers."""

from __future__ import annotations

from collections import deque
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, Self

from exporter.errors import WorkerError
from exporter.pipeline.tasks import Failure, Outcome, WriteTask, run_task

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from exporter.pipeline.workers import Message, Worker

QUEUE_LENGTH: Final = 3  # enough that a worker never waits, few enough to share the work evenly
MANY: Final = 4  # as many waiting tasks make it worth to import another writer
BACKLOG: Final = 30  # editions that may wait; more would only fill the memory
SLOWEST: Final = ("pdf", "docx")  # to import and to run


class Crew:
    """Run tasks: at once without workers, and else where there is time for them.

    Workers begin with the slowest format, and this process, which reads and localizes, with
    the others; so each imports one half of the writers only.
    """

    def __init__(self, workers: int, formats: tuple[str, ...], on_outcome: Callable[[Outcome], None]) -> None:
        self.on_outcome = on_outcome
        self.backlog: deque[WriteTask] = deque()
        self.messages: SimpleQueue[Message] = SimpleQueue()
        self.workers: list[Worker] = []
        self.known = set(formats)
        if workers:
            from exporter.pipeline.workers import start_workers

            slowest = next((name for name in SLOWEST if name in formats), formats[0])
            self.workers = start_workers(workers, slowest, self.messages)
            self.known.remove(slowest)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self.workers:
            worker.stop(now=kind is not None)

    def submit(self, task: WriteTask) -> None:
        """Take a task; this may run another one that waits."""
        self.backlog.append(task)
        self._hand_out()
        while len(self.backlog) > (BACKLOG if self.workers else 0):
            self._run(self._take(self.known) or self.backlog.popleft())

    def finish(self) -> None:
        """Run what waits, and wait for what runs."""
        while self.backlog or any(worker.pending for worker in self.workers):
            if task := self._take(self.known):
                self._run(task)
            elif any(worker.pending for worker in self.workers):
                self._listen(block=True)
            else:
                self._run(self.backlog.popleft())
            self._hand_out()

    def _run(self, task: WriteTask) -> None:
        self.known.add(task.format)
        self.on_outcome(run_task(task))

    def _hand_out(self) -> None:
        self._listen(block=False)
        while self.workers:
            worker = min(self.workers, key=lambda worker: len(worker.pending))
            task = self._take(worker.known) if len(worker.pending) < QUEUE_LENGTH else None
            if task is None:
                return
            worker.send(task)

    def _take(self, known: set[str]) -> WriteTask | None:
        """Take a waiting task of a known format, or any one if many wait."""
        task = next((task for task in self.backlog if task.format in known), None)
        if task is None and len(self.backlog) >= MANY:
            task = self.backlog[0]
        if task is not None:
            self.backlog.remove(task)
        return task

    def _listen(self, *, block: bool) -> None:
        while self.workers:
            try:
                worker, said = self.messages.get(block=block)
            except Empty:
                return
            self._hear(worker, said)
            block = False

    def _hear(self, worker: Worker, said: Outcome | Failure | None) -> None:
        match said:
            case Outcome(index=index):
                worker.pending.remove(index)
                self.on_outcome(said)
            case Failure(trace=trace):
                raise RuntimeError(f"a writer failed:\n{trace}")
            case None:
                self._lose(worker)

    def _lose(self, worker: Worker) -> None:
        """Go on without a worker that was stopped from outside; its tasks are errors."""
        self.workers.remove(worker)
        worker.stop(now=False)
        for index in sorted(worker.pending):
            problem = "a process that wrote editions was stopped from outside"
            hint = "build again with fewer processes (-j 1); the memory may have run out"
            self.on_outcome(Outcome(index, WorkerError(problem, hint=hint)))

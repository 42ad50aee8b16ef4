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
BACKLOG: Final = 30  # editions that may wait; more would only fill the memory
WORKERS_FIRST: Final = "pdf"  # its writer takes longest to import, so that only workers do it if they can


class Crew:
    """Run tasks: at once without workers, and else where there is time for them."""

    def __init__(self, workers: int, formats: tuple[str, ...], on_outcome: Callable[[Outcome], None]) -> None:
        self.on_outcome = on_outcome
        self.backlog: deque[WriteTask] = deque()
        self.messages: SimpleQueue[Message] = SimpleQueue()
        self.workers: list[Worker] = []
        if workers:
            from exporter.pipeline.workers import start_workers

            self.workers = start_workers(workers, formats, self.messages)

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
            self._run_one()

    def finish(self) -> None:
        """Run what waits, and wait for what runs."""
        while self.backlog or any(worker.pending for worker in self.workers):
            if self.backlog:
                self._run_one()
            else:
                self._listen(block=True)
            self._hand_out()

    def _run_one(self) -> None:
        task = next((task for task in self.backlog if task.format != WORKERS_FIRST), self.backlog[0])
        self.backlog.remove(task)
        self.on_outcome(run_task(task))
        self._listen(block=False)

    def _hand_out(self) -> None:
        """Give the workers the longest tasks of the backlog."""
        self._listen(block=False)
        while self.backlog and self.workers:
            worker = min(self.workers, key=lambda worker: len(worker.pending))
            if len(worker.pending) >= QUEUE_LENGTH:
                return
            task = next((task for task in self.backlog if task.format == WORKERS_FIRST), self.backlog[0])
            self.backlog.remove(task)
            worker.send(task)

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

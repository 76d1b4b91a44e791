"""Chunks of rows through worker processes, and back in order."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING, Final, NamedTuple

from liststrict.batch.answer import Answerer, Settings
from liststrict.batch.rows import Record
from liststrict.batch.worker import Worker, WorkerLostError

if TYPE_CHECKING:
    from liststrict.api import Screener

CHUNK: Final = 64
# Chunks under way for each worker: enough that none waits, few enough that memory stays small.
_AHEAD: Final = 3


class Chunk(NamedTuple):
    """Rows that follow each other; `number` counts the first of them from 0."""

    number: int
    records: Sequence[Record]


class LostWorkerError(Exception):
    """A worker was killed, for lack of memory or by hand."""


class Answered(NamedTuple):
    """How many rows, and their journal lines."""

    rows: int
    lines: bytes


def chunks(records: Iterable[Record], start: int) -> Iterator[Chunk]:
    """Cuts rows into chunks; the first row has number `start`."""
    held: list[Record] = []
    for record in records:
        held.append(record)
        if len(held) == CHUNK:
            yield Chunk(start, held)
            start += CHUNK
            held = []
    if held:
        yield Chunk(start, held)


def answer_all(
    work: Iterable[Chunk], settings: Settings, screener: "Screener | None", workers: int
) -> Iterator[Answered]:
    """Answers all chunks in order; one worker is this process itself, with the screener given."""
    if workers <= 1:
        assert screener is not None
        answerer = Answerer(settings, screener)
        for chunk in work:
            yield Answered(len(chunk.records), answerer.lines(chunk.number, chunk.records))
        return
    started = [Worker(settings) for _ in range(workers)]
    idle: SimpleQueue[Worker] = SimpleQueue()
    for worker in started:
        idle.put(worker)

    def ask(chunk: Chunk) -> bytes:
        worker = idle.get()
        try:
            return worker.ask((chunk.number, chunk.records))
        finally:
            idle.put(worker)

    # One thread for each worker; it only waits for its pipe.
    threads = ThreadPoolExecutor(workers)
    waiting: deque[tuple[int, Future[bytes]]] = deque()
    try:
        for chunk in work:
            waiting.append((len(chunk.records), threads.submit(ask, chunk)))
            if len(waiting) >= workers * _AHEAD:
                rows, future = waiting.popleft()
                yield Answered(rows, future.result())
        while waiting:
            rows, future = waiting.popleft()
            yield Answered(rows, future.result())
    except WorkerLostError:
        raise LostWorkerError from None
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for worker in started:
            worker.end()
        threads.shutdown(wait=True)

"""Chunks of rows through worker processes, and back in order."""

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Final, NamedTuple

from liststrict.batch.answer import Answerer, Settings, build_screener
from liststrict.batch.rows import Record

if TYPE_CHECKING:
    from liststrict.api import Screener

CHUNK: Final = 64
# Chunks under way for each worker: enough that none waits, few enough that memory stays small.
_AHEAD: Final = 3

_worker: Answerer | None = None


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
    work: Iterable[Chunk], settings: Settings, screener: "Screener", workers: int
) -> Iterator[Answered]:
    """Answers all chunks in order; one worker is this process itself."""
    if workers <= 1:
        answerer = Answerer(settings, screener)
        for chunk in work:
            yield Answered(len(chunk.records), answerer.lines(chunk.number, chunk.records))
        return
    # Workers are spawned, not forked: the same on every system, and no lock or pipe is inherited.
    executor = ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (settings,))
    waiting: deque[tuple[int, Future[bytes]]] = deque()
    try:
        for chunk in work:
            waiting.append((len(chunk.records), executor.submit(_answer, chunk)))
            if len(waiting) >= workers * _AHEAD:
                rows, future = waiting.popleft()
                yield Answered(rows, future.result())
        while waiting:
            rows, future = waiting.popleft()
            yield Answered(rows, future.result())
    except BrokenProcessPool:
        raise LostWorkerError from None
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _start_worker(settings: Settings) -> None:
    global _worker  # noqa: PLW0603  (a worker has no other place for what it builds once)
    # Ctrl-C reaches the whole group; the parent decides what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker = Answerer(settings, build_screener(settings))


def _end_with_parent() -> None:
    """A killed parent cannot end its workers; they end themselves."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _answer(chunk: Chunk) -> bytes:
    assert _worker is not None
    return _worker.lines(chunk.number, chunk.records)

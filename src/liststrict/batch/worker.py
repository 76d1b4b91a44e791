"""A worker: a process that answers chunks of rows until its input ends.

It talks with the batch over its own standard input and output and says nothing on standard error:
when the batch is killed, its pipes close, and the worker ends at once and silently.
"""

import os
import pickle
import signal
import subprocess
import sys
from contextlib import suppress
from typing import IO, Any, Final

from liststrict.batch.answer import Answerer, Settings, build_screener

_LENGTH: Final = 8


class WorkerLostError(Exception):
    """The worker ended before it answered: killed, for lack of memory or by hand."""


class Worker:
    """The batch's end of one worker."""

    def __init__(self, settings: Settings) -> None:
        # -P: a file in the user's folder must not be taken for one of our modules.
        self._process = subprocess.Popen(  # noqa: S603  (the command is ours, no shell is asked)
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._to, self._from = self._process.stdin, self._process.stdout
        with suppress(OSError):  # a worker that could not start is told by its first answer
            _send(self._to, pickle.dumps(settings))

    def ask(self, request: Any) -> bytes:
        """The lines for a chunk. Raises WorkerLostError."""
        try:
            _send(self._to, pickle.dumps(request))
            answer = _receive(self._from)
        except (OSError, ValueError):  # broken at the other end, or closed at this one by `end`
            answer = None
        if answer is None:
            raise WorkerLostError
        return answer

    def end(self) -> None:
        """Ends the worker, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._to, self._from):
            with suppress(OSError):
                pipe.close()


def serve() -> None:
    """Answers what comes over standard input until it ends."""
    # Ctrl-C reaches the whole group; the batch decides what happens then.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not come between the answers.
    sys.stdout = sys.stderr
    settings = _receive(source)
    if settings is None:
        return
    # Both ends are this program: what comes over the pipe was made by the batch.
    known: Settings = pickle.loads(settings)  # noqa: S301
    answerer = Answerer(known, build_screener(known))
    while (request := _receive(source)) is not None:
        number, records = pickle.loads(request)  # noqa: S301
        _send(target, answerer.lines(number, records))


def _send(pipe: IO[bytes], raw: bytes) -> None:
    pipe.write(len(raw).to_bytes(_LENGTH, "little") + raw)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    """The next message; None where the other end closed the pipe."""
    head = pipe.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "little")
    raw = pipe.read(length)
    return raw if len(raw) == length else None


if __name__ == "__main__":
    # The batch is gone where a pipe breaks; there is nobody left to tell.
    with suppress(OSError):
        serve()
    # Nothing is left to flush, and nothing may be said on the way out.
    os._exit(0)

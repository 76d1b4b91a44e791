"""Fixtures that many tests share."""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from liststrict import Screener, api
from liststrict.cli.app import main

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


class Run(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def screener() -> Screener:
    return Screener.default()


@pytest.fixture(scope="session")
def source_entries() -> list[dict]:
    """The checked transcription of the source document."""
    return json.loads((ROOT / "data/source/lists.json").read_text(encoding="utf-8"))


@pytest.fixture
def run_cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """Runs the command in this process."""

    def run(*arguments: str) -> Run:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return run


def run_process(*arguments: str, stdin: bytes = b"", **environment: str) -> Run:
    """Runs the command as a process of its own, with an environment that holds little else."""
    done = subprocess.run(
        [sys.executable, "-m", "liststrict", *arguments],
        input=stdin, capture_output=True, env={"PATH": "/usr/bin:/bin", **environment}, check=False,
    )
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


_weights = cache(api.load_weights)
_lexicon = cache(api.load_lexicon)
_register = cache(api.law_register)


@pytest.fixture
def data_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests that build many screeners: what these only read is read once."""
    monkeypatch.setattr(api, "load_weights", _weights)
    monkeypatch.setattr(api, "load_lexicon", _lexicon)
    monkeypatch.setattr(api, "law_register", _register)

"""Workflow commands of GitHub: each problem becomes an annotation at its line."""

from typing import Final, TextIO

from liststrict.lint.formats.quoting import Lines
from liststrict.lint.report import Report
from liststrict.model.diagnostic import Severity

_COMMANDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}


def write(report: Report, stream: TextIO) -> None:
    """Writes one command a line."""
    lines = Lines(report.files)
    for problem in report.problems:
        mark = problem.mark
        text = f"{problem.message}（{problem.tip}）" if problem.tip else problem.message
        properties = {
            "file": mark.file,
            "line": mark.line,
            "col": mark.column,
            "endColumn": mark.column + lines.length(mark),
            "title": f"liststrict {problem.code}",
        }
        joined = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
        stream.write(f"::{_COMMANDS[problem.severity]} {joined}::{_data(text)}\n")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

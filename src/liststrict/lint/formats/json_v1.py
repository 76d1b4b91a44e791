"""JSON, version 1, for programs; a shape of its own that does not follow the inner types."""

import json
from typing import Any, Final, TextIO

from liststrict.lint.formats.quoting import Lines
from liststrict.lint.report import Report
from liststrict.model.diagnostic import SEVERITIES, Diagnostic

SCHEMA: Final = "liststrict-lint/v1"


def write(report: Report, stream: TextIO) -> None:
    """Writes one object."""
    lines = Lines(report.files)
    result = {
        "schema": SCHEMA,
        "packs": [
            {
                "id": pack.id,
                "version": pack.version,
                "folder": pack.shown,
                "suppressed": pack.suppressed,
                "problems": [_problem(problem, lines) for problem in pack.problems],
            }
            for pack in report.packs
        ],
        "counts": {level: report.count(level) for level in SEVERITIES},
    }
    json.dump(result, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _problem(problem: Diagnostic, lines: Lines) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "tip": problem.tip,
        **problem.mark._asdict(),
        "end_column": problem.mark.column + lines.length(problem.mark),
        "related": [{**one.mark._asdict(), "note": one.note} for one in problem.related],
        "fixable": bool(problem.edits),
    }

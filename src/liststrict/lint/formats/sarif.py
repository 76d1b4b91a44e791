"""SARIF 2.1.0, read by code hosts and editors."""

import json
from typing import Any, Final, TextIO
from urllib.parse import quote

from liststrict.api import engine_version
from liststrict.lint.formats.quoting import Lines
from liststrict.lint.registry import RULES
from liststrict.lint.report import Report
from liststrict.model.diagnostic import Diagnostic, Severity
from liststrict.model.marks import Mark

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"

# SARIF has no "info"; a note is what it calls one.
_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}


def write(report: Report, stream: TextIO) -> None:
    """Writes one log with one run; rules are listed whole, so that results can point to them."""
    lines = Lines(report.files)
    run = {
        "tool": {
            "driver": {
                "name": "liststrict",
                "semanticVersion": _semantic(engine_version()),
                "rules": [_rule(code) for code in RULES],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, lines) for problem in report.problems],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    json.dump(log, stream, ensure_ascii=False, indent=1)
    stream.write("\n")


def _semantic(version: str) -> str:
    """Versions of Python packages may have parts that semantic versioning does not know."""
    parts = [*version.partition("+")[0].split("."), "0", "0"][:3]
    return ".".join(part if part.isdecimal() else "0" for part in parts)


def _rule(code: str) -> dict[str, Any]:
    rule = RULES[code]
    return {
        "id": code,
        "shortDescription": {"text": rule.TITLE},
        "defaultConfiguration": {"level": _LEVELS[rule.SEVERITY]},
        "help": {"text": f"见 docs/lint/{code}.md"},
    }


def _result(problem: Diagnostic, lines: Lines) -> dict[str, Any]:
    text = f"{problem.message}（{problem.tip}）" if problem.tip else problem.message
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": list(RULES).index(problem.code),
        "level": _LEVELS[problem.severity],
        "message": {"text": text},
        "locations": [_location(problem.mark, lines)],
    }
    if problem.related:
        result["relatedLocations"] = [
            {"id": number, **_location(one.mark, lines), "message": {"text": one.note}}
            for number, one in enumerate(problem.related, 1)
        ]
    return result


def _location(mark: Mark, lines: Lines) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(mark.file)},
            "region": {
                "startLine": mark.line,
                "startColumn": mark.column,
                "endColumn": mark.column + lines.length(mark),
            },
        }
    }

"""JUnit XML: a suite for each pack, a case for each rule, a failure for each problem."""

import re
from typing import Final, TextIO
from xml.sax.saxutils import escape, quoteattr

from liststrict.lint.registry import RULES
from liststrict.lint.report import PackReport, Report
from liststrict.model.diagnostic import Diagnostic

# Characters that XML 1.0 does not allow, not even escaped.
_FORBIDDEN: Final = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def write(report: Report, stream: TextIO) -> None:
    """Writes one document; a rule with several problems has several failures in its case."""
    failing = sum(len(_failing(pack)) for pack in report.packs)
    ran = sum(len(pack.ran) for pack in report.packs)
    stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    stream.write(f'<testsuites name="liststrict lint" tests="{ran}" failures="{failing}">\n')
    for pack in report.packs:
        _suite(pack, stream)
    stream.write("</testsuites>\n")


def _failing(pack: PackReport) -> set[str]:
    return {problem.code for problem in pack.problems}


def _suite(pack: PackReport, stream: TextIO) -> None:
    stream.write(
        f'<testsuite name={_attribute(pack.shown)} tests="{len(pack.ran)}" '
        f'failures="{len(_failing(pack))}" errors="0" skipped="0">\n'
    )
    for code in pack.ran:
        problems = [problem for problem in pack.problems if problem.code == code]
        name = _attribute(f"{code} {RULES[code].TITLE}")
        opening = f"<testcase classname={_attribute(pack.id)} name={name}"
        if not problems:
            stream.write(f"{opening}/>\n")
            continue
        stream.write(f"{opening}>\n")
        for problem in problems:
            stream.write(_failure(problem))
        stream.write("</testcase>\n")
    stream.write("</testsuite>\n")


def _failure(problem: Diagnostic) -> str:
    kind = _attribute(problem.severity)
    return (
        f"<failure type={kind} message={_attribute(problem.message)}>"
        f"{escape(_allowed(str(problem)))}</failure>\n"
    )


def _attribute(text: str) -> str:
    return quoteattr(_allowed(text))


def _allowed(text: str) -> str:
    return _FORBIDDEN.sub("·", text)

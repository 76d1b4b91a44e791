"""Problems for people: place, message, the quoted line with a mark under the value, and the tip."""

from typing import Final, TextIO

from liststrict.lint.formats.quoting import Lines, visible
from liststrict.lint.report import Report
from liststrict.model.diagnostic import Diagnostic, Severity

SEVERITY_WORDS: Final[dict[Severity, str]] = {"error": "错误", "warning": "警告", "info": "提示"}


def write(report: Report, stream: TextIO) -> None:
    """Writes all problems and one line with the totals."""
    lines = Lines(report.files)
    for problem in report.problems:
        stream.write(_shown(problem, lines))
    totals = "，".join(f"{words} {report.count(level)}" for level, words in SEVERITY_WORDS.items())
    suppressed = sum(pack.suppressed for pack in report.packs)
    hidden = f"（另有 {suppressed} 个已屏蔽）" if suppressed else ""
    packs = "、".join(f"{pack.id} {pack.version}" for pack in report.packs)
    stream.write(f"检查了 {len(report.packs)} 个规则包（{packs}）：{totals}{hidden}\n")


def _shown(problem: Diagnostic, lines: Lines) -> str:
    word = SEVERITY_WORDS[problem.severity]
    shown = [f"{problem.mark}: {word} [{problem.code}] {visible(problem.message)}"]
    quote = lines.quote(problem.mark)
    if quote:
        number = str(problem.mark.line)
        shown.append(f"  {number} | {quote.text}")
        shown.append(f"  {' ' * len(number)} | {' ' * quote.before}{'^' * quote.length}")
    shown += [f"  相关：{related.mark} {visible(related.note)}" for related in problem.related]
    if problem.tip:
        shown.append(f"  建议：{visible(problem.tip)}")
    return "\n".join(shown) + "\n\n"

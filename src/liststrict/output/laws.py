"""The law register and the check of citations, as text for a reader."""

from collections.abc import Iterator, Sequence
from typing import Final, TextIO

from liststrict.laws.checks import Sources
from liststrict.laws.report import Finding, Report
from liststrict.laws.verify import not_holding
from liststrict.laws.wording import OUTCOME_WORDS
from liststrict.model.basis import Law, LawStatus

STATUS: Final[dict[LawStatus, str]] = {
    "in-force": "现行有效",
    "amended": "现行有效，修改过",
    "repealed": "已废止",
    "unverified": "效力未核实",
}
# Entries named in one line about something that could not be checked; the rest are counted.
_NAMED: Final = 6


def law_line(law: Law, sources: Sources) -> str:
    """One line of the list: id, status, versions, and how many texts the folder holds."""
    versions = sources.versions(law)
    dates = "、".join(version.date for version in versions if version.date) or "版本不详"
    held = sum(sources.text(law, version) is not None for version in versions)
    texts = f"　资料夹有 {held} 版" if sources.library else ""
    return f"{law.id}　{status_words(law)}　{dates}{texts}"


def status_words(law: Law) -> str:
    """Status, marked where nobody has verified it."""
    doubt = "" if law.status_verified or law.status == "unverified" else "（未核实）"
    return f"{STATUS[law.status]}{doubt}"


def law_rows(law: Law, sources: Sources) -> Iterator[tuple[str, str]]:
    """Everything that the register knows about one law."""
    yield "状态", status_words(law)
    if law.aliases:
        yield "又称", "、".join(law.aliases)
    yield "层级", law.level
    if law.issuer:
        yield "制定机关", law.issuer
    for version in sources.versions(law):
        facts = (
            f"{version.effective} 起施行" if version.effective else "",
            f"{version.articles} 条" if version.articles else "",
            "资料夹有文本" if sources.text(law, version) else "",
        )
        yield "版本", "　".join((version.date or "日期不详", *filter(None, facts)))
    replacement = sources.register.replaced_by(law)
    if replacement:
        yield "被取代", f"《{replacement.title}》"
    ended = sources.register.ended(law)
    if ended:
        yield "失效", f"{ended} 起"
    if law.as_of:
        yield "核实到", law.as_of
    if law.note:
        yield "说明", law.note


def write_report(report: Report, out: TextIO, everything: bool, unrecorded_only: bool) -> None:
    """Problems one by one, what could not be checked by law, then the numbers."""
    for finding in report.findings:
        shown = everything or finding.outcome not in ("holds", "unknown")
        if shown and not (unrecorded_only and finding.recorded):
            out.write(_finding_line(finding))
    if not everything and not unrecorded_only:
        for line in _unread(report.findings):
            out.write(line)
    for text in report.unregistered:
        what = "登记册没有这一版" if text.law_id else "登记册没有这部法"
        out.write(f"可以补登　《{text.title}》（{text.date}）：{what}\n")
    out.write(_summary(report))


def _finding_line(finding: Finding) -> str:
    noted = "（规则包已注明）" if not_holding(finding) and finding.recorded else ""
    problems = "；".join(finding.problems) or "与现行文本相符"
    place = f"《{finding.law.strip('《》')}》{finding.place}"
    return f"{OUTCOME_WORDS[finding.outcome]}　{finding.entry}　{place}：{problems}{noted}\n"


def _unread(findings: Sequence[Finding]) -> Iterator[str]:
    """One line for each law and reason, with the entries that cite it."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for finding in findings:
        if finding.outcome == "unknown":
            why = "；".join(finding.problems) or "没有这一版的文本，条、款、项未能核对"
            grouped.setdefault((finding.law, why), []).append(finding.entry)
    for (law, why), entries in grouped.items():
        named = list(dict.fromkeys(entries))
        more = "等" if len(named) > _NAMED else ""
        where = "、".join(named[:_NAMED])
        title = law.strip("《》")
        yield f"{OUTCOME_WORDS['unknown']}　《{title}》：{why}（{len(entries)} 处：{where}{more}）\n"


def _summary(report: Report) -> str:
    counts = "，".join(
        f"{words} {report.counts.get(outcome, 0)}" for outcome, words in OUTCOME_WORDS.items()
    )
    total = sum(report.counts.values())
    basis = "登记册和资料夹" if report.library else "登记册（没有给出 --library，条款只核到条数）"
    return (
        f"共核对 {total} 处引用：{counts}。"
        f"不成立而规则包尚未注明的 {report.unrecorded} 处。"
        f"依据{basis}，截至 {report.as_of}；规则包：{'、'.join(report.packs)}\n"
    )

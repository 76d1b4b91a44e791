"""What the readable formats of a notice share."""

from typing import Final

from liststrict.model.notice import BurdenSignal, NoticeTaskVerdict, NoticeVerdict

ROLE: Final = {
    "head": "版头",
    "title": "标题",
    "recipients": "主送",
    "preamble": "前言",
    "heading": "小标题",
    "task": "任务",
    "other": "其他",
    "closing": "结语",
    "attachment": "附件",
    "signature": "落款",
}


def head_rows(verdict: NoticeVerdict) -> list[tuple[str, str]]:
    """Label and text of what stands around the body; what was not found is left out."""
    notice = verdict.notice
    rows = [
        ("发文机关", notice.issuer),
        ("发文字号", notice.number),
        ("标题", notice.title),
        ("主送", notice.recipients),
        ("时限", notice.deadline),
        ("成文日期", notice.date),
        ("附件", "；".join(notice.attachments)),
    ]
    return [(label, words) for label, words in rows if words]


def place_line(task: NoticeTaskVerdict) -> str:
    """Where a task stands, in words."""
    place = task.place
    page = f"第 {place.page} 页，" if place.page else ""
    numbers = "".join(place.numbering)
    headings = " › ".join(place.headings)
    return (
        f"{page}第 {place.paragraph} 段"
        + (f"　{numbers}" if numbers else "")
        + (f"　{headings}" if headings else "")
    )


def task_head_rows(task: NoticeTaskVerdict) -> list[tuple[str, str]]:
    """What a task of a notice has beside its answer."""
    rows = [("位置", place_line(task))]
    if task.deadline:
        rows.append(("时限", task.deadline))
    if task.burden:
        rows.append(("负担信号", "、".join(task.burden)))
    return rows


def burden_rows(signals: tuple[BurdenSignal, ...]) -> list[tuple[str, str]]:
    """One row for each kind of signal: where it stands, and the rule that speaks of it."""
    grouped: dict[str, list[BurdenSignal]] = {}
    for signal in signals:
        grouped.setdefault(signal.name, []).append(signal)
    rows = []
    for name, found in grouped.items():
        words = "；".join(
            f"“{_short(one.text)}”（第 {one.paragraph} 段）" for one in _different(found)[:6]
        )
        rule = found[0].rule
        basis = f"。参见《{rule.title}》（{rule.published}）：{rule.says}" if rule else ""
        rows.append((name, f"{len(found)} 处：{words}{basis}"))
    return rows


def _different(found: list[BurdenSignal]) -> list[BurdenSignal]:
    """One for each wording in each paragraph."""
    return list({(one.text, one.paragraph): one for one in found}.values())


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"

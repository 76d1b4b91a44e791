"""What stands around the body of a notice: sender, number, recipients, title, date, attachments."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from liststrict.documents.document import Block, Document
from liststrict.documents.outline import number_of
from liststrict.documents.sentences import is_labelled

_NUMBER: Final = re.compile(
    r"[\u4e00-\u9fff]{1,14}[〔\[（(【﹝]\s*\d{4}\s*[〕\]）)】﹞]\s*第?\s*\d{1,5}\s*号"
)
_KINDS: Final = (
    "通知|函|意见|方案|决定|通报|请示|批复|公告|通告|计划|要点|办法|细则|清单|倡议书|任务书"
    "|纪要|责任书|承诺书|协议书?|合同|[通告]知单|督办[单函]|提示[单函]|提醒[单函]|[交派]办单|分解表|任务表|明细表|一览表|安排"
)
_TITLE: Final = re.compile(
    rf"(?:.{{0,60}}关于.{{2,90}}|.{{2,40}})(?:{_KINDS})(?:[（(][^）)]{{1,16}}[）)])?"
)
_TITLE_END: Final = re.compile(rf"(?:{_KINDS})(?:[（(][^）)]{{1,16}}[）)])?$")
_RECIPIENTS: Final = re.compile(
    r"[^。；]{0,160}(?:各|村|社区|居|委|办|所|站|局|单位|部门|同志|支部)[^。；]{0,80}[：:]"
)
_DATE: Final = re.compile(
    r"(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月"
    r"\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
_UNIT: Final = re.compile(
    r"[^，。；：、\d]{2,40}(?:政府|委员会|党委|办公室|办|局|所|站|中心|院|指挥部|领导小组|专班|工作组"
    r"|部|会|公司|校|学|园|行|处|队|村|社区|社|庭|厅)(?:[（(][^）)]{1,12}[）)])?"
)
_RED_HEAD: Final = re.compile(r"([^，。；：\d]{2,40}?)(?:文件|（便函）|\(便函\))")
_FROM_TITLE: Final = re.compile(r"^(.{2,30}?)(?:办公室)?关于")
_ATTACHED: Final = re.compile(r"附件\s*(?:\d{1,2}|[一二三四五六七八九十])?\s*[：:]\s*(.*)")
_ANNEX: Final = re.compile(r"附件\s*(?:\d{1,2}|[一二三四五六七八九十])?\s*[：:]?")
_LISTED: Final = re.compile(r"(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])\s*\S.*")
_HEAD_BLOCKS: Final = 14
# Below the title of minutes, agreements and slips: number, sender, date, parties.
_BELOW_TITLE: Final = re.compile(
    r"[（(]?(?:第\s*[\d一二三四五六七八九十]+\s*[期号次]|\d{4}年第\d+[期号]).{0,20}|[^，。；：！？]{0,30}\d{4}\s*年[^，。；：！？]{0,20}"
    r"|[（(][^）)]{2,30}[）)]"
)
_END_BLOCKS: Final = 8
_OUTLINED: Final = 3


class Frame(NamedTuple):
    """The frame of a notice. Block numbers count from 0; `body` is the range between head and end.

    `framed` tells whether the document has the shape of a notice at all.
    """

    issuer: str | None
    number: str | None
    recipients: str | None
    title: str | None
    date: str | None
    attachments: tuple[str, ...]
    framed: bool
    body: range
    roles: dict[int, str]
    annex: int


def find_frame(document: Document) -> Frame:
    """Finds the frame of a document; what is not there is None."""
    words = [document.words(block).strip() for block in document.blocks]
    blocks = document.blocks
    annex = _annex(words, blocks)
    roles: dict[int, str] = {}
    number = _find_number(words, roles)
    recipients = _find_recipients(words, blocks, annex)
    title = _find_title(words, blocks, recipients, roles)
    start = 0
    if recipients is not None:
        roles[recipients] = "recipients"
        start = recipients + 1
        for index in range(recipients):
            roles.setdefault(index, "head")
    elif roles:
        start = max(roles) + 1
        for index in range(start):
            roles.setdefault(index, "head")
    if title is not None and recipients is None:
        start = _below_title(words, start, annex, roles)
    attachments = _find_attachments(words, start, annex, roles)
    date, signer = _find_signature(words, start, annex, roles)
    issuer = _red_head(words, start) or signer or _from_title(title)
    end = annex
    while end > start and roles.get(end - 1) in ("attachment", "signature"):
        end -= 1
    framed = bool(number or recipients is not None or (title and _shaped(words, signer or date)))
    to = words[recipients].rstrip("：:") if recipients is not None else None
    return Frame(
        issuer, number, to, title, date, attachments, framed, range(start, end), roles, annex
    )


def is_title(paragraph: str) -> bool:
    """Whether a paragraph is the title of a notice, as one that is forwarded has it."""
    words = paragraph.strip()
    return "关于" in words and "。" not in words and _TITLE.fullmatch(words) is not None


def _below_title(words: Sequence[str], start: int, annex: int, roles: dict[int, str]) -> int:
    """Where the body begins: lines below the title that name number, date or parties are no body."""
    while start < annex and (
        _BELOW_TITLE.fullmatch(words[start])
        or _UNIT.fullmatch(words[start])
        or is_labelled(words[start])
    ):
        roles[start] = "head"
        start += 1
    return start


def _shaped(words: Sequence[str], signed: str | None) -> bool:
    """Whether a document with a title has an end or an outline, as notices, minutes and plans have."""
    return bool(signed) or sum(number_of(line) is not None for line in words) >= _OUTLINED


def _annex(words: Sequence[str], blocks: Sequence[Block]) -> int:
    """Where the text of the first attachment begins: a line that says 附件 and no more."""
    for index in range(2, len(words)):
        line = words[index]
        if blocks[index].kind == "row":
            continue
        if _ANNEX.fullmatch(line) and not line.endswith(("：", ":")):
            return index
    return len(words)


def _find_number(words: Sequence[str], roles: dict[int, str]) -> str | None:
    for index, line in enumerate(words[:_HEAD_BLOCKS]):
        match = _NUMBER.search(line)
        if match and len(line) < 60:
            roles[index] = "head"
            return re.sub(r"\s", "", match.group())
    return None


def _find_recipients(words: Sequence[str], blocks: Sequence[Block], annex: int) -> int | None:
    for index, line in enumerate(words[: min(_HEAD_BLOCKS, annex)]):
        short = len(line) <= 160 and "。" not in line
        if short and blocks[index].kind != "row" and _RECIPIENTS.fullmatch(line):
            if re.search(r"如下|以下|下列|联系|^附件|^[一二三四五六七八九十]、|工作要求", line):
                return None
            return index
    return None


def _find_title(
    words: Sequence[str],
    blocks: Sequence[Block],
    recipients: int | None,
    roles: dict[int, str],
) -> str | None:
    """The last lines before the recipients that end like a title; it may take several lines."""
    limit = recipients if recipients is not None else min(6, len(words))
    for index in range(limit - 1, -1, -1):
        line = words[index]
        if not _TITLE_END.search(line) or len(line) > 120 or blocks[index].kind == "row":
            continue
        first = index
        while first > 0 and "关于" not in "".join(words[first : index + 1]):
            if roles.get(first - 1) or len(words[first - 1]) > 40 or index - first > 3:
                break
            first -= 1
        if "关于" not in "".join(words[first : index + 1]):
            first = index
        # The sender's name may stand on a line of its own above 关于….
        above = words[first - 1] if first else ""
        if (
            words[first].startswith("关于")
            and roles.get(first - 1) is None
            and _UNIT.fullmatch(above)
            and not above.endswith("文件")
        ):
            first -= 1
        title = "".join(words[first : index + 1])
        if _TITLE.fullmatch(title):
            for part in range(first, index + 1):
                roles[part] = "title"
            return title
    return None


def _find_attachments(
    words: Sequence[str], start: int, annex: int, roles: dict[int, str]
) -> tuple[str, ...]:
    found: list[str] = []
    for index in range(start, annex):
        match = _ATTACHED.fullmatch(words[index])
        if match is None:
            continue
        roles[index] = "attachment"
        found.append(match.group(1).strip())
        for later in range(index + 1, annex):
            if not _LISTED.fullmatch(words[later]) or len(words[later]) > 80:
                break
            roles[later] = "attachment"
            found.append(words[later])
    names = [re.sub(r"^(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])\s*", "", name) for name in found]
    return tuple(name.rstrip("。；;") for name in names if name)


def _find_signature(
    words: Sequence[str], start: int, annex: int, roles: dict[int, str]
) -> tuple[str | None, str | None]:
    """Date and sender at the end of the notice."""
    for index in range(annex - 1, max(start - 1, annex - _END_BLOCKS), -1):
        match = _DATE.search(words[index])
        if match is None or len(words[index]) > 60:
            continue
        rest = (words[index][: match.start()] + words[index][match.end() :]).strip()
        date = re.sub(r"\s", "", match.group())
        if rest and not _UNIT.fullmatch(rest):
            continue
        signer = rest or None
        first = index
        while signer is None or first > start:
            above = words[first - 1] if first > start else ""
            if not _UNIT.fullmatch(above):
                break
            first -= 1
            signer = f"{above}、{signer}" if signer else above
        for part in range(first, annex):
            roles.setdefault(part, "signature" if part <= index else "closing")
        for part in range(index + 1, annex):
            if roles[part] == "closing":
                roles[part] = "signature"
        return date, signer
    return None, None


def _red_head(words: Sequence[str], start: int) -> str | None:
    for line in words[: min(start, 5)]:
        match = _RED_HEAD.fullmatch(line.replace(" ", "").replace("　", ""))
        if match:
            return match.group(1)
    return None


def _from_title(title: str | None) -> str | None:
    match = _FROM_TITLE.match(title or "")
    if match is None:
        return None
    unit = (title or "")[: (title or "").index("关于")]
    return unit if _UNIT.fullmatch(unit) else None

"""Decisions and citations into Chinese: reason, advice and notes. Wording only, no deciding."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from liststrict.decide.situation import Decision
from liststrict.model.outcome import NOTHING_ASKED, UNDECIDED, Outcome, RequestKind
from liststrict.model.verdict import Advice, Citation, CitedBasis
from liststrict.numerals import chinese_number

_SHORT_QUOTE: Final = 60

_PART: Final = {"details": "第{n}点", "duties": "职责第{n}点", "purpose": "用途", "title": ""}

_TOWNSHIP: Final[dict[Outcome, str]] = {
    "forbidden": "不得下派给村，应由{units}自行办理。",
    "unlisted": "清单没有列明，下派或要求出证前须先经村级工作事务准入审核；未经准入，不得交村办理。",
    "assisting-duty": "可以请村委会协助，由{units}负责并承担主体责任，同时提供必要的条件和经费。",
    "self-governance": "属村民自治范围，可以指导、支持和帮助，不得作为行政任务下达或者列入排名考核。",
    "allowed": "可由村级组织办理，{units}给予指导，不另加材料和环节。",
}
_VILLAGE: Final[dict[Outcome, str]] = {
    "forbidden": "可以拒绝，并引用上述条款答复{units}。",
    "unlisted": "先不办理，请对方说明依据并提交乡镇（街道）审核；审核通过前可以暂缓。",
    "assisting-duty": "应当予以协助；超出清单所列协助内容的部分，可以请{units}自行办理。",
    "self-governance": "由村民委员会按村民自治的程序自行决定和办理。",
    "allowed": "可以办理，按规定的程序和材料要求进行。",
}
_CERTIFICATE_VILLAGE: Final[dict[Outcome, str]] = {
    "forbidden": "不出具此项证明，请将下面的办理途径告知群众。",
    "unlisted": "没有清单依据，不宜出具；请要求出证的单位说明法律法规依据，并报乡镇（街道）审核。",
    "allowed": "核实情况后可以出具或者签署意见，写明用途，并登记用印。",
}
_UNDECIDED: Final[dict[RequestKind, Advice]] = {
    "task": Advice(
        township="请写明由谁负责、要村里做什么、做到哪一步，再审一次；仍不能确定的，先作人工审核，未有结论不得交村办理。",
        village="先不办理，也不直接拒绝；请对方写明要做的事和依据，交乡镇（街道）人工审核。",
    ),
    "certificate": Advice(
        township="请写明证明什么事实、作什么用，再审一次；仍不能确定的，先作人工审核，未有结论不得要求出证。",
        village="先不出具，也不直接拒绝；请对方写明要证明的事实和用途，交乡镇（街道）人工审核。",
    ),
}
_NOTHING_ASKED: Final = Advice(
    township="没有要村里办的事，不必下派；确实要村里办的，请写明要做什么，再审一次。",
    village="不用办理；对方确实要村里办的，请其写明要做什么，交乡镇（街道）审核。",
)
_STATUS: Final = {
    "misnumbered": "所引条款序号有误",
    "contrary": "现行法律的规定与此不一致",
    "unsupported": "所引条款与本项内容不对应",
    "unverified": "尚未核实条文",
}


def reason(decision: Decision, cited: tuple[str, str] | None, evidence: Sequence[str]) -> str:
    """Why this answer: what was read in the text, and which clause it rests on.

    `cited` are the words for the first citation and the notes on its legal basis.
    """
    shown = "、".join([f"“{words}”" for words in dict.fromkeys(evidence[:4])])
    read = f"文中提到{shown}，" if shown else ""
    if cited is None:
        return f"{read}{decision.finding}，须人工审核。"
    return f"{read}{decision.finding}，依据{cited[0]}。{cited[1]}"


def cited_in_words(citation: Citation) -> str:
    """Place of a citation, with the quote where it is short enough to be read in a sentence."""
    quote = citation.quote if len(citation.quote) <= _SHORT_QUOTE else ""
    repeated = quote == citation.title
    return place(citation) + (f"（“{quote}”）" if quote and not repeated else "")


def place(citation: Citation) -> str:
    """List, number and clause of a citation in words."""
    part = _PART[citation.part].format(n=citation.clause)
    return entry_place(citation.list_title, citation.no, citation.title) + part


def entry_place(list_title: str, number: int, title: str) -> str:
    """List and number of an entry in words."""
    return f"《{list_title}》第{number}项“{title}”"


def notes_on_basis(citation: Citation) -> str:
    """What is known against the cited laws: none found, or revised since."""
    if all(basis.origin == "list" for basis in citation.legal_basis):
        return "未查到直接的法律条文，以公布的清单为据。"
    stale = next((basis for basis in citation.legal_basis if basis.status == "superseded"), None)
    if stale is None:
        return ""
    return f"其中{cited_place(stale)}：{_superseded(stale)}。"


def _superseded(basis: CitedBasis) -> str:
    """What became of a provision: moved within its law, taken over by another, or gone."""
    if not basis.now:
        return "依据已修订或废止，未见直接承接的条款"
    same_law = f"《{basis.law.strip('《》')}》" in basis.now
    return f"依据已{'修订' if same_law else '被取代'}，现为{basis.now}"


def cited_place(basis: CitedBasis) -> str:
    """Title and provision of one cited law."""
    article = f"第{chinese_number(basis.article)}条" if basis.article else ""
    paragraph = f"第{chinese_number(basis.paragraph)}款" if basis.paragraph else ""
    item = ""
    if basis.item:
        number = chinese_number(basis.item)
        item = f"第（{number}）项" if basis.article else f"第{number}项"
    return f"《{basis.law.strip('《》')}》{article}{paragraph}{item}"


def basis_line(basis: CitedBasis) -> str:
    """One line for one cited provision, with its status where it is not simply in force."""
    status = _STATUS.get(basis.status, "")
    now = f"，现为{basis.now}" if basis.now and status else ""
    if basis.status == "superseded":
        status = _superseded(basis)
    origin = {"editorial": "编者补充", "list": "未查到法律，以清单本身为据"}.get(basis.origin, "")
    notes = "；".join(note for note in (origin, f"{status}{now}" if status else "") if note)
    return f"{cited_place(basis)}{f'（{notes}）' if notes else ''}"


def advice(decision: Decision, kind: RequestKind, citation: Citation | None) -> Advice:
    """What the township and the village do next."""
    if decision.rule == UNDECIDED:
        return _UNDECIDED[kind]
    if decision.rule == NOTHING_ASKED:
        return _NOTHING_ASKED
    return _advice(decision.outcome, kind, citation.units if citation else ())


@lru_cache(maxsize=1024)
def _advice(outcome: Outcome, kind: RequestKind, cited: tuple[str, ...]) -> Advice:
    units = "、".join(cited) or "主管部门"
    village = _VILLAGE[outcome]
    if kind == "certificate":
        village = _CERTIFICATE_VILLAGE.get(outcome, village)
    township = _TOWNSHIP[outcome]
    if kind == "certificate" and outcome == "forbidden":
        township = "不得要求村（居）委会出具此项证明，请办事单位按下面的途径核实。"
    return Advice(township=township.format(units=units), village=village.format(units=units))

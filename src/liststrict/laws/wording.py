"""What a check found, in Chinese: one line per problem, with what to do about it."""

from collections.abc import Iterator
from typing import Final

from liststrict.laws.citation import Place
from liststrict.laws.register import Register, starts
from liststrict.laws.report import FindingOutcome, Move, PlaceCheck
from liststrict.model.basis import Law

OUTCOME_WORDS: Final[dict[FindingOutcome, str]] = {
    "broken": "引用有误",
    "stale": "依据已变",
    "doubtful": "存疑",
    "unknown": "未能核对",
    "holds": "成立",
}


def existence_problems(
    law: Law | None, place: Place, now: PlaceCheck, then: PlaceCheck | None
) -> Iterator[str]:
    """No such law, article, paragraph or item."""
    if law is None:
        yield "登记册里没有这部法；请核对法名，或者先在登记册里登记"
        return
    checked = then if then and then.place_missing else now
    missing = _missing_level(checked, place)
    if missing:
        yield f"{_version(checked.version)}没有{missing}；请对照条文改正"


def _missing_level(check: PlaceCheck, place: Place) -> str:
    if check.article_exists is False:
        return str(Place(place.article, branch=place.branch))
    if check.paragraph_exists is False:
        return str(place._replace(item=None, remark=""))
    return str(place._replace(remark="")) if check.item_exists is False else ""


def status_problem(register: Register, law: Law | None, now: PlaceCheck) -> Iterator[str]:
    """Repealed, or not yet in force."""
    if law is None:
        return
    if now.in_force is False:
        replacement = register.replaced_by(law)
        ended = register.ended(law)
        since = f"自 {ended} 起" if ended else ""
        instead = f"，由《{replacement.title}》取代" if replacement else ""
        yield f"{since}已废止{instead}；请改引现行规定"
    elif now.in_force is None and not law.status_verified:
        yield "现行效力尚未核实；请查证后在登记册里注明"
    elif now.in_force is None:
        first = starts(law.versions[0]) if law.versions else None
        yield f"登记册所知最早的版本自 {first} 起施行；请补登更早的版本，或者核对日期"


def move_problem(move: Move | None, law: Law | None) -> Iterator[str]:
    """Where the words of the provision are now."""
    if move is None or move.kind == "same" or law is None:
        return
    elsewhere = f"《{move.law}》" if move.law_id != law.id else ""
    versions = f"{_version(move.from_version)}的文字"
    target = f"{elsewhere}{_version(move.to_version)}"
    if move.kind == "moved":
        yield f"{versions}，现为{target}{move.now}；请改引"
    elif move.kind == "likely":
        yield f"{versions}，{target}里相近的是{move.now}；请对照后改引"
    elif move.kind == "gone":
        yield f"{versions}，在{target}里未见承接的条款；请重新查找依据"
    else:
        yield f"自{_version(move.from_version)}以来已有{target}，缺文本，条文去向无法对照；请补齐两版文本"


def _version(date: str | None) -> str:
    return f"{date} 版" if date else "所知版本"

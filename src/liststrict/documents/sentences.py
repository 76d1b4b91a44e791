"""Sentences of a notice: which of them ask for something, and why the others do not."""

import re
from typing import Final, Literal, NamedTuple

from liststrict.documents.outline import number_of
from liststrict.documents.subject import (
    CONDITION,
    Subject,
    is_left_to_village,
    subject_of,
)
from liststrict.documents.wording import load_verbs, load_wording

# `may` ask for something, if the screener knows what it is about; `quiet` sentences say nothing by
# themselves and go with their neighbours.
Finding = Literal["asks", "may", "formula", "superior", "preamble", "quiet", "heading"]

EDGE: Final = " 　，；：、:;\n\t"
_RUN_IN: Final = 24
_NAMED_HEADING: Final = 6
ASKING: Final[tuple[Finding, ...]] = ("asks", "may")
SET_ASIDE: Final[tuple[Finding, ...]] = ("formula", "superior", "preamble")


class Setting(NamedTuple):
    """Where a sentence stands.

    `framed` documents have the shape of a notice; `soft` headings promise only exhortations, `still`
    ones what the sender arranges; `listed` sentences stand below a number, `numbered` ones first behind it; `towns` are the only ones addressed.
    """

    framed: bool
    soft: bool = False
    still: bool = False
    listed: bool = False
    numbered: bool = False
    towns: bool = False


def judge(sentence: str, setting: Setting) -> Finding:
    """What a sentence is."""
    bare = bare_of(sentence)
    found = _by_shape(sentence.strip(_BLANK), bare)
    if found is None:
        subject = subject_of(bare, setting.towns)
        found = _set_aside(bare, subject)
    if found is not None:
        return found
    named = subject == "village" or is_left_to_village(bare)
    return _asking(sentence, bare, named, setting)


def _by_shape(sentence: str, bare: str) -> Finding | None:
    """What no word is needed to tell: a lead-in, a question, a line of signs."""
    if not re.search(r"[\u4e00-\u9fff]", bare):
        return "quiet"
    if sentence.endswith(("：", ":")):
        return "preamble"  # what it asks for follows
    asked = sentence.endswith(("？", "?"))
    return "quiet" if asked and not load_wording().request.search(bare) else None


def _set_aside(bare: str, subject: Subject | None) -> Finding | None:
    """Why a sentence is no task; None where it may be one."""
    wording = load_wording()
    by_village = is_left_to_village(bare)
    if wording.consequence.search(bare) and not by_village:
        return "superior"
    for name in SET_ASIDE:
        found = getattr(wording, name).search(bare)
        # What others do behind the village's own act is a detail of it: 各村推荐，由司法所培训.
        detail = by_village or (subject == "village" and found and found.start())
        if found and not (name == "superior" and detail):
            return name
    if _exhorts(bare):
        return "quiet"
    if subject == "other" and not by_village:
        return "superior"
    return "preamble" if _tells(bare, subject == "village") else None


def _asking(sentence: str, bare: str, named: bool, setting: Setting) -> Finding:
    """Whether a sentence about the village, `named` or meant, asks for something."""
    if setting.still:
        return "asks" if named else "quiet"
    if setting.soft:
        return _below_soft_heading(sentence, bare, named)
    if setting.listed and load_wording().quota.search(bare):
        return "asks"
    return _named_asks(bare, setting) if named else _unnamed_asks(bare, setting)


def _named_asks(bare: str, setting: Setting) -> Finding:
    wording = load_wording()
    told = any(one.search(bare) for one in (wording.deontic, wording.directive, wording.act))
    if told or is_left_to_village(bare):
        return "asks"
    if wording.state.search(bare):
        return "quiet"
    return "asks" if setting.numbered else "may"


def _unnamed_asks(bare: str, setting: Setting) -> Finding:
    wording = load_wording()
    told = wording.deontic.search(bare) or _begins_with_act(bare, setting.numbered)
    if wording.request.search(bare) or (setting.listed and told):
        return "asks"
    return "may" if setting.numbered or _instructs(bare) else "quiet"


def _below_soft_heading(sentence: str, bare: str, named: bool) -> Finding:
    wording = load_wording()
    if named and (wording.act.search(bare) or wording.deadline.search(bare)):
        return "asks"
    asked = named or wording.request.search(bare) is not None
    short = len(bare) <= _RUN_IN and "，" not in bare and sentence.strip().endswith("。")
    if not wording.concrete.search(bare) or (short and not asked):
        return "may" if _begins_with_act(bare, False) and not short else "quiet"
    return "asks" if asked or wording.deadline.search(bare) else "may"


def _begins_with_act(bare: str, first_said: bool) -> bool:
    """Whether a sentence begins with an act, or with what is to be acted on; a time may stand before.

    What is `first_said` behind a number may begin with any verb.
    """
    wording = load_wording()
    parts = re.split("[，；：:]", bare)
    first = next((one for one in parts if not one.endswith(CONDITION)), parts[0])
    for before in (wording.opening.pattern, f"[于在]?(?:{wording.deadline.pattern})"):
        found = re.match(before, first)
        first = first[found.end() :] if found else first
    known = wording.act.match(first) or wording.object_first.match(first)
    return known is not None or (first_said and first[:2] in load_verbs())


def _instructs(bare: str) -> bool:
    """Whether a sentence that names nobody tells a duty, or begins one of its clauses with an act."""
    wording = load_wording()
    if wording.deontic.search(bare):
        return True
    parts = re.split("[，；：:]", bare)
    return any(wording.act.match(one) or wording.object_first.match(one) for one in parts)


def _tells(bare: str, named: bool) -> bool:
    """Whether a sentence tells facts and no duty; of the village only at once: 双河村已完成整改."""
    wording = load_wording()
    parts = re.split("[，；：:]", bare)
    if wording.deontic.search(bare) or any(wording.act.match(one) for one in parts):
        return False
    return wording.fact.search(parts[0] if named else bare) is not None


def _exhorts(bare: str) -> bool:
    """Whether a sentence exhorts and does no more: 认真摸排，……于月底前报送 does more."""
    wording = load_wording()
    exhorting = False
    for segment in re.split("[，；]", bare):
        if wording.exhortation.search(segment):
            exhorting = True
        elif wording.concrete.search(segment):
            return False
        elif not wording.preamble.search(segment) and wording.directive.search(segment):
            return wording.exhortation.match(bare) is not None
    return exhorting


def is_labelled(paragraph: str) -> bool:
    """Whether a paragraph is a line of a form or of minutes: 承办单位：……."""
    label = load_wording().label.pattern
    return (
        re.match(rf"(?:{label})[ 　]*[：:]|[【\[](?:{label})[】\]]", paragraph.strip()) is not None
    )


def asks_village(paragraph: str) -> bool:
    """Whether a line of a form asks the village all the same: 参加人员：每村选派两名队员."""
    said = re.split("[：:]", paragraph, maxsplit=1)[-1].strip()
    wording = load_wording()
    told = wording.deontic.search(said) or wording.quota.search(said)
    return told is not None and subject_of(said) == "village"


def runs_in(sentence: str) -> bool:
    """Whether a first sentence is a heading that runs into the text: 拆除违建。各村……"""
    bare = sentence.strip()
    if not bare.endswith("。") or len(bare) > _RUN_IN or "，" in bare:
        return False
    wording = load_wording()
    named = is_left_to_village(bare) or wording.village.match(bare)
    if named and len(bare) > _NAMED_HEADING:
        return False
    return not wording.no_heading.search(bare)


def bare_of(sentence: str) -> str:
    """A sentence without numbers before it, words of a record, and marks around it."""
    text = sentence.strip(_MARKS)
    number = number_of(text)
    if number is not None:
        text = text[number.end :]
    text = re.sub(r"^[一二三四五六七八九十]{1,2}[是要]", "", text).strip(_MARKS)
    reported = load_wording().reported.match(text)
    text = text[reported.end() :] if reported else text
    # Emoji and other signs at the end say nothing.
    return re.sub(r"[^\w）)】”》]+$", "", text)


_BLANK: Final = " 　\n\t"
_MARKS: Final = " 　，。；：、:;！？\n\t"

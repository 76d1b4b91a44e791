"""Who a sentence speaks of: the village, which is asked, or another unit, which acts itself."""

import re
from functools import cache
from typing import Final, Literal

from liststrict.documents.wording import load_verbs, load_wording

Subject = Literal["village", "other"]

_SEGMENT: Final = re.compile("([^，；：:]*)([，；：:]|$)")
# A unit's name does not hold the words that lead to an object: 报送镇规建办统一处理 has no subject.
_NAME: Final = r"(?:[^，。；：:！？到向对把将给请被从在与送至由为并]|交(?=通|巡|警))"
_LONGEST: Final = 40
# A clause that ends so only says when or to whom something applies.
CONDITION: Final = ("的", "时", "后", "前", "违者")


def subject_of(sentence: str, towns: bool = False) -> Subject | None:
    """The first subject that a sentence names; None where it names none.

    With `towns`, the notice goes to towns only, which hand it on: they stand for the village.
    """
    wording = load_wording()
    for segment, sign in _SEGMENT.findall(sentence):
        words = segment.strip()
        opening = wording.opening.match(words)
        words = words[opening.end() if opening else 0 :]
        if towns and wording.town.match(words):
            return "village"
        found = _subject_in(words, bool(sign) and sign in "：:")
        if found is not None:
            # An act that nobody is named for is the village's; what follows it is its object.
            return None if found == "implied" else found
    return None


def _subject_in(words: str, labelled: bool) -> Subject | Literal["implied"] | None:
    """The subject of one clause; `labelled` if a colon follows it."""
    wording = load_wording()
    if wording.village.match(words) or _acts_by_name(words):
        return "village"
    conditional = words.endswith(CONDITION)
    unit = unit_name().match(words)
    if unit and not conditional:
        return "village" if wording.hands_on.match(words, unit.end()) else "other"
    led = _led_by().search(words)
    if led:
        return "village" if wording.village.search(led.group("unit")) else "other"
    if wording.act.match(words) and not conditional:
        return "implied"
    return _looser_subject(words, labelled) or ("village" if is_left_to_village(words) else None)


def _acts_by_name(words: str) -> bool:
    """Whether a village is named and an act follows; 完善村规 begins with a verb and names none."""
    wording = load_wording()
    name = wording.village_name.match(words)
    if name is None or words[:2] in load_verbs() or wording.act.match(words):
        return False
    rest = words[name.end() :]
    acts = wording.act.match(rest) or wording.object_first.match(rest)
    return acts is not None or rest[:2] in load_verbs()


def _looser_subject(words: str, labelled: bool) -> Subject | None:
    """Units known by the end of their name only, and people who are no organisation."""
    wording = load_wording()
    if words.endswith(CONDITION) or wording.takes_unit.match(words):
        return None
    other = _other(labelled).match(words)
    if other and not wording.act.search(other.group()):
        return "village" if wording.hands_on.match(words, other.end()) else "other"
    return "other" if wording.people.match(words) else None


def is_left_to_village(sentence: str) -> bool:
    """Whether somebody is dealt with by the village: 对……的，由村委会……."""
    return _left_to_village().search(sentence) is not None


def is_others_duty(heading: str) -> bool:
    """Whether a heading announces what another unit has to do: 甲方责任, 镇级部门职责."""
    duty = re.search("(?:的)?(?:主要|工作|具体|重点)?(?:职责|责任|任务|义务)$", heading)
    if duty is None:
        return False
    unit = heading[: duty.start()]
    wording = load_wording()
    if wording.takes_unit.match(heading) or wording.village.search(unit):
        return False
    return re.fullmatch(rf".*(?:{wording.other_unit.pattern})", unit) is not None


def is_left_to_others(cell: str) -> bool:
    """Whether a cell of responsible units names others and no village."""
    wording = load_wording()
    return not wording.village.search(cell) and bool(wording.other_unit.search(cell))


@cache
def _other(labelled: bool) -> re.Pattern[str]:
    """A unit at the beginning and what it does; before a colon it may stand alone."""
    wording = load_wording()
    follows = rf"(?:{wording.predicate.pattern})" + ("|$" if labelled else "")
    return re.compile(
        rf"(?!(?:{_NAME}){{0,{_LONGEST}}}?(?:村|社区|居))"
        rf"(?:{_NAME}){{0,{_LONGEST}}}?(?:{wording.other_unit.pattern})"
        rf"(?:[（(][^）)]*[）)])?(?={follows})"
    )


@cache
def unit_name() -> re.Pattern[str]:
    """A unit by its whole name at the beginning; what is `of` it or near it is not the unit."""
    names = load_wording().unit_name.pattern.replace("_NAME_", _NAME)
    return re.compile(rf"(?:{names})(?:[（(][^）)]*[）)])?(?![的内外]|周边|附近|门口|村|$)")


@cache
def _left_to_village() -> re.Pattern[str]:
    wording = load_wording()
    return re.compile(wording.does_itself.pattern.replace("_VILLAGE_", wording.village.pattern))


@cache
def _led_by() -> re.Pattern[str]:
    units = load_wording().other_unit.pattern
    return re.compile(rf"(?:^|[^理自缘])由(?P<unit>[^，。；：]{{0,{_LONGEST}}}?(?:{units}))")

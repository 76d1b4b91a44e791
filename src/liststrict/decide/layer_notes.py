"""Conflicts between layers in words: both entries, and the rule of precedence that settled them."""

from collections.abc import Mapping

from liststrict.decide.reason import entry_place
from liststrict.model.entry import Entry, Level, Pack, RuleList
from liststrict.model.verdict import ConflictNote
from liststrict.packs.precedence import RULES, Settlement

LEVEL_WORDS: dict[Level, str] = {
    "country": "国家",
    "province": "省（市）",
    "county": "县（区）",
    "town": "乡镇",
    "village": "村",
}

Row = tuple[Pack, RuleList, Entry]


def conflict_note(settlement: Settlement, decided: str, rows: Mapping[str, Row]) -> ConflictNote:
    """The note for one settlement, to go with an answer that rests on `decided`, one of the two.

    Where an override does not reach the request, the entry that it overrides still decides.
    """
    prevails, yields = _place(rows[settlement.prevails]), _place(rows[settlement.yields])
    reason = f"；理由：{settlement.reason}" if settlement.reason else ""
    rule = f"适用规则：{RULES[settlement.rule]}{reason}"
    if decided == settlement.prevails:
        note = f"{prevails}与{yields}规定不一致，两条都保留，适用前者。{rule}"
    else:
        note = (
            f"{prevails}对{yields}另有规定，两条都保留；来文没有说明属于前者所列的情形，适用后者，"
            f"属于该情形的适用前者。{rule}"
        )
    return ConflictNote(entries=(settlement.prevails, settlement.yields), note=note)


def _place(row: Row) -> str:
    pack, rules, entry = row
    level = LEVEL_WORDS[pack.header.level]
    place = entry_place(rules.title, entry.no, entry.title)
    return f"{level}清单{place}（{pack.reference(entry)}）"

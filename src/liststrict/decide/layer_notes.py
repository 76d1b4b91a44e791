"""Conflicts between layers in words: both entries, and the rule of precedence that settled them."""

from collections.abc import Mapping

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


def conflict_note(settlement: Settlement, rows: Mapping[str, Row]) -> ConflictNote:
    """The note for one settlement, which goes with either of its entries."""
    prevails, yields = rows[settlement.prevails], rows[settlement.yields]
    reason = f"；理由：{settlement.reason}" if settlement.reason else ""
    return ConflictNote(
        entries=(settlement.prevails, settlement.yields),
        note=(
            f"{_place(prevails)}与{_place(yields)}规定不一致，两条都保留，适用前者。"
            f"适用规则：{RULES[settlement.rule]}{reason}"
        ),
    )


def _place(row: Row) -> str:
    pack, rules, entry = row
    level = LEVEL_WORDS[pack.header.level]
    return f"{level}清单《{rules.title}》第{entry.no}项“{entry.title}”（{pack.reference(entry)}）"

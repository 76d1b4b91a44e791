"""Notices about time: what ends soon, and which of the lists asked for take no part on the day."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from liststrict.decide.reason import entry_place
from liststrict.model.entry import Entry, Pack, RuleList
from liststrict.packs.in_force import last_day

SOON_DAYS: Final = 60


def ending_soon(pack: Pack, rules: RuleList, entry: Entry, on: date) -> str | None:
    """One line for an entry that holds on the day and ends within the next weeks."""
    end = last_day(pack, entry)
    if end is None or not 0 <= (end - on).days <= SOON_DAYS:
        return None
    days = (end - on).days
    left = f"还有 {days} 天" if days else "今天是最后一天"
    return (
        f"{entry_place(rules.title, entry.no, entry.title)}有效期到 {end.isoformat()} 为止（{left}），"
        "到期后请以新的清单为准"
    )


def left_out(packs: Sequence[Pack], on: date) -> tuple[str, ...]:
    """One line for each pack that was asked for and is not in force on the day."""
    return tuple(
        f"规则包 {pack.id}（{pack.header.title}）在 {on.isoformat()} 没有生效，没有参与判断"
        for pack in packs
    )

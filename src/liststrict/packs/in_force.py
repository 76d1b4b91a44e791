"""Which packs and entries are in force on a day. First and last day count; no date means no limit."""

from collections.abc import Sequence
from datetime import date

from liststrict.errors import NotInForceError
from liststrict.model.entry import Entry, Pack, RuleList


def in_force(packs: Sequence[Pack], on: date) -> tuple[Pack, ...]:
    """The packs with only what holds on that day. Raises NotInForceError if nothing does."""
    day = on.isoformat()
    kept = tuple(pack for pack in (_reduced(pack, day) for pack in packs) if pack is not None)
    if not kept:
        spans = "；".join(f"{pack.id}：{_span(pack)}" for pack in packs)
        raise NotInForceError(
            f"{day} 没有生效的清单（{spans}）；请换一个日期（--on）或者换一个规则包（--pack）"
        )
    return kept


def last_day(pack: Pack, entry: Entry) -> date | None:
    """The last day on which an entry holds: its own or its pack's, whichever comes first."""
    ends = [end for end in (entry.effective_to, pack.header.effective_to) if end]
    return date.fromisoformat(min(ends)) if ends else None


def first_day(pack: Pack, entry: Entry) -> str:
    """The first day on which an entry holds as ISO text; empty where neither gives one."""
    return max(entry.effective_from or "", pack.header.effective_from or "")


def _reduced(pack: Pack, day: str) -> Pack | None:
    if not _holds(pack.header.effective_from, pack.header.effective_to, day):
        return None
    lists = tuple(rules for rules in (_list(rules, day) for rules in pack.lists) if rules.entries)
    if lists == pack.lists:
        return pack
    return pack.model_copy(update={"lists": lists}) if lists else None


def _list(rules: RuleList, day: str) -> RuleList:
    entries = tuple(
        entry for entry in rules.entries if _holds(entry.effective_from, entry.effective_to, day)
    )
    if len(entries) == len(rules.entries):
        return rules
    return rules.model_copy(update={"entries": entries})


def _holds(start: str | None, end: str | None, day: str) -> bool:
    """ISO dates are ordered as text."""
    return (start or "") <= day and (end is None or day <= end)


def _span(pack: Pack) -> str:
    """From when to when anything of a pack holds, in words."""
    entries = [entry for rules in pack.lists for entry in rules.entries]
    start = min(first_day(pack, entry) for entry in entries)
    ends = [last_day(pack, entry) for entry in entries]
    known = [end for end in ends if end is not None]
    end = max(known).isoformat() if len(known) == len(ends) else ""
    return f"{start or '未写起始日'} 起" + (f"，{end} 止" if end else "")

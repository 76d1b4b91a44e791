"""What changed between two packs, entry by entry and field by field, in words."""

import difflib
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from liststrict.model.entry import Entry, Pack, RuleList, Vocabulary
from liststrict.model.outcome import LABELS

HEADER_WORDS: Final = {
    "version": "版本",
    "title": "名称",
    "jurisdiction": "适用地方",
    "level": "层级",
    "source": "来源",
    "effective_from": "生效日期",
    "effective_to": "失效日期",
    "builds_on": "所依据的规则包",
    "laws": "自己登记的法律",
    "lists": "清单文件",
    "lint": "检查设置",
}
FIELD_WORDS: Final = {
    "list": "所属清单",
    "no": "序号",
    "category": "类别",
    "title": "名称",
    "aliases": "别名",
    "duties": "协助内容",
    "details": "细化事项",
    "requested_by": "要求单位",
    "purpose": "用途",
    "form": "方式",
    "alternative": "办事途径",
    "units": "单位",
    "legal_basis": "依据",
    "errata": "更正",
    "exception_to": "例外",
    "conflicts_with": "冲突",
    "effective_from": "生效日期",
    "effective_to": "失效日期",
    "overrides": "覆盖",
    "learned_as": "代表的条目",
    "match": "识别词语",
    "examples": "例句",
    "near_misses": "近似例句",
}
_SLOT_WORDS: Final = {
    "names": "说法",
    "objects": "话题词",
    "acts": "动作词",
    "purposes": "用途词",
    "actors": "单位词",
    "excludes": "排除词",
}
_LONGEST: Final = 60


class Change(NamedTuple):
    """One changed field with what was there and what is there now, in words."""

    field: str
    words: str


class Changed(NamedTuple):
    """An entry (or the header, or a list) with its changes."""

    name: str
    title: str
    changes: tuple[Change, ...]


class Difference(NamedTuple):
    """All differences; entries as (id, title, list title)."""

    header: tuple[Change, ...]
    lists: tuple[Changed, ...]
    added: tuple[tuple[str, str, str], ...]
    removed: tuple[tuple[str, str, str], ...]
    renamed: tuple[tuple[str, str, str], ...]
    changed: tuple[Changed, ...]

    def __bool__(self) -> bool:
        return any(self[:])


def compare(old: Pack, new: Pack) -> Difference:
    """Differences from `old` to `new`; an entry whose wording only got a new id is renamed."""
    before, after = _entries(old), _entries(new)
    gone = [name for name in before if name not in after]
    come = [name for name in after if name not in before]
    renamed = _renamed(before, gone, after, come)
    moved_from = {a for a, _, _ in renamed}
    moved_to = {b for _, b, _ in renamed}
    pairs = [(name, name) for name in before if name in after]
    pairs += [(a, b) for a, b, _ in renamed]
    changed = (_changed(before[a], after[b]) for a, b in pairs)
    return Difference(
        header=_field_changes(_header(old), _header(new), HEADER_WORDS),
        lists=tuple(_list_changes(old, new)),
        added=tuple(_named(after[name]) for name in come if name not in moved_to),
        removed=tuple(_named(before[name]) for name in gone if name not in moved_from),
        renamed=tuple(renamed),
        changed=tuple(one for one in changed if one.changes),
    )


_Placed = tuple[RuleList, Entry]


def _entries(pack: Pack) -> dict[str, _Placed]:
    return {entry.id: (rules, entry) for rules in pack.lists for entry in rules.entries}


def _named(placed: _Placed) -> tuple[str, str, str]:
    return placed[1].id, placed[1].title, placed[0].title


def _renamed(
    before: dict[str, _Placed], gone: list[str], after: dict[str, _Placed], come: list[str]
) -> list[tuple[str, str, str]]:
    """Removed and added entries with the same title and clauses, paired."""
    waiting: dict[Any, list[str]] = {}
    for name in come:
        entry = after[name][1]
        waiting.setdefault((entry.title, entry.clauses()), []).append(name)
    pairs = []
    for name in gone:
        entry = before[name][1]
        found = waiting.get((entry.title, entry.clauses()))
        if found:
            pairs.append((name, found.pop(0), entry.title))
    return pairs


def _header(pack: Pack) -> dict[str, Any]:
    data = pack.header.model_dump(mode="json")
    data["source"] = "，".join(value for value in data["source"].values() if value)
    accepted = ["，".join(v for v in one.values() if v) for one in data["lint"]["ignore"]]
    data["lint"] = [f"单位 {unit}" for unit in data["lint"]["units"]] + accepted
    return data


def _list_changes(old: Pack, new: Pack) -> Iterable[Changed]:
    before = {rules.list: rules for rules in old.lists}
    for rules in new.lists:
        was = before.get(rules.list)
        if was is None:
            continue
        changes = []
        if was.verdict != rules.verdict:
            words = f"结论：{LABELS[was.verdict]} → {LABELS[rules.verdict]}"
            changes.append(Change("verdict", words))
        if was.title != rules.title:
            changes.append(Change("title", f"名称：{was.title} → {rules.title}"))
        if was.kind != rules.kind:
            changes.append(Change("kind", f"事项种类：{was.kind} → {rules.kind}"))
        if was.fallback != rules.fallback:
            uses = ("总是使用", "没有下级同类清单时才用")
            told = f"适用：{uses[was.fallback]} → {uses[rules.fallback]}"
            changes.append(Change("fallback", told))
        if changes:
            yield Changed(rules.list, rules.title, tuple(changes))


def _changed(old: _Placed, new: _Placed) -> Changed:
    rows = []
    for rules, entry in (old, new):
        data = entry.model_dump(mode="json", exclude={"id", "match"})
        data["legal_basis"] = [_basis(basis) for basis in data["legal_basis"]]
        for field in ("errata", "exception_to", "conflicts_with", "overrides"):
            data[field] = ["，".join(str(v) for v in one.values() if v) for one in data[field]]
        rows.append({"list": rules.list, **data})
    changes = [*_field_changes(rows[0], rows[1], FIELD_WORDS), *_vocabulary(old[1], new[1])]
    return Changed(new[1].id, new[1].title, tuple(changes))


def _basis(basis: dict[str, Any]) -> str:
    """A citation with the status of its provisions, as one text."""
    states = [
        "".join(
            [f"第{p['article']}条" if p["article"] else "", f" {p['status']}"]
            + [f"，现为{place['law']}第{place['article']}条" for place in p["now"]]
        )
        for p in basis["provisions"]
    ]
    return f"{basis['raw']}〔{basis['origin']}{'；' if states else ''}{'；'.join(states)}〕"


def _field_changes(
    old: dict[str, Any], new: dict[str, Any], words: dict[str, str]
) -> tuple[Change, ...]:
    changes: list[Change] = []
    for field in dict.fromkeys((*old, *new)):
        was, now = old.get(field), new.get(field)
        if was == now or field == "id":
            continue
        name = words.get(field, field)
        if isinstance(was or now, list):
            item = "款" if field in ("duties", "details") else "项"
            words_of = _list_words(name, item, was or [], now or [])
            changes.extend(Change(field, text) for text in words_of)
        else:
            changes.append(Change(field, _text_words(name, was, now)))
    return tuple(changes)


def _text_words(name: str, was: Any, now: Any) -> str:
    if was is None:
        return f"{name}：新加“{_short(now)}”"
    if now is None:
        return f"{name}：删去“{_short(was)}”"
    return f"{name}：{_short(was)} → {_short(now)}"


def _list_words(name: str, item: str, was: Sequence[Any], now: Sequence[Any]) -> Iterable[str]:
    """Added, removed and replaced items; items count from 1."""
    before, after = [str(one) for one in was], [str(one) for one in now]
    if sorted(before) == sorted(after):
        yield f"{name}：次序改变"
        return
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            continue
        both = min(b - a, d - c)
        for at in range(both):
            yield f"{name}第{c + at + 1}{item}：{_short(before[a + at])} → {_short(after[c + at])}"
        for at in range(a + both, b):
            yield f"{name}：删去第{at + 1}{item}“{_short(before[at])}”"
        for at in range(c + both, d):
            yield f"{name}：新加第{at + 1}{item}“{_short(after[at])}”"


def _vocabulary(old: Entry, new: Entry) -> Iterable[Change]:
    """Terms that came and went, by clause and slot."""
    was, now = _terms(old.match), _terms(new.match)
    for clause, slot in dict.fromkeys((*was, *now)):
        before, after = was.get((clause, slot), ()), now.get((clause, slot), ())
        where = f"第{clause}款" if clause else ""
        name = f"识别词语{where}（{_SLOT_WORDS[slot]}）"
        come = [term for term in after if term not in before]
        gone = [term for term in before if term not in after]
        if come:
            yield Change("match", f"{name}：新加 {_few(come)}")
        if gone:
            yield Change("match", f"{name}：删去 {_few(gone)}")


def _terms(blocks: Iterable[Vocabulary]) -> dict[tuple[int | None, str], tuple[str, ...]]:
    terms: dict[tuple[int | None, str], tuple[str, ...]] = {}
    for block in blocks:
        for slot in _SLOT_WORDS:
            found = getattr(block, slot)
            if found:
                key = (block.clause, slot)
                terms[key] = (*terms.get(key, ()), *found)
    return terms


def _few(terms: list[str]) -> str:
    shown = "、".join(terms[:12])
    return f"{shown} 等 {len(terms)} 个" if len(terms) > 12 else shown


def _short(value: Any) -> str:
    text = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text

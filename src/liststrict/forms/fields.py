"""What templates may use: one dictionary of texts and lists for each form. Nothing decides here."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from liststrict.decide.reason import basis_line, cited_place, place
from liststrict.forms.clean import clean, shortened
from liststrict.forms.details import MAX_CHARACTERS, Details
from liststrict.model.verdict import Citation, CitedBasis, TaskVerdict, Verdict
from liststrict.numerals import chinese_number

Fields = dict[str, Any]

# Blanks that are filled in by hand; full-width, so that they are as long as the characters around.
BLANK: Final = "＿＿＿＿＿＿"
_KIND: Final = {"task": "工作事项", "certificate": "证明事项"}
# A provision that speaks against the clause or of something else is no argument in a letter.
_NOT_IN_LETTERS: Final = ("contrary", "unsupported")
_ITEM_CHARACTERS: Final = 40


def review_fields(
    verdict: Verdict, _fit: Sequence[TaskVerdict], details: Details, _plain: Mapping[str, Any]
) -> Fields:
    """Fields of the review form: every task, with everything that is known about it."""
    kinds = {task.kind for task in verdict.tasks}
    first = clean(verdict.tasks[0].text).replace("\n", " ")
    more = f"等{len(verdict.tasks)}项" if len(verdict.tasks) > 1 else ""
    item = details.item or shortened_name(first) + more
    return {
        **_common(verdict, details),
        "item": item,
        "kind": "、".join(name for kind, name in _KIND.items() if kind in kinds),
        "kinds": [f"{'■' if kind in kinds else '□'}{name}" for kind, name in _KIND.items()],
        "content": _content(verdict.tasks),
        "result": verdict.label,
        "tasks": _tasks(verdict.tasks, _full_basis),
        "packs": [
            {"id": pack.id, "version": pack.version, "digest": pack.digest}
            for pack in verdict.packs
        ],
        "engine": verdict.engine,
        "opinions": _opinions(verdict.tasks),
        **{
            name: getattr(details, name)
            for name in ("basis", "why", "period", "funds", "people", "burden")
        },
    }


def return_fields(
    verdict: Verdict, fit: Sequence[TaskVerdict], details: Details, _plain: Mapping[str, Any]
) -> Fields:
    """Fields of the return letter: what is refused, what lacks a list, and the rest."""
    refused = [task for task in fit if task.verdict == "forbidden"]
    uncovered = [task for task in fit if task.verdict == "unlisted"]
    rest = [task for task in verdict.tasks if task not in fit]
    return {
        **_common(verdict, details),
        "refused": _tasks(refused, _letter_basis),
        "uncovered": _tasks(uncovered, _letter_basis),
        "rest": _tasks(rest, _letter_basis),
        "section": _sections({"refused": refused, "uncovered": uncovered, "rest": rest}),
    }


def certificate_fields(
    verdict: Verdict, fit: Sequence[TaskVerdict], details: Details, plain: Mapping[str, Any]
) -> Fields:
    """Fields of the notice to a resident; `plain` are plain words by the wording of a list."""
    certificates = [
        {**fields, "plain": list(plain.get(task.alternative or "", ()))}
        for fields, task in zip(_tasks(fit, _letter_basis), fit, strict=True)
    ]
    return {**_common(verdict, details), "certificates": certificates}


def receipt_fields(
    verdict: Verdict, fit: Sequence[TaskVerdict], details: Details, _plain: Mapping[str, Any]
) -> Fields:
    """Fields of the receipt: what the village helps with, and who leads."""
    rest = [task for task in verdict.tasks if task not in fit]
    leading = _distinct(unit for task in fit for unit in task.citations[0].units)
    return {
        **_common(verdict, details),
        "duties": _tasks(fit, _letter_basis),
        "leading": "、".join(leading),
        "rest": _tasks(rest, _letter_basis),
    }


def shortened_name(text: str) -> str:
    """A name for a matter, made from its text."""
    return text if len(text) <= _ITEM_CHARACTERS else f"{text[:_ITEM_CHARACTERS]}……"


def _content(tasks: Sequence[TaskVerdict]) -> list[str]:
    """What is asked for; several tasks have the numbers by which the form speaks of them below."""
    texts = [_quoted(task.text) for task in tasks]
    return (
        texts if len(texts) == 1 else [f"{number}．{text}" for number, text in enumerate(texts, 1)]
    )


def _opinions(tasks: Sequence[TaskVerdict]) -> list[str]:
    if len(tasks) == 1:
        return [tasks[0].advice.township]
    return [f"第{number}项：{task.advice.township}" for number, task in enumerate(tasks, 1)]


def _common(verdict: Verdict, details: Details) -> Fields:
    is_community = "社区" in details.village or "居民委员会" in details.village
    return {
        "requester": details.requester or BLANK,
        "purpose": details.purpose,
        "village": details.village or BLANK,
        "ours": "我社区" if is_community else "我村",
        "unit": details.unit,
        "contact": details.contact or BLANK,
        "phone": details.phone or BLANK,
        "number": details.number,
        "resident": details.resident or BLANK,
        "date": _in_words(date.fromisoformat(verdict.as_of)),
        "lists": "、".join(
            _distinct(
                f"《{task.citations[0].list_title}》" for task in verdict.tasks if task.citations
            )
        ),
        "check_first": any(task.needs_review or task.conflicts for task in verdict.tasks),
    }


def _tasks(tasks: Sequence[TaskVerdict], basis: Any) -> list[Fields]:
    return [_task(number, task, basis) for number, task in enumerate(tasks, 1)]


def _task(number: int, task: TaskVerdict, basis: Any) -> Fields:
    first = task.citations[0] if task.citations else None
    return {
        "no": number,
        "no_words": chinese_number(number),
        "text": _quoted(task.text),
        "kind": _KIND[task.kind],
        "verdict": task.verdict,
        "label": task.label,
        "confidence": f"{min(99, round(task.confidence * 100))}%",
        "needs_review": task.needs_review,
        "title": first.title if first else "",
        "clause": place(first) if first else "",
        "quote": clean(first.quote) if first and first.quote != first.title else "",
        "units": "、".join(first.units) if first else "",
        "basis": basis(first) if first else [],
        "reason": clean(task.reason),
        "advice_township": task.advice.township,
        "advice_village": task.advice.village,
        "path": task.alternative or "",
        "exceptions": _distinct(note.when for note in task.exceptions),
        "conflicts": _distinct(note.note for note in task.conflicts),
    }


def _full_basis(citation: Citation) -> list[str]:
    return [basis_line(basis) for basis in citation.legal_basis]


def _letter_basis(citation: Citation) -> list[str]:
    """Provisions as a letter cites them: as they stand today, without remarks on their origin."""
    today = (
        _cited_today(basis)
        for basis in citation.legal_basis
        if basis.origin != "list" and basis.status not in _NOT_IN_LETTERS
    )
    return _distinct(words for words in today if words)


def _cited_today(basis: CitedBasis) -> str:
    if basis.status in ("superseded", "misnumbered"):
        # What no longer stands is cited by what stands in its place, and else not at all.
        return basis.now or ""
    unread = basis.status == "unverified" and basis.article is not None
    return cited_place(basis) + ("（条文请核对）" if unread else "")


def _sections(parts: Mapping[str, Sequence[Any]]) -> dict[str, str]:
    """一、二、三 for the parts that are there."""
    there = [name for name, tasks in parts.items() if tasks]
    return {name: chinese_number(number) for number, name in enumerate(there, 1)}


def _quoted(text: str) -> str:
    return shortened(clean(text), MAX_CHARACTERS)


def _distinct(texts: Any) -> list[str]:
    return list(dict.fromkeys(texts))


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"

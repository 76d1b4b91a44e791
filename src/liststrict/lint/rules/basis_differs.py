"""The structured provisions and the raw citation must say the same, or one of them is wrong.

Good: raw 第十九条第二款 with `article: 19, paragraph: 2`. Bad: raw 第十九条第二款 with `article: 91`.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from liststrict.laws.citation import CitedLaw, Parsed, parse_citations
from liststrict.lint.bases import BasisAt, bases
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.basis import Law
from liststrict.model.diagnostic import Related, Severity
from liststrict.numerals import provision_in_words

ID: Final = "basis-differs"
TITLE: Final = "依据的条款与原文不一致"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"

_Place = tuple[int | None, int | None, int | None]


def check(subject: Subject) -> Iterator[Problem]:
    """Provisions that the raw text does not cite, cited places without a provision, other laws."""
    for located in bases(subject):
        cited = parse_citations(located.basis.raw)
        if located.basis.origin != "list" and not cited.leftovers:
            yield from _places(located, cited)
            yield from _law(subject, located, cited)


def _places(located: BasisAt, cited: Parsed) -> Iterator[Problem]:
    places = [
        (place.article, place.paragraph, place.item) for law in cited.laws for place in law.places
    ]
    open_places = Counter(places)
    related = (Related(located.mark("raw"), "原文在这里"),)
    for index, provision in enumerate(located.basis.provisions):
        place = (provision.article, provision.paragraph, provision.item)
        if place == (None, None, None) and not places:
            continue
        if open_places[place]:
            open_places[place] -= 1
        else:
            yield Problem(
                f"条款“{_words(place)}”与依据原文不一致",
                located.mark("provisions", index),
                "请对照原文改正",
                related,
            )
    for place in open_places.elements():
        yield Problem(
            f"原文引用的“{_words(place)}”没有列在 provisions 中",
            located.mark("raw"),
            "请补上这一条款",
        )


def _law(subject: Subject, located: BasisAt, cited: Parsed) -> Iterator[Problem]:
    law = subject.register.get(located.basis.law)
    if law and cited.laws and not any(_means(subject, one, law) for one in cited.laws):
        yield Problem(
            f"原文引用的“{cited.laws[0].title or cited.laws[0].number}”不是登记册里的“{law.id}”",
            located.mark("law"),
            "请改正 law 或者原文；同一部法的别名写进登记册的 aliases",
            (Related(located.mark("raw"), "原文在这里"),),
        )


def _means(subject: Subject, cited: CitedLaw, law: Law) -> bool:
    """Both the title and the document number, where they are given, must not mean another law."""
    by_number = subject.register.find(cited.number) if cited.number else None
    if not cited.title:
        return by_number == law
    return subject.register.find(cited.title) == law and by_number in (None, law)


def _words(place: _Place) -> str:
    article, paragraph, item = place
    if any(number is not None and not 0 < number < 10000 for number in place):
        return f"第{article}条"
    return provision_in_words(article, paragraph, item) or "全文"

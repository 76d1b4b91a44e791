"""A paragraph that the article does not have cannot be looked up; often two numbers were swapped.

Good: 第十九条第二款 where the article has two paragraphs. Bad: 第十九条第五款 there.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.bases import bases
from liststrict.lint.lawbook import has_paragraph, meant_versions, version_on
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "paragraph-unknown"
TITLE: Final = "这一条里没有这一款"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"

_TIP: Final = "请对照法律文本改正；原文确实写错的，写 status: misnumbered"


def check(subject: Subject) -> Iterator[Problem]:
    """Paragraphs that the meant versions lack, and paragraphs without an article."""
    for located in bases(subject):
        law = subject.register.get(located.basis.law)
        for index, provision in enumerate(located.basis.provisions):
            article, paragraph = provision.article, provision.paragraph
            mark = located.mark("provisions", index, "paragraph")
            if paragraph is None:
                pass
            elif article is None:
                yield Problem(f"写了第 {paragraph} 款，没有写是哪一条", mark, "请补上 article")
            elif law and provision.status not in ("misnumbered", "contrary", "unsupported"):
                versions = meant_versions(law, provision, subject.day)
                if not has_paragraph(law, versions, article, paragraph):
                    yield Problem(f"“{law.id}”第 {article} 条没有第 {paragraph} 款", mark, _TIP)
            for number, place in enumerate(provision.now):
                present = subject.register.get(place.law)
                version = version_on(present, subject.day) if present else None
                if (
                    present
                    and version
                    and place.article
                    and place.paragraph
                    and not has_paragraph(present, (version,), place.article, place.paragraph)
                ):
                    yield Problem(
                        f"“{place.law}”第 {place.article} 条没有第 {place.paragraph} 款",
                        located.mark("provisions", index, "now", number, "paragraph"),
                        "now 应是现行版本的条款号",
                    )

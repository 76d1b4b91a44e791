"""An article beyond the law's last one does not exist: a wrong number, or one of another version.

Good: 第五十条 of a law with 50 articles. Bad: 第五十一条 of it.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.bases import bases
from liststrict.lint.lawbook import has_article, meant_versions, version_on
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.basis import LawVersion
from liststrict.model.diagnostic import Severity

ID: Final = "article-unknown"
TITLE: Final = "法律里没有这一条"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Articles that none of the versions that can be meant has."""
    for located in bases(subject):
        law = subject.register.get(located.basis.law)
        for index, provision in enumerate(located.basis.provisions):
            if law and provision.article is not None:
                versions = meant_versions(law, provision, subject.day)
                if not has_article(versions, provision.article):
                    yield Problem(
                        _message(law.id, versions, provision.article),
                        located.mark("provisions", index, "article"),
                        "请对照法律文本改正条号；修订前的条号写 status: superseded",
                    )
            for number, place in enumerate(provision.now):
                present = subject.register.get(place.law)
                version = version_on(present, subject.day) if present else None
                if version and place.article and not has_article((version,), place.article):
                    yield Problem(
                        _message(place.law, (version,), place.article),
                        located.mark("provisions", index, "now", number, "article"),
                        "now 应是现行版本的条号",
                    )


def _message(name: str, versions: tuple[LawVersion, ...], article: int) -> str:
    last = max((version.articles or 0 for version in versions), default=0)
    return f"“{name}”共 {last} 条，没有第 {article} 条"

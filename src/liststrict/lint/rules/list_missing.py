"""A list that pack.yaml names but the folder lacks makes the whole pack unreadable.

Good: `lists: [neg.yaml]` beside neg.yaml. Bad: `lists: [neg.yml]`, or a path to another folder.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "list-missing"
TITLE: Final = "所列的清单文件不存在"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Names in `lists` that are no files of the folder."""
    seen: set[str] = set()
    for index, name in enumerate(subject.header.lists):
        mark = subject.files.header_document.mark(("lists", index))
        if Path(name).name != name or not name.endswith(".yaml"):
            yield Problem(f"“{name}”不是本文件夹里的 .yaml 文件", mark, "只写文件名，不写路径")
        elif not (subject.files.folder / name).is_file():
            yield Problem(f"没有清单文件“{name}”", mark, "请检查文件名，或者从 lists 中删去")
        elif name in seen:
            yield Problem(f"清单文件“{name}”列了两次", mark, "请删去一个")
        seen.add(name)

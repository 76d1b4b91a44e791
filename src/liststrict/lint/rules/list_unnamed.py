"""A list file that pack.yaml does not name is never read, whatever it says.

Good: every .yaml file of the folder stands in `lists`. Bad: a forgotten cert.yaml.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity
from liststrict.packs.load import HEADER_FILE

ID: Final = "list-unnamed"
TITLE: Final = "清单文件没有写进 lists"
SEVERITY: Final[Severity] = "warning"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Files that nobody reads."""
    named = {HEADER_FILE, *subject.header.lists}
    for file in sorted(subject.files.folder.glob("*.yaml")):
        if file.name not in named:
            mark = subject.files.header_document.mark(("lists",))
            yield Problem(
                f"“{file.name}”没有写进 lists，不会被读取", mark, "请写进 lists，或者移走"
            )

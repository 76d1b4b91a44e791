"""Files to packs: one folder with `pack.yaml` and one file per list."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from liststrict.errors import PackError, UnknownPackError
from liststrict.model.basis import Law, LawRegister
from liststrict.model.diagnostic import Diagnostic
from liststrict.model.entry import Pack, PackHeader, RuleList
from liststrict.model.marks import Mark
from liststrict.packs.schema import checked
from liststrict.yaml_marks import Document, read_yaml

HEADER_FILE = "pack.yaml"


def load_pack(folder: Path) -> Pack:
    """Loads one pack. Raises UnknownPackError if the folder is none, PackError if it is broken.

    All files are read before the error is raised, so that one run shows every problem.
    """
    if not (folder / HEADER_FILE).is_file():
        raise UnknownPackError(f"{folder} 里没有 {HEADER_FILE}，不是规则包；请给出规则包的文件夹")
    header_file = folder / HEADER_FILE
    header = checked(read_yaml(header_file), PackHeader)
    problems: list[Diagnostic] = []
    lists: list[RuleList] = []
    for name in header.lists:
        try:
            lists.append(_load_list(folder, name, header_file))
        except PackError as error:
            problems.extend(error.diagnostics)
    if problems:
        raise PackError(problems)
    return Pack(header=header, lists=tuple(lists), digest=pack_digest(folder, header))


def load_register(file: Path) -> LawRegister:
    """Loads the law register. Raises PackError."""
    return checked(read_yaml(file), LawRegister)


def laws_of(packs: Iterable[Pack]) -> Iterator[Law]:
    """The laws that some packs register themselves."""
    return (law for pack in packs for law in pack.header.laws)


def pack_digest(folder: Path, header: PackHeader) -> str:
    """`sha256:` over names and bytes of the pack's files, in a fixed order."""
    digest = hashlib.sha256()
    for name in (HEADER_FILE, *header.lists):
        content = (folder / name).read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return f"sha256:{digest.hexdigest()}"


def _load_list(folder: Path, name: str, header_file: Path) -> RuleList:
    if Path(name).name != name or not name.endswith(".yaml"):
        mark = Mark(str(header_file), 1, 1)
        raise PackError([Diagnostic("P001", f"“{name}”不是本文件夹里的 .yaml 文件", mark)])
    document = read_yaml(folder / name)
    rules = checked(document, RuleList)
    _refuse_repeated(document, rules)
    return _with_shared_basis(rules)


def _refuse_repeated(document: Document, rules: RuleList) -> None:
    seen: dict[str, int] = {}
    problems = []
    for index, entry in enumerate(rules.entries):
        if entry.id in seen:
            mark = document.mark(("entries", index, "id"))
            problems.append(Diagnostic("P002", f"编号“{entry.id}”重复", mark, "请改成未用过的编号"))
        seen[entry.id] = index
    if problems:
        raise PackError(problems)


def _with_shared_basis(rules: RuleList) -> RuleList:
    """The list's own legal basis stands behind every entry of it."""
    if not rules.legal_basis:
        return rules
    entries = tuple(
        entry.model_copy(update={"legal_basis": entry.legal_basis + rules.legal_basis})
        for entry in rules.entries
    )
    return rules.model_copy(update={"entries": entries})

"""pack.lock: digests of a pack's files and of each entry's wording, for one version.

Wording that is published does not change under the same version; the lock lets a check say so.
"""

import hashlib
import json
from pathlib import Path
from typing import Final

from pydantic import ConfigDict, ValidationError

from liststrict.errors import PackError
from liststrict.model.basis import Frozen
from liststrict.model.diagnostic import Diagnostic
from liststrict.model.entry import Entry, Pack
from liststrict.model.marks import Mark
from liststrict.packs.load import HEADER_FILE
from liststrict.yaml_marks import MAX_BYTES

LOCK_FILE: Final = "pack.lock"

# What the published document says; vocabulary, examples and corrections are ours.
WORDING_FIELDS: Final = (
    "no", "category", "title", "aliases", "duties", "details", "requested_by", "purpose", "form",
    "alternative", "units",
)  # fmt: skip


class Lock(Frozen):
    """What a lock file holds: version, digest by file name, digest of wording by entry id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: str
    files: dict[str, str]
    wording: dict[str, str]


def lock_of(folder: Path, pack: Pack) -> Lock:
    """The lock of a pack as it stands in its folder."""
    names = (HEADER_FILE, *pack.header.lists)
    return Lock(
        version=pack.header.version,
        files={name: _digest((folder / name).read_bytes()) for name in names},
        wording={
            entry.id: wording_digest(entry) for rules in pack.lists for entry in rules.entries
        },
    )


def read_lock(folder: Path) -> Lock | None:
    """The lock file of a pack, None if it has none. Raises PackError if it cannot be read."""
    file = folder / LOCK_FILE
    if not file.is_file():
        return None
    try:
        with file.open("rb") as stream:
            return Lock.model_validate(json.loads(stream.read(MAX_BYTES)))
    except (OSError, ValueError, RecursionError, ValidationError):
        mark = Mark(str(file), 1, 1)
        tip = "请用 liststrict pack lock 重新生成"
        raise PackError([Diagnostic("P003", "锁定文件读不出来", mark, tip)]) from None


def wording_digest(entry: Entry) -> str:
    """Digest over the verbatim fields of an entry and the legal basis that its source gives."""
    wording = entry.model_dump(mode="json", include=set(WORDING_FIELDS))
    wording["legal_basis"] = [b.raw for b in entry.legal_basis if b.origin == "source"]
    text = json.dumps(wording, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return _digest(text.encode("utf-8"))


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"

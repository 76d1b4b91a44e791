"""pack.lock: digests of a published version, so that no later change goes unnoticed."""

import hashlib
import json
from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError

from liststrict.errors import PackError
from liststrict.model.basis import Frozen
from liststrict.model.diagnostic import Diagnostic
from liststrict.model.entry import WORDING, Entry
from liststrict.model.marks import Mark

LOCK_FILE: Final = "pack.lock"
MAX_BYTES: Final = 8 * 1024 * 1024

# What a lock covers: the wording, and the number by which it is cited.
LOCKED_FIELDS: Final = ("no", *WORDING)


class Lock(Frozen):
    """What a version consisted of: digests by file name, and of the wording by entry id."""

    version: str
    files: dict[str, str] = Field(default_factory=dict)
    wording: dict[str, str] = Field(default_factory=dict)


def read_lock(folder: Path, shown_as: str | None = None) -> Lock | None:
    """The lock of a pack, None if it has none. Raises PackError."""
    file = folder / LOCK_FILE
    if not file.is_file():
        return None
    mark = Mark(shown_as or str(file), 1, 1)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ValueError
        return Lock.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError, RecursionError):
        tip = "请用 liststrict pack lock 重新生成"
        raise PackError([Diagnostic("L001", "pack.lock 读不出来", mark, tip)]) from None


def file_digest(file: Path) -> str:
    """`sha256:` over the bytes of a file."""
    return f"sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"


def wording_digest(entry: Entry) -> str:
    """`sha256:` over the verbatim wording of an entry; vocabulary and legal basis may change freely."""
    wording = {field: getattr(entry, field) for field in LOCKED_FIELDS}
    canonical = json.dumps(wording, ensure_ascii=False, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"

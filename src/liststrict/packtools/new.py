"""Scaffolds a town: a pack that loads, lints and passes its own tests, ready to be filled."""

import json
import re
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Final

from liststrict.errors import InputError
from liststrict.packtools.folder import SCHEMA_FILE, SCHEMA_LINE, write_pack
from liststrict.packtools.schema import schema_text

_FILES: Final = ("pack.yaml", "neg.yaml", "assist.yaml", "cert.yaml")
_ID: Final = re.compile(r"[a-z][a-z0-9-]*")


def new_pack(
    folder: Path, name: str | None, title: str | None, jurisdiction: str | None, level: str
) -> tuple[str, ...]:
    """Writes a new pack and returns the names of its files. Raises InputError."""
    pack_id = name or folder.name.lower()
    if not _ID.fullmatch(pack_id):
        raise InputError(
            f"规则包编号“{pack_id}”不合规定；请用 --id 给出小写字母开头的编号，"
            "只含小写字母、数字和连字符，如 jinji"
        )
    place = jurisdiction or "某县某镇"
    facts = {
        "id": pack_id,
        "title": title or f"{place}村级工作事项清单",
        "jurisdiction": place,
        "level": level,
        "issuer": place,
    }
    # A JSON string is a YAML string: whatever the user typed stays one value.
    quoted = {key: json.dumps(value, ensure_ascii=False) for key, value in facts.items()}
    shelf = files("liststrict.packtools") / "scaffold"
    made = {
        file: SCHEMA_LINE
        + Template((shelf / f"{file}.template").read_text("utf-8")).substitute(quoted)
        for file in _FILES
    }
    made[SCHEMA_FILE] = schema_text()
    write_pack(folder, made)
    return tuple(made)

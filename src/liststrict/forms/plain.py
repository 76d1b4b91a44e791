"""The way to get a matter done, in plain words: data beside the templates, bound to the wording."""

from pathlib import Path
from typing import Final

from pydantic import Field

from liststrict.model.basis import Frozen
from liststrict.packs.schema import checked
from liststrict.yaml_marks import read_yaml

PLAIN_WORDS: Final = "plain-words.yaml"


class PlainPath(Frozen):
    """`source` is the wording of a list, to the character; `plain` says it for residents."""

    source: str
    plain: tuple[str, ...] = Field(min_length=1)


class PlainFile(Frozen):
    """All wordings that have been put into plain words."""

    paths: tuple[PlainPath, ...] = ()


def load_plain_words(file: Path) -> dict[str, tuple[str, ...]]:
    """Plain words by the wording they stand for. Raises PackError."""
    return {path.source: path.plain for path in checked(read_yaml(file), PlainFile).paths}

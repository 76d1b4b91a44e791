"""Where the shipped packs and the lexicon lie: inside the wheel, or in a source checkout."""

from functools import cache
from pathlib import Path


@cache
def data_root() -> Path:
    """Folder that holds `rules/` and `lexicon/`."""
    packaged = Path(__file__).parent / "_data"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "data"


@cache
def rules_root() -> Path:
    """Folder of the shipped packs and the law register."""
    packaged = data_root() / "rules"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "rules"


@cache
def lexicon_root() -> Path:
    """Folder of the shared lexicon."""
    return data_root() / "lexicon"


@cache
def burden_root() -> Path:
    """Folder of the burden signals."""
    return data_root() / "burden"


@cache
def notices_root() -> Path:
    """Folder of the wording by which notices are cut up."""
    return data_root() / "notices"


@cache
def templates_root() -> Path:
    """Folder of the Word templates of forms."""
    return data_root() / "templates"

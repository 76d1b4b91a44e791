"""liststrict screens requests to Chinese villages against published lists."""

from liststrict.api import Screener
from liststrict.errors import (
    CaseError,
    InputError,
    ListstrictError,
    NotInForceError,
    PackError,
    UnknownEntryError,
    UnknownPackError,
)
from liststrict.model.verdict import Citation, TaskVerdict, Verdict

__all__ = [
    "CaseError",
    "Citation",
    "InputError",
    "ListstrictError",
    "NotInForceError",
    "PackError",
    "Screener",
    "TaskVerdict",
    "UnknownEntryError",
    "UnknownPackError",
    "Verdict",
]

"""Zip archives from strangers (.docx, .xlsx, .ofd): looked at before anything is unpacked.

Each reader sets its own limits and words its own refusal; what is looked at stands here once.
zipfile never reads beyond the size that the directory declares, so declared sizes are true bounds.
"""

import zipfile
import zlib
from typing import Final, Literal, NamedTuple

Fault = Literal["locked", "bomb", "repeated", "too-many", "too-large"]

# What zipfile raises for an archive that is cut off, damaged or made by no known program.
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
)


class Limits(NamedTuple):
    """Bounds of an archive. Members up to `ratio_free` bytes may be packed as tightly as they like."""

    members: int
    unpacked: int
    ratio: int = 200
    ratio_free: int = 8 * 1024 * 1024


def fault_of(archive: zipfile.ZipFile, limits: Limits) -> Fault | None:
    """The first reason not to open an archive; None if there is none."""
    members = archive.infolist()
    if len(members) > limits.members:
        return "too-many"
    if any(member.flag_bits & 1 for member in members):
        return "locked"
    if any(_is_swollen(member, limits) for member in members):
        return "bomb"
    if sum(member.file_size for member in members) > limits.unpacked:
        return "too-large"
    if len({member.filename for member in members}) != len(members):
        return "repeated"
    return None


def _is_swollen(member: zipfile.ZipInfo, limits: Limits) -> bool:
    most = limits.ratio * max(member.compress_size, 1)
    return member.file_size > max(limits.ratio_free, most)

"""The guard that all readers of zip files share: which archives are not opened, and why."""

import io
import zipfile

import pytest

from liststrict.zip_guard import Limits, fault_of

LIMITS = Limits(members=3, unpacked=4000, ratio=10, ratio_free=100)


def archive(members, **changed):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    opened = zipfile.ZipFile(raw)
    for field, value in changed.items():
        setattr(opened.infolist()[0], field, value)
    return opened


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("members", "changed", "fault"),
    [
        ([("a", b"x")], {}, None),
        ([("a", b"x" * 100)], {}, None),
        ([("a", b"x" * 3000)], {}, "bomb"),
        ([("a", b"x")], {"flag_bits": 1}, "locked"),
        ([("a", bytes(range(256)) * 8), ("b", bytes(range(255, -1, -1)) * 9)], {}, "too-large"),
        ([(name, b"x") for name in "abcd"], {}, "too-many"),
        ([("a", b"x"), ("a", b"y")], {}, "repeated"),
        ([("a", b"x")], {"file_size": 10**9}, "bomb"),
        ([("a", b"x")], {"file_size": 10**9, "compress_size": 10**9}, "too-large"),
    ],
)  # fmt: skip
def test_the_first_reason_not_to_open_an_archive(members, changed, fault):
    assert fault_of(archive(members, **changed), LIMITS) == fault


def test_an_empty_archive_is_no_danger():
    assert fault_of(archive([]), LIMITS) is None

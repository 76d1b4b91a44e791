"""Every field of the source stands in the packs, character by character."""

import json

import pytest

from conftest import ROOT

FIELDS = (
    "list", "no", "title", "category", "details", "duties", "units", "requested_by", "purpose",
    "form", "alternative", "aliases",
)


@pytest.fixture(scope="module")
def listed(request) -> dict[str, dict]:
    from liststrict.cli.browse import _plain, _rows

    return {entry.id: _plain(pack, rules, entry) for pack, rules, entry in _rows(None)}


def test_all_124_entries_are_there_and_no_other(listed, source_entries):
    assert len(source_entries) == 124
    assert sorted(listed) == sorted(entry["id"] for entry in source_entries)


@pytest.mark.parametrize("field", FIELDS)
def test_field_is_the_source_to_the_character(listed, source_entries, field):
    for entry in source_entries:
        ours = listed[entry["id"]]
        assert (field in ours) == (field in entry), f"{entry['id']}.{field}"
        if field in entry:
            assert ours[field] == entry[field], f"{entry['id']}.{field}"


def test_legal_basis_of_the_source_is_kept_in_order_and_whole(listed, source_entries):
    for entry in source_entries:
        ours = [b["raw"] for b in listed[entry["id"]]["legal_basis"] if b["origin"] == "source"]
        assert ours == entry.get("legal_basis", []), entry["id"]


def test_every_entry_has_a_basis_and_every_law_is_registered(listed):
    from liststrict.packs.load import load_register
    from liststrict.resources import rules_root

    laws = load_register(rules_root() / "laws.yaml").by_id()
    for entry in listed.values():
        assert entry["legal_basis"], entry["id"]
        for basis in entry["legal_basis"]:
            assert (basis["law"] is None) == (basis["origin"] == "list"), entry["id"]
            places = [place["law"] for p in basis["provisions"] for place in p["now"]]
            assert {law for law in (basis["law"], *places) if law} <= laws.keys(), entry["id"]


def test_errata_quote_the_source(listed):
    for entry in listed.values():
        for erratum in entry["errata"]:
            where = entry[erratum["field"]]
            if erratum["field"] == "legal_basis":
                where = [basis["raw"] for basis in where]
            text = where if isinstance(where, str) else where[erratum["clause"] - 1]
            assert erratum["source_has"] in text, entry["id"]


def test_the_transcription_is_the_checked_one():
    shared = ROOT.parent / "shared/source/lists.json"
    if not shared.is_file():
        pytest.skip("the checked transcription lies outside the project and is not here")
    assert json.loads(shared.read_bytes()) == json.loads(
        (ROOT / "data/source/lists.json").read_bytes()
    )

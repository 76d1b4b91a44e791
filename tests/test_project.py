"""The project around the code: layers, documents, cleanliness."""

import re
import subprocess
import sys

import pytest

from conftest import ROOT

PYTHON = sorted((ROOT / "src").rglob("*.py"))


def test_imports_point_in_one_direction():
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("file", PYTHON, ids=lambda file: file.name)
def test_no_list_knowledge_in_code(file, source_entries):
    code = file.read_text(encoding="utf-8")
    assert not re.search(r"\b(power|self|assist|cert|nocert|service|neg)-\d\d\b", strip_docs(code))
    for entry in source_entries:
        assert entry["title"] not in code


def strip_docs(code: str) -> str:
    """Docstrings and help texts may name an entry as an example; code may not."""
    code = re.sub(r'"""[\s\S]*?"""', "", code)
    return re.sub(r'help="[^"]*"|"[^"]*例如[^"]*"|#.*', "", code)


@pytest.mark.parametrize("file", PYTHON, ids=lambda file: file.name)
def test_modules_stay_small(file):
    assert file.read_text(encoding="utf-8").count("\n") <= 320


def test_every_command_and_exit_code_is_documented():
    from liststrict.cli.app import app
    from liststrict.cli.exit_codes import EXIT_CODES
    from liststrict.output import FORMATS

    page = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert f"## `liststrict {command.name}`" in page, command.name
    for code in EXIT_CODES:
        assert f"| {code} |" in page
    for name in FORMATS:
        assert f"`{name}`" in page


def test_both_readmes_show_the_same_commands():
    blocks = [
        re.findall(r"```(?:sh|console)\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.S)
        for name in ("README.md", "README.zh-CN.md")
    ]
    assert blocks[0] == blocks[1]
    assert blocks[0]


def test_the_text_of_the_project_speaks_of_itself_alone():
    for file in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *PYTHON]:
        text = file.read_text(encoding="utf-8")
        assert "/work/" not in text, file
        assert "shared/" not in text or "tests" in file.parts, file


def test_lexicon_terms_are_normalised_and_stand_once_in_a_concept():
    from liststrict.resources import lexicon_root
    from liststrict.text.lexicon import load_lexicon
    from liststrict.text.normalize import normalize

    for concepts in load_lexicon(lexicon_root()).concepts.values():
        for name, terms in concepts.items():
            assert len(set(terms)) == len(terms), name
            for term in terms:
                assert normalize(term).text == term, (name, term)


def test_pack_vocabulary_is_normalised_and_stands_once_in_a_block(screener):
    from liststrict.analysis.vocabulary import SLOTS
    from liststrict.text.normalize import normalize

    for pack in screener.packs:
        for rules in pack.lists:
            for entry in rules.entries:
                for block in entry.match:
                    terms = [term for slot in SLOTS for term in getattr(block, slot)]
                    assert len(set(terms)) == len(terms), entry.id
                    for term in terms:
                        assert normalize(term).text == term, (entry.id, term)

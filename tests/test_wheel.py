"""The built wheel, alone in an empty environment, screens a text from another folder."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        check=True, capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_packs_and_lexicon_and_no_more(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for needed in ("_data/rules/jinji/neg.yaml", "_data/rules/laws.yaml", "_data/lexicon/weights.json",
                   "_data/burden/signals.yaml", "_data/notices/wording.yaml",
                   "_data/samples/demo.txt", "_data/templates/review.docx", "py.typed"):
        assert f"liststrict/{needed}" in names
    assert not [name for name in names if "cases" in name or name.startswith("tests")]


def test_installed_wheel_screens_a_text(wheel, tmp_path):
    home = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", home], check=True)
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", wheel], check=True, capture_output=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = subprocess.run(
        [python, "-m", "liststrict", "check", "请村委会拆除违章建筑", "--format", "json"],
        cwd=elsewhere, check=True, capture_output=True, text=True, encoding="utf-8",
    )
    answer = json.loads(done.stdout)
    assert answer["verdict"] == "forbidden"
    assert done.stderr == ""
    assert list(elsewhere.iterdir()) == []

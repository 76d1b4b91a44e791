"""What docs/ci.md offers to others runs: the hook, the action and the GitLab job."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import ROOT

GOOD = ROOT / "tests/lint/number-gap/good"
BAD = ROOT / "tests/lint/number-gap/bad"
HERE = Path(sys.executable).parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def run(*command, cwd: Path, **environment: str) -> subprocess.CompletedProcess:
    path = f"{HERE}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PATH": path, **environment},
    )


def snippet(heading: str) -> str:
    """The first YAML block below a heading of the page."""
    page = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    section = page.partition(f"## {heading}")[2].partition("\n## ")[0]
    return re.search(r"```yaml\n(.*?)```", section, re.S).group(1)


@pytest.mark.parametrize(
    ("schema", "text"),
    [
        ("vendor.github-actions", (ROOT / "action.yml").read_text(encoding="utf-8")),
        ("vendor.github-workflows", snippet("GitHub")),
        ("vendor.gitlab-ci", snippet("GitLab")),
    ],
    ids=["action", "workflow", "gitlab"],
)
def test_the_files_follow_their_official_schemas(tmp_path, schema, text):
    file = tmp_path / "file.yml"
    file.write_text(text, encoding="utf-8")
    done = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, file, cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def test_pre_commit_accepts_the_hooks_and_the_example(tmp_path):
    example = tmp_path / ".pre-commit-config.yaml"
    example.write_text(snippet("提交之前：pre-commit"), encoding="utf-8")
    named = [hook["id"] for hook in yaml.safe_load(example.read_text(encoding="utf-8"))["repos"][0]["hooks"]]
    assert set(named) <= {hook["id"] for hook in HOOKS}
    for command, file in (("validate-config", example), ("validate-manifest", ROOT / ".pre-commit-hooks.yaml")):
        done = run(sys.executable, "-m", "pre_commit", command, file, cwd=tmp_path)
        assert done.returncode == 0, done.stdout


def test_the_hooks_run_through_pre_commit_in_a_repository_of_others(tmp_path):
    if not (ROOT / ".git").exists():
        pytest.skip("pre-commit takes hooks from a git repository, and this is an unpacked archive")
    others = tmp_path / "others"
    shutil.copytree(BAD, others)
    file = others / "neg.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("    no: 1\n", "    no: 1  \n"), encoding="utf-8")
    run("git", "init", "--quiet", ".", cwd=others)
    run("git", "add", ".", cwd=others)
    done = run(sys.executable, "-m", "pre_commit", "try-repo", ROOT, "--all-files", cwd=others,
               PRE_COMMIT_HOME=str(tmp_path / "home"))
    if re.search(r"No matching distribution|Could not find a version|Max retries", done.stdout):
        pytest.skip("pre-commit installs hooks from a package index, and none can be reached")
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(r"liststrict lint\.+Failed", done.stdout), done.stdout
    assert re.search(r"neg\.yaml:35:\d+: 错误 \[number-gap\]", done.stdout)
    assert "files were modified by this hook" in done.stdout
    assert "    no: 1\n" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(("folder", "code"), [(GOOD, 0), (BAD, 1)], ids=["good", "bad"])
def test_the_command_of_the_hook_tells_good_from_bad(folder, code):
    for hook in HOOKS:
        assert hook["pass_filenames"] is False
    assert run(*HOOKS[0]["entry"].split(), cwd=folder).returncode == code


def action_step(name: str, folder: Path, **inputs: str) -> subprocess.CompletedProcess:
    """Runs a step as the runner does: inputs reach the script through the environment only."""
    step = next(step for step in ACTION["runs"]["steps"] if step.get("name") == name)
    assert "${{" not in step["run"], "an input inside the script could carry commands"
    given = {key: str(value["default"]) for key, value in ACTION["inputs"].items()} | inputs
    environment = {}
    for variable, expression in step["env"].items():
        source = re.fullmatch(r"\$\{\{ (inputs|github)\.([\w-]+) \}\}", expression)
        environment[variable] = given[source.group(2)] if source.group(1) == "inputs" else str(ROOT)
    return run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], cwd=folder, **environment)


@pytest.mark.parametrize(("folder", "code"), [(GOOD, 0), (BAD, 1)], ids=["good", "bad"])
def test_the_action_annotates_and_fails_where_it_must(tmp_path, folder, code):
    shutil.copytree(folder, tmp_path / "rules")
    done = action_step("Lint", tmp_path, path="rules\n", sarif="out.sarif")
    assert done.returncode == code, done.stderr
    assert ("::error file=rules/neg.yaml,line=35" in done.stdout) == bool(code)
    assert '"version": "2.1.0"' in (tmp_path / "out.sarif").read_text(encoding="utf-8")


def test_the_action_takes_values_as_values(tmp_path):
    shutil.copytree(GOOD, tmp_path / "rules")
    done = action_step("Lint", tmp_path, path="rules; touch hacked", select="$(touch hacked)")
    assert done.returncode == 2
    assert {path.name for path in tmp_path.iterdir()} == {"rules"}


@pytest.mark.parametrize(("folder", "code"), [(GOOD, 0), (BAD, 1)], ids=["good", "bad"])
def test_the_gitlab_job_writes_a_report_and_fails_where_it_must(tmp_path, folder, code):
    shutil.copytree(folder, tmp_path / "rules")
    (job,) = yaml.safe_load(snippet("GitLab")).values()
    install, *script = job["script"]
    assert install == "pip install --quiet liststrict"
    done = run("bash", "-eo", "pipefail", "-c", "\n".join(script), cwd=tmp_path)
    assert done.returncode == code
    report = (tmp_path / job["artifacts"]["reports"]["junit"]).read_text(encoding="utf-8")
    assert ("<failure" in report) == bool(code)

"""What a release says of itself in several places is the same in all of them."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WORKFLOW = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")


def test_the_version_is_stated_in_one_place() -> None:
    assert "version" not in PROJECT
    version = re.search(
        r'"(.+)"', (ROOT / "src" / "xlsreport" / "version.py").read_text(encoding="utf-8").split("=")[1]
    )
    assert version is not None
    assert version[1] not in (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("dependencies")[0]


def test_a_release_is_tested_on_every_python_that_the_classifiers_name() -> None:
    named = re.findall(r"Python :: (3\.\d+)$", "\n".join(PROJECT["classifiers"]), re.MULTILINE)
    tested = re.search(r"python: \[(.+)\]", WORKFLOW)
    assert tested is not None
    assert re.findall(r'"([\d.]+)"', tested[1]) == named
    assert "os: [ubuntu-latest, windows-latest, macos-latest]" in WORKFLOW


def test_the_release_takes_the_python_that_the_windows_folder_pins() -> None:
    build = (ROOT / "packaging" / "windows" / "build").read_text(encoding="utf-8")
    pinned = re.search(r"# (python-[\d.]+-embed-amd64\.zip)", build)
    assert pinned is not None
    assert set(re.findall(r"python-[\d.]+-embed-amd64\.zip", WORKFLOW)) == {pinned[1]}


def test_only_the_job_that_publishes_may_write() -> None:
    before, _, publishing = WORKFLOW.partition("\n  publish:")
    assert "write" not in re.findall(r"^ *[a-z-]+: (\w+)", before, re.MULTILINE)
    assert "id-token: write" in publishing

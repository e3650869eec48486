"""What a release says of itself in several places is the same in all of them."""

import re
import runpy
import tomllib
import venv
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from kit.needed import needed

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


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_what_pyproject_asks_for_is_pinned_by_hash(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    asked = [*PROJECT["dependencies"], *(PROJECT["optional-dependencies"]["test"] if name == "test.txt" else ())]
    pinned = dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))
    apart = [
        str(each)
        for each in map(Requirement, asked)
        if pinned.get(each.name) is None or not each.specifier.contains(pinned[each.name])
    ]
    assert apart == [], "run: packaging/requirements"
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert [each for each in entries if "--hash=sha256:" not in each] == []
    assert "://" not in text


def test_the_bill_of_materials_names_what_is_installed_and_its_licences(tmp_path: Path) -> None:
    needed("cyclonedx_py")
    venv.create(tmp_path / "venv", with_pip=False)
    (library,) = (tmp_path / "venv").rglob("site-packages")
    (library / "thing-1.0.dist-info").mkdir()
    metadata = "Metadata-Version: 2.4\nName: thing\nVersion: 1.0\nLicense-Expression: BSD-2-Clause\n"
    (library / "thing-1.0.dist-info" / "METADATA").write_text(metadata, encoding="utf-8")
    sbom: dict[str, Any] = runpy.run_path(str(ROOT / "packaging" / "sbom"))
    (python,) = (at for at in map((tmp_path / "venv").joinpath, ("bin/python", "Scripts/python.exe")) if at.exists())
    assert sbom["main"](["--python", str(python), "--output", str(tmp_path)]) == 0
    stated = runpy.run_path(str(ROOT / "src" / "xlsreport" / "version.py"))["__version__"]
    rows = (tmp_path / "licences.txt").read_text(encoding="utf-8").splitlines()
    assert rows == [f"xlsreport {stated}\tMIT", "thing 1.0\tBSD-2-Clause"]
    assert str(tmp_path) not in (tmp_path / "sbom.cdx.json").read_text(encoding="utf-8")


def test_a_licence_is_told_however_its_authors_say_it() -> None:
    sbom: dict[str, Any] = runpy.run_path(str(ROOT / "packaging" / "sbom"))
    said = [
        [{"license": {"id": "MIT"}}],
        [{"expression": "MIT OR AFL-2.1"}],
        [{"license": {"name": "License :: OSI Approved :: BSD License"}}],
        [],
    ]
    parts = [{"name": f"p{number}", "version": "1", "licenses": each} for number, each in enumerate(said)]
    bill = {"metadata": {"component": parts[0]}, "components": parts[1:]}
    assert list(sbom["licences"](bill)) == ["p0 1\tMIT", "p1 1\tMIT OR AFL-2.1", "p2 1\tBSD License", "p3 1\t"]


def test_what_is_unreleased_gets_its_version_and_day(tmp_path: Path) -> None:
    release: dict[str, Any] = runpy.run_path(str(ROOT / "packaging" / "release"))
    stated = tmp_path / "src" / "xlsreport" / "version.py"
    stated.parent.mkdir(parents=True)
    stated.write_text('"""Stated here."""\n\n__version__ = "0.1.0"\n', encoding="utf-8")
    (tmp_path / "CHANGELOG.md").write_text("# Changes\n\n## Unreleased\n\n- A thing.\n", encoding="utf-8")
    named = ["0.2.0", "--date", "2026-11-28"]
    assert release["main"](named, root=tmp_path) == 0
    assert stated.read_text(encoding="utf-8").endswith('__version__ = "0.2.0"\n')
    changes = "# Changes\n\n## Unreleased\n\n## 0.2.0 · 2026-11-28\n\n- A thing.\n"
    assert (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8") == changes
    assert release["main"](named, root=tmp_path) == 2
    assert (tmp_path / "CHANGELOG.md").read_text(encoding="utf-8") == changes


def test_the_version_has_its_changes_or_they_are_unreleased() -> None:
    version = runpy.run_path(str(ROOT / "src" / "xlsreport" / "version.py"))["__version__"]
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert version == "0.1.0" or re.fullmatch(rf"{re.escape(version)} · \d{{4}}-\d\d-\d\d", headings[1])


def test_on_an_index_page_every_link_leads_to_a_file_of_the_repository(tmp_path: Path) -> None:
    for name in ("README.md", "pyproject.toml"):
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    addresses = runpy.run_path(str(ROOT / "packaging" / "addresses"))
    assert addresses["main"](["--repository", "https://forge.test/a/b", "--ref", "v9"], root=tmp_path) == 0
    targets = re.findall(r"\]\(([^)]+)\)", (tmp_path / "INDEX.md").read_text(encoding="utf-8"))
    assert [each for each in targets if not each.startswith(("https://", "#"))] == []
    inside = [each for each in targets if each.startswith("https://forge.test/a/b/")]
    places = {re.sub(r"^https://forge.test/a/b/(raw|blob)/v9/|#.*", "", each) for each in inside}
    assert len(places) > 5
    assert [each for each in places if not (ROOT / each).exists()] == []
    assert [each for each in inside if ("/raw/" in each) != each.endswith(".png")] == []
    project = tomllib.loads((tmp_path / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["readme"] == "INDEX.md"
    assert project["urls"]["Changelog"] == "https://forge.test/a/b/blob/v9/CHANGELOG.md"

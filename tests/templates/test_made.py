"""What lies in `templates` and `examples` is what their scripts make, member by member."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from xlsreport.package import members

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = [ROOT / "templates" / name for name in ("disclosure-2021", "disclosure-2019", "foia-annual")]
OFFICE = ["workbook.xlsx", "report.docx"]
EXAMPLES = [
    (ROOT / "examples" / script, ROOT / "examples" / name)
    for script, name in (("make", "ganzhou-2023"), ("make-foia", "epa-2011"), ("make-levels", "qingyu-2023"))
]
LEFT_BY_PEOPLE = {"Thumbs.db", ".DS_Store", "desktop.ini"}


def made(script: Path, folder: Path) -> Path:
    """Run `script` into `folder`, under another time zone, locale and hash order than ours, and return the folder."""
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "11", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-X", "utf8", str(script), "-o", str(folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=folder, env=os.environ | elsewhere, timeout=300)
    return folder


def parts(file: Path) -> dict[str, bytes]:
    """Return what `file` consists of: the members of a package, else its text whatever its line ends."""
    data = file.read_bytes()
    return members(data) if data.startswith(b"PK") else {"": data.replace(b"\r\n", b"\n")}


def files(folder: Path) -> dict[str, Path]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name not in LEFT_BY_PEOPLE)
    return {path.relative_to(folder).as_posix(): path for path in found}


@pytest.fixture(scope="module", params=TEMPLATES, ids=lambda path: path.name)
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give the folder of a form, and the folder into which its script made it anew."""
    return request.param, made(request.param / "make", tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda each: each[1].name)
def example(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give the folder of an example workspace, and the folder into which its script made it anew."""
    script, folder = request.param
    return folder, made(script, tmp_path_factory.mktemp("example"))


@pytest.mark.parametrize("name", OFFICE)
def test_the_committed_form_is_what_its_script_makes(name: str, template: tuple[Path, Path]) -> None:
    ours, theirs = (parts(folder / name) for folder in template)

    assert list(ours) == list(theirs)
    assert {part for part in ours if ours[part] != theirs[part]} == set()


def test_the_script_of_the_form_makes_nothing_else(template: tuple[Path, Path]) -> None:
    assert set(files(template[1])) == set(OFFICE)


def test_the_committed_example_has_the_files_that_its_script_makes_and_no_others(example: tuple[Path, Path]) -> None:
    """An output left there by a run would ship in the wheel."""
    ours, fresh = (set(files(folder)) for folder in example)
    assert ours == fresh
    assert len(ours) > 12


def test_each_file_of_the_example_is_what_its_script_makes(example: tuple[Path, Path]) -> None:
    ours, fresh = (files(folder) for folder in example)
    different = [
        f"{name}: {part}"
        for name, path in sorted(ours.items())
        if name in fresh
        for part in sorted(parts(path).keys() | parts(fresh[name]).keys())
        if parts(path).get(part) != parts(fresh[name]).get(part)
    ]

    assert different == []

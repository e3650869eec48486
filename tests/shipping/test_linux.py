"""The Linux folder, made of stand-ins: what lies in it, what starts it, where it says that it cannot run."""

import hashlib
import marshal
import os
import platform
import runpy
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from kit.wheels import wheel

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="its launcher is a program of Linux")
LINUX = Path(__file__).resolve().parents[2] / "packaging" / "linux"
BUILD: dict[str, Any] = runpy.run_path(str(LINUX / "build"))
MACHINE = platform.machine()
NAME = f"xlsreport-9.9-linux-{MACHINE}"
THING = wheel("thing", "1.0", "License-Expression: MIT", {"thing-1.0.data/scripts/thing": "#!python"})
OWN = wheel("xlsreport", "9.9", "License-Expression: MIT", {"xlsreport/__main__.py": ""})
TELLING = '#!/bin/sh\nprintf "%s\\n" "$PYTHONPATH" "$@"\n'


def script(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    file.chmod(0o755)
    return file


def made(folder: Path, thing: bytes = THING, with_python: bool = True) -> int:
    """Return the exit code of the script, run with stand-ins that lie in `folder`."""
    house, lock, own = folder / "house", folder / "lock", folder / "xlsreport-9.9-py3-none-any.whl"
    house.mkdir(parents=True)
    (house / "thing-1.0-py3-none-any.whl").write_bytes(thing)
    pins = (hashlib.sha256(THING).hexdigest(), "0" * 64)
    alone = f"colorama==1 ; sys_platform == 'win32' \\\n    --hash=sha256:{'1' * 64}\n"
    lock.write_text(
        alone + "thing==1.0 \\\n" + " \\\n".join(f"    --hash=sha256:{pin}" for pin in pins), encoding="utf-8"
    )
    own.write_bytes(OWN)
    given = ["--machine", MACHINE, "--wheel", own, "--wheelhouse", house, "--output", folder / "放 这里"]
    if with_python:
        script(folder / "python" / "bin" / "python3", TELLING)
        given += ["--python", folder / "python"]
        script(folder / "python" / "lib" / "__pycache__" / "os.cpython-312.pyc", "of another time")
    return int(BUILD["main"]([str(each) for each in given], lock=lock))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if MACHINE not in BUILD["MACHINES"]:
        pytest.skip(f"no folder is made for {MACHINE}")
    folder = tmp_path_factory.mktemp("linux")
    assert made(folder) == 0
    return folder / "放 这里"


def started(program: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONHOME": "/elsewhere", **variables}
    return subprocess.run([program, *arguments], check=False, env=environment, capture_output=True, encoding="utf-8")


def test_the_python_beside_it_runs_the_program_with_the_libraries_beside_it(built: Path, tmp_path: Path) -> None:
    link = tmp_path / "x"
    link.symlink_to(built / NAME / "xlsreport")
    for program in (built / NAME / "xlsreport", link):
        told = started(program, "check", "一 份.xlsx").stdout.splitlines()
        assert told == [str(built / NAME / "lib"), "-m", "xlsreport", "check", "一 份.xlsx"]


@pytest.mark.parametrize(
    ("machine", "said"), [("loongarch64", "LoongArch"), ("i686", "32"), ("aarch64", "x86_64"), ("x86_64", "aarch64")]
)
def test_another_machine_is_told_why_it_cannot(built: Path, tmp_path: Path, machine: str, said: str) -> None:
    if machine == MACHINE:
        pytest.skip("it is this one")
    script(tmp_path / "uname", f"#!/bin/sh\necho {machine}\n")
    done = started(built / NAME / "xlsreport", PATH=f"{tmp_path}:{os.environ['PATH']}")
    assert (done.returncode, done.stdout) == (2, "")
    chinese, english = done.stderr.splitlines()
    assert said in chinese
    assert said in english
    assert machine in chinese


def test_without_a_python_it_says_which_one_is_missing(tmp_path: Path) -> None:
    assert made(tmp_path, with_python=False) == 0
    for name in ("readlink", "dirname", "uname"):
        (tmp_path / name).symlink_to(f"/usr/bin/{name}")
    done = started(tmp_path / "放 这里" / NAME / "xlsreport", PATH=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.count("python3.12") == 2
    script(tmp_path / "python3.12", "#!/bin/sh\necho found\n")
    assert started(tmp_path / "放 这里" / NAME / "xlsreport", PATH=str(tmp_path)).stdout == "found\n"


def test_the_menu_is_put_on_the_desktop(built: Path, tmp_path: Path) -> None:
    done = started(built / NAME / "放到桌面.sh", HOME=str(tmp_path), PATH="/usr/bin:/bin")
    shown = Path(done.stdout.strip()).read_text(encoding="utf-8")
    assert f'Exec="{built / NAME}/xlsreport" menu\n' in shown
    assert "Name[zh_CN]=报表汇总" in shown


def test_the_python_that_goes_along_brings_nothing_compiled_at_another_time(built: Path) -> None:
    assert not list((built / NAME / "python").rglob("*.pyc"))


def test_the_notes_name_what_is_started(built: Path) -> None:
    told = (built / NAME / "使用说明.txt").read_text(encoding="utf-8")
    assert [name for name in BUILD["_STARTED"] if f"./{name}" not in told] == []


def test_what_python_makes_of_a_module_lies_beside_it_for_the_python_that_starts_it() -> None:
    files = {"lib/thing/a.py": b"A = 1\n", "lib/thing/old.py": b"print 1\n", "licences/b.py": b"B = 1\n"}
    here = sys.version_info[:2]
    made = BUILD["compiled"](files, here)
    assert list(made) == [f"lib/thing/__pycache__/a.{sys.implementation.cache_tag}.pyc"]
    names: dict[str, int] = {}
    exec(marshal.loads(next(iter(made.values()))[16:]), names)  # noqa: S102, S302
    assert names["A"] == 1
    assert BUILD["compiled"](files, (3, here[1] + 1)) == {}


def test_the_licences_are_listed_and_what_is_of_windows_is_left_out(built: Path) -> None:
    listed = (built / NAME / "licences" / "licences.txt").read_text(encoding="utf-8").splitlines()
    assert listed == ["thing 1.0\tMIT", "xlsreport 9.9\tMIT", "Python 3.12\tPSF-2.0, see python/lib"]
    assert {each.name for each in (built / NAME).iterdir()} == {
        "lib",
        "licences",
        "python",
        "xlsreport",
        "放到桌面.sh",
        "使用说明.txt",
    }
    assert not list((built / NAME / "lib").glob("*.data"))


def test_it_is_the_same_wherever_it_is_made(built: Path, tmp_path: Path) -> None:
    assert made(tmp_path / "elsewhere") == 0
    archive = f"{NAME}.tar.gz"
    assert (built / archive).read_bytes() == (tmp_path / "elsewhere" / "放 这里" / archive).read_bytes()


def test_a_wheel_that_is_not_the_locked_one_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert made(tmp_path, thing=OWN) == 2
    assert "thing==1.0" in capsys.readouterr().err


def test_the_lock_has_every_dependency_and_none_of_windows_alone() -> None:
    project = tomllib.loads((LINUX.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = {each.partition("==")[0] for each, _ in BUILD["locked"](BUILD["LOCK"].read_text(encoding="utf-8"))}
    assert {Requirement(each).name for each in project["dependencies"]} <= pinned
    assert "colorama" not in pinned

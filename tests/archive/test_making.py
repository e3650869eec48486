"""The making of a bag goes wrong at any step: then there is none, or a whole one, and never a trace of half a bag."""

import errno
import os
import pickle
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.disk import FailingDisk
from kit.workspace import everything
from xlsreport.archive import bag as making
from xlsreport.archive.bag import Payload, make_bag
from xlsreport.archive.record import Record
from xlsreport.archive.record_model import FiledFile, FiledForm, FileRole, ToolVersions
from xlsreport.archive.store import stored_bags
from xlsreport.archive.verify import verify_bag
from xlsreport.errors import ArchiveError, BusyError

_KILLS = 60
_SCRIPT = Path(__file__).resolve().parents[1] / "kit" / "interrupted.py"


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Payload:
    """Return what goes into a bag: a file of some megabytes among small ones, in several folders."""
    sources, chance = tmp_path_factory.mktemp("sources"), random.Random(3)  # noqa: S311 - content, no secrets
    contents: dict[str, bytes | Path] = {}
    for number, size in enumerate((3_000_000, 1, 40_000, 0, 70_000), 1):
        path = sources / f"{number}.xlsx"
        path.write_bytes(chance.randbytes(size))
        contents[f"data/inbox/{number:04d}.xlsx"] = path
    contents |= {f"data/{name}": name.encode() * 50 for name in ("output/summary.xlsx", "form/form.toml", "values.csv")}
    files = tuple(FiledFile(p, FileRole.DATA, p, making.digest_of(c)) for p, c in contents.items())
    record = Record(2023, FiledForm("f", "1", "t", "zh"), ToolVersions("0", "3"), files=files)
    return Payload(record, contents, {"Bagging-Date": "2024-03-31"})


@pytest.fixture(scope="module")
def whole(planned: Payload, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Return the archive as an undisturbed run leaves it."""
    folder = tmp_path_factory.mktemp("whole")
    make_bag(folder, planned)
    return everything(folder / "archive")


@pytest.fixture
def pickled(planned: Payload, tmp_path: Path) -> Path:
    path = tmp_path / "payload"
    path.write_bytes(pickle.dumps(planned))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "w").mkdir()
    return tmp_path / "w"


def started(*words: str) -> subprocess.Popen[str]:
    places = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, str(_SCRIPT), *words], env=places, text=True, **pipes)


def steps_of(pickled: Path, folder: Path) -> int:
    """Return how many steps it takes to make the bag."""
    steps = int(started(str(pickled), str(folder), "count", "0").communicate(timeout=60)[0])
    shutil.rmtree(folder / "archive")
    return steps


def trouble(folder: Path) -> list[str]:
    """Return what is wrong with any bag that lies in the archive."""
    return [f"{bag.identifier}: {each}" for bag in stored_bags(folder) for each in verify_bag(bag).discrepancies]


def test_no_kill_leaves_half_a_bag(pickled: Path, folder: Path, planned: Payload, whole: Mapping[str, bytes]) -> None:
    steps, torn = steps_of(pickled, folder), 0
    for step in random.Random(20231231).sample(range(steps), _KILLS):  # noqa: S311 - moments, no secrets
        process = started(str(pickled), str(folder), "kill", str(step))
        _, complaints = process.communicate(timeout=60)
        assert process.returncode not in (0, 1), (step, complaints)
        found = everything(folder / "archive") if (folder / "archive").exists() else {}
        assert trouble(folder) == []
        if not stored_bags(folder):
            torn += bool(found)
        refusal(folder, planned)  # the next run makes a bag that is not there, and takes away what was left
        assert everything(folder / "archive") == whole, step
        assert [each.name for each in (folder / "archive").iterdir()] == ["2023"]
        shutil.rmtree(folder / "archive")
    assert torn > _KILLS // 2


def refusal(folder: Path, planned: Payload) -> str | None:
    """Make the bag, or return why it could not be made."""
    try:
        make_bag(folder, planned)
    except (ArchiveError, BusyError) as error:
        return str(error)
    return None


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES], ids=errno.errorcode.get)
def test_a_disk_that_fails_at_any_step_is_told_and_leaves_nothing(
    planned: Payload, whole: Mapping[str, bytes], tmp_path: Path, number: int
) -> None:
    ended = 0
    for step in range(200):
        folder = tmp_path / str(step)
        folder.mkdir()
        disk = FailingDisk(folder, step, number)
        with pytest.MonkeyPatch.context() as patch:
            disk.put_into(patch, making)
            said = refusal(folder, planned)
        if said is None:
            assert everything(folder / "archive") == whole
            ended += 1
        else:
            assert os.strerror(number) in said
            assert list((folder / "archive").iterdir() if step else ()) == []
        if not disk.failures:
            break
        shutil.rmtree(folder)
    assert 0 < ended <= 2  # the last operation only settles what is whole
    assert 40 < step < 199


def test_a_folder_that_cannot_be_written_is_told(planned: Payload, folder: Path) -> None:
    folder.chmod(0o500)
    if os.access(folder, os.W_OK):
        pytest.skip("nothing keeps this user from writing")
    with pytest.raises(ArchiveError, match="没有归档"):
        make_bag(folder, planned)
    assert list(folder.iterdir()) == []


def test_a_second_run_leaves_the_first_alone(
    pickled: Path, folder: Path, planned: Payload, whole: Mapping[str, bytes]
) -> None:
    with started(str(pickled), str(folder), "wait", str(steps_of(pickled, folder) // 2)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "waiting\n"
        before = everything(folder)
        assert 1 < len(before) < len(whole)
        said = refusal(folder, planned)
        after = everything(folder)
        _, complaints = process.communicate("go on\n", timeout=60)
    assert said is not None
    assert "另一次运行" in said
    assert after == before
    assert process.returncode == 0, complaints
    assert everything(folder / "archive") == whole
    with pytest.raises(ArchiveError, match="已经存在"):
        make_bag(folder, planned)
    assert everything(folder / "archive") == whole


def test_where_nothing_can_be_locked_what_others_left_is_not_touched(
    planned: Payload, folder: Path, whole: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("msvcrt.locking" if sys.platform == "win32" else "fcntl.flock", refused)
    other = folder / "archive/.making-2022-x/data"
    other.mkdir(parents=True)
    make_bag(folder, planned)
    assert other.is_dir()
    other.rmdir()
    other.parent.rmdir()
    assert everything(folder / "archive") == whole

"""A remote inbox copied into the workspace's own."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from kit.needed import needed
from xlsreport.cli.app import run
from xlsreport.errors import XlsreportError
from xlsreport.forms import example_workspace
from xlsreport.intake.workspace import open_workspace
from xlsreport.pipeline.post import fetch as fetching
from xlsreport.pipeline.post.copied_files import Copied, CopiedFiles
from xlsreport.pipeline.post.copied_names import copied_names
from xlsreport.pipeline.post.fetch import fetch
from xlsreport.pipeline.workspace import PeriodWorkspace, open_workspace_at

AT = "memory://town/{period}"
SETTINGS = 'form = "disclosure-2021"\n'


@pytest.fixture
def desk(tmp_path: Path) -> PeriodWorkspace:
    (tmp_path / "2023").mkdir()
    (tmp_path / "xlsreport.toml").write_text(SETTINGS, encoding="utf-8")
    return open_workspace_at(tmp_path, with_roster=False)


@pytest.fixture
def memory() -> Any:
    system = needed("fsspec").filesystem("memory")
    system.store.clear()
    return system


def there(desk: PeriodWorkspace) -> dict[str, bytes]:
    inbox = desk.root.inbox(desk.period)
    return {path.relative_to(inbox).as_posix(): path.read_bytes() for path in inbox.rglob("*") if path.is_file()}


def test_what_is_new_there_is_copied_and_what_is_known_is_not_asked_for(desk: PeriodWorkspace, memory: Any) -> None:
    memory.pipe("/town/2023/a.xlsx", b"a")
    memory.pipe("/town/2023/east/b.xlsx", b"b")
    memory.pipe("/town/2023/~$a.xlsx", b"lock")
    (said,) = fetch(desk, AT)
    assert there(desk) == {"a.xlsx": b"a", "east/b.xlsx": b"b"}
    assert "2 个文件，新复制 2 个" in said
    memory.pipe("/town/2023/c.xlsx", b"c")
    memory.rm("/town/2023/a.xlsx")
    assert "新复制 1 个" in fetch(desk, AT)[0]
    assert there(desk) == {"a.xlsx": b"a", "east/b.xlsx": b"b", "c.xlsx": b"c"}
    assert [each.name for each in (desk.root.folder / "2023").iterdir()] == ["inbox"]


def test_a_file_that_was_replaced_there_is_replaced_here(desk: PeriodWorkspace, memory: Any) -> None:
    memory.pipe("/town/2023/a.xlsx", b"a")
    fetch(desk, AT)
    memory.pipe("/town/2023/a.xlsx", b"other")
    assert len(fetch(desk, AT)) == 1
    assert there(desk) == {"a.xlsx": b"other"}


def test_a_file_that_came_otherwise_stays_and_the_new_one_lies_beside(desk: PeriodWorkspace, memory: Any) -> None:
    inbox = desk.root.inbox(desk.period)
    inbox.mkdir()
    (inbox / "a.xlsx").write_bytes(b"mine")
    memory.pipe("/town/2023/a.xlsx", b"theirs")
    _, note = fetch(desk, AT)
    (beside,) = there(desk).keys() - {"a.xlsx"}
    assert there(desk) == {"a.xlsx": b"mine", beside: b"theirs"}
    assert beside in note
    assert len(fetch(desk, AT)) == 1  # it is known by now


def test_many_files_come_over_several_lines_and_one_that_fails_leaves_the_rest_whole(
    desk: PeriodWorkspace, memory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{number:03}.xlsx": f"{number}".encode() * number for number in range(1, 60)}
    for name, data in files.items():
        memory.pipe(f"/town/2023/{name}", data)
    whole, threads = type(memory).open, set()

    def cut(self: Any, path: str, *args: Any, **more: Any) -> Any:
        threads.add(threading.current_thread().name)
        if path.endswith("040.xlsx"):
            raise ConnectionResetError("reset by peer")
        return whole(self, path, *args, **more)

    monkeypatch.setattr(type(memory), "open", cut)
    with pytest.raises(XlsreportError, match="reset by peer"):
        fetch(desk, AT)
    assert there(desk) == {name: data for name, data in files.items() if name < "040.xlsx"}
    assert len(threads) > 1
    monkeypatch.undo()
    assert "新复制 20 个" in fetch(desk, AT)[0]
    assert there(desk) == files
    assert [each.name for each in (desk.root.folder / "2023").iterdir()] == ["inbox"]


def test_more_than_there_is_room_for_is_refused_before_anything_is_copied(
    desk: PeriodWorkspace, memory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.pipe("/town/2023/a.xlsx", b"a")
    memory.pipe("/town/2023/b.xlsx", b"b")
    monkeypatch.setattr(fetching, "_MOST_FILES", 1)
    with pytest.raises(XlsreportError, match="2 个文件、共 1 MiB，超过限度"):
        fetch(desk, AT)
    assert there(desk) == {}


def test_a_file_larger_than_any_workbook_is_named_and_not_copied(
    desk: PeriodWorkspace, memory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.pipe("/town/2023/film.mp4", b"too long")
    monkeypatch.setattr(fetching, "LARGEST", 4)
    assert "film.mp4" in fetch(desk, AT)[1]
    assert there(desk) == {}


@pytest.mark.parametrize(
    ("name", "here"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\Users\\a.xlsx", "C_/Users/a.xlsx"),
        ("con.xlsx", "_con.xlsx"),
        ("a\u202exslx.exe", "axslx.exe"),
        (".hidden/.b.xlsx", "hidden/b.xlsx"),
        ("1/2/3/4/5/6/7/8/a.xlsx", "1/2/3/4/5/6/a.xlsx"),
    ],
)
def test_a_name_leads_nowhere_else(name: str, here: str) -> None:
    assert copied_names([name]) == {name: here}


def test_names_that_a_system_takes_for_one_are_two_here() -> None:
    names = copied_names(["A.xlsx", "a.xlsx"])
    assert len({each.casefold() for each in names.values()}) == 2


def test_a_file_that_is_called_as_a_folder_of_others_has_another_name_here() -> None:
    names = copied_names(["East", "east/a.xlsx", "west/b.xlsx"])
    assert [names[each] for each in ("east/a.xlsx", "west/b.xlsx")] == ["east/a.xlsx", "west/b.xlsx"]
    assert names["East"].startswith("East-")


def test_an_empty_file_that_an_earlier_version_made_of_a_folder_goes(desk: PeriodWorkspace, memory: Any) -> None:
    inbox = desk.root.inbox(desk.period)
    inbox.mkdir()
    for name in ("east", "mine"):
        (inbox / name).write_bytes(b"")
    with CopiedFiles(desk.root.folder, desk.period, "memory://town/2023") as copied:
        copied.keep("east/", Copied("east", 0, "mark"))
    memory.pipe("/town/2023/east/a.xlsx", b"a")
    fetch(desk, AT)
    assert there(desk) == {"east/a.xlsx": b"a", "mine": b""}


def test_consolidate_copies_first_what_the_settings_name(
    tmp_path: Path, memory: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "w"
    (folder / "2023").mkdir(parents=True)
    example = example_workspace()
    (folder / "单位名单.xlsx").write_bytes((example / "单位名单.xlsx").read_bytes())
    (folder / "xlsreport.toml").write_text(f'{SETTINGS}inbox = "{AT}"\n', encoding="utf-8")
    memory.pipe("/town/2023/财政局.xlsx", (example / "2023" / "inbox" / "财政局.xlsx").read_bytes())
    assert open_workspace(folder).remote_inbox == AT
    assert run(["consolidate", "-C", str(folder)]) == 1
    assert "memory://town/2023" in capsys.readouterr().err
    assert (folder / "2023" / "output" / "汇总表.xlsx").is_file()
    assert run(["consolidate", "-C", str(folder), "--inbox", "memory://nowhere"]) == 2


def test_a_local_inbox_takes_nothing_of_it() -> None:
    code = "import sys, xlsreport.pipeline.post.fetch; assert not {'fsspec', 's3fs'} & set(sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)

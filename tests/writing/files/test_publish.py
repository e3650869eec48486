"""Outputs come into place all together or not at all, whatever happens in between."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from kit.workspace import everything, sent_by, workspace
from xlsreport.cli.app import run
from xlsreport.errors import XlsreportError
from xlsreport.pipeline.output import publish as publishing
from xlsreport.writing.files.exchange import exchanged
from xlsreport.writing.files.names import distinct_names, safe_name
from xlsreport.writing.files.one_by_one import replaced_one_by_one
from xlsreport.writing.files.publish import replaced_together, written_together
from xlsreport.writing.files.remains import put_back

OLD, NEW = {"a": b"old a", "b": b"old b"}, {"a": b"new a", "c": b"new c"}
OURS = {"a", "b", "c"}


class Killed(BaseException):
    """What stops a process in the middle; nothing of ours may catch it and tidy up."""


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the old outputs, on a system that does not exchange two folders."""
    monkeypatch.setattr("xlsreport.writing.files.publish.exchanged", lambda *_: False)
    folder = tmp_path / "2023" / "output"
    replaced_together(folder, OLD, OURS)
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux and macOS exchange two folders")
def test_where_the_system_can_the_folder_is_exchanged_and_is_there_at_every_moment(tmp_path: Path) -> None:
    folder = tmp_path / "2023" / "output"
    replaced_together(folder, OLD, OURS)
    aside = tmp_path / "aside"
    aside.mkdir()
    (aside / "a").write_bytes(b"new")
    assert exchanged(aside, folder)
    assert (held(folder), held(aside)) == ({"a": b"new"}, OLD)
    assert not exchanged(aside, tmp_path / "nowhere")
    assert held(aside) == OLD
    replaced_together(folder, NEW, OURS)
    assert held(tmp_path / "2023") == {f"output/{name}": data for name, data in NEW.items()}


def test_killed_while_files_are_replaced_one_by_one_all_are_put_back(output: Path) -> None:
    """As a killed process leaves it: some files are new, and what was there is kept beside."""
    half = output.with_name(".output-half")
    (half / "was").mkdir(parents=True)
    for name, data in OLD.items():
        (half / "was" / name).write_bytes(data)
    (half / "new.json").write_text('["c", "../c"]')
    (output / "a").write_bytes(NEW["a"])
    (output / "c").write_bytes(NEW["c"])
    output.with_name("c").write_bytes(b"mine")
    assert put_back(output)
    assert held(output) == OLD
    assert {path.name for path in output.parent.iterdir()} == {"output", "c"}


def test_a_kill_at_any_move_of_one_by_one_leaves_what_the_next_run_puts_back(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = Path.replace
    for number in range(1, 6):
        count = iter(range(99))

        def killed(self: Path, target: Path, *, count: Iterator[int] = count, last: int = number) -> Path:
            if self == output:
                raise PermissionError(13, "in use")
            if next(count) == last:
                raise Killed
            return moved(self, target)

        monkeypatch.setattr(Path, "replace", killed)
        monkeypatch.setattr("xlsreport.writing.files.one_by_one.as_it_was", lambda *_: False)
        with suppress(Killed):
            replaced_together(output, NEW, OURS)
        monkeypatch.undo()
        monkeypatch.setattr("xlsreport.writing.files.publish.exchanged", lambda *_: False)
        put_back(output)
        assert held(output) in (OLD, NEW)
        replaced_together(output, OLD, OURS)
        assert [path.name for path in output.parent.iterdir()] == ["output"]


def held(folder: Path) -> Mapping[str, bytes]:
    return everything(folder)


def test_makes_the_folder(output: Path) -> None:
    assert held(output) == OLD
    assert [path.name for path in output.parent.iterdir()] == ["output"]


def test_replaces_what_is_ours(output: Path) -> None:
    replaced_together(output, NEW, OURS)
    assert held(output) == NEW


def test_keeps_what_is_not(output: Path) -> None:
    (output / "my notes.txt").write_bytes(b"mine")
    (output / "more" / "deep").mkdir(parents=True)
    (output / "more" / "deep" / "mine.txt").write_bytes(b"mine too")
    replaced_together(output, NEW, OURS)
    assert held(output) == {**NEW, "my notes.txt": b"mine", "more/deep/mine.txt": b"mine too"}


def test_a_move_that_fails_leaves_everything_as_it_was(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_at_move(monkeypatch, 2, PermissionError(13, "in use"))
    with pytest.raises(XlsreportError, match="in use"):
        replaced_together(output, NEW, OURS)
    assert held(output.parent) == {f"output/{name}": data for name, data in OLD.items()}
    assert [path.name for path in output.parent.iterdir()] == ["output"]


def test_a_folder_that_cannot_be_moved_has_its_files_replaced_one_by_one(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (output / "mine.txt").write_bytes(b"mine")
    fail_at_move(monkeypatch, 1, PermissionError(13, "in use"))
    replaced_together(output, {**NEW, "b (edited)": b"kept"}, OURS)
    assert held(output.parent) == {
        f"output/{name}": data for name, data in {**NEW, "b (edited)": b"kept", "mine.txt": b"mine"}.items()
    }
    assert [path.name for path in output.parent.iterdir()] == ["output"]


@pytest.mark.parametrize("open_one", ["a", "c"])
def test_a_file_that_cannot_be_replaced_in_it_leaves_everything_as_it_was(
    output: Path, monkeypatch: pytest.MonkeyPatch, open_one: str
) -> None:
    moved = Path.replace

    def in_use(self: Path, target: Path) -> Path:
        if self == output or (target == output / open_one and self.parent.name == ".output-new"):
            raise PermissionError(13, "in use")
        return moved(self, target)

    monkeypatch.setattr(Path, "replace", in_use)
    with pytest.raises(XlsreportError, match=f"{open_one}.*in use"):
        replaced_together(output, NEW, OURS)
    assert [path.name for path in output.parent.iterdir()] == ["output"]
    assert held(output.parent) == {f"output/{name}": data for name, data in OLD.items()}


def test_what_cannot_be_removed_beside_it_stops_no_later_run(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for stuck in (".output-before", ".output-new"):
        output.with_name(stuck).mkdir()
        (output.with_name(stuck) / "a").write_bytes(b"stuck")
    removed = shutil.rmtree

    def stuck_there(path: Path, *, ignore_errors: bool = False) -> None:
        if path.name not in {".output-before", ".output-new"}:
            removed(path, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", stuck_there)
    replaced_together(output, NEW, OURS)
    assert held(output) == NEW
    assert {path.name for path in output.parent.iterdir()} == {"output", ".output-before", ".output-new"}
    output.replace(output.with_name(".output-before-2"))
    assert put_back(output)
    assert held(output) == NEW


def test_a_write_that_fails_leaves_everything_as_it_was(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.name == "c":
            raise OSError(28, "No space left on device", str(self))
        return written(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(XlsreportError, match="No space left"):
        replaced_together(output, NEW, OURS)
    assert held(output) == OLD
    assert [path.name for path in output.parent.iterdir()] == ["output"]


def test_killed_between_the_moves_the_next_run_recovers(output: Path) -> None:
    """As a killed process leaves it: the old folder moved aside, the new one not yet in its place."""
    (output / "mine.txt").write_bytes(b"mine")
    output.replace(output.with_name(".output-before"))
    output.with_name(".output-new").mkdir()
    (output.with_name(".output-new") / "a").write_bytes(b"half")
    replaced_together(output, NEW, OURS)
    assert held(output) == {**NEW, "mine.txt": b"mine"}
    assert [path.name for path in output.parent.iterdir()] == ["output"]


def test_a_killed_process_loses_nothing(output: Path) -> None:
    """A process that ends between the two moves, without any chance to tidy up."""
    program = (
        "import os, pathlib, sys\n"
        "from xlsreport.writing.files.publish import replaced_together\n"
        "import xlsreport.writing.files.publish as publish\n"
        "publish.exchanged = lambda *_: False\n"
        "moved, count = pathlib.Path.replace, iter(range(9))\n"
        "pathlib.Path.replace = lambda *places: moved(*places) if next(count) == 0 else os._exit(9)\n"
        "replaced_together(pathlib.Path(sys.argv[1]), {'a': b'half a'}, {'a', 'b'})\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", program, str(output)], env=environment, check=False)
    assert done.returncode == 9
    assert not output.exists()
    with pytest.raises(XlsreportError):
        replaced_together(output, {"a": b"", "a/b": b"cannot be written"}, OURS)
    assert held(output.parent) == {f"output/{name}": data for name, data in OLD.items()}


def test_killed_after_the_moves_the_next_run_tidies_up(output: Path) -> None:
    before = output.with_name(".output-before")
    before.mkdir()
    (before / "a").write_bytes(b"older")
    replaced_together(output, NEW, OURS)
    assert held(output.parent) == {f"output/{name}": data for name, data in NEW.items()}


def test_interrupted_between_the_moves_it_puts_the_old_back(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_at_move(monkeypatch, 2, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        replaced_together(output, NEW, OURS)
    assert held(output.parent) == {f"output/{name}": data for name, data in OLD.items()}


def test_a_file_in_the_folders_place_is_kept(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"somebody's")
    with pytest.raises(XlsreportError, match="output"):
        replaced_together(tmp_path / "output", NEW, OURS)
    assert held(tmp_path) == {"output": b"somebody's"}


def test_written_files_are_whole_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    written_together(tmp_path, OLD)
    written_together(tmp_path, NEW)
    assert held(tmp_path) == {**OLD, **NEW, "mine": b"mine"}


def test_nothing_is_written_where_one_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written_together(tmp_path, OLD)
    written = Path.write_bytes

    def killed(self: Path, data: bytes) -> int:
        if self.name == "c":
            written(self, data[:2])
            raise Killed
        return written(self, data)

    monkeypatch.setattr(Path, "write_bytes", killed)
    with pytest.raises(Killed):
        written_together(tmp_path, NEW)
    assert held(tmp_path) == OLD


@pytest.mark.parametrize("document", ["summary_pieces", "report_bytes", "findings_json", "findings_csv"])
def test_a_document_that_cannot_be_made_leaves_the_outputs_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, document: str
) -> None:
    folder = workspace(tmp_path / "w", {"甲局.xlsx": sent_by("A01", "甲局")})
    assert run(["consolidate", "-C", str(folder)]) == 0
    before = everything(folder)
    (folder / "2023/inbox/乙局.xlsx").write_bytes(sent_by("A02", "乙局", {"表二!B9": 3}))
    changed = {**before, "2023/inbox/乙局.xlsx": (folder / "2023/inbox/乙局.xlsx").read_bytes()}

    def broken(*_: object) -> bytes:
        raise XlsreportError("cannot be made")

    monkeypatch.setattr(publishing, document, broken)
    assert run(["consolidate", "-C", str(folder)]) == 2
    assert everything(folder) == changed


def test_a_final_report_takes_the_place_of_the_draft(tmp_path: Path) -> None:
    folder = workspace(tmp_path / "w", {"甲局.xlsx": sent_by("A01", "甲局")})
    (folder / "2023/output").mkdir()
    (folder / "2023/output/年度报告.docx").write_bytes(b"of an earlier run")
    assert run(["consolidate", "-C", str(folder)]) == 0
    assert not (folder / "2023/output/年度报告.docx").exists()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a:b*c?d", "a_b_c_d"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        (" .hidden. ", "hidden"),
        ("\u202e甲\x00局\n", "甲局"),
        ("...", "_"),
        ("a" * 300, "a" * 93 + "-nmfhwp"),
        ("长" * 300, "长" * 47 + "-wqtrkg"),
    ],
)
def test_safe_names(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_names_that_begin_alike_stay_apart_and_leave_room_for_a_mark() -> None:
    long = "湖滨市" + "某" * 110
    names = distinct_names({"A1": f"A1-{long}甲", "A2": f"A1-{long}乙", "a/": "a/-局", "a:": "A:-局", "B": "B-局"})
    assert len({each.casefold() for each in names.values()}) == len(names)
    assert max(len(each.encode()) for each in names.values()) <= 150
    assert names["B"] == "B-局"
    assert all(names[key].startswith(("A1-湖滨市", "a_-局", "A_-局")) for key in ("A1", "A2", "a/", "a:"))


def fail_at_move(monkeypatch: pytest.MonkeyPatch, failing: int, error: BaseException) -> None:
    """Have the move number `failing` fail, as long as the test runs; those before and after it work."""
    moved, count = Path.replace, iter(range(1, 100))

    def replace(self: Path, target: Path) -> Path:
        if next(count) == failing:
            raise error
        return moved(self, target)

    monkeypatch.setattr(Path, "replace", replace)


def test_a_folder_of_a_node_is_replaced_as_a_whole_and_one_that_is_no_more_goes(output: Path) -> None:
    replaced_together(output, {"a": b"old", "city/a": b"old", "gone/a": b"old"}, {"a", "city", "gone"})
    (output / "mine").mkdir()
    (output / "mine" / "note").write_bytes(b"mine")
    replaced_together(output, {"a": b"new", "city/b": b"new"}, {"a", "city", "gone"})
    assert held(output) == {"a": b"new", "b": b"old b", "city/b": b"new", "mine/note": b"mine"}


def test_where_files_are_replaced_one_by_one_folders_are_too(output: Path) -> None:
    aside, spare = output.with_name("aside"), (output.with_name("making"), output.with_name("half"))
    replaced_together(output, {"city/a": b"old", "gone/a": b"old"}, {"city", "gone"})
    for name in ("city/b", "more/a"):
        (aside / name).parent.mkdir(parents=True, exist_ok=True)
        (aside / name).write_bytes(b"new")
    replaced_one_by_one(output, aside, spare, {"city", "gone", "more"})
    assert held(output) == {**OLD, "city/b": b"new", "more/a": b"new"}


def test_where_a_folder_cannot_be_replaced_all_of_them_are_as_they_were(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside, spare = output.with_name("aside"), (output.with_name("making"), output.with_name("half"))
    replaced_together(output, {"city/a": b"old", "town/a": b"old"}, {"city", "town"})
    for name in ("city/b", "town/b"):
        (aside / name).parent.mkdir(parents=True, exist_ok=True)
        (aside / name).write_bytes(b"new")
    replace = Path.replace

    def open_elsewhere(self: Path, target: Path) -> Path:
        if self == aside / "town":
            raise PermissionError(13, "open elsewhere", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", open_elsewhere)
    with pytest.raises(XlsreportError, match="open elsewhere"):
        replaced_one_by_one(output, aside, spare, {"city", "town"})
    assert held(output) == {**OLD, "city/a": b"old", "town/a": b"old"}

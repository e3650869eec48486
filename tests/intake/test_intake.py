"""Intake: what came, whose it is, and which of several versions counts."""

import hashlib
import os
from pathlib import Path

import pytest

from kit.filled import saved
from xlsreport.errors import WorkspaceError
from xlsreport.intake.gather import gather
from xlsreport.intake.match import match, near
from xlsreport.intake.roster import read_roster
from xlsreport.intake.tables import heads_of
from xlsreport.intake.version_marks import VersionNames
from xlsreport.intake.versions import verdict
from xlsreport.intake.workspace import open_workspace, settings_text
from xlsreport.language import language_named
from xlsreport.model.review import Identity
from xlsreport.model.roster import Department, Roster
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Cell, Sheet, Unreadable, Value, Workbook

ZH, EN = language_named("zh"), language_named("en")
FINANCE = Department("A01", "青山县财政局", ("财政局",))
TOWN = Department("A02", "青山县望溪镇人民政府", ("望溪镇",))
OFFICE = Department("A03", "青山县望溪镇财政所", ("财政所",))
ROSTER = Roster((FINANCE, TOWN, OFFICE))


def file(name: str) -> SourceFile:
    return SourceFile(name, Path(name), "0" * 64)


def test_gathers_every_file_below_by_name_with_its_digest(tmp_path: Path) -> None:
    saved(tmp_path, "b.xlsx", b"b")
    saved(tmp_path / "乡镇" / "一", "a.xlsx", b"a")
    for litter in ("~$b.xlsx", ".hidden", "Thumbs.db", "desktop.ini", ".DS_Store"):
        saved(tmp_path, litter, b"")
    found = gather(tmp_path)
    assert [each.name for each in found] == ["b.xlsx", "乡镇/一/a.xlsx"]
    assert found[0].sha256 == hashlib.sha256(b"b").hexdigest()
    assert found[1].path.read_bytes() == b"a"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes among files here")
def test_what_is_no_file_is_named_and_never_opened(tmp_path: Path) -> None:
    saved(tmp_path / "乡镇", "a.xlsx", b"a")
    os.mkfifo(tmp_path / "pipe.xlsx")
    for name, target in (
        ("gone.xlsx", "nowhere"),
        ("folder", "乡镇"),
        ("file.xlsx", "乡镇/a.xlsx"),
        ("ring.xlsx", "ring.xlsx"),
        (".#a", "nowhere"),
    ):
        (tmp_path / name).symlink_to(tmp_path / target)
    found = {each.name: each.problem for each in gather(tmp_path)}
    unopened = Unreadable("F131", "")
    named = {"folder": unopened, "gone.xlsx": unopened, "pipe.xlsx": unopened, "ring.xlsx": unopened}
    assert found == {**named, "file.xlsx": None, "乡镇/a.xlsx": None}


@pytest.mark.parametrize(
    ("identity", "name", "expected"),
    [
        (Identity("A01", "望溪镇"), "x.xlsx", FINANCE),  # the code goes before the name
        (Identity("", "财政局"), "望溪镇.xlsx", FINANCE),  # the name before the file's
        (Identity("Z99", "青山县财政局"), "x.xlsx", FINANCE),
        (Identity(), "2023年 财 政 局（定稿）.xlsx", FINANCE),
        (Identity(), "青山县望溪镇财政所.xlsx", OFFICE),  # the longest name in it
        (Identity(), "望溪镇/数据.xlsx", None),  # a folder's name is no file's
        (Identity(), "望溪镇财政局.xlsx", None),  # two names of equal length
        (Identity(), "数据.xlsx", None),
        (Identity("Z99", "青山县财政"), "数据.xlsx", None),  # a near miss is no match
    ],
)
def test_matches_only_what_is_certain(identity: Identity, name: str, expected: Department | None) -> None:
    assert match(identity, file(name), ROSTER) == expected


def test_a_name_that_several_bear_is_nobodys() -> None:
    twins = Roster((Department("1", "甲局", ("办公室",)), Department("2", "乙局", ("办公室",))))
    assert match(Identity("", "办公室"), file("x.xlsx"), twins) is None


def test_a_near_miss_is_suggested() -> None:
    assert near(Identity("", "青山县财政"), "x.xlsx", ROSTER) == FINANCE
    assert near(Identity("", "毫不相干的单位"), "x.xlsx", ROSTER) is None


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["财政局.xlsx", "财政局（修改稿）.xlsx"], "财政局（修改稿）.xlsx"),
        (["财政局（定稿）.xlsx", "财政局（修改稿）.xlsx"], "财政局（定稿）.xlsx"),
        (["财政局v2.xlsx", "财政局v10.xlsx"], "财政局v10.xlsx"),
        (["财政局(1).xlsx", "财政局.xlsx"], "财政局(1).xlsx"),
        (["财政局.xlsx", "财政局数据.xlsx"], None),
        (["财政局.xlsx"], "财政局.xlsx"),
    ],
)
def test_the_latest_version_is_told_by_its_name(names: list[str], expected: str | None) -> None:
    for ordered in (names, names[::-1]):
        found = verdict([file(name) for name in ordered], VersionNames(ZH)).latest
        assert (found.name if found else None) == expected


def roster_book(*rows: tuple[Value, ...]) -> Workbook:
    cells = {
        (r, c): Cell(value) for r, row in enumerate(rows, 1) for c, value in enumerate(row, 1) if value is not None
    }
    return Workbook({"单位": Sheet("单位", cells)})


def test_a_roster_is_read_by_its_heads_in_any_order() -> None:
    book = roster_book(
        ("备注", "单位名称*", "代码 *", "别名", "纳入汇总", "级别"), (None, "甲局", "01", "甲、甲甲；jia", "否", "县级")
    )
    columns = {"备注": "", "单位名称": "甲局", "代码": "01", "别名": "甲、甲甲；jia", "纳入汇总": "否", "级别": "县级"}
    told = Department("01", "甲局", ("甲", "甲甲", "jia"), "县级", counted=False, columns=columns)
    assert read_roster(book, "单位名单.xlsx", ZH) == Roster((told,))


def test_the_heads_of_a_roster_are_looked_for_once_however_many_departments_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[Sheet] = []

    def heads(sheet: Sheet) -> dict[str, int]:
        looked.append(sheet)
        return heads_of(sheet)

    monkeypatch.setattr("xlsreport.intake.roster.heads_of", heads)
    book = roster_book(("代码", "单位名称"), *((f"{n:02}", f"{n}局") for n in range(1, 30)))
    assert len(read_roster(book, "r.xlsx", ZH).departments) == 29
    assert len(looked) == 1


def test_blank_rows_of_a_roster_are_passed_over_and_blank_cells_have_a_meaning() -> None:
    book = roster_book(("代码", "单位名称", "纳入汇总"), (None, None, None), ("01", "甲局", None), ("02", "乙局", "是"))
    assert [each.counted for each in read_roster(book, "r.xlsx", ZH).departments] == [True, True]


def test_a_roster_in_english() -> None:
    book = roster_book(("code*", "name*", "alias", "counted"), ("01", "Ferry", "Boats; Ships", "No"))
    assert read_roster(book, "roster.xlsx", EN).departments == (
        Department(
            "01",
            "Ferry",
            ("Boats", "Ships"),
            counted=False,
            columns={"code": "01", "name": "Ferry", "alias": "Boats; Ships", "counted": "No"},
        ),
    )


def test_a_roster_that_cannot_be_used_names_its_cell() -> None:
    heads = ("代码", "单位名称")
    for rows, said in (
        ((("代码",), ("01",)), "单位名称"),
        ((heads, ("01", "甲局"), ("01", "乙局")), "单位!A2 与 A3"),
        ((heads, ("01", None)), "单位!B2"),
        ((heads,), "单位"),
    ):
        with pytest.raises(WorkspaceError, match=said) as refusal:
            read_roster(roster_book(*rows), "名单.xlsx", ZH)
        assert "名单.xlsx" in str(refusal.value)


def test_a_workspace_knows_its_places_and_periods(tmp_path: Path) -> None:
    saved(tmp_path, "xlsreport.toml", settings_text("disclosure-2021").encode())
    for name in ("2023", "2022", "archive", "20234", "附件"):
        (tmp_path / name).mkdir()
    saved(tmp_path, "2021", b"a file is no period")
    workspace = open_workspace(tmp_path)
    assert (workspace.form, workspace.periods()) == ("disclosure-2021", (2022, 2023))
    assert workspace.inbox(2023) == tmp_path / "2023" / "inbox"
    assert workspace.outbox(2023) == tmp_path / "2023" / "outbox"
    assert workspace.output(2023) == tmp_path / "2023" / "output"


def test_settings_written_by_notepad_are_read(tmp_path: Path) -> None:
    saved(tmp_path, "xlsreport.toml", b"\xef\xbb\xbf" + settings_text("表样").encode().replace(b"\n", b"\r\n"))
    assert open_workspace(tmp_path).form == "表样"

"""Three years, a merger between the last two: every year archived, and each hands on to the next."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from kit.workspace import everything
from kit.years import ELSEWHERE, HERE, YEARS, ended, three_years, xlsreport
from xlsreport.archive.record import Record
from xlsreport.archive.store import bag_in_force
from xlsreport.archive.tables import read_values
from xlsreport.cli.app import run
from xlsreport.model.address import Address
from xlsreport.reading import read_workbook

Capture = pytest.CaptureFixture[str]
MERGED, PARTS = "36088808", ("36088803", "36088804")  # 文化和旅游局; 文化局, 旅游局
COLUMNS = "DEFGHI"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Live through the years in two places at once, with other clocks, languages and orders of hashes."""
    folders = (tmp_path_factory.mktemp("one") / "县", tmp_path_factory.mktemp("two") / "another place")
    running = [three_years(*each) for each in zip(folders, (HERE, ELSEWHERE), strict=True)]
    for process in running:
        code, printed = ended(process)
        assert code == 0, printed
    return folders


@pytest.fixture(scope="module")
def years(both: tuple[Path, Path]) -> Path:
    return both[0]


@pytest.fixture(scope="module")
def moved(years: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the archive as it lies after it was carried to another computer, and all else was lost."""
    folder = tmp_path_factory.mktemp("moved") / "else where"
    shutil.copytree(years / "archive", folder / "archive")
    shutil.copyfile(years / "xlsreport.toml", folder / "xlsreport.toml")
    return folder


def record_of(folder: Path, period: int) -> Record:
    bag = bag_in_force(folder, period)
    assert bag is not None
    return bag.record()


def figures(folder: Path, period: int, code: str) -> dict[str, Decimal]:
    """Return the archived figures of a unit, or of the whole under no code, by 表三!D6."""
    path = folder / f"archive/{period}/data/values.csv"
    rows = read_values(path.read_bytes(), str(path))
    return {f"{each.sheet}!{each.cell}": each.value for each in rows if each.code == code}


@pytest.mark.parametrize("period", YEARS)
def test_every_year_is_final_and_archived_with_all_its_units(years: Path, period: int, capsys: Capture) -> None:
    record = record_of(years, period)
    assert (record.final, record.imported, len(record.departments)) == (True, False, 6)
    assert {(each.standing, each.counted) for each in record.departments} == {("accepted", True)}
    assert record.source == (None if period == YEARS[0] else f"archive {period - 1}")
    assert record.published == "data/documents/0001.docx"
    assert run(["verify", str(period), "-C", str(years)]) == 0
    capsys.readouterr()


def test_the_two_places_have_the_same_bags(both: tuple[Path, Path]) -> None:
    one, other = (everything(folder / "archive") for folder in both)
    assert one.keys() == other.keys()
    assert [name for name, data in one.items() if other[name] != data] == []


def test_the_merged_unit_is_issued_with_the_sum_of_both(years: Path) -> None:
    book = read_workbook(years / "2023/outbox" / f"{MERGED}-榆川县文化和旅游局.xlsx")
    parts = [figures(years, 2022, code) for code in PARTS]
    for column in COLUMNS:
        summed = sum((part[f"表三!{column}30"] for part in parts), Decimal(0))
        assert book.at(Address.parse(f"上年!{column}4")).value == summed, column
    assert book.at(Address.parse("上年!J4")).value == sum(part["表三!J30"] for part in parts) == 2
    assert book.at(Address.parse("上年!D6")).value == sum(part["表二!D6"] for part in parts)


@pytest.mark.parametrize("period", YEARS[1:])
def test_the_whole_carries_over_what_it_published_before(years: Path, period: int) -> None:
    before, now = figures(years, period - 1, ""), figures(years, period, "")
    carried = [now[f"表三!{column}7"] for column in COLUMNS]
    assert carried == [before[f"表三!{column}30"] for column in COLUMNS]
    assert sum(carried) > 0
    assert now["表二!D6"] == before["表二!D6"] + now["表二!B6"] - now["表二!C6"]


def test_history_shows_three_years_and_follows_the_units(years: Path, capsys: Capture) -> None:
    asked = ("--item", "表三!J6", "--department", MERGED, "--department", "36088802", "--department", "36088807")
    assert run(["history", "-C", str(years), *asked]) == 0
    printed = capsys.readouterr()
    rows = [line.split() for line in printed.out.splitlines() if " 表三!J6 " in line]
    known = [[str(figures(years, period, "")["表三!J6"]) for period in YEARS]]
    merged = [str(sum(figures(years, period, code)["表三!J6"] for code in PARTS)) for period in YEARS[:2]]
    known.append([*merged, str(figures(years, 2023, MERGED)["表三!J6"])])
    assert [row[2:5] for row in rows[:2]] == known
    assert all("—" not in row for row in rows)
    assert "2022年榆川县文化和旅游局：当年数据为下列单位之和：榆川县文化局、榆川县旅游局" in printed.err
    assert "2022年榆川县教育体育局：当时名称：榆川县教育局" in printed.err
    assert "2021年榆川县综合行政执法局：当年数据取自前身：榆川县城市管理局" in printed.err


@pytest.mark.parametrize("period", YEARS)
def test_a_year_that_was_moved_to_another_place_is_intact_and_made_again(
    moved: Path, years: Path, period: int, tmp_path: Path
) -> None:
    code, printed = xlsreport(ELSEWHERE, "verify", str(period), "-C", str(moved))
    assert code == 0, printed
    code, printed = xlsreport(ELSEWHERE, "reproduce", str(period), "-C", str(moved), "-o", str(tmp_path / "again"))
    assert code == 0, printed
    again = everything(tmp_path / "again")
    assert len(again) == 7
    assert again == everything(years / str(period) / "output")
    assert everything(moved / "archive") == everything(years / "archive")


@pytest.mark.parametrize("period", YEARS)
def test_reproducing_a_year_where_it_was_made_changes_nothing(years: Path, period: int, capsys: Capture) -> None:
    before = everything(years)
    assert run(["reproduce", str(period), "-C", str(years)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
    assert everything(years) == before


def test_an_older_year_is_archived_already_whatever_became_of_its_departments(years: Path, capsys: Capture) -> None:
    before = everything(years)
    for period in ("2021", "2022", "2023"):
        assert run(["archive", "-C", str(years), "--period", period]) == 0
        assert f"{period} 年度已经归档，此后没有变化" in capsys.readouterr().out
    assert everything(years) == before


def test_an_older_year_is_corrected_with_the_roster_of_its_time(years: Path, tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "w"
    shutil.copytree(years, folder)
    assert run(["consolidate", "-C", str(folder), "--period", "2021", "--final"]) == 0
    assert "archive/2021/data/desk/roster.xlsx" in capsys.readouterr().err.replace("\\", "/")
    note = tmp_path / "批示.txt"
    note.write_text("同意更正", encoding="utf-8")
    named = ["--correction", "补批示", "--with", f"{note}=领导批示", "--today", "2024-05-01"]
    assert run(["archive", "-C", str(folder), "--period", "2021", *named]) == 0
    again = record_of(folder, 2021)
    assert (again.identifier, again.revision.replaces, again.revision.changes) == ("2021-r2", "2021", ())
    assert [each.name for each in again.departments] == [each.name for each in record_of(years, 2021).departments]
    assert run(["reproduce", "2021-r2", "-C", str(folder)]) == 0


def test_the_published_figure_stands_beside_the_sum_over_the_departments_of_its_time(years: Path) -> None:
    summary = read_workbook(years / "2023/output/汇总表.xlsx")
    sheet = summary.sheets["跨年对比"]  # type: ignore[union-attr]
    (row,) = [
        row
        for (row, column), cell in sheet.cells.items()
        if column == 2 and cell.value == "D6" and sheet.cell(row, 1).value == "表三"
    ]
    counted = [each.code for each in record_of(years, 2022).departments if each.counted]
    known = sum((figures(years, 2022, code)["表三!D6"] for code in counted), Decimal(0))
    assert known > 0
    assert known == sheet.cell(row, 5).value

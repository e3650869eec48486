"""Two editions of a form side by side, the map between them in form.toml, and old workbooks read by it."""

import tomllib
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from kit.bags import bag
from kit.desks import FINANCE, opened
from kit.filled import disclosure
from xlsreport.archive.tables import ValueRow, values_bytes
from xlsreport.checking import Case, review, review_earlier
from xlsreport.cli.app import run
from xlsreport.errors import FormError
from xlsreport.forms import find_form, load_form
from xlsreport.forms.edition_settings import read_editions
from xlsreport.forms.editions.comparing import EditionDiff, compared
from xlsreport.forms.editions.matching import Fate
from xlsreport.forms.editions.ranges import cells_as_ranges, ranges_of
from xlsreport.forms.editions.writing import edition_tables, with_edition
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.roster import Roster
from xlsreport.model.workbook import Unreadable, Value, Workbook
from xlsreport.pipeline.authoring.diff_forms import diff_json, diff_lines, write_map
from xlsreport.pipeline.years.history import history
from xlsreport.reading import read_workbook

AT = Address.parse


@lru_cache(maxsize=1)
def old() -> Form:
    return load_form(find_form("disclosure-2019"))


@lru_cache(maxsize=1)
def diff() -> EditionDiff:
    return compared(old(), disclosure())


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    """Read a workbook of the 2019 edition as a department filled it."""
    values: dict[Address, Value] = {field.address: Decimal(0) for field in old().figures}
    who: dict[str, Value] = {"基本信息!B3": "财政局", "基本信息!B4": "A01", "基本信息!B5": Decimal(2020)}
    own = {"表三!D6": 9, "表三!D8": 3, "表三!D26": 4, "表三!D28": 2, "表二!D9": 77}
    values |= {AT(cell): Decimal(number) for cell, number in own.items()} | {AT(c): v for c, v in who.items()}
    path = tmp_path_factory.mktemp("old") / "财政局.xlsx"
    path.write_bytes(old().engine.fill(values))
    book = read_workbook(path)
    assert not isinstance(book, Unreadable)
    return book


def areas(fate: Fate) -> list[str]:
    return list(cells_as_ranges(each.before or each.after or AT("-!A1") for each in diff().of(fate)))


def test_cells_are_found_again_by_their_labels() -> None:
    cells = diff().cells

    assert cells[AT("表三!D6")] == AT("表三!D6")
    assert cells[AT("表三!J27")] == AT("表三!J29")
    assert cells[AT("表三!D28")] == AT("表三!D30")
    assert "表三!D27:J28" in areas(Fate.MOVED)


def test_another_wording_of_one_head_is_the_same_cell_and_said_to_be_a_guess() -> None:
    assert diff().cells[AT("表二!D9")] == AT("表二!B9")
    assert areas(Fate.RENAMED) == ["表二!D9", "表二!D13:D14"]
    assert AT("表二!B5") not in diff().cells  # 本年新制作数量 is not what 本年制发件数 counts


def test_a_row_that_became_several_is_none_of_them() -> None:
    assert areas(Fate.SPLIT) == ["表三!D26:J26"]
    assert "表三!D26:J28" in areas(Fate.ADDED)
    assert AT("表三!D26") not in diff().cells


def test_a_formula_is_compared_where_its_cells_stand_now() -> None:
    formulas = {str(each.cell): each for each in diff().changes if each.what == "formula"}

    assert formulas["表三!D29"].after == "=SUM(D8:D28)"
    assert "表三!J30" not in formulas  # it moved with what it adds up


def test_rules_are_told_by_their_words() -> None:
    rules = [(each.rule, each.before, bool(each.after)) for each in diff().changes if each.what == "rule"]

    assert ("R15", "表二“规范性文件”：对外公开总数量不少于本年新公开数量", False) in rules
    assert not any(each.rule in ("R01", "R08") for each in diff().changes)  # the same where their cells are now
    assert [rule for rule, before, _ in rules if not before] == ["R15", "R16", "R17", "R18", "R19"]


def test_the_map_that_is_written_reads_as_the_map_that_was_found() -> None:
    written = read_editions(tomllib.loads(edition_tables(diff()))["editions"])["2019"]

    assert written.cells == diff().cells
    assert written.form == "disclosure-2019"
    assert written.marks == disclosure().editions["2019"].marks
    assert disclosure().editions["2019"] == written  # what ships is what is found


def test_writing_the_map_again_changes_nothing_else() -> None:
    text = (disclosure().folder / "form.toml").read_text(encoding="utf-8")
    once = with_edition(text, diff())

    assert with_edition(once, diff()) == once
    assert once.count("[editions.2019]") == 1
    assert tomllib.loads(once) == tomllib.loads(text)


def test_pairs_of_cells_are_said_as_ranges() -> None:
    pairs = {AT(f"A!{c}{r}"): AT(f"B!{c}{r + 2}") for c in "DE" for r in (4, 5)} | {AT("A!H1"): AT("B!A1")}

    assert dict(ranges_of(pairs)) == {"A!D4:E5": "B!D6:E7", "A!H1": "B!A1"}


def test_one_edition_needs_no_map() -> None:
    with pytest.raises(FormError, match="there is no map"):
        write_map(compared(disclosure(), disclosure()))


def test_the_command_says_what_maps_and_what_does_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forms", "diff", "disclosure-2019", "disclosure-2021"]) == 0
    said = capsys.readouterr().out

    assert "移动  表三!D27:J28 → 表三!D29:J30" in said
    assert "拆分  表三!D26:J26" in said
    assert list(diff_lines(diff(), language_named("en")))[1].startswith("cells that stand where they stood: ")
    assert '"表三!D27:J28": "表三!D29:J30"' in diff_json(diff())


def test_a_department_that_sends_the_old_edition_is_told_so_and_its_figures_are_kept_to_be_confirmed(
    sent: Workbook,
) -> None:
    done = review(Case(disclosure(), language_named("zh"), sent))
    told = [(each.sheet, each.message) for each in done.findings if each.code == "S104"]

    assert [sheet for sheet, _ in told] == ["表二", "表三", "校验", "上年"]
    assert told[1][1].endswith("本表没有读取。两版都有的数会移到退回的表里，请核对。")
    assert told[2][1].endswith("本表没有读取。")
    assert [done.tentative[AT(cell)] for cell in ("表三!D6", "表三!D30", "表二!B9")] == [9, 2, 77]
    assert AT("表三!D6") not in done.values


def test_an_earlier_years_workbook_of_the_old_edition_is_read_by_the_map(sent: Workbook) -> None:
    done = review_earlier(Case(disclosure(), language_named("zh"), sent))

    assert [done.values[AT(cell)] for cell in ("表三!D6", "表三!D30", "表二!B9")] == [9, 2, 77]
    assert done.results[AT("表三!J29")] == 7  # 4 of them in a row that has no one place now
    assert AT("表三!D28") not in done.values


def test_history_reads_an_archive_of_the_old_edition_by_the_map(tmp_path: Path) -> None:
    data = bag(tmp_path, "2020", {"": ("某区", 0), "A01": ("区财政局", 0)}, edition="2019")
    record = (data / "record.json").read_text(encoding="utf-8").replace("disclosure-2021", "disclosure-2019")
    (data / "record.json").write_text(record, encoding="utf-8")
    figures = {"表三!J27": 7, "表三!J28": 2, "表二!D9": 77, "表三!J26": 4}
    rows = [
        ValueRow(2020, code, name, AT(cell).sheet, AT(cell).cell, old().label(AT(cell)), Decimal(number))
        for code, name in (("", "某区"), ("A01", "区财政局"))
        for cell, number in figures.items()
    ]
    (data / "values.csv").write_bytes(values_bytes(rows))
    items = ["表三!J29", "表三!J30", "表二!B9", "表三!J28"]
    told = history(opened(tmp_path, Roster((FINANCE,))), items)

    assert [told.whole[AT(item)] for item in items] == [(7,), (2,), (77,), (None,)]
    assert told.units[0].series[AT("表二!B9")] == (77,)
    assert told.unmapped == {2020: (AT("表三!J28"),)}

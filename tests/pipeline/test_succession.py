"""Last year's units as this year's departments: merged, renamed and split, and what may not be guessed."""

from decimal import Decimal
from pathlib import Path

from kit.desks import desk
from xlsreport.archive.filed import FiledDepartment, FiledForm, MadeBy
from xlsreport.archive.record import Record, record_bytes
from xlsreport.archive.tidy import ValueRow, texts_bytes, values_bytes
from xlsreport.model.address import Address
from xlsreport.model.review import Identity
from xlsreport.model.roster import Department, Roster
from xlsreport.pipeline.last_year import Earlier, LastYear, last_year
from xlsreport.workers import Crew

NEW, TOTAL = Address.parse("表三!D6"), Address.parse("表三!J6")
A, B, C = Department("A", "甲局"), Department("B", "乙局"), Department("C", "丙局")


def archived(folder: Path, figures: dict[str, int], *, edition: str | None = None, silent: str = "") -> None:
    """Write a bag of 2022 with one figure and its total for each code; the code "" is the whole."""
    form = desk().form
    data = folder / "archive" / "2022" / "data"
    data.mkdir(parents=True)
    rows = [
        ValueRow(2022, code, f"{code}局", at.sheet, at.cell, form.label(at), Decimal(number))
        for code, number in figures.items()
        for at in (NEW, TOTAL)
    ]
    units = [code for code in (*figures, *silent) if code]
    record = Record(
        2022,
        FiledForm(form.id, edition or form.edition, form.title, form.language),
        MadeBy("0", "3"),
        departments=tuple(FiledDepartment(code, f"{code}局", "accepted", counted=True) for code in units),
    )
    (data / "values.csv").write_bytes(values_bytes(rows))
    (data / "texts.csv").write_bytes(texts_bytes([]))
    (data / "record.json").write_bytes(record_bytes(record))


def before(folder: Path, *departments: Department) -> LastYear:
    with Crew(1) as crew:
        return last_year(desk().form, Earlier(None, 2023, folder, Roster(departments)), crew)


def of(year: LastYear, who: Department) -> tuple[object, object] | None:
    figures = year.of(Identity(who.code, who.name))
    return None if figures is None else (figures[NEW], figures[TOTAL])


def test_the_same_code_has_its_own_figures_and_the_whole_the_published_ones(tmp_path: Path) -> None:
    archived(tmp_path, {"A": 3, "B": 4, "": 9})
    year = before(tmp_path, A, B)

    assert (of(year, A), of(year, B)) == ((3, 3), (4, 4))
    assert year.whole is not None
    assert (year.whole[NEW], year.notes) == (9, ())


def test_a_merger_has_the_sum(tmp_path: Path) -> None:
    archived(tmp_path, {"A": 3, "B": 4})

    assert of(before(tmp_path, Department("C", "丙局", predecessors=("A", "B局"))), C) == (7, 7)


def test_a_department_that_took_another_in_has_both(tmp_path: Path) -> None:
    archived(tmp_path, {"A": 3, "B": 4})

    assert of(before(tmp_path, Department("B", "乙局", predecessors=("A",))), B) == (7, 7)


def test_nobody_has_the_figures_of_a_unit_that_was_split(tmp_path: Path) -> None:
    archived(tmp_path, {"A": 3})
    year = before(tmp_path, A, Department("C", "丙局", predecessors=("A",)))

    assert (of(year, A), of(year, C), len(year.notes)) == (None, None, 1)


def test_half_a_merger_is_no_figure(tmp_path: Path) -> None:
    archived(tmp_path, {"A": 3}, silent="B")
    year = before(tmp_path, Department("C", "丙局", predecessors=("A", "B")))

    assert (of(year, C), len(year.notes)) == (None, 1)


def test_another_edition_is_mapped_by_its_labels(tmp_path: Path) -> None:
    archived(tmp_path, {"A": 3}, edition="another")

    assert of(before(tmp_path, A), A) == (3, 3)

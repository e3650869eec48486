"""What is measured, each in a process of its own: `python runs.py KIND FOLDER [N]`."""

import sys
from itertools import islice
from pathlib import Path


def calamine(folder: Path, most: int) -> None:
    """Read the values of all sheets: the peer of reviewing."""
    from python_calamine import CalamineWorkbook

    for path in _files(folder, most):
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def openpyxl(folder: Path, most: int) -> None:
    """Open each workbook once: the peer of the whole command."""
    from openpyxl import load_workbook

    for path in _files(folder, most):
        load_workbook(path)


def review(folder: Path, jobs: int) -> None:
    """Review every workbook of the inbox with `jobs` workers: from opening to findings."""
    from xlsreport.model.previous_year import PreviousYear
    from xlsreport.model.roster import Roster
    from xlsreport.pipeline.prepare import prepared_crew_of
    from xlsreport.pipeline.review.examine import examine_all
    from xlsreport.pipeline.review.review_inputs import ReviewInputs
    from xlsreport.pipeline.workspace import inbox_files, open_workspace_at

    desk = open_workspace_at(folder)
    shared = ReviewInputs(desk.form.folder, Roster(desk.roster.departments), PreviousYear(), desk.period)
    with prepared_crew_of(desk, jobs) as crew:  # as the command does
        findings = sum(len(each.review.findings) for each in examine_all(inbox_files(desk), shared, crew))
    sys.stderr.write(f"{findings} findings\n")


def core(folder: Path, jobs: int) -> None:
    """Review every workbook of the inbox with `jobs` workers, with the families F, S, V, M and T alone."""
    from core import CoreExamination

    from xlsreport.model.previous_year import PreviousYear
    from xlsreport.model.roster import Roster
    from xlsreport.pipeline.prepare import prepared_crew_of
    from xlsreport.pipeline.review.review_inputs import ReviewInputs
    from xlsreport.pipeline.workspace import inbox_files, open_workspace_at

    desk = open_workspace_at(folder)
    shared = ReviewInputs(desk.form.folder, Roster(desk.roster.departments), PreviousYear(), desk.period)
    with prepared_crew_of(desk, jobs) as crew:  # as the command does
        read = sum(each.readable for each in crew.map(CoreExamination(shared), inbox_files(desk)))
    sys.stderr.write(f"{read} read\n")


def _files(folder: Path, most: int) -> list[Path]:
    return list(islice(sorted(folder.rglob("inbox/*.xlsx")), most or None))


if __name__ == "__main__":
    {"calamine": calamine, "openpyxl": openpyxl, "review": review, "core": core}[sys.argv[1]](
        Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0
    )

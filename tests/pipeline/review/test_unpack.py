"""Containers wherever files are taken from: for single checks, and as last year's folder."""

from dataclasses import replace
from pathlib import Path

import pytest

from kit.filled import disclosure, workbook
from kit.mails import attached, mail
from xlsreport.checking import Case, review
from xlsreport.intake.gather import gather
from xlsreport.language import language_named
from xlsreport.model.review import Identity
from xlsreport.model.workbook import Sheet, Workbook
from xlsreport.pipeline import check_files
from xlsreport.pipeline.review.examine import form_like, naming_its_form
from xlsreport.pipeline.review.unpack import arrivals
from xlsreport.pipeline.years.previous_year import PreviousSource, find_previous_year
from xlsreport.workers import Crew

PDF = b"%PDF-1.4 a scan"


def put(folder: Path, **files: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    return folder


def test_check_looks_into_mails_and_passes_papers_over(tmp_path: Path) -> None:
    inbox = put(tmp_path / "in", a_eml=mail([attached("年报.xlsx", workbook()), attached("盖章.pdf", PDF)]), b_pdf=PDF)
    checked = check_files([inbox])
    assert [each.file.name for each in checked.examined] == ["a.eml!年报.xlsx"]
    assert checked.examined[0].review.identity.code == "T01"


def test_a_paper_that_is_named_is_not_passed_over(tmp_path: Path) -> None:
    (found,) = check_files([put(tmp_path / "in", b_pdf=PDF) / "b.pdf"]).examined
    assert not found.readable


def test_last_years_figures_are_found_in_last_years_mails(tmp_path: Path) -> None:
    form = disclosure()
    book = workbook({"基本信息!B5": 2022, "表三!D30": 7})
    folder = put(tmp_path / "in", a_eml=mail([attached("年报.xlsx", book), attached("盖章.pdf", PDF)]))
    with Crew(1) as crew:
        found = find_previous_year(form, PreviousSource(folder, 2023), crew)
    carried = found.carried(form, Identity("T01"))
    assert carried is not None
    assert {str(cell): value for cell, value in carried.items()}["上年!D4"] == 7


def test_what_was_taken_out_is_gone_afterwards(tmp_path: Path) -> None:
    folder = put(tmp_path / "in", a_eml=mail([attached("盖章.pdf", PDF)]), b_pdf=PDF)
    paths: list[Path] = []

    def interrupted() -> None:
        with Crew(1) as crew, arrivals(gather(folder), "zh", crew) as opened:
            paths.extend(each.path for each in opened.files)
            assert [each.name for each in opened.files] == ["a.eml!盖章.pdf", "b.pdf"]
            assert all(path.is_file() for path in paths)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [path.is_file() for path in paths] == [False, True]


def test_a_workbook_of_another_form_says_which() -> None:
    form, other = (
        disclosure(),
        replace(disclosure(), id="other", layouts={"甲": next(iter(disclosure().layouts.values()))}),
    )
    sheets = {name: Sheet(name) for name in form.layouts}
    assert getattr(form_like(sheets, other), "id", None) == form.id  # it may have been loaded anew
    assert form_like(sheets, form) is None
    assert form_like(["甲", "乙"], other) is None
    stranger = Workbook({name: Sheet(name) for name in ("甲", "乙")})
    for book, said in ((stranger, False), (Workbook(sheets), True)):
        case = Case(form, language_named("zh"), stranger)
        done = naming_its_form(review(case), replace(case, form=other, book=book))
        assert [each.code for each in done.findings] == ["S101"]
        assert (
            "看来是表样“政府信息公开工作年度报告”（disclosure-2021，2021 年版）" in done.findings[0].message
        ) is said

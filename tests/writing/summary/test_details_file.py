"""Where the details would take more cells than a sheet may have, they lie in a file beside the workbook."""

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from docx import Document
from openpyxl import load_workbook

from kit.filled import disclosure
from kit.outcomes import at, entry, outcome_of, review_of, with_last_year
from xlsreport.language import language_named
from xlsreport.model.outcome import Outcome, Standing
from xlsreport.pipeline.output.publish import documents
from xlsreport.writing.summary import standings
from xlsreport.writing.summary.details import figure_columns

ZH = language_named("zh")
FORM = disclosure()


def outcome(cells: int = 300) -> Outcome:
    form = replace(disclosure(), details_cells=cells)
    return outcome_of(
        form,
        entry(Standing.ACCEPTED, "A01", "甲局", review_of(form, 1)),
        entry(Standing.HELD, "A02", "=乙局", review_of(form, 2)),
    )


def rows(data: bytes) -> list[Sequence[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_few_departments_have_their_details_in_the_summary() -> None:
    assert "明细.csv" not in documents(outcome(2_000_000), ZH)


def test_every_figure_that_is_not_0_is_a_line_of_the_file() -> None:
    made = outcome()
    heads, *lines = rows(documents(made, ZH)["明细.csv"])

    assert heads == ["代码", "单位名称", "报送状态", "计入合计", "文件", "位置", "项目", "数值"]
    first = {line[5]: Decimal(line[7]) for line in lines if line[0] == "A01"}
    review = made.entries[0].review
    told = {str(cell): review.value(cell) for cell in figure_columns(FORM) if review.value(cell) not in (None, 0, "")}
    assert first == told
    assert {tuple(line[1:5]) for line in lines} == {
        ("甲局", "审核通过", "是", "A01.xlsx"),
        ("'=乙局", "待更正", "否", "A02.xlsx"),
    }


def test_the_summary_says_where_they_are_and_its_totals_are_figures() -> None:
    made = outcome()
    book = load_workbook(io.BytesIO(documents(made, ZH)["汇总表.xlsx"]))

    assert "明细.csv" in book["明细"]["A1"].value
    assert book["明细"].max_row == 1
    written = (cell.value for name in ("表二", "表三", "表四") for row in book[name] for cell in row)
    assert not any("明细" in str(value) for value in written)
    assert book["表三"]["D6"].value == made.total.value(at("表三!D6"))


def test_what_departments_wrote_lies_beside_with_the_details() -> None:
    made = documents(telling(outcome()), ZH)
    heads, *lines = rows(made["素材.csv"])

    assert heads == ["部分", "代码", "单位名称", "文字"]
    assert [line[1:] for line in lines] == [["A01", "甲局", "第一段\n第二段"]]
    book = load_workbook(io.BytesIO(made["汇总表.xlsx"]))
    assert "素材.csv" in book["素材"]["A1"].value
    assert book["素材"].max_row == 1
    assert "素材.csv" not in documents(telling(outcome(2_000_000)), ZH)


def test_the_departments_years_lie_beside_where_they_are_too_long_for_a_sheet() -> None:
    made = documents(with_last_year(outcome(100)), ZH)
    heads, *lines = rows(made["单位跨年对比.csv"])
    book = load_workbook(io.BytesIO(made["汇总表.xlsx"]))
    assert "单位跨年对比.csv" in book["单位跨年对比"]["A1"].value
    assert book["单位跨年对比"].max_row == 1

    kept = documents(with_last_year(outcome(2_000_000)), ZH)
    assert "单位跨年对比.csv" not in kept
    sheet = load_workbook(io.BytesIO(kept["汇总表.xlsx"]))["单位跨年对比"]
    written = list(sheet.iter_rows(values_only=True))
    assert heads == list(written[0])
    assert [line[:4] for line in lines] == [
        ["'=乙局" if each == "=乙局" else each for each in row[:4]] for row in written[1:]
    ]
    assert [[*map(read, line[4:7])] for line in lines] == [list(row[4:7]) for row in written[1:]]
    assert [line[7] for line in lines] == [shown(row[7]) for row in written[1:]]


def read(text: str) -> str | int | None:
    return int(text) if text.lstrip("-").isdigit() else text or None


def shown(value: object) -> str:
    return value if isinstance(value, str) else f"{value:.1%}"


def test_the_annex_of_so_many_says_how_many_stand_where_and_where_the_rest_is() -> None:
    made = Document(io.BytesIO(documents(telling(outcome()), ZH)["内部附件.docx"]))

    assert not made.tables
    told = made.paragraphs[-1].text
    assert all(name in told for name in ("汇总表.xlsx", "明细.csv", "素材.csv"))


def test_standings_that_are_streamed_say_what_they_say_else() -> None:
    def written(cells: int) -> list[list[object]]:
        book = load_workbook(io.BytesIO(documents(telling(outcome(cells)), ZH)["汇总表.xlsx"]))
        rows = book["报送情况"].iter_rows()
        return [
            [(cell.value, cell.hyperlink and cell.hyperlink.target, cell.fill.fgColor.rgb) for cell in row]
            for row in rows
        ]

    assert written(300) == written(2_000_000)


def test_with_more_files_than_a_sheet_has_links_each_still_has_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standings, "MOST_LINKS", 1)
    book = load_workbook(io.BytesIO(documents(outcome(), ZH)["汇总表.xlsx"]))
    cells = [cell for row in book["报送情况"].iter_rows() for cell in row if str(cell.value).endswith(".xlsx")]
    assert [(cell.value, cell.hyperlink) for cell in cells] == [("A01.xlsx", None), ("A02.xlsx", None)]


def telling(made: Outcome) -> Outcome:
    """Return `made` with a text of its first department."""
    first, *others = made.entries
    text = {FORM.prose[0].address: "第一段\n第二段"}
    review = replace(first.review, values={**first.review.values, **text})
    return replace(made, entries=(replace(first, review=review), *others))


def test_of_more_findings_than_a_sheet_may_have_the_first_stand_there_and_where_all_are() -> None:
    made, most = outcome(17 * 3), 3
    held = made.entries[1]
    said = replace(held.review, findings=tuple(replace(made.whole.findings[0], message=f"第{n}条") for n in range(5)))
    files = documents(replace(made, entries=(made.entries[0], replace(held, review=said))), ZH)
    sheet = load_workbook(io.BytesIO(files["汇总表.xlsx"]))["问题"]
    assert [row[7].value for row in sheet.iter_rows(min_row=2, max_row=1 + most)] == ["第0条", "第1条", "第2条"]
    assert sheet.max_row == 2 + most
    assert "findings.csv" in sheet.cell(2 + most, 1).value
    assert len(rows(files["findings.csv"])) == 1 + 6

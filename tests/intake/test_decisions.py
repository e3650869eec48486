"""The workbook of decisions: made, filled, read again."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from xlsreport.errors import WorkspaceError
from xlsreport.intake.decisions import read_decisions
from xlsreport.language import LANGUAGES, Language, language_named
from xlsreport.model.address import Address
from xlsreport.model.decisions import (
    ABSENT,
    ACCEPTED,
    CHOSEN,
    CORRECTED,
    Acceptance,
    Choice,
    Correction,
    Decisions,
    DecisionsMark,
)
from xlsreport.model.workbook import Unreadable
from xlsreport.reading import read_workbook
from xlsreport.writing.tables.blank_decisions import blank_decisions

ZH = language_named("zh")
ROWS: Mapping[str, Sequence[Sequence[Any]]] = {
    "予以认可": [
        ["t-r08", "A01", "校验!H12", "机构合并", "王某", date(2024, 1, 20), 12],
        ["F121", "财政局", None, "私人邮箱", "王某"],
    ],
    "更正登记": [["A01", "表三!J6", 3, 4, "李某（电话）", "2024-01-21"], ["A01", "表三!D6", None, "无", "李某"]],
    "以哪份为准": [["A02", "m.eml!年报.xlsx", "电话确认"]],
}


def filled(rows: Mapping[str, Sequence[Sequence[Any]]], language: Language = ZH) -> bytes:
    book = load_workbook(io.BytesIO(blank_decisions(language)))
    for sheet, lines in rows.items():
        for number, line in enumerate(lines, 2):
            for column, value in enumerate(line, 1):
                book[sheet].cell(number, column).value = value
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(folder: Path, data: bytes, language: Language = ZH) -> Decisions:
    (folder / "处理登记.xlsx").write_bytes(data)
    book = read_workbook(folder / "处理登记.xlsx")
    assert not isinstance(book, Unreadable)
    return read_decisions(book, "处理登记.xlsx", language)


def at(text: str) -> Address:
    return Address.parse(text)


def test_every_kind_of_decision_is_read(tmp_path: Path) -> None:
    assert read(tmp_path, filled(ROWS)) == Decisions(
        "处理登记.xlsx",
        acceptances=(
            Acceptance(
                "T-R08", "A01", at("校验!H12"), "机构合并", "王某", "2024-01-20", at("予以认可!A2"), Decimal(12)
            ),
            Acceptance("F121", "财政局", None, "私人邮箱", "王某", "", at("予以认可!A3")),
        ),
        corrections=(
            Correction("A01", at("表三!J6"), Decimal(3), Decimal(4), "李某（电话）", "2024-01-21", at("更正登记!B2")),
            Correction("A01", at("表三!D6"), None, "无", "李某", "", at("更正登记!B3")),
        ),
        choices=(Choice("A02", "m.eml!年报.xlsx", "电话确认", at("以哪份为准!B2")),),
    )


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_new_one_holds_no_decision_in_either_language(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, blank_decisions(language_named(name)), language_named(name)) == Decisions("处理登记.xlsx")


def test_a_sheet_that_is_missing_holds_no_decision(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(filled(ROWS)))
    del book["予以认可"]
    found = read(tmp_path, saved(book))
    assert found.acceptances == ()
    assert len(found.corrections) == 2


def test_columns_are_found_by_their_heads_and_other_words_for_them(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "以哪份为准"
    for row in (["备注", "文件", "文件名", "单位名称"], ["x", "年报.xlsx", "自己加的", "财政局"]):
        book.active.append(row)
    assert read(tmp_path, saved(book)).choices == (Choice("财政局", "年报.xlsx", "x", at("以哪份为准!B2")),)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ({"予以认可": [["M301", "A01", "表三!J6", None, "王某"]]}, "予以认可!D2 空白，这里应填理由"),
        ({"予以认可": [["M301", "A01", "表三!J6", "因为"]]}, "予以认可!E2 空白，这里应填认可人"),
        ({"予以认可": [["M301", "A01", "J6", "因为", "王某"]]}, "予以认可!C2 填的“J6”不是单元格"),
        ({"更正登记": [["A01", None, 3, 4, "李某"]]}, "更正登记!B2 空白，这里应填单元格"),
        ({"更正登记": [["A01", "表三!J6", 3, None, "李某"]]}, "更正登记!D2 空白，这里应填更正为"),
        ({"以哪份为准": [[None, None, "x"]]}, "以哪份为准!A2 空白，这里应填单位"),
    ],
)
def test_a_mistake_is_named_with_its_cell(
    tmp_path: Path, rows: Mapping[str, Sequence[Sequence[Any]]], words: str
) -> None:
    with pytest.raises(WorkspaceError, match="处理登记") as raised:
        read(tmp_path, filled(rows))
    assert words in str(raised.value)


def test_a_missing_column_or_no_sheet_at_all_is_named(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(blank_decisions(ZH)))
    book["以哪份为准"]["B1"] = "档案"
    with pytest.raises(WorkspaceError, match="“以哪份为准”第 1 行没有“文件”"):
        read(tmp_path, saved(book))
    with pytest.raises(WorkspaceError, match="予以认可、更正登记、以哪份为准"):
        read(tmp_path, saved(Workbook()))


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_new_one_has_heads_hints_and_a_guide(name: str) -> None:
    language = language_named(name)
    data = blank_decisions(language)
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == [
        language.text(key) for key in ("decisions_guide", *(c.sheet for c in (ACCEPTED, CORRECTED, CHOSEN, ABSENT)))
    ]
    assert len(language.lists["decisions_steps"]) == 6
    for columns in (ACCEPTED, CORRECTED, CHOSEN, ABSENT):
        sheet = book[language.text(columns.sheet)]
        heads = [str(cell.value) for cell in sheet[1]]
        assert [head.endswith("*") for head in heads] == [key in columns.required for key in columns.keys]
        assert all(each.prompt for each in sheet.data_validations.dataValidation)
        assert sheet.page_setup.paperSize == 9
    assert blank_decisions(language) == data


def test_decisions_of_another_form_or_period_are_refused_and_those_without_a_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "d.xlsx"
    for language in (ZH, language_named("en")):
        path.write_bytes(blank_decisions(language))
        plain = read_workbook(path)
        path.write_bytes(blank_decisions(language, DecisionsMark("f-1", 2022)))
        book = read_workbook(path)
        assert not isinstance(book, Unreadable)
        assert not isinstance(plain, Unreadable)
        assert read_decisions(book, "d.xlsx", language, DecisionsMark("f-1", 2022)) == Decisions("d.xlsx")
        assert read_decisions(plain, "d.xlsx", language, DecisionsMark("f-1", 2023)) == Decisions("d.xlsx")
        for other in (DecisionsMark("f-1", 2023), DecisionsMark("f-2", 2022)):
            with pytest.raises(WorkspaceError, match=r"d\.xlsx.*f-1.*2022"):
                read_decisions(book, "d.xlsx", language, other)

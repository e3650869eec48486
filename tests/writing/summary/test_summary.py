"""The summary workbook, opened again with openpyxl and recalculated by LibreOffice."""

import io
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kit.office import recalculated
from kit.outcomes import at, entry, outcome_of, review_of, with_last_year
from xlsreport.forms import find_form, load_form
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.engine import Engine
from xlsreport.model.finding import CellChange, Finding, Severity
from xlsreport.model.form import Field, Form, Kind, Role
from xlsreport.model.form_parts import FileNames, IdentityCells, RuleWords
from xlsreport.model.joining import Joining
from xlsreport.model.labels import Label, SheetLayout
from xlsreport.model.outcome import Entry, Outcome, Standing
from xlsreport.model.review import Identity, Review
from xlsreport.model.roster import Department
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import ErrorValue, Value
from xlsreport.writing.sheets.names import sheet_names
from xlsreport.writing.sheets.page import LONGEST, cleaned, units
from xlsreport.writing.summary import summary_bytes
from xlsreport.writing.summary.changes import YearPair, share_value
from xlsreport.writing.summary.links import file_link, source_link
from xlsreport.writing.summary.prose import pieces
from xlsreport.writing.summary.totals import difference
from xlsreport.writing.wording.arrivals import days_late
from xlsreport.writing.wording.finding_words import in_short, place_text, suggestion_text
from xlsreport.writing.wording.main_figures import main_figures

TOY = Path(__file__).parents[2] / "forms/toy"
ZH, EN = language_named("zh"), language_named("en")
INJECTIONS = ("=1+1", "@x", "+cmd|'/c calc'!A1", "http://x", "-1+1", "{=1}", "internal:A1")
OVERVIEW, STANDINGS, TOTALS, DETAILS, FINDINGS, DECISIONS, PROSE, ACROSS, APART, METHOD, _ = ZH.lists["summary_sheets"]


@pytest.fixture(scope="module")
def form() -> Form:
    return load_form(find_form("disclosure-2021"))


@pytest.fixture(scope="module")
def outcome(form: Form) -> Outcome:
    typed = at("表三!J29")
    error = Finding(
        "M301",
        Severity.ERROR,
        "公式被数字替换：填 0，应为 4（少 4）。",
        "表三",
        typed,
        form.label(typed),
        Decimal(0),
        Decimal(4),
        Decimal(-4),
        suggestions=((CellChange(typed, Decimal(0), Decimal(4)),), (CellChange(at("表三!D8"), None, Decimal(1)),)),
    )
    query = Finding("H1", Severity.QUERY, "增长较大。", "表二", explanation="新增事项。", accepted_by="张三")
    broken = Finding("F1", Severity.ERROR, "文件打不开。")
    fee, text = "表二!B16", "文字!A6"
    return outcome_of(
        form,
        entry(
            Standing.ACCEPTED,
            "A01",
            "财政局",
            review_of(form, 1, query, **{fee: Decimal("0.1"), text: "甲。\n乙。"}),
        ),
        entry(Standing.HELD, "A02", "教育局", review_of(form, 2, error), file="一批/A02 50%#2 [终].xlsx"),
        entry(Standing.MISSING, "A03", "住建局", Review()),
        entry(Standing.ACCEPTED, "A04", "管委会", review_of(form, 3), counted=False),
        entry(Standing.ACCEPTED, "A05", "卫健委", review_of(form, 4, **{fee: Decimal("0.2"), text: "丙。"})),
        entry(Standing.UNREADABLE, "A06", "市监局", Review(findings=(broken,))),
        entry(Standing.SUPERSEDED, "A01", "财政局", Review(findings=(query,)), file="mail.eml!A01.xlsx"),
        Entry(Standing.UNMATCHED, Review(), None, SourceFile("谁.xlsx", Path("nowhere"), "f" * 64)),
    )


@pytest.fixture(scope="module")
def data(outcome: Outcome) -> bytes:
    return summary_bytes(outcome, ZH)


@pytest.fixture(scope="module")
def values(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data), data_only=True)


def rows(book: Workbook, sheet: str) -> list[tuple[object, ...]]:
    return list(book[sheet].iter_rows(values_only=True))


def test_sheets_stand_in_order(values: Workbook) -> None:
    assert values.sheetnames == [
        OVERVIEW, STANDINGS, "补充", "表二", "表三", "表四", TOTALS, DETAILS, FINDINGS, DECISIONS, PROSE, METHOD,
    ]  # fmt: skip


def test_every_figure_stands_at_its_address(values: Workbook, outcome: Outcome) -> None:
    addresses = [*(field.address for field in outcome.form.figures), *outcome.form.totals]
    for address in addresses:
        expected = outcome.total.value(address)
        shown = values[address.sheet][address.cell].value
        assert shown == (None if expected is None else pytest.approx(float(str(expected)))), str(address)


def test_figures_are_live_formulas(data: bytes) -> None:
    book = load_workbook(io.BytesIO(data))
    assert book["表三"]["J6"].value == "=SUM(D6:I6)"
    assert book["表三"]["E6"].value.startswith(f"=SUMIFS('{DETAILS}'!$")


@pytest.mark.parametrize("sheet", ["补充", "表二", "表三", "表四"])
def test_tables_look_like_the_form(values: Workbook, form: Form, sheet: str) -> None:
    layout, drawn = form.layouts[sheet], values[sheet]
    assert {place: drawn.cell(*place).value for place in layout.texts} == dict(layout.texts)
    merges = {(r.min_row, r.min_col, r.max_row, r.max_col) for r in drawn.merged_cells.ranges}
    assert set(layout.merges) <= merges
    assert drawn["A2"].value == "送审稿　审核通过合计　2 个单位"
    assert "见工作表“合计对照”" in drawn.cell(drawn.max_row, 1).value


def test_every_sheet_is_set_up_for_a4(values: Workbook) -> None:
    assert {sheet.page_setup.paperSize for sheet in values} == {9}
    assert values[OVERVIEW].page_setup.fitToHeight in (None, 1)
    for name in (STANDINGS, TOTALS, DETAILS, FINDINGS):
        assert values[name].freeze_panes
        assert values[name].auto_filter.ref
        assert values[name].print_title_rows


def test_a_figure_that_nobody_gave_stays_blank(values: Workbook, outcome: Outcome) -> None:
    blank = [f.address for f in outcome.form.figures if outcome.total.value(f.address) is None]
    assert blank
    assert {values[a.sheet][a.cell].value for a in blank} == {None}


def test_totals_compare_with_all_received(values: Workbook, outcome: Outcome) -> None:
    by_place = {f"{row[0]}!{row[1]}": row[3:] for row in rows(values, TOTALS)[1:] if row[1]}
    assert len(by_place) == len(outcome.form.figures) + len(outcome.form.totals)
    total, received = outcome.total.value(at("表三!J29")), outcome.received.value(at("表三!J29"))
    assert isinstance(total, Decimal)
    assert isinstance(received, Decimal)
    assert by_place["表三!J29"] == (total, received, received - total)
    assert received > total


def test_details_say_what_counts(values: Workbook) -> None:
    found = rows(values, DETAILS)
    assert [row[:5] for row in found[2:]] == [
        ("A01", "财政局", "审核通过", "是", "A01.xlsx"),
        ("A02", "教育局", "待更正", "否", "一批/A02 50%#2 [终].xlsx"),
        ("A04", "管委会", "审核通过", "否", "A04.xlsx"),
        ("A05", "卫健委", "审核通过", "是", "A05.xlsx"),
    ]
    column = found[0].index("表二!B16")
    assert [row[column] for row in found[2:]] == [0.1, None, None, 0.2]


def test_held_ones_count_where_the_run_includes_them(outcome: Outcome) -> None:
    included = outcome_of(outcome.form, *outcome.entries, include_held=True)
    book = load_workbook(io.BytesIO(summary_bytes(included, ZH)), data_only=True)
    assert [row[3] for row in rows(book, DETAILS)[2:]] == ["是", "是", "否", "是"]
    assert book["表三"]["J29"].value == outcome.received.value(at("表三!J29"))


def test_standings_name_every_department_and_file(values: Workbook) -> None:
    found = rows(values, STANDINGS)[1:-2]  # a sentence over all stands below
    assert [(row[0], row[2], row[3]) for row in found] == [
        ("A01", "审核通过", "是"),
        ("A02", "待更正", "否"),
        ("A03", "未报送", "否"),
        ("A04", "审核通过", "否"),
        ("A05", "审核通过", "是"),
        ("A06", "文件打不开", "否"),
        ("A01", "旧版", "否"),
        (None, "未识别", "否"),
    ]
    assert found[1][9:11] == (1, 0)
    assert (found[1][15], found[1][19]) == (0, "公式被数字替换：填 0，应为 4（少 4）。")
    assert found[0][20] == "1" * 64


def test_a_row_of_the_standings_is_as_high_as_how_it_came_needs(values: Workbook) -> None:
    sheet = values[STANDINGS]
    assert "\n" in sheet["R3"].value, "the folder has a line of its own"
    assert sheet.row_dimensions[3].height > sheet.row_dimensions[4].height
    assert "\n" in sheet["I8"].value
    assert sheet.row_dimensions[8].height > sheet.row_dimensions[4].height


def test_overview_counts_departments_and_not_files(values: Workbook) -> None:
    found = [[cell for cell in row if cell is not None] for row in rows(values, OVERVIEW)]
    assert found[0] == ["青屿区2023年政府信息公开工作年度报告汇总"]
    assert found[4:6] == [
        ["应报单位", "审核通过", "待更正", "文件打不开", "未报送", "未识别的文件"],
        [6, 3, 1, 1, 1, 1],
    ]
    assert [2, 3, 0] in found
    assert ["教育局", "表三!J29", "公式被数字替换：填 0，应为 4（少 4）。"] in found


def test_no_file_hides_the_errors_of_others_in_the_overview(form: Form) -> None:
    many = [Finding("V201", Severity.ERROR, f"空白 {n}。", "表三", at(f"表三!D{n + 6}")) for n in range(12)]
    one = Finding("M301", Severity.ERROR, "公式被数字替换。", "表三", at("表三!J8"))
    held = (
        entry(Standing.HELD, "A01", "甲局", review_of(form, 1, *many)),
        entry(Standing.HELD, "A02", "乙局", review_of(form, 2, one)),
    )

    lines = rows(load_workbook(io.BytesIO(summary_bytes(outcome_of(form, *held), ZH))), OVERVIEW)

    assert [line[0] for line in lines if line[0] in ("甲局", "乙局")] == ["甲局", "乙局", *["甲局"] * 4]


def test_the_overview_never_says_the_same_line_twice(form: Form) -> None:
    blank = [Finding("V201", Severity.ERROR, "空白。", "表三", at(f"表三!{column}6")) for column in "DEFG"]
    undecided = Finding("F105", Severity.ERROR, "分不清以哪份为准。")
    held = (
        entry(Standing.HELD, "A01", "甲局", review_of(form, 1, *blank)),
        entry(Standing.HELD, "A02", "乙局", review_of(form, 2, undecided)),
        entry(Standing.HELD, "A02", "乙局", review_of(form, 2, undecided)),
    )
    lines = rows(load_workbook(io.BytesIO(summary_bytes(outcome_of(form, *held), ZH))), OVERVIEW)
    told = [[cell for cell in line if cell] for line in lines if line[0] in ("甲局", "乙局")]
    assert [line[:2] for line in told] == [["甲局", "表三!D6:G6"], ["乙局", "整个文件"]]


def test_columns_of_nothing_but_noughts_are_folded_in_the_details(form: Form) -> None:
    told = entry(Standing.ACCEPTED, "A01", "甲局", review_of(form, 3))
    book = load_workbook(io.BytesIO(summary_bytes(outcome_of(form, told), ZH)))
    sheet = book["明细"]
    hidden = {c for c in range(6, sheet.max_column + 1) if is_hidden(sheet, c)}
    figures = {c: sheet.cell(3, c).value for c in range(6, sheet.max_column + 1)}
    assert hidden == {column for column, value in figures.items() if not value}
    assert 0 < len(hidden) < len(figures)
    assert "已折叠" in str(sheet["B1"].value)


def is_hidden(sheet: Any, column: int) -> bool:
    """Whether a column is hidden; openpyxl keeps neighbours that are alike under the first of them."""
    return any(each.hidden and each.min <= column <= each.max for each in sheet.column_dimensions.values())


def test_main_figures_are_the_widest_totals_then_what_stands_alone(outcome: Outcome) -> None:
    chosen = [str(address) for address in main_figures(replace(outcome, form=replace(outcome.form, main=())))]
    assert {"补充!B12", "表三!J6", "表三!J7", "表三!J29", "表三!J30", "表四!E6"} <= set(chosen)
    assert not {"表三!D29", "表三!J8"} & set(chosen)
    assert len(chosen) <= 18


def test_main_figures_that_a_form_names_stand_in_its_order(outcome: Outcome) -> None:
    assert main_figures(outcome) == tuple(each.address for each in outcome.form.main)
    shown = [row[0] for row in rows(load_workbook(io.BytesIO(summary_bytes(outcome, ZH))), OVERVIEW)]
    assert "行政事业性收费（万元）" in shown
    assert shown.index("新收申请（件）") + 1 == shown.index("上年结转申请（件）")


def test_findings_say_place_and_proposal(values: Workbook) -> None:
    by_code = {row[4]: row for row in rows(values, FINDINGS)[1:]}
    assert by_code["M301"][8:11] == (0, 4, -4)
    assert by_code["M301"][13] == "表三!J29：0 → 4\n或 表三!D8：空白 → 1"
    assert by_code["H1"][11:13] == ("新增事项。", "张三")
    assert by_code["V2"][1:6] == ("A00", "青屿区", "核实", "V2", "文字!A6")


def test_of_many_proposals_the_first_are_written_out() -> None:
    ways = tuple((CellChange(at(f"表三!D{row}"), Decimal(3), Decimal(4)),) for row in range(6, 16))
    many = Finding("T-R01", Severity.ERROR, "不符。", "表三", at("表三!D6"), suggestions=ways)
    assert suggestion_text(many, ZH).splitlines()[-2:] == ["或 表三!D8：3 → 4", "……共 10 种改法"]
    assert len(suggestion_text(replace(many, suggestions=ways[:4]), ZH).splitlines()) == 4


@pytest.mark.parametrize(
    ("message", "short"),
    [
        ("一句。" * 40, "一句。" * 40),
        (f"填 3，应为 4。{'请查' * 60}。", "填 3，应为 4。"),
        (f"It says 3. {'look ' * 30}.", "It says 3."),
        ("字" * 130, "字" * 120 + "…"),
    ],
)
def test_where_a_page_has_no_room_whole_sentences_stand(message: str, short: str) -> None:
    assert in_short(message) == short


def test_a_finding_in_the_coordinator_s_own_workbook_names_it_and_leads_there() -> None:
    own = Finding("D801", Severity.QUERY, "没有起作用。", "予以认可", at("予以认可!A2"), file="处理登记.xlsx")
    assert place_text(own, ZH) == "处理登记.xlsx 予以认可!A2"
    assert source_link(None, own) == "external:../处理登记.xlsx#'予以认可'!A2"


def test_links_lead_to_the_cell_in_the_source_file(data: bytes) -> None:
    sheet = load_workbook(io.BytesIO(data))[FINDINGS]
    links = {cell.row: cell.hyperlink for cell in sheet["F"] if cell.hyperlink}
    found = {(sheet.cell(row, 5).value, link.target.replace("\\", "/"), link.location) for row, link in links.items()}
    assert found == {
        ("M301", "../inbox/一批/A02%2050%25%232%20%5B终%5D.xlsx", "'表三'!J29"),
        ("H1", "../inbox/A01.xlsx", "'表二'!A1"),
    }


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("a.xlsx", "external:../inbox/a.xlsx"),
        ("a#b%20 c.xlsx", "external:../inbox/a%23b%2520%20c.xlsx"),
        ('甲 "乙"?.xlsx', "external:../inbox/甲%20%22乙%22%3F.xlsx"),
        ("a\\b:c.xlsx", "external:../inbox/a%5Cb%3Ac.xlsx"),
        ("mail.eml!a.xlsx", None),
        ("../a.xlsx", None),
        ("a\nb.xlsx", None),
        ("\ud800.xlsx", None),
        ("x" * 3000, None),
    ],
)
def test_file_links(name: str, link: str | None) -> None:
    assert file_link(name) == link


def test_a_sheet_name_is_quoted_in_a_link() -> None:
    about = Finding("S1", Severity.ERROR, "", "it's #1", None)
    source = entry(Standing.HELD, "A01", "", Review())
    assert source_link(source, about) == "external:../inbox/A01.xlsx#'it''s #1'!A1"


def hostile(form: Form, text: str) -> Outcome:
    finding = Finding(text, Severity.ERROR, text, text, None, text, text, text, explanation=text, accepted_by=text)
    review = review_of(form, 1, finding)
    review = replace(review, values={**review.values, at("文字!A6"): text})
    one = entry(Standing.HELD, text, text, review, file=f"mail!{text}")
    return replace(outcome_of(form, one), whole=Review(Identity(text, text), findings=(finding,)))


@pytest.mark.parametrize("text", INJECTIONS)
def test_text_stays_text(form: Form, text: str) -> None:
    book = load_workbook(io.BytesIO(summary_bytes(hostile(form, text), ZH)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert len(cells) > 10
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_characters_that_xml_forbids(form: Form) -> None:
    text = "a\x00\x0b\ud800\uffff_x0041_<&>\r\nb"
    book = load_workbook(io.BytesIO(summary_bytes(hostile(form, text), ZH)))
    assert book[PROSE]["D2"].value == "a\ufffd\ufffd\ufffd\ufffd_x0041_<&>\nb"
    assert cleaned("甲\t乙") == "甲\t乙"


@pytest.mark.parametrize("text", ["字" * 70_000, "🀄" * 40_000, "短"])
def test_long_prose_goes_on_in_further_rows(text: str) -> None:
    parts = pieces(text)
    assert "".join(parts) == text
    assert all(units(part) <= LONGEST for part in parts)


def test_the_same_outcome_gives_the_same_bytes(outcome: Outcome, data: bytes) -> None:
    assert summary_bytes(outcome, ZH) == data


@pytest.mark.parametrize(
    ("total", "received", "expected"),
    [
        (Decimal("0.1"), Decimal("0.3"), Decimal("0.2")),
        (None, Decimal(3), Decimal(3)),
        (None, None, None),
        (ErrorValue("#DIV/0!"), Decimal(1), None),
    ],
)
def test_difference(total: Value, received: Value, expected: Decimal | None) -> None:
    assert difference(total, received) == expected


class TinyEngine(Engine):
    """Computes the one formula of the tiny form."""

    def evaluate(self, values: Mapping[Address, Value]) -> Mapping[Address, Value]:
        first, second = (values.get(at(cell)) for cell in ("Overview!B2", "Overview!B3"))
        if isinstance(first, Decimal) and isinstance(second, Decimal):
            return {at("Overview!B4"): first / second if second else ErrorValue("#DIV/0!")}
        return {at("Overview!B4"): ErrorValue("#DIV/0!")}

    def precedents(self, formula: str, sheet: str) -> frozenset[Address]:
        return frozenset((at("Overview!B2"), at("Overview!B3")))


@pytest.fixture(scope="module")
def tiny() -> Form:
    def field(cell: str, joining: Joining, name: str) -> Field:
        return Field(at(cell), Kind.COUNT, Role.FIGURE, label=Label((name,)), joining=joining)

    fields = (
        field("Overview!B2", Joining.SUM, "births"),
        field("Overview!B3", Joining.SUM, "people"),
        field("Overview!B5", Joining.MAX, "oldest"),
    )
    texts = {(1, 1): "Figures", (2, 1): "births", (3, 1): "people", (4, 1): "rate", (5, 1): "oldest"}
    rate, inputs = at("Overview!B4"), frozenset((at("Overview!B2"), at("Overview!B3")))
    return Form(
        id="tiny",
        edition="1",
        title="Tiny form",
        language="en",
        folder=Path(),
        fields={each.address: each for each in fields},
        formulas={rate: "=B2/B3"},
        labels={**{each.address: each.label for each in fields}, rate: Label(("rate",))},
        leaves={rate: inputs},
        rules=(),
        rules_sheet="Rules",
        rule_words=RuleWords(frozenset(), frozenset()),
        carried={},
        prefilled={},
        identity=IdentityCells(at("Who!A1"), at("Who!A2"), at("Who!A3")),
        names=FileNames("r", "w", "s", "r", "d", "c", "b"),
        layouts={"Overview": SheetLayout("Overview", texts, (), {}, {}, {})},
        editions={},
        engine=TinyEngine(),
    )


def tiny_outcome(tiny: Form) -> Outcome:
    numbers = ((1, 4, 80), (2, 2, 90))
    cells = [at(f"Overview!B{row}") for row in (2, 3, 5)]
    given = [dict(zip(cells, map(Decimal, each), strict=True)) for each in numbers]
    entries = [
        entry(Standing.ACCEPTED, f"D{n}", f"Dept {n}", Review(values=each, results=tiny.engine.evaluate(each)))
        for n, each in enumerate(given, start=1)
    ]
    return outcome_of(tiny, *entries)


def test_another_form_in_another_language(tiny: Form) -> None:
    data = summary_bytes(tiny_outcome(tiny), EN)
    live, stored = load_workbook(io.BytesIO(data)), load_workbook(io.BytesIO(data), data_only=True)
    assert live.sheetnames == [
        "Overview (2)",
        "Standings",
        "Overview",
        "Totals",
        "Details",
        "Findings",
        "Decisions",
        "Method",
    ]
    assert [stored["Overview"][f"B{row}"].value for row in range(2, 6)] == [3, 6, 0.5, 90]
    assert live["Overview"]["B4"].value == "=B2/B3"
    assert live["Overview"]["B5"].value == 90


@pytest.mark.parametrize(
    "merges",
    [((1, 1, 2, 1),), ((1, 1, 1, 2), (2, 1, 3, 1)), ((1, 3, 9, 3),), ((2, 3, 4, 4),), ((5, 2, 6, 3),)],
)
def test_merged_ranges_of_any_form(tiny: Form, merges: tuple[tuple[int, int, int, int], ...]) -> None:
    layout = replace(tiny.layouts["Overview"], merges=merges)
    outcome = tiny_outcome(replace(tiny, layouts={"Overview": layout}))
    book = load_workbook(io.BytesIO(summary_bytes(outcome, EN)), data_only=True)
    assert book["Overview"]["A1"].value == "Figures"
    assert [book["Overview"][f"B{row}"].value for row in range(2, 6)] == [3, 6, 0.5, 90]


def test_a_title_over_two_rows_leaves_no_room_for_a_caption(tiny: Form) -> None:
    texts = {place: text for place, text in tiny.layouts["Overview"].texts.items() if place != (2, 1)}
    layout = replace(tiny.layouts["Overview"], texts=texts, merges=((1, 1, 2, 1),))
    fields = {address: field for address, field in tiny.fields.items() if address.row != 2}
    outcome = tiny_outcome(replace(tiny, layouts={"Overview": layout}, fields=fields))
    book = load_workbook(io.BytesIO(summary_bytes(outcome, EN)))
    assert [str(each) for each in book["Overview"].merged_cells.ranges] == ["A1:A2"]


def test_nothing_received(tiny: Form) -> None:
    nobody = outcome_of(tiny, entry(Standing.MISSING, "D1", "Dept 1", Review()))
    book = load_workbook(io.BytesIO(summary_bytes(nobody, EN)), data_only=True)
    assert [book["Overview"][f"B{row}"].value for row in range(2, 6)] == [None, None, "#DIV/0!", None]


def test_sheet_names_never_collide(tiny: Form) -> None:
    names = sheet_names(tiny, EN)
    assert names.overview == "Overview (2)"
    assert names.method == "Method"


def test_both_languages_have_every_text() -> None:
    zh, en = ({k for k in (*each.texts, *each.lists) if k.startswith("summary_")} for each in (ZH, EN))
    assert zh == en
    for key in (key for key in ZH.lists if key.startswith("summary_")):
        assert len(ZH.lists[key]) == len(EN.lists[key])


def test_the_whole_is_set_beside_what_it_published_and_what_its_departments_said(outcome: Outcome) -> None:
    book = load_workbook(io.BytesIO(summary_bytes(with_last_year(outcome), ZH)), data_only=True)
    by_place = {f"{row[0]}!{row[1]}": row[3:] for row in rows(book, ACROSS)[2:]}
    published, summed, apart, now, change, share = by_place["表三!J6"]
    assert now == outcome.total.value(at("表三!J6"))
    assert (apart, change) == (summed - published, now - published)
    assert share == pytest.approx(change / published)
    assert rows(book, ACROSS)[0][0] == "2022年的数是当年公布的。本年还有 3 个单位没有计入，增减仅供参考。"


def test_a_column_of_the_standings_in_which_nothing_stands_is_hidden(outcome: Outcome) -> None:
    sheet = load_workbook(io.BytesIO(summary_bytes(outcome, ZH)))[STANDINGS]
    last = len(outcome.entries) + 1
    blank = {n for n in range(5, 16) if not any(sheet.cell(row, n).value for row in range(2, last + 1))}
    spans = [each for each in sheet.column_dimensions.values() if each.hidden]
    hidden = {n for each in spans for n in range(each.min or 0, (each.max or 0) + 1)}
    assert hidden == {n for n in blank if n not in (9, 10, 11)}  # version, errors and queries always stand
    assert hidden


def test_an_incomplete_last_year_is_not_compared_and_that_is_said(outcome: Outcome) -> None:
    data = summary_bytes(with_last_year(outcome, published=False, complete=False), ZH)
    book = load_workbook(io.BytesIO(data), data_only=True)
    assert rows(book, ACROSS)[2:] == []
    texts = [row[0] for row in rows(book, OVERVIEW)]
    assert "2022年的数据不全（只有 4 个单位的，也没有当年的总体数），不与之比较。" in texts
    assert not [row for row in rows(book, OVERVIEW) if "增减" in row]


def test_each_department_is_set_beside_its_own_year_before(outcome: Outcome) -> None:
    book = load_workbook(io.BytesIO(summary_bytes(with_last_year(outcome), ZH)), data_only=True)
    found = [row for row in rows(book, APART)[1:] if row[0] == "A05" and row[3] == "新收申请（件）"]
    now = next(each for each in outcome.entries if each.code == "A05").review.value(at("表三!J6"))
    assert isinstance(now, Decimal)
    assert found[0][4:7] == (now // 2, now, now - now // 2)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [(3, 0, "首次"), (0, 0, "—"), (None, 2, "—"), (3, None, "—"), (3, 2, Decimal("0.5")), (0, 2, Decimal(-1))],
)
def test_share_of_a_change(now: int | None, before: int | None, expected: Value) -> None:
    pair = YearPair(*(None if each is None else Decimal(each) for each in (now, before)))
    assert share_value(pair, ZH) == expected


@pytest.mark.parametrize(
    ("due", "received", "late"),
    [
        ("2024-01-15", "2024-01-18T01:00:00Z", 3),
        ("2024-01-15", "2024-01-15T15:00:00Z", 0),
        ("2024-01-15", "2024-01-01T00:00:00Z", 0),
        ("月底", "2024-01-18T01:00:00Z", None),
        ("2024-01-15", None, None),
        ("", "2024-01-18T01:00:00Z", None),
        ("1月15日前", "2024-01-15T16:30:00Z", 1),
        ("2024年1月16日", "2024-01-15T16:30:00Z", 0),
        ("月底", "2024-01-15T16:30:00Z", None),
    ],
)
def test_days_late(due: str, received: str | None, late: int | None) -> None:
    """By the day of the form's country: a mail of 16:30 UTC is of the next day in China."""
    file = SourceFile("a.eml!a.xlsx", Path("nowhere"), "0" * 64, received_at=received)
    form = load_form(find_form("disclosure-2021"))
    each = Entry(Standing.ACCEPTED, Review(), Department("A1", "甲局", due=due), file)
    assert days_late(each, outcome_of(form, each)) == late


@pytest.fixture(scope="module")
def computed(
    outcome: Outcome, tiny: Form, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[tuple[str, object, object]]]:
    """Have LibreOffice compute the summaries of three forms in one start of it."""
    toy = load_form(TOY)
    branches = [entry(Standing.ACCEPTED, f"B{n}", f"Branch {n}", toy_review(toy, n)) for n in (1, 2, 3)]
    held = entry(Standing.HELD, "B4", "Branch 4", toy_review(toy, 4))
    alone = {"disclosure": outcome, "tiny": tiny_outcome(tiny), "toy": outcome_of(toy, *branches, held)}
    every = {**alone, **{f"{name} last year": with_last_year(each) for name, each in alone.items()}}
    books = {name: summary_bytes(each, language_named(each.form.language)) for name, each in every.items()}
    return recalculated(books, tmp_path_factory.mktemp("computed"))


def toy_review(form: Form, seed: int) -> Review:
    values: dict[Address, Value] = {
        field.address: Decimal(seed * 37 + number * 5 + 1) / 4 for number, field in enumerate(form.figures)
    }
    return Review(values=values, results=form.engine.evaluate(values))


@pytest.mark.office
@pytest.mark.parametrize(
    ("which", "least"),
    [
        ("disclosure", 300),
        ("disclosure last year", 300),
        ("tiny", 5),
        ("tiny last year", 5),
        ("toy", 10),
        ("toy last year", 20),
    ],
)
def test_libreoffice_computes_what_is_stored(
    computed: Mapping[str, list[tuple[str, object, object]]], which: str, least: int
) -> None:
    assert len(computed[which]) > least
    assert [each for each in computed[which] if each[2] != pytest.approx(each[1])] == []
